"""Filtering, sorting and grouping the rows of a folder, and the columns that fit."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from models.digest import Digest
from models.text import width
from store.git import GitState
from tui.arranging import Order, View, YearHeading, arranged, shown_rows
from tui.listing import Row, summary
from tui.listing_columns import Columns

FOLDER = Path("申报")


def row(name: str, year: str, amount: int | None, errors: int = 0, git: GitState = GitState.COMMITTED) -> Row:
    digest = Digest(name, year, None if amount is None else Decimal(amount), 10, Decimal(90))
    return Row(FOLDER / year / f"{name}.toml", digest, errors=errors, is_judged=True, git=git)


BRIDGE = row("桥梁维修项目", "2026", 300, errors=2)
DRUGS = row("医疗救助经费", "2026", 100, git=GitState.UNTRACKED)
READING = row("阅读提升项目", "2025", 2000, errors=1, git=GitState.MODIFIED)
BLANK = row("白纸", "2025", None)
BROKEN = Row(FOLDER / "2026" / "坏.toml", error="读不了")
ROWS = [READING, BROKEN, BRIDGE, BLANK, DRUGS]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(), [BLANK, READING, DRUGS, BROKEN, BRIDGE]),
        (View(reverse=True), [BRIDGE, BROKEN, DRUGS, READING, BLANK]),
        (View(order=Order.AMOUNT), [READING, BRIDGE, DRUGS, BLANK, BROKEN]),
        (View(order=Order.AMOUNT, reverse=True), [DRUGS, BRIDGE, READING, BLANK, BROKEN]),
        (View(order=Order.PROBLEMS), [BROKEN, BRIDGE, READING, BLANK, DRUGS]),
        (View(order=Order.GIT), [READING, DRUGS, BLANK, BRIDGE, BROKEN]),
    ],
)
def test_rows_are_sorted_and_what_lacks_a_value_comes_last(view, expected):
    assert [each.title for each in shown_rows(ROWS, view)] == [each.title for each in expected]


def test_names_are_sorted_as_a_dictionary_sorts_them():
    names = [each.title for each in shown_rows([READING, BRIDGE, DRUGS, BLANK], View(order=Order.NAME))]
    assert names == ["白纸", "桥梁维修项目", "医疗救助经费", "阅读提升项目"]


@pytest.mark.parametrize("query", ["医疗", "yljz", "yiliao", "2026 救助", "医疗救助经费.toml"])
def test_a_row_is_found_by_chinese_pinyin_initials_year_and_file(query):
    assert shown_rows(ROWS, View(query=query)) == [DRUGS]


def test_groups_have_the_rows_of_their_year_in_the_order_chosen_and_fold():
    view = View(order=Order.AMOUNT, grouped=True)
    shown = shown_rows(ROWS, view)
    first, *rest = arranged(shown, view)
    assert isinstance(first, YearHeading)
    assert (first.year, first.rows) == ("2025", (READING, BLANK))
    assert rest[:2] == [READING, BLANK]
    folded = arranged(shown, View(order=Order.AMOUNT, grouped=True, closed=frozenset({"2025"})))
    assert [getattr(item, "title", "") for item in folded] == [
        "",
        "",
        "桥梁维修项目",
        "医疗救助经费",
        "坏.toml",
    ]
    text = Columns.fitting(80, ROWS).year_line(first).text
    assert "2 个申报，合计 2,000.00 元" in text
    assert "✗1" in text


def test_the_totals_leave_out_what_is_not_read():
    waiting = Row(FOLDER / "2026" / "未读.toml")
    assert summary([*ROWS, waiting]) == "4 个申报，合计 2,400.00 元；另有 1 个读不了；1 个还没有读；✗3 !0"


@pytest.mark.parametrize("cells", [40, 60, 72, 80, 100, 120, 200])
def test_every_line_fits_and_the_name_keeps_twenty_cells_to_the_last(cells):
    wide = row("名称很长的" * 20, "2026", 123456789012, errors=123)
    columns = Columns.fitting(cells, [*ROWS, wide])
    assert columns.name >= 20
    assert width(columns.heading()) <= cells
    for each in (BRIDGE, wide, Row(FOLDER / "2026" / "未读.toml")):
        assert width(columns.line(each, FOLDER, set(), marked=True).text) <= cells
    text = columns.line(wide, FOLDER, set(), marked=False).text
    assert "✗123" in text
    assert ("123,456,789,012.00" in text) == (cells >= 60)
    assert ("已提交" in text) == (cells >= 120)


def test_less_important_columns_go_first():
    shown = [
        [
            name
            for name in ("year", "amount", "count", "weight", "git")
            if getattr(Columns.fitting(cells, ROWS), name)
        ]
        for cells in (120, 60, 55, 50, 44, 34)
    ]
    assert shown[0] == ["year", "amount", "count", "weight", "git"]
    assert all(set(narrow) < set(wide) or narrow == wide for wide, narrow in pairwise(shown))
    assert shown[-1] == []


def test_why_a_file_can_not_be_read_stands_in_its_row_without_its_path():
    path = FOLDER / "坏\n[b]\x1b.toml"
    line = Columns.fitting(80, ()).line(
        Row(path, error=f"“{path}”第 3 行：没有收尾。"), FOLDER, set(), marked=False
    )
    assert line.text == "  ✗ 坏⏎[b]␛.toml  第 3 行：没有收尾。"
