"""C09: cost indicators."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.patterns import Pattern
from models.phrases import CAPITAL_PROJECT
from models.practice import Practice
from models.rows import is_cost, quote
from models.rule import Finding, Scope, Severity, rule_by_practice

# Money for what others build or buy, or work on the occasion of it, is no capital spending of one's own.
_ABOUT_CAPITAL = Pattern(
    r"补贴|贴息|奖补|奖励|监督|监管|评审|审计|检测|鉴定|前期|执法|宣传|培训|普查|规划编制"
)


@rule_by_practice(
    "C09",
    Severity.WARNING,
    "工程、修缮、购置类项目应有成本指标",
    scope=Scope.PROJECT,
    why="工程基建、大型修缮和购置类项目必须设成本指标，其他项目鼓励设置；没有成本指标，看不出花费是否合理。",
    source="财预〔2021〕101号（成本指标的设置要求）",
    mend="补一个成本指标，例如单位造价、补助标准、分项支出上限；无法计算单位成本的，写分项成本的控制数。",
    violating={
        "project.name": "学生食堂设备购置项目",
        "indicators[0]": None,
        "indicators[1].weight": 25,
        "indicators[1].scoring": "达到指标值得25分，否则按完成比例得分",
        "indicators[5].weight": 20,
        "indicators[5].scoring": "不高于指标值得20分，每高0.5%扣2分，扣完为止",
    },
    clean={"project.name": "学生食堂设备购置项目"},
)
def cost(declaration: Declaration, practice: Practice) -> Iterator[Finding]:
    rows = declaration.indicators
    if not rows or any(map(is_cost, rows)) or not _knows_costs(practice):
        return
    name = declaration.project.name
    kind = CAPITAL_PROJECT.search(name)
    if kind and not _ABOUT_CAPITAL.search(name):
        yield Finding("indicators", f"项目名称中有{quote(kind[0])}，这类项目必须设成本指标，请补写")
    else:
        yield Finding(
            "indicators", "没有成本指标；这类项目不强制要求，能计算单位成本的建议补写", severity=Severity.INFO
        )


def _knows_costs(practice: Practice) -> bool:
    names = (*practice.level1_names, *(name for _, names in practice.tree for name in names))
    return any("成本" in name for name in names)
