"""What `jixiao check` prints: findings at their places in the files, as text or JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.rule import Finding, Severity
from models.text import is_forbidden, visible


@dataclass(frozen=True)
class Located:
    """A finding and where it stands: line and column from 1, in code points of the TOML text."""

    file: str
    line: int
    column: int
    finding: Finding

    @property
    def order(self) -> tuple[int, int, str]:
        """By place in the file."""
        return (self.line, self.column, self.finding.code)


def as_text(places: Iterable[Located]) -> str:
    """One line per finding: `file:line:column 级别 CODE message`."""
    return "".join(f"{_text_line(place)}\n" for place in places)


def _text_line(place: Located) -> str:
    found = place.finding
    where = f"{visible(place.file)}:{place.line}:{place.column}"
    return f"{where} {found.severity.label} {found.code} {visible(found.message)}"


def as_json(places: Iterable[Located]) -> str:
    """One array of objects with file, line, column, code, severity, field and message."""
    rows = [
        {
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "code": place.finding.code,
            "severity": place.finding.severity.value,
            "field": place.finding.field,
            "message": place.finding.message,
        }
        for place in places
    ]
    if not rows:
        return "[]\n"
    text = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    # A file may be named with what a terminal would obey; in JSON it can be escaped without being changed.
    text = "".join(f"\\u{ord(char):04x}" if is_forbidden(char) else char for char in text)
    return f"[\n{text}\n]\n"


def summary(files: int, findings: Sequence[Finding], unreadable: int) -> str:
    """What was found in how many files, as one sentence."""
    counts = Counter(found.severity for found in findings)
    found = "，".join(f"{counts[severity]} 个{severity.label}" for severity in Severity if counts[severity])
    refused = f"{unreadable} 个文件读不了。" if unreadable else ""
    if not files:
        return refused or "没有找到申报文件。"
    return f"检查了 {files} 个文件：{found or '没有发现问题'}。{refused}"
