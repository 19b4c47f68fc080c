"""Where words begin and end for ctrl+w and ctrl+left in Chinese text, which has no blanks between them.

A change of script ends a word, and so do punctuation and blanks; a number keeps its separators (521,789.58). Most
Chinese words have two characters, so that is how far one step goes in a run of 汉字: without a dictionary any longer step
takes away what the user did not mean, up to a whole project name. The last three of an odd run are one word, since
it most often ends in one (受助人员满意度) and single characters are rare.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.patterns import Pattern

_HAN = r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WORD = Pattern(
    rf"(?P<han>{_HAN}+)"
    r"|\d+(?:[.,．，]\d+)*"
    rf"|(?:(?!{_HAN})[^\W\d])(?:(?!{_HAN})[^\W\d]|[\u0300-\u036f])*"
    r"|[^\w\s]+"
)
_LENGTH = 2


def word_start(text: str, position: int) -> int:
    """Where the word left of `position` begins; blanks before it are passed over."""
    end = len(text[:position].rstrip())
    return max((start for start, _ in _words(text) if start < end), default=0)


def word_end(text: str, position: int) -> int:
    """Where the word right of `position` ends; blanks before it are passed over."""
    return min((end for _, end in _words(text) if end > position), default=len(text))


def _words(text: str) -> Iterator[tuple[int, int]]:
    for found in _WORD.finditer(text):
        start, end = found.span()
        while found["han"] and end - start > _LENGTH + 1:
            yield start, start + _LENGTH
            start += _LENGTH
        yield start, end
