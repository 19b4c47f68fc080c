"""What a workbook holds, found before any library lays its sheets out in memory.

One cell in the last row of the last column makes a sheet of four kilobytes fill a machine, so the sizes are
counted from the XML first, by cells that have a value.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any, Final
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from store.readers.package import part_of, too_large

MOST_COLUMNS = 200
MOST_ROWS = 20_000
_MOST_CELLS = 400_000
_MOST_MERGES = 50_000
_NARROW = 2.0

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True)
class Merge:
    """A merged area; row and column are 1-based."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass
class Sheet:
    """A worksheet as far as it has values."""

    title: str
    is_hidden: bool = False
    rows: int = 0
    columns: int = 0
    merges: list[Merge] = field(default_factory=list)
    has_narrow_first: bool = False
    """the first column is too narrow for text"""
    without_value: list[str] = field(default_factory=list)
    """cells with a formula and no saved result"""

    def merge_at(self) -> dict[tuple[int, int], Merge]:
        """The merged areas by the row and column where they begin."""
        return {(merge.row, merge.column): merge for merge in self.merges}

    def covered(self) -> set[tuple[int, int]]:
        """The positions in merged areas that are not their first."""
        return {
            (row, column)
            for merge in self.merges
            for row in range(merge.row, min(merge.row + merge.rows, self.rows + 1))
            for column in range(merge.column, min(merge.column + merge.columns, self.columns + 1))
            if (row, column) != (merge.row, merge.column)
        }


def survey(data: bytes, name: str) -> list[Sheet]:
    """The worksheets in their order. Raises ClerkError when one is far too large for a declaration."""
    with ZipFile(BytesIO(data)) as package:
        targets = _targets(package)
        book = part_of(package, "xl/workbook.xml")
        found = []
        for entry in book.iter(f"{_S}sheet") if book is not None else ():
            path = targets.get(entry.get(f"{_R}id", ""), "")
            if path not in package.namelist() or "worksheets/" not in path:
                continue
            sheet = Sheet(entry.get("name", ""), entry.get("state", "visible") != "visible")
            if not sheet.is_hidden:
                with package.open(path) as part:
                    _count(sheet, part, name)
            found.append(sheet)
    return found


def _targets(package: ZipFile) -> dict[str, str]:
    """The path of each part that the workbook refers to, by its id."""
    relations = part_of(package, "xl/_rels/workbook.xml.rels")
    return {
        relation.get("Id", ""): posixpath.normpath(
            posixpath.join("xl", relation.get("Target", ""))
        ).removeprefix("/")
        for relation in (relations.iter(f"{_P}Relationship") if relations is not None else ())
    }


def _count(sheet: Sheet, part: IO[bytes], name: str) -> None:
    from defusedxml.ElementTree import iterparse

    row = column = cells = 0
    events: Any = iterparse(part, events=("start", "end"))
    for event, element in events:
        if event == "start":
            if element.tag == f"{_S}row":
                row, column = _whole(element.get("r"), row + 1), 0
            continue
        if element.tag == f"{_S}c":
            cells += 1
            row, column = _position(element.get("r"), row, column + 1)
            _see_cell(sheet, element, row, column)
            element.clear()
        elif element.tag == f"{_S}row":
            element.clear()
        elif element.tag == f"{_S}col" and element.get("min") == "1":
            sheet.has_narrow_first = _is_narrow(element.get("width", ""))
        elif element.tag == f"{_S}mergeCell":
            sheet.merges.append(_merge(element.get("ref", "")))
        if sheet.columns > MOST_COLUMNS or sheet.rows > MOST_ROWS:
            raise too_large(name, f"工作表“{sheet.title}”超过 {MOST_ROWS} 行或 {MOST_COLUMNS} 列")
        if cells > _MOST_CELLS or len(sheet.merges) > _MOST_MERGES:
            raise too_large(name, f"工作表“{sheet.title}”的单元格太多")


def _see_cell(sheet: Sheet, cell: Element, row: int, column: int) -> None:
    value = cell.find(f"{_S}v")
    has_value = (value is not None and value.text) or cell.find(f"{_S}is") is not None
    if has_value:
        sheet.rows, sheet.columns = max(sheet.rows, row), max(sheet.columns, column)
    elif cell.find(f"{_S}f") is not None:
        sheet.without_value.append(cell.get("r", f"R{row}C{column}"))


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default


def _position(reference: str | None, row: int, column: int) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference or "")
    return (int(match[2]), _column(match[1])) if match else (row, column)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _merge(reference: str) -> Merge:
    start, _, end = reference.partition(":")
    (row, column), (last_row, last_column) = (_position(each, 1, 1) for each in (start, end or start))
    return Merge(row, column, max(last_row - row + 1, 1), max(last_column - column + 1, 1))


def _is_narrow(width: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", width) is not None and float(width) < _NARROW
