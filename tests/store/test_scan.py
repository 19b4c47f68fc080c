"""The scanner sees what tomllib sees, and knows where it stands."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import find, given

from store.layout import emit
from store.toml_scan import Entry, Header, Places, Remark, ScanError, scan
from tests.store.by_hand import HandWritten, hand_written
from tests.store.generated import REACH, commented, examples

AWKWARD = '''\
"键 # 一" . 'b"c'."\\u0064" = "甲 # 不是注释" # 注释一
empty = ""
quotes = """"引""""" # 注释二
literal = \'\'\'
'# 不是注释'\'\'\'
folded = """甲 \\
   乙\\n"""
list = [ # 注释三
  "]", '#', # 注释四
  [1, [2]], { a = "}", b.c = [3] },
] # 注释五
when = 1979-05-27 07:32:00 # 注释六
[ a . "b" ] # 注释七
c = {}
[[rows]]
[rows.sub]
k = 1
[[rows]]
[[rows.sub]]
[[rows.sub]]
k = 2
'''


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], Any]:
    """Every value that is no table, by its path."""
    found: dict[tuple[str | int, ...], Any] = {}
    if not isinstance(value, dict):
        found[path] = value
    parts: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, inner in parts:
        found |= leaves(inner, (*path, step))
    return found


def assert_agrees(text: str) -> None:
    data = leaves(tomllib.loads(text, parse_float=Decimal))
    entries = [item for item in scan(text) if isinstance(item, Entry)]
    tables = {item.path for item in scan(text) if isinstance(item, Header)}
    sources = {item.path: text[item.value : item.end] for item in entries}
    # Arrays of tables have headers instead of an entry.
    expected = {
        path: value
        for path, value in data.items()
        if path not in tables and not any(table[: len(path)] == path for table in tables)
    }
    assert set(expected) <= set(sources)
    for path, value in expected.items():
        read = tomllib.loads(f"x = {sources[path]}", parse_float=Decimal)["x"]
        assert repr(read) == repr(value)
    unseen = {path for path, source in sources.items() if not source.startswith("{")} - set(expected)
    assert not unseen
    for item in entries:
        if item.start < item.value:
            (key,) = leaves(tomllib.loads(text[item.start : item.value] + "0"))
            assert item.path[-len(key) :] == key


def test_an_awkward_file_is_seen_as_tomllib_sees_it() -> None:
    assert_agrees(AWKWARD)


def test_comments_are_found_and_nothing_in_a_string_is_one() -> None:
    comments = [item.text for item in scan(AWKWARD) if isinstance(item, Remark)]
    assert comments == [f"# 注释{number}" for number in "一二三四五六七"]


def test_comments_within_an_array_are_told_from_others() -> None:
    inside = [item.text for item in scan(AWKWARD) if isinstance(item, Remark) and item.inside]
    assert inside == ["# 注释三", "# 注释四"]


def test_elements_of_arrays_of_tables_are_numbered() -> None:
    headers = [item.path for item in scan(AWKWARD) if isinstance(item, Header)]
    assert headers == [
        ("a", "b"),
        ("rows", 0),
        ("rows", 0, "sub"),
        ("rows", 1),
        ("rows", 1, "sub", 0),
        ("rows", 1, "sub", 1),
    ]


@examples(150)
@given(hand_written())
def test_hand_written_files_are_seen_as_tomllib_sees_them(file: HandWritten) -> None:
    assert_agrees(file.text)
    assert sorted(item.text for item in scan(file.text) if isinstance(item, Remark)) == sorted(file.comments)


@examples(60)
@given(commented())
def test_canonical_files_are_seen_as_tomllib_sees_them(declaration: Any) -> None:
    assert_agrees(emit(declaration))


@pytest.mark.parametrize(
    "sign",
    [
        "'''\n",
        '"""',
        " = {",
        "# 注释",
        "[[ indicators ]]",
        '"\\U',
        "[\n",
        "[[indicators.log]]",
        "indicators = [",
        "\\\n   ",
    ],
)
def test_the_generated_files_hold_every_awkward_thing(sign: str) -> None:
    assert find(hand_written(), lambda file: sign in file.text, settings=REACH)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ('a = "', 4),
        ('a = """x\n', 4),
        ("a = [1,\n", 4),
        ("a = { b = 1", 4),
        ("a", 0),
        ("[a", 0),
        ("a = \n", 4),
    ],
)
def test_what_is_no_toml_has_a_place(text: str, at: int) -> None:
    with pytest.raises(ScanError) as caught:
        scan(text)
    assert caught.value.at == at


def test_two_thousand_levels_do_not_exhaust_the_stack() -> None:
    text = "a = " + "[" * 2000 + "]" * 2000
    assert sum(isinstance(item, Entry) for item in scan(text)) == 2000


def test_a_character_is_found_through_escapes_and_folded_lines() -> None:
    text = 'a = "x\\u4e00\\ny"\nb = """\n甲\\\n   乙"""\n'
    places = Places(text)
    assert [text[places.character(("a",), index)] for index in range(4)] == ["x", "\\", "\\", "y"]
    assert [text[places.character(("b",), index)] for index in range(2)] == ["甲", "乙"]
    assert text[places.character(("b",), 9) :].startswith('"""')
