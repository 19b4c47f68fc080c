"""Under which 一级 and 二级指标 an indicator goes, whichever tree it was written by and whichever is used here.

The trees of 2015 and 2021 call the same thing by different names and put 成本指标 in different places. A `Kind` is a
二级指标 as both mean it; `Names` tells how one workspace writes each kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from models.declaration import Indicator
from models.practice import Practice
from models.rows import level_key

Kind = str
"""A 二级指标 without 指标, the same for all names of one thing; empty where nothing is said"""

Levels = tuple[str, str]
"""一级指标 and 二级指标 as they are written"""

Names = Mapping[Kind, Levels]

COST = "成本"
SATISFACTION = "服务对象满意度"

_SAME: Mapping[str, Kind] = {"经济成本": COST, "环境效益": "生态效益", "环境成本": "生态环境成本"}
_PARTS_OF_COST = ("社会成本", "生态环境成本")
"""What the tree of 2015 does not tell from other 成本指标."""
_ELSEWHERE: Mapping[Kind, tuple[Kind, ...]] = {
    **dict.fromkeys(_PARTS_OF_COST, (COST,)),
    "可持续影响": ("社会效益",),
}
"""Where a kind goes in a tree that does not have it (财预〔2021〕101号 has no 可持续影响指标)."""


@lru_cache(maxsize=2048)
def kind_of(level1: str, level2: str) -> Kind:
    """The kind that 一级 and 二级指标 mean, in either tree, with or without 指标."""
    bare = level_key(level2)
    if "满意度" in bare or (not bare and level_key(level1) == "满意度"):
        return SATISFACTION
    return _SAME.get(bare, bare)


def fits(row: Indicator, level1: str, level2: str) -> bool:
    """Whether a row may stand under a 二级指标, or under a 一级指标 where `level2` is empty."""
    kind = kind_of(row.level1, row.level2)
    if level2.strip():
        wanted = kind_of(level1, level2)
        return kind == wanted or (level_key(level2) == COST and kind in _PARTS_OF_COST)
    return bool(level1.strip()) and is_under(row, level1)


def is_under(row: Indicator, level1: str) -> bool:
    """Whether a row belongs under a 一级指标 by its own name or by that of the other tree."""
    wanted = level_key(level1)
    if level_key(row.level1) == wanted:
        return True
    return wanted == COST and "成本" in row.level2


def names_in_use(written: Iterable[Levels]) -> dict[Kind, Levels]:
    """How each kind is written, when the levels come in the order of how often they are; blank ones do not count."""
    names: dict[Kind, Levels] = {}
    for level1, level2 in written:
        if level1.strip() and level2.strip():
            names.setdefault(kind_of(level1, level2), (level1.strip(), level2.strip()))
    return names


def levels_for(row: Indicator, practice: Practice, in_use: Names) -> Levels:
    """How a row's 一级 and 二级指标 are written here: by the bureau's own tree, else as its declarations write them."""
    kind = kind_of(row.level1, row.level2)
    own = (row.level1, row.level2)
    if practice.tree:
        known = _names_of(practice)
        return next((known[each] for each in (kind, *_ELSEWHERE.get(kind, ())) if each in known), own)
    if kind in in_use and _is_allowed(in_use[kind], practice):
        return in_use[kind]
    cost = in_use.get(COST, own)
    # Who writes 产出指标—成本指标 uses the tree that has no other place for them.
    if kind in _PARTS_OF_COST and level_key(cost[1]) == COST and _is_allowed(cost, practice):
        return cost
    return own


@lru_cache(maxsize=8)
def _names_of(practice: Practice) -> Names:
    return {kind_of(level1, level2): (level1, level2) for level1, names in practice.tree for level2 in names}


def _is_allowed(levels: Levels, practice: Practice) -> bool:
    """Whether the tree knows them (K01)."""
    level1 = next((name for name in practice.level1_names if level_key(name) == level_key(levels[0])), None)
    return level1 is not None and level_key(levels[1]) in map(level_key, practice.level2_names(level1))
