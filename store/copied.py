"""The indicators copied last, kept for other windows and for the next start.

One file in the state folder of the user, `clipboard/indicators.json`, mode 0600, with the rows as the text of a
declaration, so that comments and unknown keys come along. Nothing here raises for what is wrong on disk.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from models.declaration import Declaration, Indicator
from store import state
from store.atomic import overwrite
from store.errors import ClerkError
from store.layout import emit, parse

_FILE = "indicators.json"
_SIZE_LIMIT = 16 * 1024 * 1024

Stamp = tuple[str, int, int, int]
"""which file it is, and which writing of it"""


@dataclass(frozen=True)
class Copied:
    """Rows, and the file they were copied from."""

    rows: tuple[Indicator, ...]
    source: str = ""


def write(copied: Copied) -> bool:
    """Keep these instead of what was copied before; whether they are kept."""
    try:
        text = emit(Declaration(indicators=copied.rows))
        record = {"source": copied.source, "text": text}
        data = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except (ClerkError, ValueError):
        return False
    for folder in state.folders("clipboard", make=True):
        try:
            overwrite(folder / _FILE, data)
        except OSError:
            continue
        for other in state.folders("clipboard"):
            if other != folder:
                with contextlib.suppress(OSError):
                    os.unlink(other / _FILE)
        return True
    return False


def stamp() -> Stamp | None:
    """What changes when any window copies something; None when nothing is kept."""
    for file in _files():
        with contextlib.suppress(OSError):
            found = file.stat(follow_symlinks=False)
            return str(file), found.st_ino, found.st_mtime_ns, found.st_size
    return None


def read() -> Copied | None:
    """What was copied last; None when that can't be read."""
    for file in _files():
        data = state.read_own(file, _SIZE_LIMIT + 1)
        if data is None or len(data) > _SIZE_LIMIT:
            continue
        try:
            record = json.loads(data.decode("utf-8", "surrogatepass"))
            return Copied(parse(str(record["text"])).indicators, str(record["source"]))
        except (ClerkError, ValueError, KeyError, TypeError, RecursionError):
            continue
    return None


def _files() -> list[Path]:
    return [folder / _FILE for folder in state.folders("clipboard")]
