"""`jixiao check --fix`: make the safe mends of a file and save it."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.checking import Checker
from models.declaration import Declaration
from models.mending import mend_safely
from models.peers import Peers
from models.rule import Finding
from store.documents import NOT_CANONICAL, open_document, save_document, understood
from store.workspace import find_workspace
from tui.judging import surroundings


@dataclass(frozen=True)
class Fixed:
    """What was mended in a file: how many findings, and the change as a unified diff of its text."""

    count: int = 0
    diff: str = ""
    laid_out: bool = False
    """the file was not in the canonical layout, so that the diff shows more than the mends"""


def fix_file(path: Path, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Fixed:
    """Make every mend that keeps the meaning. Raises ClerkError when the file can't be read or saved."""
    document = understood(open_document(path))
    workspace = find_workspace(path)
    choice = workspace.choice(path, workspace.selection.narrowed(select, ignore))
    checker = Checker(choice)
    around = surroundings(workspace, path, Peers())

    def find(declaration: Declaration) -> list[Finding]:
        return checker.findings(declaration.with_unit_defaults(workspace.unit), around)

    mended = mend_safely(document.declaration, find)
    if mended.declaration == document.declaration:
        return Fixed()
    saved = save_document(document, mended.declaration)
    return Fixed(
        len(mended.made), _diff(str(path), document.text, saved.text), NOT_CANONICAL in document.notes
    )


def _diff(name: str, old: str, new: str) -> str:
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), name, name, n=1
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
