"""`--format github`: workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from models.rule import Severity, all_rules
from models.text import visible
from tui.console import STANDARD
from tui.file_reports import Place
from tui.inspection import Inspected
from tui.reports import Report, place_of_error

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """One line `::error file=…,line=…::message` per finding and per file that can't be read."""
    titles = {rule.code: f"{rule.code} {rule.title}" for rule in all_rules()}
    lines = [_refusal(each) for each in report.refused]
    lines += [_line(file, place, titles) for file, place in report.placed]
    return "".join(f"{line}\n" for line in lines)


def _line(file: str, place: Place, titles: dict[str, str]) -> str:
    where: dict[str, str | int] = {"file": file, "line": place.line}
    if place.end_line == place.line:
        # GitHub takes columns only where a range stays on its line.
        where |= {"col": place.column, "endColumn": place.end_column}
    else:
        where |= {"endLine": place.end_line}
    found = place.finding
    where["title"] = titles.get(found.code, found.code)
    return _command(_COMMANDS[found.severity], where, found.message)


def _refusal(each: Inspected) -> str:
    file, line, column = place_of_error(each)
    where: dict[str, str | int] = {"file": file}
    if line:
        where["line"] = line
    if column:
        where["col"] = column
    return _command("error", where | {"title": "文件读不了"}, str(each.error))


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    if properties.get("file") == STANDARD:
        properties = {key: properties[key] for key in properties if key == "title"}
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """The text as the runner reads it back, with nothing in it that a terminal would obey."""
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
