"""`--format text`: for people, one finding after the other."""

from __future__ import annotations

from models.text import visible
from tui.inspection import Place
from tui.reports import Report


def render(report: Report) -> str:
    """`file:line:column 级别 CODE message` for each finding."""
    return "".join(f"{_head(file, place)}\n" for file, place in report.placed)


def _head(file: str, place: Place) -> str:
    found = place.finding
    where = f"{visible(file)}:{place.line}:{place.column}"
    return f"{where} {found.severity.label} {found.code} {visible(found.message)}"
