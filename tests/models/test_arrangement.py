"""Indicators are moved within and across 二级指标, and new ones come where they belong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.arrangement import inserted, moved, moved_group
from models.declaration import Declaration, Indicator

QUANTITY, QUALITY, SOCIAL = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
)


def row(name: str, levels: tuple[str, str]) -> Indicator:
    return Indicator(level1=levels[0], level2=levels[1], name=name)


TREE = Declaration(
    indicators=(
        row("a", QUANTITY),
        row("b", QUANTITY),
        row("c", QUALITY),
        row("d", SOCIAL),
        row("e", SOCIAL),
    )
)


def told(declaration: Declaration) -> list[str]:
    return [f"{row.level2[:2]} {row.name}" for row in declaration.indicators]


def test_a_row_moves_within_its_group() -> None:
    result, where = moved(TREE, [1], -1)
    assert told(result)[:2] == ["数量 b", "数量 a"]
    assert where == (0,)


def test_beyond_the_edge_of_its_group_a_row_joins_the_next_one() -> None:
    down, where = moved(TREE, [1], 1)
    assert told(down) == ["数量 a", "质量 b", "质量 c", "社会 d", "社会 e"]
    assert where == (1,)
    back, _ = moved(down, where, -1)
    assert back == TREE


def test_across_first_levels_both_levels_change() -> None:
    result, where = moved(TREE, [3], -1)
    assert (result.indicators[where[0]].level1, result.indicators[where[0]].level2) == QUALITY


def test_at_the_very_top_nothing_moves() -> None:
    assert moved(TREE, [0], -1) == (TREE, (0,))
    assert moved(TREE, [4], 1) == (TREE, (4,))
    assert moved(TREE, [0, 1], -1)[0] == TREE


def test_several_rows_move_together() -> None:
    result, where = moved(TREE, [3, 4], -1)
    assert told(result) == ["数量 a", "数量 b", "质量 c", "质量 d", "质量 e"]
    assert [result.indicators[at].name for at in where] == ["d", "e"]


def test_a_whole_group_changes_places_with_its_neighbour() -> None:
    result, where = moved_group(TREE, [0, 1], 1)
    assert told(result) == ["质量 c", "数量 a", "数量 b", "社会 d", "社会 e"]
    assert where == (1, 2)
    assert moved_group(result, where, -1)[0] == TREE
    first = moved_group(TREE, [3, 4], -1)[0]
    assert told(first)[:2] == ["社会 d", "社会 e"]


def test_new_rows_come_behind_the_cursor_or_at_the_end_of_their_group() -> None:
    new = [row("x", QUANTITY), row("y", QUANTITY), row("z", SOCIAL)]
    result, where = inserted(TREE, new, after=0)
    assert told(result) == ["数量 a", "数量 x", "数量 y", "数量 b", "质量 c", "社会 d", "社会 e", "社会 z"]
    assert [result.indicators[at].name for at in where] == ["x", "y", "z"]


def test_a_new_group_comes_behind_its_first_level() -> None:
    result, _ = inserted(
        TREE, [row("t", ("产出指标", "时效指标")), row("s", ("满意度指标", "服务对象满意度"))]
    )
    assert told(result) == ["数量 a", "数量 b", "质量 c", "时效 t", "社会 d", "社会 e", "服务 s"]


@given(
    st.lists(st.sampled_from([QUANTITY, QUALITY, SOCIAL, ("", "")]), min_size=1, max_size=8),
    st.sets(st.integers(0, 7)),
    st.sampled_from([-1, 1]),
)
def test_moving_loses_nothing_and_tells_where_the_rows_went(
    levels: list[tuple[str, str]], chosen: set[int], by: int
) -> None:
    before = Declaration(indicators=tuple(row(str(at), level) for at, level in enumerate(levels)))
    positions = [at for at in chosen if at < len(levels)]
    after, where = moved(before, positions, by)
    assert sorted(one.name for one in after.indicators) == sorted(one.name for one in before.indicators)
    assert {after.indicators[at].name for at in where} == {str(at) for at in positions}
