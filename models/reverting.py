"""Undoing one change among many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from models.changes import Change, Kind
from models.declaration import Declaration, Table
from models.pairing import pair_indicators

_AnyTable = TypeVar("_AnyTable", bound=Table)


def revert(new: Declaration, old: Declaration, change: Change) -> Declaration:
    """`new` with one of `changes(old, new)` undone and all others left.

    An added indicator goes; a removed one comes back with its comments behind the one that it stood behind; an order
    is restored among the indicators that both have. LookupError when `change` is none of theirs.
    """
    match change.kind:
        case Kind.ADDED:
            return new.remove(_position(change.table))
        case Kind.REMOVED:
            return _put_back(new, old, _position(change.table))
        case Kind.ORDER:
            return _reorder(new, old)
        case Kind.VALUE | Kind.UNKNOWN:
            return _with_old_value(new, old, change)


def revert_all(new: Declaration, old: Declaration, found: Iterable[Change]) -> Declaration:
    """`new` with several of `changes(old, new)` undone and all others left."""
    for change in sorted(found, key=_turn):
        new = revert(new, old, change)
    return new


def _turn(change: Change) -> tuple[int, int]:
    """First what moves no indicator, then those that go, from the end, then those that come back."""
    kinds = (Kind.VALUE, Kind.UNKNOWN, Kind.ADDED, Kind.REMOVED, Kind.ORDER)
    return kinds.index(change.kind), -_position(change.table) if change.kind is Kind.ADDED else 0


_ROW = re.compile(r"indicators\[(\d+)\]")


def _position(table: str) -> int:
    match = _ROW.fullmatch(table)
    if match is None:
        raise LookupError(table)
    return int(match[1])


def _put_back(new: Declaration, old: Declaration, at: int) -> Declaration:
    where = {before: place for place, before in pair_indicators(old.indicators, new.indicators).items()}
    earlier = max((before for before in where if before < at), default=None)
    later = min((before for before in where if before > at), default=None)
    place = len(new.indicators)
    if earlier is not None:
        place = where[earlier] + 1
    elif later is not None:
        place = where[later]
    return new.insert(place, old.indicators[at])


def _reorder(new: Declaration, old: Declaration) -> Declaration:
    pairs = pair_indicators(old.indicators, new.indicators)
    rows = list(new.indicators)
    for place, at in zip(sorted(pairs), sorted(pairs, key=lambda at: pairs[at]), strict=True):
        rows[place] = new.indicators[at]
    return new.with_values(indicators=tuple(rows))


def _with_old_value(new: Declaration, old: Declaration, change: Change) -> Declaration:
    name = change.table
    if _ROW.fullmatch(name):
        at = _position(name)
        before = pair_indicators(old.indicators, new.indicators).get(at)
        if before is None:
            raise LookupError(change.path)
        row = _restored(new.indicators[at], old.indicators[before], change)
        return new.with_values(indicators=(*new.indicators[:at], row, *new.indicators[at + 1 :]))
    if not name:
        return _restored(new, old, change)
    return new.with_values(**{name: _restored(getattr(new, name), getattr(old, name), change)})


def _restored(new: _AnyTable, old: _AnyTable, change: Change) -> _AnyTable:
    """The table with one key as it was, in its old place where the key is gone."""
    key = change.key
    if change.kind is Kind.VALUE:
        return new.with_values(**{key: getattr(old, key)})
    merged: dict[str, Any] = dict(new.extra)
    if key not in old.extra:
        del merged[key]
    elif key in merged:
        merged[key] = old.extra[key]
    else:
        order = dict.fromkeys((*old.extra, *merged))
        merged[key] = old.extra[key]
        merged = {name: merged[name] for name in order if name in merged}
    return new.with_values(extra=merged)
