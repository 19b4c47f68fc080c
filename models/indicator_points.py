"""The points of one indicator (财预〔2020〕10号, 财预〔2021〕101号), and how they were reached.

Its 评（扣）分标准 goes first where that text says the points for certain, then the formula of the bureau's method.
Points are rounded half up to two decimals. What can't be reckoned stays open: nothing is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from models.declaration import Indicator, Number
from models.evaluation import band_of_row, far_beyond, score_of
from models.measured import MOST, Dates, IncomparableError, Numbers, is_graded, measured
from models.money import format_number
from models.practice import EvaluationMethod, Practice
from models.rows import level_key, quote
from models.scoring import Method, Scoring, parse_scoring, points_of
from models.scoring.award import award

CENT: Final = Decimal("0.01")
_PASS: Final = Decimal("0.6")
"""完成比例 below which 财预〔2021〕101号 gives nothing."""
_SATISFACTION: Final = (
    (Decimal(90), Decimal(1)),
    (Decimal(80), Decimal("0.8")),
    (Decimal(60), Decimal("0.5")),
)
"""满意度赋分 of 财预〔2021〕101号: from so many percent on, so much of the points; below nothing."""
_BY_TEXT: Final = "按评（扣）分标准："
_BY_FORMULA: Final = "按计分公式："
_SAYING: Final = frozenset({Method.STEP, Method.DEDUCT, Method.BANDS, Method.GRADES})
"""Ways of scoring that leave no room for a formula, also where something else than the completion is counted."""
_UNSAID: Final = "评（扣）分标准没有写明怎样计分，按计分公式："


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
    errors: tuple[str, ...] = ()
    """sentences on a 得分 that can't stand: no number, outside the band of its grade, above the weight"""

    @property
    def points(self) -> Decimal | None:
        """得分: what was typed, else what was reckoned."""
        return self.computed if self.given is None else self.given


class _Reckoned(NamedTuple):
    points: Decimal | None
    how: str
    wanted: str = "请自己打分"
    """what is to be done where nothing could be reckoned"""


def scored(index: int, row: Indicator, year: Number, practice: Practice) -> Scored:
    """The points of the indicator at a position; `year` is the budget year."""
    weight, given = points_of(row), score_of(row)
    if weight is not None and weight < 0:
        weight = None
    points, how, wanted = _reckoned(row, weight, year, practice)
    if points is None:
        how += f"，{wanted}" if given is None else f"；填写的得分为{format_number(given)}分"
    remarks = tuple(_remarks(row, points, given, year))
    return Scored(index, weight, points, given, how, remarks, tuple(_errors(row, weight, given)))


def rounded(points: Decimal) -> Decimal:
    """Points to two decimals, half up."""
    return points.quantize(CENT, ROUND_HALF_UP)


def _reckoned(row: Indicator, weight: Decimal | None, year: Number, practice: Practice) -> _Reckoned:
    if weight is None:
        return _Reckoned(None, "没有分值：权重没有填，评（扣）分标准里也读不出", "请填写权重")
    if not row.actual.strip():
        return _Reckoned(None, "没有填写实际完成值", "请填写")
    if is_graded(row):
        return _by_grade(row, weight)
    try:
        found = measured(row, year)
    except IncomparableError as error:
        return _Reckoned(None, f"{error}，不能计分")
    if isinstance(found, Dates):
        return _by_date(row, found, weight)
    return _by_text(row, found, weight, practice) or _by_formula(row, found, weight, practice)


def _by_grade(row: Indicator, weight: Decimal) -> _Reckoned:
    scoring = parse_scoring(row.scoring)
    said = award(scoring, target=None, actual=row.actual, sign="", weight=weight, unit=row.unit)
    if said is not None:
        return _Reckoned(said.points, f"{_BY_TEXT}{said.explanation}")
    band = band_of_row(row)
    if band is None:
        return _Reckoned(None, f"完成情况{quote(row.actual)}没有写明达成、部分达成还是未达成")
    return _Reckoned(None, f"完成情况属于“{band.name}”，应得{band.span(weight)}")


def _by_date(row: Indicator, found: Dates, weight: Decimal) -> _Reckoned:
    shown = f"完成时间{quote(row.actual)}"
    if found.is_on_time:
        return _Reckoned(weight, f"{shown}不晚于指标值{quote(row.value)}，得满分{format_number(weight)}分")
    points = _late_by_text(parse_scoring(row.scoring), found, weight)
    late = f"{shown}晚于指标值{quote(row.value)}"
    if points is None:
        return _Reckoned(None, f"{late}，评（扣）分标准没有写明怎样计分")
    return _Reckoned(points, f"{_BY_TEXT}{late}，得{format_number(points)}分")


def _late_by_text(scoring: Scoring, found: Dates, weight: Decimal) -> Decimal | None:
    """The points for what came late. Shares of a date mean nothing: only all or nothing, and deductions, count."""
    if scoring.method not in (Method.BINARY, Method.DEDUCT, Method.STEP):
        return None
    lateness = ((found.months_late, "月"), (found.days_late, "天"), (Decimal(1), ""))
    for late, unit in lateness:
        # Without a unit it is only known that it was late, which is no number of steps.
        if late is not None and (unit or scoring.method is not Method.STEP):
            said = award(scoring, target=Decimal(0), actual=late, sign="<=", weight=weight, unit=unit)
            if said is not None:
                return said.points
    return None


def _by_text(row: Indicator, found: Numbers, weight: Decimal, practice: Practice) -> _Reckoned | None:
    if found.target < 0:
        return None
    scoring = parse_scoring(row.scoring)
    said = award(
        scoring, target=found.target, actual=found.actual, sign=found.sign, weight=weight, unit=found.unit
    )
    if said is None:
        return None
    is_share = scoring.method is Method.RATIO and scoring.nothing is None and said.points < weight
    if is_share and practice.method is EvaluationMethod.THRESHOLD:
        points, how = _by_share(found, weight, practice)
        return _Reckoned(points, f"{_BY_TEXT}{how}")
    return _Reckoned(said.points, f"{_BY_TEXT}{said.explanation}")


