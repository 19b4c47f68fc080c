"""Reading column 8, 评（扣）分标准: how an indicator's points are given or taken.

达到标准得满分10分，否则根据参保人次完成比例评分    RATIO
按时补助得20分，未按时补助不得分                    BINARY
满意度达标得20分，否则每少10%扣5分                  STEP
好得10分，一般得6分，差不得分                       GRADES
≥90%得10分，80%-90%得8分，低于80%不得分             BANDS
未达指标值扣1分                                     DEDUCT
（anything else）                                   UNPARSED

A text is a row of statements: a condition and an outcome. A text with one statement that is not understood, or with
two that do not go together, is UNPARSED: no claim is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from models.patterns import Pattern
from models.scoring.conditions import UnclearError
from models.scoring.grades import is_one_subject, is_otherwise, is_scale
from models.scoring.shape import (
    ALL,
    Band,
    Bounds,
    Condition,
    Method,
    Scoring,
)
from models.scoring.statements import Statements, statements_of

_HUNDRED = Decimal(100)
_EVERYTHING_ELSE = tuple(map(Condition, ("", "否则", "其他", "其余", "反之")))
_ONE_OF_THEM = Pattern(
    r"[一1](?:个|次(?!性)|例|起|处|项|人|户|件|笔|天|篇|份|场|期|家|名|条|宗|批|台|套|辆|所|村)"
)


@lru_cache(maxsize=4096)
def parse_scoring(text: str) -> Scoring:
    """What a scoring text says. Never fails: what is not understood is UNPARSED."""
    said = statements_of(text)
    full = said.settle()
    try:
        return _understood(said, full)
    except UnclearError:
        # Points for several things add up, points of several grades do not: which it is was not understood.
        full = full if said.full or len(said.given) < 2 else None
        steps = tuple(step for step, _ in said.steps)
        return said.scoring(
            Method.UNPARSED,
            full,
            steps=steps,
            deductions=tuple(said.deductions),
            bands=tuple(said.awards),
        )


def _understood(said: Statements, full: Decimal | None) -> Scoring:
    """The statements as one scoring; raises UnclearError when they do not go together."""
    parts = [band.part for band in said.given] + [step.part for step, _ in said.steps]
    too_much = full is not None and any(not part.percent and part.number > full for part in parts)
    if not said.clear or len(said.full) > 1 or too_much or (said.rounds_up and not said.steps):
        raise UnclearError
    if said.ratios:
        return _ratio(said, full)
    if said.steps:
        return _step(said, full)
    if said.deductions:
        return _deduct(said, full)
    return _awards(said, full)


def _met(said: Statements, full: Decimal | None) -> Condition | None:
    """When all points are given; UnclearError when the text gives points in several ways, or never all of them."""
    if not said.given:
        return None
    if len(said.given) > 1:
        raise UnclearError
    band = said.given[0]
    if band.part != ALL and (band.part.percent or band.part.number != full):
        raise UnclearError
    return None if band.condition == Condition() else band.condition


def _nothing(said: Statements) -> Condition | None:
    if not said.refused:
        return None
    condition = said.refused[0].condition
    if len(said.refused) > 1 or condition in _EVERYTHING_ELSE:
        raise UnclearError
    return condition


def _ratio(said: Statements, full: Decimal | None) -> Scoring:
    met, nothing = _met(said, full), _nothing(said)
    if said.steps or said.deductions or len(said.ratios) > 1:
        raise UnclearError
    between = said.ratios[0].bounds
    if between is not None:
        # A proportion must hold for all that is neither full nor nothing.
        ends = {end for each in (met, nothing) if each and each.bounds for end in _ends(each.bounds)}
        if not set(_ends(between)) <= ends:
            raise UnclearError
    return said.scoring(Method.RATIO, full, met=met, nothing=nothing)


def _ends(bounds: Bounds) -> list[Decimal]:
    return [end for end in (bounds.low, bounds.high) if end is not None]


def _step(said: Statements, full: Decimal | None) -> Scoring:
    met, nothing = _met(said, full), _nothing(said)
    if said.deductions:
        raise UnclearError
    bases = {condition for _, condition in said.steps if condition.bounds is not None}
    if met is None and len(bases) == 1:
        met = bases.pop()
    elif any(met is None or base.bounds != met.bounds for base in bases):
        raise UnclearError
    steps = tuple(replace(step, rounds_up=True) if said.rounds_up else step for step, _ in said.steps)
    return said.scoring(Method.STEP, full, met=met, nothing=nothing, steps=steps)


def _deduct(said: Statements, full: Decimal | None) -> Scoring:
    met = _met(said, full)
    if said.refused or any(_is_vague(band.condition) for band in said.deductions):
        raise UnclearError
    taken = [band.part for band in said.deductions]
    if met is not None and len(taken) == 1 and (taken[0] == ALL or taken[0].of(full) == full is not None):
        # 达标得10分，未达标扣10分 takes all there is.
        return said.scoring(Method.BINARY, full, met=met)
    return said.scoring(Method.DEDUCT, full, met=met, deductions=tuple(said.deductions))


def _is_vague(condition: Condition) -> bool:
    """Whether it is not clear when, or how often, a deduction is made: 一项不达标扣2分."""
    bounds = condition.bounds
    if bounds is None:
        return not condition.words or _ONE_OF_THEM.search(condition.words) is not None
    return bounds.low == bounds.high


def _awards(said: Statements, full: Decimal | None) -> Scoring:
    bands = tuple(said.awards)
    if len(said.given) == 1 and _is_all_or_nothing(said, full):
        return said.scoring(Method.BINARY, full, met=said.given[0].condition)
    if said.given and len(bands) > 1:
        if any(band.condition.bounds for band in bands):
            if _are_bands(bands, full):
                return said.scoring(Method.BANDS, full, bands=bands)
        elif is_scale(_graded(bands)) and _fall(bands, full):
            return said.scoring(Method.GRADES, full, bands=bands)
    raise UnclearError


def _is_all_or_nothing(said: Statements, full: Decimal | None) -> bool:
    met, refused = said.given[0], said.refused
    if met.condition == Condition() or met.part.of(full or _HUNDRED) != (full or _HUNDRED):
        return False
    if len(refused) > 1:
        otherwise = all(
            band.condition.bounds is None and is_otherwise(band.condition.words) for band in refused
        )
        return otherwise and not is_scale(_graded(said.awards))
    if not refused or refused[0].condition.bounds is None:
        return True
    return met.condition.bounds is not None and met.condition.bounds.complements(refused[0].condition.bounds)


def _graded(bands: Sequence[Band]) -> list[str]:
    """The conditions as grades, without an 否则 at the end."""
    words = [band.condition.words for band in bands]
    return words[:-1] if len(words) > 2 and bands[-1].condition in _EVERYTHING_ELSE else words


def _points(band: Band, full: Decimal | None) -> Decimal:
    return band.part.of(full or _HUNDRED) or Decimal(0)


def _fall(bands: Sequence[Band], full: Decimal | None) -> bool:
    """Whether points only fall, or only rise, from band to band."""
    steps = list(pairwise(_points(band, full) for band in bands))
    return all(one > two for one, two in steps) or all(one < two for one, two in steps)


def _are_bands(bands: Sequence[Band], full: Decimal | None) -> bool:
    """Whether the bands are stretches of one number, the better ones with more points.

    Words may stand for the highest (全部完成) and the lowest (否则).
    """
    is_falling = _points(bands[0], full) >= _points(bands[-1], full)
    ordered = bands if is_falling else bands[::-1]
    best, *middle, worst = (band.condition for band in ordered)
    if best == Condition() or any(each.bounds is None for each in middle):
        return False
    if worst.bounds is None and not is_otherwise(worst.words):
        return False
    numbered = [(band.condition, band.condition.bounds) for band in ordered if band.condition.bounds]
    bounds = [each for _, each in numbered]
    return (
        _fall(ordered, full)
        and len({each.unit for each in bounds}) == 1
        and is_one_subject([condition.words for condition, _ in numbered])
        and _in_order(bounds)
    )


def _in_order(bounds: Sequence[Bounds]) -> bool:
    """Whether stretches follow each other downwards, or upwards where less is better."""
    lows = pairwise(Decimal("-Infinity") if each.low is None else each.low for each in bounds)
    highs = pairwise(Decimal("Infinity") if each.high is None else each.high for each in bounds)
    return all(one > two for one, two in lows) or all(one < two for one, two in highs)
