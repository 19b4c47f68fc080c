"""The editor in a real terminal: Chinese input, dropped lines, hostile text, bytes on the wire."""

from __future__ import annotations

import re
import signal
import statistics
import time
from pathlib import Path

import pytest

from models.declaration import Declaration, Goals, Indicator, Project, Unit
from store.layout import emit, parse
from tests.terminal.terminal import Terminal

READY = "问题"

pytestmark = pytest.mark.terminal


def open_editor(file: Path, **options: object) -> Terminal:
    terminal = Terminal(file, **options)  # type: ignore[arg-type]
    terminal.wait_for(READY)
    terminal.settle()
    return terminal


def saved_name(file: Path) -> str:
    return parse(file.read_text(encoding="utf-8")).project.name


def test_chinese_typed_through_a_terminal_arrives_moves_and_deletes(file):
    with open_editor(file) as terminal:
        terminal.send("\r")
        terminal.send("\x1b[F")
        terminal.send("（试点）")
        terminal.send("\x1b[D\x7f")
        assert "城乡医疗救助经费项目（试）" in terminal.text
        terminal.send("\x13")
        terminal.wait_for("已保存")
        terminal.send("\x1b[H\x1b[3~")
        assert "乡医疗救助经费项目（试）" in terminal.text
        terminal.send("\x1a\x11")
        assert terminal.wait() == 0
    assert saved_name(file) == "城乡医疗救助经费项目（试）"


def test_a_character_whose_bytes_arrive_apart_is_one_character(file):
    with open_editor(file) as terminal:
        terminal.send("\r\x1b[F")
        first, second = "绩".encode()[:1], "绩".encode()[1:]
        terminal.send(first)
        time.sleep(0.15)
        terminal.send(second)
        terminal.send("\x13")
        terminal.wait_for("已保存")
    assert saved_name(file) == "城乡医疗救助经费项目绩"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_keeps_the_work_and_leaves_a_clean_screen(file, number):
    before = file.read_bytes()
    with open_editor(file) as terminal:
        terminal.send("\r\x1b[F甲乙")
        terminal.kill(number)
        assert terminal.wait() == 128 + number
        assert b"\x1b[?1049l" in terminal.sent
        assert "已留存" in terminal.text.replace("\n", "")
    assert file.read_bytes() == before
    with open_editor(file) as terminal:
        terminal.wait_for("恢复这些修改")
        terminal.send("1")
        assert "城乡医疗救助经费项目甲乙" in terminal.text
        terminal.send("\x13")
        terminal.wait_for("已保存")
    assert saved_name(file) == "城乡医疗救助经费项目甲乙"
    with open_editor(file) as terminal:
        assert "恢复" not in terminal.text


@pytest.mark.parametrize("ignore_hangup", [False, True])
def test_a_vanished_terminal_keeps_the_work_and_ends_the_program(file, ignore_hangup):
    with open_editor(file, ignore_hangup=ignore_hangup) as terminal:
        terminal.send("\r\x1b[F丙丁")
        terminal.close()
        assert terminal.wait(10) != 0
    with open_editor(file) as terminal:
        terminal.wait_for("恢复这些修改")
        terminal.send("1")
        assert "城乡医疗救助经费项目丙丁" in terminal.text


def test_work_is_in_the_journal_soon_after_typing_even_when_the_program_is_killed(file):
    with open_editor(file) as terminal:
        terminal.send("\r\x1b[F戊")
        time.sleep(1.0)
        terminal.kill(signal.SIGKILL)
        terminal.wait()
    with open_editor(file) as terminal:
        terminal.wait_for("恢复这些修改")


def test_quitting_with_unsaved_work_asks_and_without_does_not(file):
    before = file.read_bytes()
    with open_editor(file) as terminal:
        terminal.send("\r\x1b[F己")
        terminal.send("\x11")
        terminal.wait_for("有未保存的修改")
        terminal.send("3")
        assert "己" in terminal.text
        terminal.send("\x11")
        terminal.send("2")
        assert terminal.wait() == 0
    assert file.read_bytes() == before
    with open_editor(file) as terminal:
        assert "恢复" not in terminal.text
        terminal.send("q")
        assert terminal.wait() == 0


def test_ctrl_c_loses_nothing(file):
    with open_editor(file) as terminal:
        terminal.send("\r\x1b[F庚")
        terminal.send("\x03\x03\x03")
        assert "庚" in terminal.text
        assert "ctrl+q" in terminal.text


def test_a_folder_opens_as_a_list_and_a_file_from_it(file):
    with Terminal(file.parents[1]) as terminal:
        terminal.wait_for("2 个申报")
        assert "521,789.58" in terminal.text
        terminal.send("\x1b[B\x1b[B\r")
        terminal.wait_for("绩效指标")


def test_the_form_is_usable_on_80_by_24_and_follows_a_resize(file):
    with open_editor(file) as terminal:
        for _ in range(12):
            terminal.send("\x1b[B")
        terminal.wait_for("救助对象人数")
        assert max(map(len, terminal.text.splitlines())) <= 80
        assert "设定依据" in terminal.text


def test_nothing_is_asked_for_that_breaks_input_methods(file):
    with open_editor(file) as terminal:
        assert not re.search(rb"\x1b\[[>=]\d*;?\d*u", terminal.sent)


