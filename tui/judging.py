"""Findings of declarations as their workspace judges them: its facts, its choice of rules, its other projects."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from models.checking import check
from models.declaration import Declaration
from models.peers import Peer, Peers
from models.rule import Finding, Surroundings
from store.documents import look_at
from store.errors import ClerkError
from store.workspace import Workspace, department_projects, find_declarations


def peer_key(path: Path | None) -> str:
    """What tells the project at a path from the others; empty for one without a file."""
    return "" if path is None else os.path.realpath(path)


def surroundings(workspace: Workspace, path: Path | None, peers: Peers) -> Surroundings:
    """What rules may know beyond the declaration at `path`."""
    return Surroundings(peers, peer_key(path), workspace.practice)


def read_peers(workspace: Workspace, most: int | None = None, department: Path | None = None) -> Peers:
    """The projects of a workspace, at most so many; those that can't be read are left out.

    Of a `department`, given by its file, all projects are among them: it names them, and not one may be missing.
    """
    try:
        own = [] if department is None else department_projects(department)
        files = [] if workspace.root is None else find_declarations(workspace.root)
    except ClerkError:
        return Peers()
    wanted = dict.fromkeys([*map(os.path.abspath, own), *map(os.path.abspath, files[:most])])
    return Peers(peer for path in wanted if (peer := _peer(Path(path), workspace)) is not None)


def _peer(path: Path, workspace: Workspace) -> Peer | None:
    try:
        declaration = look_at(path).declaration
    except ClerkError:
        # Whoever opens that file is told; for its neighbours it does not exist.
        return None
    return Peer.of(declaration.with_unit_defaults(workspace.unit), peer_key(path))


class Judge:
    """Judges files one after the other; the projects of each workspace are read once."""

    def __init__(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> None:
        self._select = tuple(select)
        self._ignore = tuple(ignore)
        self._peers: dict[Path | None, Peers] = {}

    def findings(self, declaration: Declaration, workspace: Workspace, path: Path | None) -> list[Finding]:
        """The findings of the declaration at `path` (None: one without a file)."""
        selection = workspace.selection.narrowed(self._select, self._ignore)
        return check(
            declaration.with_unit_defaults(workspace.unit),
            surroundings(workspace, path, self._peers_of(workspace)),
            choice=workspace.choice(path, selection),
        )

    def _peers_of(self, workspace: Workspace) -> Peers:
        if workspace.root not in self._peers:
            self._peers[workspace.root] = read_peers(workspace)
        return self._peers[workspace.root]
