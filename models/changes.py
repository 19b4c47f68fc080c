"""What changed between two declarations, in the field's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.declaration import Declaration, Indicator, Table
from models.vocabulary import COLUMNS, GOALS, SECTIONS, UNIT_FACTS

LABELS = {
    "project": {
        **{term.key: term.heading for term in SECTIONS},
        "year": "预算年度",
        "period": "实施期",
        "code": "项目代码",
        "category": "项目类别",
    },
    "unit": {term.key: term.heading for term in UNIT_FACTS},
    "budget": {"total": "预算金额"},
    "goals": {term.key: term.heading for term in GOALS},
    "indicators": {**{term.key: term.heading for term in COLUMNS}, "weight": "权重"},
}
"""Chinese names of the keys, by table."""


@dataclass(frozen=True)
class Change:
    """One difference; `old` is empty for what was added, `new` for what was removed."""

    path: str
    """field path in the new declaration (in the old one for a removed indicator)"""
    label: str
    old: str
    new: str


def changes(old: Declaration, new: Declaration) -> list[Change]:
    """All differences, sections first, then indicators in their new order."""
    found: list[Change] = []
    for name in ("project", "unit", "budget", "goals"):
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
        found.append(Change("indicators", "指标顺序", "", "有调整"))
    return found


def pair_indicators(
    old: tuple[Indicator, ...], new: tuple[Indicator, ...]
) -> dict[int, tuple[int, Indicator]]:
    """For each new position the old position and indicator it continues: same name, else same place and likeness."""
    free = dict(enumerate(old))
    pairs: dict[int, tuple[int, Indicator]] = {}

    def match(at: int, fits: Any) -> None:
        candidate = next((i for i, row in free.items() if fits(i, row)), None)
        if candidate is not None:
            pairs[at] = (candidate, free.pop(candidate))

    for at, row in enumerate(new):
        match(
            at,
            lambda _, other, row=row: (other.name, other.level2) == (row.name, row.level2) and bool(row.name),
        )
    for at, row in enumerate(new):
        if at not in pairs:
            match(at, lambda _, other, row=row: other.name == row.name and bool(row.name))
    for at, row in enumerate(new):
        if at not in pairs:
            match(at, lambda _, other, row=row: _likeness(other, row) >= 5)
    return pairs


def _likeness(a: Indicator, b: Indicator) -> int:
    return sum(getattr(a, key) == getattr(b, key) != "" for key in a.keys())


def _fields(table: str, old: Table, new: Table, prefix: str, path: str) -> Iterator[Change]:
    for key in new.keys():
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield Change(f"{path}.{key}", prefix + LABELS[table].get(key, key), _text(before), _text(after))


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
