"""What was found in one file as data that can be kept and sent to another process, and back."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.checking import Checker
from models.declaration import Amount
from models.digest import Digest
from models.money import finite
from models.peers import Peer, PeerRow, PeerTask
from models.rule import Finding, Severity, Surroundings
from models.suppression import suppressions
from store.check_cache import Report
from store.documents import Document, locate_ranges
from store.workspace import Workspace


@dataclass(frozen=True)
class Place:
    """Where a finding stands in its file: lines and columns from 1, in code points, the end exclusive."""

    finding: Finding
    line: int
    column: int
    end_line: int
    end_column: int


def judge(document: Document, workspace: Workspace, checker: Checker) -> Report:
    """What the rules that look at nothing else find in a document, as data that can be kept and sent."""
    declaration = document.declaration.with_unit_defaults(workspace.unit)
    found = checker.findings(declaration, Surroundings(practice=workspace.practice))
    peer = Peer.of(declaration, "")
    return {
        "places": [as_row(place) for place in place_findings(document.text, found)],
        "peer": _packed(peer),
        "digest": Digest.of(document.declaration).packed(),
        "quiet": [[each.field, sorted(each.codes)] for each in suppressions(declaration)],
    }


def place_findings(text: str, found: Sequence[Finding]) -> list[Place]:
    """Where findings stand in the text of their file, by line and column."""
    if not found:
        return []
    ranges = locate_ranges(text, [(each.field, each.start, each.end) for each in found])
    places = [
        Place(each, at.line, at.column, at.end_line, at.end_column)
        for each, at in zip(found, ranges, strict=True)
    ]
    return sorted(places, key=lambda place: (place.line, place.column, place.finding.code))


def as_row(place: Place) -> list[str | int]:
    """A finding and its place as data that JSON holds."""
    found = place.finding
    return [
        found.field,
        found.message,
        found.start,
        found.end,
        found.code,
        found.severity.value,
        place.line,
        place.column,
        place.end_line,
        place.end_column,
    ]


def _packed(peer: Peer) -> str:
    """A peer as JSON within JSON: it is unpacked only when projects are compared anew."""
    rows = [[row.name, row.sign, row.value, row.unit, row.attribute] for row in peer.rows]
    money = [*map(_amount, (peer.total, peer.fiscal, peer.other))]
    facts: list[Any] = [peer.unit, peer.year, peer.project, rows, money]
    if peer.tasks is not None:
        facts.append([[task.projects, *map(_amount, task[1:])] for task in peer.tasks])
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def peer_of(path: str, report: Report) -> Peer:
    """What other projects may know of the file at `path`."""
    unit, year, project, rows, money, *tasks = json.loads(report["peer"])
    return Peer(
        _key(path),
        unit,
        year,
        project,
        tuple(map(PeerRow._make, rows)),
        total=_number(money[0]),
        fiscal=_number(money[1]),
        other=_number(money[2]),
        tasks=tuple(PeerTask(name, *map(_number, own)) for name, *own in tasks[0]) if tasks else None,
    )


def _amount(amount: Amount) -> str | None:
    """An amount as JSON holds it exactly; None for one that is no number, which says nothing to other projects."""
    known = finite(amount)
    return None if known is None else str(known)


def _number(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def _key(path: str) -> str:
    """What tells a project from its peers."""
    return os.path.realpath(path) if os.path.islink(path) else os.path.abspath(path)


_SEVERITIES = {severity.value: severity for severity in Severity}
CODE = 4
"""where the code stands in a row."""


def placed_row(row: Sequence[Any], severity: Severity | None = None) -> Place:
    """The finding that a row holds, perhaps taken more or less gravely."""
    name, message, start, end, code, own, *at = row
    return Place(Finding(name, message, start, end, code, severity or _SEVERITIES[own]), *at)
