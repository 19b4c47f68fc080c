"""B02: a basis that repeats the target."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import quote, repeats
from models.rule import Finding, Severity, row_rule
from models.rules.b01_boilerplate_basis import is_boilerplate


def is_repeating(row: Indicator) -> bool:
    """Whether a basis says nothing but the name and the value over again."""
    return bool(row.basis.strip()) and repeats(row.basis, row.name, row.value, row.unit)


@row_rule(
    "B02",
    Severity.WARNING,
    "设定依据不能重复指标名称或指标值",
    why="依据要回答“为什么定这个值”，把指标值再写一遍没有回答。",
    source="财预〔2021〕101号“绩效指标值设定依据”",
    mend="写明这个值是根据哪份文件、哪年数据或哪项标准定的。",
    violating={"indicators[6].basis": "政策知晓率达到90%以上"},
    clean={"indicators[6].basis": "计划标准：年末家长问卷调查，目标90%"},
)
def repeating_basis(row: Indicator, practice: Practice) -> Iterator[Finding]:
    if is_repeating(row) and not is_boilerplate(row.basis, practice):
        yield Finding(
            "basis",
            f"设定依据{quote(row.basis)}只是重复了指标名称和指标值，请写明这个值从哪里来",
        )
