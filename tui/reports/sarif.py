"""`--format sarif`: SARIF 2.1.0 (OASIS), which platforms for code show beside a change and keep from run to run."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from models.declaration import Declaration
from models.rule import Finding, Rule, Severity, all_rules
from models.text import visible
from store.documents import read_document
from store.errors import ClerkError
from tui.console import STANDARD
from tui.inspection import Inspected, Place
from tui.reports import Report, place_of_error
from tui.reports.source import source_text

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
_FINGERPRINT = "jixiao/v1"

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
    declaration = _declaration(each) if each.places else None
    known: Counter[str] = Counter()
    for place in each.places:
        found = place.finding
        meant = _meaning(found, declaration)
        known[meant] += 1
        yield {
            "ruleId": found.code,
            "ruleIndex": index[found.code],
            "level": _LEVELS[found.severity],
            "message": _text(found.message),
            "locations": [_location(each.path, place)],
            "partialFingerprints": {_FINGERPRINT: _digest(f"{meant}\0{known[meant]}")},
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


def _declaration(each: Inspected) -> Declaration | None:
    try:
        return read_document(Path(each.path), source_text(each).encode()).declaration
    except ClerkError:
        # Changed since it was checked.
        return None


def _meaning(found: Finding, declaration: Declaration | None) -> str:
    """What a finding is about, whatever stands around it: rule, field, and the words that it means.

    An indicator is told by its name, not by its position: rows and lines may move.
    """
    field, words = found.field, ""
    if declaration is not None:
        table, _, key = found.field.partition(".")
        if table.startswith("indicators["):
            row = int(table.removeprefix("indicators[").removesuffix("]"))
            name = declaration.indicators[row].name if row < len(declaration.indicators) else ""
            field = f"indicators\0{name}\0{key}"
        words = _words(found, declaration)
    return f"{found.code}\0{field}\0{words}"


def _words(found: Finding, declaration: Declaration) -> str:
    """The characters that are meant; empty when it is the field as a whole, however that is written by now."""
    try:
        value = declaration.get(found.field)
    except LookupError:
        return ""
    return value[found.start : found.end] if isinstance(value, str) else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
