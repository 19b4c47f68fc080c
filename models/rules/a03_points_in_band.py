"""A03: the points of a qualitative indicator lie in the band of its grade."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Indicator
from models.evaluation import band_of_row, score_of
from models.money import format_number
from models.practice import Practice
from models.rule import Finding, Severity, row_rule
from models.scoring import points_of


@row_rule(
    "A03",
    Severity.ERROR,
    "定性指标的得分应在达成等级的区间内",
    why="定性指标按达成、部分达成、未达成三档给分，每档有区间；得分和所写的完成情况对不上，分数不成立。",
    source="财预〔2020〕10号（达成100–80%（含）、部分达成80–60%（含）、未达成60–0%）",
    mend="按完成情况所属的档次重新打分，或把完成情况写准确。",
    violating={
        "indicators[7].actual": "部分达成，效果一般",
        "indicators[7].score": Decimal(5),
        "indicators[7].evidence": "家长评价表",
    },
    clean={"indicators[7].actual": "部分达成，效果一般", "indicators[7].score": Decimal("3.5")},
)
def points_in_band(row: Indicator, _: Practice) -> Iterator[Finding]:
    score, full, band = score_of(row), points_of(row), band_of_row(row)
    if score is None or band is None or not full or not 0 <= score <= full or band.holds(score, full):
        return
    yield Finding(
        "score",
        f"完成情况为“{band.name}”，{format_number(full)}分的指标应得{band.span(full)}，现在是{format_number(score)}分",
    )
