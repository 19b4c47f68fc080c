"""The preview in a terminal: exactly aligned under Chinese text, at every width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.grid import Cell, Grid, Page, Paragraph, Role
from exports.renderers.screen import render
from models.text import Ambiguity, set_ambiguity, width

from .published import declaration, page, with_long_texts

LINE_DRAWING = frozenset("│─┌┐└┘├┤┬┴┼")


def table(lines: list[str], start: str = "┌") -> list[str]:
    first = next(at for at, line in enumerate(lines) if line.startswith(start))
    return lines[first:]


@pytest.mark.parametrize("cells", [60, 78, 80, 100, 119, 120, 160, 240])
def test_every_line_of_the_table_is_equally_wide(cells):
    lines = table(render(page("yn-target"), cells))
    assert len({width(line) for line in lines}) == 1
    assert width(lines[0]) <= cells


@pytest.fixture
def wide_terminal() -> Iterator[None]:
    """A terminal that draws ambiguous characters two cells wide."""
    set_ambiguity(Ambiguity(2, 2))
    yield
    set_ambiguity(Ambiguity())


@pytest.mark.parametrize("cells", [60, 80, 120, 200])
@pytest.mark.usefixtures("wide_terminal")
def test_plain_borders_line_up_where_ambiguous_characters_are_wide(cells):
    assert width("“") == 2
    lines = table(render(page("yn-target"), cells, ascii=True), "+")
    assert len({width(line) for line in lines}) == 1
    assert not LINE_DRAWING & set("".join(lines))


def test_borders_meet_where_cells_meet():
    grid = Grid(
        (4, 4, 4),
        (
            (Cell("甲", rowspan=2), Cell("乙", colspan=2)),
            (Cell("丙"), Cell("丁")),
            (Cell("戊", colspan=3),),
        ),
    )
    assert render(Page("表", (grid,)), 80) == [
        "┌────┬─────────┐",
        "│甲  │乙       │",
        "│    ├────┬────┤",
        "│    │丙  │丁  │",
        "├────┴────┴────┤",
        "│戊            │",
        "└──────────────┘",
    ]


def test_text_of_a_merged_cell_runs_across_the_borders_beside_it():
    grid = Grid((4, 4), ((Cell("一二三四五六", rowspan=2), Cell("甲")), (Cell("乙"),)))
    assert render(Page("表", (grid,)), 80) == [
        "┌────┬────┐",
        "│一二│甲  │",
        "│三四├────┤",
        "│五六│乙  │",
        "└────┴────┘",
    ]


@pytest.mark.parametrize("cells", [40, 60, 80])
def test_an_amount_stands_on_one_line(cells):
    amount = Cell("12,345,678.90", Role.CODE, number=Decimal("12345678.9"))
    rows = ((Cell("改造户厕" * 9), amount, Cell("良种" * 9)), (Cell("合计"), Cell(amount.text, colspan=2)))
    lines = table(render(Page("表", (Grid((30.0, 12.0, 60.0), rows, header=(0, 0)),)), cells))
    assert sum("12,345,678.90" in line for line in lines) == 2
    assert {width(line) for line in lines} == {cells}


def test_nothing_of_the_page_is_missing():
    shown = "".join(render(page("yn-text", with_long_texts()), 150))
    for sentence in with_long_texts().project.overview.split("。")[:-1]:
        assert sentence[-4:] in shown
    assert "第59个指标" in shown.replace(" ", "")


def test_nothing_that_steers_a_terminal_gets_through():
    hostile = (
        declaration()
        .with_value("goals.overall", "\x1b[2J\x9b\u202e甲\r")
        .with_value("unit.name", "\x1b]0;x\x07")
    )
    text = "".join(render(page("yn-text", hostile), 100))
    assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs")]


def test_a_very_narrow_terminal_gets_a_table_all_the_same():
    lines = table(render(page("yn-target"), 10))
    assert len({width(line) for line in lines}) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from("甲，。（）“”…—ab1 %\n\té\u0301～⟨"), max_size=30).map("".join),
        min_size=4,
        max_size=4,
    ),
    st.integers(12, 90),
    st.booleans(),
)
def test_any_text_stays_in_its_cell(texts, cells, plain):
    first, second, third, fourth = texts
    rows = (
        (Cell(first, Role.CODE), Cell(second, rowspan=2), Cell(third, Role.HEADING)),
        (Cell(fourth), Cell(first)),
    )
    lines = render(Page("表", (Paragraph(first, "title"), Grid((5.0, 20.0, 9.5), rows))), cells, ascii=plain)
    drawn = table(lines, "+" if plain else "┌")
    assert len({width(line) for line in drawn}) == 1
