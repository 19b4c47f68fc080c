"""The declaration of tests/fixtures/complete.toml, in which every field of a project is filled in."""

from __future__ import annotations

from pathlib import Path

from models.declaration import Declaration
from store.documents import open_document

PATH = Path(__file__).parents[1] / "fixtures" / "complete.toml"


def declaration() -> Declaration:
    return open_document(PATH).declaration
