"""A workbook: running text on an upright sheet, each grid on a sheet of its own, every cell text.

A text that needs more height than a row may have goes on in further rows: in a grid they are empty in the
other columns, in running text in the first, narrow one. Pieces join to the text with nothing between them. Pages
end where the preview ends them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from itertools import count, islice

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.grid import Grid, Page, Paragraph, Part, Placed, Role
from exports.metrics import area_width, char_ems, column_points
from exports.office import UnprintableError, reproducible, xml_text
from exports.page_breaks import Paged
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
    grid_pages,
    paragraph_rows,
    text_breaks,
)
from exports.sheet_xml import SheetRows, Value

LONGEST_TEXT = 32_767
"""Characters that a spreadsheet keeps in one cell; it cuts the rest without a word."""

_EXACT_BELOW = Decimal(10) ** 15
"""From here on a spreadsheet drops digits of a number."""
_FROZEN_AT_MOST = 240.0
_BREAKS_AT_MOST = 1000
"""Page ends that a sheet may hold; spreadsheets find further ones themselves."""
_PADDING = 5 / 7
_NUMBER_MARGINS = 3.0
"""Points that a spreadsheet keeps free beside a number."""


_LINES = {
    "thin": Side(style="thin", color="000000"),
    "hair": Side(style="hair", color="000000"),
    "none": Side(),
}
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
    "subtitle": _Look(_SONG, TEXT_SIZES["subtitle"], "center"),
    "caption": _Look(_TITLE, TEXT_SIZES["caption"], "center"),
    "heading": _Look(_HEI, TEXT_SIZES["heading"], "left", "bottom"),
    "body": _Look(_FANGSONG, TEXT_SIZES["body"], "left", "top"),
    "fact": _Look(_FANGSONG, TEXT_SIZES["fact"], "left", "top"),
    "left": _Look(_SONG, TEXT_SIZES["left"], "left"),
    "right": _Look(_SONG, TEXT_SIZES["right"], "right"),
}


def render(page: Page) -> bytes:
    """The page as a workbook; UnprintableError when a text is longer than a cell can hold."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = ""
    book.properties.title = xml_text(page.title)
    styles = _Styles(book)
    taken: set[str] = set()
    rows: dict[str, SheetRows] = {}
    for number, part in enumerate(page.parts(), start=1):
        sheet = _Sheet(book.create_sheet(_sheet_name(part, page.title, taken)), styles)
        if part.grid is None:
            sheet.fill_with_text(part.paragraphs)
        else:
            sheet.fill_with_grid(part, part.grid)
        rows[f"xl/worksheets/sheet{number}.xml"] = sheet.rows
    if not book.worksheets:
        book.create_sheet(_safe_sheet_name(page.title))
    out = BytesIO()
    book.save(out)
    return reproducible(out.getvalue(), lambda name, part: rows[name].into(part) if name in rows else (part,))


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


class _Styles:
    """The numbers of the styles of a workbook."""

    def __init__(self, book: Workbook) -> None:
        sheet = book.create_sheet()
        # Styles are made as those of cells, in a sheet that the workbook does not keep.
        self._cells = (sheet.cell(row, 1) for row in count(1))
        self._numbers: dict[_Look, int] = {}
        book.remove(sheet)

    def number(self, look: _Look) -> int:
        """All cells of one look share one style."""
        if look not in self._numbers:
            cell = next(self._cells)
            cell.font = Font(name=look.font, size=look.size)
            cell.alignment = Alignment(horizontal=look.horizontal, vertical=look.vertical, wrap_text=True)
            cell.number_format = look.number_format or "@"
            cell.quotePrefix = not look.number_format
            if look.boxed:
                cell.border = Border(_LINES["thin"], _LINES["thin"], _LINES[look.above], _LINES[look.below])
            self._numbers[look] = cell.style_id
        return self._numbers[look]


