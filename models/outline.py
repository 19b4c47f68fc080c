"""The indicator tree 一级 → 二级 → 三级 that a flat list of indicators means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.declaration import Indicator


@dataclass(frozen=True)
class Level2:
    """A 二级指标 and the positions of its leaves in the declaration."""

    name: str
    leaves: tuple[int, ...]


@dataclass(frozen=True)
class Level1:
    """A 一级指标 and its 二级指标."""

    name: str
    children: tuple[Level2, ...]

    @property
    def leaves(self) -> tuple[int, ...]:
        return tuple(index for child in self.children for index in child.leaves)


def outline(indicators: Sequence[Indicator]) -> tuple[Level1, ...]:
    """The tree in order of first appearance; a level that comes back later joins its first appearance."""
    tree: dict[str, dict[str, list[int]]] = {}
    for index, row in enumerate(indicators):
        tree.setdefault(row.level1, {}).setdefault(row.level2, []).append(index)
    return tuple(
        Level1(name, tuple(Level2(child, tuple(leaves)) for child, leaves in children.items()))
        for name, children in tree.items()
    )
