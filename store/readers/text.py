"""The text layer of a published page, as the seeds show it.

A heading or paragraph is a line. A table cell is a line led by TAB, an empty line ends a row. A line led by
SPACE TAB is a cell before which text was dropped. A cell goes on in the lines below it that have no TAB. Rows
copied from a spreadsheet, with TABs between their cells, are rows too. `store.readers.lines` says which line is what.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.text import clean
from store.decoding import decode_foreign
from store.readers.headings import is_form_line, is_name_heading
from store.readers.lines import Kind, TextLine, lines_of, next_text, numbered_lines
from store.readers.page import Block, Cell, Line, Page, Row

SUFFIXES: tuple[str, ...] = (".txt", ".text", ".md", ".tsv")


def matches(_: bytes) -> bool:
    """Anything may be text; so it is what no other format claims."""
    return False


def read(data: bytes, name: str) -> Page:
    """The page in UTF-8, GB18030 or UTF-16. Raises ClerkError when it is neither."""
    decoded = decode_foreign(data, name)
    return page_of(decoded.text, decoded.notes)


def page_of(text: str, notes: tuple[str, ...] = ()) -> Page:
    """The page of a text with line feeds."""
    lines = list(numbered_lines(text))
    kept = [(clean(line), number) for line, number in lines]
    if kept != lines:
        notes = (*notes, "原文里看不见的控制字符已略去。")
    return Page(tuple(_Rows(lines_of(kept)).blocks()), notes)


class _Rows:
    """Gathers the lines of cells into rows."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self.lines = lines
        self.found: list[Block] = []
        self.cells: list[list[Line]] = []
        self.start = 0
        self.torn = False
        self.table = 0

    def blocks(self) -> list[Block]:
        for at, line in enumerate(self.lines):
            if line.kind is Kind.COLUMNS:
                self._end()
                self._row_of_columns(line)
            elif line.kind is Kind.CELL:
                self._cell(line)
            elif line.kind is Kind.EMPTY:
                self._end()
            elif any(self.cells) and not self._is_paragraph(at):
                self.cells[-1].append(Line(line.text, line.number))
            else:
                self._end()
                if self.found and isinstance(self.found[-1], Row):
                    self.table += 1
                self.found.append(Line(line.text, line.number))
        self._end()
        return self.found

    def _cell(self, line: TextLine) -> None:
        if line.torn:
            self._end(torn_after=True)
        if not self.cells:
            self.start, self.torn = line.number, line.torn
        self.cells.append([Line(line.text, line.number)] if line.text else [])

    def _end(self, *, torn_after: bool = False) -> None:
        if not self.cells:
            return
        cells = tuple(Cell(tuple(lines), at) for at, lines in enumerate(self.cells))
        self.found.append(
            Row(cells, self.start, table=self.table, torn_before=self.torn, torn_after=torn_after)
        )
        self.cells = []

    def _row_of_columns(self, line: TextLine) -> None:
        cells = [text.strip() for text in line.text.split("\t")]
        row = tuple(Cell((Line(text, line.number),) if text else (), at) for at, text in enumerate(cells))
        self.found.append(Row(row, line.number, width=len(row), table=self.table))

    def _is_paragraph(self, at: int) -> bool:
        """Whether a line right below a cell begins something new: a heading, or the title above one."""
        return is_form_line(self.lines[at].text) or is_name_heading(next_text(self.lines, at + 1))
