"""What changed between two declarations, in the field's words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from models.declaration import ROW_TABLES, Declaration, Indicator, Row, Table, Task
from models.pairing import moved, pair_rows
from models.vocabulary import FIELD_NAMES, ROW_WORDS

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

    Of a changed order they are the rows that moved, one a line, with their places.
    """

    path: str
    """field path in the new declaration (in the old one for a removed row), the name of a table for its order"""
    label: str
    old: str
    new: str
    kind: Kind = Kind.VALUE
    key: str = ""
    """the column or field, or the unknown key; empty where the change is about whole rows"""

    @property
    def table(self) -> str:
        """The path of the table that holds the key: `project`, `indicators[2]`, empty for the whole file."""
        return self.path.removesuffix(self.key).removesuffix(".") if self.key else self.path


def changes(old: Declaration, new: Declaration) -> list[Change]:
    """All differences of values: sections first, then tasks and indicators in their new order; comments do not count."""
    found: list[Change] = []
    for name in Declaration.tables():
        found.extend(_fields(name, getattr(old, name), getattr(new, name), "", name))
    for name in ROW_TABLES:
        found.extend(_in_rows(name, old.rows(name), new.rows(name)))
    found.extend(_unknown(old, new, "", ""))
    return found


def _in_rows(name: str, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Change]:
    pairs = pair_rows(old, new)
    known = set(pairs.values())
    for at, row in enumerate(old):
        if at not in known:
            yield Change(f"{name}[{at}]", _title(name, row), _summary(row), "", Kind.REMOVED)
    for at, row in enumerate(new):
        if at not in pairs:
            yield Change(f"{name}[{at}]", _title(name, row), "", _summary(row), Kind.ADDED)
        else:
            yield from _fields(name, old[pairs[at]], row, f"{_title(name, row)} · ", f"{name}[{at}]")
    if rows := moved(pairs):
        counter = _COUNTERS[name]
        before_places, after_places = (
            "\n".join(f"第{place + 1}{counter} {_name(new[at])}" for place, at in order)
            for order in ([(pairs[at], at) for at in rows], [(at, at) for at in rows])
        )
        yield Change(name, f"{ROW_WORDS[name]}顺序", before_places, after_places, Kind.ORDER)


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


_COUNTERS = {"tasks": "项", "indicators": "个"}
_LONGEST_NAME = 24
"""characters of a name; tasks are named by a sentence"""


def _name(row: Row) -> str:
    title = row.title or "未填名称"
    return title if len(title) <= _LONGEST_NAME or isinstance(row, Indicator) else f"{title[:_LONGEST_NAME]}…"


def _title(table: str, row: Row) -> str:
    return f"{ROW_WORDS[table]}“{_name(row)}”"


def _summary(row: Row) -> str:
    if isinstance(row, Task):
        words = [row.duty, row.content, row.projects, _text(row.total)]
    else:
        words = [str(getattr(row, key)) for key in ("level1", "level2", "sign", "value", "unit", "attribute")]
    return " ".join(filter(None, words)) or "（空）"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "-".join(map(str, value))
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
