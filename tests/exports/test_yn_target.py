"""项目绩效目标表, cell by cell as domain knowledge and the published page 003 give it."""

from __future__ import annotations

import pytest

from exports.forms import all_forms
from exports.grid import Grid, Options
from models.declaration import Declaration, Indicator

from .published import declaration, line, page


def grid_of(of: Declaration, **options: object) -> Grid:
    (grid,) = (block for block in page("yn-target", of, **options).blocks if isinstance(block, Grid))
    return grid


def cells(grid: Grid) -> dict[tuple[int, int], tuple[str, int, int]]:
    """(row, column) → text, rows and columns spanned."""
    return {(at.row, at.column): (at.cell.text, at.cell.rowspan, at.cell.colspan) for at in grid.placed()}


def texts(grid: Grid, row: int) -> list[str]:
    return [at.cell.text for at in grid.placed() if at.row == row]


def level(name: str, column: int) -> list[str]:
    """A 一级 or 二级 row: 空 in columns E, H, I, J."""
    row = ["", "", "", "", "空", "", "", "空", "空", "空"]
    row[column] = name
    return row


def test_the_two_goal_rows_stand_under_one_label():
    found = cells(grid_of(declaration()))
    assert found[0, 0] == ("项目目标", 2, 1)
    assert found[0, 1] == ("总体目标(2026年-2028年)", 1, 1)
    assert found[0, 2] == (line(42), 1, 8)
    assert found[1, 1] == ("预算年度(2026年)目标", 1, 1)
    assert found[1, 2] == (line(46), 1, 8)


def test_the_header_has_two_rows_with_its_merges():
    grid = grid_of(declaration())
    found = cells(grid)
    assert grid.header == (2, 4)
    assert found[2, 0] == ("绩效指标", 1, 7)
    assert found[2, 7] == ("评（扣）分标准", 2, 1)
    assert found[2, 8] == ("指标内容", 2, 1)
    assert found[2, 9] == ("绩效指标值设定依据及数据来源", 2, 1)
    below = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "指标属性"]
    assert [found[3, column] for column in range(7)] == [(name, 1, 1) for name in below]
    assert (3, 7) not in found


def test_the_tree_is_printed_as_indented_rows():
    grid = grid_of(declaration())
    leaf = [[line(first + at) for at in range(10)] for first in (83, 105, 127, 160, 171, 204)]
    expected = [
        level("产出指标", 0),
        level("数量指标", 1),
        leaf[0],
        level("质量指标", 1),
        leaf[1],
        level("时效指标", 1),
        leaf[2],
        level("效益指标", 0),
        level("社会效益指标", 1),
        leaf[3],
        leaf[4],
        level("满意度指标", 0),
        level("服务对象满意度指标", 1),
        leaf[5],
    ]
    assert leaf[0][2:7] == ["救助对象人数", ">=", "2014", "人", "定量指标"]
    assert [texts(grid, row) for row in range(4, len(grid.rows))] == expected


def test_every_row_has_ten_columns():
    grid = grid_of(declaration())
    assert len(grid.widths) == 10
    assert {at.column for at in grid.placed() if at.row == 4} == set(range(10))


def test_null_marks_can_be_left_blank():
    marked, blank = grid_of(declaration()), grid_of(declaration(), null_mark="")
    assert texts(blank, 4) == ["产出指标", *[""] * 9]
    assert [["" if text == "空" else text for text in texts(marked, row)] for row in range(18)] == [
        texts(blank, row) for row in range(18)
    ]


def test_empty_values_and_long_texts_of_an_indicator_print_the_null_mark():
    draft = Declaration(indicators=(Indicator(level1="产出指标", level2="数量指标", name="人数"),))
    assert texts(grid_of(draft), 6) == ["", "", "人数", "", "空", "", "", "空", "空", "空"]


@pytest.mark.parametrize(
    ("period", "year", "overall", "annual"),
    [
        ((2026, 2028), 2026, "总体目标(2026年-2028年)", "预算年度(2026年)目标"),
        (("２０２６年", "2028年度"), "2026年", "总体目标(2026年-2028年)", "预算年度(2026年)目标"),
        ((), None, "总体目标", "预算年度目标"),
        ((2026,), "明年", "总体目标", "预算年度目标"),
        (("2026", "待定"), "20260", "总体目标", "预算年度目标"),
        ((2026, 2027, 2028), 26, "总体目标", "预算年度目标"),
    ],
)
def test_goal_labels_carry_only_years_that_are_years(period, year, overall, annual):
    draft = declaration().with_value("project.period", period).with_value("project.year", year)
    found = cells(grid_of(draft))
    assert (found[0, 1][0], found[1, 1][0]) == (overall, annual)


def test_a_bureau_can_print_other_headings():
    labels = {
        "content": "指标说明",
        "column_sign": "性质",
        "overall": "中期目标（{start}—{end}）",
        "goals": "目标",
    }
    found = cells(grid_of(declaration(), labels=labels))
    assert found[2, 8][0] == "指标说明"
    assert found[3, 3][0] == "性质"
    assert found[0, 1][0] == "中期目标（2026—2028）"
    assert found[0, 0][0] == "目标"


def test_a_label_with_other_braces_is_printed_as_it_is():
    found = cells(grid_of(declaration(), labels={"annual": "{year}年目标{0}{x.y}"}))
    assert found[1, 1][0] == "2026年目标{0}{x.y}"


def test_a_nameless_level_ends_the_one_before_it():
    indicators = (
        Indicator(level1="产出指标", level2="数量指标", name="甲"),
        Indicator(level1="", level2="", name="乙"),
    )
    grid = grid_of(Declaration(indicators=indicators))
    rows = [texts(grid, row)[:3] for row in range(4, len(grid.rows))]
    assert rows == [["产出指标", "", ""], ["", "数量指标", ""], ["", "", "甲"], ["", "", ""], ["", "", "乙"]]


def test_an_empty_declaration_still_makes_a_form():
    grid = grid_of(Declaration())
    assert len(grid.rows) == 4
    assert list(grid.placed())


def test_every_form_names_its_source_and_lays_out_a_draft():
    for form in all_forms().values():
        assert form.title
        assert form.source
        assert form.lay_out(Declaration(), Options()).blocks
