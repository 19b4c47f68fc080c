"""Undoing one change among many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from models.changes import Change, Kind
from models.declaration import Declaration, Row, Table
from models.pairing import pair_rows

_AnyTable = TypeVar("_AnyTable", bound=Table)


def revert(new: Declaration, old: Declaration, change: Change) -> Declaration:
    """`new` with one of `changes(old, new)` undone and all others left.

    An added task or indicator goes; a removed one comes back with its comments behind the one that it stood behind;
    an order is restored among the rows that both have. LookupError when `change` is none of theirs.
    """
    match change.kind:
        case Kind.ADDED:
            return new.without_row(*_row(change.table))
        case Kind.REMOVED:
            return _put_back(new, old, *_row(change.table))
        case Kind.ORDER:
            return _reorder(new, old, change.table)
        case Kind.VALUE | Kind.UNKNOWN:
            return _with_old_value(new, old, change)


def revert_all(new: Declaration, old: Declaration, found: Iterable[Change]) -> Declaration:
    """`new` with several of `changes(old, new)` undone and all others left."""
    for change in sorted(found, key=_turn):
        new = revert(new, old, change)
    return new


def _turn(change: Change) -> tuple[int, int]:
    """First what moves no row, then those that go, from the end, then those that come back."""
    kinds = (Kind.VALUE, Kind.UNKNOWN, Kind.ADDED, Kind.REMOVED, Kind.ORDER)
    return kinds.index(change.kind), -_row(change.table)[1] if change.kind is Kind.ADDED else 0


_ROW = re.compile(r"(tasks|indicators)\[(\d+)\]")


def _row(table: str) -> tuple[str, int]:
    """The table and the position of a row."""
    match = _ROW.fullmatch(table)
    if match is None:
        raise LookupError(table)
    return match[1], int(match[2])


def _put_back(new: Declaration, old: Declaration, name: str, at: int) -> Declaration:
    pairs = pair_rows(old.rows(name), new.rows(name))
    where = {before: place for place, before in pairs.items()}
    earlier = max((before for before in where if before < at), default=None)
    later = min((before for before in where if before > at), default=None)
    place = len(new.rows(name))
    if earlier is not None:
        place = where[earlier] + 1
    elif later is not None:
        place = where[later]
    return new.with_row(name, place, old.rows(name)[at])


def _reorder(new: Declaration, old: Declaration, name: str) -> Declaration:
    now = new.rows(name)
    pairs = pair_rows(old.rows(name), now)
    rows: list[Row] = list(now)
    for place, at in zip(sorted(pairs), sorted(pairs, key=lambda at: pairs[at]), strict=True):
        rows[place] = now[at]
    return new.with_values(**{name: tuple(rows)})


def _with_old_value(new: Declaration, old: Declaration, change: Change) -> Declaration:
    name = change.table
    if _ROW.fullmatch(name):
        table, at = _row(name)
        before = pair_rows(old.rows(table), new.rows(table)).get(at)
        if before is None:
            raise LookupError(change.path)
        row = _restored(new.rows(table)[at], old.rows(table)[before], change)
        return new.with_values(**{table: (*new.rows(table)[:at], row, *new.rows(table)[at + 1 :])})
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
