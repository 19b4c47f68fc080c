"""Where pages of a grid end: areas merged over a page end stay readable, headings are not left alone."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from exports.grid import Cell, Grid, Placed, Role
from exports.metrics import TALLEST_ROW, area_width, cell_height, column_points
from exports.page_breaks import Paged, paged

ROOM = 300.0
HEAD = Role.HEADING


def lay(grid: Grid, *, above: float = 0.0) -> Paged:
    return paged(grid, [column_points(width) for width in grid.widths], 10, above, ROOM)


def column(pages: Paged, number: int) -> list[tuple[int, int, str]]:
    """Row, rowspan and text of every cell that begins in a column."""
    return [
        (at.row, at.cell.rowspan, at.cell.text) for row in pages.rows for at in row if at.column == number
    ]


def leaves(count: int, *first: Cell) -> list[tuple[Cell, ...]]:
    """Rows of 19 points: sixteen on an empty page."""
    return [(*(first if number == 0 else ()), Cell(f"叶{number}")) for number in range(count)]


def flat(pages: Paged) -> list[Placed]:
    return [at for row in pages.rows for at in row]


def test_a_short_name_is_repeated_on_each_page():
    pages = lay(Grid((20.0, 20.0), tuple(leaves(40, Cell("项目甲", rowspan=40)))))
    assert pages.breaks == [15, 30]
    assert column(pages, 0) == [(0, 15, "项目甲"), (15, 15, "项目甲"), (30, 10, "项目甲")]


def test_a_long_goal_goes_on_where_the_page_ends():
    goal = "".join(f"第{number}项任务按期完成。" for number in range(50))
    pages = lay(Grid((30.0, 20.0), tuple(leaves(60, Cell(goal, rowspan=60)))))
    parts = column(pages, 0)
    assert len(parts) > 1
    assert "".join(text for _, _, text in parts) == goal
    assert {(row, 0) for row, _, _ in parts} == pages.flowing
    for row, span, text in parts:
        needed = cell_height(text, column_points(30.0), 10)
        assert needed <= sum(pages.heights[row : row + span])


def test_a_long_text_that_was_read_whole_is_not_begun_again_where_it_has_no_room():
    # Taller than what is repeated in any case, lower than the fifteen rows of the first page.
    text = "已经读完。" * 30
    pages = lay(Grid((20.0, 20.0), tuple(leaves(17, Cell(text, rowspan=17)))))
    assert column(pages, 0) == [(0, 15, text), (15, 2, "")]


def test_an_amount_counts_once():
    pages = lay(Grid((20.0, 20.0), tuple(leaves(40, Cell("12.50", rowspan=40, number=Decimal("12.5"))))))
    areas = [at.cell for at in flat(pages) if at.column == 0]
    assert [cell.text for cell in areas] == ["12.50"] * 3
    assert [cell.number for cell in areas] == [Decimal("12.5"), None, None]


def test_a_project_that_fits_the_next_page_is_not_cut_at_its_beginning():
    rows = [*leaves(14, Cell("甲", rowspan=14)), *leaves(10, Cell("乙", rowspan=10))]
    pages = lay(Grid((20.0, 20.0), tuple(rows)))
    assert pages.breaks == [14]
    assert column(pages, 0) == [(0, 14, "甲"), (14, 10, "乙")]


def test_a_page_is_not_left_half_empty_for_that():
    rows = [*leaves(8, Cell("甲", rowspan=8)), *leaves(12, Cell("乙", rowspan=12))]
    pages = lay(Grid((20.0, 20.0), tuple(rows)))
    assert column(pages, 0) == [(0, 8, "甲"), (8, 7, "乙"), (15, 5, "乙")]


def test_a_heading_in_the_middle_is_not_left_alone_at_the_foot_of_a_page():
    for before in range(20):
        rows = (
            *((Cell("行"), Cell("行")) for _ in range(before)),
            (Cell("指标", HEAD, colspan=2),),
            (Cell("一级", HEAD), Cell("二级", HEAD)),
            *((Cell("叶"), Cell("叶")) for _ in range(20)),
        )
        pages = lay(Grid((20.0, 20.0), rows, header=(before, before + 2)))
        for end in pages.breaks:
            assert not before < end <= before + 2


def test_a_heading_that_is_no_table_head_stays_with_what_it_heads():
    for before in range(20):
        rows = (
            *((Cell("行"), Cell("行")) for _ in range(before)),
            (Cell("二、任务", HEAD, colspan=2),),
            *((Cell("叶"), Cell("叶")) for _ in range(10)),
        )
        assert before + 1 not in lay(Grid((20.0, 20.0), rows)).breaks


def test_the_name_of_a_department_stays_with_its_projects():
    amount = Cell("18,600,000.00", Role.CODE, number=Decimal(18600000))
    for named in ((Cell("某局"), Cell("")), (Cell("某局"), amount)):
        for before in range(20):
            rows = (
                *((Cell("行"), Cell("行")) for _ in range(before)),
                named,
                *((Cell("叶"), Cell("叶")) for _ in range(10)),
            )
            assert before + 1 not in lay(Grid((20.0, 20.0), rows)).breaks


def test_a_level_of_the_tree_stays_with_its_first_indicator():
    mark = Cell("空", Role.CODE)
    for before in range(4, 20):
        rows = (
            *((Cell("叶"), Cell("叶"), Cell("1"), mark, mark) for _ in range(before)),
            (Cell("效益指标"), Cell(""), mark, mark, mark),
            (Cell(""), Cell("社会效益指标"), mark, mark, mark),
            *((Cell(""), Cell("叶"), Cell("1"), mark, mark) for _ in range(10)),
        )
        breaks = lay(Grid((20.0,) * 5, rows)).breaks
        assert not {before + 1, before + 2} & {*breaks}


def test_the_last_row_is_not_alone_on_the_last_page():
    for count in range(12, 40):
        pages = lay(Grid((20.0, 20.0), tuple((Cell("行"), Cell("行")) for _ in range(count))))
        assert count - 1 not in pages.breaks


def test_sums_are_not_alone_on_the_last_page():
    for count in range(12, 40):
        sums = [(Cell(name), Cell("10", Role.CODE, number=Decimal(10))) for name in ("预算执行率", "合计")]
        pages = lay(Grid((20.0, 20.0), (*((Cell("行"), Cell("值")) for _ in range(count)), *sums)))
        assert not {count, count + 1} & {*pages.breaks}


def test_a_draft_with_names_alone_still_fills_its_pages():
    pages = lay(Grid((20.0, 20.0), tuple((Cell("指标"), Cell("")) for _ in range(60))))
    assert pages.breaks[0] >= 12


def test_a_label_beside_head_and_rows_stands_beside_the_rows_of_each_page():
    rows = (
        (Cell("绩效指标", HEAD, rowspan=31), Cell("三级指标", HEAD)),
        *((Cell(f"叶{number}"),) for number in range(30)),
    )
    pages = lay(Grid((20.0, 20.0), rows, header=(0, 1)))
    assert column(pages, 0)[0] == (0, 1, "")
    assert {text for _, _, text in column(pages, 0)[1:]} == {"绩效指标"}
    assert pages.headed == {(row, 0) for row in (1, *pages.breaks)}
    whole = lay(
        Grid((20.0, 20.0), ((Cell("绩效指标", HEAD, rowspan=4), rows[0][1]), *rows[1:4]), header=(0, 1))
    )
    assert column(whole, 0) == [(0, 4, "绩效指标")]


@st.composite
def trees(draw):
    """A grid of nested merged areas as a tree of indicators: project, 一级, leaf."""
    texts = st.integers(0, 60).map(lambda count: "项目绩效目标。" * count)
    rows: list[tuple[Cell, ...]] = [(Cell("项目", HEAD), Cell("一级", HEAD), Cell("三级", HEAD))]
    for _ in range(draw(st.integers(1, 4))):
        sizes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=4))
        project = Cell(draw(texts), rowspan=sum(sizes))
        for number, size in enumerate(sizes):
            level = Cell(draw(texts), rowspan=size)
            for leaf in range(size):
                above = (*(() if number or leaf else (project,)), *(() if leaf else (level,)))
                rows.append((*above, Cell(draw(texts) if leaf == 0 else "叶")))
    return Grid((16.0, 12.0, 30.0), tuple(rows), header=(0, 1))


@settings(max_examples=60, deadline=None)
@given(trees(), st.floats(0, 100))
def test_no_text_is_lost_or_cut_and_no_area_crosses_a_page_end(grid, above):
    pages = lay(grid, above=above)
    widths = [column_points(width) for width in grid.widths]
    # A grid refuses cells that overlap or leave holes.
    again = Grid(grid.widths, tuple(tuple(at.cell for at in row) for row in pages.rows))
    assert list(again.placed()) == flat(pages)
    assert sorted(set(pages.breaks)) == pages.breaks
    for at in flat(pages):
        end = at.row + at.cell.rowspan
        assert not any(at.row < each < end for each in pages.breaks)
        height = sum(pages.heights[at.row : end])
        assert cell_height(at.cell.text, area_width(at, widths), 10) <= height + 0.001
    assert max(pages.heights) <= TALLEST_ROW
    for number in range(3):
        printed = "".join(text for _, _, text in column(pages, number))
        for at in grid.placed():
            if at.column == number:
                assert at.cell.text in printed
