"""The points that a completion earns by its scoring text, with a sentence that says how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from models.scoring.shape import Band, Bounds, Condition, Direction, Method, Part, Scoring, Step
from models.scoring.wording import plain

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_LEAST = (">=", ">", "=")
_MOST = ("<=", "<")
_MISSED = ("未", "否则", "没", "不", "逾期", "超")
_NOT_BEGUN = ("未完成", "未开展", "未实施", "没有完成", "没有开展")
_SAME_UNITS = {"个月": "月", "个工作日": "工作日", "个小时": "小时", "个季度": "季度", "日": "天"}


@dataclass(frozen=True)
class Points:
    """Points to two decimals, and how they were reached, in a Chinese sentence."""

    points: Decimal
    explanation: str


@dataclass(frozen=True)
class _Case:
    """One completion to be judged."""

    target: Decimal
    actual: Decimal
    sign: str
    full: Decimal
    unit: str

    @property
    def is_reached(self) -> bool:
        if self.sign in _MOST or (self.sign == "=" and self.target == 0):
            return self.actual <= self.target
        return self.actual >= self.target

    @property
    def share(self) -> Decimal:
        """The share of the points in proportion to completion, 0 to 1, as systems in use reckon it."""
        if self.is_reached:
            return Decimal(1)
        if self.sign in _MOST:
            return (
                max(Decimal(0), 1 - (self.actual - self.target) / self.target)
                if self.target > 0
                else Decimal(0)
            )
        return self.actual / self.target if self.target > 0 else Decimal(0)

    @property
    def met(self) -> str:
        if self.sign in _MOST:
            word = "未超过" if self.is_reached else "超过"
        else:
            word = "达到" if self.is_reached else "未达到"
        return f"实际完成值{plain(self.actual)}{word}指标值{plain(self.target)}"

    def lies_in(self, bounds: Bounds) -> str:
        """What is said of a completion in bounds, as a percentage of the target where they are meant so."""
        share = ""
        if bounds.unit == "%" and self.unit != "%" and self.target > 0:
            share = f"（为指标值的{_rounded(self.actual / self.target * _HUNDRED)}%）"
        return f"实际完成值{plain(self.actual)}{share}属于评分标准的{_told(bounds)}"


def _rounded(number: Decimal) -> str:
    return plain(number.quantize(_CENT, ROUND_HALF_UP))


class _UnsaidError(ValueError):
    """The text does not say how many points this is."""


def award(
    scoring: Scoring,
    *,
    target: Decimal | None,
    actual: Decimal | str,
    sign: str,
    weight: Decimal | None,
    unit: str = "",
) -> Points | None:
    """The points of a completion, rounded half up to two decimals; None when the text does not say them for certain.

    `sign` is a stored sign (`>=`), `unit` the 度量单位; `weight` goes before the full points of the text. `actual` in
    words is judged by GRADES alone, and those take nothing else. A negative completion counts as 0. Source: the
    formulas of 财预〔2020〕10号 as systems in use reckon them, and the text itself.
    """
    full = scoring.full if weight is None else weight
    if full is None or full < 0:
        return None
    try:
        if isinstance(actual, str):
            return _by_grade(scoring, actual.strip(), full)
        if target is None or sign not in (*_LEAST, *_MOST):
            return None
        case = _Case(target, max(actual, Decimal(0)), sign, full, unit.strip())
        points, explanation = _BY_METHOD[scoring.method](scoring, case)
    except (KeyError, _UnsaidError):
        return None
    points = min(max(points, Decimal(0)), full)
    return _points(points, explanation)


def _points(points: Decimal, explanation: str) -> Points:
    rounded = points.quantize(_CENT, ROUND_HALF_UP)
    return Points(rounded, f"{explanation}，得{plain(rounded)}分")


def _by_grade(scoring: Scoring, actual: str, full: Decimal) -> Points | None:
    if scoring.method is not Method.GRADES or not actual:
        return None
    bands = [band for band in scoring.bands if band.condition.words == actual]
    bands = bands or [
        band for band in scoring.bands if _bare(band.condition.words) == actual and band.condition.words
    ]
    if len(bands) != 1:
        return None
    points = _of(bands[0].part, scoring, full)
    return _points(points, f"完成情况为“{actual}”，按等级计分")


def _bare(words: str) -> str:
    """The grade alone: 家长评价为好 → 好."""
    return words.rpartition("为")[2]


def _of(part: Part, scoring: Scoring, full: Decimal) -> Decimal:
    """The points of a part, when the text counts in the same full points; out of 100 it is scaled."""
    if part.percent:
        return full * part.number / _HUNDRED
    if scoring.full is None or scoring.full == full:
        return part.number
    if scoring.full == _HUNDRED:
        return part.number * full / _HUNDRED
    raise _UnsaidError


def _ratio(scoring: Scoring, case: _Case) -> tuple[Decimal, str]:
    if refused := _refused(scoring, case):
        return refused
    if scoring.met is not None and scoring.met.bounds is not None:
        bounds = scoring.met.bounds
        if _holds(scoring.met, case):
            return case.full, case.lies_in(bounds)
        if not all(_edge(bounds) in (number, None) for number in _goals(scoring.met, case)):
            raise _UnsaidError
    if case.is_reached:
        return case.full, case.met
    points = case.share * case.full
    if case.sign in _MOST:
        how = f"每超出1%扣去1%：{_rounded(case.share * _HUNDRED)}%×{plain(case.full)}分"
    else:
        how = f"{plain(case.actual)}÷{plain(case.target)}×{plain(case.full)}分"
    return points, f"{case.met}，按完成比例{how}"


def _binary(scoring: Scoring, case: _Case) -> tuple[Decimal, str]:
    met = scoring.met
    if met is not None and met.bounds is not None:
        reached = _holds(met, case)
        word = "达到" if reached else "未达到"
        return case.full if reached else Decimal(
            0
        ), f"实际完成值{plain(case.actual)}{word}评分标准的{_told(met.bounds)}"
    return case.full if case.is_reached else Decimal(0), case.met


def _bands(scoring: Scoring, case: _Case) -> tuple[Decimal, str]:
    best = max(scoring.bands, key=lambda band: _of(band.part, scoring, case.full))
    if best.condition.bounds is None and case.is_reached:
        return _of(best.part, scoring, case.full), f"{case.met}，属于“{best.condition.words}”"
    chosen: set[Band] = set()
    for number in _readings(next(each.condition for each in scoring.bands if each.condition.bounds), case):
        holding = [
            band
            for band in scoring.bands
            if band.condition.bounds is not None
            and _contains(band.condition.bounds, number, case, band is best)
        ]
        if holding:
            chosen.add(max(holding, key=lambda band: _of(band.part, scoring, case.full)))
        elif (last := _otherwise(scoring, best)) is not None:
            chosen.add(last)
        else:
            raise _UnsaidError
    if len(chosen) != 1:
        raise _UnsaidError
    band = chosen.pop()
    bounds = band.condition.bounds
    how = f"{case.met}，属于“{band.condition.words}”" if bounds is None else case.lies_in(bounds)
    return _of(band.part, scoring, case.full), how


def _otherwise(scoring: Scoring, best: Band) -> Band | None:
    return next((each for each in scoring.bands if each.condition.bounds is None and each is not best), None)


def _step(scoring: Scoring, case: _Case) -> tuple[Decimal, str]:
    if len(scoring.steps) != 1:
        raise _UnsaidError
    (step,) = scoring.steps
    if refused := _refused(scoring, case):
        return refused
    missing = _missing(scoring, step, case)
    if missing <= 0:
        return case.full, case.met
    steps = (missing / step.size).to_integral_value(ROUND_CEILING if step.rounds_up else ROUND_FLOOR)
    taken = steps * _of(step.part, scoring, case.full)
    if scoring.most is not None:
        taken = min(taken, _of(scoring.most, scoring, case.full))
    shown = _rounded(missing)
    each = f"{plain(step.size)}{step.unit}"
    how = f"相差{shown}{step.unit}，每{each}扣一次，共{plain(steps)}次，扣{_rounded(min(taken, case.full))}分"
    return case.full - taken, f"{case.met}，{how}"


def _missing(scoring: Scoring, step: Step, case: _Case) -> Decimal:
    """How far the completion is from the target, in the unit of the step; 0 or less when it is reached."""
    goal, actual, unit = case.target, case.actual, case.unit
    met = scoring.met
    if met is not None and met.bounds is not None:
        readings, edge = _readings(met, case), _edge(met.bounds)
        if edge is None or len(readings) != 1:
            raise _UnsaidError
        goal, actual, unit = edge, readings[0], met.bounds.unit
    elif (
        met is not None and met.of_completion and unit == "%" and case.target != _HUNDRED and step.unit == "%"
    ):
        raise _UnsaidError
    if step.direction is Direction.EITHER:
        far = abs(actual - goal)
    elif step.direction is Direction.BELOW and case.sign in _LEAST and case.target > 0:
        far = goal - actual
    elif step.direction is not Direction.BELOW and (case.sign in _MOST or case.target == 0 == goal):
        far = actual - goal
    else:
        raise _UnsaidError
    # 每高100元 of 6500元/台: the step leaves out what the price is for.
    if _same(step.unit, unit) or (step.unit and unit.startswith(f"{step.unit}/")):
        return far
    if not step.unit and step.direction is Direction.CASE:
        return far
    if step.unit == "%" and goal > 0 and unit:
        return far / goal * _HUNDRED
    raise _UnsaidError


def _deduct(scoring: Scoring, case: _Case) -> tuple[Decimal, str]:
    if len(scoring.deductions) != 1:
        raise _UnsaidError
    (band,) = scoring.deductions
    condition = band.condition
    if condition.bounds is not None:
        applies = _holds(condition, case)
    elif any(condition.words.startswith(word) or f"{word}达" in condition.words for word in _MISSED):
        applies = not case.is_reached
    else:
        raise _UnsaidError
    if not applies:
        return case.full, case.met
    taken = _of(band.part, scoring, case.full)
    return case.full - taken, f"{case.met}，扣{plain(min(taken, case.full))}分"


def _refused(scoring: Scoring, case: _Case) -> tuple[Decimal, str] | None:
    """No points, where the text refuses them; None where it does not."""
    nothing = scoring.nothing
    if nothing is None:
        return None
    if nothing.bounds is not None:
        if _holds(nothing, case):
            return Decimal(0), case.lies_in(nothing.bounds)
        return None
    if case.is_reached:
        return None
    if not nothing.words.startswith(_NOT_BEGUN):
        raise _UnsaidError
    return (Decimal(0), f"{case.met}，“{nothing.words}”") if case.actual == 0 else None


def _holds(condition: Condition, case: _Case) -> bool:
    """Whether a completion lies in the bounds of a condition, by whatever they may be bounds of."""
    assert condition.bounds is not None
    answers = {_contains(condition.bounds, number, case) for number in _readings(condition, case)}
    if len(answers) != 1:
        raise _UnsaidError
    return answers.pop()


def _contains(bounds: Bounds, number: Decimal, case: _Case, is_best: bool = True) -> bool:
    """Whether a number lies in bounds; one number as the bound of all points is enough when it is passed."""
    if is_best and bounds.low is not None and bounds.low == bounds.high:
        return number <= bounds.low if case.sign in _MOST else number >= bounds.low
    return bounds.holds(number)


def _readings(condition: Condition, case: _Case) -> list[Decimal]:
    """What bounds may be compared with: the value itself, or the percentage of the target that it is."""
    assert condition.bounds is not None
    unit = condition.bounds.unit
    if unit != "%":
        if not _same(unit, case.unit):
            raise _UnsaidError
        return [case.actual]
    readings = [case.actual] if case.unit in ("%", "") else []
    if (case.unit != "%" or condition.of_completion) and case.target != _HUNDRED:
        if case.target <= 0 or case.sign in _MOST:
            raise _UnsaidError
        readings.append(case.actual / case.target * _HUNDRED)
    return readings or [case.actual]


def _goals(condition: Condition, case: _Case) -> list[Decimal]:
    """The target in the readings of a condition."""
    return _readings(condition, _Case(case.target, case.target, case.sign, case.full, case.unit))


def _edge(bounds: Bounds) -> Decimal | None:
    """The one number of bounds that have only one."""
    ends = {end for end in (bounds.low, bounds.high) if end is not None}
    return ends.pop() if len(ends) == 1 else None


def _told(bounds: Bounds) -> str:
    low, high = bounds.low, bounds.high
    if low is not None and low == high:
        return f"{plain(low)}{bounds.unit}"
    signs = ("≥" if bounds.low_included else ">", "≤" if bounds.high_included else "<")
    told = [
        f"{sign}{plain(end)}{bounds.unit}"
        for sign, end in zip(signs, (low, high), strict=True)
        if end is not None
    ]
    return "且".join(told)


def _same(one: str, two: str) -> bool:
    return _SAME_UNITS.get(one, one) == _SAME_UNITS.get(two, two)


_BY_METHOD: dict[Method, Callable[[Scoring, _Case], tuple[Decimal, str]]] = {
    Method.RATIO: _ratio,
    Method.BINARY: _binary,
    Method.BANDS: _bands,
    Method.STEP: _step,
    Method.DEDUCT: _deduct,
}
