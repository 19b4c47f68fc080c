"""Unsaved work of an earlier session is kept until the user has decided on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.declaration import Declaration, Project
from store import journal
from store.documents import canonical_text, open_document
from store.workspace import Workspace
from tui.conflict import save_copy
from tui.session import Session

SAVED = Declaration(project=Project(name="城乡医疗救助经费项目", year=2026))
LEFT = SAVED.with_value("project.overview", "呈贡区2026年保障人数2014人。")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session on a file that an earlier one died over, with work that was not saved."""
    path = tmp_path / "项目.toml"
    path.write_text(canonical_text(SAVED), "utf-8")
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom pathlib import Path\nfrom store import journal\n"
            "path = Path(sys.argv[1])\nassert journal.write(path, sys.argv[2], path.read_bytes())",
            str(path),
            canonical_text(LEFT),
        ],
        check=True,
        env=os.environ,
    )
    return Session(open_document(path), Workspace())


def test_it_is_offered(session):
    assert session.left_behind().text == canonical_text(LEFT)


def test_put_off_it_is_offered_again_after_other_work_was_saved(session):
    session.left_behind()
    session.set_value("project.plan", "按季度拨付。")
    session.write_journal()
    session.save()
    session.discard_journal()
    assert session.left_behind().text == canonical_text(LEFT)


def test_dropped_it_is_gone(session):
    session.drop(session.left_behind())
    assert session.left_behind() is None


def test_recovered_it_stays_until_it_is_saved(session):
    assert session.recover(session.left_behind())
    assert session.declaration == LEFT
    session.undo()
    session.discard_journal()
    assert session.left_behind() is not None
    session.redo()
    session.save()
    assert open_document(session.document.path).declaration == LEFT
    assert journal.read(session.document.path) is None


def test_recovered_and_saved_as_another_file_it_is_not_offered_again(session):
    path = session.document.path
    assert session.recover(session.left_behind())
    save_copy(session, path.with_name("副本.toml"))
    assert open_document(session.document.path).declaration == LEFT
    assert journal.read(path) is None
    assert Session(open_document(path), Workspace()).left_behind() is None
