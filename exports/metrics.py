"""How much room text takes on paper: line counts and row heights.

Office programs leave a row of merged or wrapped cells at its default height when they open a file, and cut
the text when they print it. So every height is computed here, rather too generous than too small. Lengths are
in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from math import ceil
from unicodedata import combining, east_asian_width

from exports.grid import Cell, Grid, Placed
from models.text import NOT_AT_END, NOT_AT_START

TALLEST_ROW = 409.0
"""The tallest row that spreadsheets allow."""

PIECE = 200.0
"""Height of one row of a text that is continued in further rows, so that it fills pages well."""

LEADING = 1.5
"""Line pitch per font size that was enough for the widest-set fonts tried (Noto CJK; 宋体 needs 1.3)."""

LATIN_EM = 0.6
"""Width of a Latin letter, generous for the digits and capitals that declarations contain."""

Margins = tuple[float, float]
"""Points of a cell that its text cannot use: left and right together, above and below together."""

SHEET_MARGINS: Margins = (4.5, 4.0)

_RUNS = re.compile(
    f"[\u3400-\u9fff]{{2,}}(?![{re.escape(''.join(sorted(NOT_AT_START)))}])|[!-~]+|.", re.DOTALL
)
"""Chinese characters of which none belongs to punctuation, Latin runs, and every other single character."""


def column_points(characters: float) -> float:
    """Width of a spreadsheet column of so many characters (7 pixels each in the default font, 5 around)."""
    return int(characters * 7 + 5) * 0.75


def row_height(points: float) -> float:
    """A height as it is written to the workbook."""
    return min(ceil(points * 4) / 4, TALLEST_ROW)


@lru_cache(maxsize=16384)
def cell_height(text: str, width: float, size: float, margins: Margins = SHEET_MARGINS) -> float:
    """Height that wrapped text of a font size needs in a cell of a width."""
    lines = line_count(text, (width - margins[0]) / size)
    # One line in ten is kept in reserve: programs break lines at other places than we do.
    return (lines + lines // 10) * size * LEADING + margins[1]


def area_width(at: Placed, widths: Sequence[float]) -> float:
    """Width of a cell, given those of the columns."""
    if at.cell.colspan == 1:
        return widths[at.column]
    return sum(widths[at.column : at.column + at.cell.colspan])


def row_heights(
    rows: Sequence[Sequence[Placed]],
    widths: Sequence[float],
    size: float,
    margins: Margins = SHEET_MARGINS,
) -> list[float]:
    """Height that every row of placed cells needs at a font size, given the widths of the columns.

    What an area merged downwards needs beyond its rows is shared out among them.
    """
    heights = [0.0] * len(rows)
    areas = []
    for row, cells in enumerate(rows):
        for at in cells:
            if at.cell.rowspan > 1:
                areas.append(at)
            else:
                needed = cell_height(at.cell.text, area_width(at, widths), size, margins)
                heights[row] = max(heights[row], needed)
    for at in sorted(areas, key=lambda at: at.cell.rowspan):
        needed = cell_height(at.cell.text, area_width(at, widths), size, margins)
        stretch(heights, range(at.row, at.row + at.cell.rowspan), needed)
    return heights


def stretch(heights: list[float], rows: range, needed: float) -> None:
    """Make some rows as tall together as they need to be, each by the same."""
    missing = needed - sum(heights[row] for row in rows)
    if missing > 0:
        for row in rows:
            heights[row] += missing / len(rows)


def split_tall_rows(grid: Grid, widths: Sequence[float], size: float) -> tuple[Grid, frozenset[int]]:
    """The grid with each row too tall for a spreadsheet continued in further rows, and which those are.

    A continuing row holds the rest of the long texts and is empty elsewhere; areas merged downwards grow over
    it. Merging the long text itself downwards would not do: programs lose lines of it at a page break.
    """
    placed = grid.placed_rows()
    more = _rows_below_areas(placed, widths, size)
    rows: list[tuple[Cell, ...]] = []
    continuing: set[int] = set()
    first: list[int] = []
    for row, here in enumerate(placed):
        first.append(len(rows))
        for number, cells in enumerate(_continued(here, widths, size)):
            if number:
                continuing.add(len(rows))
            rows.append(cells)
        for _ in range(more.get(row, 0)):
            continuing.add(len(rows))
            rows.append(tuple(_emptied(at.cell) for at in here if at.cell.rowspan == 1))
    if not continuing:
        return grid, frozenset()
    first.append(len(rows))
    for at in chain.from_iterable(placed):
        if at.cell.rowspan > 1:
            span = first[at.row + at.cell.rowspan] - first[at.row]
            top = rows[first[at.row]]
            rows[first[at.row]] = tuple(
                replace(cell, rowspan=span) if cell is at.cell else cell for cell in top
            )
    header = (first[grid.header[0]], first[grid.header[1]])
    return replace(grid, rows=tuple(rows), header=header), frozenset(continuing)


def _continued(here: Sequence[Placed], widths: Sequence[float], size: float) -> Iterator[tuple[Cell, ...]]:
    """The cells that begin in a row, and the further rows of what does not fit into one."""
    single = [at for at in here if at.cell.rowspan == 1]
    if all(cell_height(at.cell.text, area_width(at, widths), size) <= TALLEST_ROW for at in single):
        yield tuple(at.cell for at in here)
        return
    pieces = {at.column: pieces_of(at.cell.text, area_width(at, widths), size) for at in single}
    yield tuple(
        replace(at.cell, text=pieces[at.column][0]) if at.column in pieces else at.cell for at in here
    )
    for number in range(1, max(map(len, pieces.values()))):
        yield tuple(
            replace(_emptied(at.cell), text=texts[number] if number < len(texts := pieces[at.column]) else "")
            for at in single
        )


def _emptied(cell: Cell) -> Cell:
    return replace(cell, text="", number=None)


def _rows_below_areas(
    placed: Sequence[Sequence[Placed]], widths: Sequence[float], size: float
) -> dict[int, int]:
    """By row, how many more are needed below it for an area that ends there and is too tall for its rows."""
    more: dict[int, int] = {}
    for at in chain.from_iterable(placed):
        rows = at.cell.rowspan
        if rows == 1:
            continue
        needed = cell_height(at.cell.text, area_width(at, widths), size)
        if needed > rows * PIECE:
            single = [
                [other for other in row if other.cell.rowspan == 1] for row in placed[at.row : at.row + rows]
            ]
            room = max(sum(row_heights(single, widths, size)), rows * PIECE)
            last = at.row + rows - 1
            more[last] = max(more.get(last, 0), ceil((needed - room) / PIECE))
    return more


def pieces_of(text: str, width: float, size: float) -> list[str]:
    """A text as pieces of at most `PIECE` height that join to it; none begins or ends in a blank."""
    pieces = []
    while text:
        cut = fitting(text, width, size, PIECE)
        pieces.append(text[:cut])
        text = text[cut:]
    return pieces or [""]


def fitting(text: str, width: float, size: float, height: float, margins: Margins = SHEET_MARGINS) -> int:
    """How many of a text's characters fit a height, up to a place where it may be cut; all, or at least one."""
    # More characters than this never fit, so long texts need not be measured whole.
    most = int(height / size / LEADING * (width / size) / LATIN_EM) + 2
    if len(text) <= most and cell_height(text, width, size, margins) <= height:
        return len(text)
    low, high = 1, max(min(len(text) - 1, most), 1)
    while low < high:
        middle = (low + high + 1) // 2
        if cell_height(text[:middle], width, size, margins) <= height:
            low = middle
        else:
            high = middle - 1
    return next((at for at in range(low, max(low - 80, 0), -1) if _may_cut(text, at)), low)


