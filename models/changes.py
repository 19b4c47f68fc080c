"""What changed between two declarations, in the field's words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from models.declaration import Declaration, Indicator, Table
from models.pairing import moved, pair_indicators
from models.vocabulary import FIELD_NAMES

_EMPTY = ("", None)
"""Neither is written to the file."""


class Kind(Enum):
    """What sort of difference it is."""

    VALUE = "修改"
    UNKNOWN = "其他内容"
    """a key that this program does not know"""
    ADDED = "增加"
    REMOVED = "删除"
    ORDER = "顺序"


@dataclass(frozen=True)
class Change:
    """One difference; `old` is empty for what was added, `new` for what was removed.

    Of a changed order they are the indicators that moved, one a line, with their places.
    """

    path: str
    """field path in the new declaration (in the old one for a removed indicator), `indicators` for their order"""
    label: str
    old: str
    new: str
    kind: Kind = Kind.VALUE
    key: str = ""
    """the column or field, or the unknown key; empty where the change is about whole indicators"""

    @property
    def table(self) -> str:
        """The path of the table that holds the key: `project`, `indicators[2]`, empty for the whole file."""
        return self.path.removesuffix(self.key).removesuffix(".") if self.key else self.path


def changes(old: Declaration, new: Declaration) -> list[Change]:
    """All differences of values, sections first, then indicators in their new order; comments do not count."""
    found: list[Change] = []
    for name in Declaration.tables():
        found.extend(_fields(name, getattr(old, name), getattr(new, name), "", name))
    pairs = pair_indicators(old.indicators, new.indicators)
    known = set(pairs.values())
    for at, row in enumerate(old.indicators):
        if at not in known:
            found.append(Change(f"indicators[{at}]", _title(row), _summary(row), "", Kind.REMOVED))
    for at, row in enumerate(new.indicators):
        if at not in pairs:
            found.append(Change(f"indicators[{at}]", _title(row), "", _summary(row), Kind.ADDED))
            continue
        before = old.indicators[pairs[at]]
        found.extend(_fields("indicators", before, row, f"{_title(row)} · ", f"indicators[{at}]"))
    if rows := moved(pairs):
        before_places, after_places = (
            "\n".join(f"第{place + 1}个 {new.indicators[at].name or '未填名称'}" for place, at in order)
            for order in ([(pairs[at], at) for at in rows], [(at, at) for at in rows])
        )
        found.append(Change("indicators", "指标顺序", before_places, after_places, Kind.ORDER))
    found.extend(_unknown(old, new, "", ""))
    return found


def _fields(table: str, old: Table, new: Table, prefix: str, path: str) -> Iterator[Change]:
    for key in new.keys():
        before, after = getattr(old, key), getattr(new, key)
        if before != after and not (before in _EMPTY and after in _EMPTY):
            label = prefix + FIELD_NAMES[table][key]
            yield Change(f"{path}.{key}", label, _text(before), _text(after), key=key)
    yield from _unknown(old, new, prefix, f"{path}.")


def _unknown(old: Table, new: Table, prefix: str, path: str) -> Iterator[Change]:
    """Differences of keys that this program does not know, each as a whole."""
    for key in dict.fromkeys((*old.extra, *new.extra)):
        before, after = old.extra.get(key), new.extra.get(key)
        if _exact(before) != _exact(after):
            label = f"{prefix}其他内容“{key}”"
            yield Change(f"{path}{key}", label, _text(before), _text(after), Kind.UNKNOWN, key)


def _exact(value: Any) -> str:
    """A value of a file so that 1, 1.0 and true differ, and `nan` equals itself."""
    return json.dumps(value, sort_keys=True, default=repr)


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
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
