"""What terminals differ in: how wide they draw, how many colours they have, whether there is a mouse."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pyte.screens
import pytest

from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

narrow_wcwidth = pyte.screens.wcwidth


def wide_wcwidth(char: str) -> int:
    """Cells as a terminal with "treat ambiguous-width characters as double width" counts them."""
    cells: int = narrow_wcwidth(char)
    return 2 if cells == 1 and unicodedata.east_asian_width(char) == "A" else cells


def answering(terminal: Terminal) -> Terminal:
    """A terminal that says where its cursor is when it is asked."""
    terminal.screen.write_process_input = lambda data: os.write(terminal._master, data.encode())
    return terminal


def column_of(terminal: Terminal, y: int, char: str) -> int:
    return next(x for x in range(terminal.screen.columns) if terminal.screen.buffer[y][x].data == char)


def test_ambiguous_characters_shift_no_column_where_they_are_drawn_wide(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyte.screens, "wcwidth", wide_wcwidth)
    with answering(Terminal(file)) as terminal:
        terminal.wait_for("问题")
        terminal.settle(0.6)
        assert not set("│─") & set(terminal.text)
        terminal.send("jjj\r")
        terminal.send("“甲”…≥乙·")
        assert "“甲”…≥乙·" in terminal.text
        assert {column_of(terminal, y, "|") for y in range(1, 17)} == {27}


def test_where_they_are_narrow_frames_are_drawn_with_lines(file: Path) -> None:
    with answering(Terminal(file)) as terminal:
        terminal.wait_for("问题")
        terminal.settle(0.6)
        assert {column_of(terminal, y, "│") for y in range(1, 17)} == {27}


def test_a_terminal_that_does_not_answer_can_be_told(file: Path) -> None:
    with Terminal(file, environment={"JIXIAO_AMBIGUOUS": "wide"}) as terminal:
        terminal.wait_for("问题")
        terminal.settle()
        assert "│" not in terminal.text


def click(column: int, row: int) -> str:
    """A click of the left button, as terminals tell it; both from 1."""
    return f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"


def test_the_mouse_selects_scrolls_and_puts_the_cursor_into_a_field(file: Path) -> None:
    with Terminal(file) as terminal:
        terminal.wait_for("问题")
        terminal.send(click(4, 6))
        assert "项目实施内容" in terminal.text.split("\n")[5]
        terminal.send(click(50, 3) + "甲")
        terminal.wait_for("● 未保存")
        before = terminal.text.split("\n")[18]
        terminal.send("\x1b[<65;10;20M")
        terminal.settle()
        assert terminal.text.split("\n")[18] != before or terminal.text.split("\n")[19] != before


def test_the_mouse_moving_about_sends_nothing(file: Path) -> None:
    with Terminal(file) as terminal:
        terminal.wait_for("问题")
        terminal.settle(0.5)
        assert terminal.send("\x1b[<35;10;10M\x1b[<35;11;10M") == b""
        assert b"\x1b[?1003h" not in terminal.sent


def test_the_mouse_can_be_left_to_the_terminal(file: Path) -> None:
    with Terminal(file, environment={"JIXIAO_MOUSE": "0"}) as terminal:
        terminal.wait_for("问题")
        assert b"\x1b[?1000h" not in terminal.sent


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "xterm", "COLORTERM": ""},
        {"TERM": "screen"},
        {"TERM": "vt100", "COLORTERM": ""},
        {"NO_COLOR": "1"},
    ],
    ids=["16 colours", "screen", "monochrome", "NO_COLOR"],
)
def test_only_the_colours_of_the_terminal_are_used(file: Path, environment: dict[str, str]) -> None:
    with Terminal(file, environment=environment) as terminal:
        terminal.wait_for("问题")
        terminal.send("jj")
        coloured = rb"\x1b\[[0-9;]*(?:[34][0-7]|9[0-7])m" if "NO_COLOR" in environment else rb"[34]8;[25];"
        assert not re.search(coloured, terminal.sent)
        assert set("✗!") <= set(terminal.text)


def test_the_terminals_cursor_is_where_the_user_is(file: Path) -> None:
    """Screen readers and input methods look there, also in lists and though it is hidden."""
    with Terminal(file) as terminal:
        terminal.wait_for("问题")
        terminal.settle(0.6)
        terminal.send("jj")
        assert (terminal.screen.cursor.y, terminal.screen.cursor.x) == (3, 0)
        terminal.send("\r")
        assert terminal.screen.cursor.x > 28


def test_the_window_is_named_after_the_project_and_gets_its_name_back(file: Path) -> None:
    with Terminal(file) as terminal:
        terminal.wait_for("问题")
        assert "\x1b]2;城乡医疗救助经费项目 · 绩效\x07".encode() in terminal.sent
        terminal.send("q")
        terminal.wait()
        assert terminal.sent.count(b"\x1b[22;2t") == terminal.sent.count(b"\x1b[23;2t") == 1
