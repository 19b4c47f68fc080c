"""Finding text in a declaration, and replacing it.

A text is found in any width and case (`２０１４` finds 2014), an amount with or without separators. Letters that stand
nowhere as they are find what is spelled or abbreviated so in pinyin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models import filtering
from models.declaration import Declaration, field_paths
from models.filtering import normal_form
from models.patterns import Pattern
from models.text import clean

_SEVERAL_LINES = frozenset({"basis", "overview", "content", "funding", "plan", "outcome", "profile"}) | {
    "overall",
    "annual",
    "scoring",
    "deviation",
    "achievement",
    "remarks",
}


_SEPARATED = Pattern(r"[0-9]{1,3}(?:,[0-9]{1,3})+(?:\.[0-9]*)?")


@dataclass(frozen=True)
class Hit:
    """A place where something was found: characters `start` to `end` of the text of a field."""

    field: str
    start: int
    end: int
    text: str
    """the whole text of the field"""
    can_replace: bool
    """whether the field holds text; numbers and signs are changed in their fields"""

    @property
    def found(self) -> str:
        return self.text[self.start : self.end]


def find(declaration: Declaration, query: str) -> list[Hit]:
    """Where a text stands, in the order of the file; nothing for an empty one."""
    wanted = normal_form(clean(query))
    if not wanted.strip():
        return []
    fields = list(_fields(declaration))
    hits = [hit for path, text, is_text in fields for hit in _literal(path, text, is_text, wanted)]
    if not hits and wanted.isascii() and wanted.isalpha():
        hits = [hit for path, text, is_text in fields for hit in _spelled(path, text, is_text, wanted)]
    return hits


def _fields(declaration: Declaration) -> Iterator[tuple[str, str, bool]]:
    """Path, text and whether it is a text that may be replaced."""
    for path in field_paths(declaration):
        value = declaration.get(path)
        if isinstance(value, str) and value:
            yield path, value, not path.endswith(".sign")
        elif text := _as_text(value):
            yield path, text, False


def _as_text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return "-".join(map(str, value))
    return "" if value is None or isinstance(value, str) else str(value)


def _literal(path: str, text: str, is_text: bool, wanted: str) -> Iterator[Hit]:
    if not is_text and _SEPARATED.fullmatch(wanted):
        wanted = wanted.replace(",", "")
    normal = normal_form(text)
    at = normal.find(wanted) if wanted else -1
    while at >= 0:
        yield Hit(path, at, at + len(wanted), text, is_text)
        at = normal.find(wanted, at + len(wanted))


def _spelled(path: str, text: str, is_text: bool, wanted: str) -> Iterator[Hit]:
    """What a word of letters spells, once in each paragraph."""
    start = 0
    for paragraph in text.split("\n"):
        found = filtering.find(wanted, paragraph)
        if found:
            yield Hit(path, start + found[0], start + found[-1] + 1, text, is_text)
        start += len(paragraph) + 1


def replace(declaration: Declaration, hits: Sequence[Hit], replacement: str) -> Declaration:
    """The declaration with hits replaced; those that can't be, or whose text has changed since, are left.

    In a field of one line a line feed of the replacement becomes a blank.
    """
    by_field: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.can_replace:
            by_field.setdefault(hit.field, []).append(hit)
    for field, places in by_field.items():
        try:
            text = declaration.get(field)
        except LookupError:
            continue
        if text == places[0].text:
            declaration = declaration.with_value(field, replaced(field, text, places, replacement))
    return declaration


def replaced(field: str, text: str, hits: Sequence[Hit], replacement: str) -> str:
    """The text of a field with hits in it replaced."""
    new = clean(replacement)
    if field.rpartition(".")[2] not in _SEVERAL_LINES:
        new = new.replace("\n", " ").replace("\t", " ")
    for hit in sorted(hits, key=lambda hit: -hit.start):
        text = text[: hit.start] + new + text[hit.end :]
    return text


def next_hit(hits: Sequence[Hit], order: Sequence[str], field: str, offset: int, by: int) -> Hit | None:
    """The hit after (1) or before (-1) a place, round the ends; `order` lists the fields as in the file."""
    if not hits:
        return None
    place = {path: at for at, path in enumerate(order)}
    here = (place.get(field, -1), offset)
    keys = [(place.get(hit.field, 0), hit.start) for hit in hits]
    if by > 0:
        at = next((at for at, key in enumerate(keys) if key > here), 0)
    else:
        at = next((at for at in range(len(keys) - 1, -1, -1) if keys[at] < here), len(keys) - 1)
    return hits[at]
