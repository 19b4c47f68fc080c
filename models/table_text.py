"""Indicators as the text of a table: what spreadsheets put on the clipboard, and take from it.

Rows are lines, cells stand between TABs; a cell with a TAB, a line feed or a quote stands in quotes, its own quotes
doubled. Excel, WPS and LibreOffice read pasted cells as typed ones, so a text that would become a formula begins with
an apostrophe, which they show or swallow and `unguarded` takes off. What they make of numbers can't be helped from
here: `misread_by_spreadsheets` tells which cells will look different.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from models.declaration import Indicator
from models.text import clean, width
from models.vocabulary import CORE_COLUMNS, EVALUATED_COLUMNS, FIELD_NAMES, MONITORED_COLUMNS, NULL_MARK

DECLARED: Final = (
    *("level1", "level2", "name", "sign", "value", "unit", "attribute"),
    *("weight", "scoring", "content", "basis"),
)
CORE: Final = tuple(term.key for term in CORE_COLUMNS)
MONITORED: Final = tuple(term.key for term in MONITORED_COLUMNS)
EVALUATED: Final = tuple(term.key for term in EVALUATED_COLUMNS)
LATER: Final = (CORE, MONITORED, EVALUATED)
"""Columns that come with 核心指标, 监控 and 自评, each group only where it has begun."""
EVERY: Final = (*DECLARED, *CORE, *MONITORED, *EVALUATED)
NEVER_BLANK: Final = ("level1", "level2", "name")
"""Columns whose blanks mean “as above” in tables with merged cells, so that an empty one is printed as 空."""

HEADINGS: Final = {key: FIELD_NAMES["indicators"][key] for key in EVERY}

# Full-width ones count in the Chinese and Japanese Excel. One such character alone is text in all of them.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠].", re.DOTALL)
_NEGATIVE = re.compile(r"-\d{1,15}(?:\.\d{1,10})?%?")
_GUARDED = re.compile(r"''*\s*[=+\-@＝＋－＠].", re.DOTALL)
_CHANGED_NUMBER = re.compile(r"0\d+|\d{12,}|\d+\.\d*0|\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,2})?", re.ASCII)

_PIPE = re.compile(r"(?<!\\)[|│┃║]")
_BORDER = re.compile(r"[\s|│┃║+:\-─━═┄┈┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╰╯]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WORDS = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r"\S(?:[^\S\n]{2,}|\u3000)\S")

Grid = list[list[str]]


def as_table(rows: Sequence[Indicator]) -> str:
    """The rows below a row of headings, each line ended; the later columns only when a row has any of their group.

    What the file keeps beside the columns (comments, unknown keys) is not in it.
    """
    begun = [
        group for group in LATER if any(getattr(row, key) not in ("", None) for row in rows for key in group)
    ]
    keys = (*DECLARED, *(key for group in begun for key in group))
    lines = ["\t".join(HEADINGS[key] for key in keys)]
    lines += ["\t".join(_quoted(_cell(row, key)) for key in keys) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def is_own_heading(names: Sequence[str]) -> bool:
    """Whether a row of headings is one that `as_table` writes."""
    count = len(DECLARED)
    if [*names[:count]] != [HEADINGS[key] for key in DECLARED]:
        return False
    rest = [*names[count:]]
    for group in LATER:
        headings = [HEADINGS[key] for key in group]
        if rest[: len(group)] == headings:
            rest = rest[len(group) :]
    return not rest


def _cell(row: Indicator, key: str) -> str:
    value = getattr(row, key)
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else str(value)
    text = clean(value or "")
    if not text and key in NEVER_BLANK:
        return NULL_MARK
    return _guarded(text)


def block_text(block: Sequence[Sequence[str]]) -> str:
    """Any block of cells as lines, each ended, without headings; `cells_of` reads it back."""
    return "".join("\t".join(_quoted(_guarded(clean(text))) for text in row) + "\n" for row in block)


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) and not _NEGATIVE.fullmatch(text) else text


def _quoted(text: str) -> str:
    if "\t" in text or "\n" in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def unguarded(text: str) -> str:
    """A cell without the apostrophe that `as_table` put before it."""
    return text[1:] if _GUARDED.match(text) else text


def misread_by_spreadsheets(rows: Sequence[Indicator]) -> int:
    """How many cells a spreadsheet shows otherwise after pasting, unless its cells are set to text before.

    Codes of many digits become 5.3E+20, leading zeros and those behind the point vanish, 1-2 becomes a date.
    """
    texts = (getattr(row, key) for row in rows for key in EVERY if key not in ("weight", "score"))
    return sum(_CHANGED_NUMBER.fullmatch(text) is not None for text in texts)


def cells_of(text: str) -> Grid:
    """The cells of a clean text as a spreadsheet takes them: parted by TABs alone, a blank line is a row too."""
    return [[unguarded(cell) for cell in row] or [""] for row in _tabbed(text)]


def grid_of(text: str) -> Grid:
    """The cells of a clean text, row by row: parted by TABs, by | or │, or by two blanks and more.

    Rows may differ in length. Lines without text are rows without cells.
    """
    if "\t" in text:
        return list(_tabbed(text))
    lines = text.split("\n")
    filled = [line for line in lines if line.strip() and not _BORDER.fullmatch(line)]
    if sum(_PIPE.search(line) is not None for line in filled) * 2 > len(filled):
        return [_piped(line) if line.strip() and not _BORDER.fullmatch(line) else [] for line in lines]
    if sum(_GAP.search(line) is not None for line in filled) * 2 > len(filled):
        return _spaced(lines)
    return [[line] if line.strip() else [] for line in lines]


def _tabbed(text: str) -> Iterator[list[str]]:
    at, end = 0, len(text)
    while at < end:
        stop = text.find("\n", at)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        if line.startswith('"') or '\t"' in line:
            cells, stop = _with_quotes(text, at)
        else:
            cells = line.split("\t")
        yield cells if any(cells) else []
        at = stop + 1


def _with_quotes(text: str, at: int) -> tuple[list[str], int]:
    """The cells of the row that begins at a place, and where the line feed behind it stands."""
    cells: list[str] = []
    stop = -1
    while True:
        close = _closing_quote(text, at) if text.startswith('"', at) else -1
        if close >= 0:
            cells.append(text[at + 1 : close].replace('""', '"'))
            at = close + 1
        else:
            # Not quoted, or a quote that only stands at its start, as Word and web pages have it.
            if stop < at:
                stop = text.find("\n", at)
                stop = len(text) if stop < 0 else stop
            tab = text.find("\t", at, stop)
            cells.append(text[at : stop if tab < 0 else tab])
            at = stop if tab < 0 else tab
        if at >= len(text) or text[at] == "\n":
            return cells, at
        at += 1


def _closing_quote(text: str, at: int) -> int:
    """Where the cell that is quoted from `at` on ends; -1 when it is not quoted."""
    close = text.find('"', at + 1)
    while close >= 0 and text.startswith('"', close + 1):
        close = text.find('"', close + 2)
    if close < 0:
        return -1
    return close if close + 1 == len(text) or text[close + 1] in "\t\n" else -1


def _piped(line: str) -> list[str]:
    cells = [_BREAK.sub("\n", cell.replace("\\|", "|")).strip() for cell in _PIPE.split(line.strip())]
    if len(cells) < 2:
        return [cell for cell in cells if cell]
    start, stop = not cells[0], len(cells) - (not cells[-1])
    return cells[start:stop]


def _spaced(lines: Sequence[str]) -> Grid:
    """Cells by where they stand on the line, counted in cells of a terminal, because empty ones leave no trace."""
    rows = [_placed_words(line.replace("\u3000", "  ")) for line in lines]
    starts = [start for start, _ in max(rows, key=len)]
    grid: Grid = []
    for row in rows:
        if len(row) == len(starts):
            grid.append([word for _, word in row])
            continue
        cells = [""] * len(starts) if row else []
        for start, word in row:
            column = max(bisect_right(starts, start + 1) - 1, 0)
            cells[column] = f"{cells[column]} {word}".strip()
        grid.append(cells)
    return grid


def _placed_words(line: str) -> list[tuple[int, str]]:
    """What stands between wider gaps, with the cell of the terminal where it begins."""
    found: list[tuple[int, str]] = []
    at = cells = 0
    for match in _WORDS.finditer(line):
        cells += width(line[at : match.start()])
        at = match.start()
        found.append((cells, match[0]))
    return found
