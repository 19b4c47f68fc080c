"""A01: a low execution rate is explained."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Declaration
from models.evaluation import execution_rate
from models.money import format_number
from models.rule import Finding, Severity, rule

_LOW = Decimal(90)


@rule(
    "A01",
    Severity.WARNING,
    "预算执行率低于90%的要说明原因",
    why="钱没有花完，要么任务没有完成，要么预算编多了；不说明原因，执行率得分和项目绩效都会被质疑。",
    source="四川省项目支出绩效自评填报要求；财预〔2020〕10号（偏差原因分析）",
    mend="在“执行率偏低的原因”里写明没有执行的金额和原因。",
    violating={"evaluation.executed": Decimal(2560000)},
    clean={
        "evaluation.executed": Decimal(2560000),
        "evaluation.execution_note": "四季度补助于次年1月拨付，结转640,000.00元",
    },
)
def execution(declaration: Declaration) -> Iterator[Finding]:
    rate = execution_rate(declaration)
    if rate is not None and rate < _LOW and not declaration.evaluation.execution_note.strip():
        yield Finding(
            "evaluation.execution_note",
            f"预算执行率只有{format_number(rate)}%，低于90%，请写明原因",
        )