def test_hostile_text_never_reaches_the_terminal_as_a_sequence(tmp_path):
    hostile = "甲]0;PWNED[2J[/foo][red]b[/red][@click=app.quit]"
    evil = "\x1b]0;PWNED\x07\x9b2J\u202e"
    row = Indicator(
        level1="产出指标", level2="数量指标", name=hostile, value=hostile, scoring=hostile, basis=hostile
    )
    declaration = Declaration(
        project=Project(name=hostile, year=2026, basis=hostile),
        unit=Unit(name=hostile, profile=hostile),
        goals=Goals(overall=hostile, annual=hostile),
        indicators=(row,),
    )
    path = tmp_path / "[red]目标[.toml"
    escaped = "".join(f"\\u{ord(char):04X}" for char in evil)
    path.write_text(emit(declaration).replace("甲]0", f"甲{escaped}]0"), encoding="utf-8")
    with open_editor(path) as terminal:
        for _ in range(16):
            terminal.send("\x1b[B")
        terminal.send("\x1b[15~")
        terminal.settle()
        terminal.send("\x1b")
        assert "[/foo]" in terminal.text
        assert b"PWNED\x07" not in terminal.sent
        assert b"\x1b]0;" not in terminal.sent
        assert "\x9b".encode() not in terminal.sent
        assert "\u202e".encode() not in terminal.sent


def test_refuses_what_is_no_terminal(file):
    with Terminal(file, environment={"TERM": "dumb"}) as terminal:
        assert terminal.wait() == 2
        assert "TERM" in terminal.text


class TestWire:
    """Bytes per key at 120×40; deterministic, unlike milliseconds. Budgets of the yardstick for slow lines."""

    @pytest.fixture
    def terminal(self, file):
        with open_editor(file, columns=120, rows=40) as terminal:
            yield terminal

    def test_tab_sends_less_than_a_kilobyte(self, terminal):
        for _ in range(12):
            terminal.send("\x1b[B")
        terminal.send("\r")
        sizes = [len(terminal.send("\t")) for _ in range(8)]
        assert max(sizes) <= 1000

    def test_a_typed_character_with_live_checking_sends_less_than_two_kilobytes(self, terminal):
        terminal.send("\r")
        sizes = [len(terminal.send(char)) for char in "本级财政ab12"]
        assert max(sizes) <= 2000
        assert statistics.median(sizes) <= 600

    def test_a_typed_character_in_a_long_text_sends_less_than_two_kilobytes(self, terminal):
        terminal.send("\x1b[B\x1b[B\x1b[B\r")
        sizes = [len(terminal.send(char)) for char in "本级财政安排"]
        assert max(sizes) <= 2000

    def test_moving_in_the_tree_sends_about_a_kilobyte(self, terminal):
        sizes = [len(terminal.send("\x1b[B")) for _ in range(16)]
        assert statistics.median(sizes) <= 1000

    def test_resting_sends_nothing(self, terminal):
        terminal.send("\r")
        assert terminal.read(1.5) == b""


def test_no_color_leaves_no_colour_and_every_sign_readable(file):
    with Terminal(file, environment={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for(READY)
        terminal.settle()
        colours = {
            (cell.fg, cell.bg)
            for y in range(terminal.screen.lines)
            for cell in (terminal.screen.buffer[y][x] for x in range(terminal.screen.columns))
        }
        assert colours == {("default", "default")}
        assert "✗" in terminal.text


def test_recovery_never_loses_what_came_to_the_file_meanwhile(file):
    with open_editor(file) as terminal:
        terminal.send("\r\x1b[F乙")
        terminal.kill(signal.SIGTERM)
        terminal.wait()
    theirs = file.read_text(encoding="utf-8").replace('value = "2014"', 'value = "2015"') + "\n# 同事的注释\n"
    file.write_text(theirs, encoding="utf-8")
    with open_editor(file) as terminal:
        terminal.wait_for("又被改动过")
        terminal.send("1")
        terminal.send("\x13")
        terminal.wait_for("已保存")
    assert saved_name(file).endswith("乙")
    assert [copy.read_text(encoding="utf-8") for copy in file.parent.glob("*磁盘上的版本*")] == [theirs]


def test_a_byte_that_is_not_utf8_is_ignored(file):
    with open_editor(file) as terminal:
        terminal.send("\r\x1b[F")
        terminal.send(b"\xd6\xd0")
        terminal.send("甲")
        assert "城乡医疗救助经费项目甲" in terminal.text


def test_alt_arrows_move_an_indicator_as_terminals_send_them(file):
    def order() -> bool:
        rows = parse(file.read_text(encoding="utf-8")).indicators
        names = [row.name for row in rows]
        return names.index("政策知晓率") < names.index("保障城乡困难群众基本医疗服务")

    assert not order()
    with open_editor(file, columns=120, rows=40) as terminal:
        for _ in range(20):
            terminal.send("\x1b[B")
        terminal.wait_for("政策知晓率达85%以上")
        terminal.send("\x1b[1;3A")
        terminal.send("\x13")
        terminal.wait_for("已保存")
    assert order()


def test_alt_left_in_a_field_stays_in_the_field(file):
    with open_editor(file) as terminal:
        terminal.send("\r\x1b[F")
        terminal.send("\x1b[1;3D")
        terminal.send("d")
        assert "城乡医疗救助经费项目d" in terminal.text


def test_shift_f8_goes_to_the_previous_problem_as_terminals_send_it(file):
    with open_editor(file) as terminal:
        terminal.send("\x1b[19;2~")
        terminal.wait_for("受助人员满意度")
        assert "设定依据" in terminal.text
