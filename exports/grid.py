"""The one neutral table between official forms and output formats.

A form lays a declaration out as a `Page` of blocks; a renderer draws pages and knows no form. Widths are in
characters of the default font (the unit of spreadsheet columns), sizes in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from models.practice import Practice
from models.vocabulary import LABELS


class Role(StrEnum):
    """What a cell is for; renderers choose font, alignment and element (`th`, `td`) by it."""

    HEADING = "heading"
    LABEL = "label"
    TEXT = "text"
    CODE = "code"
    """short centred values: signs, units, numbers, attributes"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its top left position; spans reach right and down."""

    text: str = ""
    role: Role = Role.TEXT
    colspan: int = 1
    rowspan: int = 1
    number: Decimal | None = None
    """what a spreadsheet may reckon with, where `text` is how it is printed (`521,789.58`); never of typed text"""


@dataclass(frozen=True, slots=True)
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
    landscape: bool = True
    """how it lies on the paper"""
    sheet: str = ""
    """the name of its sheet in a workbook; by its caption where empty"""
    in_lines: bool = False
    """whether plain text gives each cell a line of its own, as pages do that are imported again; else it is drawn"""

    def placed(self) -> Iterator[Placed]:
        """Every cell with its position; ValueError when spans overlap or a row does not fill the width."""
        columns, free_from = len(self.widths), [0] * len(self.widths)
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while column < columns and free_from[column] > row:
                    column += 1
                right, below = column + cell.colspan, row + cell.rowspan
                if right > columns or below > len(self.rows) or max(free_from[column:right]) > row:
                    raise ValueError(f"cell {cell.text!r} does not fit at row {row}, column {column}")
                free_from[column:right] = [below] * cell.colspan
                yield Placed(row, column, cell)
                column = right
            if min(free_from, default=row + 1) <= row:
                raise ValueError(f"the cells do not fill row {row} of the grid")

    def placed_rows(self) -> list[list[Placed]]:
        """The cells that begin in each row, left to right; ValueError as `placed`."""
        rows: list[list[Placed]] = [[] for _ in self.rows]
        for at in self.placed():
            rows[at.row].append(at)
        return rows


@dataclass(frozen=True)
class Paragraph:
    """A line of running text above, between or below grids."""

    text: str
    style: Literal["title", "subtitle", "heading", "caption", "body", "fact", "left", "right"] = "body"
    """subtitle: a small line under a title, such as its year; caption: the title of a grid that follows; fact: a
    `label：value` line; left and right: small, above a grid"""


Block = Paragraph | Grid


@dataclass(frozen=True)
class Part:
    """What is laid out on paper together: running text, or a grid under its caption."""

    paragraphs: tuple[Paragraph, ...]
    grid: Grid | None = None


@dataclass(frozen=True)
class Page:
    """A printed form (a workbook, a document, a file). Running text stands upright, a grid as it says."""

    title: str
    """for sheet names and file properties"""
    blocks: tuple[Block, ...]

    def parts(self) -> Iterator[Part]:
        """The blocks in their order, each grid with the title and small lines directly above it."""
        waiting: list[Paragraph] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                waiting.append(block)
                continue
            above: list[Paragraph] = []
            while waiting and waiting[-1].style in ("title", "subtitle", "caption", "left", "right"):
                above.insert(0, waiting.pop())
            if waiting:
                yield Part(tuple(waiting))
            yield Part(tuple(above), block)
            waiting = []
        if waiting:
            yield Part(tuple(waiting))


def joined(title: str, pages: Iterable[Page]) -> Page:
    """Several pages as one, in their order."""
    return Page(title, tuple(block for page in pages for block in page.blocks))


@dataclass(frozen=True)
class Options:
    """What the user may choose when a form is printed."""

    null_mark: str = "空"
    """printed where the form has no value; `""` for blank"""
    labels: Mapping[str, str] = field(default_factory=dict)
    """headings that a bureau prints differently, by key of `models.vocabulary.LABELS`; with those of the form
    that is laid out"""
    form_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """what a bureau prints differently on one form, by form id and key of the form's own labels"""
    practice: Practice = field(default_factory=Practice)
    """how a bureau reckons the points that a form prints"""

    def label(self, key: str) -> str:
        """The heading that is printed for a key of the form's own labels or of `models.vocabulary.LABELS`."""
        return self.labels[key] if key in self.labels else LABELS[key]
