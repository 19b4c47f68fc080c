"""What was found in a document is known at the next start, as long as nothing it depends on has changed."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

import models
from models.checking import check
from models.rule import Finding, Mend
from store import found_before
from store.documents import open_document
from store.found_before import recall, remember

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_before, "user_cache_path", lambda *_, **__: tmp_path / "cache")


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "jixiao.toml"
    file.write_text("[rules]\n", encoding="utf-8")
    return file


def test_the_findings_of_a_real_declaration_come_back_with_their_mends(
    tmp_path: Path, settings: Path
) -> None:
    (file,) = (EXAMPLES / "2026").glob("城乡医疗救助*.toml")
    findings = list(check(open_document(file).declaration))
    assert any(found.mend for found in findings)
    remember(tmp_path / "a.toml", b"content", settings, findings)
    assert recall(tmp_path / "a.toml", b"content", settings) == findings


def test_every_kind_of_value_comes_back(tmp_path: Path) -> None:
    changes = {"a": Decimal("1.50"), "b": (2026, 2028), "c": None, "d": "甲\ud800"[:1], "e": 3}
    found = [Finding("project.name", "甲", 1, 2, "V01", mend=Mend("改", changes, safe=False))]
    remember(tmp_path / "a.toml", b"content", None, found)
    assert recall(tmp_path / "a.toml", b"content", None) == found


def test_another_content_other_settings_or_another_program_is_not_known(
    tmp_path: Path, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.toml"
    remember(file, b"content", settings, [])
    assert recall(file, b"content", settings) == []
    assert recall(file, b"other", settings) is None
    assert recall(tmp_path / "b.toml", b"content", settings) is None
    assert recall(file, b"content", None) is None
    settings.write_text('[rules]\nignore = ["V14"]\n', encoding="utf-8")
    assert recall(file, b"content", settings) is None
    settings.write_text("[rules]\n", encoding="utf-8")
    assert recall(file, b"content", settings) == []
    code = tmp_path / "models"
    code.mkdir()
    (code / "rule.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(models, "__path__", [str(code)])
    assert recall(file, b"content", settings) is None


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"key":', b"\xff", b'{"key": 1, "findings": [[1]]}'])
def test_a_damaged_memory_knows_nothing(tmp_path: Path, damage: bytes) -> None:
    remember(tmp_path / "a.toml", b"content", None, [])
    (file,) = (tmp_path / "cache" / "found").iterdir()
    file.write_bytes(damage)
    assert recall(tmp_path / "a.toml", b"content", None) is None


def test_nowhere_to_write_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"")
    remember(tmp_path / "a.toml", b"content", None, [])
    assert recall(tmp_path / "a.toml", b"content", None) is None
    assert os.path.isfile(tmp_path / "cache")