class _Sheet:
    """Fills one worksheet from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: _Styles) -> None:
        self.sheet = sheet
        self.styles = styles
        self.rows = SheetRows()
        self.heights: list[float] = []
        self.widths: tuple[float, ...] = ()

    def fill_with_text(self, paragraphs: Iterable[Paragraph]) -> None:
        """Running text; the narrow column before it stays empty where a row continues a paragraph."""
        self._columns((CONTINUED_WIDTH, TEXT_WIDTH))
        headings = [
            at == 0 and block.style == "heading"
            for block in paragraphs
            for at in range(self._paragraph(block))
        ]
        self._paper(landscape=False, sides=TEXT_SIDE, top=TEXT_MARGIN, bottom=TEXT_MARGIN)
        self._break_pages(text_breaks(self.heights, headings))

    def fill_with_grid(self, part: Part, grid: Grid) -> None:
        """A grid below its title, as wide as the page."""
        self._columns(grid.widths)
        for block in part.paragraphs:
            self._paragraph(block)
        first = len(self.rows)
        pages = grid_pages(part, grid)
        self._grid(pages)
        start, end = pages.header
        if start < end:
            self.sheet.print_title_rows = f"{first + start + 1}:{first + end}"
            self._freeze(first + end)
        self._break_pages([first + row for row in pages.breaks])
        self._paper(landscape=grid.landscape, sides=GRID_SIDE, top=GRID_TOP, bottom=GRID_BOTTOM)
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
        style = self.styles.number(_STYLES[block.style])
        columns = len(self.widths)
        rows = paragraph_rows(block, self.widths)
        for number, (piece, height) in enumerate(rows):
            begins = 1 if number else 0
            texts = ["", piece] if number else [piece]
            self._add(height, [(style, _whole(text)) for text in texts + [""] * (columns - len(texts))])
            if columns - begins > 1:
                self.rows.merge(len(self.rows), begins, 1, columns - begins)
        return len(rows)

    def _add(self, height: float, cells: Sequence[tuple[int, Value]]) -> None:
        self.heights.append(height)
        self.rows.add(height, cells)

    def _grid(self, pages: Paged) -> None:
        first = len(self.rows) + 1
        points = [*map(column_points, self.widths)]
        plain = {role: self.styles.number(look) for role, look in _ROLES.items()}
        # What the areas above leave for the cells of the next row, by column.
        below = [0] * len(self.widths)
        for row, cells in enumerate(pages.rows):
            found: list[tuple[int, Value]] = [(style, "") for style in below]
            usual = not pages.continuing and not pages.flowing and not pages.headed
            for at in cells:
                cell = at.cell
                style = plain[cell.role] if usual else self.styles.number(_look(at, pages))
                value: Value = _whole(cell.text)
                if cell.number is not None and _stands_on_one_line(cell.text, area_width(at, points)):
                    shown = _number_format(cell.text, cell.number)
                    if shown:
                        style = self.styles.number(replace(_look(at, pages), number_format=shown))
                        value = cell.number
                found[at.column] = (style, value)
                if cell.colspan > 1 or cell.rowspan > 1:
                    for column in range(at.column, at.column + cell.colspan):
                        below[column] = style
                        if column > at.column:
                            found[column] = (style, "")
                    self.rows.merge(first + row, at.column, cell.rowspan, cell.colspan)
            self._add(pages.heights[row], found)

    def _freeze(self, rows: int) -> None:
        """Keep the upper rows in view, unless that would leave no room to scroll in."""
        if sum(self.heights[:rows]) <= _FROZEN_AT_MOST:
            self.sheet.freeze_panes = f"A{rows + 1}"

    def _break_pages(self, rows: Iterable[int]) -> None:
        for row in islice(rows, _BREAKS_AT_MOST):
            self.sheet.row_breaks.append(Break(id=row))

    def _paper(self, *, landscape: bool, sides: float, top: float, bottom: float) -> None:
        """A4 with margins in inches."""
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = sides
        margins.top, margins.bottom = top, bottom
        margins.header = margins.footer = 0.35
        sheet.oddFooter.center.text = "第 &P 页 共 &N 页"  # type: ignore[union-attr]  # the stubs allow None


def _look(at: Placed, pages: Paged) -> _Look:
    place, below = (at.row, at.column), at.row + at.cell.rowspan
    # A text that goes on begins at the top, and only a fine line parts it from the cell that carries it on.
    carries_on = at.row in pages.continuing or place in pages.carried
    goes_on = below in pages.continuing
    heads = below == pages.header[1] and (below, at.column) in pages.headed
    return replace(
        _ROLES[at.cell.role],
        vertical="top" if carries_on or goes_on or place in pages.flowing else "center",
        above="none" if place in pages.headed else "hair" if carries_on else "thin",
        below="none" if heads else "hair" if goes_on and below not in pages.breaks else "thin",
    )


def _whole(text: str) -> str:
    """Text as the file can hold it; UnprintableError when a spreadsheet would cut it."""
    text = xml_text(text)
    if len(text) > LONGEST_TEXT:
        raise UnprintableError(
            f"“{text[:20]}…”有 {len(text)} 字，而 xlsx 的一个单元格最多 {LONGEST_TEXT} 字，多出的会丢失。"
        )
    return text


def _stands_on_one_line(text: str, width: float) -> bool:
    """Whether a cell has room for a number: spreadsheets wrap no number but show #### in its place."""
    return sum(map(char_ems, text)) * GRID_SIZE + _NUMBER_MARGINS <= width


def _number_format(text: str, number: Decimal) -> str:
    """How a spreadsheet has to show a number so that it is the very text; empty where that can't be."""
    decimals = len(text.partition(".")[2])
    if f"{number:,.{decimals}f}" == text:
        shown = "#,##0"
    elif f"{number:.{decimals}f}" == text:
        shown = "0"
    else:
        return ""
    if abs(number) >= _EXACT_BELOW or Decimal(str(float(number))) != number:
        return ""
    return f"{shown}.{'0' * decimals}" if decimals else shown
