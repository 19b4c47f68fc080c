"""The indicator tree as rows of a table in which 一级 and 二级指标 are merged down over their leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exports.grid import Cell, Role
from models.declaration import Indicator
from models.outline import outline

Leaf = Callable[[int, Indicator], Sequence[Cell]]
"""The cells of a 三级指标, from its position in the declaration and itself."""


def level_rows(indicators: Sequence[Indicator], leaf: Leaf) -> list[tuple[Cell, ...]]:
    """One row per 三级指标: 一级, 二级 where they begin, then what `leaf` gives. No rows without indicators."""
    rows: list[tuple[Cell, ...]] = []
    for level1 in outline(indicators):
        top: list[Cell] = [Cell(level1.name, Role.CODE, rowspan=len(level1.leaves))]
        for level2 in level1.children:
            top.append(Cell(level2.name, Role.CODE, rowspan=len(level2.leaves)))
            for index in level2.leaves:
                rows.append((*top, *leaf(index, indicators[index])))
                top = []
    return rows
