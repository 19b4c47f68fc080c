"""A workbook: the visible sheets in their order, merged cells where they begin, values as they are shown.

A row with one cell across the sheet, or on a sheet of one column, is running text. Rows in which an exported
workbook carries a long text on are joined to the row where it began.
"""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any, TypeAlias

from models.text import clean
from store.errors import ClerkError
from store.readers.package import check, damaged, is_package
from store.readers.page import Block, Cell, Line, Page, Row
from store.readers.sheets import MOST_COLUMNS, Sheet, survey

SUFFIXES: tuple[str, ...] = (".xlsx", ".xlsm")
PACKED = True

AnyCell: TypeAlias = Any
"""One of several classes of the library that have `value`, `number_format` and `border`."""

_CONTINUED = "hair"
"""Upper border of a row that carries on the texts of the row above."""

_PERCENT = re.compile(r"0(?:\.(0+))?%")


def matches(data: bytes, /) -> bool:
    return is_package(data, "xl/")


def read(data: bytes, name: str) -> Page:
    """The page. Raises ClerkError when the workbook is damaged, encrypted or far too large."""
    check(data, name)
    try:
        with warnings.catch_warnings():
            # What the library does not keep, such as validation lists, is of no use here.
            warnings.simplefilter("ignore")
            return _read(data, name)
    except ClerkError:
        raise
    except Exception as error:
        # The library raises whatever it stumbles over in a damaged workbook.
        raise damaged(name) from error


def _read(data: bytes, name: str) -> Page:
    from openpyxl import load_workbook

    blocks: list[Block] = []
    notes: list[str] = []
    sheets = survey(data, name)
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    try:
        for table, sheet in enumerate(sheets):
            if sheet.is_hidden:
                notes.append(f"隐藏的工作表“{sheet.title}”没有读。")
                continue
            if sheet.without_value:
                listed = "、".join(sheet.without_value[:5])
                notes.append(f"工作表“{sheet.title}”的 {listed} 等公式没有保存结果，读不出来。")
            rows = book[sheet.title].iter_rows(
                min_row=1, max_row=sheet.rows, min_col=1, max_col=sheet.columns
            )
            blocks += _Reading(sheet, table).blocks(rows) if sheet.rows else []
    finally:
        book.close()
    return Page(tuple(blocks), tuple(notes))


@dataclass
class _Part:
    """A cell with its position in the sheet, 1-based."""

    row: int
    column: int
    text: str
    columns: int
    is_continued: bool


class _Reading:
    """Reads one sheet."""

    def __init__(self, sheet: Sheet, table: int) -> None:
        self.sheet = sheet
        self.table = table
        self.merges = sheet.merge_at()
        self.covered = sheet.covered()

    def blocks(self, rows: Iterable[Sequence[AnyCell]]) -> list[Block]:
        found: list[list[_Part]] = []
        above: dict[int, _Part] = {}
        for number, row in enumerate(rows, start=1):
            parts = [
                part for column, cell in enumerate(row, start=1) if (part := self._part(number, column, cell))
            ]
            if parts and all(self._carries_on(part, above) for part in parts):
                for part in parts:
                    above[self._column_above(part)].text += part.text
                continue
            above.update((part.column, part) for part in parts)
            if parts:
                found.append(parts)
        return [block for parts in found for block in self._block(parts)]

    def _part(self, row: int, column: int, cell: AnyCell) -> _Part | None:
        text = "" if cell.value is None else _shown(cell)
        if not text or (row, column) in self.covered:
            return None
        merge = self.merges.get((row, column))
        border = cell.border
        is_continued = border is not None and border.top is not None and border.top.style == _CONTINUED
        return _Part(row, column, text, merge.columns if merge else 1, is_continued)

    def _carries_on(self, part: _Part, above: dict[int, _Part]) -> bool:
        """Whether a text goes on from the row above: by its border, or beside a column too narrow for text."""
        if self.sheet.has_narrow_first and self.sheet.columns == 2:
            return part.column == 2 and 1 in above
        return part.is_continued and part.column in above

    def _column_above(self, part: _Part) -> int:
        return 1 if self.sheet.has_narrow_first and self.sheet.columns == 2 else part.column

    def _block(self, parts: list[_Part]) -> Iterator[Block]:
        first = parts[0]
        if len(parts) == 1 and first.columns >= self._width():
            for text in first.text.split("\n"):
                if text.strip():
                    yield Line(text.strip(), first.row, f"工作表“{self.sheet.title}”")
            return
        place = f"工作表“{self.sheet.title}”"
        cells = tuple(
            Cell(
                (Line(part.text.strip(), part.row, f"{place}{_letters(part.column)}{part.row}"),),
                part.column - 1,
                part.columns,
            )
            for part in parts
            if part.text.strip()
        )
        yield Row(cells, first.row, place, self._width(), self.table)

    def _width(self) -> int:
        """Columns of the sheet as far as values reach, merged areas counted in."""
        return max(
            [
                self.sheet.columns,
                *(
                    merge.column + merge.columns - 1
                    for merge in self.sheet.merges
                    if merge.columns <= MOST_COLUMNS and merge.column <= self.sheet.columns
                ),
            ]
        )


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _shown(cell: AnyCell) -> str:
    """The value as a reader of the sheet sees it, numbers without separators."""
    value: Any = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, cell.number_format or "")
    return clean(str(value)).replace("\xa0", " ")


def _number(value: int | float, style: str) -> str:
    try:
        number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
        if _PERCENT.fullmatch(style):
            return f"{_plain(number * 100)}%"
        return _plain(number)
    except InvalidOperation:
        return str(value)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: datetime.date, style: str) -> str:
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.isoformat(sep=" ")
    month = f"{value.year}年{value.month}月"
    return f"{month}{value.day}日" if "d" in style.lower() else month
