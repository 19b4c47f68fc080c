"""A 指标值 or 实际完成值 that is a month or a day: read, written as it was written, and compared."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from models.money import half_width
from models.patterns import Pattern

_DATE = Pattern(
    r"\s*(?P<year>(?:19|20)[0-9]{2})\s*(?P<mark>年|[-./])\s*(?P<month>[0-9]{1,2})\s*月?份?"
    r"(?:\s*[-./]?\s*(?<![0-9])(?P<day>[0-9]{1,2})\s*[日号]?)?\s*(?P<tail>底?之?以?[前末底初]*)\s*"
)


@dataclass(frozen=True)
class Moment:
    """A month, or a day of it. `mark` stands behind its year, `tail` behind it all: 2026年12月底前."""

    year: int
    month: int
    day: int | None = None
    mark: str = "年"
    tail: str = ""

    @property
    def is_real(self) -> bool:
        """Whether the calendar has it."""
        return 1 <= self.month <= 12 and (self.day is None or 1 <= self.day <= self.days)

    @property
    def days(self) -> int:
        """Days of its month."""
        return monthrange(self.year, self.month)[1]

    @property
    def first(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it may mean: of a month, its end."""
        return date(self.year, self.month, self.day or self.days)

    @property
    def text(self) -> str:
        """As it stands in a 指标值: `2026年12月`, `2026-12-31`."""
        # 12月底前 is said of a month, 12月31日前 of a day.
        tail = self.tail if self.day is None else self.tail.lstrip("底末初")
        if self.mark == "年":
            day = "" if self.day is None else f"{self.day}日"
            return f"{self.year}年{self.month}月{day}{tail}"
        day = "" if self.day is None else f"{self.mark}{self.day:02}"
        return f"{self.year}{self.mark}{self.month:02}{day}{tail}"


def moment_of(text: str) -> Moment | None:
    """The month or day that a value names with its year; None for everything else, impossible days included."""
    match = _DATE.fullmatch(half_width(text))
    if match is None:
        return None
    day = int(match["day"]) if match["day"] else None
    moment = Moment(int(match["year"]), int(match["month"]), day, match["mark"], match["tail"])
    return moment if moment.is_real else None
