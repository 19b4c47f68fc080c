"""The indicators as a grid of cells: its columns, and what is done to a block of cells. Knows no screen.

Rows are positions of `Declaration.indicators`, columns positions in `columns_of`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.declaration import Declaration, Indicator
from models.table_text import DECLARED, EVERY, block_text, cells_of
from models.text import clean
from models.vocabulary import COLUMNS, CORE_COLUMNS, EVALUATED_COLUMNS, MONITORED_COLUMNS, NULL_MARK
from tui.fields import FULL_INDICATOR, NO_PARTS, Field, Kind, Parts, from_text, keys_of, shown_parts, to_text

NAME = "name"
_LEVELS = ("level1", "level2")
_FIELDS = {field.key: field for field in FULL_INDICATOR.fields}
_NAMES = {term.key: term.names for term in (*COLUMNS, *CORE_COLUMNS, *MONITORED_COLUMNS, *EVALUATED_COLUMNS)}

Cell = tuple[int, int]
"""row and column"""


@dataclass(frozen=True)
class Column:
    """One column: a field of the indicators."""

    field: Field
    names: tuple[str, ...]
    """its headings, the one of the form first"""

    @property
    def key(self) -> str:
        return self.field.key

    def text(self, row: Indicator) -> str:
        """What stands in the cell."""
        return to_text(self.field.kind, getattr(row, self.key))

    def value(self, text: str) -> Any:
        """A text as the value of such a cell."""
        return from_text(self.field.kind, text)


_ALL = tuple(Column(_FIELDS[key], (_FIELDS[key].label, *_NAMES.get(key, ()))) for key in EVERY)


def columns_of(declaration: Declaration, wanted: Parts = NO_PARTS) -> tuple[Column, ...]:
    """The ten columns of 项目绩效目标表 with the weight among them; those of parts that are wanted or have content."""
    shown = {*DECLARED, *(key for part in shown_parts(declaration, wanted) for key in keys_of(part))}
    return tuple(column for column in _ALL if column.key in shown)


@dataclass(frozen=True)
class Block:
    """A rectangle of cells, its edges included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def between(cls, one: Cell, other: Cell) -> Block:
        """The block that has two cells in opposite corners."""
        rows, columns = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return cls(rows[0], columns[0], rows[1], columns[1])

    @property
    def rows(self) -> range:
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        return range(self.left, self.right + 1)

    @property
    def is_one_cell(self) -> bool:
        return self.top == self.bottom and self.left == self.right

    def __contains__(self, cell: Cell) -> bool:
        return cell[0] in self.rows and cell[1] in self.columns

    def cells(self) -> Iterator[Cell]:
        """Row by row."""
        return ((row, column) for row in self.rows for column in self.columns)


def with_texts(declaration: Declaration, texts: Mapping[Cell, str], columns: Sequence[Column]) -> Declaration:
    """The declaration with the texts of some cells replaced."""
    by_row: dict[int, dict[str, Any]] = {}
    for (row, column), text in texts.items():
        by_row.setdefault(row, {})[columns[column].key] = columns[column].value(text)
    rows = list(declaration.indicators)
    for at, values in by_row.items():
        if any(getattr(rows[at], key) != value for key, value in values.items()):
            rows[at] = rows[at].with_values(**values)
    return declaration.with_values(indicators=tuple(rows))


def cleared(declaration: Declaration, block: Block, columns: Sequence[Column]) -> Declaration:
    """The declaration with the cells of a block empty."""
    return with_texts(declaration, dict.fromkeys(block.cells(), ""), columns)


def filled_down(declaration: Declaration, block: Block, columns: Sequence[Column]) -> Declaration:
    """The first row of a block in all its rows; of a single cell or row, the row above it."""
    source = block.top if block.bottom > block.top else block.top - 1
    if source < 0:
        return declaration
    above = declaration.indicators[source]
    texts = {(row, at): columns[at].text(above) for row, at in block.cells() if row != source}
    return with_texts(declaration, texts, columns)


def shifted(declaration: Declaration, block: Block, by: int) -> Declaration:
    """The rows of a block one place up (-1) or down (1); unchanged at the edge."""
    rows = list(declaration.indicators)
    if block.top + by < 0 or block.bottom + by >= len(rows):
        return declaration
    moving = rows[block.top : block.bottom + 1]
    del rows[block.top : block.bottom + 1]
    rows[block.top + by : block.top + by] = moving
    return declaration.with_values(indicators=tuple(rows))


