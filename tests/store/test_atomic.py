"""A save writes all or nothing, and never over what was not read."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import os
import threading
import time
from pathlib import Path

import pytest

from store import atomic
from store.atomic import ChangedOnDisk, create, overwrite, replace
from store.errors import ClerkError

OLD = "原来的内容\n".encode()
NEW = "后来的内容\n".encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "项目.toml"
    path.write_bytes(OLD)
    return path


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.startswith(".jixiao")]


def refused(path: Path, *, data: bytes = NEW, expected: bytes | None = OLD) -> ClerkError:
    """The error of a save that must fail, after checking that it says three things and left nothing."""
    with pytest.raises(ClerkError) as caught:
        replace(path, data, expected)
    error = caught.value
    assert "没有" in error.what
    assert error.safe.endswith("。")
    assert error.do.endswith("。")
    assert leftovers(path.parent) == []
    return error


def test_the_new_content_replaces_the_old(file):
    replace(file, NEW, OLD)
    assert file.read_bytes() == NEW
    assert leftovers(file.parent) == []


def test_an_unchanged_content_does_not_touch_the_file(file):
    before = file.stat()
    replace(file, OLD, OLD)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_changed_meanwhile_is_not_overwritten(file):
    file.write_bytes(b"theirs")
    error = refused(file)
    assert isinstance(error, ChangedOnDisk)
    assert error.current == b"theirs"
    assert file.read_bytes() == b"theirs"


def test_a_change_of_the_same_size_and_time_is_seen(file):
    before = file.stat()
    theirs = OLD.replace("原".encode(), "厡".encode())
    file.write_bytes(theirs)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert isinstance(refused(file), ChangedOnDisk)
    assert file.read_bytes() == theirs


def test_a_file_deleted_meanwhile_is_not_made_again(file):
    file.unlink()
    error = refused(file)
    assert isinstance(error, ChangedOnDisk)
    assert error.current is None
    assert not file.exists()


def test_a_change_at_the_last_moment_is_seen(file, monkeypatch):
    write = atomic._write_beside

    def slow_disk(*args, **options):
        temporary = write(*args, **options)
        file.write_bytes(b"theirs")
        return temporary

    monkeypatch.setattr(atomic, "_write_beside", slow_disk)
    assert isinstance(refused(file), ChangedOnDisk)
    assert file.read_bytes() == b"theirs"


def test_a_new_file_is_written_with_its_folders(tmp_path):
    path = tmp_path / "2026" / "医疗" / "项目.toml"
    create(path, NEW)
    assert path.read_bytes() == NEW
    assert path.stat().st_nlink == 1
    assert leftovers(tmp_path) == []


def test_a_new_file_never_replaces_another(file):
    with pytest.raises(ChangedOnDisk, match="同名"):
        create(file, NEW)
    assert file.read_bytes() == OLD


def test_a_file_that_came_in_at_the_last_moment_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "项目.toml"
    link = os.link

    def late(source, target):
        path.write_bytes(b"theirs")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    assert isinstance(refused(path, expected=None), ChangedOnDisk)
    assert path.read_bytes() == b"theirs"


def test_a_new_file_is_written_where_hard_links_do_not_exist(tmp_path, monkeypatch):
    def unsupported(source, target):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", unsupported)
    create(tmp_path / "项目.toml", NEW)
    assert (tmp_path / "项目.toml").read_bytes() == NEW
    assert leftovers(tmp_path) == []


def test_folders_made_for_a_file_that_could_not_be_written_are_removed(tmp_path, monkeypatch):
    def full(handle, data):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(ClerkError, match="磁盘已满"):
        create(tmp_path / "2026" / "医疗" / "项目.toml", NEW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_of_a_file_is_kept(file, mode):
    file.chmod(mode)
    replace(file, NEW, OLD)
    assert file.stat().st_mode & 0o777 == mode


def test_a_new_file_has_the_mode_that_the_user_wants_for_new_files(tmp_path):
    old = os.umask(0o027)
    try:
        create(tmp_path / "项目.toml", NEW)
    finally:
        os.umask(old)
    assert (tmp_path / "项目.toml").stat().st_mode & 0o777 == 0o640


def test_a_file_of_the_program_itself_is_private(tmp_path):
    overwrite(tmp_path / "entry.json", NEW)
    overwrite(tmp_path / "entry.json", OLD)
    assert (tmp_path / "entry.json").read_bytes() == OLD
    assert (tmp_path / "entry.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("size", [250, 254, 255])
def test_the_longest_file_names_can_be_saved(tmp_path, size):
    path = tmp_path / ("项" * ((size - 5) // 3) + "x" * ((size - 5) % 3) + ".toml")
    assert len(os.fsencode(path.name)) == size
    create(path, OLD)
    replace(path, NEW, OLD)
    assert path.read_bytes() == NEW


def test_a_name_that_is_too_long_is_refused_in_words(tmp_path):
    error = refused(tmp_path / ("项" * 90), expected=None)
    assert "文件名太长" in error.what


def test_a_link_stays_a_link(tmp_path):
    target = tmp_path / "there" / "项目.toml"
    target.parent.mkdir()
    target.write_bytes(OLD)
    link = tmp_path / "here.toml"
    link.symlink_to("there/项目.toml")
    replace(link, NEW, OLD)
    assert link.is_symlink()
    assert os.readlink(link) == "there/项目.toml"
    assert target.read_bytes() == NEW


def test_a_dangling_link_is_refused(tmp_path):
    link = tmp_path / "here.toml"
    link.symlink_to(tmp_path / "nowhere.toml")
    assert "链接" in refused(link, expected=None).what
    assert isinstance(refused(link), ChangedOnDisk)
    assert not (tmp_path / "nowhere.toml").exists()


def test_a_circle_of_links_is_refused(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert "圈" in refused(tmp_path / "a").what
    assert "圈" in refused(tmp_path / "a", expected=None).what


def test_a_file_with_two_names_is_refused_and_keeps_both(file):
    other = file.with_name("other.toml")
    os.link(file, other)
    assert "硬链接" in refused(file).what
    assert file.samefile(other)
    assert file.read_bytes() == OLD


def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    (tmp_path / "项目.toml").mkdir()
    assert "文件夹" in refused(tmp_path / "项目.toml").what
    assert "文件夹" in refused(tmp_path / "项目.toml", expected=None).what


def test_a_pipe_in_place_of_the_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "项目.toml")
    assert "不是普通文件" in refused(tmp_path / "项目.toml").what


def test_a_file_marked_read_only_is_refused(file):
    file.chmod(0o444)
    assert "只读" in refused(file).what
    assert file.read_bytes() == OLD


def test_a_read_only_disk_is_named(file, monkeypatch):
    statvfs = os.statvfs

    class ReadOnly:
        f_flag = os.ST_RDONLY | statvfs(file).f_flag

    monkeypatch.setattr(os, "statvfs", lambda path: ReadOnly)
    assert "磁盘是只读的" in refused(file).what
    assert file.read_bytes() == OLD


def test_a_name_with_a_zero_character_is_refused(tmp_path):
    assert "文件名" in refused(Path(f"{tmp_path}/项\0目.toml"), expected=None).what


def test_what_killed_saves_left_is_cleaned_up_and_nothing_else(file):
    stale = file.with_name(".jixiao-0123abcd.tmp")
    stale.write_bytes(b"half")
    mine = [file.with_name(".jixiao-notes.tmp"), file.with_name("jixiao-0123abcd.tmp")]
    for path in mine:
        path.write_bytes(b"mine")
    replace(file, NEW, OLD)
    assert not stale.exists()
    assert all(path.read_bytes() == b"mine" for path in mine)


def test_a_folder_that_cannot_be_forced_to_disk_after_the_rename_is_no_failure(file, monkeypatch):
    def broken(folder):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(atomic, "_sync_folder", broken)
    replace(file, NEW, OLD)
    assert file.read_bytes() == NEW


def test_a_save_waits_for_the_one_before_it(file):
    holder = os.open(file.parent, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    saver = threading.Thread(target=replace, args=(file, NEW, OLD))
    saver.start()
    time.sleep(0.2)
    assert file.read_bytes() == OLD
    os.close(holder)
    saver.join(5)
    assert file.read_bytes() == NEW


def test_a_folder_that_stays_locked_is_reported(file, monkeypatch):
    monkeypatch.setattr(atomic, "LOCK_SECONDS", 0.05)
    holder = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(holder, fcntl.LOCK_EX)
        assert "占用" in refused(file).what
    finally:
        os.close(holder)
    assert file.read_bytes() == OLD


@pytest.fixture
def no_folder_locks(monkeypatch):
    """Folders can't be locked, as on some network disks."""
    flock = fcntl.flock

    def refuse_folders(handle, operation):
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(errno.ENOLCK, "no locks available")
        flock(handle, operation)

    monkeypatch.setattr(fcntl, "flock", refuse_folders)


