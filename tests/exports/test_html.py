"""The page for a government site: parsed back, real header cells, nothing active."""

from __future__ import annotations

import re
import time

from lxml import html

from exports.grid import Cell, Grid, Page, Paragraph, Role
from exports.renderers.html import render

from .published import declaration, line, page


def parsed(form: str = "yn-text", of=None):
    return html.document_fromstring(render(page(form, of)).decode("utf-8"))


def grid(document) -> list[list[str]]:
    """The table with spans expanded; covered places are empty."""
    rows = document.xpath("//table//tr")
    taken: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row.xpath("./th|./td"):
            while (at, column) in taken:
                column += 1
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(int(cell.get("colspan", 1))):
                    taken[at + down, column + right] = "" if down or right else cell.text_content()
    columns = 1 + max(column for _, column in taken)
    return [[taken[at, column] for column in range(columns)] for at in range(len(rows))]


def test_the_document_says_what_it_is():
    data = render(page("yn-text")).decode("utf-8")
    assert data.startswith("<!DOCTYPE html>")
    document = parsed()
    assert document.get("lang") == "zh-CN"
    assert document.xpath("//meta/@charset") == ["utf-8"]
    assert document.xpath("//title/text()") == [line(2)]


def test_the_table_parses_back_cell_by_cell():
    found = grid(parsed())
    assert {len(row) for row in found} == {10}
    assert found[0][:3] == ["项目目标", "总体目标(2026年-2028年)", line(42)]
    assert found[1][:3] == ["", "预算年度(2026年)目标", line(46)]
    assert found[2][0] == "绩效指标"
    assert found[6] == [line(83 + at) for at in range(10)]
    assert len(found) == 18


def test_headers_are_header_cells_with_their_scope():
    document = parsed()
    scopes = {cell.text_content(): cell.get("scope") for cell in document.xpath("//th")}
    assert scopes["绩效指标"] == "colgroup"
    assert scopes["指标性质"] == scopes["指标内容"] == "col"
    assert scopes["项目目标"] == "rowgroup"
    assert scopes["预算年度(2026年)目标"] == "row"


def test_running_text_is_headings_and_paragraphs():
    document = parsed()
    texts = [each.text_content() for each in document.xpath("//h1|//h2|//p")]
    assert texts == [line(number) for number in range(2, 40) if line(number)]


def test_user_text_is_never_markup():
    hostile = "<script>alert(1)</script>&amp;<b>\"'"
    draft = declaration().with_value("goals.annual", hostile).with_value("project.name", hostile)
    document = parsed(of=draft)
    assert not document.xpath("//script|//b")
    assert grid(document)[1][2] == hostile
    assert hostile in [each.text_content() for each in document.xpath("//p")]


def test_the_file_needs_nothing_else_and_runs_nothing():
    data = render(page("yn-text")).decode("utf-8")
    assert not re.search(r"<script|<link|<img|https?:|url\(|@import| on\w+=|javascript:", data)


def test_lines_of_a_cell_survive_without_the_style_sheet():
    draft = declaration().with_value("goals.annual", "第一段。\n第二段。")
    (cell,) = parsed(of=draft).xpath("//td[br]")
    assert [cell.text, cell[0].tail] == ["第一段。", "第二段。"]


def test_the_table_prints_on_landscape_a4():
    data = render(page("yn-text")).decode("utf-8")
    assert "@page table { size: A4 landscape" in data
    assert parsed().xpath("//section[@class='landscape']//table")
    assert not parsed().xpath("//section[not(@class)]//table")


def table_of(*rows: tuple[Cell, ...], columns: int, header: tuple[int, int] = (0, 0)):
    grid = Grid((10.0,) * columns, rows, header)
    above = (Paragraph("甲表", "title"), Paragraph("单位：元", "right"))
    return html.document_fromstring(render(Page("页", (*above, grid))).decode("utf-8"))


def test_a_group_of_rows_never_cuts_a_cell():
    rows = (
        (Cell("绩效指标", Role.HEADING, rowspan=3), Cell("一级指标", Role.HEADING)),
        (Cell("产出指标"),),
        (Cell("效益指标"),),
        (Cell("总分"), Cell("100")),
    )
    document = table_of(*rows, columns=2, header=(0, 1))
    for group in document.xpath("//thead|//tbody"):
        length = len(group.xpath("./tr"))
        for at, row in enumerate(group.xpath("./tr")):
            assert all(at + int(cell.get("rowspan", 1)) <= length for cell in row)
    assert grid(document)[3] == ["总分", "100"]


def test_a_scope_reaches_no_further_than_its_cell():
    rows = (
        (Cell("指标", Role.HEADING, colspan=2), Cell("说明", Role.HEADING, rowspan=2)),
        (Cell("一级", Role.HEADING), Cell("二级", Role.HEADING)),
        (Cell("产出", Role.LABEL, rowspan=2), Cell("甲"), Cell("乙")),
        (Cell("丙"), Cell("丁")),
        (Cell("效益", Role.LABEL), Cell("戊"), Cell("")),
        (Cell("任务", Role.HEADING), Cell("内容", Role.HEADING), Cell("", Role.HEADING)),
    )
    document = table_of(*rows, columns=3, header=(0, 2))
    scopes = {cell.text_content(): cell.get("scope") for cell in document.xpath("//th")}
    assert scopes == {
        "指标": "colgroup", "说明": "col", "一级": "col", "二级": "col",
        "产出": "row", "效益": "row", "任务": "col", "内容": "col",
    }  # fmt: skip
    assert [len(group.xpath("./col")) for group in document.xpath("//colgroup")] == [2, 1]


def test_a_table_is_named_by_its_title_and_keeps_its_lines_where_styles_are_stripped():
    (table,) = table_of((Cell("甲"),), columns=1).xpath("//table")
    assert (table.get("aria-label"), table.get("border")) == ("甲表", "1")


def test_a_long_table_is_written_in_a_time_that_grows_with_its_length():
    def seconds(count: int) -> float:
        whole = Page("表", (Grid((10.0, 10.0), tuple((Cell("甲"), Cell("乙")) for _ in range(count))),))
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            render(whole)
            taken.append(time.perf_counter() - start)
        return min(taken)

    assert seconds(4000) < seconds(500) * 24
