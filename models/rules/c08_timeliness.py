"""C08: outputs have a time."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.practice import Practice
from models.rule import Finding, Severity, rule_by_practice
from models.rules.c07_quantity_and_quality import output_kinds, output_names


@rule_by_practice(
    "C08",
    Severity.INFO,
    "产出指标中宜有时效指标",
    why="时效指标不是必设，但有完成时限的项目写明时限，年中监控才有依据。",
    source="财预〔2015〕88号（时效指标）；财预〔2021〕101号（时效指标不作必设要求，可写整体完成时间）",
    mend="有时限要求的，补一个时效指标，例如“完成月份 <= 12 月”“按时拨付率 = 100 %”；没有时限要求的可以不设。",
    violating={
        "indicators[4]": None,
        "indicators[1].weight": 25,
        "indicators[1].scoring": "达到指标值得25分，否则按完成比例得分",
    },
    clean={},
)
def timeliness(declaration: Declaration, practice: Practice) -> Iterator[Finding]:
    present = output_kinds(declaration)
    if present and "时效" not in present and "时效" in output_names(practice):
        yield Finding("indicators", "产出指标中没有时效指标；不作必设要求，有完成时限的建议补写")
