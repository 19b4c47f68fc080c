"""A grid as tables of a Word document, written as XML: merged areas, repeated heading rows, exact widths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from exports.figures import LONGEST_AMOUNT
from exports.grid import Grid, Placed, Role
from exports.metrics import area_width, cell_height, char_ems
from exports.office import xml_text
from exports.page_breaks import begins_something, paged

GRID_SIZE = 9.0
SIDE_MARGIN = 2.8
"""Points left and right of the text of a cell."""

REACHED = 0.95
"""The share of a line that text is reckoned to fill; programs space Chinese from Western characters."""

MARGINS = (2 * SIDE_MARGIN + 1, 2.5)
"""Points of a cell that its text cannot use, its border counted in."""

ROUNDED = 0.01
"""Points by which a width may be off."""

SHORT_WORD = 6
"""Characters of a word that is not broken over lines."""

WIDENED = 1.3
"""How much wider a column may become for that; the words of a narrower one are meant to stand in two lines."""

FILLED = 0.98
"""The share of a page that rows are reckoned to fill; borders take some."""

KEPT_WHOLE = 200.0
"""Rows up to this height are not split over two pages."""

GRID_STYLES = {
    "Grid Heading": ("黑体", WD_ALIGN_PARAGRAPH.CENTER),
    "Grid Text": ("宋体", WD_ALIGN_PARAGRAPH.LEFT),
    "Grid Code": ("宋体", WD_ALIGN_PARAGRAPH.CENTER),
}
"""Style of cell text → its font and alignment."""

_STYLE_IDS = {
    Role.HEADING: "GridHeading",
    Role.LABEL: "GridCode",
    Role.TEXT: "GridText",
    Role.CODE: "GridCode",
}


def tables(grid: Grid, room: float, above: float, height: float) -> Iterator[BaseOxmlElement]:
    """The grid as elements of a document's body, `room` points wide, on pages `height` points high.

    So much of the first page is taken by what is `above` it. Word repeats heading rows only where they begin a table. So
    a grid over several pages whose heading stands further down becomes two tables with a paragraph of half a point
    between them, which look like one. Where areas from the heading on are merged over the end of a page, each page is
    a table of its own.
    """
    least = _least(grid, room)
    widths = _fitted(grid, room, least)
    rows = grid.placed_rows()
    inner = [
        max(width * REACHED, min(width, own) + ROUNDED) for width, own in zip(widths, least, strict=True)
    ]
    pages = paged(grid, inner, GRID_SIZE, above, height * FILLED, margins=MARGINS, splits_rows=False)
    if pages.rows[grid.header[0] :] == rows[grid.header[0] :]:
        whole = _Table(grid.header, widths, rows, (), range(len(rows)))
        yield from _in_parts(whole) if pages.breaks else [whole.element()]
        return
    for start, end in zip((0, *pages.breaks), (*pages.breaks, len(rows)), strict=True):
        if start:
            yield _gap(new_page=True)
        heading = range(*grid.header) if start >= grid.header[1] else ()
        numbers = (*heading, *range(start, end))
        headed = frozenset(column for row, column in pages.headed if row in numbers)
        table = _Table(grid.header, widths, pages.rows, pages.heights, numbers, headed)
        runs_over = any(pages.heights[row] > height * FILLED for row in numbers)
        yield from _in_parts(table) if runs_over else [table.element()]


def _in_parts(table: _Table) -> Iterator[BaseOxmlElement]:
    """A table, or two where its heading stands further down."""
    first, last = table.header
    numbers = table.numbers
    at = numbers.index(first) if first < last and first in numbers else 0
    above = [cell for row in numbers[:at] for cell in table.rows[row]]
    if at and all(cell.row + cell.cell.rowspan <= first for cell in above):
        yield replace(table, numbers=numbers[:at], is_closed=False).element()
        yield _gap()
        numbers = numbers[at:]
    yield replace(table, numbers=numbers).element()


def _least(grid: Grid, room: float) -> list[float]:
    """Points that each column needs for its short words, such as 满意度指标, and amounts."""
    each = room / sum(grid.widths)
    least = [0.0] * len(grid.widths)
    for at in grid.placed():
        columns = at.cell.colspan
        is_amount = at.cell.number is not None and len(at.cell.text) <= LONGEST_AMOUNT
        if not is_amount and (columns > 1 or len(at.cell.text) > SHORT_WORD):
            continue
        needed = _width_of(at.cell.text)
        lines = 1
        while not is_amount and needed > grid.widths[at.column] * each * WIDENED and lines < SHORT_WORD:
            lines += 1
            needed = _width_of(at.cell.text[: ceil(len(at.cell.text) / lines)])
        for column in range(at.column, at.column + columns):
            least[column] = max(least[column], needed / columns)
    return least


def _fitted(grid: Grid, room: float, least: Sequence[float]) -> list[float]:
    """Points per column: in proportion, but none narrower than it needs to be."""
    narrow: set[int] = set()
    while True:
        rest = sum(width for index, width in enumerate(grid.widths) if index not in narrow)
        left = room - sum(least[index] for index in narrow)
        scale = left / rest if rest else 0.0
        more = {index for index, width in enumerate(grid.widths) if width * scale < least[index]} - narrow
        if not more or left <= 0:
            break
        narrow |= more
    fitted = [least[index] if index in narrow else width * scale for index, width in enumerate(grid.widths)]
    return [width * room / sum(fitted) for width in fitted]


def _width_of(text: str) -> float:
    return sum(map(char_ems, text)) * GRID_SIZE + 2 * SIDE_MARGIN + 1


def _element(name: str, **values: str | int) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(name)  # type: ignore[assignment]  # the library's parser makes these
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def _twips(points: float) -> int:
    return round(points * 20)


def _gap(*, new_page: bool = False) -> BaseOxmlElement:
    """A paragraph of half a point between tables: on a new page, or else black, as the line that both share."""
    paragraph = _element("w:p")
    properties = _element("w:pPr")
    if new_page:
        properties.append(_element("w:pageBreakBefore"))
    else:
        # What names the block below stays with it.
        properties.append(_element("w:keepNext"))
        properties.append(_element("w:shd", val="clear", color="auto", fill="000000"))
    properties.append(_element("w:spacing", before=0, after=0, line=10, lineRule="exact"))
    properties.append(_element("w:ind", firstLine=0, firstLineChars=0))
    run = _element("w:rPr")
    run.append(_element("w:sz", val=2))
    properties.append(run)
    paragraph.append(properties)
    return paragraph


@dataclass(frozen=True)
class _Table:
    """Rows of a grid as one table, not lower than their heights where there are any."""

    header: tuple[int, int]
    widths: Sequence[float]
    rows: Sequence[Sequence[Placed]]
    heights: Sequence[float]
    numbers: Sequence[int]
    """which rows"""
    headed: frozenset[int] = frozenset()
    """columns in which an area below the heading is one with its empty cell"""
    is_closed: bool = True
    """whether there is a line below; a table that follows at once has one above"""

    def element(self) -> BaseOxmlElement:
        table = _element("w:tbl")
        table.append(self._properties())
        columns = _element("w:tblGrid")
        for width in self.widths:
            columns.append(_element("w:gridCol", w=_twips(width)))
        table.append(columns)
        reaching: list[Placed] = []
        for row in self.numbers:
            reaching = [at for at in reaching if at.row + at.cell.rowspan > row]
            table.append(self._row(row, reaching))
            reaching += (at for at in self.rows[row] if at.cell.rowspan > 1)
        return table

    def _properties(self) -> BaseOxmlElement:
        properties = _element("w:tblPr")
        properties.append(_element("w:tblW", w=_twips(sum(self.widths)), type="dxa"))
        properties.append(_element("w:jc", val="center"))
        borders = _element("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            if side == "bottom" and not self.is_closed:
                borders.append(_element("w:bottom", val="nil"))
            else:
                borders.append(_element(f"w:{side}", val="single", sz=4, space=0, color="000000"))
        properties.append(borders)
        properties.append(_element("w:tblLayout", type="fixed"))
        margins = _element("w:tblCellMar")
        for side in ("left", "right"):
            margins.append(_element(f"w:{side}", w=_twips(SIDE_MARGIN), type="dxa"))
        properties.append(margins)
        return properties

    def _row(self, row: int, reaching: Sequence[Placed]) -> BaseOxmlElement:
        """A row with the cells that begin in it and those that reach down into it."""
        element = _element("w:tr")
        properties = _element("w:trPr")
        heads = self.header[0] <= row < self.header[1]
        if all(self._height(at) <= KEPT_WHOLE for at in self.rows[row] if at.cell.rowspan == 1):
            properties.append(_element("w:cantSplit"))
            if self.heights:
                properties.append(_element("w:trHeight", val=_twips(self.heights[row]), hRule="atLeast"))
        if heads and self.numbers[0] == self.header[0]:
            properties.append(_element("w:tblHeader"))
        if len(properties):
            element.append(properties)
        # A heading stays with the row below it.
        keeps = heads or begins_something(self.rows[row])
        for at in sorted((*reaching, *self.rows[row]), key=lambda at: at.column):
            element.append(self._cell(at, begins=at.row == row, keeps=keeps))
        return element

    def _width(self, at: Placed) -> float:
        return area_width(at, self.widths)

    def _height(self, at: Placed) -> float:
        return cell_height(at.cell.text, self._width(at), GRID_SIZE, MARGINS)

    def _cell(self, at: Placed, *, begins: bool, keeps: bool) -> BaseOxmlElement:
        cell = _element("w:tc")
        properties = _element("w:tcPr")
        properties.append(_element("w:tcW", w=_twips(self._width(at)), type="dxa"))
        if at.cell.colspan > 1:
            properties.append(_element("w:gridSpan", val=at.cell.colspan))
        if at.cell.rowspan > 1:
            properties.append(_element("w:vMerge", val="restart") if begins else _element("w:vMerge"))
        if at.column in self.headed:
            properties.extend(self._without_line(at))
        properties.append(_element("w:vAlign", val="center"))
        cell.append(properties)
        for line in xml_text(at.cell.text).split("\n") if begins else ("",):
            cell.append(_paragraph(line, _STYLE_IDS[at.cell.role], keeps=keeps))
        return cell

    def _without_line(self, at: Placed) -> Iterator[BaseOxmlElement]:
        """No line between a heading and what is one with it."""
        end = self.header[1]
        first = next((row for row in self.numbers if row >= end), None)
        side = "bottom" if at.row + at.cell.rowspan == end else "top" if at.row == first else ""
        if side:
            borders = _element("w:tcBorders")
            borders.append(_element(f"w:{side}", val="nil"))
            yield borders


def _paragraph(text: str, style: str, *, keeps: bool) -> BaseOxmlElement:
    paragraph = _element("w:p")
    properties = _element("w:pPr")
    properties.append(_element("w:pStyle", val=style))
    if keeps:
        properties.append(_element("w:keepNext"))
    paragraph.append(properties)
    if text:
        run = _element("w:r")
        for number, piece in enumerate(text.split("\t")):
            if number:
                run.append(_element("w:tab"))
            words = _element("w:t")
            words.text = piece
            words.set(qn("xml:space"), "preserve")
            run.append(words)
        paragraph.append(run)
    return paragraph
