"""The order of indicators: moving them within and across 二级指标, and putting new ones where they belong.

Positions are those of `Declaration.indicators`; each function gives the new declaration and where its rows went.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.declaration import Declaration, Indicator
from models.outline import outline

Arranged = tuple[Declaration, tuple[int, ...]]
_Row = tuple[int, Indicator]
"""an indicator with its position before the move"""


def moved(declaration: Declaration, positions: Sequence[int], by: int) -> Arranged:
    """The rows one place up (-1) or down (1) in the tree; beyond the edge of a 二级指标 they join the next one.

    What stands at the very top or bottom stays, and so does what is selected behind it.
    """
    rows: list[_Row] = list(enumerate(declaration.indicators))
    stuck: set[int] = set()
    in_tree = [leaf for level1 in outline(declaration.indicators) for leaf in level1.leaves]
    chosen = [origin for origin in in_tree if origin in set(positions)]
    for origin in chosen if by < 0 else reversed(chosen):
        if not _shift(rows, origin, by, stuck):
            stuck.add(origin)
    return _arranged(declaration, rows, chosen)


def _shift(rows: list[_Row], origin: int, by: int, stuck: set[int]) -> bool:
    """Move one row by one place; False where it can't go."""
    order = [row for _, row in rows]
    groups = [(level1.name, level2) for level1 in outline(order) for level2 in level1.children]
    at = next(place for place, (old, _) in enumerate(rows) if old == origin)
    which = next(place for place, (_, level2) in enumerate(groups) if at in level2.leaves)
    leaves = groups[which][1].leaves
    beside = leaves.index(at) + by
    if 0 <= beside < len(leaves):
        other = leaves[beside]
        if rows[other][0] in stuck:
            return False
        rows[at], rows[other] = rows[other], rows[at]
        return True
    if not 0 <= which + by < len(groups):
        return False
    level1, level2 = groups[which + by]
    row = rows[at][1].with_values(level1=level1, level2=level2.name)
    target = level2.leaves[-1] + 1 if by < 0 else level2.leaves[0]
    rows.insert(target, (origin, row))
    del rows[at + 1 if target <= at else at]
    return True


def moved_group(declaration: Declaration, leaves: Sequence[int], by: int) -> Arranged:
    """All rows of a 一级 or 二级指标 before the one above it (-1) or behind the one below it (1)."""
    tree = outline(declaration.indicators)
    siblings: list[tuple[int, ...]] = [level1.leaves for level1 in tree]
    if tuple(leaves) not in siblings:
        siblings = next(
            (family for level1 in tree if tuple(leaves) in (family := [c.leaves for c in level1.children])),
            [],
        )
    at = siblings.index(tuple(leaves)) if tuple(leaves) in siblings else -1
    rows = list(enumerate(declaration.indicators))
    if at < 0 or not 0 <= at + by < len(siblings):
        return declaration, tuple(leaves)
    first, second = (siblings[at + by], siblings[at]) if by < 0 else (siblings[at], siblings[at + by])
    together = sorted((*first, *second))
    swapped = [rows[leaf] for leaf in (*second, *first)]
    for place, row in zip(together, swapped, strict=True):
        rows[place] = row
    return _arranged(declaration, rows, leaves)


def _arranged(declaration: Declaration, rows: Sequence[_Row], chosen: Sequence[int]) -> Arranged:
    where = {origin: at for at, (origin, _) in enumerate(rows)}
    indicators = tuple(row for _, row in rows)
    if indicators == declaration.indicators:
        return declaration, tuple(chosen)
    return declaration.with_values(indicators=indicators), tuple(where[origin] for origin in chosen)


def inserted(declaration: Declaration, rows: Sequence[Indicator], after: int | None = None) -> Arranged:
    """The rows put in, each with its own 二级指标: behind the row `after` if it is of that one, else at its end.

    A 二级指标 that is new comes behind its 一级指标, a new 一级指标 at the end.
    """
    result = declaration
    put: list[int] = []
    for row in rows:
        at = _place_for(result, row, put[-1] if put else after)
        result = result.insert(at, row)
        put = [place + (place >= at) for place in put]
        if after is not None and at <= after:
            after += 1
        put.append(at)
    return result, tuple(put)


def _place_for(declaration: Declaration, row: Indicator, after: int | None) -> int:
    rows = declaration.indicators
    own = [at for at, other in enumerate(rows) if (other.level1, other.level2) == (row.level1, row.level2)]
    if after in own:
        return int(after or 0) + 1
    if own:
        return own[-1] + 1
    level1 = [at for at, other in enumerate(rows) if other.level1 == row.level1]
    return level1[-1] + 1 if level1 else len(rows)
