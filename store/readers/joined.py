"""Rows of a page without a grid that had run together, because the empty lines between them got lost.

A row is cut off only where its cells can be nothing else than one whole row, where a header ends, or a goal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from store.readers.alignment import Keys, fits
from store.readers.columns import YUNNAN, Header, is_group, is_header, key_of
from store.readers.goals import labels_in
from store.readers.page import Cell, Row

LEVELS = ("level1", "level2")
_FEWEST_HEADINGS = 2
_FEWEST_CELLS = 4
_FEWEST_ROWS = 2
_MOST_COLUMNS = 30
_MOST_ADDED = 3
"""empty cells between rows, where lone TABs took the place of empty lines"""

Cells = tuple[Cell, ...]


def is_whole_row(keys: Keys, cells: Sequence[Cell]) -> bool:
    """Whether cells are certainly one whole row: a leaf with its attribute, or a level alone."""
    if len(cells) != len(keys) or not all(
        fits(key, cell.text) for key, cell in zip(keys, cells, strict=True)
    ):
        return False
    filled = [key for key, cell in zip(keys, cells, strict=True) if cell.value]
    return filled[0] in LEVELS if len(filled) == 1 else "attribute" in filled


def split_rows(keys: Keys, cells: Cells) -> list[Cells]:
    """A run of cells as the whole rows at its end and at its start, and what is left between them as one more."""
    starts, between = _starts_from_end(keys, cells, 0, 0), 0
    for added in range(_MOST_ADDED):
        for behind in range(_MOST_ADDED + 1):
            found = _starts_from_end(keys, cells, added, behind)
            if len(found) > max(len(starts), 1):
                starts, between = found, added
    end = starts[-1] if starts else len(cells)
    at = 0
    parts: list[Cells] = []
    while at + len(keys) <= end and is_whole_row(keys, cells[at : at + len(keys)]):
        parts.append(cells[at : at + len(keys)])
        at += len(keys) + between
    left = cells[at:end]
    if len(left) > between or any(cell.lines for cell in left):
        parts.append(left)
    return parts + [cells[start : start + len(keys)] for start in reversed(starts)]


def _starts_from_end(keys: Keys, cells: Cells, between: int, behind: int) -> list[int]:
    """Where whole rows start, last first, with so many empty cells between them and behind the last."""
    starts: list[int] = []
    end, added = len(cells), behind
    while True:
        start = end - added - len(keys)
        if start < 0 or any(cell.lines for cell in cells[end - added : end]):
            return starts
        if not is_whole_row(keys, cells[start : start + len(keys)]):
            return starts
        starts.append(start)
        end, added = start, between


def usual_length(rows: Sequence[Row]) -> int:
    """The number of cells of a row without a grid: what most of them have, or what a run of many falls into."""
    lengths: Counter[int] = Counter()
    for row in rows:
        if not row.width and len(row.cells) >= _FEWEST_CELLS:
            lengths[len(row.cells)] += 1
            lengths.update(_lengths_of_run(row))
    return lengths.most_common(1)[0][0] if lengths else 0


def _lengths_of_run(row: Row) -> Counter[int]:
    """The length of the rows in a run that has a header, as often as there are rows."""
    start, end = _header_of(row.cells)
    best, most = 0, _FEWEST_ROWS - 1
    for length in range(_FEWEST_CELLS, min(end - start, _MOST_COLUMNS) + 1):
        header = [
            replace(row, cells=row.cells[:start]),
            replace(row, cells=row.cells[start : start + length]),
        ]
        keys = Header(header).keys(length)
        if len(keys) != length:
            continue
        parts = split_rows(keys, row.cells[start + length :])
        whole = sum(is_whole_row(keys, part) for part in parts)
        if whole > most:
            best, most = length, whole
    return Counter({best: most} if best else {})


def _header_of(cells: Sequence[Cell]) -> tuple[int, int]:
    """Where the last row of a header that opens a run starts, and where something else than headings begins."""
    end = next(
        (at for at, cell in enumerate(cells) if cell.text and not (key_of(cell.text) or is_group(cell.text))),
        len(cells),
    )
    headings = [at for at, cell in enumerate(cells[:end]) if cell.text]
    if len(headings) < _FEWEST_HEADINGS:
        return 0, 0
    start = next((at for at in headings if key_of(cells[at].text) == YUNNAN[0]), 0)
    if any(key_of(cells[at].text) in YUNNAN[:-3] for at in headings if at < start):
        start = 0
    return start, end


def split_header(row: Row, length: int) -> list[Row]:
    """A row without a grid in which header and data had run together, as the rows that it was."""
    cells = row.cells
    start, run = _header_of(cells)
    if row.width or not run:
        return [row]
    end = run if run == len(cells) or not length else min(run, start + length)
    return _cut(row, start, end)


def split_goals(row: Row) -> list[Row]:
    """A row without a grid in which goals and what stands below them had run together, as two rows."""
    labels = [] if row.width or is_header(row) else list(labels_in(row.cells))
    end = labels[-1] + 2 if labels else len(row.cells)
    if not any(cell.lines for cell in row.cells[end:]) or key_of(row.cells[end - 1].text):
        return [row]
    return _cut(row, end)


def _cut(row: Row, *places: int) -> list[Row]:
    bounds = [0, *places, len(row.cells)]
    parts = [row.cells[start:end] for start, end in pairwise(bounds) if start < end]
    return [
        replace(
            row,
            cells=part,
            torn_before=row.torn_before and number == 0,
            torn_after=row.torn_after and number == len(parts) - 1,
        )
        for number, part in enumerate(parts)
    ]
