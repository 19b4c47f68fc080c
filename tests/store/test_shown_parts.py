"""What a user wants to see of the declarations of a workspace is kept for the next start."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import shown_parts, state


def test_each_workspace_has_a_choice_of_its_own(tmp_path):
    assert shown_parts.recall(tmp_path / "甲") == frozenset()
    assert shown_parts.remember(tmp_path / "甲", {"funds", "monitoring"})
    assert shown_parts.remember(tmp_path / "乙", {"review"})
    assert shown_parts.recall(tmp_path / "甲") == {"funds", "monitoring"}
    shown_parts.remember(tmp_path / "甲", ())
    assert shown_parts.recall(tmp_path / "甲") == frozenset()
    assert shown_parts.recall(tmp_path / "乙") == {"review"}


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b'{"funds": 1', b"5", b"null", b"[[1]]", b"\xff\xfe", b"[" * 4000]
)
def test_a_damaged_choice_is_no_choice(tmp_path, damaged):
    shown_parts.remember(tmp_path, {"funds"})
    (folder,) = state.folders("shown")
    (file,) = folder.iterdir()
    file.write_bytes(damaged)
    assert shown_parts.recall(tmp_path) == frozenset()


def test_where_nothing_can_be_kept_the_choice_holds_until_the_end(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(state, "folders", lambda *_, **__: iter([Path("/dev/null/none")]))
    assert not shown_parts.remember(tmp_path, {"funds"})
    assert shown_parts.recall(tmp_path) == {"funds"}
