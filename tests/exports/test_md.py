"""Markdown that reads back as the form: by a parser of what code hosts show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from exports.forms import Material, all_forms
from exports.grid import Cell, Grid, Options, Page, Paragraph, Role
from exports.renderers.md import render

from . import evaluated
from .published import declaration, line, page

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

HOSTILE = [
    "1. 不是列表",
    "2) 也不是",
    "+ 加",
    "- 减",
    "* 星 *",
    "# 井 #",
    "***",
    "---",
    "===",
    "> 引用",
    "    四个空格",
    "_下划线_ __两个__",
    "`代码` ```",
    "~~删~~ ~~~",
    "a|b||c",
    r"反斜杠\|竖线\\",
    "<script>alert(1)</script>",
    "<!-- 注释",
    "&lt;&nbsp;&#65;",
    "[链接](http://example.invalid) ![图](x)",
    "[甲]: http://example.invalid",
    "http://example.invalid www.example.invalid",
    "$x$ $$y$$",
    "以反斜杠结尾\\",
    ":--|--:",
    "低水平\\广覆盖",
]


def inline_text(token: Token) -> str:
    """The text of a paragraph or cell; fails when Markdown found markup in it other than a line end."""
    found = []
    for child in token.children or ():
        if child.type == "html_inline":
            assert child.content == "<br>"
            found.append("\n")
        else:
            assert child.type in ("text", "text_special"), child
            found.append(child.content)
    return "".join(found)


def read(data: bytes) -> list[tuple[str, list[list[str]]]]:
    """Each block as its tag and its texts, those of a table by rows."""
    found: list[tuple[str, list[list[str]]]] = []
    in_table = False
    for token in PARSER.parse(data.decode()):
        if token.type == "table_open":
            in_table = True
            found.append(("table", []))
        elif token.type == "table_close":
            in_table = False
        elif token.type == "tr_open":
            found[-1][1].append([])
        elif token.type in ("paragraph_open", "heading_open") and not in_table:
            found.append((token.tag, [[]]))
        elif token.type == "inline":
            found[-1][1][-1].append(inline_text(token))
        else:
            assert token.type.endswith("_close") or token.type in (
                "thead_open",
                "tbody_open",
                "th_open",
                "td_open",
            )
    return found


def read_table(
    *rows: tuple[Cell, ...], columns: int, header: tuple[int, int] = (0, 0)
) -> list[list[list[str]]]:
    grid = Grid((10.0,) * columns, rows, header)
    return [rows for _, rows in read(render(Page("表", (grid,))))]


def test_the_published_page_reads_as_title_headings_and_text():
    found = read(render(page("yn-text")))
    assert found[0] == ("h1", [[line(2)]])
    headings = [texts[0][0] for tag, texts in found if tag == "h2"]
    assert headings[0] == "项目名称"
    assert headings[-1] == "项目绩效目标表"
    assert ("p", [[line(10)]]) in found


def test_the_goals_are_a_table_of_labels_and_texts_above_the_indicators():
    goals, indicators = (rows for tag, rows in read(render(page("yn-target"))) if tag == "table")
    assert goals == [
        ["", "", ""],
        ["项目目标", "总体目标(2026年-2028年)", line(42)],
        ["", "预算年度(2026年)目标", line(46)],
    ]
    assert indicators[0][:2] == ["绩效指标 / 一级指标", "绩效指标 / 二级指标"]
    assert indicators[0][7:] == ["评（扣）分标准", "指标内容", "绩效指标值设定依据及数据来源"]
    assert indicators[3] == [line(83 + at) for at in range(10)]
    assert len(indicators) == 1 + 14
    assert {len(row) for row in indicators} == {10}


@pytest.mark.parametrize("text", HOSTILE)
def test_user_text_is_never_markup(text):
    shown = text.strip(" ")
    for style, tag in (("body", "p"), ("title", "h1"), ("heading", "h2"), ("fact", "p")):
        assert read(render(Page("表", (Paragraph(text, style),)))) == [(tag, [[shown]])]
    draft = declaration().with_value("indicators[0].scoring", text).with_value("goals.annual", text)
    goals, indicators = (rows for tag, rows in read(render(page("yn-target", draft))) if tag == "table")
    assert goals[2][2] == indicators[3][7] == shown


@given(
    st.lists(st.text(alphabet="甲*_`[]()<>|\\#+-=.1!~&$:;nltw/ \n\t", max_size=12), min_size=4, max_size=4)
)
def test_any_text_reads_back(texts):
    expected = [
        "\n".join(" ".join(line.replace("\t", " ").split(" ")).strip() for line in text.split("\n"))
        for text in texts
    ]
    grid = Grid((1.0, 1.0), ((Cell(texts[0]), Cell(texts[1])), (Cell(texts[2]), Cell(texts[3]))))
    ((_, rows),) = read(render(Page("表", (grid,))))
    assert [" ".join(cell.split()) for row in rows[1:] for cell in row] == [
        " ".join(text.split()) for text in expected
    ]
    for text in texts:
        found = read(render(Page("表", (Paragraph(text),))))
        assert [" ".join(texts[0][0].split()) for _, texts in found] == (
            [" ".join(text.split())] if text.split() else []
        )


def test_line_feeds_of_a_cell_are_line_breaks():
    (rows,) = read_table((Cell("第一行\n\n  第三行"),), columns=1)
    assert rows[1] == ["第一行\n\n第三行"]


def test_a_merged_area_has_its_text_in_its_first_cell():
    rows = (
        (Cell("甲", rowspan=2, colspan=2), Cell("乙")),
        (Cell("丙"),),
        (Cell("丁"), Cell("戊"), Cell("己")),
    )
    assert read_table(*rows, columns=3) == [
        [["", "", ""], ["甲", "", "乙"], ["", "", "丙"], ["丁", "戊", "己"]]
    ]


def test_a_row_of_column_numbers_is_not_part_of_the_heading():
    rows = (
        (Cell("指标", Role.HEADING, colspan=2),),
        (Cell("一级指标", Role.HEADING), Cell("二级指标", Role.HEADING)),
        (Cell("1", Role.CODE), Cell("2", Role.CODE)),
        (Cell("产出指标"), Cell("数量指标")),
    )
    (found,) = read_table(*rows, columns=2, header=(0, 3))
    assert found == [["指标 / 一级指标", "指标 / 二级指标"], ["1", "2"], ["产出指标", "数量指标"]]


def test_columns_in_which_nothing_begins_are_left_out():
    rows = (
        (Cell("项目名称", Role.LABEL), Cell("甲", colspan=3)),
        (Cell("单位"), Cell("乙"), Cell("电话"), Cell("丙")),
    )
    assert read_table(*rows, columns=4) == [
        [["", "", "", ""], ["项目名称", "甲", "", ""], ["单位", "乙", "电话", "丙"]]
    ]
    assert read_table(rows[0], columns=4) == [[["", ""], ["项目名称", "甲"]]]


@pytest.mark.parametrize("form", all_forms())
def test_every_form_reads_back_as_tables_that_hold_all_its_texts(form):
    hostile = (
        evaluated.declaration()
        .with_value("goals.annual", "*星*|`码`\n# 井")
        .with_value("project.name", "<b>_甲_")
    )
    for laid_out in all_forms()[form].pages(Material((hostile,)), Options()):
        tables = [rows for tag, rows in read(render(laid_out)) if tag == "table"]
        assert all(len({len(row) for row in rows}) == 1 for rows in tables)
        found = "\n".join(cell for rows in tables for row in rows for cell in row)
        for block in laid_out.blocks:
            if isinstance(block, Grid):
                for at in block.placed():
                    assert all(" ".join(line.split()) in found for line in at.cell.text.split("\n"))
