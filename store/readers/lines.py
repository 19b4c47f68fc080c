"""The lines of a text page, freed of what pasting and other programs did to them.

What the text layer of a published page means by its blanks is little: a line led by TAB is a table cell, a lone TAB
an empty one, SPACE TAB marks dropped text, an empty line ends a row. Everything else is decoration, told apart by how
the whole page is laid out: indentation by any blanks, blanks at the end of lines and in empty ones, an empty line
after each line, TABs before each paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby, pairwise

from models.vocabulary import LABELS, bare_heading
from store.readers.alignment import level_of
from store.readers.columns import HEADINGS, is_group
from store.readers.headings import goal_label_of, is_form_line, is_name_heading, is_section_heading

_LINE_END = re.compile("[\n\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\t]*")
_CELL = re.compile(r"[^\S\t]*\t(.*)")
_COLUMNS = re.compile(r"\S[^\S\t]*\t+[^\S\t]*\S")
_NUMBERING = re.compile(r"[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．]")
_LABEL = re.compile(r"[^：:]{1,24}[：:]")
_FEWEST_GAPS = 6
_FEWEST_HEADINGS = 2


class Kind(Enum):
    """What a line is."""

    EMPTY = auto()
    PARAGRAPH = auto()
    CELL = auto()
    COLUMNS = auto()
    """a whole row, with TABs between its cells"""


@dataclass(frozen=True)
class TextLine:
    """A line without the blanks around it."""

    kind: Kind
    text: str
    number: int
    """1-based, as editors count"""
    torn: bool = False
    """text was dropped before this cell"""


def lines_of(numbered: Sequence[tuple[str, int]]) -> list[TextLine]:
    """What the lines of a page are, without those that only part others."""
    sources = _without_indentation([_without_tabs_in_paragraphs(line) for line, _ in numbered])
    has_columns = any(map(_COLUMNS.search, sources))
    lines = [
        _line(source, number, has_columns=has_columns)
        for source, (_, number) in zip(sources, numbered, strict=True)
    ]
    lines = _without_tabs_before_paragraphs(lines)
    return _without_added_lines(_without_stray_tabs(lines))


def next_text(lines: Sequence[TextLine], at: int) -> str:
    """The text of the first line from a position on that is not empty."""
    return next((line.text for line in lines[at:] if line.text), "")


def numbered_lines(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a text with their numbers, as editors count: other breaks than line feeds only where there are none."""
    has_feeds = "\n" in text
    number = 1
    start = 0
    for end in _LINE_END.finditer(text):
        yield text[start : end.start()], number
        number += end[0] == "\n" or not has_feeds
        start = end.end()
    yield text[start:], number


def _without_tabs_in_paragraphs(line: str) -> str:
    """Without the TAB that Word writes behind a number, or somebody behind a label."""
    head, _, rest = line.partition("\t")
    start, rest = head.strip(), rest.strip()
    if rest and "\t" not in rest and (_NUMBERING.fullmatch(start) or _LABEL.fullmatch(start)):
        return head + rest
    return line


def _without_indentation(lines: Sequence[str]) -> list[str]:
    """Without the blanks that stand before every line; where all are cells they may be marks of dropped text."""
    filled = [line for line in lines if line.strip()]
    if all(_CELL.match(line) for line in filled):
        return list(lines)
    shared = _blanks(filled[0]) if filled else ""
    for line in filled:
        while not line.startswith(shared):
            shared = shared[:-1]
    return [line.removeprefix(shared) for line in lines]


def _blanks(line: str) -> str:
    match = _BLANKS.match(line)
    return match[0] if match else ""


def _line(source: str, number: int, *, has_columns: bool) -> TextLine:
    text = source.strip()
    cell = _CELL.match(source)
    if has_columns and "\t" in (cell[1] if cell else text):
        return TextLine(Kind.COLUMNS, source, number)
    if cell:
        # The mark is one space: an odd one, because indentations by spaces are even.
        blanks = _blanks(source)
        return TextLine(Kind.CELL, text, number, (len(blanks) - len(blanks.rstrip(" "))) % 2 == 1)
    return TextLine(Kind.PARAGRAPH if text else Kind.EMPTY, text, number)


def _without_tabs_before_paragraphs(lines: list[TextLine]) -> list[TextLine]:
    """Paragraphs as such where they are led by TABs like cells: headings of sections are then, too."""
    led = {line.text for line in lines if line.kind is Kind.CELL and is_section_heading(line.text)}
    if len(led) < _FEWEST_HEADINGS:
        return lines
    found = []
    is_table = False
    for at, line in enumerate(lines):
        if line.text:
            starts = is_form_line(line.text) or is_name_heading(next_text(lines, at + 1))
            is_table = not starts and (is_table or line.torn or _is_of_table(line.text))
        if line.kind is Kind.CELL and not is_table:
            line = replace(line, kind=Kind.PARAGRAPH if line.text else Kind.EMPTY, torn=False)
        found.append(line)
    return found


def _is_of_table(text: str) -> bool:
    """Whether a text stands in tables of goals and indicators only."""
    is_label = goal_label_of(text) is not None or bare_heading(text) == LABELS["goals"]
    return is_label or is_group(text) or bool(level_of(text)) or text in HEADINGS.values()


def _without_stray_tabs(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lone TABs among paragraphs are empty lines; in a table they are cells."""
    found: list[TextLine] = []
    for is_filled, run in groupby(lines, key=lambda line: bool(line.text)):
        part = list(run)
        if not is_filled:
            start = len(found)
            above = start > 0 and _is_tabbed(lines[start - 1])
            below = start + len(part) < len(lines) and _is_tabbed(lines[start + len(part)])
            part = list(_cells_of(part, above=above, below=below))
        found += part
    return found


def _cells_of(run: Sequence[TextLine], *, above: bool, below: bool) -> Iterator[TextLine]:
    """A run of lines without text, of which those lone TABs stay that belong to a table above or below."""
    at = 0
    for kind, part in groupby(run, key=lambda line: line.kind):
        lines = list(part)
        touches = [above] * (at == 0) + [below] * (at + len(lines) == len(run))
        at += len(lines)
        if kind is Kind.CELL and not any(touches or (above, below)):
            lines = [replace(line, kind=Kind.EMPTY, torn=False) for line in lines]
        yield from lines


def _is_tabbed(line: TextLine) -> bool:
    return line.kind in (Kind.CELL, Kind.COLUMNS)


def _without_added_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """Without the empty lines that follow every line, so that those are left that end a row."""
    filled = [at for at, line in enumerate(lines) if line.kind is not Kind.EMPTY]
    gaps = sorted(
        below - above - 1
        for above, below in pairwise(filled)
        if lines[above].kind is lines[below].kind is Kind.CELL
    )
    added = gaps[len(gaps) // 10] if len(gaps) >= _FEWEST_GAPS else 0
    found: list[TextLine] = []
    seen = 0
    for line in lines:
        seen = seen + 1 if line.kind is Kind.EMPTY else 0
        if line.kind is not Kind.EMPTY or seen > added:
            found.append(line)
    return found
