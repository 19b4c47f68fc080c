"""C04: both goals."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.rule import Finding, Severity, rule


@rule(
    "C04",
    Severity.ERROR,
    "总体目标和预算年度目标都要填写",
    why="绩效目标表的前两行就是这两个目标，指标要由目标分解而来；没有目标，指标的相关性无从审核。",
    source="云南省项目绩效目标表；财预〔2015〕88号 项目支出绩效目标申报表",
    mend="总体目标写实施期内要达到的产出和效果，预算年度目标写其中当年要完成的部分，并写出数量。",
    violating={"goals.annual": ""},
    clean={},
)
def goals(declaration: Declaration) -> Iterator[Finding]:
    if not declaration.goals.overall.strip():
        yield Finding("goals.overall", "没有填写总体目标，请写明实施期内要达到的产出和效果")
    if not declaration.goals.annual.strip():
        yield Finding("goals.annual", "没有填写预算年度目标，请写明当年要完成的数量和效果")