def text_of(declaration: Declaration, block: Block, columns: Sequence[Column]) -> str:
    """A block as spreadsheets take it; one cell as the text that stands in it."""
    rows = declaration.indicators[block.top : block.bottom + 1]
    texts = [[columns[at].text(row) for at in block.columns] for row in rows]
    if block.is_one_cell and not set("\t\n") & set(texts[0][0]):
        return texts[0][0]
    return block_text(texts)


def total_of(declaration: Declaration, block: Block, columns: Sequence[Column]) -> Decimal | None:
    """The sum of the points in a block; None where it has none."""
    numbers = [
        value
        for row, at in block.cells()
        if columns[at].field.kind is Kind.POINTS
        and isinstance(value := getattr(declaration.indicators[row], columns[at].key), Decimal)
    ]
    return sum(numbers, Decimal(0)) if numbers else None


# Pasting


@dataclass(frozen=True)
class Pasted:
    """A declaration with a table pasted into it."""

    declaration: Declaration
    block: Block
    """the cells it came into"""
    added: int
    """rows that had to be added"""
    left_out: int
    """columns of the table for which there was no column"""
    by_headings: bool
    """whether its own headings say which column is which"""


def pasted(declaration: Declaration, text: str, at: Cell, columns: Sequence[Column]) -> Pasted | None:
    """A copied table put into the cells from `at` on, rows added as needed; None where it has no cells.

    Headings of its own place its columns, and stay out. Without any, a table as wide as the form's ten columns
    passes over the weight, which the form has not. Empty levels are those above, as where cells are merged.
    """
    table = cells_of(clean(_single_ends(text)).removesuffix("\n"))
    places, by_headings = _places(table, at[1], columns)
    table = table[1:] if by_headings else table
    known = [place for place in places if place is not None]
    if not table or not known:
        return None
    count = len(declaration.indicators)
    rows = list(declaration.indicators)
    top = min(at[0], count) if count else 0
    added = max(top + len(table) - count, 0)
    above = rows[-1] if rows else Indicator()
    rows += [Indicator(level1=above.level1, level2=above.level2)] * added
    texts = {
        (top + y, place): "" if cell == NULL_MARK else cell
        for y, cells in enumerate(_with_levels(table, places, columns))
        for cell, place in zip(cells, places, strict=False)
        if place is not None and not (top + y >= count and not cell)
    }
    grown = declaration.with_values(indicators=tuple(rows))
    block = Block(top, min(known), top + len(table) - 1, max(known))
    left_out = sum(
        place is None and any(len(cells) > index and cells[index].strip() for cells in table)
        for index, place in enumerate(places)
    )
    return Pasted(with_texts(grown, texts, columns), block, added, left_out, by_headings)


def _single_ends(text: str) -> str:
    """Terminals paste each line feed as a carriage return; tmux makes two of a line end that has both."""
    doubled = "\n" not in text and "\r" in text and "\r" not in text.replace("\r\r", "")
    return text.replace("\r\r", "\r") if doubled else text


Places = list[int | None]
"""for each column of a table the column it goes to"""


def _places(table: Sequence[Sequence[str]], first: int, columns: Sequence[Column]) -> tuple[Places, bool]:
    """Where the columns of a table go, and whether its headings say so."""
    keys = [column.key for column in columns]
    headings = _headings(table[0]) if table else ()
    if headings:
        return [keys.index(key) if key in keys else None for key in headings], True
    wide = max(map(len, table), default=0)
    free = list(range(first, len(columns)))
    weight = keys.index("weight")
    if first < weight < first + wide and not _is_of_numbers(table, weight - first):
        free.remove(weight)
    return [*free[:wide], *[None] * (wide - len(free))], False


def _headings(cells: Sequence[str]) -> tuple[str | None, ...]:
    """What the cells of a row of headings stand for; nothing where they are none."""
    from store.pasted_columns import as_row, by_headings
    from store.readers.columns import is_header

    return by_headings([cells]) if is_header(as_row(cells)) else ()


def _is_of_numbers(table: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a column may hold weights: it is empty, or has a number."""
    texts = [cells[at] for cells in table if at < len(cells) and cells[at].strip()]
    return not texts or any(isinstance(from_text(Kind.POINTS, text), Decimal) for text in texts)


def _with_levels(
    table: Sequence[Sequence[str]], places: Places, columns: Sequence[Column]
) -> Iterator[list[str]]:
    """The rows with the levels that merged cells leave out."""
    keys = [None if place is None else columns[place].key for place in places]
    levels = [keys.index(key) for key in _LEVELS if key in keys]
    above = [""] * len(places)
    for cells in table:
        cells = [*cells, *[""] * (len(places) - len(cells))]
        if any(cells):
            for at in levels:
                cells[at] = cells[at] or above[at]
                if cells[at] != above[at]:
                    break
            above = cells
        yield cells
