"""What a terminal is sent when indicators are copied. What needs no terminal is in tests/tui/test_clipboard.py."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

import pytest

from models.practice import Practice
from store import copied
from store.layout import parse
from store.pasting import read_table
from tests.terminal.terminal import Terminal
from tests.terminal.test_editor_on_a_terminal import open_editor

pytestmark = pytest.mark.terminal

PROGRAM = """
import sys
from pathlib import Path

import tui
from store.readers.published import recover
from store.readers.text import page_of
from tui.app import JixiaoApp
from tui.clipboard import Clipboard
from tui.widgets.basis import PlainLine, QuietScreen, NORMAL

ROWS = recover(page_of(Path(sys.argv[1]).read_text("utf-8")))[0].declaration.indicators

class Screen(QuietScreen):
    def compose(self):
        yield PlainLine()

    def on_mount(self):
        said = Clipboard().copy(self.app, ROWS * int(sys.argv[2]), Path("申报.toml"))
        self.query_one(PlainLine).show((((said, NORMAL),), ()))

JixiaoApp(Screen()).run()
"""
SEED = Path(__file__).parents[1] / "fixtures" / "seed_003.txt"
OSC_52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
DCS = re.compile(rb"\x1bP(.*?)\x1b\\", re.DOTALL)


def sent(environment: dict[str, str], times: int = 1) -> tuple[bytes, str]:
    """What the program sent, and what it said."""
    alone = dict.fromkeys(("TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"), "")
    with Terminal(
        *(SEED, str(times)),
        columns=200,
        environment={**alone, **environment},
        program=[sys.executable, "-c", PROGRAM],
    ) as terminal:
        terminal.wait_for("已复制")
        return terminal.sent, terminal.text


def decoded(payload: bytes) -> str:
    return base64.b64decode(payload, validate=True).decode("utf-8")


@pytest.mark.parametrize(
    "environment", [{}, {"TMUX": "/nonexistent/tmux,1,0"}, {"STY": "1.pts-0.host", "TERM": "screen"}], ids=str
)
def test_copied_indicators_reach_the_terminal_as_a_table(environment: dict[str, str]):
    data, said = sent(environment)
    in_screen = b"".join(DCS.findall(data)) if "STY" in environment else data
    for stream in (DCS.sub(b"", data), in_screen):
        (payload,) = OSC_52.findall(stream)
        pasted = read_table(decoded(payload), Practice())
        assert len(pasted.rows) == 6
        kept = copied.read()
        assert kept is not None
        assert kept.rows == pasted.rows
    assert all(len(chunk) <= 240 for chunk in DCS.findall(data) if b"52;c" in chunk)
    assert "已复制 6 个指标" in said


def test_a_table_too_long_for_terminals_is_not_sent_and_that_is_said():
    data, said = sent({}, times=100)
    assert b"]52;" not in data
    assert "没有送到系统剪贴板" in said
    kept = copied.read()
    assert kept is not None
    assert len(kept.rows) == 600


def test_what_y_sends_comes_back_as_a_paste_of_the_terminal(file: Path):
    alone = dict.fromkeys(("TMUX", "STY"), "")
    with open_editor(file, environment=alone) as terminal:
        before = parse(file.read_text("utf-8")).indicators
        terminal.send("\x1b[F")
        terminal.send("y")
        terminal.wait_for("已复制 1 个指标")
        (payload,) = OSC_52.findall(terminal.sent)
        assert read_table(decoded(payload), Practice()).rows == before[-1:]
        as_pasted = decoded(payload).replace("\n", "\r")
        terminal.send(f"\x1b[200~{as_pasted}\x1b[201~")
        terminal.wait_for("已粘贴")
        terminal.send("\x13")
        terminal.wait_for("已保存")
        assert parse(file.read_text("utf-8")).indicators == (*before, before[-1])
