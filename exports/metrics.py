"""How much room text takes on paper: line counts and row heights.

Office programs leave a row of merged or wrapped cells at its default height when they open a file, and cut
the text when they print it. So every height is computed here, rather too generous than too small. Lengths are
in points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
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

_CELL_MARGINS = 4.5
_ROW_MARGINS = 4.0


def column_points(characters: float) -> float:
    """Width of a spreadsheet column of so many characters (7 pixels each in the default font, 5 around)."""
    return int(characters * 7 + 5) * 0.75


def cell_height(text: str, width: float, size: float) -> float:
    """Height that wrapped text of a font size needs in a cell of a width."""
    lines = line_count(text, (width - _CELL_MARGINS) / size)
    # One line in ten is kept in reserve: programs break lines at other places than we do.
    return (lines + lines // 10) * size * LEADING + _ROW_MARGINS


def row_heights(grid: Grid, widths: Sequence[float], size: float) -> list[float]:
    """Height that every row of a grid needs at a font size, given the widths of its columns.

    What an area merged downwards needs beyond its rows is added to the last of them.
    """
    heights = [0.0] * len(grid.rows)
    for at in sorted(grid.placed(), key=lambda at: at.cell.rowspan):
        rows = range(at.row, at.row + at.cell.rowspan)
        width = sum(widths[at.column : at.column + at.cell.colspan])
        missing = cell_height(at.cell.text, width, size) - sum(heights[row] for row in rows)
        heights[rows[-1]] += max(missing, 0.0)
    return heights


def split_tall_rows(grid: Grid, widths: Sequence[float], size: float) -> tuple[Grid, frozenset[int]]:
    """The grid with each row too tall for a spreadsheet continued in further rows, and which those are.

    A continuing row holds the rest of the long texts and is empty elsewhere; areas merged downwards grow over
    it. Merging the long text itself downwards would not do: programs lose lines of it at a page break.
    """
    rows: list[tuple[Cell, ...]] = []
    continuing: set[int] = set()
    first: list[int] = []
    placed = list(grid.placed())
    for row in range(len(grid.rows)):
        first.append(len(rows))
        here = [at for at in placed if at.row == row]
        for number, cells in enumerate(_continued(here, widths, size)):
            if number:
                continuing.add(len(rows))
            rows.append(cells)
    first.append(len(rows))
    for at in placed:
        if at.cell.rowspan > 1:
            span = first[at.row + at.cell.rowspan] - first[at.row]
            top = rows[first[at.row]]
            rows[first[at.row]] = tuple(
                replace(cell, rowspan=span) if cell is at.cell else cell for cell in top
            )
    header = (first[grid.header[0]], first[grid.header[1]])
    return Grid(grid.widths, tuple(rows), header), frozenset(continuing)


def _continued(here: Sequence[Placed], widths: Sequence[float], size: float) -> Iterator[tuple[Cell, ...]]:
    """The cells that begin in a row, and the further rows of what does not fit into one."""
    room = {at.column: sum(widths[at.column : at.column + at.cell.colspan]) for at in here}
    single = [at for at in here if at.cell.rowspan == 1]
    if all(cell_height(at.cell.text, room[at.column], size) <= TALLEST_ROW for at in single):
        yield tuple(at.cell for at in here)
        return
    pieces = {at.column: pieces_of(at.cell.text, room[at.column], size) for at in single}
    yield tuple(
        replace(at.cell, text=pieces[at.column][0]) if at.column in pieces else at.cell for at in here
    )
    for number in range(1, max(map(len, pieces.values()))):
        yield tuple(
            replace(at.cell, text=texts[number] if number < len(texts := pieces[at.column]) else "")
            for at in single
        )


def pieces_of(text: str, width: float, size: float) -> list[str]:
    """A text as pieces of at most `PIECE` height that join to it; none begins or ends in a blank."""
    pieces = []
    # More characters than this never fit, so long texts need not be measured whole.
    most = int(PIECE / size / LEADING * (width / size) / LATIN_EM) + 2
    while len(text) > most or cell_height(text, width, size) > PIECE:
        low, high = 1, min(len(text) - 1, most)
        while low < high:
            middle = (low + high + 1) // 2
            if cell_height(text[:middle], width, size) <= PIECE:
                low = middle
            else:
                high = middle - 1
        cut = next((at for at in range(low, max(low - 80, 0), -1) if _may_cut(text, at)), low)
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


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
    for length in _pieces(paragraph):
        if used + length <= ems:
            used += length
        elif length <= ems:
            lines, used = lines + 1, length
        else:
            # A piece longer than a line begins on a line of its own and is broken where the line ends.
            needed = ceil(length / max(ems - 0.4, 1.0))
            lines += needed - (0 if used else 1)
            used = min(length, ems)
    return lines


def _pieces(paragraph: str) -> Iterator[float]:
    """Widths of the pieces that stay on one line: a Latin run, or a character with its punctuation."""
    width, latin, opened = 0.0, False, False
    for char in paragraph:
        ems = char_ems(char)
        in_run = ems == LATIN_EM and not char.isspace()
        joins = opened or (latin and in_run) or (char in NOT_AT_START and width > 0)
        if not joins and width:
            yield width
            width = 0.0
        width += ems
        latin, opened = in_run, char in NOT_AT_END
    if width:
        yield width
