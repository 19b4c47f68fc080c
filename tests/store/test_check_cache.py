"""A report is found again while its file, the settings and the program are as they were, and never otherwise."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from store.check_cache import CheckCache, code_of, content_key, fingerprint, marks

REPORT = {"places": [["project.name", "…"]]}
LONG_AGO = time.time() - 3600


def cache(folder: Path, of: str = "程序一") -> CheckCache:
    return CheckCache(folder / "工作区", of, folder=folder / "cache")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that was written an hour ago."""
    path = tmp_path / "甲.toml"
    path.write_bytes(b"format = 1\n")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def older(cache: CheckCache) -> None:
    """As if the cache were used later than the file system's clock could confuse."""
    cache._now = time.time_ns() + 10**10


def kept(tmp_path: Path, file: Path) -> None:
    first = cache(tmp_path)
    older(first)
    first.keep("甲.toml", marks(str(file)), content_key(file.read_bytes()), REPORT)
    first.write()


def test_an_unchanged_file_is_known_without_being_read(tmp_path: Path, file: Path):
    kept(tmp_path, file)
    again = cache(tmp_path)
    key = again.unchanged("甲.toml", marks(str(file)))
    assert key == content_key(file.read_bytes())
    assert again.known(key) == REPORT


def test_a_touched_file_is_known_by_its_content(tmp_path: Path, file: Path):
    kept(tmp_path, file)
    file.touch()
    again = cache(tmp_path)
    assert again.unchanged("甲.toml", marks(str(file))) == ""
    assert again.known(content_key(file.read_bytes())) == REPORT


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path: Path, file: Path):
    kept(tmp_path, file)
    before = file.stat()
    file.write_bytes(b"format = 2\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert cache(tmp_path).unchanged("甲.toml", marks(str(file))) == ""


def test_a_file_changed_just_now_is_read_again_next_time(tmp_path: Path, file: Path):
    file.touch()
    first = cache(tmp_path)
    first.keep("甲.toml", marks(str(file)), content_key(file.read_bytes()), REPORT)
    first.write()
    assert cache(tmp_path).unchanged("甲.toml", marks(str(file))) == ""
    assert cache(tmp_path).known(content_key(file.read_bytes())) == REPORT


def test_another_program_or_other_settings_know_nothing(tmp_path: Path, file: Path):
    kept(tmp_path, file)
    other = cache(tmp_path, "程序二")
    assert other.unchanged("甲.toml", marks(str(file))) == ""
    assert other.known(content_key(file.read_bytes())) is None


def test_the_fingerprint_changes_with_the_settings_and_with_any_module(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    module = tmp_path / "rules" / "v01.py"
    module.write_text("LIMIT = 1\n")
    first = fingerprint(b"", (tmp_path,))
    assert fingerprint(b"", (tmp_path,)) == first
    assert fingerprint(b"[rules]", (tmp_path,)) != first
    module.write_text("LIMIT = 2\n")
    code_of.cache_clear()
    assert fingerprint(b"", (tmp_path,)) != first


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[:-1],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole.partition(b"\n")[0],
        lambda whole: whole.replace(b"project.name", b"project.code"),
        lambda whole: whole.partition(b"\n")[0] + b'\n{"files": 1}',
        lambda whole: b"[" * 100_000,
    ],
)
def test_a_damaged_cache_is_an_empty_one(tmp_path: Path, file: Path, damage: Callable[[bytes], bytes]):
    kept(tmp_path, file)
    (stored,) = (tmp_path / "cache").iterdir()
    whole = stored.read_bytes()
    stored.write_bytes(damage(whole))
    again = cache(tmp_path)
    assert again.unchanged("甲.toml", marks(str(file))) == ""
    assert again.known(content_key(file.read_bytes())) is None
    kept(tmp_path, file)
    assert stored.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path, file: Path):
    (tmp_path / "cache").write_text("a file stands in the way")
    kept(tmp_path, file)
    assert cache(tmp_path).unchanged("甲.toml", marks(str(file))) == ""


def test_a_missing_file_has_no_marks(tmp_path: Path):
    assert marks(str(tmp_path / "无")) is None
    assert cache(tmp_path).unchanged("无", None) == ""
