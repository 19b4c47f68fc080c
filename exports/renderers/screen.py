"""The preview of a page in a terminal: text wrapped by cells, tables drawn with lines.

Every line is safe to send to a terminal, and all lines of a table are equally wide under Chinese text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from exports.figures import LONGEST_AMOUNT
from exports.grid import Block, Grid, Page, Paragraph, Placed, Role
from exports.pagination import TEXT_WIDTH, Printed, printed
from models.text import Measure, char_width, neutral_width, visible, width, wrap

NARROWEST_COLUMN = 4
"""Cells: two Chinese characters."""

# Line drawing by which of the four arms meet: up, down, left, right.
_JOINTS = {
    "ud  ": "│", "  lr": "─", " d r": "┌", " dl ": "┐", "u  r": "└", "u l ": "┘",
    "ud r": "├", "udl ": "┤", " dlr": "┬", "u lr": "┴", "udlr": "┼",
    "u   ": "│", " d  ": "│", "  l ": "─", "   r": "─",
}  # fmt: skip


def render(page: Page, cells: int, *, ascii: bool = False) -> list[str]:
    """The page as lines of at most `cells` terminal cells.

    A table that cannot be drawn in `cells` (two characters per column) comes out wider. `ascii` draws with
    `+-|`, for terminals that draw lines two cells wide.
    """
    return _lines(page.blocks, cells, ascii)


def drawn(grid: Grid, cells: int) -> list[str]:
    """The lines of a table for a file: in at most `cells` cells, or more where it can't be drawn in them."""
    return list(_Table(grid, cells, ascii=False, measure=neutral_width).lines())


def render_printed(page: Page, cells: int, *, ascii: bool = False) -> list[list[str]]:
    """The page as it prints: the lines of each page of paper, as `render` draws them.

    Running text is not set wider than on paper, nor titles in the middle of more than their grid.
    """
    return [_lines(paper.blocks, min(cells, _paper_cells(paper)), ascii) for paper in printed(page)]


def _paper_cells(paper: Printed) -> int:
    grids = (block for block in paper.blocks if isinstance(block, Grid))
    return max((int(sum(grid.widths)) + len(grid.widths) + 1 for grid in grids), default=int(TEXT_WIDTH))


def _lines(blocks: Sequence[Block], cells: int, ascii: bool) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            lines.extend(_Table(block, cells, ascii).lines())
        else:
            lines.extend(_paragraph(block, cells, first=not lines))
    return lines


