"""The points of a self-evaluation (财预〔2020〕10号), and how each was reached.

An indicator is scored by its 评（扣）分标准 where that text parses, else by the plain formula that systems in use
reckon with. Points are rounded half up to two decimals. What can't be reckoned stays open: nothing is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from models import funds
from models.declaration import Declaration, Indicator
from models.evaluation import actual_number, band_of, score_of
from models.money import format_number
from models.rows import is_qualitative, number, sign
from models.scoring import parse_scoring, points_of
from models.scoring.award import award
from models.vocabulary import GRADES

_CENT: Final = Decimal("0.01")
_WHOLE: Final = Decimal(100)
EXECUTION_WEIGHT: Final = Decimal(10)
"""分值 of 预算执行率."""
GRADE_FROM: Final = dict(zip(GRADES, (Decimal(90), Decimal(80), Decimal(60), Decimal(0)), strict=True))
"""The points from which a total has each grade."""
_FAR: Final = Decimal("1.3")
_FAR_FROM_ZERO: Final = Decimal(30)
_LEAST: Final = (">=", ">", "=")
_MOST: Final = ("<=", "<")


@dataclass(frozen=True)
class Scored:
    """One indicator."""

    index: int
    weight: Decimal | None
    """分值; None where neither 权重 nor the scoring text gives it"""
    computed: Decimal | None
    """None where it can't be reckoned"""
    given: Decimal | None
    """得分 as typed"""
    explanation: str
    """a sentence: how the points were reached, or why they were not"""
    remarks: tuple[str, ...] = ()
    """sentences for whoever reviews it"""

    @property
    def points(self) -> Decimal | None:
        """得分: what was typed, else what was reckoned."""
        return self.computed if self.given is None else self.given


@dataclass(frozen=True)
class Execution:
    """预算执行率."""

    weight: Decimal
    """0 where the indicators alone make a hundred"""
    rate: Decimal | None
    """percent, two decimals"""
    points: Decimal | None
    explanation: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """A whole self-evaluation."""

    rows: tuple[Scored, ...]
    execution: Execution
    weight: Decimal
    """sum of all 分值 that are known"""
    reached: Decimal
    """sum of all points that are known"""
    total: Decimal | None
    """得分; None while any part of it is open"""
    grade: str
    """自评等级; empty while the total is open"""
    remarks: tuple[str, ...] = ()


def score(declaration: Declaration) -> Score:
    """The points of a declaration's self-evaluation."""
    rows = tuple(_scored(index, row) for index, row in enumerate(declaration.indicators))
    of_rows = sum((row.weight for row in rows if row.weight is not None), Decimal(0))
    execution = _execution(declaration, Decimal(0) if of_rows == _WHOLE else EXECUTION_WEIGHT)
    known = [part.points for part in rows if part.points is not None]
    if execution.points is not None:
        known.append(execution.points)
    reached = sum(known, Decimal(0))
    weight = of_rows + execution.weight
    is_open = (
        not rows
        or any(row.points is None for row in rows)
        or (execution.weight > 0 and execution.points is None)
    )
    total = None if is_open else reached
    remarks = []
    if rows and weight != _WHOLE and all(row.weight is not None for row in rows):
        remarks.append(f"分值合计{format_number(weight)}分，不是100分")
    return Score(
        rows, execution, weight, reached, total, "" if total is None else grade_of(total), tuple(remarks)
    )


def grade_of(total: Decimal) -> str:
    """自评等级: 优 from 90, 良 from 80, 中 from 60, 差 below."""
    return next(grade for grade, least in GRADE_FROM.items() if total >= least or not least)


def _execution(declaration: Declaration, weight: Decimal) -> Execution:
    adjusted, executed = funds.adjusted(declaration).total, funds.executed(declaration).total
    rate = funds.rate(executed, adjusted)
    if rate is None or executed is None or adjusted is None:
        missing = "全年执行数" if executed is None else "全年预算数"
        return Execution(weight, None, None, f"没有{missing}，不能计算执行率")
    reached = min(max(executed, Decimal(0)) / adjusted, Decimal(1)) * weight
    points = reached.quantize(_CENT, ROUND_HALF_UP)
    shown = f"执行率{format_number(rate)}%"
    if not weight:
        return Execution(weight, rate, Decimal(0), f"{shown}；指标已满100分，执行率不另计分")
    remarks = ("全年执行数超过全年预算数，请核对",) if executed > adjusted else ()
    how = "按执行率满分封顶" if executed >= adjusted else f"{format_number(rate)}%×{format_number(weight)}分"
    return Execution(weight, rate, points, f"{shown}，{how}，得{format_number(points)}分", remarks)


