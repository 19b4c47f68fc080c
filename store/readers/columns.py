"""The header of an indicator table: which column holds what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.vocabulary import (
    ATTRIBUTES,
    COLUMNS,
    LABELS,
    WEIGHT_COLUMN,
    bare_heading,
    sign_of,
    term_for,
)
from store.readers.page import Cell, Row

TERMS = (*COLUMNS, WEIGHT_COLUMN)
YUNNAN = tuple(term.key for term in COLUMNS)
"""The ten columns of 项目绩效目标表, for tables that lost their header."""

HEADINGS = {term.key: term.heading for term in TERMS}
_GROUPS = (LABELS["indicators"], "年度绩效指标", "绩效指标体系")
_FEWEST = 2


def key_of(text: str) -> str | None:
    """The column that a heading names."""
    term = term_for(text, TERMS) if text else None
    return term.key if term else None


def is_group(text: str) -> bool:
    """Whether a text is the heading over several columns."""
    return bare_heading(text) in _GROUPS


def is_header(row: Row) -> bool:
    """Whether most cells of a row are headings of columns."""
    texts = [cell.text for cell in row.filled]
    named = [text for text in texts if key_of(text)]
    groups = sum(map(is_group, texts))
    if texts and groups == len(texts):
        return True
    if len(named) == len(texts) == 1:
        return named[0] in HEADINGS.values()
    return (
        len(named) + min(groups, 1) >= _FEWEST and (len(named) + groups) * 5 >= len(texts) * 3 and bool(named)
    )


def is_number_row(row: Row) -> bool:
    """Whether a row only counts the columns: 1, 2, 3, …"""
    texts = [cell.text for cell in row.filled]
    return len(texts) > _FEWEST and texts == [str(number) for number in range(1, len(texts) + 1)]


@dataclass
class Header:
    """The header rows of one table, in their order."""

    rows: list[Row] = field(default_factory=list)

    @property
    def lists_projects(self) -> bool:
        """Whether the table has a column of projects, so that its rows belong to several."""
        return any("项目名称" in bare_heading(cell.text) for row in self.rows for cell in row.cells)

    def keys(self, usual_length: int) -> tuple[str | None, ...]:
        """The key of each column, None for a column that the file has no place for."""
        if not self.rows:
            return YUNNAN
        if any(row.width for row in self.rows):
            return _once(self._by_position())
        return _once(self._by_count(usual_length))

    def _by_position(self) -> list[str | None]:
        """Lower headings win over those above them."""
        keys: list[str | None] = [None] * max(cell.column + 1 for row in self.rows for cell in row.cells)
        for row in self.rows:
            for cell in row.filled:
                if key := key_of(cell.text):
                    keys[cell.column] = key
        return keys

    def _by_count(self, usual_length: int) -> list[str | None]:
        """Without a grid: the longest row names the columns, headings merged from above fill its empty cells."""
        longest = max(self.rows, key=lambda row: len(row.cells))
        keys = [key_of(cell.text) for cell in longest.cells]
        others = [key_of(cell.text) for row in self.rows if row is not longest for cell in row.filled]
        above = [key for key in dict.fromkeys(others) if key and key not in keys]
        if len(longest.cells) < _FEWEST:
            # Each heading had come to stand alone: no row tells the columns.
            return [*YUNNAN]
        if usual_length == len(YUNNAN) and _is_part_of_yunnan([*filter(None, keys), *above]):
            return [*YUNNAN]
        empty = [at for at, cell in enumerate(longest.cells) if not cell.lines]
        # Text is dropped at the start of a row, so what is left of the headings above stands at the right.
        for at, key in zip(reversed(empty), reversed(above), strict=False):
            keys[at] = key
        return keys


def _is_part_of_yunnan(keys: Sequence[str]) -> bool:
    """Whether the keys stand in the order of 项目绩效目标表."""
    rest = iter(YUNNAN)
    return all(key in rest for key in keys)


def _once(keys: Sequence[str | None]) -> tuple[str | None, ...]:
    """Each key for the first column that has it."""
    first = {key: at for at, key in reversed([*enumerate(keys)])}
    return tuple(key if first[key] == at else None for at, key in enumerate(keys))


def holds_indicators(rows: Sequence[Row], keys: Sequence[str | None]) -> bool:
    """Whether a table without a header of its own is one of indicators: its signs or attributes tell."""
    if not any(row.width for row in rows):
        return any(cell.text in ATTRIBUTES for row in rows for cell in row.cells)
    places = [(at, key) for at, key in enumerate(keys) if key in ("sign", "attribute")]
    shown = ((key, cell.text) for row in rows for at, key in places if (cell := row.at(at)))
    return any(text in ATTRIBUTES if key == "attribute" else bool(sign_of(text)) for key, text in shown)


def in_columns(row: Row, width: int) -> list[Cell]:
    """The cells of a row of a grid, one for each column; covered positions are empty."""
    return [row.at(column) or Cell(column=column) for column in range(max(width, row.width))]
