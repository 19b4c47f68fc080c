"""Trying a scoring out: the points of some completions, and the sentence a way of scoring begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from models.declaration import Indicator
from models.money import finite
from models.rows import number
from models.scoring import parse_scoring
from models.scoring.award import Points, award
from models.scoring.shape import Method, Scoring
from models.scoring.wording import condition_words, plain
from tui.scoring_form import STEPS, TO_THE_END, ScoringForm, Way, can_be_said

_LEAST = (Decimal(1), Decimal("0.9"), Decimal("0.6"), Decimal(0))
_MOST = (Decimal(1), Decimal("1.1"), Decimal("1.4"), Decimal(2))
_SHARES = (Decimal(1), Decimal("0.8"), Decimal("0.6"), Decimal(0))
"""Of all points, in the bands of the official grades 优、良、中、差."""
_CASES = (Decimal(0), Decimal(1), Decimal(2), Decimal(5))
_OUT_OF = Decimal(100)
_AT_MOST = ("<=", "<")
_SAID_BESIDE = re.compile(r"^实际完成值[-0-9.]+((?:未?达到|未?超过))指标值[-0-9.]+")
_LIES_BESIDE = re.compile(r"^实际完成值[-0-9.]+(?:（[^）]*）)?属于评分标准的")
_SAYS_NO = re.compile("[未没不无低少超逾]")
_TIMES = {"月": "个月", "年": "年", "天": "天", "日": "天", "周": "周", "小时": "小时", "分钟": "分钟"}
_AS_A_PROJECT = Decimal(10)
"""Points where neither text nor weight names any."""


@dataclass(frozen=True)
class Trial:
    """One completion, and its points; None where the text does not say them."""

    label: str
    points: Decimal | None
    how: str = ""


def trials(row: Indicator, scoring: Scoring) -> list[Trial]:
    """Completions worth a look, the target itself first, with the points that `award` gives them by the text.

    Points count in the full points of the text where it names them, else in the weight. Empty where nothing can be
    reckoned; `why_no_trials` tells why.
    """
    full = _full(row, scoring)
    if full is None or scoring.method is Method.UNPARSED:
        return []
    target = number(row.value)
    if target is not None and row.sign:
        return [
            _tried(scoring, full, row, target, label, actual)
            for label, actual in _completions(row, scoring, target)
        ]
    if scoring.method is Method.GRADES:
        return [_graded(scoring, full, condition_words(band.condition)) for band in scoring.bands]
    if scoring.method is Method.BINARY and scoring.met is not None and scoring.met.bounds is None:
        said = condition_words(scoring.met)
        return [Trial(f"符合“{said}”", full, "得满分"), Trial(f"不符合“{said}”", Decimal(0), "不得分")]
    return []


def why_no_trials(row: Indicator, scoring: Scoring) -> str:
    """Why there is nothing to try out, in a sentence."""
    if scoring.method is Method.UNPARSED:
        return "文字没有全部读懂，不能试算。"
    if _full(row, scoring) is None:
        return "没有写满分是几分，指标也没有权重，不能试算。"
    if number(row.value) is None:
        return "指标值不是一个数，不能按完成情况试算。"
    return "" if row.sign else "没有填指标性质（>=、<= 等），不能试算。"


def _full(row: Indicator, scoring: Scoring) -> Decimal | None:
    weight = finite(row.weight)
    if scoring.full is None or (scoring.full >= _OUT_OF and weight is not None):
        return weight
    return scoring.full


def _completions(row: Indicator, scoring: Scoring, target: Decimal) -> Iterator[tuple[str, Decimal]]:
    """Completions that differ, each with what it is called."""
    unit = row.unit.strip()
    if target == 0:
        yield from ((f"{plain(cases)}{unit}", cases) for cases in _CASES)
        return
    is_most = row.sign in _AT_MOST
    shares = [target * share for share in (_MOST if is_most else _LEAST)]
    towards = ROUND_FLOOR if is_most else ROUND_CEILING
    actuals = [_whole(actual, target, unit, towards) for actual in shares]
    if (step := _step_in_units(scoring, target, unit)) is not None:
        away = target + step if is_most else target - step
        actuals.insert(1, _whole(away, target, unit, ROUND_CEILING if is_most else ROUND_FLOOR))
    for actual in dict.fromkeys(actuals):
        if actual >= 0:
            yield _called(actual, target, unit), actual


def _step_in_units(scoring: Scoring, target: Decimal, unit: str) -> Decimal | None:
    """One step of a scoring in the unit of the value."""
    if not scoring.steps or scoring.steps[0].unit not in (unit, "%"):
        return None
    size = scoring.steps[0].size
    return size if scoring.steps[0].unit == unit else abs(target) * size / 100


def _called(actual: Decimal, target: Decimal, unit: str) -> str:
    called = f"{plain(actual)}{unit}"
    if unit == "%" and target == _OUT_OF:
        return called
    share = (actual / target * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{called}（指标值的{plain(share)}%）"


def _whole(actual: Decimal, target: Decimal, unit: str, towards: str) -> Decimal:
    """Nobody helps half a person: of a whole target in a unit that is counted, a whole number."""
    counted = unit not in ("%", "‰", "分", "") and target == target.to_integral_value()
    return actual.to_integral_value(towards) if counted else actual.quantize(Decimal("0.01")).normalize() + 0


def _tried(
    scoring: Scoring, full: Decimal, row: Indicator, target: Decimal, label: str, actual: Decimal
) -> Trial:
    points = award(scoring, target=target, actual=actual, sign=row.sign, weight=full, unit=row.unit)
    return Trial(label, None, "文字没有说清这时得几分") if points is None else _trial(label, points)


def _graded(scoring: Scoring, full: Decimal, words: str) -> Trial:
    points = award(scoring, target=None, actual=words, sign="", weight=full)
    return Trial(words, None, "文字没有说清这时得几分") if points is None else _trial(words, points)


def _trial(label: str, points: Points) -> Trial:
    """Completion and points stand beside it already; the explanation needs them no more."""
    how = _LIES_BESIDE.sub("属于", _SAID_BESIDE.sub(r"\1指标值", points.explanation)).rpartition("，得")[0]
    return Trial(label, points.points, how.removeprefix("未达到指标值，"))


def begun(way: Way, row: Indicator, before: ScoringForm | None = None) -> ScoringForm:
    """A form to begin a way of scoring with; what `before` says and this way can say too is kept."""
    weight = finite(row.weight)
    points = weight if weight is not None and 0 < weight < _OUT_OF else _AS_A_PROJECT
    unit = row.unit.strip()
    met = "不超过指标值" if row.sign in _AT_MOST else "达到指标值"
    form = ScoringForm(way, full=plain(points), met=met)
    if way is Way.CASE:
        size = f"1{unit}" if unit not in ("", "%") and number(row.value) == 0 else "1次"
        form = replace(form, met="没有发生问题", size=size, taken="1", floor=TO_THE_END)
    elif way in STEPS:
        form = replace(
            form,
            size=f"1{_TIMES.get(unit, unit if unit in _TIMES.values() else '%')}",
            taken="1",
            floor=TO_THE_END,
        )
    elif way is Way.DEDUCT:
        missed = "超过指标值" if row.sign in _AT_MOST else "未达到指标值"
        form = replace(form, lines=f"{missed}  {plain(points / 2)}")
    elif way is Way.BANDS:
        form = ScoringForm(way, lines=_lines(_stretches(row), points))
    elif way is Way.GRADES:
        form = ScoringForm(way, lines=_lines(("好", "较好", "一般", "差"), points))
    if not can_be_said(form):
        # A unit that no sentence can be made with.
        form = begun(way, row.model_copy(update={"unit": "%", "value": ""}))
    return form if before is None else _keeping(form, before)


def around(way: Way, row: Indicator, text: str) -> ScoringForm | None:
    """A form to begin with where a text says only what is to be reached, which then is what all points are given for.

    None where the text says something else: points, or what was missed.
    """
    form = begun(way, row)
    is_goal = not parse_scoring(text).names_points and not _SAYS_NO.search(text)
    return (
        replace(form, met=text.strip()) if is_goal and "met" in form.fields and way is not Way.CASE else None
    )


def _lines(conditions: Sequence[str], points: Decimal) -> str:
    given = [plain(points * share) if share else "不得分" for share in _SHARES]
    return "\n".join(f"{each}  {points}" for each, points in zip(conditions, given, strict=True))


def _stretches(row: Indicator) -> tuple[str, ...]:
    """Bands of a completion; where less is better, of the value itself."""
    target, unit = number(row.value), row.unit.strip()
    if row.sign not in _AT_MOST or not target or target < 0:
        return ("≥90%", "≥80%且<90%", "≥60%且<80%", "<60%")
    one, two, three = (f"{plain((target * share).normalize() + 0)}{unit}" for share in _MOST[:3])
    return (f"≤{one}", f">{one}且≤{two}", f">{two}且≤{three}", f">{three}")


def _keeping(form: ScoringForm, before: ScoringForm) -> ScoringForm:
    kept: dict[str, Any] = {
        name: getattr(before, name)
        for name in ("full", "met", "nothing", "floor", "taken", "rounding", "size")
        if name in form.fields and name in before.fields and getattr(before, name)
    }
    if Way.CASE in (form.way, before.way):
        kept.pop("size", None)
    return replace(form, **kept)
