"""What changed between two declarations, in the field's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from models.declaration import Declaration, Indicator, Table
from models.vocabulary import FIELD_NAMES

_ALIKE = 5
"""So many equal columns make two indicators one that was renamed."""


@dataclass(frozen=True)
class Change:
    """One difference; `old` is empty for what was added, `new` for what was removed."""

    path: str
    """field path in the new declaration (in the old one for a removed indicator), `indicators` for their order"""
    label: str
    old: str
    new: str


def changes(old: Declaration, new: Declaration) -> list[Change]:
    """All differences of values, sections first, then indicators in their new order; comments do not count."""
    found: list[Change] = []
    for name in Declaration.tables():
        found.extend(_fields(name, getattr(old, name), getattr(new, name), "", name))
    pairs = pair_indicators(old.indicators, new.indicators)
    known = {at for at, _ in pairs.values()}
    for at, row in enumerate(old.indicators):
        if at not in known:
            found.append(Change(f"indicators[{at}]", f"{_title(row)}", _summary(row), ""))
    for at, row in enumerate(new.indicators):
        if at not in pairs:
            found.append(Change(f"indicators[{at}]", f"{_title(row)}", "", _summary(row)))
            continue
        before = pairs[at][1]
        found.extend(_fields("indicators", before, row, f"{_title(row)} · ", f"indicators[{at}]"))
    kept = [pairs[at][0] for at in sorted(pairs)]
    if kept != sorted(kept):
        found.append(Change("indicators", "指标顺序", "原来的顺序", "有调整"))
    found.extend(_unknown(old, new, "", ""))
    return found


def pair_indicators(
    old: tuple[Indicator, ...], new: tuple[Indicator, ...]
) -> dict[int, tuple[int, Indicator]]:
    """For each new position the old position and indicator it continues: the same name, else most of its columns."""
    free = dict(enumerate(old))
    pairs: dict[int, tuple[int, Indicator]] = {}

    def match(at: int, fits: Callable[[Indicator], bool]) -> None:
        candidate = next((i for i, other in free.items() if fits(other)), None)
        if candidate is not None:
            pairs[at] = (candidate, free.pop(candidate))

    for likeness in (_has_same_place, _has_same_name, _is_alike):
        for at, row in enumerate(new):
            if at not in pairs:
                match(at, partial(likeness, row))
    return pairs


def _has_same_place(one: Indicator, other: Indicator) -> bool:
    return one.level2 == other.level2 and _has_same_name(one, other)


def _has_same_name(one: Indicator, other: Indicator) -> bool:
    return bool(one.name) and one.name == other.name


def _is_alike(one: Indicator, other: Indicator) -> bool:
    same = [key for key in one.keys() if getattr(one, key) and getattr(one, key) == getattr(other, key)]
    return len(same) >= _ALIKE


def _fields(table: str, old: Table, new: Table, prefix: str, path: str) -> Iterator[Change]:
    for key in new.keys():
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield Change(f"{path}.{key}", prefix + FIELD_NAMES[table][key], _text(before), _text(after))
    yield from _unknown(old, new, prefix, f"{path}.")


def _unknown(old: Table, new: Table, prefix: str, path: str) -> Iterator[Change]:
    """Differences of keys that this program does not know, each as a whole."""
    for key in dict.fromkeys((*old.extra, *new.extra)):
        before, after = old.extra.get(key), new.extra.get(key)
        if before != after:
            yield Change(f"{path}{key}", f"{prefix}其他内容“{key}”", _text(before), _text(after))


def _title(row: Indicator) -> str:
    return f"指标“{row.name or '未填名称'}”"


def _summary(row: Indicator) -> str:
    return (
        " ".join(filter(None, (row.level1, row.level2, row.sign, row.value, row.unit, row.attribute)))
        or "（空）"
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "-".join(map(str, value))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
