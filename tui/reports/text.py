"""`--format text`: for people, one finding after the other, each with the line that it means.

2026/project.toml:45:10 错误 V03 what is wrong
  45 | attribute = "定性指标"
     |              ^^^^^^^^
"""

from __future__ import annotations

from collections.abc import Iterator

from click import style

from models.rule import Severity
from models.text import visible
from tui.file_reports import Place
from tui.reports import Report
from tui.reports.excerpt import excerpt
from tui.reports.source import source_text

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_NARROWEST = 20


def render(report: Report) -> str:
    """`file:line:column 级别 CODE message` for each finding, its line, and ^ under the very characters."""
    lines: list[str] = []
    for each in report.files:
        source = source_text(each).split("\n") if each.places else []
        for place in each.places:
            lines.append(_head(each.path, place, report))
            lines += _quotation(source, place, report)
    return "".join(f"{line}\n" for line in lines)


def _head(file: str, place: Place, report: Report) -> str:
    found = place.finding
    where = f"{visible(file)}:{place.line}:{place.column}"
    if report.colour:
        where = style(where, bold=True)
    label = _coloured(found.severity.label, found.severity, report)
    return f"{where} {label} {found.code} {visible(found.message)}"


def _quotation(source: list[str], place: Place, report: Report) -> Iterator[str]:
    """The line in two: as it is written, and what of it is meant. None for what does not stand in the file."""
    stands_nowhere = place.line == place.column == place.end_line == place.end_column == 1
    if stands_nowhere or place.line > len(source):
        return
    line = source[place.line - 1]
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    # With a number before it, no line of a file can be taken for a command by what reads the log of a build.
    gutter = f"{place.line:>4} | "
    quoted = excerpt(line, place.column - 1, end, max(report.columns - len(gutter), _NARROWEST))
    yield gutter + quoted.shown
    carets = _coloured("^" * quoted.marked, place.finding.severity, report)
    yield f"{'| ':>{len(gutter)}}{' ' * quoted.before}{carets}"


def _coloured(text: str, severity: Severity, report: Report) -> str:
    return style(text, fg=_COLOURS[severity], bold=True) if report.colour else text