def _paragraph(block: Paragraph, cells: int, *, first: bool) -> Iterator[str]:
    text = visible(block.text, keep_newlines=True)
    if block.style in ("title", "caption", "heading") and not first:
        yield ""
    for line in wrap(text, cells):
        room = max(cells - width(line), 0)
        if block.style in ("title", "subtitle", "caption"):
            yield " " * (room // 2) + line
        elif block.style == "right":
            yield " " * room + line
        else:
            yield line
    if block.style == "title":
        yield ""


@dataclass(frozen=True)
class _Drawn:
    """A cell with its place in text lines and columns of the drawing, borders not counted."""

    row: int
    column: int
    rowspan: int
    colspan: int
    lines: list[str]
    centred: bool


class _Table:
    def __init__(self, grid: Grid, cells: int, ascii: bool, measure: Measure = char_width) -> None:
        self.measure = measure
        self.grid = grid
        self.ascii = ascii
        self.widths = _column_cells(grid.widths, cells, _amount_cells(grid))
        self.drawn = [self._draw(at) for at in grid.placed()]
        self.heights = self._row_heights()
        self.owner = {
            (cell.row + down, cell.column + right): cell
            for cell in self.drawn
            for down in range(cell.rowspan)
            for right in range(cell.colspan)
        }

    def _inner(self, column: int, colspan: int) -> int:
        """Cells of text between the borders of an area."""
        return sum(self.widths[column : column + colspan]) + colspan - 1

    def _draw(self, at: Placed) -> _Drawn:
        cell = at.cell
        lines = wrap(
            visible(cell.text, keep_newlines=True), self._inner(at.column, cell.colspan), self.measure
        )
        return _Drawn(
            at.row, at.column, cell.rowspan, cell.colspan, lines, cell.role in (Role.HEADING, Role.CODE)
        )

    def _row_heights(self) -> list[int]:
        heights = [1] * len(self.grid.rows)
        for cell in sorted(self.drawn, key=lambda cell: cell.rowspan):
            rows = range(cell.row, cell.row + cell.rowspan)
            missing = len(cell.lines) - sum(heights[row] for row in rows) - (cell.rowspan - 1)
            heights[rows[-1]] += max(missing, 0)
        return heights

    def lines(self) -> Iterator[str]:
        for row in range(len(self.grid.rows)):
            yield self._rule(row)
            for line in range(self.heights[row]):
                yield self._text_line(row, line)
        yield self._rule(len(self.grid.rows))

    def _text_line(self, row: int, line: int) -> str:
        bar = "|" if self.ascii else "│"
        parts = [bar]
        column = 0
        while column < len(self.widths):
            cell = self.owner[row, column]
            above = sum(self.heights[upper] + 1 for upper in range(cell.row, row))
            parts.append(self._text_of(cell, above + line))
            parts.append(bar)
            column += cell.colspan
        return "".join(parts)

    def _text_of(self, cell: _Drawn, line: int) -> str:
        """One line of a cell, filled to the width of its area; short centred cells stand in the middle."""
        room = self._inner(cell.column, cell.colspan)
        text = cell.lines[line] if 0 <= line < len(cell.lines) else ""
        blank = room - width(text, self.measure)
        left = blank // 2 if cell.centred else 0
        return " " * left + text + " " * (blank - left)

    def _rule(self, row: int) -> str:
        """The line above a row; an area merged downwards shows its text there instead."""
        parts = []
        columns = len(self.widths)
        for column in range(columns + 1):
            parts.append(self._joint(row, column))
            if column == columns:
                break
            cell = self.owner.get((row, column))
            if cell is None or cell.row == row:
                parts.append(("-" if self.ascii else "─") * self.widths[column])
            elif column == cell.column:
                above = sum(self.heights[upper] + 1 for upper in range(cell.row, row)) - 1
                parts.append(self._text_of(cell, above))
        return "".join(parts)

    def _joint(self, row: int, column: int) -> str:
        above_left, above_right = self.owner.get((row - 1, column - 1)), self.owner.get((row - 1, column))
        below_left, below_right = self.owner.get((row, column - 1)), self.owner.get((row, column))
        up = above_left is not above_right
        down = below_left is not below_right
        left = above_left is not below_left
        right = above_right is not below_right
        if not (up or down or left or right):
            return ""
        if self.ascii:
            return "+" if (up or down) and (left or right) else "|" if up or down else "-"
        arms = "".join(
            arm if there else " " for arm, there in zip("udlr", (up, down, left, right), strict=True)
        )
        return _JOINTS[arms]


def _amount_cells(grid: Grid) -> list[int]:
    """Cells that each column needs for an amount to stand on one line."""
    needed = [0] * len(grid.widths)
    for at in grid.placed():
        columns = at.cell.colspan
        if at.cell.number is None or len(at.cell.text) > LONGEST_AMOUNT:
            continue
        each = ceil((len(at.cell.text) - columns + 1) / columns)
        for column in range(at.column, at.column + columns):
            needed[column] = max(needed[column], each + each % 2)
    return needed


def _column_cells(widths: tuple[float, ...], cells: int, needed: Sequence[int]) -> list[int]:
    """Cells per column: as on paper where there is room, else in proportion; even, for wide characters.

    A column that is narrower than `needed` takes from the widest ones, as long as these have more than they need.
    """
    room = max(cells - len(widths) - 1, NARROWEST_COLUMN * len(widths))
    scale = min(1.0, room / sum(widths))
    wanted = [width * scale for width in widths]
    found = [max(NARROWEST_COLUMN, int(width) // 2 * 2) for width in wanted]
    spare = min(room, int(sum(widths))) - sum(found)
    while spare < 0:
        widest = found.index(max(found))
        found[widest] -= 2
        spare += 2
    for column in sorted(range(len(found)), key=lambda column: found[column] - wanted[column])[: spare // 2]:
        found[column] += 2
    for column, least in enumerate(needed):
        while found[column] < least:
            widest = max(range(len(found)), key=lambda other: found[other] - needed[other])
            if found[widest] - 2 < max(needed[widest], NARROWEST_COLUMN):
                break
            found[widest] -= 2
            found[column] += 2
    found[-1] += spare % 2
    return found
