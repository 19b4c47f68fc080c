"""A workbook: running text on an upright sheet, each grid on a sheet of its own, every cell text.

A text that needs more height than a row may have goes on in further rows: in a grid they are empty in the
other columns, in running text in the first, narrow one. Pieces join to the text with nothing between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.grid import Grid, Page, Paragraph, Part, Role
from exports.metrics import TALLEST_ROW, column_points, row_heights, split_tall_rows
from exports.office import UnprintableError, reproducible, xml_text
from exports.pagination import (
    CONTINUED_WIDTH,
    GRID_BOTTOM,
    GRID_SIDE,
    GRID_SIZE,
    GRID_TOP,
    TEXT_MARGIN,
    TEXT_SIDE,
    TEXT_SIZES,
    TEXT_WIDTH,
    paragraph_rows,
    row_height,
    text_breaks,
)

LONGEST_TEXT = 32_767
"""Characters that a spreadsheet keeps in one cell; it cuts the rest without a word."""

_EXACT_BELOW = Decimal(10) ** 15
"""From here on a spreadsheet drops digits of a number."""
_FROZEN_AT_MOST = 240.0
_PADDING = 5 / 7


_LINES = {"thin": Side(style="thin", color="000000"), "hair": Side(style="hair", color="000000")}
_SONG, _HEI, _FANGSONG, _TITLE = "宋体", "黑体", "仿宋", "方正小标宋简体"


@dataclass(frozen=True)
class _Look:
    font: str
    size: int
    horizontal: str
    vertical: str = "center"
    boxed: bool = False
    above: str = "thin"
    below: str = "thin"
    number_format: str = ""
    """for a number; empty for text"""


_ROLES = {
    Role.HEADING: _Look(_HEI, GRID_SIZE, "center", boxed=True),
    Role.LABEL: _Look(_SONG, GRID_SIZE, "center", boxed=True),
    Role.TEXT: _Look(_SONG, GRID_SIZE, "left", boxed=True),
    Role.CODE: _Look(_SONG, GRID_SIZE, "center", boxed=True),
}
_STYLES = {
    "title": _Look(_TITLE, TEXT_SIZES["title"], "center"),
    "caption": _Look(_TITLE, TEXT_SIZES["caption"], "center"),
    "heading": _Look(_HEI, TEXT_SIZES["heading"], "left", "bottom"),
    "body": _Look(_FANGSONG, TEXT_SIZES["body"], "left", "top"),
    "fact": _Look(_FANGSONG, TEXT_SIZES["fact"], "left", "top"),
    "right": _Look(_SONG, TEXT_SIZES["right"], "right"),
}


def render(page: Page) -> bytes:
    """The page as a workbook; UnprintableError when a text is longer than a cell can hold."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = ""
    book.properties.title = xml_text(page.title)
    taken: set[str] = set()
    for part in page.parts():
        sheet = _Sheet(book.create_sheet(_sheet_name(part, page.title, taken)))
        if part.grid is None:
            sheet.fill_with_text(part.paragraphs)
        else:
            sheet.fill_with_grid(part.paragraphs, part.grid)
    if not book.worksheets:
        book.create_sheet(_safe_sheet_name(page.title))
    out = BytesIO()
    book.save(out)
    return reproducible(out.getvalue())


def _sheet_name(part: Part, otherwise: str, taken: set[str]) -> str:
    own = part.grid.sheet if part.grid is not None else ""
    name = _safe_sheet_name(own or (part.paragraphs[0].text if part.paragraphs else otherwise))
    chosen, number = name, 1
    while chosen.casefold() in taken:
        number += 1
        chosen = f"{name[: 30 - len(str(number))]}-{number}"
    taken.add(chosen.casefold())
    return chosen


def _safe_sheet_name(text: str) -> str:
    """At most 31 characters without those that spreadsheets refuse in the name of a sheet."""
    name = re.sub(r"[\\/*?:\[\]\s]+", " ", xml_text(text))[:31].strip("' ")
    return f"{name}表" if name.casefold() in ("", "history") else name


