"""B01: a basis that names nothing."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.phrases import boilerplate_pattern
from models.practice import Practice
from models.rows import quote
from models.rule import Finding, Severity, row_rule


def is_boilerplate(basis: str, practice: Practice) -> bool:
    """Whether a basis consists of stock phrases, the bureau's own among them."""
    text = basis.strip()
    return bool(text) and boilerplate_pattern(practice.boilerplate).fullmatch(text) is not None


@row_rule(
    "B01",
    Severity.WARNING,
    "设定依据不能是套话",
    why="“根据实际工作开展要求”适用于任何指标，说明不了指标值从哪里来，也无处查证。",
    source="财预〔2021〕101号“绩效指标值设定依据”“指标完成值数据来源”",
    mend="写明具体的文件、统计、台账或调查，例如“计划标准：2026年实施方案”“历史标准：2025年统计台账，98%”。",
    violating={"indicators[1].basis": "根据实际工作开展要求"},
    clean={"indicators[1].basis": "计划标准：部门工作计划和项目实施方案"},
)
def boilerplate_basis(row: Indicator, practice: Practice) -> Iterator[Finding]:
    if is_boilerplate(row.basis, practice):
        yield Finding(
            "basis",
            f"设定依据{quote(row.basis)}是套话，请写明具体的文件、统计、台账或调查",
        )
