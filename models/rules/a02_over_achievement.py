"""A02: a target that was far exceeded is explained."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.evaluation import far_beyond
from models.practice import Practice
from models.rule import Finding, Severity, row_rule


@row_rule(
    "A02",
    Severity.WARNING,
    "完成值达到指标值130%以上的要说明原因",
    why="超出指标值很多，往往是目标定低了；按规定要分析原因，并按偏离程度调减得分。上限类指标（≤）低于指标值30%以上的，同样可能是目标定得太宽。",
    source="财预〔2020〕10号（偏离较多的分析原因、调减得分）；广西自评填报校验（完成值达到指标值的1.3倍）",
    mend="在“偏差原因分析及改进措施”里说明为什么超出，来年怎样定值。",
    violating={"indicators[1].actual": "4300"},
    clean={
        "indicators[1].actual": "4300",
        "indicators[1].deviation": "秋季学期新并入两所学校，来年按新学籍数定值",
    },
)
def over_achievement(row: Indicator, _: Practice) -> Iterator[Finding]:
    if beyond := far_beyond(row):
        yield Finding("actual", f"{beyond}，请在偏差原因里说明")
