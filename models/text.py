"""What every layer must agree on about user text: cleaning, safe display, width in terminal cells, wrapping.

Rows and columns of a terminal are counted in cells: a wide character (汉字, full-width punctuation) takes two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

BIDI_CONTROLS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = frozenset("\ufeff\u200b")
FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{''.join(sorted(BIDI_CONTROLS | INVISIBLE))}]"
)
"""What `is_forbidden` forbids, for searching whole texts."""

# Line-breaking rules of Chinese typesetting (避头尾): never at the start, never at the end of a line.
NOT_AT_START = frozenset("，。、；：？！）》〉」』】〕｝”’％‰…—·℃,.;:?!)]}>%")
NOT_AT_END = frozenset("（《〈「『【〔｛“‘([{<￥$")


def normalise(text: str) -> str:
    """Line feeds for every kind of line end. All text enters the model through this."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_forbidden(char: str) -> bool:
    """Whether a character may not stand in a declaration: controls, surrogates, bidi controls, zero-width marks."""
    if char in "\n\t":
        return False
    return unicodedata.category(char) in ("Cc", "Cs") or char in BIDI_CONTROLS or char in INVISIBLE


def clean(text: str) -> str:
    """`text` as the model may hold it: line ends normalised, forbidden characters dropped."""
    return FORBIDDEN.sub("", normalise(text))


CLUSTER = re.compile("[\ufe0e\ufe0f\u200d\u20e3\u3099\u309a\U0001f3fb-\U0001f3ff]")
"""What makes one sign of several characters (emoji with skin, joined or framed): no two terminals agree how wide."""


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """`text` safe to send to a terminal: each forbidden character becomes a visible sign.

    Without `keep_newlines` the result is one line, a line feed shown as ⏎ and a tab as a space. Of an emoji made of
    several characters its parts are shown: what joins them would shift the rest of the line.
    """
    if not text.isascii():
        text = CLUSTER.sub("", text)
    if text.isprintable():
        return text
    return "".join(_visible_char(char, keep_newlines) for char in text)


def _visible_char(char: str, keep_newlines: bool) -> str:
    if char == "\n":
        return "\n" if keep_newlines else "⏎"
    if char == "\t":
        return " "
    if not is_forbidden(char):
        return " " if char in "\u2028\u2029" else char
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"⟨U+{code:04X}⟩"


@dataclass(frozen=True)
class Ambiguity:
    """How a terminal draws the characters that Unicode calls ambiguous (“ ” … ≥ ● ─): as one cell, or as two."""

    marks: int = 1
    """cells of quotes, dashes, signs and letters"""
    lines: int = 1
    """cells of what frames and blocks are drawn with"""


class _InUse:
    ambiguity = Ambiguity()


_LINES = range(0x2500, 0x25A0)


def set_ambiguity(ambiguity: Ambiguity) -> None:
    """Measure from now on as the terminal in use draws; until then ambiguous characters count as one cell."""
    _InUse.ambiguity = ambiguity
    char_width.cache_clear()


@lru_cache(maxsize=8192)
def char_width(char: str) -> int:
    """Cells of one character: 2 wide, 0 combining, else 1; ambiguous ones as `set_ambiguity` says.

    A control character counts as one, like the sign that stands for it.
    """
    return _cells_of(char, _InUse.ambiguity)


@lru_cache(maxsize=8192)
def neutral_width(char: str) -> int:
    """Cells of one character where ambiguous ones take one, whatever terminal is in use: for text in files."""
    return _cells_of(char, Ambiguity())


def _cells_of(char: str, ambiguity: Ambiguity) -> int:
    kind = unicodedata.east_asian_width(char)
    if kind in "WF":
        return 2
    if kind == "A" and unicodedata.category(char) not in ("Mn", "Me", "Cf", "Cc", "Co"):
        return ambiguity.lines if ord(char) in _LINES else ambiguity.marks
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 1


Measure = Callable[[str], int]
"""Cells of one character: `char_width` or `neutral_width`"""


def width(text: str, measure: Measure = char_width) -> int:
    """Terminal cells of one line of text."""
    if text.isascii():
        return len(text)
    return sum(map(measure, text))


def truncate(text: str, cells: int) -> str:
    """`text` cut to `cells` cells, with … where something was cut."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    used, kept = char_width("…"), []
    for char in text:
        used += char_width(char)
        if used > cells:
            break
        kept.append(char)
    return "".join(kept) + "…"


def pad(text: str, cells: int, align: str = "left") -> str:
    """`text` cut or filled with spaces to exactly `cells` cells; `align` is left, right or center."""
    text = truncate(text, cells)
    room = cells - width(text)
    if align == "right":
        return " " * room + text
    if align == "center":
        return " " * (room // 2) + text + " " * (room - room // 2)
    return text + " " * room


def _runs(paragraph: str, measure: Measure) -> Iterator[str]:
    """Pieces that may not be broken: a run of Latin letters and digits, else one character; each with its accents."""
    run, grows = "", False
    for char in paragraph:
        cells = measure(char)
        if run and cells == 0:
            run += char
            continue
        narrow = cells == 1 and not char.isspace() and char not in NOT_AT_END
        if run and not (narrow and grows):
            yield run
            run = ""
        run, grows = run + char, narrow
    if run:
        yield run


def wrap(text: str, cells: int, measure: Measure = char_width) -> list[str]:
    """`text` as lines of at most `cells` cells, by the rules of Chinese typesetting.

    A number is not split unless it is longer than a line, punctuation neither opens nor is left over at a line.
    Every paragraph gives at least one line, so an empty text is `[""]`.
    """
    cells = max(cells, 2)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, cells, measure))
    return lines


def _wrap_paragraph(paragraph: str, cells: int, measure: Measure) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for run in _runs(paragraph, measure):
        run_width = width(run, measure)
        if used + run_width <= cells:
            line.append(run)
            used += run_width
            continue
        carried: list[str] = []
        # Take back at most three pieces, so that a line of nothing but punctuation still breaks somewhere.
        if run[0] in NOT_AT_START:
            while line and len(carried) < 3:
                carried.insert(0, line.pop())
                if carried[0][0] not in NOT_AT_START:
                    break
        while line and line[-1][0] in NOT_AT_END and len(carried) < 3:
            carried.insert(0, line.pop())
        if not line:
            line, carried = carried, []
        if line:
            lines.append("".join(line))
        line = [*carried]
        used = sum(width(each, measure) for each in line)
        if used + run_width > cells and line:
            lines.append("".join(line))
            line, used = [], 0
        while width(run, measure) > cells:
            piece = _head(run, cells, measure)
            lines.append(piece)
            run = run[len(piece) :]
        line.append(run)
        used += width(run, measure)
    lines.append("".join(line))
    return lines


def _head(run: str, cells: int, measure: Measure) -> str:
    used = 0
    for index, char in enumerate(run):
        used += measure(char)
        if used > cells:
            return run[: max(index, 1)]
    return run
