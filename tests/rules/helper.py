"""How tests of rules ask one rule about a changed specimen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.checking import check
from models.declaration import Declaration
from models.mending import mend_safely
from models.rule import Finding, rules_named
from models.specimen import specimen


def findings(code: str, changes: Mapping[str, Any]) -> list[Finding]:
    """What one rule finds in the specimen after some changes."""
    return check(specimen(changes), rules=rules_named(code))


def fields(code: str, changes: Mapping[str, Any]) -> list[str]:
    """The fields of those findings."""
    return [found.field for found in findings(code, changes)]


FIELD = "project.content"
"""the running text that tables of texts are put into"""


def in_text(code: str, text: str) -> list[Finding]:
    """What one rule finds in a running text."""
    return [found for found in findings(code, {FIELD: text}) if found.field == FIELD]


def mended(code: str, text: str) -> str:
    """The text after the safe mends of one rule; making them again changes nothing."""

    def find(declaration: Declaration) -> list[Finding]:
        return check(declaration, rules=rules_named(code))

    once = mend_safely(specimen({FIELD: text}), find).declaration
    assert mend_safely(once, find).made == ()
    return str(once.get(FIELD))


def marked(code: str, text: str) -> list[str]:
    """The words of a text that the findings of a rule point at."""
    return [text[found.start : found.end] for found in in_text(code, text)]


def words(text: str) -> list[str]:
    """The words of a table, parted by blanks."""
    return text.split()


def people(**columns: str) -> dict[str, str]:
    """The second indicator, of 3200 persons, with other columns."""
    return {f"indicators[1].{key}": value for key, value in columns.items()}
