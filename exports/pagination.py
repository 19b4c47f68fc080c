"""Where a printed form ends its pages: the same rows and heights as in the workbook that is exported.

Running text stands upright with page breaks of its own; a grid is shrunk to the width of the paper, and its heading is
repeated on each page. Lengths are in points unless another unit is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exports.grid import Block, Cell, Grid, Page, Paragraph, Part, Placed
from exports.metrics import TALLEST_ROW, cell_height, column_points, pieces_of, row_height
from exports.page_breaks import Paged, paged

GRID_SIZE = 10
"""Font size of grids."""

TEXT_SIZES = {
    "title": 18,
    "subtitle": 12,
    "caption": 18,
    "heading": 14,
    "body": 12,
    "fact": 12,
    "left": 10,
    "right": 10,
}
"""Font size by style of paragraph."""

TEXT_SPACES = {"title": 18.0, "subtitle": 4.0, "caption": 6.0, "heading": 8.0}
"""Room above and below a paragraph beyond its lines."""

TEXT_WIDTH = 80.0
"""Characters of running text: what A4 leaves between its margins, less the twentieth by which programs differ."""

CONTINUED_WIDTH = 0.5
"""Characters of the column before it, which stays empty where a row continues a paragraph."""

TEXT_MARGIN, TEXT_SIDE = 1.0, 0.9
"""Margins of running text in inches: above and below, left and right."""

GRID_TOP, GRID_BOTTOM, GRID_SIDE = 0.7, 0.8, 0.6
"""Margins of grids in inches; the footer needs 0.45 above its own."""

A4_HEIGHT, A4_WIDTH = 841.0, 595.0
RESERVE = 12.0
"""Kept free at the foot of a page, as programs round row heights."""


@dataclass(frozen=True)
class Printed:
    """What stands on one page of paper."""

    blocks: tuple[Block, ...]
    landscape: bool


def printed(page: Page) -> list[Printed]:
    """The page of a form as pages of paper; texts that a page end cuts go on behind it."""
    found: list[Printed] = []
    for part in page.parts():
        if part.grid is None:
            found.extend(_text_pages(part.paragraphs))
        else:
            found.extend(_printed_grid(part, part.grid))
    return found


def paragraph_rows(block: Paragraph, widths: Sequence[float]) -> list[tuple[str, float]]:
    """A paragraph as rows of a sheet with columns of so many characters: the text of each, and its height."""
    size = TEXT_SIZES[block.style]
    width = sum(map(column_points, widths))
    pieces = [block.text]
    if cell_height(block.text, width, size) > TALLEST_ROW:
        pieces = pieces_of(block.text, column_points(widths[-1]), size)
    space = TEXT_SPACES.get(block.style, 0.0)
    return [(piece, row_height(cell_height(piece, width, size) + space)) for piece in pieces]


def text_breaks(heights: Sequence[float], headings: Sequence[bool]) -> list[int]:
    """Rows of running text before which a new page begins; a heading is not left alone at the foot of one."""
    room = A4_HEIGHT - 72 * 2 * TEXT_MARGIN - RESERVE
    used, start = 0.0, 0
    breaks = []
    for row, height in enumerate(heights):
        if used + height > room:
            start = row - 1 if row - 1 > start and headings[row - 1] else row
            breaks.append(start)
            used = sum(heights[start:row])
        used += height
    return breaks


def _text_pages(paragraphs: Sequence[Paragraph]) -> Iterator[Printed]:
    widths = (CONTINUED_WIDTH, TEXT_WIDTH)
    rows = [
        (replace(block, text=text), height, at == 0 and block.style == "heading")
        for block in paragraphs
        for at, (text, height) in enumerate(paragraph_rows(block, widths))
    ]
    breaks = text_breaks([height for _, height, _ in rows], [heading for _, _, heading in rows])
    for start, end in zip((0, *breaks), (*breaks, len(rows)), strict=True):
        yield Printed(tuple(block for block, _, _ in rows[start:end]), landscape=False)


def grid_pages(part: Part, grid: Grid) -> Paged:
    """The rows and page ends of a grid below its title."""
    points = [*map(column_points, grid.widths)]
    above = sum(height for block in part.paragraphs for _, height in paragraph_rows(block, grid.widths))
    return paged(grid, points, GRID_SIZE, above, _room(sum(points), grid.landscape))


def _printed_grid(part: Part, grid: Grid) -> Iterator[Printed]:
    pages = grid_pages(part, grid)
    for start, end in zip((0, *pages.breaks), (*pages.breaks, len(pages.rows)), strict=True):
        top = pages.header if start >= pages.header[1] else (0, 0)
        blocks = () if start else part.paragraphs
        shown = _rows_of(grid, pages, [*range(*top), *range(start, end)])
        yield Printed((*blocks, shown), grid.landscape)


def _room(width: float, landscape: bool) -> float:
    """Height of the rows of a page, before they are shrunk with the columns to the width of the paper.

    Programs that draw columns wider shrink them more, and have room left at the foot of a page.
    """
    across, down = (A4_HEIGHT, A4_WIDTH) if landscape else (A4_WIDTH, A4_HEIGHT)
    # Programs shrink by whole hundredths and never enlarge.
    percent = min(int((across - 72 * 2 * GRID_SIDE) / width * 100), 100)
    return (down - 72 * (GRID_TOP + GRID_BOTTOM) - RESERVE) / percent * 100


def _rows_of(grid: Grid, pages: Paged, rows: Sequence[int]) -> Grid:
    """Some rows as a grid of their own; those that only continue the one above are joined to it again."""
    lines: dict[int, int] = {}
    cells: list[dict[int, Placed]] = []
    for before, row in zip((None, *rows), rows, strict=False):
        joins = row in pages.continuing and before == row - 1
        if not joins:
            cells.append({})
        lines[row] = len(cells)
        for at in pages.rows[row]:
            above = cells[-1].get(at.column)
            text = above.cell.text + at.cell.text if above else at.cell.text
            cells[-1][at.column] = replace(at, cell=replace(at.cell, text=text))
            if (row, at.column) in pages.headed:
                _join_to_heading(cells, at)
    return replace(
        grid,
        rows=tuple(tuple(_spanning(line[column], lines) for column in sorted(line)) for line in cells),
        header=(0, 0),
    )


def _join_to_heading(cells: Sequence[dict[int, Placed]], at: Placed) -> None:
    """Make an area and the empty cell of the heading above it one."""
    del cells[-1][at.column]
    line = next(each for each in reversed(cells) if at.column in each)
    heading = line[at.column]
    rows = at.row + at.cell.rowspan - heading.row
    line[at.column] = replace(heading, cell=replace(heading.cell, text=at.cell.text, rowspan=rows))


def _spanning(at: Placed, lines: Mapping[int, int]) -> Cell:
    """A cell that reaches over lines instead of rows."""
    return replace(at.cell, rowspan=lines[at.row + at.cell.rowspan - 1] - lines[at.row] + 1)
