"""`# jixiao: ignore V14` beside a field: findings that a clerk has looked at and stands by.

The comment counts for what it stands beside: one key, or beside a header the whole table (an indicator, `[unit]`).
Codes are parted by commas or blanks; whatever follows them is the reason, for the reader of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.declaration import ROW_TABLES, Declaration, Table

_MARK = "jixiao:"
_TABLES = tuple(Declaration.tables())
_IGNORE = re.compile(r"#+\s*jixiao:\s*(?P<verb>\w*)\s*(?P<rest>.*)")
_CODES = re.compile(r"(?:[A-Za-z]\d\d(?![0-9A-Za-z])[\s,，、]*)+")


@dataclass(frozen=True)
class Suppression:
    """One comment: the field or table that it stands at, and the codes it names (none when it is not understood)."""

    field: str
    codes: frozenset[str]
    text: str

    def covers(self, field: str, code: str) -> bool:
        """Whether a finding of this code in this field is silenced."""
        return code in self.codes and (field == self.field or field.startswith(self.field + "."))


def suppressions(declaration: Declaration) -> list[Suppression]:
    """All such comments of a declaration, understood or not."""
    return [
        Suppression(field, _codes(comment), comment)
        for field, comment in _comments(declaration)
        if _MARK in comment
    ]


def suppressed(field: str, code: str, by: Iterable[Suppression]) -> bool:
    """Whether a comment silences the finding of this code in this field."""
    return any(each.covers(field, code) for each in by)


def _codes(comment: str) -> frozenset[str]:
    match = _IGNORE.search(comment)
    if match is None or match["verb"] != "ignore":
        return frozenset()
    codes = _CODES.match(match["rest"])
    return frozenset(code.upper() for code in re.findall(r"\w\d\d", codes[0])) if codes else frozenset()


def _comments(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """Comments that stand beside something, with the path of that."""
    for name in _TABLES:
        yield from _beside(name, getattr(declaration, name))
    for name in ROW_TABLES:
        for index, row in enumerate(declaration.rows(name)):
            if row.comments:
                yield from _beside(f"{name}[{index}]", row)


def _beside(name: str, table: Table) -> Iterator[tuple[str, str]]:
    for comment in table.comments:
        if comment.place == "beside" and len(comment.path) <= 1:
            yield ".".join((name, *map(str, comment.path))), comment.text
