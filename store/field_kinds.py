"""How each field of a declaration stands in the file; read off the types of the models."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import Any

from models.declaration import (
    ROW_TABLES,
    Amount,
    Declaration,
    Department,
    Evaluation,
    Goals,
    Indicator,
    Number,
    Project,
    Review,
    Table,
    Task,
    Unit,
)
from models.text import FORBIDDEN, clean
from models.vocabulary import NARRATIVE, sign_of


class Kind(Enum):
    """What a value is, and so how it is written."""

    TEXT = auto()
    LONG_TEXT = auto()
    """always a multi-line string, so that one new paragraph is one new line"""
    SIGN = auto()
    NUMBER = auto()
    PERIOD = auto()
    MONEY = auto()
    """元 with at least two decimals"""
    POINTS = auto()


TABLES = Declaration.tables()
"""The known tables that stand once, in the order of the file; ROW_TABLES stand before AFTER_INDICATORS."""

_LONG_TEXTS: dict[type[Table], frozenset[str]] = {
    Project: frozenset(term.key for term in NARRATIVE),
    Unit: frozenset({"profile"}),
    Goals: frozenset(Goals.keys()),
    Department: frozenset({"duties", "note"}),
    Task: frozenset({"content"}),
    Review: frozenset({"opinion"}),
    Evaluation: frozenset({"achievement", "process", "remarks", "conclusion", "problems", "measures"}),
}


def _kind(model: type[Table], key: str) -> Kind:
    annotation = model.model_fields[key].annotation
    if annotation == Amount:
        return Kind.POINTS if model is Indicator else Kind.MONEY
    if annotation == Number:
        return Kind.NUMBER
    if annotation is not str:
        return Kind.PERIOD
    if model is Indicator and key == "sign":
        return Kind.SIGN
    return Kind.LONG_TEXT if key in _LONG_TEXTS.get(model, ()) else Kind.TEXT


_MODELS: tuple[type[Table], ...] = (*TABLES.values(), *ROW_TABLES.values())
KINDS: dict[type[Table], dict[str, Kind]] = {
    model: {key: _kind(model, key) for key in model.keys()} for model in _MODELS
}


def tidy(kind: Kind, value: Any) -> Any:
    """The value as the file can hold it: no final line feeds, no forbidden characters, signs as they are stored."""
    if isinstance(value, str):
        if FORBIDDEN.search(value):
            value = clean(value)
        value = value.rstrip("\n")
        if kind is Kind.SIGN:
            sign = sign_of(value)
            return value if sign is None else sign
        if kind in (Kind.NUMBER, Kind.MONEY, Kind.POINTS):
            return value or None
        return value
    if kind is Kind.PERIOD:
        return tuple("" if year is None else tidy(Kind.TEXT, year) for year in value)
    if isinstance(value, Decimal) and not value.is_finite():
        return str(value)
    return value


def tidy_table(table: Table) -> Table:
    """The table with every known field tidy; itself when they all are."""
    changed = {}
    for key, kind in KINDS[type(table)].items():
        value = getattr(table, key)
        if value is not None and (kept := tidy(kind, value)) != value:
            changed[key] = kept
    return table.with_values(**changed) if changed else table


def held(declaration: Declaration) -> Declaration:
    """The declaration as the file can hold it; what `parse(emit(declaration))` gives back, but for comments."""
    changed: dict[str, Any] = {}
    for name in TABLES:
        table = getattr(declaration, name)
        kept = tidy_table(table)
        if kept is not table:
            changed[name] = kept
    for name in ROW_TABLES:
        rows = declaration.rows(name)
        kept_rows = tuple(tidy_table(row) for row in rows)
        if any(new is not old for new, old in zip(kept_rows, rows, strict=True)):
            changed[name] = kept_rows
    return declaration.with_values(**changed) if changed else declaration
