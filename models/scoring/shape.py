"""A scoring text as data: what `parse_scoring` reads, `write_scoring` writes and `award` reckons with.

Positions count characters of the text as typed and take no part in comparisons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from models.patterns import Pattern

_OF_COMPLETION = Pattern(r"完成|达成率|实现率|进度|执行率")


class Method(StrEnum):
    """How points follow from the completion of an indicator (财预〔2021〕101号 赋分规则)."""

    RATIO = "ratio"
    """完成比例赋分: in proportion to completion"""
    BINARY = "binary"
    """直接赋分: all or nothing"""
    STEP = "step"
    """so many points less for each step missed"""
    GRADES = "grades"
    """评判等级赋分: points by a grade in words"""
    BANDS = "bands"
    """分段赋分: points by the stretch in which a number lies"""
    DEDUCT = "deduct"
    """a deduction that does not grow with what is missing"""
    UNPARSED = "unparsed"
    """not understood as a whole; what was read for certain is there all the same"""


class Direction(StrEnum):
    """Which way a step leads away from the target."""

    BELOW = "below"
    """每低, 每少"""
    ABOVE = "above"
    """每高, 每超, 每晚"""
    EITHER = "either"
    """每偏离"""
    CASE = "case"
    """每有, 每发现: cases are counted"""


class Part(NamedTuple):
    """So many points, or so many percent of the full points."""

    number: Decimal
    percent: bool = False

    def of(self, full: Decimal | None) -> Decimal | None:
        """The points it makes of these full points; None when it is a share of what is not known."""
        if not self.percent:
            return self.number
        return None if full is None else full * self.number / 100


ALL = Part(Decimal(100), percent=True)
NOTHING = Part(Decimal(0))


class Bounds(NamedTuple):
    """A stretch of numbers; an end that is None is open. Equal ends: exactly this number, as far as the sign allows."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_included: bool = True
    high_included: bool = True
    unit: str = "%"

    def holds(self, number: Decimal) -> bool:
        """Whether a number lies in the stretch."""
        if self.low is not None and (number < self.low or (number == self.low and not self.low_included)):
            return False
        return self.high is None or number < self.high or (number == self.high and self.high_included)

    def complements(self, other: Bounds) -> bool:
        """Whether both share one end and nothing else: below 90 and from 90 on."""
        for one, two in ((self, other), (other, self)):
            if one.low is not None and one.low == two.high and one.unit == two.unit:
                open_outside = one.high is None and two.low is None
                return open_outside and one.low_included != two.high_included
        return False


PLACE = "…"
"""Where the number stands in the words of a condition, when it does not stand behind them: 全部在…到场."""


class Condition(NamedTuple):
    """When points are given: words (`按时补助`, `好`), or bounds with the words that say of what."""

    words: str = ""
    bounds: Bounds | None = None

    @property
    def of_completion(self) -> bool:
        """Whether the words speak of how much was completed, so that a percentage is one of the target."""
        return _OF_COMPLETION.search(self.words) is not None


@dataclass(frozen=True)
class Band:
    """The points given, or taken, under a condition."""

    condition: Condition
    part: Part
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Step:
    """So many points less for each `size` of `unit`."""

    part: Part
    size: Decimal = Decimal(1)
    unit: str = ""
    """`%` also for 百分点; empty where no measure word stands in the text"""
    direction: Direction = Direction.BELOW
    rounds_up: bool = False
    """不足1%按1%计: a part of a step counts as a whole one"""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


class Threshold(NamedTuple):
    """A number that the text compares with, and where it stands."""

    value: Decimal
    unit: str
    start: int
    end: int


@dataclass(frozen=True)
class Scoring:
    """A scoring text as data. Numbers are exact; what the text does not say is None."""

    method: Method
    full: Decimal | None = None
    """the points that can be had; None also for 得满分"""
    met: Condition | None = None
    """when all points are given; None where the text does not say"""
    nothing: Condition | None = None
    """when none are given, of a text that goes by ratio or steps: 低于60%不得分"""
    steps: tuple[Step, ...] = ()
    deductions: tuple[Band, ...] = ()
    bands: tuple[Band, ...] = ()
    """of GRADES and BANDS, in the order of the text; of UNPARSED all awards that were read"""
    has_floor: bool = False
    """扣完为止 and the like"""
    most: Part | None = None
    """最多扣5分: the floor, where it is a number"""
    names_points: bool = field(default=False, compare=False)
    """the text says at all that points are given or taken"""
    thresholds: tuple[Threshold, ...] = field(default=(), compare=False)
    full_at: tuple[int, int] = field(default=(0, 0), compare=False)
    """where the full points stand in the text; equal where it does not name them"""

    def threshold_of(self, condition: Condition) -> Threshold | None:
        """The first number of the text that bounds this condition."""
        bounds = condition.bounds
        if bounds is None:
            return None
        ends = (bounds.low, bounds.high)
        return next(
            (each for each in self.thresholds if each.unit == bounds.unit and each.value in ends), None
        )
