"""What 自评 says, as rules and points need it: execution rate, grades of qualitative indicators, over-achievement."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from models import funds
from models.declaration import Declaration, Indicator
from models.measured import LEAST, IncomparableError, Numbers, actual_number, is_graded, measured
from models.money import finite, format_number
from models.patterns import Pattern
from models.rows import comparable, is_qualitative, level_key, quote, sign


class Band(NamedTuple):
    """A grade of qualitative indicators and the shares of the points it is worth (财预〔2020〕10号)."""

    name: str
    low: Decimal
    high: Decimal

    @property
    def includes_high(self) -> bool:
        """100–80%(含), 80–60%(含), 60–0%: the upper end counts only for the highest grade."""
        return self.high == 1

    def holds(self, points: Decimal, weight: Decimal) -> bool:
        """Whether so many points of `weight` are within the grade."""
        top = self.high * weight
        return self.low * weight <= points and (points < top or (self.includes_high and points == top))

    def span(self, weight: Decimal) -> str:
        """What the grade is worth of `weight`: `8分（含）到10分（含）`."""
        upper = "（含）" if self.includes_high else "（不含）"
        return f"{format_number(self.low * weight)}分（含）到{format_number(self.high * weight)}分{upper}"


ACHIEVED: Final = Band("达成年度指标", Decimal("0.8"), Decimal(1))
PARTLY: Final = Band("部分达成年度指标并具有一定效果", Decimal("0.6"), Decimal("0.8"))
MISSED: Final = Band("未达成年度指标且效果较差", Decimal(0), Decimal("0.6"))

_WORDINGS: Final = (
    (MISSED, Pattern(r"未达成|没有达成|未完成|效果较差|实现程度较低|^(?:较?差|不合格)$")),
    (PARTLY, Pattern(r"部分(?:达成|实现|完成)|一定效果|^(?:一般|中等?|合格)$")),
    (ACHIEVED, Pattern(r"达成|实现|完成|达标|^(?:优秀?|良好?|较?好)$")),
)
"""In the order in which they are asked: what was not achieved has 达成 in its words, too."""

_FAR: Final = Decimal("1.3")
_FAR_BELOW: Final = Decimal("0.7")
_FAR_FROM_ZERO: Final = Decimal(30)
_NO_REASON: Final = frozenset(("", "无", "没有", "无偏差", "无原因", "/", "-", "—", "空"))


def execution_rate(declaration: Declaration) -> Decimal | None:
    """全年执行数 ÷ 全年预算数 in percent, to two decimals; None when one of them is missing or the budget is zero.

    全年预算数 that is not given is the declared amount.
    """
    return funds.rate(funds.executed(declaration).total, funds.adjusted(declaration).total)


@lru_cache(maxsize=2048)
def band_of(actual: str) -> Band | None:
    """The grade that the 实际完成值 of a qualitative indicator names."""
    text = actual.strip()
    return next((band for band, words in _WORDINGS if words.search(text)), None)


def band_of_row(row: Indicator) -> Band | None:
    """The grade of an indicator that is judged by grades; a target that was reached word for word is 达成."""
    if not (is_graded(row) or is_qualitative(row)):
        return None
    if row.actual.strip() and comparable(row.actual) == comparable(row.value):
        return ACHIEVED
    return band_of(row.actual)


def far_beyond(row: Indicator) -> str:
    """What is to be explained of a completion far better than its target; empty when nothing is, or it is explained.

    From 130% of the target on, from 30 where the target is 0 (Guangxi's check); of a ceiling, from 30% below it on.
    Times are no ceilings that were set too high, and neither is a nought.
    """
    if row.deviation.strip() not in _NO_REASON or is_graded(row) or not row.actual.strip():
        return ""
    try:
        found = measured(row)
    except IncomparableError:
        return _far_by_rate(row)
    if not isinstance(found, Numbers) or found.target < 0:
        return ""
    return _far_by_number(row, found)


def _far_by_rate(row: Indicator) -> str:
    """Of a completion in percent of a target that counts: 130% of 100 pieces."""
    number = actual_number(row.actual)
    is_rate = row.actual.strip().endswith(("%", "％")) and sign(row) in LEAST
    if not is_rate or number is None or number < _FAR * 100:
        return ""
    return f"实际完成值{quote(row.actual)}超出指标值{quote(row.value)}很多"


def _far_by_number(row: Indicator, found: Numbers) -> str:
    target, actual = found.target, found.actual
    if target == 0:
        if found.sign in LEAST and actual >= _FAR_FROM_ZERO:
            return f"指标值为0，实际完成值为{quote(row.actual)}"
        return ""
    percent = format_number((actual / target * 100).quantize(Decimal("0.1"), ROUND_HALF_UP))
    shown = f"实际完成值{quote(row.actual)}是指标值{quote(row.value)}的{percent}%"
    if found.sign in LEAST:
        return f"{shown}，超出很多" if actual >= target * _FAR else ""
    is_low = 0 < actual <= target * _FAR_BELOW and level_key(row.level2) != "时效"
    return f"{shown}，低了很多" if is_low else ""


def score_of(row: Indicator) -> Decimal | None:
    """得分, or None where none is given."""
    return finite(row.score) if row.score is not None else None
