"""Web pages: layout tables, merged cells, line breaks, wrong names."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.errors import ClerkError
from store.readers import read_page
from store.readers.html import read
from store.readers.page import Line, Page, Row
from store.readers.published import recover

TABLE = """
<table border=1>
<tr><th colspan=4>绩效指标</th></tr>
<tr><th>一级指标</th><th>二级指标</th><th>三级指标</th><th>指标值</th></tr>
<tr><td rowspan=3>产出指标</td><td rowspan="2">数量指标</td><td>救助人数</td><td>2014</td></tr>
<tr><td>救助户数</td><td>500</td></tr>
<tr><td>质量指标</td><td>合格率</td><td>100</td></tr>
<tr><td>效益指标<td>社会效益指标<td>知晓率<td>85
</table>
"""


def page(body: str) -> Page:
    return read(f"<html><body>{body}</body></html>".encode(), "公开.html")


def lines(body: str) -> list[str]:
    return [block.text for block in page(body).blocks if isinstance(block, Line)]


def rows(body: str) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in page(body).blocks if isinstance(block, Row)]


def test_merged_cells_count_for_every_row_they_reach():
    (found,) = recover(page(TABLE))
    assert [(row.level1, row.level2, row.name, row.value) for row in found.declaration.indicators] == [
        ("产出指标", "数量指标", "救助人数", "2014"),
        ("产出指标", "数量指标", "救助户数", "500"),
        ("产出指标", "质量指标", "合格率", "100"),
        ("效益指标", "社会效益指标", "知晓率", "85"),
    ]
    assert found.unplaced == ()


def test_a_table_inside_a_layout_table_is_the_table():
    body = f"<table width=100%><tr><td>左栏</td><td><p>项目名称</p><p>救助</p>{TABLE}</td></tr></table>"
    (found,) = recover(page(body))
    assert found.declaration.project.name == "救助"
    assert len(found.declaration.indicators) == 4
    assert [entry.text for entry in found.unplaced] == ["左栏"]


def test_a_table_of_one_column_is_running_text():
    assert lines("<table><tr><td>项目名称</td></tr><tr><td>救助</td></tr></table>") == ["项目名称", "救助"]


def test_scripts_styles_and_comments_are_no_text():
    body = (
        "<style>p{}</style><script>var a='<p>b</p>'</script><p>项目<!-- x -->名称</p><noscript>c</noscript>"
    )
    assert lines(body) == ["项目名称"]


def test_line_breaks_begin_lines_and_inline_elements_do_not():
    assert lines("<p>第<b>一</b><span>行</span><br>第二行</p>第三行<div>第四行</div>") == [
        "第一行",
        "第二行",
        "第三行",
        "第四行",
    ]


def test_line_breaks_in_a_cell_are_line_feeds():
    assert rows("<table><tr><td>甲<br>乙</td><td><p>丙</p><p>丁</p></td></tr></table>") == [
        ["甲\n乙", "丙\n丁"]
    ]


def test_layout_of_the_source_is_no_text():
    assert lines("<p>\n\t\t&nbsp;&nbsp;项目\n\t\t概况&emsp;</p>") == ["项目 概况"]


def test_a_wrong_charset_in_the_page_does_not_count(seed_003: str):
    paragraphs = "".join(f"<p>{line}</p>" for line in seed_003.partition("项目绩效目标表")[0].split("\n"))
    source = f"<html><head><meta charset='utf-8'></head><body>{paragraphs}</body></html>".encode("gb18030")
    (found,) = recover(read(source, "公开.html"))
    assert found.declaration.project.name == "城乡医疗救助经费项目"


def test_a_web_page_called_xls_is_read_as_what_it_is():
    found = recover(read_page(Path("绩效.xls"), f"<html>{TABLE}</html>".encode()))
    assert len(found[0].declaration.indicators) == 4


def test_a_text_called_html_is_read_as_what_it_is(seed_003: str):
    found = recover(read_page(Path("公开.html"), seed_003.encode()))
    assert len(found[0].declaration.indicators) == 6


def test_enormous_spans_cost_nothing():
    body = "<table>" + "<tr>" + "<td colspan=99999999 rowspan=99999999>甲</td>" * 30 + "</tr></table>"
    assert len(rows(body * 5)) == 5


def test_a_page_nested_too_deeply_is_refused_rather_than_cut_off():
    with pytest.raises(ClerkError, match="嵌套太深"):
        page("<div>" * 5000 + "项目名称" + "</div>" * 5000)
