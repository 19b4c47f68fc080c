"""Only changed cells are sent, and what was sent makes the terminal show the frame."""

from __future__ import annotations

import io

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from models.text import truncate, width
from tui.widgets.frame import Frame

COLUMNS, ROWS = 24, 4
CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=COLUMNS)
STYLES = [Style(), Style(reverse=True), Style(color="red", bold=True), Style(underline=True)]

words = st.lists(st.sampled_from([*"绩效指标，。（", "ab", "1", "  ", "≥", "—", "é", " "]), max_size=14).map(
    "".join
)
rows = st.tuples(words, words, st.integers(0, 3), st.integers(0, 3))
screens = st.lists(rows, min_size=ROWS, max_size=ROWS)


def strip(row: tuple[str, str, int, int]) -> Strip:
    left = truncate(row[0], COLUMNS // 2)
    right = truncate(row[1], COLUMNS // 2)
    rest = " " * (COLUMNS - width(left) - width(right))
    return Strip([Segment(left, STYLES[row[2]]), Segment(right, STYLES[row[3]]), Segment(rest, Style())])


def full(screen: list[tuple[str, str, int, int]]) -> LayoutUpdate:
    return LayoutUpdate([[strip(row)] for row in screen], Region(0, 0, COLUMNS, ROWS))


def cells(screen: pyte.Screen) -> list[list[tuple[str, bool, bool, str, bool]]]:
    return [
        [
            (cell.data, cell.reverse, cell.bold, cell.fg, cell.underscore)
            for cell in (screen.buffer[y][x] for x in range(COLUMNS))
        ]
        for y in range(ROWS)
    ]


def show(*sequences: str) -> pyte.Screen:
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    for sequence in sequences:
        stream.feed(sequence)
    return screen


@settings(max_examples=150, deadline=None)
@given(st.lists(screens, min_size=2, max_size=4))
def test_sending_differences_shows_the_same_as_sending_everything(frames):
    frame = Frame()
    differences = [frame.changes(full(screen), CONSOLE, COLUMNS, ROWS) for screen in frames]
    everything = Frame().changes(full(frames[-1]), CONSOLE, COLUMNS, ROWS)
    assert cells(show(*differences)) == cells(show(everything))


@settings(max_examples=100, deadline=None)
@given(screens, screens, st.integers(0, ROWS - 1), st.integers(0, COLUMNS), st.integers(0, COLUMNS))
def test_a_partial_update_changes_only_its_span(before, after, y, x1, x2):
    first, last = sorted((x1, x2))
    frame = Frame()
    start = frame.changes(full(before), CONSOLE, COLUMNS, ROWS)
    chops = [{0: strip(row)} for row in after]
    update = ChopsUpdate(chops, [(y, first, last)], [[COLUMNS]] * ROWS)
    screen = show(start, frame.changes(update, CONSOLE, COLUMNS, ROWS))
    untouched = cells(show(start))
    for row in range(ROWS):
        if row != y:
            assert cells(screen)[row] == untouched[row]


def test_an_unchanged_frame_sends_nothing():
    frame = Frame()
    screen = [("指标", "abc", 0, 1)] * ROWS
    assert frame.changes(full(screen), CONSOLE, COLUMNS, ROWS)
    assert frame.changes(full(screen), CONSOLE, COLUMNS, ROWS) == ""


def test_after_forgetting_everything_is_sent_again():
    frame = Frame()
    screen = [("指标", "abc", 0, 1)] * ROWS
    first = frame.changes(full(screen), CONSOLE, COLUMNS, ROWS)
    frame.forget()
    assert frame.changes(full(screen), CONSOLE, COLUMNS, ROWS) == first


def test_a_new_size_sends_everything_again():
    frame = Frame()
    screen = [("指标", "abc", 0, 1)] * ROWS
    frame.changes(full(screen), CONSOLE, COLUMNS + 1, ROWS)
    assert "指标" in frame.changes(full(screen), CONSOLE, COLUMNS, ROWS)


def test_control_characters_never_leave_the_frame():
    hostile = "甲\x1b]0;x\x07\x9b2J\u202e乙\x00\x7f"
    update = LayoutUpdate([[Strip([Segment(hostile, Style())])]], Region(0, 0, COLUMNS, 1))
    sent = Frame().changes(update, CONSOLE, COLUMNS, 1)
    payload = sent.replace("\x1b[0m\x1b[2J", "").replace("\x1b[1;1H", "")
    assert "甲" in payload
    assert "乙" in payload
    assert not any(char in payload for char in "\x1b\x07\x9b\x00\x7f\u202e")
