"""Line counts and row heights: never less than the text needs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.grid import Cell, Grid
from exports.metrics import (
    PIECE,
    TALLEST_ROW,
    cell_height,
    column_points,
    line_count,
    pieces_of,
    row_heights,
    split_tall_rows,
)

from .published import line, page

TEXTS = st.lists(st.sampled_from("救助对象，。（）《》%0123456789ab \n“”—"), max_size=400).map("".join)


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("", 10, 1),
        ("救助对象人数", 6, 1),
        ("救助对象人数", 5, 2),
        ("救助\n对象", 10, 2),
        ("甲\n\n乙", 10, 3),
        ("一二三四，五", 4, 2),
        ("MB1584220是代码", 6, 2),
        ("a" * 30, 6, 4),
    ],
)
def test_lines_are_counted_as_text_is_wrapped(text, ems, lines):
    assert line_count(text, ems) == lines


def test_punctuation_does_not_begin_a_line():
    assert line_count("一二三四。五六七", 4) == 3


def test_a_number_moves_to_the_next_line_as_one_piece():
    assert line_count("预算金额为521789.58元", 8) == 2


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.floats(2, 60))
def test_a_narrower_cell_never_needs_fewer_lines(text, ems):
    # Never below what the characters alone fill.
    assert line_count(text, ems) >= line_count(text, ems * 20)
    assert (
        line_count(text, ems) * ems >= sum(0.6 if char < "\x7f" else 1 for char in text if char != "\n") * 0.6
    )


@settings(max_examples=60, deadline=None)
@given(TEXTS.map(lambda text: text * 6), st.sampled_from([60.0, 150.0, 600.0]))
def test_pieces_fit_and_join_to_the_text(text, width):
    pieces = pieces_of(text, width, 10)
    assert "".join(pieces) == text
    assert all(cell_height(piece, width, 10) <= PIECE for piece in pieces)


def test_pieces_neither_begin_nor_end_in_blanks():
    for piece in pieces_of("第一条 规定。\n第二条 规定。\n" * 80, 150, 10)[1:-1]:
        assert piece == piece.strip()


def test_the_tallest_cell_makes_the_row():
    grid = Grid((10.0, 20.0), ((Cell("长" * 100), Cell("短")), (Cell("短"), Cell("短"))))
    widths = [column_points(width) for width in grid.widths]
    first, second = row_heights(grid.placed_rows(), widths, 10)
    assert first == cell_height("长" * 100, widths[0], 10)
    assert second == cell_height("短", widths[0], 10)


def test_an_area_merged_downwards_stretches_its_rows_alike():
    grid = Grid((10.0, 20.0), ((Cell("长" * 100, rowspan=2), Cell("短")), (Cell("短"),)))
    widths = [column_points(width) for width in grid.widths]
    heights = row_heights(grid.placed_rows(), widths, 10)
    assert heights[0] == heights[1] > cell_height("短", widths[1], 10)
    assert sum(heights) == cell_height("长" * 100, widths[0], 10)


def test_an_area_too_tall_for_its_rows_gets_further_ones():
    text = "".join(f"第{number}条规定。" for number in range(400))
    grid = Grid((10.0, 20.0), ((Cell(text, rowspan=2), Cell("甲")), (Cell("乙"),)), landscape=False)
    widths = [column_points(width) for width in grid.widths]
    split, continuing = split_tall_rows(grid, widths, 10)
    assert continuing == frozenset(range(2, len(split.rows)))
    assert split.landscape is False
    assert split.rows[0][0].rowspan == len(split.rows)
    heights = row_heights(split.placed_rows(), widths, 10)
    assert max(heights) <= TALLEST_ROW
    assert sum(heights) >= cell_height(text, widths[0], 10)


def test_the_published_table_needs_no_continued_row():
    grid = page("yn-target").blocks[-1]
    assert isinstance(grid, Grid)
    widths = [*map(column_points, grid.widths)]
    assert split_tall_rows(grid, widths, 10) == (grid, frozenset())
    assert cell_height(line(46), sum(widths[2:]), 10) == 2 * 10 * 1.5 + 4


def test_a_continued_row_stretches_what_is_merged_over_it():
    long = "".join(f"第{number}条规定。" for number in range(200))
    grid = Grid(
        (10.0, 14.0, 30.0),
        (
            (Cell("目标", rowspan=2), Cell("甲"), Cell(long)),
            (Cell("乙"), Cell("短")),
            (Cell("栏一"), Cell("栏二"), Cell("栏三")),
        ),
        header=(2, 3),
    )
    widths = [column_points(width) for width in grid.widths]
    split, continuing = split_tall_rows(grid, widths, 10)
    extra = len(split.rows) - 3
    assert continuing == frozenset(range(1, 1 + extra))
    cells = {(at.row, at.column): at.cell for at in split.placed()}
    assert cells[0, 0].rowspan == 2 + extra
    assert [cells[row, 1].text for row in range(extra + 1)] == ["甲", *[""] * extra]
    assert "".join(cells[row, 2].text for row in range(extra + 1)) == long
    assert split.header == (2 + extra, 3 + extra)
    assert max(row_heights(split.placed_rows(), widths, 10)) <= TALLEST_ROW
