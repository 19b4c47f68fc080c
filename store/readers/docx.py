"""A Word document: paragraphs and tables in the order of its body, merged cells where they begin.

Read from the XML itself: a library that repeats the text of merged cells can't tell one from two equal cells.
Deleted text of tracked changes is left out, inserted text is in. Numbers that Word makes by itself are no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from models.text import clean
from store.readers.package import check, damaged, is_package, part_of, too_large
from store.readers.page import Block, Cell, Line, Page, Row

SUFFIXES: tuple[str, ...] = (".docx", ".docm")
PACKED = True

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY: Final = "word/document.xml"
_NOTES: Final = (("word/footnotes.xml", "脚注"), ("word/endnotes.xml", "尾注"))
_BREAKS = {f"{_W}br", f"{_W}cr"}
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}rPr", f"{_W}pPr", f"{_MC}Fallback"}
_WRAPPERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"}
_WRAPPERS |= {f"{_MC}AlternateContent", f"{_MC}Choice"}
_MOST_COLUMNS = 200
_MOST_ROWS = 20_000


def matches(data: bytes, /) -> bool:
    return is_package(data, "word/")


def read(data: bytes, name: str) -> Page:
    """The page. Raises ClerkError when the document is damaged, encrypted or far too large."""
    from defusedxml.common import DefusedXmlException

    check(data, name)
    try:
        with ZipFile(BytesIO(data)) as package:
            root = part_of(package, _BODY)
            notes = [(part_of(package, path), kind) for path, kind in _NOTES]
    except (BadZipFile, ParseError, DefusedXmlException, OSError, ValueError, EOFError) as error:
        raise damaged(name) from error
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise damaged(name)
    reading = _Reading(name)
    reading.walk(body)
    for part, kind in notes:
        for note in part if part is not None else ():
            if note.get(f"{_W}type") is None:
                reading.footnote(note, kind)
    return Page(tuple(reading.blocks))


class _Reading:
    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self.number = 0
        self.tables = 0

    def walk(self, parent: Element) -> None:
        """Take the blocks of the body, or of a cell that only lays others out."""
        for element in _blocks(parent):
            if element.tag == f"{_W}p":
                self._paragraph(element, "段")
            else:
                self._table(element)

    def footnote(self, note: Element, kind: str) -> None:
        for element in note.iter(f"{_W}p"):
            self._paragraph(element, kind)

    def _paragraph(self, element: Element, kind: str) -> None:
        self.number += 1
        place = f"第 {self.number} 段" if kind == "段" else kind
        for text in _text(element).split("\n"):
            if text.strip():
                self.blocks.append(Line(text.strip(), self.number, place))

    def _table(self, table: Element) -> None:
        rows = list(_children(table, f"{_W}tr"))
        if len(rows) > _MOST_ROWS:
            raise too_large(self.name, f"表格超过 {_MOST_ROWS} 行")
        if all(len(list(_children(row, f"{_W}tc"))) <= 1 for row in rows):
            # One column is a frame around running text.
            for row in rows:
                for cell in _children(row, f"{_W}tc"):
                    self.walk(cell)
            return
        self.tables += 1
        spans = [list(self._cells(row)) for row in rows]
        width = max((column + columns for cells in spans for column, columns, _ in cells), default=0)
        for number, cells in enumerate(spans, start=1):
            self.number += 1
            self.blocks.append(self._row(cells, number, width))

    def _cells(self, row: Element) -> Iterator[tuple[int, int, Element]]:
        """Column, number of columns and element of each cell."""
        column = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        for cell in _children(row, f"{_W}tc"):
            columns = max(_number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1), 1)
            if column + columns > _MOST_COLUMNS:
                raise too_large(self.name, f"表格超过 {_MOST_COLUMNS} 列")
            yield column, columns, cell
            column += columns

    def _row(self, cells: list[tuple[int, int, Element]], number: int, width: int) -> Row:
        found = []
        for column, columns, element in cells:
            place = f"表格 {self.tables} 第 {number} 行第 {column + 1} 列"
            text = "\n".join(filter(None, map(str.strip, _cell_text(element))))
            if text or not _goes_on(element):
                line = (Line(text, self.number, place),) if text else ()
                found.append(Cell(line, column, columns))
        place = f"表格 {self.tables} 第 {number} 行"
        return Row(tuple(found), self.number, place, width, self.tables)


def _number(element: Element | None, default: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else default


def _goes_on(cell: Element) -> bool:
    """Whether a cell continues the one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """The children of a kind, also inside content controls and tracked insertions."""
    waiting = list(parent)[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            waiting.extend(list(element)[::-1])


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, in their order."""
    waiting = list(parent)[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in _WRAPPERS:
            waiting.extend(list(element)[::-1])


def _cell_text(cell: Element) -> Iterator[str]:
    """The lines of a cell, those of tables inside it too."""
    for paragraph in cell.iter(f"{_W}p"):
        yield from _text(paragraph).split("\n")


def _text(paragraph: Element) -> str:
    parts: list[str] = []
    waiting = list(paragraph)[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _BREAKS:
            parts.append("\n")
        elif element.tag == f"{_W}tab":
            parts.append(" ")
        elif element.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif element.tag == f"{_W}p":
            # A text box stands inside a paragraph.
            parts.append("\n" + _text(element) + "\n")
        elif element.tag not in _SKIPPED:
            waiting.extend(list(element)[::-1])
    return clean("".join(parts))