class _Sheet:
    """Fills one worksheet from top to bottom."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.next_row = 1
        self.widths: tuple[float, ...] = ()
        self.looks: dict[_Look, StyleArray] = {}

    def fill_with_text(self, paragraphs: Iterable[Paragraph]) -> None:
        """Running text; the narrow column before it stays empty where a row continues a paragraph."""
        self._columns((CONTINUED_WIDTH, TEXT_WIDTH))
        headings = [
            at == 0 and block.style == "heading"
            for block in paragraphs
            for at in range(self._paragraph(block))
        ]
        self._paper(landscape=False)
        self._break_pages(headings)

    def fill_with_grid(self, above: Iterable[Paragraph], grid: Grid) -> None:
        """A grid below its title, as wide as the page."""
        self._columns(grid.widths)
        for block in above:
            self._paragraph(block)
        self._grid(grid)
        self._paper(landscape=grid.landscape)
        self.sheet.page_setup.fitToWidth = 1
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def _columns(self, widths: tuple[float, ...]) -> None:
        self.widths = widths
        for column, width in enumerate(widths, start=1):
            # The file counts the padding of a column into its width.
            self.sheet.column_dimensions[get_column_letter(column)].width = width + _PADDING

    def _paragraph(self, block: Paragraph) -> int:
        """Write a paragraph, give the number of its rows."""
        look = _STYLES[block.style]
        rows = paragraph_rows(block, self.widths)
        for number, (piece, height) in enumerate(rows):
            self._height(self.next_row, height)
            if number:
                self._put(self.next_row, 1, 1, 1, "", look)
                self._put(self.next_row, 2, 1, len(self.widths) - 1, piece, look)
            else:
                self._put(self.next_row, 1, 1, len(self.widths), piece, look)
            self.next_row += 1
        return len(rows)

    def _grid(self, grid: Grid) -> None:
        points = [*map(column_points, grid.widths)]
        grid, continuing = split_tall_rows(grid, points, GRID_SIZE)
        first = self.next_row
        heights = row_heights(grid, points, GRID_SIZE)
        for row, height in enumerate(heights):
            self._height(first + row, height)
        for at in grid.placed():
            rows = at.cell.rowspan
            below = at.row + rows
            look = replace(
                _ROLES[at.cell.role],
                # In the middle of a tall area the text would fall on a page break.
                vertical="top"
                if sum(heights[at.row : below]) > TALLEST_ROW or below in continuing
                else "center",
                above="hair" if at.row in continuing else "thin",
                below="hair" if below in continuing else "thin",
            )
            if at.row in continuing:
                look = replace(look, vertical="top")
            self._put(first + at.row, at.column + 1, rows, at.cell.colspan, at.cell.text, look)
            if at.cell.number is not None:
                self._reckon(self._at(first + at.row, at.column + 1), at.cell.text, at.cell.number, look)
        start, end = grid.header
        if start < end:
            self.sheet.print_title_rows = f"{first + start}:{first + end - 1}"
            self._freeze(first + end)
        self.next_row = first + len(grid.rows)

    def _freeze(self, row: int) -> None:
        """Keep what is above a row in view, unless that would leave no room to scroll in."""
        above = sum(self.sheet.row_dimensions[each].height or 0 for each in range(1, row))
        if above <= _FROZEN_AT_MOST:
            self.sheet.freeze_panes = f"A{row}"

    def _height(self, row: int, points: float) -> None:
        self.sheet.row_dimensions[row].height = row_height(points)

    def _put(self, row: int, column: int, rows: int, columns: int, text: str, look: _Look) -> None:
        text = xml_text(text)
        if len(text) > LONGEST_TEXT:
            raise UnprintableError(
                f"“{text[:20]}…”有 {len(text)} 字，而 xlsx 的一个单元格最多 {LONGEST_TEXT} 字，多出的会丢失。"
            )
        for down in range(rows):
            for right in range(columns):
                # Every cell of a merged area carries the border, or the area has none at its far sides.
                self._style(self._at(row + down, column + right), look)
        if text:
            cell = self._at(row, column)
            cell.value = text
            # Whatever it looks like, it is text: never a formula, a number or an error value.
            cell.data_type = "s"
        if rows > 1 or columns > 1:
            # merge_cells() looks through all earlier areas each time.
            right, bottom = column + columns - 1, row + rows - 1
            area = CellRange(min_row=row, min_col=column, max_row=bottom, max_col=right)
            self.sheet.merged_cells.ranges.add(area)

    def _reckon(self, cell: SheetCell, text: str, number: Decimal, look: _Look) -> None:
        """Make a cell the number that its text shows, if a spreadsheet will show the very same text."""
        decimals = len(text.partition(".")[2])
        if f"{number:,.{decimals}f}" == text:
            shown = "#,##0"
        elif f"{number:.{decimals}f}" == text:
            shown = "0"
        else:
            return
        if abs(number) >= _EXACT_BELOW or Decimal(str(float(number))) != number:
            return
        look = replace(look, number_format=f"{shown}.{'0' * decimals}" if decimals else shown)
        cell.value = number
        self._style(cell, look)

    def _at(self, row: int, column: int) -> SheetCell:
        cell = self.sheet.cell(row, column)
        assert isinstance(cell, SheetCell)
        return cell

    def _style(self, cell: SheetCell, look: _Look) -> None:
        """Give a cell its look; all cells of one look share one style."""
        if look in self.looks:
            cell._style = self.looks[look]  # type: ignore[attr-defined]  # setting each part is twice as slow
            return
        # An array of its own: the one it has may be shared with all cells of another look.
        cell._style = self.looks[look] = StyleArray()  # type: ignore[attr-defined]  # see above
        cell.font = Font(name=look.font, size=look.size)
        cell.alignment = Alignment(horizontal=look.horizontal, vertical=look.vertical, wrap_text=True)
        cell.number_format = look.number_format or "@"
        cell.quotePrefix = not look.number_format
        if look.boxed:
            cell.border = Border(_LINES["thin"], _LINES["thin"], _LINES[look.above], _LINES[look.below])

    def _paper(self, *, landscape: bool) -> None:
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = GRID_SIDE if landscape else TEXT_SIDE
        margins.top = GRID_TOP if landscape else TEXT_MARGIN
        # The footer needs 0.45 inches above its own margin, or it is cut in half.
        margins.bottom = GRID_BOTTOM if landscape else TEXT_MARGIN
        margins.header = margins.footer = 0.35
        sheet.oddFooter.center.text = "第 &P 页 共 &N 页"  # type: ignore[union-attr]  # the stubs allow None

    def _break_pages(self, headings: Sequence[bool]) -> None:
        heights = [self.sheet.row_dimensions[row].height or 0.0 for row in range(1, self.next_row)]
        for row in text_breaks(heights, headings):
            self.sheet.row_breaks.append(Break(id=row))
