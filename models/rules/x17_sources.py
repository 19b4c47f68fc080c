"""X17: the money by source adds up to the total, at every stage of the year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from models.declaration import Declaration
from models.funds import SOURCE_KEYS
from models.money import finite, format_yuan
from models.rule import Finding, Severity, rule


class _Stage(NamedTuple):
    name: str
    total: str
    sources: str
    """what their paths begin with"""


_STAGES = (
    _Stage("预算金额", "budget.total", "budget."),
    _Stage("1-7月执行数", "monitoring.executed", "monitoring.executed_"),
    _Stage("全年预计执行数", "monitoring.expected", "monitoring.expected_"),
    _Stage("全年预算数", "evaluation.budget", "evaluation.budget_"),
    _Stage("全年执行数", "evaluation.executed", "evaluation.executed_"),
)
_REST = SOURCE_KEYS[-1]
"""其他资金: what is left over stands for it where it was not given."""


@rule(
    "X17",
    Severity.ERROR,
    "各来源的金额之和应等于总额",
    why="申报表、监控表和自评表都按来源分列资金；分列之和与总额不等，表就自相矛盾，会被退回。",
    source="财预〔2015〕88号 项目支出绩效目标申报表“项目资金”；财预〔2020〕10号 自评表“项目资金”",
    mend="核对各来源的金额和总额，改正其中写错的一个。",
    violating={"budget.general": Decimal(3000000), "budget.own": Decimal(300000)},
    clean={"budget.general": Decimal(3000000), "budget.own": Decimal(200000)},
)
def sources(declaration: Declaration) -> Iterator[Finding]:
    for stage in _STAGES:
        total = finite(declaration.get(stage.total))
        given = {
            key: amount
            for key in SOURCE_KEYS
            if (amount := finite(declaration.get(stage.sources + key))) is not None
        }
        if total is None or not given:
            continue
        together = sum(given.values(), Decimal(0))
        if together == total or (together < total and _REST not in given):
            continue
        more = "多" if together > total else "少"
        yield Finding(
            stage.sources + next(iter(given)),
            f"各来源合计{format_yuan(together)}元，比{stage.name}{format_yuan(total)}元"
            f"{more}{format_yuan(abs(together - total))}元",
        )