def _may_cut(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace() or before in NOT_AT_END or after in NOT_AT_START:
        return False
    return char_ems(before) > LATIN_EM or char_ems(after) > LATIN_EM


def line_count(text: str, ems: float) -> int:
    """Lines that text takes when it is wrapped at a width given in font sizes; at least one per paragraph."""
    return sum(_paragraph_lines(paragraph, ems) for paragraph in text.split("\n"))


@lru_cache(maxsize=4096)
def char_ems(char: str) -> float:
    """Width of a character in font sizes; ambiguous ones count as wide, as Chinese fonts draw them."""
    if char < "\x7f":
        return LATIN_EM
    if combining(char):
        return 0.0
    return 1.0 if east_asian_width(char) in "WFA" else LATIN_EM


def _paragraph_lines(paragraph: str, ems: float) -> int:
    if len(paragraph) <= ems:
        return 1
    lines, used = 1, 0.0
    for length, count in _pieces(paragraph):
        if count > 1:
            # Characters that may each begin a line fill the rest of this one, and then whole ones.
            beyond = count - int(ems - used)
            if beyond <= 0:
                used += count
            else:
                each = max(int(ems), 1)
                more = ceil(beyond / each)
                lines, used = lines + more, float(beyond - (more - 1) * each)
        elif used + length <= ems:
            used += length
        elif length <= ems:
            lines, used = lines + 1, length
        else:
            # A piece longer than a line begins on a line of its own and is broken where the line ends.
            needed = ceil(length / max(ems - 0.4, 1.0))
            lines += needed - (0 if used else 1)
            used = min(length, ems)
    return lines


def _pieces(paragraph: str) -> Iterator[tuple[float, int]]:
    """Widths of the pieces that stay on one line: a Latin run, or a character with its punctuation.

    A run of Chinese characters without punctuation comes as one width and their number.
    """
    width, latin, opened = 0.0, False, False
    for part in _RUNS.findall(paragraph):
        count = len(part)
        latin_run = part < "\x7f"
        if count > 1 and not latin_run:
            if opened:
                width, count = width + 1.0, count - 1
            if width:
                yield width, 1
            yield 1.0, count
            width, latin, opened = 0.0, False, False
            continue
        ems = LATIN_EM * count if latin_run else char_ems(part)
        in_run = (latin_run or ems == LATIN_EM) and not part.isspace()
        joins = opened or (latin and in_run) or (part[0] in NOT_AT_START and width > 0)
        if not joins and width:
            yield width, 1
            width = 0.0
        width += ems
        latin, opened = in_run, part[-1] in NOT_AT_END
    if width:
        yield width, 1
