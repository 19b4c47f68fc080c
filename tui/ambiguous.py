"""Terminals that draw ambiguous characters (“ ” … ≥ ─) as two cells: found out by asking, then measured as they draw.

The terminal is asked where its cursor stands after one such character. A terminal that does not answer is one of the
many that draw them as one cell. `JIXIAO_AMBIGUOUS=wide` or `narrow` answers in its place.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

import rich.cells
from rich.cells import CellTable
from textual.scrollbar import ScrollBarRender

from models.text import Ambiguity, set_ambiguity

VARIABLE = "JIXIAO_AMBIGUOUS"
ROWS = {2: "“", 3: "─"}
"""Rows of the answers, and the characters asked about: a mark and a line. Answers of row 1 look like a key."""

ASK = "".join(f"\x1b[{row};1H{char}\x1b[6n\x1b[{row};1H\x1b[2K" for row, char in ROWS.items())
"""Sent before the first frame, which clears the screen."""

_END = 0x1F200
"""Beyond the last ambiguous character that is not for private use."""
_table: Callable[[str], CellTable] = vars(rich.cells)["load_cell_table"]


def told() -> Ambiguity | None:
    """What the user said about the terminal, or None."""
    said = os.environ.get(VARIABLE, "").strip().casefold()
    return {"wide": Ambiguity(2, 2), "narrow": Ambiguity()}.get(said)


def answered(before: Ambiguity, row: int, column: int) -> Ambiguity:
    """What is known after the terminal said that its cursor stands at a place (both from 1)."""
    cells = 2 if column == 3 else 1
    if row not in ROWS:
        return before
    return Ambiguity(before.marks, cells) if ROWS[row] == "─" else Ambiguity(cells, before.lines)


def measure_as(ambiguity: Ambiguity) -> None:
    """Make everything that measures text in this program agree with the terminal."""
    set_ambiguity(ambiguity)
    library: Any = rich.cells
    wide = ambiguity != Ambiguity()
    library.load_cell_table = (lambda version="auto": _with_wide(version, ambiguity)) if wide else _table
    # What is known to be narrow without a look at the table: now only ASCII.
    library._is_single_cell_widths = str.isascii if wide else library._SINGLE_CELLS.issuperset
    rich.cells.get_character_cell_size.cache_clear()
    rich.cells.cached_cell_len.cache_clear()
    if ambiguity.lines == 2:
        ScrollBarRender.VERTICAL_BARS = [" "] * len(ScrollBarRender.VERTICAL_BARS)
        ScrollBarRender.HORIZONTAL_BARS = [" "] * len(ScrollBarRender.HORIZONTAL_BARS)


@cache
def _with_wide(version: str, ambiguity: Ambiguity) -> CellTable:
    """The library's table of widths with the ambiguous characters among the wide ones."""
    table = _table(version)
    widths = {code: cells for start, end, cells in table.widths for code in range(start, end + 1)}
    for code in range(0xA1, _END):
        char = chr(code)
        if unicodedata.east_asian_width(char) == "A" and widths.get(code, 1) == 1:
            is_line = 0x2500 <= code < 0x25A0
            if (ambiguity.lines if is_line else ambiguity.marks) == 2:
                widths[code] = 2
    return table._replace(widths=[(code, code, widths[code]) for code in sorted(widths)])
