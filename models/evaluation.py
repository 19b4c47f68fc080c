"""What 自评 says, as numbers: execution rate, actual values, grades of qualitative indicators."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from models.declaration import Declaration, Indicator
from models.money import finite, half_width
from models.patterns import Pattern

_ACTUAL = Pattern(
    r"\s*(?:[≥≤＞＜=><]+|约|已?完成|达到?|为|实际)*\s*(-?[0-9][0-9,]{0,20}(?:\.[0-9]{1,10})?)\s*(\D{0,12})"
)

BANDS: tuple[tuple[str, str, Decimal, Decimal], ...] = (
    (
        "未达成年度指标且效果较差",
        r"未达成|没有达成|未完成|效果较差|实现程度较低|^(?:较?差|不合格)$",
        Decimal(0),
        Decimal("0.6"),
    ),
    (
        "部分达成年度指标并具有一定效果",
        r"部分(?:达成|实现|完成)|一定效果|^(?:一般|中等?|合格)$",
        Decimal("0.6"),
        Decimal("0.8"),
    ),
    ("达成年度指标", r"达成|实现|完成|达标|^(?:优秀?|良好?|较?好)$", Decimal("0.8"), Decimal(1)),
)
"""Grade of a qualitative indicator, its wordings, and the share of the points from and to (财预〔2020〕10号).

The upper end counts only for the highest grade: 100–80%(含), 80–60%(含), 60–0%.
"""

_BANDS = tuple((name, Pattern(words), low, high) for name, words, low, high in BANDS)


def execution_rate(declaration: Declaration) -> Decimal | None:
    """全年执行数 ÷ 全年预算数 in percent, to two decimals; None when one of them is missing or zero.

    全年预算数 that is not given is the declared amount.
    """
    executed = finite(declaration.evaluation.executed)
    budget = finite(declaration.evaluation.budget)
    if budget is None:
        budget = finite(declaration.budget.total)
    if executed is None or not budget or budget < 0:
        return None
    return (executed / budget * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


@lru_cache(maxsize=2048)
def actual_number(text: str) -> Decimal | None:
    """The number of a 实际完成值 such as `98`, `98%` or `1,200人`; None when it gives none, or more than one."""
    match = _ACTUAL.fullmatch(half_width(text))
    return Decimal(match[1].replace(",", "")) if match else None


@lru_cache(maxsize=2048)
def band_of(actual: str) -> tuple[str, Decimal, Decimal] | None:
    """The grade that the 实际完成值 of a qualitative indicator names, with its share of the points from and to."""
    text = actual.strip()
    for name, words, low, high in _BANDS:
        if words.search(text):
            return name, low, high
    return None


def score_of(row: Indicator) -> Decimal | None:
    """得分, or None where none is given."""
    return finite(row.score) if row.score is not None else None
