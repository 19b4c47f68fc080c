"""What `jixiao check` prints: one module per format, named after it, with `render(report) -> str`.

A module is imported only when its format is asked for.
"""

from __future__ import annotations

import importlib
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.rule import Finding, Severity
from tui.console import STANDARD
from tui.file_reports import Place
from tui.inspection import Inspected

FORMATS = ("text", "json", "github", "sarif")
"""Every format, each a module of this package."""


@dataclass(frozen=True)
class Report:
    """What was found in files, and how a person wants to see it."""

    files: Sequence[Inspected]
    """the files that could be read, each with its places in order"""
    refused: Sequence[Inspected] = ()
    """those that could not, each with its error"""
    columns: int = 80
    """cells of a line of the terminal"""
    colour: bool = False

    @property
    def placed(self) -> list[tuple[str, Place]]:
        """All findings with the file of each."""
        return [(each.path, place) for each in self.files for place in each.places]

    @property
    def findings(self) -> list[Finding]:
        """All findings."""
        return [place.finding for _, place in self.placed]


def render(name: str, report: Report) -> str:
    """The report in one of FORMATS."""
    module = importlib.import_module(f"{__name__}.{name}")
    text: str = module.render(report)
    return text


def place_of_error(each: Inspected) -> tuple[str, int, int]:
    """File, line and column where a file can't be read, the latter 0 when not known.

    The file may be the settings of the workspace, named as it is seen from the current folder.
    """
    error = each.error
    if error is None or not error.file or each.path == STANDARD:
        return each.path, getattr(error, "line", 0), getattr(error, "column", 0)
    return _from_here(error.file), error.line, error.column


def _from_here(path: str) -> str:
    here = os.path.join(os.getcwd(), "")
    return path.removeprefix(here)


def summary(report: Report, refused: int) -> str:
    """What was found in how many files, and how many could not be read, as one sentence."""
    counts = Counter(found.severity for found in report.findings)
    found = "，".join(f"{counts[severity]} 个{severity.label}" for severity in Severity if counts[severity])
    unread = f"{refused} 个文件读不了。" if refused else ""
    if not report.files:
        return unread or "没有找到申报文件。"
    return f"检查了 {len(report.files)} 个文件：{found or '没有发现问题'}。{unread}"
