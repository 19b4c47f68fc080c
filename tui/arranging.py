"""Which rows of the folder screen are shown, in which order, under which headings. Knows no screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from models.filtering import find
from models.pinyin import readings
from store.git import GitState
from tui.listing import Row


class Order(Enum):
    """What the rows are sorted by; the value is its Chinese word."""

    YEAR = "年度"
    NAME = "名称"
    AMOUNT = "金额"
    INDICATORS = "指标数"
    WEIGHT = "权重"
    PROBLEMS = "问题"
    GIT = "git"


LARGEST_FIRST = frozenset({Order.AMOUNT, Order.INDICATORS, Order.PROBLEMS})
"""One sorts by these to see the largest."""


@dataclass(frozen=True)
class View:
    """What the user wants to see."""

    query: str = ""
    order: Order = Order.YEAR
    reverse: bool = False
    grouped: bool = False
    closed: frozenset[str] = frozenset()
    """years whose rows are folded away"""

    @property
    def descends(self) -> bool:
        """Whether the largest stand first."""
        return self.reverse != (self.order in LARGEST_FIRST)


@dataclass(frozen=True)
class YearHeading:
    """The line above the rows of a year."""

    year: str
    rows: tuple[Row, ...]
    is_closed: bool


Item = Row | YearHeading


def shown_rows(rows: Sequence[Row], view: View) -> list[Row]:
    """The rows that match the filter, in order. Rows that lack what is sorted by come last in either direction."""
    matching = [row for row in rows if matches(view.query, row)] if view.query.strip() else list(rows)
    matching.sort(key=_place)
    key = _KEYS.get(view.order)
    if key is None:
        return matching[::-1] if view.reverse else matching
    having = [row for row in matching if key(row) is not None]
    lacking = [row for row in matching if key(row) is None]
    # Equal ones keep the order of their places, also when the largest come first.
    return [*sorted(having, key=key, reverse=view.descends), *lacking]


def arranged(shown: Sequence[Row], view: View) -> list[Item]:
    """The lines of the list: the rows, or years with their rows, as the rows are ordered within."""
    if not view.grouped:
        return list(shown)
    years: dict[str, list[Row]] = {}
    for row in shown:
        years.setdefault(row.year, []).append(row)
    items: list[Item] = []
    backwards = view.order is Order.YEAR and view.reverse
    for year in sorted(years, key=lambda year: (year == "", year), reverse=backwards):
        is_closed = year in view.closed
        items.append(YearHeading(year, tuple(years[year]), is_closed))
        items += () if is_closed else years[year]
    return items


def matches(query: str, row: Row) -> bool:
    """Whether a row is found by the Chinese, the pinyin or the initials of its name, by its year or its file."""
    return _matches(query, f"{row.title} {row.year} {row.path.name}")


@lru_cache(maxsize=16384)
def _matches(query: str, text: str) -> bool:
    return find(query, text) is not None


def _place(row: Row) -> tuple[str, bool, list[str]]:
    """Where a row stands by itself: its year, the whole department above its projects, then its file."""
    return row.year or "~", not row.is_department, str(row.path).split(os.sep)


@lru_cache(maxsize=16384)
def _by_pinyin(name: str) -> list[tuple[str, str]]:
    """A name as dictionaries order it."""
    return [((readings(char) or (char,))[0], char) for char in name.casefold()]


def _name(row: Row) -> Any:
    return _by_pinyin(row.title)


def _amount(row: Row) -> Any:
    return row.amount


def _indicators(row: Row) -> Any:
    return row.digest.indicators if row.digest else None


def _weight(row: Row) -> Any:
    return row.digest.weight if row.digest else None


def _problems(row: Row) -> Any:
    """What can't be read is the gravest problem of all."""
    if row.error:
        return (1, 0, 0)
    return (0, row.errors, row.warnings) if row.is_judged else None


_GIT = {state: at for at, state in enumerate((GitState.MODIFIED, GitState.UNTRACKED, GitState.OUTSIDE))}


def _git(row: Row) -> Any:
    """What there is to commit comes first."""
    return None if row.git is None else _GIT.get(row.git, len(_GIT))


_KEYS: dict[Order, Callable[[Row], Any]] = {
    Order.NAME: _name,
    Order.AMOUNT: _amount,
    Order.INDICATORS: _indicators,
    Order.WEIGHT: _weight,
    Order.PROBLEMS: _problems,
    Order.GIT: _git,
}
