"""`--format sarif`: SARIF 2.1.0 (OASIS), which platforms for code show beside a change and keep from run to run."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from models.rule import Rule, Severity, all_rules
from models.text import visible
from tui.console import STANDARD
from tui.file_reports import Place
from tui.inspection import Inspected
from tui.reports import Report, place_of_error
from tui.reports.source import source_text

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
_FINGERPRINT = "jixiao/v1"
_ROW = re.compile(r"indicators\[(\d+)\]")

Json = dict[str, Any]


def render(report: Report) -> str:
    """One run: all rules, one result per finding, one notification per file that can't be read."""
    rules = all_rules()
    index = {rule.code: at for at, rule in enumerate(rules)}
    run: Json = {
        "tool": {"driver": _driver(rules)},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": _text("运行 jixiao check 的文件夹")}},
        "invocations": [_invocation(report)],
        "results": [result for each in report.files for result in _results(each, index)],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False) + "\n"


def _text(text: str) -> Json:
    return {"text": visible(text)}


def _driver(rules: tuple[Rule, ...]) -> Json:
    return {
        "name": "jixiao",
        "version": version("jixiao"),
        "language": "zh-CN",
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": rule.title,
        "shortDescription": _text(rule.title),
        "fullDescription": _text(rule.why),
        "help": _text(f"怎么改：{rule.mend}　依据：{rule.source}"),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _invocation(report: Report) -> Json:
    return {
        "executionSuccessful": not report.refused,
        "toolExecutionNotifications": [_notification(each) for each in report.refused],
    }


def _notification(each: Inspected) -> Json:
    file, line, column = place_of_error(each)
    region: Json = {"startLine": line} if line else {}
    if line and column:
        region["startColumn"] = column
    notification: Json = {"level": "error", "message": _text(str(each.error))}
    if physical := _physical(file, region):
        notification["locations"] = [{"physicalLocation": physical}]
    return notification


def _results(each: Inspected, index: Mapping[str, int]) -> Iterator[Json]:
    meanings = _Meanings(source_text(each) if each.places else "")
    for place in each.places:
        found = place.finding
        yield {
            "ruleId": found.code,
            "ruleIndex": index[found.code],
            "level": _LEVELS[found.severity],
            "message": _text(found.message),
            "locations": [_location(each.path, place)],
            "partialFingerprints": {_FINGERPRINT: _digest(meanings.of(place))},
        }


def _location(file: str, place: Place) -> Json:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    location: Json = {"logicalLocations": [{"fullyQualifiedName": place.finding.field}]}
    if physical := _physical(file, region):
        location = {"physicalLocation": physical, **location}
    return location


def _physical(file: str, region: Json) -> Json:
    """A place in a file; empty for standard input, which is no file."""
    if file == STANDARD:
        return {}
    artifact = {"uri": uri_of(file)}
    if not os.path.isabs(file):
        artifact["uriBaseId"] = _ROOT
    return {"artifactLocation": artifact, **({"region": region} if region else {})}


def uri_of(file: str) -> str:
    """A path as a URI reference: relative as it is given, absolute with its scheme."""
    path = quote(os.fsencode(file), safe="/")
    return f"file://{path}" if os.path.isabs(file) else path.removeprefix("./")


class _Meanings:
    """What the findings of a file are about, whatever stands around it: lines and rows may move.

    That is the rule, the field (of an indicator by its name, not by its position), the words that are meant where it
    is not the field as a whole, and a number where all of these are the same.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._names = _indicator_names(text)
        self._known: Counter[str] = Counter()

    def of(self, place: Place) -> str:
        found = place.finding
        meant = f"{found.code}\0{self._field(found.field)}\0{self._words(place)}"
        self._known[meant] += 1
        return f"{meant}\0{self._known[meant]}"

    def _field(self, path: str) -> str:
        row = _ROW.match(path)
        if row is None:
            return path
        at = int(row[1])
        name = self._names[at] if at < len(self._names) else ""
        return f"{name}\0{path[row.end() :]}"

    def _words(self, place: Place) -> str:
        if place.finding.start == place.finding.end or place.line > len(self._lines):
            return ""
        end = place.end_column - 1 if place.end_line == place.line else None
        return self._lines[place.line - 1][place.column - 1 : end]


def _indicator_names(text: str) -> list[str]:
    try:
        rows = tomllib.loads(text).get("indicators", [])
    except (ValueError, RecursionError):
        # Changed since it was checked.
        return []
    return [str(row.get("name", "")) for row in rows if isinstance(row, dict)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
