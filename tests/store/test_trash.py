"""Deleted files come back as they were, and no file is lost on the way into the trash or out of it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from store import atomic, trash
from store.atomic import ChangedOnDisk
from store.errors import ClerkError

BYTES = 'format = 1\n[project]\nname = "甲"\n'.encode("gb18030")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2026" / "甲 项目.toml"
    path.parent.mkdir()
    path.write_bytes(BYTES)
    path.chmod(0o600)
    return path


def test_a_deleted_file_comes_back_with_its_bytes_and_its_mode_even_when_its_folder_is_gone(file):
    trash.discard(file, "甲项目")
    file.parent.rmdir()
    (item,) = trash.items()
    assert (item.path, item.title, item.kept.read_bytes()) == (file, "甲项目", BYTES)
    assert trash.restore(item) == file
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (BYTES, 0o600)
    assert (trash.items(), list(trash.trash_folder().iterdir())) == ([], [])


def test_restoring_never_replaces_a_file_that_came_meanwhile(file):
    item = trash.discard(file, "甲")
    file.write_text("新的", "utf-8")
    with pytest.raises(ChangedOnDisk, match="已经有同名的文件"):
        trash.restore(item)
    assert file.read_text("utf-8") == "新的"
    assert trash.restore(item, file.with_name("乙.toml")).read_bytes() == BYTES


def test_the_trash_lists_the_newest_first_and_skips_what_is_damaged(file):
    first = trash.discard(file, "第一份")
    file.write_bytes(b"2")
    second = trash.discard(file, "第二份")
    (trash.trash_folder() / "0-bad.json").write_text("{", "utf-8")
    assert [item.title for item in trash.items()] == ["第二份", "第一份"]
    trash.forget(second)
    assert trash.items() == [first]


def test_a_file_is_not_deleted_when_the_trash_can_not_take_it(file, monkeypatch):
    def full(path, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic, "overwrite", full)
    with pytest.raises(ClerkError, match=r"没有删除.*磁盘已满.*文件原样未动"):
        trash.discard(file, "甲")
    assert file.read_bytes() == BYTES
    assert trash.items() == []


def test_what_can_not_be_taken_away_is_not_in_the_trash_either(file, monkeypatch):
    unlink = os.unlink

    def refuse(path, **options):
        if Path(path) == file:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        unlink(path, **options)

    with monkeypatch.context() as patched:
        patched.setattr(atomic.os, "unlink", refuse)
        with pytest.raises(ClerkError, match=r"没有删除.*没有权限"):
            trash.discard(file, "甲")
    assert file.read_bytes() == BYTES
    assert trash.items() == []


def test_a_file_that_changes_at_the_last_moment_is_not_deleted(file, monkeypatch):
    keep = trash._keep

    def keep_and_be_overtaken(item, data):
        keep(item, data)
        file.write_text("别人刚写的", "utf-8")

    monkeypatch.setattr(trash, "_keep", keep_and_be_overtaken)
    with pytest.raises(ChangedOnDisk):
        trash.discard(file, "甲")
    assert file.read_text("utf-8") == "别人刚写的"


def test_of_a_link_only_the_link_is_deleted_and_restored(file, tmp_path):
    link = tmp_path / "链接.toml"
    link.symlink_to(file)
    item = trash.discard(link, "甲")
    assert (os.path.lexists(link), file.read_bytes()) == (False, BYTES)
    trash.restore(item)
    assert os.readlink(link) == str(file)
