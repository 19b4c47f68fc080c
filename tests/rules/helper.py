"""How tests of rules ask one rule about a changed specimen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.checking import check
from models.rule import Finding, rules_named
from models.specimen import specimen


def findings(code: str, changes: Mapping[str, Any]) -> list[Finding]:
    """What one rule finds in the specimen after some changes."""
    return check(specimen(changes), rules=rules_named(code))


def fields(code: str, changes: Mapping[str, Any]) -> list[str]:
    """The fields of those findings."""
    return [found.field for found in findings(code, changes)]
