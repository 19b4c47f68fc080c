"""The rows of a worksheet, written as XML: a long table takes openpyxl, with an object for each cell, many times as long.

Everything else of a workbook is openpyxl's. What is written here is text or a number, never a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from openpyxl.utils import get_column_letter

_EMPTY = re.compile(rb'<dimension ref="[^"]*"\s*/>|<sheetData\s*(?:/>|></sheetData>)|</worksheet>')
_MARKUP = re.compile("[&<>]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

Value = str | Decimal


class SheetRows:
    """Rows and merged areas of one sheet, from the top down. Columns count from 0, rows from 1."""

    def __init__(self) -> None:
        self._rows: list[bytes] = []
        self._areas: list[str] = []
        self._columns = 1

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, height: float, cells: Iterable[tuple[int, Value]]) -> None:
        """A row of so many points, its cells by the number of their style and what they hold, none left out."""
        row = len(self._rows) + 1
        found = [f'<row r="{row}" ht="{height:g}" customHeight="1">']
        column = -1
        for column, (style, value) in enumerate(cells):
            place = f'<c r="{_letter(column)}{row}" s="{style}"'
            if isinstance(value, Decimal):
                found.append(f"{place}><v>{value:f}</v></c>")
            elif value:
                space = ' xml:space="preserve"' if value != value.strip() else ""
                found.append(f'{place} t="inlineStr"><is><t{space}>{_escaped(value)}</t></is></c>')
            else:
                found.append(f"{place}/>")
        found.append("</row>")
        self._columns = max(self._columns, column + 1)
        self._rows.append("".join(found).encode())

    def merge(self, row: int, column: int, rows: int, columns: int) -> None:
        """Make an area one cell; each of its cells has the style of the area, or it has no border at its far sides."""
        last = f"{_letter(column + columns - 1)}{row + rows - 1}"
        self._areas.append(f'<mergeCell ref="{_letter(column)}{row}:{last}"/>')

    def into(self, part: bytes) -> Iterator[bytes]:
        """The part of a sheet that openpyxl wrote without cells, with these rows; in pieces."""
        everything = f"A1:{_letter(self._columns - 1)}{max(len(self._rows), 1)}"
        at = 0
        for found in _EMPTY.finditer(part):
            yield part[at : found.start()]
            at = found.end()
            if found[0].startswith(b"<dimension"):
                yield f'<dimension ref="{everything}"/>'.encode()
            elif found[0].startswith(b"<sheetData"):
                yield b"<sheetData>"
                yield from self._rows
                yield b"</sheetData>"
                if self._areas:
                    yield f'<mergeCells count="{len(self._areas)}">{"".join(self._areas)}</mergeCells>'.encode()
            else:
                # Numbers that were typed are text; without this, each carries a green triangle.
                yield f'<ignoredErrors><ignoredError sqref="{everything}" numberStoredAsText="1"/>'.encode()
                yield b"</ignoredErrors></worksheet>"


@lru_cache(maxsize=256)
def _letter(column: int) -> str:
    return get_column_letter(column + 1)


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: _ENTITIES[found[0]], text)
