"""The other declarations of a workspace, for rules that compare projects."""

from __future__ import annotations

import os
from pathlib import Path

from models.declaration import Declaration
from store.documents import open_document, understood
from store.errors import ClerkError
from store.workspace import Workspace, find_declarations

MOST = 300
"""More projects than a unit has; a folder of thousands is not read just for these rules."""


class Neighbours:
    """The declarations of workspaces as they count, each workspace read once; unreadable ones are left out."""

    def __init__(self) -> None:
        self._known: dict[Path, dict[str, Declaration]] = {}

    def of(self, workspace: Workspace, path: Path | None) -> list[Declaration]:
        """All declarations of the workspace but the one at `path` (None: one that has no file)."""
        if workspace.root is None:
            return []
        if workspace.root not in self._known:
            self._known[workspace.root] = _read_all(workspace)
        own = "" if path is None else os.path.realpath(path)
        return [peer for name, peer in self._known[workspace.root].items() if name != own]


def read_peers(workspace: Workspace, path: Path) -> list[Declaration]:
    """The other declarations of the workspace of one file."""
    return Neighbours().of(workspace, path)


def _read_all(workspace: Workspace) -> dict[str, Declaration]:
    """The declarations of a workspace by their real paths."""
    found: dict[str, Declaration] = {}
    try:
        files = find_declarations(workspace.root or Path())
    except ClerkError:
        return found
    for path in files[:MOST]:
        try:
            declaration = understood(open_document(path)).declaration
        except ClerkError:
            # Whoever opens that file is told; for its neighbours it does not exist.
            continue
        found[os.path.realpath(path)] = declaration.with_unit_defaults(workspace.unit)
    return found
