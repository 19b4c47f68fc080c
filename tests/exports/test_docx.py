"""Word documents: the page of GB/T 9704, Chinese fonts, tables with real merges and repeated headings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table

from exports.grid import Cell, Grid, Page, Paragraph, Role, joined
from exports.renderers.docx import render
from models.declaration import Declaration

from .published import declaration, line, page, with_long_texts


def document(form: str = "yn-text", of: Declaration | None = None):
    return Document(BytesIO(render(page(form, of))))


def spans(table: Table) -> list[list[tuple[str, int, str]]]:
    """Per row the cells as text, gridSpan, vMerge (`""`, `restart`, `continue`)."""
    found = []
    for row in table._tbl.tr_lst:
        cells = []
        for cell in row.tc_lst:
            merge = cell.tcPr.find(qn("w:vMerge"))
            kind = "" if merge is None else merge.get(qn("w:val"), "continue")
            text = "\n".join("".join(node.text or "" for node in p.iter(qn("w:t"))) for p in cell.p_lst)
            cells.append((text, cell.grid_span, kind))
        found.append(cells)
    return found


def test_running_text_stands_on_the_page_of_the_national_standard():
    section = document().sections[0]
    assert section.orientation == WD_ORIENT.PORTRAIT
    millimetres = [round(length.mm) for length in (section.page_width, section.page_height)]
    assert millimetres == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in margins] == [37, 35, 28, 26]


def test_the_table_stands_on_a_landscape_page():
    section = document().sections[1]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width.mm > section.page_height.mm


def test_the_paragraphs_are_those_of_the_published_page():
    printed = [paragraph.text for paragraph in document().paragraphs if paragraph.text]
    assert printed == [line(number) for number in range(2, 40) if line(number)]


def test_east_asian_fonts_are_set_and_no_theme_font_wins():
    styles = document().styles
    fonts = {}
    for name in ("Normal", "Title", "Heading 1", "Grid Text", "Grid Heading"):
        (element,) = styles[name].element.rPr.findall(qn("w:rFonts"))
        fonts[name] = element.get(qn("w:eastAsia"))
        assert not [key for key in element.attrib if key.endswith("Theme")]
    assert fonts == {
        "Normal": "仿宋",
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Grid Text": "宋体",
        "Grid Heading": "黑体",
    }
    sizes = [styles[name].font.size.pt for name in ("Normal", "Title", "Heading 1")]
    assert sizes == [16, 22, 16]


def test_goals_and_header_are_merged_as_the_form():
    goals, indicators = document().tables
    assert spans(goals) == [
        [("项目目标", 1, "restart"), ("总体目标(2026年-2028年)", 1, ""), (line(42), 8, "")],
        [("", 1, "continue"), ("预算年度(2026年)目标", 1, ""), (line(46), 8, "")],
    ]
    first, second = spans(indicators)[:2]
    assert first == [
        ("绩效指标", 7, ""),
        ("评（扣）分标准", 1, "restart"),
        ("指标内容", 1, "restart"),
        ("绩效指标值设定依据及数据来源", 1, "restart"),
    ]
    assert [text for text, _, _ in second[:7]] == [line(number) for number in range(50, 57)]
    assert [merge for _, _, merge in second[7:]] == ["continue"] * 3


def test_indicator_rows_hold_the_ten_columns():
    _, indicators = document().tables
    found = [[text for text, _, _ in row] for row in spans(indicators)]
    assert found[4] == [line(83 + at) for at in range(10)]
    assert found[-1] == [line(204 + at) for at in range(10)]
    assert len(found) == 2 + 14


def test_header_rows_are_repeated_and_short_rows_stay_whole():
    _, indicators = document(of=with_long_texts()).tables
    repeated = [
        row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None
        for row in indicators._tbl.tr_lst
    ]
    assert repeated[:3] == [True, True, False]
    assert not any(repeated[2:])
    long = next(
        row
        for row in indicators._tbl.tr_lst
        if "第30项" in "".join(node.text or "" for node in row.iter(qn("w:t")))
    )
    whole = [
        row.trPr is not None and row.trPr.find(qn("w:cantSplit")) is not None
        for row in indicators._tbl.tr_lst
    ]
    assert [row for row, kept in zip(indicators._tbl.tr_lst, whole, strict=True) if not kept] == [long]


def test_a_table_is_as_wide_as_its_page_leaves():
    found = document()
    section = found.sections[1]
    room = (section.page_width - section.left_margin - section.right_margin) / 12700
    for table in found.tables:
        assert abs(sum(column.width.pt for column in table.columns) - room) < 2


def test_short_words_are_not_broken():
    _, indicators = document().tables
    first = indicators.columns[0].width.pt
    assert first > 5 * 9 + 2 * 2.8, "满意度指标 needs five characters of nine points"


def test_pages_are_numbered_at_the_outer_side():
    found = document()
    assert found.settings.odd_and_even_pages_header_footer
    odd, even = found.sections[0].footer.paragraphs[0], found.sections[0].even_page_footer.paragraphs[0]
    for paragraph in (odd, even):
        assert paragraph._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
    assert (odd.alignment, even.alignment) == (2, 0)


def test_lines_tabs_and_blanks_of_a_cell_survive():
    draft = declaration().with_value("goals.annual", "第一段。\n\n  第二段。\t末。")
    goals, _ = document(of=draft).tables
    cell = goals._tbl.tr_lst[1].tc_lst[2]
    assert len(cell.p_lst) == 3
    assert "".join(node.text for node in cell.p_lst[2].iter(qn("w:t"))) == "  第二段。末。"
    assert len(list(cell.p_lst[2].iter(qn("w:tab")))) == 1


def test_what_xml_cannot_hold_is_left_out():
    draft = (
        declaration()
        .with_value("goals.annual", "甲\x00\x1b\ufffe\ud800乙")
        .with_value("project.name", "丙\x0b<&>")
    )
    goals, _ = document(of=draft).tables
    assert spans(goals)[1][2][0] == "甲乙"
    assert "丙<&>" in [paragraph.text for paragraph in document(of=draft).paragraphs]


def test_who_and_when_is_not_in_the_file():
    properties = document().core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created is None
    assert properties.title == line(2)


def tall() -> Page:
    """Project and goal merged down sixty indicators, under a heading and a row of numbers."""
    goal = "".join(f"第{number}项任务按期完成。" for number in range(120))
    rows: list[tuple[Cell, ...]] = [
        tuple(Cell(text, Role.HEADING) for text in ("项目名称", "绩效目标", "三级指标")),
        tuple(Cell(str(number), Role.CODE) for number in (1, 2, 3)),
    ]
    for number in range(60):
        first = (Cell("甲项目", rowspan=60), Cell(goal, rowspan=60)) if number == 0 else ()
        rows.append((*first, Cell(f"指标{number}")))
    return Page("表", (Paragraph("表", "title"), Grid((20.0, 40.0, 30.0), tuple(rows), (0, 2))))


def test_areas_merged_over_pages_stay_readable_on_each():
    document = Document(BytesIO(render(tall())))
    assert len(document.tables) > 1
    goals = []
    for table in document.tables:
        assert [row.trPr.find(qn("w:tblHeader")) is not None for row in table._tbl.tr_lst][:3] == [
            True,
            True,
            False,
        ]
        first, *more = spans(table)[2:]
        assert (first[0][0], first[0][2]) == ("甲项目", "restart")
        assert all((row[0][0], row[0][2]) == ("", "continue") for row in more)
        goals.append(first[1][0])
    assert "".join(goals) == "".join(f"第{number}项任务按期完成。" for number in range(120))
    leaves = [row[2][0] for table in document.tables for row in spans(table)[2:]]
    assert leaves == [f"指标{number}" for number in range(60)]


def test_each_further_page_of_such_a_table_begins_one():
    body = Document(BytesIO(render(tall()))).element.body
    tables = [each for each in body if each.tag == qn("w:tbl")]
    for table in tables[1:]:
        assert table.getprevious().find(qn("w:pPr")).find(qn("w:pageBreakBefore")) is not None


def test_a_label_that_reaches_from_the_head_down_is_one_with_its_head_on_each_page():
    leaves = tuple((Cell(f"叶{number}"),) for number in range(80))
    head = (Cell("绩效指标", Role.HEADING, rowspan=81), Cell("三级指标", Role.HEADING))
    page = Page("表", (Grid((20.0, 20.0), (head, *leaves), header=(0, 1)),))
    tables = Document(BytesIO(render(page))).tables
    assert len(tables) > 1
    for table in tables:
        above, label = (row.tc_lst[0] for row in table._tbl.tr_lst[:2])
        assert [spans(table)[row][0][0] for row in (0, 1)] == ["", "绩效指标"]
        assert above.tcPr.find(qn("w:tcBorders")).find(qn("w:bottom")).get(qn("w:val")) == "nil"
        assert label.tcPr.find(qn("w:tcBorders")).find(qn("w:top")).get(qn("w:val")) == "nil"
        assert table._tbl.tr_lst[0].tc_lst[1].tcPr.find(qn("w:tcBorders")) is None


def test_headings_stay_with_what_they_head():
    _, indicators = document().tables
    keeps = [
        [p.pPr.find(qn("w:keepNext")) is not None for p in row.iter(qn("w:p"))]
        for row in indicators._tbl.tr_lst
    ]
    assert all(keeps[0] + keeps[1])
    # 一级指标, 二级指标, an indicator, the next 二级指标.
    assert [any(row) for row in keeps[2:6]] == [True, True, False, True]


def test_upright_tables_and_lying_ones_stand_on_pages_of_their_own():
    grid = Grid((10.0, 10.0), ((Cell("甲"), Cell("乙")),))
    upright = replace(grid, landscape=False)
    pages = [Page("一", (Paragraph("一", "title"), each)) for each in (upright, grid, upright)]
    found = Document(BytesIO(render(joined("三表", pages))))
    assert [section.orientation for section in found.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    for section, table in zip(found.sections, found.tables, strict=True):
        room = (section.page_width - section.left_margin - section.right_margin) / 12700
        assert abs(sum(column.width.pt for column in table.columns) - room) < 2


def test_amounts_are_not_broken():
    amount = Cell("37,566,000.00", Role.CODE, number=Decimal(37566000))
    grid = Grid((60.0, 8.0, 8.0), ((Cell("说明"), amount, Cell("")), (Cell("说明"), Cell(""), Cell(""))))
    (table,) = Document(BytesIO(render(Page("表", (grid,))))).tables
    assert table.columns[1].width.pt > 13 * 0.5 * 9 + 2 * 2.8
