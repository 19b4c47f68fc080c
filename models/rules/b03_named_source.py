"""B03: a basis names its kind or its source."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.phrases import EVIDENCE_PATTERN
from models.practice import Practice
from models.rows import quote
from models.rule import Finding, Severity, row_rule
from models.rules.b01_boilerplate_basis import is_boilerplate
from models.rules.b02_repeating_basis import is_repeating
from models.vocabulary import NULL_MARK

_WORDS = Pattern(r"[^\W_]")


@row_rule(
    "B03",
    Severity.INFO,
    "设定依据宜写明标准类别或可查的资料",
    why="依据分计划、历史、行业、预算支出和其他标准五类；写明类别或文件、统计、台账、调查的名称，审核人才能核对。",
    source="财预〔2021〕101号“指标值设定依据”“佐证资料”",
    mend="以标准类别开头并写出资料名称，例如“行业标准：《……规范》”“历史标准：2025年台账，95%”。",
    violating={"indicators[1].basis": "经局务会研究"},
    clean={"indicators[1].basis": "学籍系统登记数据"},
)
def named_source(row: Indicator, practice: Practice) -> Iterator[Finding]:
    if EVIDENCE_PATTERN.search(row.basis) or not _WORDS.search(row.basis) or row.basis.strip() == NULL_MARK:
        return
    # What is worse than unnamed is said once, by B01 or B02.
    if not is_boilerplate(row.basis, practice) and not is_repeating(row):
        yield Finding(
            "basis",
            f"设定依据{quote(row.basis)}既没有标准类别，也没有可查的文件、统计、台账或调查，建议写明",
        )
