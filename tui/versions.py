"""Earlier versions of a declaration file, as declarations."""

from __future__ import annotations

from pathlib import Path

from models.declaration import Declaration
from store import git
from store.documents import read_document, understood
from store.errors import ClerkError

LAST_COMMIT = "HEAD"


def version(revision: str, path: Path) -> Declaration:
    """The declaration as a file held it at a git revision; ClerkError where there is none, or none to be read."""
    if not path.parent.is_dir():
        raise ClerkError(f"没有文件夹 {path.parent}。")
    data = git.show(revision, path)
    return understood(read_document(Path(f"{revision}:{path.name}"), data, to_save=False)).declaration
