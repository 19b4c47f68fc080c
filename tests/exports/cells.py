"""The cells of a form as a table that a test can be read by, from the grid itself and from files of it.

A row lists the cells that begin in it: a text, or `(text, rows, columns)` where one spans more than its place.
"""

from __future__ import annotations

from io import BytesIO

from lxml import html
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports.grid import Grid, Page
from exports.renderers import renderer

Listed = list[list[str | tuple[str, int, int]]]


def grid_of(page: Page) -> Grid:
    """The only grid of a page."""
    (grid,) = (block for block in page.blocks if isinstance(block, Grid))
    return grid


def listed(grid: Grid) -> Listed:
    rows: Listed = [[] for _ in grid.rows]
    for at in grid.placed():
        rows[at.row].append(_noted(at.cell.text, at.cell.rowspan, at.cell.colspan))
    return rows


def listed_in_xlsx(page: Page) -> Listed:
    """As the workbook shows them: numbers as they are formatted."""
    (sheet,) = load_workbook(BytesIO(renderer("xlsx")(page))).worksheets
    above = len(page.blocks) - 1
    areas = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {cell for (row, column), area in areas.items() for cell in area.cells if cell != (row, column)}
    rows: Listed = []
    for row in range(above + 1, sheet.max_row + 1):
        rows.append([])
        for column in range(1, sheet.max_column + 1):
            if (row, column) not in covered:
                size = areas[row, column].size if (row, column) in areas else {"rows": 1, "columns": 1}
                rows[-1].append(_noted(_shown(sheet, row, column), size["rows"], size["columns"]))
    return rows


def _shown(sheet: Worksheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    if cell.data_type != "n" or cell.value is None:
        return str(cell.value or "")
    decimals = len(cell.number_format.partition(".")[2])
    grouped = "," if "," in cell.number_format else ""
    return f"{cell.value:{grouped}.{decimals}f}"


def listed_in_html(page: Page) -> Listed:
    source = renderer("html")(page).decode("utf-8").replace("<br>", "\n")
    document = html.document_fromstring(source)
    return [
        [
            _noted(cell.text_content(), int(cell.get("rowspan", 1)), int(cell.get("colspan", 1)))
            for cell in row.xpath("./th|./td")
        ]
        for row in document.xpath("//table//tr")
    ]


def _noted(text: str, rows: int, columns: int) -> str | tuple[str, int, int]:
    return text if (rows, columns) == (1, 1) else (text, rows, columns)
