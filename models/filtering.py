"""Filtering lists while one types: by the Chinese words, by their pinyin, or by its initials (`zlzb` finds 质量指标)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from models.pinyin import readings

Found = tuple[int, ...]
"""positions of the characters of a text that a query is found in"""

_LONGEST = 400
"""Characters of a text in which initials are looked for; beyond that they would be found in anything."""
_LONGEST_WORD = 60


def find(query: str, text: str) -> Found | None:
    """Where every word of the query (words are parted by blanks) is found in the text, or None; () for no query."""
    found: set[int] = set()
    for word in normal_form(query).split():
        at = _find_word(word, normal_form(text))
        if at is None:
            return None
        found.update(at[1])
    return tuple(sorted(found))


def filtered(query: str, texts: Sequence[str]) -> list[int]:
    """The positions of the texts in which the query is found, those first in which it is found best.

    Literally comes before by pinyin, at the beginning before further on; else the order stays.
    """
    words = normal_form(query).split()
    if not words:
        return list(range(len(texts)))
    ranked: list[tuple[int, int]] = []
    for at, text in enumerate(texts):
        normal = normal_form(text)
        ranks = [_find_word(word, normal) for word in words]
        if all(rank is not None for rank in ranks):
            ranked.append((sum(rank[0] for rank in ranks if rank), at))
    return [at for _, at in sorted(ranked)]


def _find_word(word: str, text: str) -> tuple[int, Found] | None:
    """How well a word is found (0 is best) and where."""
    at = text.find(word)
    if at >= 0:
        return (0 if at == 0 else 1), tuple(range(at, at + len(word)))
    if not (word.isascii() and word.isalpha()) or len(word) > _LONGEST_WORD:
        return None
    for start in range(min(len(text), _LONGEST)):
        found = _spelled(word, text, start)
        if found is not None:
            return (2 if start == 0 else 3), found
    return None


def spelled_in(word: str, text: str) -> Iterator[Found]:
    """Every place, from left to right, whose characters spell a word of letters; both in normal form.

    Unlike in a list that is narrowed, places far into a long text count too.
    """
    if not word or len(word) > _LONGEST_WORD:
        return
    end = 0
    for start, char in enumerate(text):
        if start >= end and word[0] in _initials(char):
            found = _spelled(word, text, start)
            if found is not None:
                yield found
                end = found[-1] + 1


@cache
def _initials(char: str) -> str:
    """The letters that the spellings of a character begin with."""
    return "".join(sorted({spelling[0] for spelling in _spellings(char)}))


def _spelled(word: str, text: str, start: int) -> Found | None:
    """The characters from `start` on whose readings, each cut short at will, spell the word."""
    if start >= len(text):
        return None
    char = text[start]
    if not char.isalnum():
        # Punctuation between two characters is not typed; a word does not begin there.
        return None
    for length in _lengths(char, word):
        rest = word[length:]
        if not rest:
            return (start,)
        following = start + 1
        while following < len(text) and not text[following].isalnum():
            following += 1
        further = _spelled(rest, text, following)
        if further is not None:
            return (start, *further)
    return None


@cache
def _spellings(char: str) -> tuple[str, ...]:
    syllables = readings(char)
    if syllables:
        # ü is typed as v or as u.
        return tuple(dict.fromkeys(spelt for one in syllables for spelt in (one, one.replace("v", "u"))))
    return (char,) if char.isascii() else ()


def _lengths(char: str, word: str) -> list[int]:
    """How many letters of the word's beginning this character may stand for, most first."""
    lengths: set[int] = set()
    for syllable in _spellings(char):
        for length in range(1, min(len(syllable), len(word)) + 1):
            if word[length - 1] != syllable[length - 1]:
                break
            lengths.add(length)
    return sorted(lengths, reverse=True)


class _NormalChars(dict[int, str]):
    """Each character in half width and without case, where that is one character too."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        normal = unicodedata.normalize("NFKC", char).casefold()
        self[code] = normal if len(normal) == 1 else char
        return self[code]


_NORMAL_CHARS = _NormalChars()


@lru_cache(maxsize=4096)
def normal_form(text: str) -> str:
    """A text as it is compared: each character in half width and without case; positions stay."""
    return text.translate(_NORMAL_CHARS)
