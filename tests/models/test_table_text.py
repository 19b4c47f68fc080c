"""Indicators as a table on the clipboard: what a spreadsheet is given, and how pasted text falls into cells."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from models.declaration import Comment, Indicator
from models.table_text import as_table, grid_of, misread_by_spreadsheets, unguarded

ROW = Indicator(level1="产出指标", level2="数量指标", name="救助对象人数", sign=">=", value="2014", unit="人")


def cells(*rows: Indicator) -> list[list[str]]:
    """As a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(as_table(rows)), dialect="excel-tab"))


def test_the_columns_have_their_headings_and_those_of_self_evaluation_only_when_it_has_begun():
    declared = "一级指标 二级指标 三级指标 指标性质 指标值 度量单位 指标属性 权重 评（扣）分标准 指标内容 绩效指标值设定依据及数据来源"
    evaluated = "实际完成值 得分 偏差原因分析及改进措施 佐证资料"
    assert cells(ROW)[0] == declared.split()
    assert cells(ROW, ROW.with_values(actual="2000"))[0] == f"{declared} {evaluated}".split()


def test_signs_and_points_stand_as_the_form_prints_them():
    rows = [
        ROW.with_values(sign=sign, weight=Decimal(weight))
        for sign, weight in (("=", "20"), (">=", "7.50"), ("<", "1E+1"), ("", "0"))
    ]
    assert [(row[3], row[7]) for row in cells(*rows)[1:]] == [
        ("=", "20"),
        (">=", "7.50"),
        ("<", "10"),
        ("", "0"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=5",
        "=低水平\\广覆盖",
        "+86-871",
        "@SUM(A1)",
        "-救助对象",
        " =1+2",
        "＝5",
        "＋1",
        "+5",
        "'=5",
        "''+5",
        "=\n1",
    ],
)
def test_a_text_that_a_spreadsheet_would_calculate_arrives_as_text_and_comes_back(text: str):
    (printed,) = [row[9] for row in cells(ROW.with_values(content=text))[1:]]
    assert printed == f"'{text}"
    assert unguarded(printed) == text


@pytest.mark.parametrize("text", ["=", "-", "+", "-5", "-12.5%", "≥", "——", "'引号'", "救助=补助"])
def test_a_text_that_stays_what_it_is_gets_no_apostrophe(text: str):
    (printed,) = [row[4] for row in cells(ROW.with_values(value=text))[1:]]
    assert printed == unguarded(printed) == text


def test_tabs_quotes_and_lines_stay_within_their_cell():
    text = '第一行\t"引用"\n第二行'
    assert [row[8] for row in cells(ROW.with_values(scoring=text))[1:]] == [text]


def test_control_characters_and_the_notes_of_the_file_stay_behind():
    row = ROW.with_values(
        name="救\x1b]52;c;助\x07", comments=(Comment(text="# 见台账"),), extra={"note": "内部"}
    )
    table = as_table([row])
    assert "救]52;c;助" in table
    assert "\x1b" not in table
    assert "台账" not in table
    assert "内部" not in table


def test_cells_that_spreadsheets_change_are_counted():
    kept = ROW.with_values(value="2014.5", basis="2026年12月", weight=Decimal("20.0"))
    changed = ROW.with_values(value="530114260000000000001", unit="007", content="1-2", basis="1.50")
    assert misread_by_spreadsheets([kept]) == 0
    assert misread_by_spreadsheets([kept, changed]) == 4


@pytest.mark.parametrize(
    ("text", "grid"),
    [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\t\n\n\tb\n", [["a", ""], [], ["", "b"]]),
        ('a\t"b""\tc\nd"\n', [["a", 'b"\tc\nd']]),
        ('"a"b\tc', [['"a"b', "c"]]),
        ('a\t"b\nc\t"d"', [["a", '"b'], ["c", "d"]]),
        ('a\t"bc', [["a", '"bc']]),
        ('"\t"', [["\t"]]),
        ("| a | b\\|c |\n|---|:-:|\n| d<br>e |  |", [["a", "b|c"], [], ["d\ne", ""]]),
        ("┌──┬──┐\n│ a │ b │\n├──┼──┤\n│ c │   │\n└──┴──┘", [[], ["a", "b"], [], ["c", ""], []]),
        ("指标    值    单位\n救助    5     人", [["指标", "值", "单位"], ["救助", "5", "人"]]),
        ("指标      值    单位\n救助对象        人", [["指标", "值", "单位"], ["救助对象", "", "人"]]),
        ("一句话。\n又一句，有 空格。", [["一句话。"], ["又一句，有 空格。"]]),
    ],
)
def test_pasted_text_falls_into_cells(text: str, grid: list[list[str]]):
    assert grid_of(text) == grid
