"""The text layer of a published page."""

from __future__ import annotations

from exports.renderers.txt import CELLS, render
from models.text import Ambiguity, set_ambiguity, width

from .published import LINES, declaration, line, page


def lines(form: str = "yn-text", of=None) -> list[str]:
    return render(page(form, of)).decode("utf-8").split("\n")


def test_the_table_reads_line_by_line_as_published():
    printed = lines()
    start = printed.index("\t一级指标")
    published = LINES[50 - 1 : 214]
    assert printed[start : start + len(published)] == published


def test_a_merged_cell_leaves_an_empty_one_in_the_row_below():
    printed = lines()
    start = printed.index("\t项目目标")
    assert printed[start : start + 7] == [
        "\t项目目标",
        "\t总体目标(2026年-2028年)",
        f"\t{line(42)}",
        "",
        "\t",
        "\t预算年度(2026年)目标",
        f"\t{line(46)}",
    ]


def test_the_first_header_row_has_four_cells():
    printed = lines()
    start = printed.index("\t绩效指标")
    assert printed[start + 1 : start + 5] == [
        "\t评（扣）分标准",
        "\t指标内容",
        "\t绩效指标值设定依据及数据来源",
        "",
    ]


def test_headings_stand_alone_between_blank_lines():
    printed = lines()
    for heading in ("立项依据", "项目实施成效"):
        at = printed.index(heading)
        assert printed[at - 1] == printed[at + 1] == ""


def test_what_would_be_read_as_structure_is_folded():
    draft = (
        declaration()
        .with_value("goals.annual", "第一行\n\n\t第二行\n ")
        .with_value("project.basis", "\t依据\x1b[2J")
    )
    printed = lines(of=draft)
    at = printed.index("\t预算年度(2026年)目标")
    assert printed[at + 1 : at + 4] == ["\t第一行", "第二行", ""]
    assert " 依据[2J" in printed


def test_a_table_that_is_not_read_again_is_drawn():
    printed = lines("mof-evaluation")
    top = next(at for at, text in enumerate(printed) if text.startswith("┌"))
    table = printed[top:-1]
    assert "\t" not in "".join(printed)
    assert {width(text) for text in table} == {width(table[0])}
    assert width(table[0]) <= CELLS
    assert any("项目名称" in text and declaration().project.name in text for text in table)


def test_it_is_drawn_the_same_whatever_the_terminal_does_with_ambiguous_characters():
    before = render(page("yn-05-2"))
    set_ambiguity(Ambiguity(2, 2))
    try:
        assert render(page("yn-05-2")) == before
    finally:
        set_ambiguity(Ambiguity())