def _by_formula(row: Indicator, found: Numbers, weight: Decimal, practice: Practice) -> _Reckoned:
    before = _UNSAID if row.scoring.strip() else _BY_FORMULA
    full = format_number(weight)
    if found.is_reached:
        word = "没有超过" if _is_ceiling(found) else "达到"
        return _Reckoned(weight, f"{before}{_actual(found)}{word}{_target(found)}，得满分{full}分")
    missed = f"{_actual(found)}{'超过' if _is_ceiling(found) else '没有达到'}{_target(found)}"
    if found.target < 0:
        return _Reckoned(None, f"{missed}，指标值是负数，没有计分公式")
    said = parse_scoring(row.scoring)
    if said.method in _SAYING or (said.method is Method.UNPARSED and (said.steps or said.deductions)):
        return _Reckoned(
            None, f"{missed}，按评（扣）分标准扣多少从实际完成值算不出", "请按评（扣）分标准自己打分"
        )
    if practice.method is EvaluationMethod.THRESHOLD and found.unit == "%" and _is_satisfaction(row):
        points, how = _by_satisfaction(found, weight)
    else:
        points, how = _by_share(found, weight, practice)
    return _Reckoned(points, f"{before}{how}")


def _by_share(found: Numbers, weight: Decimal, practice: Practice) -> tuple[Decimal, str]:
    """The points of a target that was not reached, in proportion to how much of it was."""
    actual, target, full = max(found.actual, Decimal(0)), found.target, format_number(weight)
    if found.sign in MOST or target == 0:
        passed = f"{_actual(found)}超过{_target(found)}"
        if target == 0:
            return Decimal(0), f"{passed}，不得分"
        if actual >= 2 * target:
            return Decimal(0), f"{passed}一倍以上，不得分"
        share = (2 * target - actual) / target
        passed += f"{_percent((actual - target) / target)}"
        how = f"{passed}，（1－{_percent((actual - target) / target)}）"
    else:
        share = actual / target
        how = f"{_actual(found)}没有达到{_target(found)}，{format_number(actual)}÷{format_number(target)}"
    if practice.method is EvaluationMethod.PLAIN:
        points = rounded(share * weight)
        return points, f"{how}×{full}分，得{format_number(points)}分"
    how = f"{how.rpartition('，')[0]}，完成{_percent(share)}"
    if share < _PASS:
        return Decimal(0), f"{how}，低于60%，不得分（101号）"
    points = rounded((share - _PASS) / (1 - _PASS) * weight)
    return points, f"{how}，（{_percent(share)}－60%）÷40%×{full}分，得{format_number(points)}分（101号）"


def _by_satisfaction(found: Numbers, weight: Decimal) -> tuple[Decimal, str]:
    """满意度赋分 of 财预〔2021〕101号."""
    for least, share in _SATISFACTION:
        if found.actual >= least:
            points = rounded(share * weight)
            how = f"满意度{_actual(found)}在{least}%以上，得{_percent(share)}的分值"
            return points, f"{how}，得{format_number(points)}分（101号）"
    return Decimal(0), f"满意度{_actual(found)}低于{_SATISFACTION[-1][0]}%，不得分（101号）"


def _remarks(row: Indicator, computed: Decimal | None, given: Decimal | None, year: Number) -> list[str]:
    found = []
    if beyond := far_beyond(row):
        found.append(f"{beyond}，应在偏差原因里说明，并酌情调减得分")
    if _looks_like_a_share(row, year):
        found.append(f"实际完成值{quote(row.actual)}比指标值小得多，如果是比率，请写成百分数")
    if given is not None and computed is not None and given != computed:
        found.append(f"填写的得分{format_number(given)}分与计算的{format_number(computed)}分不同")
    return found


def _looks_like_a_share(row: Indicator, year: Number) -> bool:
    """Whether 0.98 may have been written for 98%."""
    if not row.actual.strip() or is_graded(row):
        return False
    try:
        found = measured(row, year)
    except IncomparableError:
        return False
    if not isinstance(found, Numbers) or _is_ceiling(found):
        return False
    return found.unit == "%" and found.target >= 10 and 0 < found.actual <= 1


def _errors(row: Indicator, weight: Decimal | None, given: Decimal | None) -> list[str]:
    if given is None:
        typed = row.score is not None and str(row.score).strip()
        return [f"得分{quote(str(row.score))}不是数字"] if typed else []
    if given < 0:
        return [f"填写的得分{format_number(given)}分是负数"]
    if weight is None:
        return []
    if given > weight:
        return [f"填写的得分{format_number(given)}分超过了这个指标的{format_number(weight)}分"]
    band = band_of_row(row)
    if band is None or not weight or band.holds(given, weight):
        return []
    return [f"填写的得分{format_number(given)}分不在“{band.name}”应得的{band.span(weight)}之间"]


def _is_ceiling(found: Numbers) -> bool:
    return found.sign in MOST or found.target == 0 == max(found.actual, Decimal(0))


def _is_satisfaction(row: Indicator) -> bool:
    return level_key(row.level1) == "满意度" or "满意度" in row.level2


def _actual(found: Numbers) -> str:
    return f"实际完成值{format_number(found.actual)}{found.unit}"


def _target(found: Numbers) -> str:
    return f"指标值{format_number(found.target)}{found.unit}"


def _percent(share: Decimal) -> str:
    return f"{format_number(rounded(share * 100))}%"
