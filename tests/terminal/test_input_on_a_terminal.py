"""What a real terminal sends besides keys: pastes, answers to questions, floods. What needs no terminal is in
tests/tui/test_keyboard.py."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from models.declaration import Project
from store.layout import parse
from tests.terminal.terminal import Terminal
from tests.terminal.test_editor_on_a_terminal import open_editor, saved_name

pytestmark = pytest.mark.terminal

TO_LONG_TEXT = "\x1b[B\r\x1b[1;5F"


def saved_project(terminal: Terminal, file: Path) -> Project:
    terminal.send("\x13")
    terminal.wait_for("已保存")
    return parse(file.read_text(encoding="utf-8")).project


def seconds_until(terminal: Terminal, text: str) -> float:
    start = time.monotonic()
    terminal.wait_for(text)
    return time.monotonic() - start


def test_a_paste_arrives_whole_in_order_at_once_and_is_one_step(file):
    page = "".join(
        f"{number}、城乡\x1b[31m医疗救助\x1b]0;标题\x07\x1b，按季度拨付。\r\n" for number in range(1700)
    )
    with open_editor(file) as terminal:
        terminal.send(TO_LONG_TEXT)
        before = saved_project(terminal, file).basis
        terminal.write(f"\x1b[200~{page}末尾\x1b[201~")
        assert len(page.encode()) > 100_000
        assert seconds_until(terminal, "末尾") < 3
        lines = "".join(f"{number}、城乡[31m医疗救助]0;标题，按季度拨付。\n" for number in range(1700))
        assert saved_project(terminal, file).basis == f"{before}{lines}末尾"
        terminal.send("\x1a")
        assert saved_project(terminal, file).basis == before


def test_text_that_comes_at_once_without_brackets_is_there_at_once(file):
    with open_editor(file) as terminal:
        terminal.send("\r\x1b[F")
        terminal.write("城乡医疗" * 249 + "末尾")
        assert seconds_until(terminal, "末尾") < 2
        assert saved_name(file) == "城乡医疗救助经费项目"
        assert saved_project(terminal, file).name == "城乡医疗救助经费项目" + "城乡医疗" * 249 + "末尾"
        terminal.send("\x1a")
        assert saved_project(terminal, file).name == "城乡医疗救助经费项目"


def test_keys_that_come_at_once_are_obeyed_one_after_the_other(file):
    with open_editor(file) as terminal:
        terminal.send("\x1b[B" * 13 + "a新指标\t\t5\x1b")
        terminal.send("\x13")
        terminal.wait_for("已保存")
    rows = parse(file.read_text(encoding="utf-8")).indicators
    assert [(row.name, row.value) for row in rows if row.name == "新指标"] == [("新指标", "5")]


def test_answers_of_the_terminal_and_alt_are_not_typed(file):
    answers = (
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?62;c\x1bP>|tmux 3.3a\x1b\\\x1b[O\x1b[I\x1b[<0;1;1M\x1b[M !!"
    )
    with open_editor(file) as terminal:
        terminal.send("\r\x1b[F")
        terminal.send(answers + "甲")
        terminal.send("\x1bd")
        terminal.send("\x1b]11;rgb")
        time.sleep(0.6)
        terminal.send("乙")
        assert saved_project(terminal, file).name == "城乡医疗救助经费项目甲乙"
        terminal.send("\x1b")
        time.sleep(0.2)
        terminal.send("u")
        assert saved_project(terminal, file).name != "城乡医疗救助经费项目甲乙"


def test_a_window_made_small_and_large_again_whatever_size_the_shell_remembers(file):
    with open_editor(file, environment={"COLUMNS": "132", "LINES": "50"}) as terminal:
        terminal.send("\r\x1b[F甲")
        terminal.resize(40, 10)
        terminal.wait_for("终端太小")
        terminal.send("d\x1bq")
        terminal.resize(100, 30)
        terminal.wait_for("项目名称")
        terminal.send("乙")
        assert saved_project(terminal, file).name == "城乡医疗救助经费项目甲乙"