def test_without_locks_of_the_folder_saves_still_work(file, no_folder_locks):
    fresh = file.with_name(".jixiao-0123abcd.tmp")
    fresh.write_bytes(b"perhaps somebody's")
    replace(file, NEW, OLD)
    assert file.read_bytes() == NEW
    assert fresh.exists()


def _race(path, rounds, barrier, results, mark):
    for number in range(rounds):
        barrier.wait()
        try:
            replace(path, b"%s %d" % (mark, number), b"round %d" % number)
            results.put(number)
        except ChangedOnDisk:
            pass
        barrier.wait()
        barrier.wait()


def _winners(path, savers=4, rounds=8):
    """How many of the savers thought they had saved, per round."""
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(savers + 1), context.Queue()
    marks = [b"saver %d" % number for number in range(savers)]
    workers = [context.Process(target=_race, args=(path, rounds, barrier, results, mark)) for mark in marks]
    for worker in workers:
        worker.start()
    for number in range(rounds):
        path.write_bytes(b"round %d" % number)
        barrier.wait(20)
        barrier.wait(20)
        assert path.read_bytes() in [b"%s %d" % (mark, number) for mark in marks]
        barrier.wait(20)
    for worker in workers:
        worker.join(20)
    saved = []
    while len(saved) < rounds or not results.empty():
        saved.append(results.get(timeout=5))
    return [saved.count(number) for number in range(rounds)]


def test_of_several_savers_at_once_exactly_one_wins(file):
    assert _winners(file) == [1] * 8


def test_of_several_savers_exactly_one_wins_where_folders_cannot_be_locked(file, no_folder_locks):
    assert _winners(file) == [1] * 8
