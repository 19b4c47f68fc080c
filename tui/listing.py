"""The declarations of a folder as rows of a list: read, judged together, added up. Knows no screen."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from models.checking import check
from models.declaration import Declaration
from models.money import format_yuan
from models.peers import Peer, Peers
from models.rule import Severity
from models.text import truncate, visible, width
from store.documents import Document, open_document
from store.errors import ClerkError
from store.workspace import Workspace
from tui.judging import peer_key, surroundings


@dataclass(frozen=True)
class Row:
    """A file of the folder, or a folder in it that can't be read."""

    path: Path
    document: Document | None = None
    error: str = ""
    """why it can't be read"""
    errors: int = 0
    warnings: int = 0

    @property
    def declaration(self) -> Declaration | None:
        return self.document.declaration if self.document else None

    @property
    def is_newer(self) -> bool:
        """Whether it has a format that is shown but never judged."""
        return self.document is not None and bool(self.document.read_only)

    @property
    def amount(self) -> Decimal | None:
        total = self.declaration.budget.total if self.declaration else None
        return total if isinstance(total, Decimal) else None

    @property
    def title(self) -> str:
        """The name of the project, else that of the file."""
        name = visible(self.declaration.project.name).strip() if self.declaration else ""
        return name or visible(self.path.name)

    @property
    def year(self) -> str:
        return visible(str(self.declaration.project.year or "")) if self.declaration else ""


def read_row(path: Path) -> Row:
    """The file at `path` as a row, whatever is wrong with it."""
    try:
        return Row(path, open_document(path))
    except ClerkError as error:
        return Row(path, error=str(error))


def judged(rows: Sequence[Row], workspace: Workspace) -> list[Row]:
    """The rows with their problems, once all projects are known to each other."""
    effective = {
        row.path: row.declaration.with_unit_defaults(workspace.unit)
        for row in rows
        if row.declaration is not None and not row.is_newer
    }
    peers = Peers(Peer.of(declaration, peer_key(path)) for path, declaration in effective.items())
    return [
        _judged(row, effective[row.path], workspace, peers) if row.path in effective else row for row in rows
    ]


def _judged(row: Row, declaration: Declaration, workspace: Workspace, peers: Peers) -> Row:
    around = surroundings(workspace, row.path, peers)
    found = Counter(item.severity for item in check(declaration, around, choice=workspace.choice(row.path)))
    return replace(row, errors=found[Severity.ERROR], warnings=found[Severity.WARNING])


def labels(rows: Sequence[Row], folder: Path, cells: int) -> list[str]:
    """What each row is called in `cells` cells: its project; with its file where another of the year is called so."""
    names = Counter((row.year, row.title) for row in rows if row.declaration)
    return [
        _with_file(row, folder, cells) if names[row.year, row.title] > 1 else truncate(row.title, cells)
        for row in rows
    ]


def _with_file(row: Row, folder: Path, cells: int) -> str:
    """The file decides, so of a long one its end stays, and the title takes what is left."""
    file = visible(os.path.relpath(row.path, folder))
    room = max(cells * 2 // 3, cells - width(row.title) - 1)
    if width(file) > room:
        while width(file) > room - 1:
            file = file[1:]
        file = f"…{file}"
    return f"{truncate(row.title, cells - width(file) - 1)} {file}"


def summary(rows: Sequence[Row]) -> str:
    """How many declarations there are, what they add up to, and what is left out of that."""
    read = [row for row in rows if row.document]
    total = sum((row.amount for row in read if row.amount is not None), Decimal(0))
    unread = len(rows) - len(read)
    newer = sum(row.is_newer for row in read)
    return "".join(
        (
            f"{len(read)} 个申报，合计 {format_yuan(total)} 元",
            f"；另有 {unread} 个读不了" if unread else "",
            f"；{newer} 个版本较新，没有检查" if newer else "",
        )
    )
