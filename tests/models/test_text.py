"""User text: cleaned for the model, made visible for a terminal, measured in cells, broken into lines."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import (
    BIDI_CONTROLS,
    FORBIDDEN,
    INVISIBLE,
    NOT_AT_END,
    NOT_AT_START,
    char_width,
    clean,
    is_forbidden,
    normalise,
    pad,
    truncate,
    visible,
    width,
    wrap,
)

HOSTILE = "\x1b\x9b\x07\x7f\x00\r\n\t\u202e\u2066\ufeff\u200b\ud800\u2028"
ORDINARY = "预算绩效目标5200000.00元，。；（）《》“”…—%≥ abc-XYZ　\u0301👍"
TEXT = st.text(st.sampled_from(ORDINARY + HOSTILE) | st.characters(), max_size=40)
LINE = st.text(st.sampled_from(ORDINARY), max_size=60)


def test_whole_texts_are_searched_for_exactly_what_is_forbidden():
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    assert [sign for sign in signs if FORBIDDEN.match(sign)] == [sign for sign in signs if is_forbidden(sign)]


def test_every_kind_of_line_end_becomes_a_line_feed():
    assert normalise("一\r\n二\r三\n四") == "一\n二\n三\n四"


def test_what_may_not_stand_in_a_declaration_is_dropped():
    assert clean("a\x1b[2Jb\u202ec\ufeffd\ud800e\x9bf\r\ng\th") == "a[2Jbcdef\ng\th"


@given(TEXT)
def test_cleaning_is_done_once_and_leaves_nothing_forbidden(text: str):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(map(is_forbidden, cleaned))
    assert "\r" not in cleaned


@given(st.text(st.characters(exclude_categories=["C"]), max_size=40))
def test_cleaning_leaves_ordinary_text_alone(text: str):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("预算\x1b[31m", "预算␛[31m"),
        ("\x7f\x00", "␡␀"),
        ("\x9b2J", "⟨U+009B⟩2J"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\udcff", "⟨U+DCFF⟩"),
        ("一\n二\t三", "一⏎二 三"),
        ("一\u2028二", "一 二"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_a_sign(text: str, shown: str):
    assert visible(text) == shown


@given(TEXT)
def test_what_is_visible_can_be_sent_to_a_terminal(text: str):
    shown = visible(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert not (BIDI_CONTROLS | INVISIBLE) & set(shown)
    assert visible(shown) == shown
    shown.encode()


@given(TEXT)
def test_line_feeds_stay_where_they_are_wanted(text: str):
    assert visible(text, keep_newlines=True).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("绩效", 4),
        ("ab", 2),
        ("（）", 4),
        ("≥90%", 4),
        ("e\u0301", 1),
        ("", 0),
        ("ｱ", 1),
        ("　", 2),
        ("a\tb", 3),
        ("中\t", 3),
    ],
)
def test_cells(text: str, cells: int):
    assert width(text) == cells


@given(TEXT, TEXT)
def test_the_width_of_a_text_is_that_of_its_parts(one: str, other: str):
    assert width(one + other) == width(one) + width(other) == sum(map(char_width, one + other))


@given(LINE, st.integers(0, 30))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, cells: int):
    cut = truncate(text, cells)
    assert width(cut) <= max(cells, 0)
    if cut != text:
        assert cut == "" or cut.endswith("…")
        assert text.startswith(cut.removesuffix("…"))
    else:
        assert width(text) <= cells


@given(LINE, st.integers(0, 30), st.sampled_from(["left", "right", "center"]))
def test_a_padded_text_is_exactly_as_wide_as_asked(text: str, cells: int, align: str):
    assert width(pad(text, cells, align)) == cells


def test_padding_aligns():
    assert [pad("中", 5, align) for align in ("left", "right", "center")] == ["中   ", "   中", " 中  "]


@given(st.text(st.sampled_from(ORDINARY + "\n"), max_size=80), st.integers(2, 20))
def test_wrapping_loses_no_character_and_no_line_is_too_wide(text: str, cells: int):
    lines = wrap(text, cells)
    assert "".join(lines) == text.replace("\n", "")
    assert all(width(line) <= cells for line in lines)
    assert len(lines) >= text.count("\n") + 1


@given(LINE, st.integers(2, 20))
def test_each_line_but_an_empty_paragraph_holds_something(text: str, cells: int):
    lines = wrap(text, cells)
    assert lines == [""] if not text else all(lines)


@given(LINE, st.integers(2, 20))
def test_an_accent_is_never_parted_from_its_letter(text: str, cells: int):
    for line in wrap(text, cells)[1:]:
        assert not unicodedata.combining(line[0])


def test_a_number_is_not_split_while_it_fits_a_line():
    assert wrap("本年度预算金额为5,200,000.00元。", 20) == ["本年度预算金额为", "5,200,000.00元。"]
    assert wrap("12345678901234567890", 8) == ["12345678", "90123456", "7890"]


def test_punctuation_neither_opens_a_line_nor_is_left_behind():
    text = "贯彻落实《呈贡新区被征地人员劳动就业和社会保障工作试行办法》，切实保障（含新增）人员。"
    for cells in range(8, 41):
        for line in wrap(text, cells):
            assert line[0] not in NOT_AT_START
            assert line[-1] not in NOT_AT_END


def test_a_line_of_nothing_but_punctuation_still_breaks():
    assert all(width(line) <= 4 for line in wrap("。" * 30 + "《" * 30, 4))


def test_paragraphs_stay_apart():
    assert wrap("一\n\n二", 10) == ["一", "", "二"]
    assert wrap("", 10) == [""]


def test_of_a_joined_emoji_its_parts_are_shown() -> None:
    assert visible("红心❤\ufe0f人数") == "红心❤人数"
    assert visible("👨\u200d👩\u200d👧") == "👨👩👧"
    assert visible("拇指👍\U0001f3fd数") == "拇指👍数"
    assert visible("e\u0301") == "e\u0301"
