"""What is told about one field, and how examples are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.vocabulary import FIELD_NAMES


@dataclass(frozen=True)
class Example:
    """A text as it might stand in a field."""

    text: str
    code: str = ""
    """the rule that finds a bad example; empty in a good one"""
    why: str = ""
    beside: Mapping[str, str] = field(default_factory=dict, hash=False)
    """what must stand in other fields for the example to be one: columns of the same indicator, or field paths"""

    @property
    def context(self) -> str:
        """`beside` in the user's words: `三级指标“服务投诉率”，度量单位“%”`."""
        return "，".join(f"{_heading(path)}“{text}”" for path, text in self.beside.items() if text)


def _heading(path: str) -> str:
    table, _, key = path.rpartition(".")
    return FIELD_NAMES[table.partition("[")[0] or "indicators"][key]


@dataclass(frozen=True)
class Guide:
    """What goes into one field and how it is written."""

    path: str
    """field path, with `[*]` for any indicator or task"""
    title: str
    what: str
    """what goes in, as the notices have it"""
    source: str
    """the notices and the forms that print the field"""
    how: tuple[str, ...]
    """rules of thumb, limits in characters, units"""
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
