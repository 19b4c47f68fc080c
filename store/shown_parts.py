"""Which parts of its declarations the user wants to see in a workspace, beyond those that have content.

One small file per workspace in the state folder of the user, `shown/<digest>.json`. Nothing here raises for what is
wrong on disk; where nothing can be written, the choice holds until the program ends.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from store import state
from store.atomic import overwrite

_LIMIT = 4096
_unwritten: dict[Path, frozenset[str]] = {}
"""choices that could not be kept"""


def recall(workspace: Path) -> frozenset[str]:
    """The names of the parts that were wanted last in the workspace of this folder."""
    if workspace in _unwritten:
        return _unwritten[workspace]
    for folder in state.folders("shown"):
        data = state.read_own(folder / _name(workspace), _LIMIT)
        if data is not None:
            return _names(data)
    return frozenset()


def remember(workspace: Path, names: Iterable[str]) -> bool:
    """Keep these instead; whether they are kept for the next start."""
    data = json.dumps(sorted(names)).encode()
    for folder in state.folders("shown", make=True):
        try:
            overwrite(folder / _name(workspace), data)
        except OSError:
            continue
        _unwritten.pop(workspace, None)
        return True
    _unwritten[workspace] = _names(data)
    return False


def _names(data: bytes) -> frozenset[str]:
    try:
        return frozenset(name for name in json.loads(data) if isinstance(name, str))
    except (ValueError, TypeError, RecursionError):
        return frozenset()


def _name(workspace: Path) -> str:
    place = os.fsencode(os.path.realpath(workspace))
    return f"{hashlib.blake2b(place, digest_size=16).hexdigest()}.json"
