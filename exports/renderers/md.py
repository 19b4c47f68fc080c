"""Markdown with pipe tables, as a code host shows it. Of user text nothing is markup.

A table of Markdown has one header line and no merged cells. So the header rows of a grid are joined into one line
(`绩效指标 / 一级指标`), what stands above them becomes a table of its own, and the text of a merged area stands in
its first cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exports.grid import Grid, Page, Placed
from models.text import clean

_MARKS = {"title": "# ", "caption": "## ", "heading": "## "}
_ALWAYS = re.compile(r"[\\`*_\[\]<>&|~$#]")
_LINK = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(:)|(\bwww)(\.)")
_AT_START = re.compile(r"([0-9]{1,9})([.)])|()([-+=:])")
_BLANKS = " \t\u2028\u2029"


def render(page: Page) -> bytes:
    """The page as UTF-8 text with line feeds."""
    blocks: list[str] = []
    for block in page.blocks:
        if isinstance(block, Grid):
            blocks.extend("\n".join(lines) for lines in _tables(block))
        elif text := _text(block.text):
            blocks.append(_MARKS.get(block.style, "") + _without_block_marks(text))
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _text(text: str) -> str:
    """User text on one line in which Markdown finds nothing to interpret, `<br>` for its line feeds."""
    return "<br>".join(_line(line) for line in clean(text).strip(f"\n{_BLANKS}").split("\n"))


def _line(text: str) -> str:
    escaped = _ALWAYS.sub(r"\\\g<0>", re.sub(f"[{_BLANKS}]+", " ", text).strip(" "))
    return _LINK.sub(lambda found: "\\".join(filter(None, found.groups())), escaped)


def _without_block_marks(text: str) -> str:
    """Text for the beginning of a line, where also `1.`, `+` and `-` are markup."""
    return _AT_START.sub(r"\1\3\\\2\4", text, count=1) if _AT_START.match(text) else text


def _tables(grid: Grid) -> Iterator[list[str]]:
    """What stands above the header, and the header with what stands below it."""
    placed = list(grid.placed())
    start, end = grid.header
    while start < end and all(at.cell.text.isdigit() for at in placed if at.row == end - 1):
        # A row of column numbers says nothing as part of a heading.
        end -= 1
    if start == end:
        start = end = 0
    if start:
        yield [*_table(placed, (), range(start))]
    yield [*_table(placed, range(start, end), range(end, len(grid.rows)))]


def _table(placed: Sequence[Placed], header: Sequence[int], body: Sequence[int]) -> Iterator[str]:
    """Some rows as a table, with a column wherever one of their cells begins; without header rows its header is empty."""
    here = [at for at in placed if _reaches(at, header) or _reaches(at, body)]
    columns = sorted({at.column for at in here})
    yield _row([_heading(here, header, column) for column in columns])
    yield _row(["---"] * len(columns))
    texts = {(at.row, at.column): at.cell.text for at in here if at.row in body}
    for row in body:
        yield _row([_text(texts.get((row, column), "")) for column in columns])


def _reaches(at: Placed, rows: Sequence[int]) -> bool:
    return bool(rows) and at.row <= rows[-1] and at.row + at.cell.rowspan > rows[0]


def _heading(here: Sequence[Placed], header: Sequence[int], column: int) -> str:
    above = [
        _text(at.cell.text)
        for at in here
        if _reaches(at, header) and at.column <= column < at.column + at.cell.colspan
    ]
    return " / ".join(filter(None, above))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
