"""What the tests of `jixiao check` share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from models.specimen import specimen
from store.layout import emit

Run = Callable[..., tuple[int, str, str]]
"""Runs the command with arguments: exit code, results, messages."""

_QUOTATION = re.compile(r" *\d* \| ")


def write(name: str, changes: dict[str, object] | None = None) -> Path:
    """A file in the current folder that holds the changed specimen."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(emit(specimen(changes)), "utf-8")
    return path


def heads(out: str) -> list[str]:
    """The lines of a text report that begin a finding, without the lines of the file below them."""
    return [line for line in out.splitlines() if not _QUOTATION.match(line)]
