"""Where the pages of a grid end, and what becomes of areas merged downwards over a page end.

Programs print the text of a merged area once: in its middle, or cut where the page ends. So an area is cut there into
areas of their own, each with all its borders. A short text is repeated on each page, a long one goes on. Lengths are
in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from exports.grid import Grid, Placed, Role
from exports.metrics import (
    SHEET_MARGINS,
    Margins,
    area_width,
    cell_height,
    fitting,
    row_height,
    row_heights,
    split_tall_rows,
    stretch,
)

LEFT_EMPTY = 0.12
"""The share of a page that may stay empty at its foot so that a merged area is not cut."""

MOVED = 3
"""Rows at the foot of a page that go to the next one at most, for not being left alone."""

REPEATED = 120.0
"""The height of a text that is short enough to be repeated on each page; also a longer one, where it has room."""


@dataclass(frozen=True)
class Paged:
    """A grid as it is printed."""

    rows: list[list[Placed]]
    """the cells that begin in each row; none reaches over the end of a page"""
    heights: list[float]
    breaks: list[int]
    """rows before which a page begins"""
    continuing: frozenset[int]
    """rows that only continue the one above"""
    flowing: frozenset[tuple[int, int]]
    """where areas begin whose text goes on in another one, or comes from one"""
    carried: frozenset[tuple[int, int]]
    """those of them whose text comes from another one"""
    header: tuple[int, int]
    headed: frozenset[tuple[int, int]]
    """where areas begin at the top of a page that are one with the empty cell of the heading above them"""


def paged(
    grid: Grid,
    widths: Sequence[float],
    size: float,
    above: float,
    room: float,
    *,
    margins: Margins = SHEET_MARGINS,
    splits_rows: bool = True,
) -> Paged:
    """A grid with columns of so many points on pages with `room` for rows, the first one less by `above`.

    `splits_rows` is for spreadsheets, where a row must not be too tall.
    """
    continuing: frozenset[int] = frozenset()
    if splits_rows:
        grid, continuing = split_tall_rows(grid, widths, size)
    pages = _Pages(grid.placed_rows(), grid.header, widths, size, margins)
    pages.fill(above, room)
    reaching = {area.at.column: area.end for area in pages.in_header() if area.end > grid.header[1]}
    if pages.breaks and reaching:
        rows = _without_areas_below_header(grid.placed_rows(), grid.header)
        pages = _Pages(rows, grid.header, widths, size, margins)
        pages.fill(above, room)
    tops = [grid.header[1], *(row for row in pages.breaks if row > grid.header[1])] if pages.breaks else []
    headed = {(row, column) for row in tops for column, end in reaching.items() if row < end}
    return Paged(
        pages.cut_rows(),
        pages.heights,
        pages.breaks,
        continuing,
        frozenset(pages.flowing),
        frozenset(pages.carried),
        grid.header,
        frozenset(headed),
    )


@dataclass
class _Area:
    """An area merged downwards, or what the end of a page has left of it."""

    at: Placed
    top: int
    text: str
    flows: bool = False

    @property
    def end(self) -> int:
        return self.at.row + self.at.cell.rowspan


class _Pages:
    """Fills pages with rows, cuts areas where they end."""

    def __init__(
        self,
        rows: Sequence[Sequence[Placed]],
        header: tuple[int, int],
        widths: Sequence[float],
        size: float,
        margins: Margins,
    ) -> None:
        self.rows = rows
        self.heights = [*map(row_height, row_heights(rows, widths, size, margins))]
        self.header = header
        self.widths = widths
        self.size = size
        self.margins = margins
        self.breaks: list[int] = []
        self.flowing: set[tuple[int, int]] = set()
        self.carried: set[tuple[int, int]] = set()
        self._areas = [_Area(at, at.row, at.cell.text) for row in rows for at in row if at.cell.rowspan > 1]
        self._parts: dict[int, list[Placed]] = {}
        """by row, what stands instead of areas that are cut"""

    def in_header(self) -> list[_Area]:
        """The areas that begin in the heading which is repeated on each page."""
        return [area for area in self._areas if self.header[0] <= area.at.row < self.header[1]]

    def fill(self, above: float, room: float) -> None:
        """Find all page ends; the first page has less room by `above`."""
        start, first, used = 0, 0, above
        here: list[_Area] = []
        while True:
            for area in here:
                self._make_room(area)
            end = self._full_at(start, room - used)
            while first < len(self._areas) and self._areas[first].at.row < end:
                here.append(self._areas[first])
                first += 1
            if end == len(self.rows):
                break
            end = self._moved_up(start, end, here, LEFT_EMPTY * room)
            while first and self._areas[first - 1].at.row >= end:
                first -= 1
            self._finish(area for area in here if area.end <= end)
            here = [area for area in here if area.at.row < end < area.end]
            for area in here:
                self._cut(area, end)
            self.breaks.append(end)
            start = end
            used = sum(self.heights[slice(*self.header)]) if start >= self.header[1] else 0.0
        self._finish(here)

    def _finish(self, areas: Iterable[_Area]) -> None:
        for area in areas:
            if area.top > area.at.row:
                self._put(area, area.end, area.text)

    def _full_at(self, start: int, room: float) -> int:
        """The first row that does not fit any more on a page; at least one does."""
        used = self.heights[start] if start < len(self.heights) else 0.0
        for row in range(start + 1, len(self.heights)):
            used += self.heights[row]
            if used > room:
                return row
        return len(self.heights)

    def _moved_up(self, start: int, end: int, here: Sequence[_Area], may_be_empty: float) -> int:
        """A better end of a page: no heading alone at its foot, no area cut that may begin on the next one."""
        moved = 0
        while True:
            top, bottom = self.header
            if top < end <= bottom and start < top:
                end = top
            elif self._is_left_alone(start, end) and moved < MOVED:
                end -= 1
                moved += 1
            else:
                crossing = [area.at.row for area in here if start < area.at.row < end < area.end]
                taller = {row: sum(self.heights[row:end]) for row in crossing}
                better = min((row for row in crossing if taller[row] <= may_be_empty), default=end)
                if better == end:
                    return end
                may_be_empty -= taller[better]
                end = better

    def _is_left_alone(self, start: int, end: int) -> bool:
        """Whether a page would end in a row that begins something, or leave the next one a single row, or only sums."""
        if end - 1 == start or end == self.header[1]:
            return False
        if begins_something(self.rows[end - 1]):
            return True
        rest = self.rows[end : end + MOVED + 1]
        is_short = len(rest) <= MOVED and all(map(begins_something, rest[:-1]))
        return is_short and self.heights[end - 1] <= REPEATED

    def _make_room(self, area: _Area) -> None:
        """Stretch what is left of an area until it holds what is left of its text."""
        needed = self._needed(area)
        rows = range(area.top, area.end)
        if not self._is_tall(rows, needed):
            stretch(self.heights, rows, needed)
            for row in rows:
                self.heights[row] = row_height(self.heights[row])

    def _cut(self, area: _Area, end: int) -> None:
        """End an area at the end of a page, and leave the rest of it for the next one."""
        needed = self._needed(area)
        rest = ""
        text = area.text
        if self._is_tall(range(area.top, end), needed):
            if not area.flows and (needed <= REPEATED or self._is_tall(range(end, area.end), needed)):
                rest = area.text
        else:
            width, height = area_width(area.at, self.widths), sum(self.heights[area.top : end])
            cut = fitting(text, width, self.size, height, self.margins)
            if cell_height(text[:cut], width, self.size, self.margins) > height:
                cut = 0
            text, rest = text[:cut], text[cut:]
            area.flows = True
        self._put(area, end, text)
        area.top, area.text = end, rest

    def _put(self, area: _Area, end: int, text: str) -> None:
        at = area.at
        number = at.cell.number if area.top == at.row else None
        cell = replace(at.cell, text=text, rowspan=end - area.top, number=number)
        self._parts.setdefault(area.top, []).append(Placed(area.top, at.column, cell))
        if area.flows:
            self.flowing.add((area.top, at.column))
            if area.top > at.row:
                self.carried.add((area.top, at.column))

    def _needed(self, area: _Area) -> float:
        return cell_height(area.text, area_width(area.at, self.widths), self.size, self.margins)

    def _is_tall(self, rows: range, needed: float) -> bool:
        for row in rows:
            needed -= self.heights[row]
            if needed <= 0:
                return True
        return False

    def cut_rows(self) -> list[list[Placed]]:
        """The cells that begin in each row, with the parts of areas that are cut."""
        rows = list(map(list, self.rows))
        for row, parts in self._parts.items():
            by_column = {at.column: at for at in (*rows[row], *parts)}
            rows[row] = [by_column[column] for column in sorted(by_column)]
        return rows


def _without_areas_below_header(
    rows: Sequence[Sequence[Placed]], header: tuple[int, int]
) -> list[list[Placed]]:
    """Areas that begin in the heading end with it, as it is repeated without what is below; that part has the text."""
    end = header[1]
    found = list(map(list, rows))
    for row in range(*header):
        for number, at in enumerate(rows[row]):
            beyond = at.row + at.cell.rowspan - end
            if beyond > 0:
                found[row][number] = Placed(row, at.column, replace(at.cell, text="", rowspan=end - row))
                found[end].append(Placed(end, at.column, replace(at.cell, rowspan=beyond)))
    found[end].sort(key=lambda at: at.column)
    return found


def begins_something(cells: Sequence[Placed]) -> bool:
    """Whether a row only says what follows below: headings, or a name with an amount or marks for nothing beside it."""
    filled = [at.cell for at in cells if at.cell.text]
    if not filled or cells[0].column:
        return False
    if all(cell.role is Role.HEADING for cell in filled):
        return True
    beside = filled[1:]
    is_amount = len(beside) <= 1 and all(cell.number is not None for cell in beside)
    return is_amount or (len(beside) > 2 and len({cell.text for cell in beside}) == 1)
