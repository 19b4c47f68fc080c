"""How a Chinese character is read (拼音), without tones: enough to find words by typing letters."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

_LEVEL_1 = (b"\xb0\xa1", b"\xd7\xf9")
"""The first and the last character of level 1 in GB2312."""


@cache
def readings(char: str) -> tuple[str, ...]:
    """The syllables of a character, the usual one first; empty where it is none of GB2312."""
    first = _usual(char)
    if not first:
        return ()
    return (first, *(other for other in _others().get(char, ()) if other != first))


def _usual(char: str) -> str:
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    if len(code) != 2 or code < _LEVEL_1[0]:
        return ""
    if code <= _LEVEL_1[1]:
        codes, syllables = _level_1()
        return syllables[bisect_right(codes, code) - 1]
    return _level_2().get(char, "")


@cache
def _level_1() -> tuple[list[bytes], list[str]]:
    from models.pinyin_table import FIRST_OF_SYLLABLE

    entries = FIRST_OF_SYLLABLE.split()
    return [entry[-1].encode("gb2312") for entry in entries], [entry[:-1] for entry in entries]


@cache
def _level_2() -> dict[str, str]:
    from models.pinyin_table import LEVEL_2

    return dict(_pairs(LEVEL_2))


@cache
def _others() -> dict[str, tuple[str, ...]]:
    from models.pinyin_table import OTHER_READINGS

    found: dict[str, tuple[str, ...]] = {}
    for char, syllable in _pairs(OTHER_READINGS):
        found[char] = (*found.get(char, ()), syllable)
    return found


def _pairs(table: str) -> list[tuple[str, str]]:
    """Each character of a table with its syllable."""
    pairs: list[tuple[str, str]] = []
    for entry in table.split():
        syllable = "".join(char for char in entry if char.isascii())
        pairs.extend((char, syllable) for char in entry[len(syllable) :])
    return pairs
