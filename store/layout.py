"""The canonical layout of a declaration file: `Declaration` ↔ TOML text.

`store.reading` says what is accepted, `store.writing` what is written, `store.comments` where comments belong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import tomli

from models.declaration import ROW_TABLES, Comment, Declaration
from store.comments import Owner, collect
from store.field_kinds import TABLES
from store.reading import Reader
from store.toml_errors import syntax_error
from store.writing import write

NAN = float("nan")
"""One object, so that containers with it compare equal."""


@dataclass(frozen=True)
class Reading:
    """A declaration as it stands in a file, and sentences on what was not taken over as it stands."""

    declaration: Declaration
    notes: tuple[str, ...] = ()


def parse(text: str, name: str = "") -> Declaration:
    """The declaration that TOML text holds, in the canonical layout or any other; empty text is an empty one.

    `name` is the file's name for messages. Raises UnreadableToml, a ClerkError with `line` and `column`, when the
    text is no TOML, or a known key holds what can be no such field.
    """
    return read(text, name).declaration


def read(text: str, name: str = "") -> Reading:
    """Like `parse`, with notes."""
    try:
        data = tomli.loads(text, parse_float=_number)
    except (ValueError, InvalidOperation, RecursionError) as error:
        raise syntax_error(error, text, name) from error
    reader = Reader(text, data, name)
    declaration = reader.declaration()
    if "#" in text:
        declaration = _with_comments(declaration, collect(text, data))
    return Reading(declaration, reader.notes)


def _number(source: str) -> Decimal | float:
    number = Decimal(source)
    return NAN if number.is_nan() else number


def _with_comments(declaration: Declaration, comments: Mapping[Owner, tuple[Comment, ...]]) -> Declaration:
    changed: dict[str, Any] = {}
    if () in comments:
        changed["comments"] = comments[()]
    for name in TABLES:
        if (name,) in comments:
            changed[name] = getattr(declaration, name).with_values(comments=comments[(name,)])
    for name in ROW_TABLES:
        rows = [
            row.with_values(comments=comments[(name, at)]) if (name, at) in comments else row
            for at, row in enumerate(declaration.rows(name))
        ]
        if any(new is not old for new, old in zip(rows, declaration.rows(name), strict=True)):
            changed[name] = tuple(rows)
    return declaration.with_values(**changed) if changed else declaration


def emit(declaration: Declaration) -> str:
    """The canonical text. Comments whose key is not written any more stand at the tail of their table."""
    return write(declaration)
