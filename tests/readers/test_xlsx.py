"""Workbooks: merged areas, numbers as they are shown, hidden sheets, hostile files."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from store.errors import ClerkError
from store.readers import read_page
from store.readers.page import Line, Page, Row
from store.readers.published import recover
from tests.readers.test_docx import with_part

SHEET = "xl/worksheets/sheet1.xml"


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def book_with(*rows: tuple[object, ...]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    return book, sheet


def page_of(book: Workbook) -> Page:
    return read_page(Path("公开.xlsx"), saved(book))


def texts(page: Page) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in page.blocks if isinstance(block, Row)]


HEADER = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位")


def test_a_table_with_titles_merged_levels_and_typed_numbers():
    book, sheet = book_with(
        ("项目绩效目标表",),
        ("单位名称：某局", None, None, None, None, "单位：元"),
        HEADER,
        ("产出指标", "数量指标", "救助人数", "≥", 2014, "人"),
        (None, None, "资助金额", "≤", 521789.58, "元"),
        (None, "质量指标", "合格率", "=", 0.985, None),
    )
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A4:A6")
    sheet.merge_cells("B4:B5")
    sheet["E6"].number_format = "0.0%"
    (found,) = recover(page_of(book))
    rows = [(row.level1, row.level2, row.name, row.sign, row.value) for row in found.declaration.indicators]
    assert rows == [
        ("产出指标", "数量指标", "救助人数", ">=", "2014"),
        ("产出指标", "数量指标", "资助金额", "<=", "521789.58"),
        ("产出指标", "质量指标", "合格率", "=", "98.5%"),
    ]
    assert [(entry.line, entry.text, entry.place) for entry in found.unplaced] == [
        (2, "单位名称：某局", "工作表“Sheet”A2"),
        (2, "单位：元", "工作表“Sheet”F2"),
    ]


def test_a_sheet_of_one_column_is_running_text():
    book, _ = book_with(("项目名称",), ("救助\n",), ("立项依据",), ("第一段\n第二段",))
    assert [block.text for block in page_of(book).blocks if isinstance(block, Line)] == [
        *("项目名称", "救助", "立项依据", "第一段", "第二段")
    ]


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (2014, "General", "2014"),
        (85.0, "0.00", "85"),
        (0.1 + 0.2, "General", "0.3"),
        (521789.58, "#,##0.00", "521789.58"),
        (0.9, "0%", "90%"),
        (True, "General", "TRUE"),
        (date(2026, 12, 31), "yyyy年m月d日", "2026年12月31日"),
        (date(2026, 12, 1), "yyyy年m月", "2026年12月"),
    ],
)
def test_values_as_they_are_shown(value: object, style: str, shown: str):
    book, sheet = book_with(("甲", value))
    sheet["B1"].number_format = style
    assert texts(page_of(book)) == [["甲", shown]]


def test_a_hidden_sheet_is_not_read_but_told():
    book, _ = book_with(("甲", "乙"))
    hidden = book.create_sheet("下拉选项")
    hidden.append(("定量指标", "定性指标"))
    hidden.sheet_state = "hidden"
    page = page_of(book)
    assert texts(page) == [["甲", "乙"]]
    assert any("下拉选项" in note for note in page.notes)


def test_a_formula_without_a_saved_result_is_told():
    book, sheet = book_with(("甲", "乙"))
    sheet["C1"] = "=1+1"
    assert any("C1" in note for note in page_of(book).notes)


def test_one_cell_in_the_last_corner_is_refused_before_it_fills_the_memory():
    book, sheet = book_with(("甲", "乙"))
    sheet["XFD1048576"] = "丙"
    with pytest.raises(ClerkError, match="太大"):
        page_of(book)


def test_formats_without_values_far_out_do_no_harm():
    book, sheet = book_with(("甲", "乙"))
    sheet["XFD1048576"].number_format = "0.00"
    assert texts(page_of(book)) == [["甲", "乙"]]


def test_a_merged_area_over_the_whole_sheet_does_no_harm():
    book, _ = book_with(("甲", "乙"))
    area = b"</sheetData><mergeCells count='1'><mergeCell ref='A2:XFD1048576'/></mergeCells>"
    data = with_part(saved(book), SHEET, lambda part: part.replace(b"</sheetData>", area))
    assert texts(read_page(Path("公开.xlsx"), data)) == [["甲", "乙"]]


def test_entities_are_refused():
    book, _ = book_with(("甲", "乙"))
    data = with_part(
        saved(book),
        SHEET,
        lambda part: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + part[part.index(b"<worksheet") :],
    )
    with pytest.raises(ClerkError, match="损坏"):
        read_page(Path("公开.xlsx"), data)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_a_workbook_with_a_broken_part_is_refused_in_words(part: str):
    book, _ = book_with(("甲", "乙"))
    with pytest.raises(ClerkError, match="损坏"):
        read_page(Path("公开.xlsx"), with_part(saved(book), part, lambda content: content[:90]))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空"),
        (b"PK\x03\x04", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "密码"),
        ("项目名称\n救助\n".encode(), "不是 xlsx"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(data: bytes, word: str):
    with pytest.raises(ClerkError, match=word):
        read_page(Path("公开.xlsx"), data)


def test_a_workbook_called_txt_is_read_as_what_it_is():
    book, _ = book_with(HEADER, ("产出指标", "数量指标", "救助人数", "≥", 2014, "人"))
    (found,) = recover(read_page(Path("公开.txt"), saved(book)))
    assert found.declaration.indicators[0].value == "2014"
