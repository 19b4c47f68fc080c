"""The one neutral table between official forms and output formats.

A form lays a declaration out as a `Page` of blocks; a renderer draws pages and knows no form. Widths are in characters
of the default font (the unit of spreadsheet columns), sizes in points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """What a cell is for; renderers choose font, alignment and element (`th`, `td`) by it."""

    HEADING = "heading"
    LABEL = "label"
    TEXT = "text"
    CODE = "code"
    """short centred values: signs, units, numbers, attributes"""


@dataclass(frozen=True)
class Cell:
    """A cell at its top left position; spans reach right and down."""

    text: str = ""
    role: Role = Role.TEXT
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class Placed:
    """A cell with the 0-based row and column where it begins."""

    row: int
    column: int
    cell: Cell


@dataclass(frozen=True)
class Grid:
    """A table. Each row lists only the cells that begin in it, left to right, as in HTML."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header: tuple[int, int] = (0, 0)
    """first row and the row after the last of the heading that is repeated on each page; equal when there is none"""

    def placed(self) -> Iterator[Placed]:
        """Every cell with its position; ValueError when spans overlap or a row does not fill the width."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                area = {
                    (row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)
                }
                if taken & area or column + cell.colspan > len(self.widths) or row + cell.rowspan > len(self.rows):
                    raise ValueError(f"cell {cell.text!r} does not fit at row {row}, column {column}")
                taken |= area
                yield Placed(row, column, cell)
        if len(taken) != len(self.rows) * len(self.widths):
            raise ValueError("the cells do not fill the grid")


@dataclass(frozen=True)
class Paragraph:
    """A line of running text above, between or below grids."""

    text: str
    style: Literal["title", "heading", "body", "fact", "right"] = "body"
    """fact: a `label：value` line"""


Block = Paragraph | Grid


@dataclass(frozen=True)
class Page:
    """One printed form of one declaration (a sheet, a document, a file)."""

    title: str
    """for sheet names and file properties"""
    blocks: tuple[Block, ...]
    landscape: bool = True


@dataclass(frozen=True)
class Options:
    """What the user may choose when a form is printed."""

    null_mark: str = "空"
    """printed where the form has no value; `""` for blank"""
    labels: dict[str, str] = field(default_factory=dict)
    """headings that a bureau prints differently, by key of `models.vocabulary.LABELS`"""
