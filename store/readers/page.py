"""What every input format becomes: one page of lines and table rows, each with its place in the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.vocabulary import NULL_MARK


@dataclass(frozen=True, eq=False)
class Line:
    """A piece of text that is placed or reported as a whole; two pieces are never equal, whatever they say."""

    text: str
    """stripped and not empty"""
    number: int
    """1-based: the line of a text, the row of a sheet, the running number of a paragraph or row elsewhere"""
    place: str = ""
    """where it stands, in Chinese, when the number alone does not say it"""


@dataclass(frozen=True)
class Cell:
    """A table cell. A merged area is one cell where it begins, and none in the rows below."""

    lines: tuple[Line, ...] = ()
    column: int = 0
    """0-based position: in the grid of its table, or in its row where the source has no grid"""
    columns: int = 1

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def value(self) -> str:
        """The text, empty for the mark 空 too."""
        return "" if self.text == NULL_MARK else self.text


@dataclass(frozen=True)
class Row:
    """A table row."""

    cells: tuple[Cell, ...]
    number: int
    place: str = ""
    width: int = 0
    """columns of the grid; 0 where the source has none, and cells are counted"""
    table: int = 0
    """rows of one table share it"""
    torn_before: bool = False
    """text was dropped before the first cell"""
    torn_after: bool = False
    """text was dropped after the last cell"""

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for cell in self.cells for line in cell.lines)

    @property
    def filled(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.lines)

    def at(self, column: int) -> Cell | None:
        """The cell that begins at a column of the grid."""
        return next((cell for cell in self.cells if cell.column == column), None)


Block = Line | Row


@dataclass(frozen=True)
class Page:
    """The source in its order, and sentences on what was changed or left out to read it."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[Line]:
        return lines_of(self.blocks)


def lines_of(blocks: tuple[Block, ...]) -> Iterator[Line]:
    """Every piece of text, in order."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from block.lines
