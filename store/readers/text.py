"""The text layer of a published page, as the seeds show it.

A heading or paragraph is a line. A table cell is a line led by TAB, an empty line ends a row. A line led by
SPACE TAB is a cell before which text was dropped. A cell goes on in the lines below it that have no TAB. Rows
copied from a spreadsheet, with TABs between their cells, are rows too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.text import clean
from store.decoding import decode_foreign
from store.readers.headings import is_form_line, is_name_heading
from store.readers.page import Block, Cell, Line, Page, Row

SUFFIXES: tuple[str, ...] = (".txt", ".text", ".md", ".tsv")
_CELL = re.compile(r"^([ \u3000\xa0]*)\t(.*)$")


def matches(_: bytes) -> bool:
    """Anything may be text; so it is what no other format claims."""
    return False


def read(data: bytes, name: str) -> Page:
    """The page in UTF-8, GB18030 or UTF-16. Raises ClerkError when it is neither."""
    decoded = decode_foreign(data, name)
    return page_of(decoded.text, decoded.notes)


def page_of(text: str, notes: tuple[str, ...] = ()) -> Page:
    """The page of a text with line feeds."""
    kept = clean(text)
    if kept != text:
        notes = (*notes, "原文里看不见的控制字符已略去。")
    return Page(tuple(_Rows(kept.split("\n")).blocks()), notes)


class _Rows:
    """Gathers the lines of cells into rows."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.found: list[Block] = []
        self.cells: list[list[Line]] = []
        self.start = 0
        self.torn = False
        self.table = 0

    def blocks(self) -> list[Block]:
        for number, line in enumerate(self.lines, start=1):
            match = _CELL.match(line)
            text = _stripped(line)
            if "\t" in (match[2] if match else line.strip()):
                self._end()
                self._tabbed_row(line, number)
            elif match:
                self._cell(match[2], number, torn=bool(match[1]))
            elif not text:
                self._end()
            elif self.cells and not self._is_paragraph(text, number):
                self.cells[-1].append(Line(text, number))
            else:
                self._end()
                if self.found and isinstance(self.found[-1], Row):
                    self.table += 1
                self.found.append(Line(text, number))
        self._end()
        return self.found

    def _cell(self, text: str, number: int, *, torn: bool) -> None:
        if torn:
            self._end(torn_after=True)
        if not self.cells:
            self.start, self.torn = number, torn
        text = _stripped(text)
        self.cells.append([Line(text, number)] if text else [])

    def _end(self, *, torn_after: bool = False) -> None:
        if not self.cells:
            return
        cells = tuple(Cell(tuple(lines), at) for at, lines in enumerate(self.cells))
        self.found.append(
            Row(cells, self.start, table=self.table, torn_before=self.torn, torn_after=torn_after)
        )
        self.cells = []

    def _tabbed_row(self, line: str, number: int) -> None:
        cells = [_stripped(text) for text in line.split("\t")]
        row = tuple(Cell((Line(text, number),) if text else (), at) for at, text in enumerate(cells))
        self.found.append(Row(row, number, width=len(row), table=self.table))

    def _is_paragraph(self, text: str, number: int) -> bool:
        """Whether a line right below a cell begins something new: a heading, or the title above one."""
        if is_form_line(text):
            return True
        rest = (self.lines[at] for at in range(number, len(self.lines)))
        following = next((line for line in rest if line.strip()), "")
        return is_name_heading(_stripped(following))


def _stripped(text: str) -> str:
    return text.strip(" \t\u3000\xa0\x0b\x0c")
