"""What the rules found in a document when it was last open, so that the editor shows it before it has loaded them.

One file per document in the user's cache folder (`$XDG_CACHE_HOME/jixiao/found`), good for one content of it, one state
of the settings and of the program. It may be deleted or damaged at any time; then nothing is known.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

import models
from models.rule import Finding, Mend, Severity
from store.atomic import overwrite

_NUMBER = "number"


def recall(path: Path, content: bytes, settings: Path | None) -> list[Finding] | None:
    """What was found in a document of this content, or None. `settings` is the workspace's file."""
    try:
        data = json.loads(_file(path).read_bytes(), object_hook=_value)
        if data["key"] != _key(content, settings):
            return None
        return [_finding(*row) for row in data["findings"]]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def remember(path: Path, content: bytes, settings: Path | None, findings: Sequence[Finding]) -> None:
    """Keep what was found in a document of this content. Never raises: the next start is slower without it."""
    rows = [
        (
            found.field,
            found.message,
            found.start,
            found.end,
            found.code,
            found.severity,
            found.mend and (found.mend.label, dict(found.mend.changes), found.mend.safe),
        )
        for found in findings
    ]
    with contextlib.suppress(OSError, ValueError, TypeError):
        data = {"key": _key(content, settings), "findings": rows}
        file = _file(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(data, ensure_ascii=False, default=_number)
        overwrite(file, text.encode("utf-8", "surrogatepass"))


def _file(path: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(os.path.realpath(path)), digest_size=16).hexdigest()
    return user_cache_path("jixiao", appauthor=False) / "found" / f"{name}.json"


def _key(content: bytes, settings: Path | None) -> str:
    digest = hashlib.blake2b(sys.version.encode() + b"\n" + content, digest_size=16)
    if settings is not None:
        digest.update(settings.read_bytes())
    for folder, _, files in sorted(os.walk(models.__path__[0])):
        for name in sorted(files):
            if name.endswith(".py"):
                marks = os.stat(os.path.join(folder, name))
                digest.update(f"{name} {marks.st_size} {marks.st_mtime_ns}".encode())
    return digest.hexdigest()


def _finding(
    field: str, message: str, start: int, end: int, code: str, severity: str, mend: Sequence[Any] | None
) -> Finding:
    made = None
    if mend is not None:
        label, changes, safe = mend
        made = Mend(label, {path: _as_kept(value) for path, value in changes.items()}, safe)
    return Finding(field, message, start, end, code, Severity(severity), made)


def _as_kept(value: Any) -> Any:
    return tuple(map(_as_kept, value)) if isinstance(value, list) else value


def _number(value: Any) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {_NUMBER: str(value)}
    raise TypeError(type(value).__name__)


def _value(data: dict[str, Any]) -> Any:
    return Decimal(data[_NUMBER]) if data.keys() == {_NUMBER} else data
