"""Unsaved work survives the program, and is nobody else's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store import atomic, journal, state
from store.journal import content_hash

TEXT = 'format = 1\n\n[project]\nname = "城乡医疗救助经费项目"\n'
ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2026" / "项目.toml"
    path.parent.mkdir()
    path.write_text("format = 1\n", "utf-8")
    return path


def entries() -> list[Path]:
    return sorted(Path(os.environ["XDG_STATE_HOME"]).rglob("*.json"))


def in_another_process(code: str, *args: str, stay: bool = False) -> subprocess.Popen[str]:
    """Run code with `journal`, `Path` and `args`; with `stay` it lives on until it is killed."""
    script = f"import sys\nfrom pathlib import Path\nfrom store import journal\nargs = sys.argv[1:]\n{code}\n"
    if stay:
        script += "print('ready', flush=True)\nimport time\ntime.sleep(60)\n"
    process = subprocess.Popen(
        [sys.executable, "-c", script, *args], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    if stay:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    else:
        assert process.wait(30) == 0
    return process


WRITE = "assert journal.write(Path(args[0]), args[1], None)"


def test_unsaved_work_is_read_back(file):
    base = file.read_bytes()
    assert journal.write(file, TEXT, base)
    entry = journal.read(file)
    assert entry is not None
    assert (entry.text, entry.base_hash, entry.pid) == (TEXT, content_hash(base), os.getpid())
    assert abs(entry.time - time.time()) < 60


def test_unsaved_work_of_a_file_never_saved_has_no_base(tmp_path):
    assert journal.write(tmp_path / "new.toml", TEXT, None)
    entry = journal.read(tmp_path / "new.toml")
    assert entry is not None
    assert entry.base_hash == content_hash(None) == ""


def test_it_is_kept_outside_the_work_tree_and_private(file):
    journal.write(file, TEXT, None)
    assert list(file.parent.iterdir()) == [file]
    (entry,) = entries()
    assert entry.stat().st_mode & 0o777 == 0o600
    assert entry.parent.stat().st_mode & 0o777 == 0o700


def test_the_last_state_is_kept(file):
    for text in ("一", "二", "三"):
        journal.write(file, text, None)
    assert journal.read(file).text == "三"
    assert len(entries()) == 1


def test_nothing_is_there_before_and_after(file):
    assert journal.read(file) is None
    journal.write(file, TEXT, None)
    journal.discard(file)
    assert journal.read(file) is None
    assert entries() == []


def test_a_file_is_known_by_all_its_paths(file, tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to("2026")
    journal.write(tmp_path / "link" / "项目.toml", TEXT, None)
    monkeypatch.chdir(tmp_path)
    assert journal.read(Path("2026/../2026/项目.toml")).text == TEXT


def test_text_that_no_encoding_has_is_kept_too(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml"))
    assert journal.write(path, "坏\ud800字", None)
    assert journal.read(path).text == "坏\ud800字"


def test_work_of_a_killed_process_is_found(file, tmp_path):
    process = in_another_process(WRITE, str(file), TEXT, stay=True)
    assert journal.read(file).alive
    assert journal.pending(tmp_path) == []
    process.kill()
    process.wait()
    entry = journal.read(file)
    assert (entry.text, entry.pid, entry.alive) == (TEXT, process.pid, False)
    assert journal.pending(tmp_path) == [file]
    assert journal.pending(file.parent) == journal.pending(file) == [file]
    assert journal.pending(tmp_path / "20") == []


def test_a_process_number_given_to_another_process_is_not_the_editor(file):
    journal.write(file, TEXT, None)
    (entry,) = entries()
    record = json.loads(entry.read_text("utf-8"))
    entry.write_text(json.dumps({**record, "session": "other", "started": "another boot/1"}), "utf-8")
    assert not journal.read(file).alive


def test_two_editors_do_not_overwrite_each_others_work(file):
    other = in_another_process(WRITE, str(file), "别人的", stay=True)
    try:
        journal.write(file, "我的", None)
        assert len(entries()) == 2
        assert journal.read(file).text == "我的"
        journal.discard(file)
        assert journal.read(file).text == "别人的"
    finally:
        other.kill()
        other.wait()


def test_new_work_does_not_overwrite_that_of_a_dead_session(file):
    in_another_process(WRITE, str(file), "上次的")
    journal.write(file, "这次的", None)
    assert sorted(json.loads(entry.read_text("utf-8"))["text"] for entry in entries()) == ["上次的", "这次的"]
    assert journal.read(file).text == "这次的"


def test_what_the_user_has_not_decided_on_stays(file):
    in_another_process(WRITE, str(file), "上次的")
    left = journal.read(file)
    assert not left.alive
    journal.write(file, "这次的", None)
    journal.discard(file)
    assert journal.read(file) == left
    journal.discard(file, left)
    assert journal.read(file) is None


def test_the_user_is_asked_about_one_session_after_the_other(file):
    in_another_process(WRITE, str(file), "上上次的")
    in_another_process(WRITE, str(file), "上次的")
    for text in ("上次的", "上上次的"):
        entry = journal.read(file)
        assert entry.text == text
        journal.discard(file, entry)
    assert journal.read(file) is None


def test_work_of_a_live_editor_cannot_be_discarded_by_another(file):
    other = in_another_process(WRITE, str(file), "别人的", stay=True)
    try:
        journal.discard(file, journal.read(file))
        assert journal.read(file).text == "别人的"
    finally:
        other.kill()
        other.wait()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"text": 1}', b"\xff\xfe", b"null", b"[" * 5000, b'{"session": "x"}']
)
def test_an_entry_that_cannot_be_read_is_set_aside(file, content):
    journal.write(file, TEXT, None)
    (entry,) = entries()
    entry.write_bytes(content)
    assert journal.read(file) is None
    (aside,) = entry.parent.iterdir()
    assert aside.name.endswith(".bad")
    assert aside.read_bytes() == content
    assert journal.write(file, TEXT, None)
    assert journal.read(file).text == TEXT


def test_an_entry_of_somebody_else_is_left_alone(file, monkeypatch):
    journal.write(file, TEXT, None)
    (entry,) = entries()
    monkeypatch.setattr(state, "is_own", lambda found: not os.path.samestat(found, entry.stat()))
    assert journal.read(file) is None
    assert entry.exists()


def test_an_entry_that_is_a_link_is_not_followed(file, tmp_path):
    journal.write(file, TEXT, None)
    (entry,) = entries()
    entry.rename(tmp_path / "elsewhere")
    entry.symlink_to(tmp_path / "elsewhere")
    assert journal.read(file) is None


def test_where_the_state_folder_cannot_be_written_another_is_used(file, monkeypatch):
    state = Path(os.environ["XDG_STATE_HOME"])
    journal.write(file, "早先的", None)
    real = atomic.overwrite

    def full(path, data):
        if path.is_relative_to(state):
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr(journal, "overwrite", full)
    assert journal.write(file, TEXT, None)
    assert entries() == []
    assert journal.read(file).text == TEXT
    (kept,) = Path(os.environ["TMPDIR"]).rglob("*.json")
    assert kept.stat().st_mode & 0o777 == 0o600

    monkeypatch.setattr(journal, "overwrite", real)
    assert journal.write(file, "后来的", None)
    assert not kept.exists()
    assert journal.read(file).text == "后来的"


def test_where_nothing_can_be_written_it_says_so_and_does_not_raise(file, monkeypatch):
    def broken(path, data):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(journal, "overwrite", broken)
    assert journal.write(file, TEXT, None) is False
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/state")
    monkeypatch.setenv("TMPDIR", "/dev/null")
    assert journal.write(file, TEXT, None) is False
    assert journal.write(Path("a\0b"), TEXT, None) is False
    assert journal.read(file) is None
    assert journal.pending(file.parent) == []
    journal.hold(file)
    journal.release(file)
    journal.discard(file)


def test_a_shared_folder_in_place_of_ours_is_not_used(file, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/state")
    shared = Path(os.environ["TMPDIR"]) / f"jixiao-{os.geteuid()}"
    shared.mkdir()
    shared.chmod(0o777)
    assert journal.write(file, TEXT, None) is False


def test_another_editor_of_the_same_file_is_named_while_it_lives(file):
    assert journal.other_editor(file) == ""
    journal.hold(file)
    assert journal.other_editor(file) == ""
    other = in_another_process("journal.hold(Path(args[0]))", str(file), stay=True)
    assert str(other.pid) in journal.other_editor(file)
    assert journal.other_editor(file.with_name("other.toml")) == ""
    other.kill()
    other.wait()
    assert journal.other_editor(file) == ""


def test_an_editor_that_let_go_is_not_named(file):
    journal.hold(file)
    journal.release(file)
    in_another_process("assert journal.other_editor(Path(args[0])) == ''", str(file))
    in_another_process("journal.hold(Path(args[0])); journal.release(Path(args[0]))", str(file))
    assert journal.other_editor(file) == ""


def test_holding_a_file_is_no_unsaved_work(file, tmp_path):
    journal.hold(file)
    assert journal.read(file) is None
    assert journal.pending(tmp_path) == []
