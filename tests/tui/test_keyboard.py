"""What a terminal sends, as keys: however the line cuts it, and however much of it is no key at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.messages import TerminalSupportsSynchronizedOutput

from tui import keyboard
from tui.keyboard import CursorAt, Typed, messages_of
from tui.terminal_input import PASTE_WAIT, SEQUENCE_LIMIT, SEQUENCE_WAIT, Reader

BLINK = 0.01
ESCAPE_WAIT = 0.05


class Line:
    """A terminal on a line whose delays the test decides; what arrives is written as a short list."""

    def __init__(self) -> None:
        self._now = 100.0
        self._reader = Reader(ESCAPE_WAIT, clock=lambda: self._now)
        self._got: list[str] = []

    def sends(self, data: str) -> Line:
        self._take(self._reader.feed(data))
        return self

    def rests(self, seconds: float, *, looked: bool = True) -> Line:
        """Time passes; `looked` whether the reader has had the time to notice."""
        self._now += seconds
        if looked:
            self._take(self._reader.tick())
        return self

    def _take(self, pieces) -> None:
        for message in (message for piece in pieces for message in messages_of(piece)):
            if isinstance(message, Typed):
                if self._got and self._got[-1].startswith("“"):
                    self._got[-1] = f"{self._got[-1][:-1]}{message.text}”"
                else:
                    self._got.append(f"“{message.text}”")
            elif isinstance(message, events.Paste):
                self._got.append(f"paste {message.text!r}")
            elif isinstance(message, events.Key):
                assert not message.key.startswith("alt+") or message.character is None
                self._got.append(message.key)
            elif not isinstance(message, NO_KEYS):
                raise AssertionError(message)

    @property
    def keys(self) -> list[str]:
        return self._got


NO_KEYS = (events.AppFocus, events.MouseEvent, CursorAt, TerminalSupportsSynchronizedOutput)

ANSWERS = [
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    "\x1b]52;c;5Lit5paH\x1b\\",
    "\x1b]l标题\x1b\\",
    "\x1b[?62;c",
    "\x1b[?1;2c",
    "\x1b[>41;330;0c",
    "\x1b[?2026;2$y",
    "\x1b[4;1$y",
    "\x1b[24;80R",
    "\x1b[0n",
    "\x1b[48;24;80;480;800t",
    "\x1bP>|tmux 3.3a\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b^privacy\x1b\\",
    "\x1bXstring\x1b\\",
    "\x1b[I",
    "\x1b[O",
    "\x1b[<0;10;5M",
    "\x1b[<35;10;5m",
    "\x1b[32;10;5M",
    "\x1b[M !!",
    "\x1b[M#d｡",
    "\x1b[27;5;97~",
    "\x1b[97;5u",
    "\x1b[0;;25351:26631u",
    "\x1b[99~",
    "\x1b[1;9Z",
    "\x1bOz",
]
KEYS = [
    ("\x1b[A", ["up"]),
    ("\x1bOA", ["up"]),
    ("\x1b[1;5D", ["ctrl+left"]),
    ("\x1b[1;3A", ["alt+up"]),
    ("\x1b[1;3D", []),
    ("\x1b[19;2~", ["shift+f8"]),
    ("\x1b[[A", ["f1"]),
    ("\x1b[25~", ["f13"]),
    ("\x1b[24;2~", ["f24"]),
    ("\x1b[7$", ["shift+home"]),
    ("\x1b\x7f", ["ctrl+w"]),
    ("\x1b\t", ["shift+tab"]),
    ("\x1bOp", ["“0”"]),
    ("\x1bs", ["alt+s"]),
    ("\x1b1", ["alt+1"]),
    ("\x1b\r", ["alt+enter"]),
    ("\x1b甲", ["escape", "“甲”"]),
    ("\x1b\x13", ["escape", "ctrl+s"]),
    ("\x1b\x1b[B", ["escape", "down"]),
    ("\r\n", ["enter", "enter"]),
    ("\x1b[200~一\x1b二\x1b[31m\x1b[20三\r\n\x1b[201~", ["paste '一\\x1b二\\x1b[31m\\x1b[20三\\r\\n'"]),
    ("\x1b[200~\x1b[200~\x1b[201~", ["paste '\\x1b[200~'"]),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=repr)
def test_an_answer_of_the_terminal_is_no_typing_wherever_the_line_cuts_it(answer):
    assert Line().sends(f"甲{answer}乙").keys == ["“甲乙”"]
    for cut in range(1, len(answer)):
        line = Line().sends(f"甲{answer[:cut]}").rests(BLINK).sends(f"{answer[cut:]}乙")
        assert line.keys == ["“甲乙”"], cut
    line = Line().sends("甲")
    for char in answer:
        line.sends(char).rests(BLINK / 4)
    assert line.sends("乙").keys == ["“甲乙”"]


@pytest.mark.parametrize(("sequence", "keys"), KEYS, ids=repr)
def test_a_sequence_is_the_same_keys_wherever_the_line_cuts_it(sequence, keys):
    assert Line().sends(sequence).keys == keys
    for cut in range(1, len(sequence)):
        assert Line().sends(sequence[:cut]).rests(BLINK).sends(sequence[cut:]).keys == keys, cut


@given(
    parts=st.lists(
        st.sampled_from(
            [*ANSWERS, *(sequence for sequence, _ in KEYS), "甲乙", "ab ", "\x13", "\x1b[", "\x1b]"]
        )
        | st.text("\x1b[]O;?0123M~$甲a\x07\\\r", max_size=8),
        max_size=6,
    ),
    data=st.data(),
)
def test_any_input_is_the_same_keys_wherever_the_line_cuts_it(parts, data):
    stream = "".join(parts)
    whole = Line().sends(stream).rests(PASTE_WAIT)
    line, at = Line(), 0
    while at < len(stream):
        size = data.draw(st.integers(1, 5))
        line.sends(stream[at : at + size])
        at += size
    assert line.rests(PASTE_WAIT).keys == whole.keys


def test_escape_is_a_key_after_a_moment_and_the_letter_after_it_a_key_of_its_own():
    assert Line().sends("\x1b").keys == []
    assert Line().sends("\x1b").rests(ESCAPE_WAIT + BLINK).keys == ["escape"]
    assert Line().sends("\x1b").rests(0.1).sends("s").keys == ["escape", "“s”"]
    assert Line().sends("\x1b").rests(0.1, looked=False).sends("s").keys == ["escape", "“s”"]
    assert Line().sends("\x1b\x1b").rests(0.1).keys == ["escape", "escape"]


def test_the_rest_of_a_sequence_whose_first_byte_came_long_before_is_no_typing():
    assert Line().sends("\x1b").rests(0.2, looked=False).sends("[A").keys == ["up"]
    assert Line().sends("\x1b").rests(0.2).sends("[1;5D甲").keys == ["escape", "“甲”"]
    assert Line().sends("\x1b").rests(0.2).sends("[").rests(0.2).sends("1").keys == ["escape", "“[1”"]


@pytest.mark.parametrize("begun", ["\x1b[", "\x1bO", "\x1b]", "\x1bP", "\x1b_"])
def test_alt_with_a_letter_that_begins_sequences_takes_no_later_typing(begun):
    line = Line().sends(begun).rests(0.1, looked=False).sends("我a")
    assert line.keys[1:] == ["“我a”"]
    assert line.keys[0].startswith("alt+")


@pytest.mark.parametrize(
    "begun", ["\x1b]11;rgb:1e", "\x1bP>|tmux", "\x1b[?62;1", "\x1b_G", "\x1b[M ", "\x1bO5"]
)
def test_a_sequence_without_an_end_is_dropped_after_a_moment(begun):
    assert Line().sends(begun).rests(SEQUENCE_WAIT).sends("1a我").keys[-1] == "“1a我”"
    line = Line().sends(begun)
    for _ in range(20):
        line.rests(0.1, looked=False).sends("1")
    assert "1" * 14 in line.keys[-1]
    assert Line().sends(begun).sends("\r").keys == ["enter"]
    assert Line().sends(begun).sends("\x1b[A").keys == ["up"]


def test_a_sequence_of_any_length_without_an_end_is_dropped():
    line = Line().sends("\x1b]")
    for _ in range(SEQUENCE_LIMIT // 1024 + 1):
        line.sends("x" * 1024)
    assert line.sends("我").keys[-1].endswith("我”")


def test_a_paste_without_an_end_is_taken_after_a_silence():
    line = Line().sends("\x1b[200~第一段\r\x1b[2")
    for _ in range(5):
        line.rests(PASTE_WAIT / 2).sends("，")
    assert line.keys == []
    assert line.rests(PASTE_WAIT).sends("s").keys == ["paste '第一段\\r\\x1b[2，，，，，'", "“s”"]


def test_a_long_paste_in_small_pieces_is_read_in_no_time():
    text = "城乡\x1b医疗\r" * 20_000
    line = Line()
    for at in range(0, len(text), 1365):
        line.sends(("\x1b[200~" if at == 0 else "") + text[at : at + 1365])
    assert line.sends("\x1b[201~").keys == [f"paste {text!r}"]


def test_characters_that_a_declaration_may_not_hold_are_not_typed_and_full_width_blanks_are():
    assert Line().sends("甲\u202e\ufeff\u3000乙").keys == ["“甲\u3000乙”"]


def test_the_terminal_is_asked_for_nothing_that_takes_the_focus_from_a_field():
    lost = [message for piece in Reader().feed("\x1b[O") for message in messages_of(piece)]
    assert lost == []


def test_it_stands_in_place_of_textuals_parser(monkeypatch):
    from textual.drivers import linux_driver

    monkeypatch.setattr(linux_driver, "XTermParser", linux_driver.XTermParser)
    monkeypatch.setattr(linux_driver, "getincrementaldecoder", linux_driver.getincrementaldecoder)
    keyboard.install()
    parser = linux_driver.XTermParser(False)
    assert [message.text for message in parser.feed("甲")] == ["甲"]
    assert list(parser.tick()) == []
    decode = linux_driver.getincrementaldecoder("utf-8")().decode
    assert decode(b"\xd6\xd0a") == "a"


@pytest.mark.parametrize(
    ("sequence", "what"),
    [
        ("\x1b[<0;10;5M", (events.MouseDown, 9, 4, 1)),
        ("\x1b[<0;10;5m", (events.MouseUp, 9, 4, 1)),
        ("\x1b[<2;1;1M", (events.MouseDown, 0, 0, 3)),
        ("\x1b[<32;10;5M", (events.MouseMove, 9, 4, 1)),
        ("\x1b[<64;10;5M", (events.MouseScrollUp, 9, 4, 0)),
        ("\x1b[<65;10;5M", (events.MouseScrollDown, 9, 4, 0)),
    ],
)
def test_what_the_mouse_did_is_told_with_its_cell(sequence, what):
    (message,) = (message for piece in Reader().feed(sequence) for message in messages_of(piece))
    assert (type(message), message.x, message.y, message.button) == what


def test_the_place_of_the_cursor_is_an_answer_and_that_of_row_one_a_key():
    (message,) = (message for piece in Reader().feed("\x1b[2;3R") for message in messages_of(piece))
    assert (message.row, message.column) == (2, 3)
    assert not any(
        isinstance(message, CursorAt)
        for piece in Reader().feed("\x1b[1;2R")
        for message in messages_of(piece)
    )