def _scored(index: int, row: Indicator) -> Scored:
    weight, given = points_of(row), score_of(row)
    computed, explanation = _computed(row, weight)
    remarks = tuple(_remarks(row, weight, computed, given))
    return Scored(index, weight, computed, given, explanation, remarks)


def _computed(row: Indicator, weight: Decimal | None) -> tuple[Decimal | None, str]:
    if weight is None:
        return None, "没有分值：权重没有填，评（扣）分标准里也读不出"
    if not row.actual.strip():
        return None, "没有填写实际完成值"
    if is_qualitative(row):
        return _qualitative(row, weight)
    target, actual = number(row.value), actual_number(row.actual)
    if target is None or actual is None:
        which = f"指标值“{row.value}”" if target is None else f"实际完成值“{row.actual}”"
        return None, f"{which}不是一个数，不能按公式计分，请自己打分"
    by_text = award(
        parse_scoring(row.scoring),
        target=target,
        actual=actual,
        sign=sign(row),
        weight=weight,
        unit=row.unit,
    )
    if by_text is not None:
        return by_text.points, f"按评（扣）分标准：{by_text.explanation}"
    return _by_formula(target, actual, sign(row), weight)


def _qualitative(row: Indicator, weight: Decimal) -> tuple[Decimal | None, str]:
    by_text = award(
        parse_scoring(row.scoring), target=None, actual=row.actual, sign="", weight=weight, unit=row.unit
    )
    if by_text is not None:
        return by_text.points, f"按评（扣）分标准：{by_text.explanation}"
    band = band_of(row.actual)
    if band is None:
        return None, f"完成情况“{row.actual}”没有写明达成、部分达成还是未达成，请自己打分"
    name, low, high = band
    upper = "（含）" if high == 1 else "（不含）"
    span = f"{format_number(low * weight)}分（含）到{format_number(high * weight)}分{upper}"
    return None, f"完成情况属于“{name}”，应得{span}，请在这之间打分"


def _by_formula(
    target: Decimal, actual: Decimal, its_sign: str, weight: Decimal
) -> tuple[Decimal | None, str]:
    actual = max(actual, Decimal(0))
    shown = f"实际完成值{format_number(actual)}"
    goal = f"指标值{format_number(target)}"
    full = f"得满分{format_number(weight)}分"
    if its_sign in _MOST or (its_sign == "=" and target == 0):
        if actual <= target:
            return weight, f"{shown}没有超过{goal}，{full}"
        if its_sign == "=" or target <= 0 or actual >= 2 * target:
            return Decimal(0), f"{shown}超过{goal}{'一倍以上' if target > 0 else ''}，不得分"
        share = 1 - (actual - target) / target
        points = (share * weight).quantize(_CENT, ROUND_HALF_UP)
        over = format_number(((actual - target) / target * 100).quantize(_CENT, ROUND_HALF_UP))
        return (
            points,
            f"{shown}超过{goal} {over}%，（1－{over}%）×{format_number(weight)}分，得{format_number(points)}分",
        )
    if its_sign not in _LEAST:
        return None, "没有选择指标性质（≥ ≤ ＝），不能按公式计分，请自己打分"
    if actual >= target:
        return weight, f"{shown}达到{goal}，{full}"
    points = (actual / target * weight).quantize(_CENT, ROUND_HALF_UP)
    return (
        points,
        f"{shown}没有达到{goal}，{format_number(actual)}÷{format_number(target)}×"
        f"{format_number(weight)}分，得{format_number(points)}分",
    )


def _remarks(
    row: Indicator, weight: Decimal | None, computed: Decimal | None, given: Decimal | None
) -> list[str]:
    found = []
    target, actual = number(row.value), actual_number(row.actual)
    if (
        target is not None
        and actual is not None
        and not is_qualitative(row)
        and sign(row) in _LEAST
        and not row.deviation.strip()
        and (actual >= target * _FAR if target > 0 else target == 0 and actual >= _FAR_FROM_ZERO)
    ):
        found.append("超出指标值很多，应说明原因并酌情减分")
    if given is not None and weight is not None and not 0 <= given <= weight:
        found.append(f"填写的得分{format_number(given)}不在0到{format_number(weight)}之间")
    elif given is not None and computed is not None and given != computed:
        found.append(f"填写的得分{format_number(given)}与计算的{format_number(computed)}不同")
    if given is not None and weight and is_qualitative(row) and (band := band_of(row.actual)) is not None:
        _, low, high = band
        if not (low * weight <= given and (given < high * weight or high == 1)):
            found.append("得分不在所属等级的区间内")
    return found
