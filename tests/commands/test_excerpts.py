"""The line under a finding: what of it is shown, and what the ^ stand under."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.text import char_width, width
from tui.reports.excerpt import excerpt

LONG = "一二三四五六七八九十" * 30


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "carets"),
    [
        ('value = "低水平"', 9, 12, 'value = "低水平"', "         ^^^^^^"),
        ('name = "甲乙丙"', 9, 10, 'name = "甲乙丙"', "          ^^"),
        ("value = 2014", 8, 12, "value = 2014", "        ^^^^"),
        ('plan = ""', 8, 8, 'plan = ""', "        ^"),
        ("甲", 1, 1, "甲", "  ^"),
        ("", 0, 0, "", "^"),
        ('a = "x\ty"', 6, 7, 'a = "x→y"', "      ^"),
        ('a = "\x1b[2J乙"', 9, 10, 'a = "␛[2J乙"', "         ^^"),
        ('a = "甲\u200b\u2060乙"', 6, 8, 'a = "甲⟨U+200B⟩⟨U+2060⟩乙"', "       ^^^^^^^^^^^^^^^^"),
        ('a = "甲　乙"', 6, 7, 'a = "甲　乙"', "       ^^"),
        ('a = "e\u0301乙"', 7, 8, 'a = "e\u0301乙"', "      ^^"),
    ],
)
def test_the_signs_stand_under_the_very_characters(
    line: str, start: int, end: int, shown: str, carets: str
) -> None:
    found = excerpt(line, start, end, 40)
    assert (found.shown, found.carets) == (shown, carets)


def test_a_long_line_is_cut_on_both_sides_around_what_is_meant() -> None:
    line = f"{LONG}标准每人290元{LONG}"
    found = excerpt(line, 300, 308, 40)
    assert found.shown.startswith("…")
    assert found.shown.endswith("…")
    assert "标准每人290元" in found.shown
    assert 36 <= width(found.shown) <= 40
    assert (found.before, found.marked) == (width(found.shown.split("标")[0]), width("标准每人290元"))


def test_of_a_stretch_longer_than_the_screen_the_beginning_is_shown() -> None:
    found = excerpt(f'basis = "{LONG}"', 9, 309, 40)
    assert found.shown.startswith('basis = "一二')
    assert found.before == 9
    assert found.before + found.marked + 1 == width(found.shown)
    assert 38 <= width(found.shown) <= 40


def test_a_line_that_fits_is_not_cut() -> None:
    line = 'name = "' + "甲" * 15 + '"'
    assert excerpt(line, 8, 9, 39).shown == line
    assert excerpt(line, 8, 9, 38).shown.endswith("…")


PIECES = st.sampled_from(["a", "0", '"', "甲", "，", "　", "→", "\t", "\x1b", "\u0301", "\u202e", "👨", "…"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=200).map("".join), st.data())
def test_whatever_the_line_it_fits_and_the_marked_cells_are_those_of_the_stretch(
    line: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    cells = data.draw(st.integers(20, 100))
    found = excerpt(line, start, end, cells)
    assert width(found.shown) <= cells
    # A column past the end of the line can be meant, where nothing stands.
    assert 1 <= found.marked <= cells + 1 - found.before
    whole = excerpt(line, start, end, 10_000)
    assert _under(whole).startswith(_under(found))
    if start < end and char_width(line[start]):
        assert _under(found)


def _under(found) -> str:
    """The characters above the ^."""
    at, under = 0, []
    for char in found.shown:
        if found.before <= at < found.before + found.marked and char_width(char):
            under.append(char)
        at += char_width(char)
    return "".join(under)
