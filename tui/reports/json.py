"""`--format json`: one array of objects, the contract for other programs."""

from __future__ import annotations

import json

from models.text import FORBIDDEN
from tui.reports import Report


def render(report: Report) -> str:
    """Objects with file, line, column, code, severity, field and message. Unreadable files are told on stderr only."""
    rows = [
        {
            "file": file,
            "line": place.line,
            "column": place.column,
            "code": place.finding.code,
            "severity": place.finding.severity.value,
            "field": place.finding.field,
            "message": place.finding.message,
        }
        for file, place in report.placed
    ]
    if not rows:
        return "[]\n"
    text = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    # A file may be named with what a terminal would obey; in JSON it can be escaped without being changed.
    text = FORBIDDEN.sub(lambda char: f"\\u{ord(char[0]):04x}", text)
    return f"[\n{text}\n]\n"
