"""K04: satisfaction is no benefit."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import level_key, quote
from models.rule import Finding, Mend, Severity, row_rule

# A survey of satisfaction is work done, not satisfaction.
_SATISFACTION = Pattern(
    r"满意(?:度|率|程度|情况|比例|比率|$)(?!的?(?:调查|测评|问卷|回访|评价工作|测评工作|抽样|访查))"
)
_MOVE = {"level1": "满意度指标", "level2": "服务对象满意度指标"}


@row_rule(
    "K04",
    Severity.WARNING,
    "满意度不能代替效益",
    why="满意度另有一级指标和10分权重；放在效益之下，效益就没有写，同一份问卷还可能计两次分。",
    source="财预〔2015〕88号、财预〔2021〕101号（效益指标与满意度指标并列）",
    mend="移到“满意度指标—服务对象满意度指标”之下，效益指标改写项目带来的变化。",
    violating={"indicators[6].name": "家长满意度"},
    clean={"indicators[7].name": "满意度调查结果运用情况"},
)
def satisfaction_as_benefit(row: Indicator, practice: Practice) -> Iterator[Finding]:
    if "满意" not in row.name or level_key(row.level1) != "效益":
        return
    if practice.tree and not any("满意度" in name for name in practice.level1_names):
        return
    match = _SATISFACTION.search(row.name.rstrip())
    if match is not None:
        yield Finding(
            "name",
            f"{quote(row.name)}是满意度，不是效益；请移到“满意度指标”之下，效益另写项目带来的变化",
            mend=Mend("移到“满意度指标—服务对象满意度指标”之下", _MOVE, safe=False),
        )
