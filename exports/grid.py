"""The one neutral table between official forms and output formats.

A form lays a declaration out as a `Page` of blocks; a renderer draws pages and knows no form. Widths are in
characters of the default font (the unit of spreadsheet columns), sizes in points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from models.vocabulary import LABELS


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
    """first row, and the row after the last, of the heading repeated on each page; equal for none"""

    def placed(self) -> Iterator[Placed]:
        """Every cell with its position; ValueError when spans overlap or a row does not fill the width."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                down = range(row, row + cell.rowspan)
                right = range(column, column + cell.colspan)
                area = {(each, at) for each in down for at in right}
                if taken & area or right.stop > len(self.widths) or down.stop > len(self.rows):
                    raise ValueError(f"cell {cell.text!r} does not fit at row {row}, column {column}")
                taken |= area
                yield Placed(row, column, cell)
        if len(taken) != len(self.rows) * len(self.widths):
            raise ValueError("the cells do not fill the grid")


@dataclass(frozen=True)
class Paragraph:
    """A line of running text above, between or below grids."""

    text: str
    style: Literal["title", "heading", "caption", "body", "fact", "right"] = "body"
    """caption: the title of a grid that follows; fact: a `label：value` line"""


Block = Paragraph | Grid


@dataclass(frozen=True)
class Part:
    """What is laid out on paper together: running text, or a grid under its caption."""

    paragraphs: tuple[Paragraph, ...]
    grid: Grid | None = None


@dataclass(frozen=True)
class Page:
    """One printed form of one declaration (a sheet, a document, a file)."""

    title: str
    """for sheet names and file properties"""
    blocks: tuple[Block, ...]
    landscape: bool = True
    """how the grids lie on the paper; running text always stands upright"""

    def parts(self) -> Iterator[Part]:
        """The blocks in their order, each grid with the title and caption directly above it."""
        waiting: list[Paragraph] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                waiting.append(block)
                continue
            above: list[Paragraph] = []
            while waiting and waiting[-1].style in ("title", "caption", "right"):
                above.insert(0, waiting.pop())
            if waiting:
                yield Part(tuple(waiting))
            yield Part(tuple(above), block)
            waiting = []
        if waiting:
            yield Part(tuple(waiting))


@dataclass(frozen=True)
class Options:
    """What the user may choose when a form is printed."""

    null_mark: str = "空"
    """printed where the form has no value; `""` for blank"""
    labels: Mapping[str, str] = field(default_factory=dict)
    """headings that a bureau prints differently, by key of `models.vocabulary.LABELS`"""

    def label(self, key: str) -> str:
        """The heading that is printed for a key of `models.vocabulary.LABELS`."""
        return self.labels.get(key, LABELS[key])
