"""Titles, and rows of labels and values, as most forms have them above their indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.grid import Cell, Options, Paragraph, Role
from exports.years import filled, year_text
from models.declaration import Declaration

BLANK_YEAR = "    "
"""Where a year is written by hand."""


def title_and_year(declaration: Declaration, options: Options) -> tuple[Paragraph, ...]:
    """The form's `title`, and below it its `year`; without a year, room to write one in."""
    year = filled(options.label("year"), year=year_text(declaration.project.year) or BLANK_YEAR)
    title = Paragraph(options.label("title"), "title")
    return (title, Paragraph(year, "subtitle")) if year else (title,)


def titled(label: str, declaration: Declaration) -> str:
    """A title with its `{year}` filled in; without a year, without what stands around it."""
    return filled(label, year=year_text(declaration.project.year))


def department_of(declaration: Declaration) -> str:
    """主管部门: the unit itself where no other is named."""
    return declaration.unit.department or declaration.unit.name


def department_and_code(declaration: Declaration) -> str:
    """主管部门及代码 in one cell."""
    return " ".join(filter(None, (department_of(declaration), declaration.unit.department_code)))


def spread(cells: Sequence[Cell], spans: Sequence[int]) -> tuple[Cell, ...]:
    """A row of cells over so many columns each."""
    return tuple(replace(cell, colspan=span) for cell, span in zip(cells, spans, strict=True))


def beside(label: Cell, rows: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """A block of rows with its label merged down before them."""
    for number, row in enumerate(rows):
        yield row if number else (replace(label, rowspan=len(rows)), *row)


def headings(options: Options, *keys: str) -> list[Cell]:
    """Column headings by label key."""
    return [Cell(options.label(key), Role.HEADING) for key in keys]


def label(options: Options, key: str) -> Cell:
    """The name of a row or a block by label key."""
    return Cell(options.label(key), Role.LABEL)
