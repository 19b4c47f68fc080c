"""C09: cost indicators."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.phrases import CAPITAL_PROJECT
from models.rows import level_key, quote
from models.rule import Finding, Severity, rule


@rule(
    "C09",
    Severity.WARNING,
    "工程、修缮、购置类项目应有成本指标",
    why="工程基建、大型修缮和购置类项目必须设成本指标，其他项目鼓励设置；没有成本指标，看不出花费是否合理。",
    source="财预〔2021〕101号（成本指标的设置要求）",
    mend="补一个成本指标，例如单位造价、补助标准、分项支出上限；无法计算单位成本的，写分项成本的控制数。",
    violating={"indicators[0]": None, "project.name": "县医院设备购置项目"},
    clean={"project.name": "县医院设备购置项目"},
)
def cost(declaration: Declaration) -> Iterator[Finding]:
    rows = declaration.indicators
    if not rows or any(level_key(row.level1) == "成本" or "成本" in row.level2 for row in rows):
        return
    kind = CAPITAL_PROJECT.search(declaration.project.name)
    if kind:
        yield Finding("indicators", f"项目名称中有{quote(kind[0])}，这类项目必须设成本指标，请补写")
    else:
        yield Finding(
            "indicators", "没有成本指标；这类项目不强制要求，能计算单位成本的建议补写", severity=Severity.INFO
        )
