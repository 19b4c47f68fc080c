"""Workbooks: every cell text, merged and bordered as the form, tall enough, ready to print."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from exports.grid import Cell, Grid, Page, Paragraph, Role
from exports.metrics import cell_height, column_points
from exports.office import UnprintableError
from exports.renderers.xlsx import GRID_SIZE, render
from models.declaration import Declaration

from .published import declaration, line, page, with_long_texts

DANGEROUS = [
    "=低水平",
    "==",
    "= 1",
    "=1+1",
    "#N/A",
    "+1",
    "-1",
    "@SUM(1)",
    "0123",
    "TRUE",
    "1E5",
    "100%",
    "'=1",
]


def sheets(of: Page) -> list[Worksheet]:
    return load_workbook(BytesIO(render(of))).worksheets


def rows(sheet: Worksheet) -> list[list[str]]:
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


def test_the_table_stands_cell_by_cell_below_its_title():
    (sheet,) = sheets(page("yn-target"))
    found = rows(sheet)
    assert found[0][0] == "项目绩效目标表"
    assert found[1][:3] == ["项目目标", "总体目标(2026年-2028年)", line(42)]
    assert found[2][:3] == ["", "预算年度(2026年)目标", line(46)]
    assert found[3][0] == "绩效指标"
    assert found[3][7:] == ["评（扣）分标准", "指标内容", "绩效指标值设定依据及数据来源"]
    assert found[7] == [line(83 + at) for at in range(10)]
    assert len(found) == 19


def test_another_reader_sees_the_same_cells_and_merges():
    data = render(page("yn-target"))
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheet = book.get_sheet_by_index(0)
    (own,) = load_workbook(BytesIO(data)).worksheets
    assert [[str(cell) for cell in row] for row in sheet.to_python()] == rows(own)
    merged = {(start, end) for start, end in sheet.merged_cell_ranges or ()}
    assert merged == {
        ((0, 0), (0, 9)),
        ((1, 0), (2, 0)),
        ((1, 2), (1, 9)),
        ((2, 2), (2, 9)),
        ((3, 0), (3, 6)),
        ((3, 7), (4, 7)),
        ((3, 8), (4, 8)),
        ((3, 9), (4, 9)),
    }


def test_the_table_prints_on_landscape_a4_with_its_header_on_each_page():
    (sheet,) = sheets(page("yn-target"))
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_options.horizontalCentered
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.freeze_panes == "A6"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.page_margins.bottom - sheet.page_margins.footer >= 0.45


def test_column_widths_are_those_of_the_form():
    (sheet,) = sheets(page("yn-target"))
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJ"]
    assert [round(width - 5 / 7, 2) for width in widths] == [10, 14, 26, 8, 12, 8, 10, 28, 28, 28]


def test_every_cell_of_a_merged_area_has_its_border():
    # Read from the parts, as openpyxl gives merged cells borders of its own when it loads them.
    with ZipFile(BytesIO(render(page("yn-target")))) as parts:
        sheet, styles = parts.read("xl/worksheets/sheet1.xml"), parts.read("xl/styles.xml")
    formats = etree.fromstring(styles).xpath("//*[local-name()='cellXfs']/*/@borderId")
    borders = etree.fromstring(styles).xpath("//*[local-name()='borders']/*")
    cells = etree.fromstring(sheet).xpath("//*[local-name()='row'][@r > 1]/*")
    assert len(cells) == 18 * 10
    for cell in cells:
        sides = borders[int(formats[int(cell.get("s"))])]
        assert [side.get("style") for side in sides if etree.QName(side).localname != "diagonal"] == [
            "thin"
        ] * 4


def test_a_label_that_reaches_from_the_head_down_is_one_with_its_head_on_each_page():
    leaves = tuple((Cell(f"叶{number}"),) for number in range(80))
    head = (Cell("绩效指标", Role.HEADING, rowspan=81), Cell("三级指标", Role.HEADING))
    (sheet,) = sheets(Page("表", (Grid((20.0, 20.0), (head, *leaves), header=(0, 1)),)))
    breaks = [at.id for at in sheet.row_breaks.brk]
    assert sheet["A1"].value is None
    assert sheet["A1"].border.bottom.style is None
    for top in (1, *breaks):
        assert sheet.cell(top + 1, 1).value == "绩效指标"
        assert sheet.cell(top + 1, 1).border.top.style is None
    assert sheet["B1"].border.bottom.style == sheet["B2"].border.top.style == "thin"


def test_running_text_stands_upright_on_a_sheet_of_its_own():
    text, table = sheets(page("yn-text"))
    assert text.title == "昆明市呈贡区医疗保障局2026年城乡医疗救助经费项目"
    assert table.title == "项目绩效目标表"
    assert text.page_setup.orientation == "portrait"
    printed = [row[0] for row in rows(text)]
    assert printed == [line(number) for number in range(2, 39) if line(number)]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_stays_text(text):
    draft = declaration().with_value("indicators[0].scoring", text)
    (sheet,) = sheets(page("yn-target", draft))
    cell = sheet["H8"]
    assert (cell.value, cell.data_type, cell.number_format, cell.quotePrefix) == (text, "s", "@", True)
    calamine = CalamineWorkbook.from_filelike(BytesIO(render(page("yn-target", draft)))).get_sheet_by_index(0)
    assert calamine.to_python()[7][7] == text


def test_no_cell_is_anything_but_text():
    for form in ("yn-target", "yn-text"):
        for sheet in sheets(page(form)):
            assert {
                cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None
            } == {"s"}


def test_every_row_is_as_tall_as_its_tallest_cell():
    (sheet,) = sheets(page("yn-target", with_long_texts()))
    widths = [column_points(sheet.column_dimensions[letter].width - 5 / 7) for letter in "ABCDEFGHIJ"]
    merged = {(area.min_row, area.min_col): area.size for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            size = merged.get((cell.row, cell.column), {"rows": 1, "columns": 1})
            width = sum(widths[cell.column - 1 : cell.column - 1 + size["columns"]])
            height = sum(sheet.row_dimensions[cell.row + at].height for at in range(size["rows"]))
            assert height >= cell_height(cell.value or "", width, GRID_SIZE) - 0.001


def test_a_text_taller_than_a_row_goes_on_in_further_rows_and_joins_again():
    (sheet,) = sheets(page("yn-target", with_long_texts()))
    found = rows(sheet)
    long = with_long_texts().indicators[7].scoring
    start = next(at for at, row in enumerate(found) if row[7] and long.startswith(row[7]))
    pieces = [found[start][7]]
    for row in found[start + 1 :]:
        if any(row[:7]):
            break
        pieces.append(row[7])
    assert len(pieces) > 5
    assert "".join(pieces) == long
    assert all(sheet.row_dimensions[number].height <= 409 for number in range(1, sheet.max_row + 1))


def test_a_long_paragraph_goes_on_beside_an_empty_first_cell():
    text, _ = sheets(page("yn-text", with_long_texts()))
    found = rows(text)
    long = with_long_texts().project.overview
    start = next(
        at for at, row in enumerate(found) if row[0] and long.startswith(row[0]) and len(row[0]) > 50
    )
    pieces = [found[start][0]]
    for row in found[start + 1 :]:
        if row[0]:
            break
        pieces.append(row[1])
    assert len(pieces) > 2
    assert "".join(pieces) == long


def test_tall_goals_are_not_frozen():
    (sheet,) = sheets(page("yn-target", with_long_texts()))
    assert sheet.freeze_panes is None


def test_a_heading_does_not_end_a_page():
    text, _ = sheets(page("yn-text", with_long_texts()))
    headings = {cell.row for cell in text["A"] if cell.font.name == "黑体"}
    breaks = [each.id for each in text.row_breaks.brk]
    assert breaks
    assert not headings & set(breaks)


def test_what_xml_cannot_hold_is_left_out():
    draft = declaration().with_value("goals.annual", "甲\x00\x1b\ufffe\ud800乙\r\n丙")
    (sheet,) = sheets(page("yn-target", draft))
    assert sheet["C3"].value == "甲乙\n丙"


def test_a_text_that_a_cell_cannot_hold_is_refused_in_words():
    draft = declaration().with_value("indicators[0].name", "长" * 40_000)
    one_cell = Page("表", (Grid((10.0,), ((Cell("长" * 40_000, rowspan=1),),)),))
    assert len(rows(sheets(page("yn-target", draft))[0])) > 19
    assert "".join(row[0] for row in rows(sheets(one_cell)[0])) == "长" * 40_000
    spanning = Page("表", (Grid((5000.0,), ((Cell("长" * 40_000, rowspan=2),), ())),))
    with pytest.raises(UnprintableError, match="40000 字"):
        render(spanning)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("甲/乙:丙*[丁]?", "甲 乙 丙 丁"),
        ("长" * 40, "长" * 31),
        ("'引'", "引"),
        ("", "表"),
        ("History", "History表"),
    ],
)
def test_sheet_names_are_safe(title, name):
    grid = Grid((10.0,), ((Cell("甲"),),))
    (sheet,) = sheets(Page(title, (Paragraph(title, "title"), grid)))
    assert sheet.title == name


def test_sheets_of_one_title_get_different_names():
    grid = Grid((10.0,), ((Cell("甲"),),))
    parts = [part for _ in range(3) for part in (Paragraph("长" * 40, "title"), grid)]
    names = [sheet.title for sheet in sheets(Page("表", tuple(parts)))]
    assert len({name.casefold() for name in names}) == 3
    assert all(len(name) <= 31 for name in names)


def test_an_empty_declaration_makes_a_workbook():
    assert sheets(page("yn-text", Declaration()))


def test_a_number_is_shown_as_it_is_printed_whatever_stands_around_it():
    texts = {"1,284,567.80": "1284567.80", "10": "10", "0.5": "0.5", "2,014": "2014"}
    numbers = [Cell(text, Role.CODE, number=Decimal(number)) for text, number in texts.items()]
    row = tuple(each for number in numbers for each in (number, Cell("≥95", Role.CODE)))
    (sheet,) = sheets(Page("表", (Grid((16.0,) * len(row), (row, row)),)))
    for cells in sheet.iter_rows():
        shown = [(cell.value, cell.number_format) for cell in cells]
        assert shown[::2] == [(1284567.8, "#,##0.00"), (10, "#,##0"), (0.5, "#,##0.0"), (2014, "#,##0")]
        assert set(shown[1::2]) == {("≥95", "@")}


def test_a_number_wider_than_its_column_is_text_that_wraps_and_not_a_row_of_signs():
    def cell(text: str, columns: int = 1) -> Cell:
        return Cell(text, Role.CODE, colspan=columns, number=Decimal(text.replace(",", "")))

    wide, rows = "123,456,789,012.34", (cell("1.00"), cell("23.45"))
    (sheet,) = sheets(Page("表", (Grid((14.0, 14.0), (rows, (cell(wide), cell("5")), (cell(wide, 2),))),)))
    assert (sheet["A2"].value, sheet["A2"].number_format) == (wide, "@")
    assert (sheet["A3"].value, sheet["A3"].number_format) == (123456789012.34, "#,##0.00")


def numbers() -> Page:
    """Amounts as the program prints them, and the same characters as a user types them."""
    amounts = (("521,789.58", "521789.58"), ("52.178958", "52.178958"), ("-3.50", "-3.50"), ("100", "100"))
    rows = tuple(
        (Cell(text, Role.CODE, number=Decimal(number)), Cell(text, Role.CODE)) for text, number in amounts
    )
    return Page("表", (Grid((16.0, 16.0), rows),))


def test_only_what_the_program_reckons_is_a_number_and_it_looks_as_printed():
    (sheet,) = sheets(numbers())
    found = [[(cell.value, cell.data_type, cell.number_format) for cell in row] for row in sheet.iter_rows()]
    assert [own for own, _ in found] == [
        (521789.58, "n", "#,##0.00"),
        (52.178958, "n", "#,##0.000000"),
        (-3.5, "n", "#,##0.00"),
        (100, "n", "#,##0"),
    ]
    assert [typed for _, typed in found] == [
        (text, "s", "@") for text in ("521,789.58", "52.178958", "-3.50", "100")
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("52.18万元", "52.18"),
        ("521,789.58", "521789.59"),
        ("—", "0"),
        ("9999999999999999.99", "9999999999999999.99"),
        ("1,234,567,890,123,456.00", "1234567890123456"),
    ],
)
def test_a_number_that_a_spreadsheet_would_show_otherwise_stays_text(text, number):
    page = Page("表", (Grid((16.0,), ((Cell(text, number=Decimal(number)),),)),))
    (sheet,) = sheets(page)
    assert (sheet["A1"].value, sheet["A1"].data_type) == (text, "s")


def test_a_number_changes_the_look_of_no_other_cell():
    rows = (
        (Cell("1.50", number=Decimal("1.5")), Cell("甲")),
        (Cell("乙"), Cell("2.25", number=Decimal("2.25"))),
    )
    (sheet,) = sheets(Page("表", (Grid((16.0, 16.0), rows),)))
    assert [sheet[place].number_format for place in ("A1", "B1", "A2", "B2")] == [
        "#,##0.00",
        "@",
        "@",
        "#,##0.00",
    ]


def test_an_area_cut_by_a_page_end_counts_once_in_a_sum():
    first = Cell("12.50", rowspan=80, number=Decimal("12.5"))
    rows = [((first,) if number == 0 else ()) + (Cell(f"叶{number}"),) for number in range(80)]
    (sheet,) = sheets(Page("表", (Grid((16.0, 16.0), tuple(rows)),)))
    held = [cell.value for cell in sheet["A"] if cell.value is not None]
    assert len(held) > 1
    assert held == [12.5, *["12.50"] * (len(held) - 1)]
    assert len(sheet.row_breaks.brk) == len(held) - 1
    assert {area.min_row for area in sheet.merged_cells.ranges} == {
        1,
        *(each.id + 1 for each in sheet.row_breaks.brk),
    }


def test_markup_and_blanks_of_a_text_reach_the_sheet():
    text = '  <b>甲&amp;乙</b> "丙"\n　丁  '
    (sheet,) = sheets(Page("表", (Grid((16.0,), ((Cell(text),),)),)))
    assert sheet["A1"].value == text


def test_a_sheet_says_how_far_it_reaches():
    book = load_workbook(BytesIO(render(page("yn-target"))), read_only=True)
    assert book.worksheets[0].calculate_dimension() == "A1:J19"
