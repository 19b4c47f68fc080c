"""The other declarations of a workspace, for rules that compare projects."""

from __future__ import annotations

from pathlib import Path

from models.declaration import Declaration
from store.documents import open_document
from store.errors import ClerkError
from store.workspace import Workspace, find_declarations

MOST = 300
"""More projects than a unit has; a folder of thousands is not read just for these rules."""


def read_peers(workspace: Workspace, path: Path) -> list[Declaration]:
    """The declarations of the workspace other than `path`; unreadable ones are left out."""
    if workspace.root is None:
        return []
    peers = []
    try:
        files = find_declarations(workspace.root)
    except ClerkError:
        return []
    for file in files[:MOST]:
        if file.resolve() == path.resolve():
            continue
        try:
            peers.append(open_document(file).declaration.with_unit_defaults(workspace.unit))
        except ClerkError:
            continue
    return peers
