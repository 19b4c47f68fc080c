"""Copied indicators: kept for every window of the user, and what the user is told. What a terminal is sent is in
tests/terminal/test_clipboard_on_a_terminal.py."""

from __future__ import annotations

import base64
import stat
import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from platformdirs import user_state_path

from models.declaration import Comment, Indicator
from store import copied, state
from tui.clipboard import MOST_BYTES, Clipboard, copied_sentence, sequences

ROW = Indicator(
    **{"level1": "产出指标", "level2": "数量指标", "name": "救助对象人数", "sign": ">=", "value": "2014"},
    weight=Decimal("7.5"),
    comments=(Comment(text="# 见台账"),),
    extra={"note": "内部"},
)
OTHER = Indicator(name="政策知晓率")


def kept_file() -> Path:
    return user_state_path("jixiao") / "clipboard" / "indicators.json"


def copy(*rows: Indicator) -> Clipboard:
    clipboard = Clipboard()
    clipboard.put(rows, Path("2026/申报.toml"))
    clipboard.flush()
    return clipboard


def test_nothing_is_there_before_something_was_copied():
    assert Clipboard().rows() == ()


def test_what_was_copied_is_there_at_the_next_start_with_its_comments():
    copy(ROW, OTHER)
    later = Clipboard()
    assert later.rows() == (ROW, OTHER)
    assert later.source == "2026/申报.toml"


def test_the_last_copy_of_any_window_counts():
    one, two = copy(ROW), Clipboard()
    assert two.rows() == (ROW,)
    two.put([OTHER])
    assert two.rows() == (OTHER,)
    two.flush()
    assert one.rows() == (OTHER,)
    one.put([ROW])
    one.flush()
    assert two.rows() == (ROW,)


def test_copies_in_quick_succession_leave_the_last_one():
    clipboard = Clipboard()
    rows = [OTHER.with_values(value=str(number)) for number in range(20)]
    for row in rows:
        clipboard.put([row])
    assert clipboard.rows() == (rows[-1],)
    clipboard.flush()
    assert Clipboard().rows() == clipboard.rows() == (rows[-1],)


def test_the_file_is_for_the_user_alone():
    copy(ROW)
    assert stat.S_IMODE(kept_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(kept_file().parent.stat().st_mode) == 0o700


def test_what_was_copied_is_kept_when_the_program_ends_at_once():
    code = (
        "from models.declaration import Indicator\nfrom tui.clipboard import Clipboard\n"
        "Clipboard().put([Indicator(name='政策知晓率')])\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
    assert Clipboard().rows() == (OTHER,)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"source": "", "text": "x = "}', b"\xff", b'{"text": 5}']
)
def test_a_broken_file_is_as_if_nothing_was_copied(content: bytes):
    clipboard = copy(ROW)
    kept_file().write_bytes(content)
    assert Clipboard().rows() == ()
    assert clipboard.rows() == (ROW,)
    assert copy(OTHER).rows() == Clipboard().rows() == (OTHER,)


def test_the_file_of_somebody_else_is_not_read(monkeypatch: pytest.MonkeyPatch):
    copy(ROW)
    monkeypatch.setattr(state, "is_own", lambda found: stat.S_ISDIR(found.st_mode))
    assert Clipboard().rows() == ()


def test_a_disk_that_takes_nothing_still_lets_this_window_paste(monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copied, "overwrite", full)
    assert copy(ROW).rows() == (ROW,)
    assert not kept_file().exists()


def test_pasting_does_not_wait_for_the_disk(monkeypatch: pytest.MonkeyPatch):
    written = threading.Event()
    real = copied.overwrite
    monkeypatch.setattr(copied, "overwrite", lambda *args: written.wait(5) and real(*args))
    clipboard = Clipboard()
    clipboard.put([ROW])
    assert clipboard.rows() == (ROW,)
    assert not kept_file().exists()
    written.set()
    clipboard.flush()
    assert Clipboard().rows() == (ROW,)


def test_screen_is_given_pieces_that_it_passes_on_whole():
    text = "救助" * 1000
    plain, *pieces = sequences(text.encode(), {"STY": "1.host"})
    assert plain == f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\a"
    assert "".join(piece.removeprefix("\x1bP").removesuffix("\x1b\\") for piece in pieces) == plain
    assert max(map(len, pieces)) < 256


@pytest.mark.parametrize(
    ("environment", "pieces"),
    [({}, 1), ({"TERM": "xterm-256color"}, 1), ({"TERM": "screen"}, 2), ({"TERM": "screen", "TMUX": "x"}, 1)],
)
def test_only_screen_is_given_pieces(environment: dict[str, str], pieces: int):
    assert len(list(sequences(b"abc", environment))) == pieces


def test_the_longest_table_fits_into_a_sequence_of_a_hundred_thousand_bytes():
    (sequence,) = sequences(b"x" * MOST_BYTES, {})
    assert len(sequence) <= 100_000


def test_the_user_is_told_what_was_copied_where_to_and_what_to_look_out_for():
    by_ssh = {"SSH_CONNECTION": "1 2 3 4"}
    assert copied_sentence([ROW], environment={}) == (
        "已复制 1 个指标，按 p 粘贴；也已送往系统剪贴板。粘不出时让终端允许 OSC 52，或 F6 导出。"
    )
    assert "不能确认收到" in copied_sentence([ROW], environment=by_ssh, with_hint=False)
    assert "set-clipboard on" in copied_sentence([ROW], environment={**by_ssh, "TERM": "tmux-256color"})
    assert "1 格像编号或日期" in copied_sentence([ROW.with_values(value="530114260000000000001")])
    assert copied_sentence([ROW, ROW], "没有送到。") == "已复制 2 个指标，按 p 粘贴。没有送到。"
