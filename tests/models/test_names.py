"""File names made of user text."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.names import name_key, safe_name, unique_name

ANY_TEXT = st.lists(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from('/\\:*?"<>|.-~ \u3000\x00\n\u202e\ud800长'),
        st.sampled_from(["..", "con", "COM1", "NUL.", "ﬁ", "e\u0301"]),
    ),
    max_size=120,
).map("".join)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("城乡医疗救助经费项目", "城乡医疗救助经费项目"),
        ("甲/乙:丙", "甲／乙：丙"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("~root", "root"),
        ("-rf", "rf"),
        (" . ", "_"),
        ("", "_"),
        ("-..-", "_"),
        ("con", "_con"),
        ("Nul.txt", "_Nul.txt"),
        ("甲\x00乙\u202e丙\n", "甲_乙_丙_"),
        ("项目。", "项目。"),
    ],
)
def test_names_of_known_trouble(text, name):
    assert safe_name(text) == name


@given(ANY_TEXT, st.integers(16, 255))
def test_any_text_becomes_one_plain_name(text, limit):
    name = safe_name(text, limit)
    assert 0 < len(name.encode("utf-8")) <= limit
    assert PurePosixPath(name).parts == (name,)
    assert PureWindowsPath(name).parts == (name,)
    assert not PureWindowsPath(name).is_reserved()
    assert not [char for char in name if unicodedata.category(char) in ("Cc", "Cf", "Cs")]
    assert name[0] not in ".-~ "
    assert name[-1] not in ". "


def test_long_names_that_begin_alike_stay_different():
    first, second = safe_name("长" * 100 + "甲"), safe_name("长" * 100 + "乙")
    assert first != second
    assert first[:60] == second[:60]


def test_names_that_differ_only_in_case_do_not_collide():
    taken: set[str] = set()
    names = [unique_name(name, taken) for name in ("A.xlsx", "a.xlsx", "ａ.xlsx", "a-2.xlsx", "b.xlsx")]
    assert names == ["A.xlsx", "a-2.xlsx", "ａ-3.xlsx", "a-2-2.xlsx", "b.xlsx"]
    assert len({name_key(name) for name in names}) == 5
