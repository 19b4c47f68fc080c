"""Text from the clipboard → indicators: a table of our own, or one from Excel, WPS, Word, a web page, a terminal.

A table with exactly our headings is taken as it stands, so that what was copied comes back unchanged. Any other is
read with the tolerance that foreign tables need: blanks around texts, glyphs of signs, ≥95% in one cell, 空 for
nothing, names of levels without 指标. Empty cells of 一级 and 二级指标 mean “as above” in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from models.declaration import Indicator
from models.practice import Practice
from models.table_text import HEADINGS, Grid, grid_of, is_own_heading, unguarded
from models.text import clean, normalise, truncate
from models.vocabulary import NULL_MARK, TREE_2015, TREE_2021
from store.pasted_columns import (
    COUNTING,
    TERMS,
    Keys,
    as_row,
    by_content,
    by_headings,
    is_heading_row,
    level_name,
)
from store.pasted_values import LEVELS, POINTS, understood, verbatim
from store.readers.alignment import fits, is_anchor
from store.readers.columns import is_number_row
from store.readers.headings import announces_table
from store.readers.published import recover
from store.readers.text import page_of

MOST_CHARACTERS = 2_000_000
MOST_ROWS = 10_000
MOST_LINES = 100_000
"""with the empty ones"""
MOST_COLUMNS = 100
LONGEST_CELL = 50_000
_MOST_UNPLACED = 50
_ROWS_ABOVE_HEADER = 30
_TOLD = 2
"""entries of what has no place that stand in the note itself"""

_NOTHING = "没有粘贴。"
_HOW = "请连同表头一起复制，至少有“三级指标”和“指标值”两栏。"
_SUMS = frozenset(("合计", "总计", "小计", "总分", "共计", "合计得分", "总得分"))
_NUMBER = re.compile(r"[\d,.\s]*%?分?", re.ASCII)
_DOTS = re.compile(r"[.…·。]+")


@dataclass(frozen=True)
class Pasted:
    """What a pasted text gave."""

    rows: tuple[Indicator, ...] = ()
    """in the order of the text; 一级, 二级指标 are empty where the text has no such columns"""
    unplaced: tuple[str, ...] = ()
    """what of the text is in no indicator, in words for the user, at most 50"""
    note: str = ""
    """sentences on what the user should look at, or on why nothing was read; empty when all is as expected"""


def read_table(text: str, practice: Practice) -> Pasted:
    """The indicators of a pasted table. Never raises; nothing is placed that is not certain by heading or content."""
    if len(text) > MOST_CHARACTERS:
        return _refused(f"粘贴的内容有 {len(text) // 10_000} 万字，太大了，{_NOTHING}请分几次复制。")
    cleaned = clean(text)
    dropped = len(normalise(text)) - len(cleaned)
    if not cleaned.strip():
        return _refused(f"剪贴板里没有文字，{_NOTHING}")
    if cleaned.count("\n") > MOST_LINES:
        return _refused(f"粘贴的内容超过 {MOST_LINES} 行，{_NOTHING}请分几次复制。")
    grid = grid_of(cleaned)
    if sum(map(bool, grid)) > MOST_ROWS:
        return _refused(f"粘贴的内容超过 {MOST_ROWS} 行，{_NOTHING}请分几次复制。")
    if max(map(len, grid), default=0) > MOST_COLUMNS:
        return _refused(f"粘贴的内容一行超过 {MOST_COLUMNS} 栏，不像指标表，{_NOTHING}")
    if any(len(cell) > LONGEST_CELL for row in grid for cell in row):
        return _refused(f"粘贴的内容有一格超过 {LONGEST_CELL // 10_000} 万字，不像指标表，{_NOTHING}")
    pasted = _read_page(cleaned) if _is_text_of_page(grid) else _Table(grid, practice).read()
    if dropped and pasted.rows:
        return Pasted(pasted.rows, pasted.unplaced, f"{pasted.note}略去了 {dropped} 个不能用的控制字符。")
    return pasted


def _refused(sentence: str) -> Pasted:
    return Pasted(note=sentence)


def _is_text_of_page(grid: Grid) -> bool:
    """Whether this is the text of a published page, with one cell on each line, led by a TAB."""
    filled = [row for row in grid if row]
    led = sum(len(row) == 2 and not row[0].strip() for row in filled)
    return led > 10 and all(len(row) <= 2 for row in filled)


def _read_page(text: str) -> Pasted:
    found = recover(page_of(text))
    rows = tuple(row for project in found for row in project.declaration.indicators)
    unplaced = [
        f"第 {entry.line} 行：{truncate(entry.text, 30)}{entry.reason}"
        for project in found
        for entry in project.unplaced
    ]
    if not rows:
        return _refused(f"没有认出指标，{_NOTHING}{_HOW}")
    return Pasted(rows, tuple(_bounded(unplaced)), _left(unplaced))


def _bounded(entries: Sequence[str]) -> list[str]:
    if len(entries) <= _MOST_UNPLACED:
        return list(entries)
    return [*entries[: _MOST_UNPLACED - 1], f"等共 {len(entries)} 处。"]


def _left(unplaced: Sequence[str]) -> str:
    if not unplaced:
        return ""
    end = f"等 {len(unplaced)} 处" if len(unplaced) > _TOLD else ""
    return f"没有填入：{'；'.join(entry.rstrip('。') for entry in unplaced[:_TOLD])}{end}。"


@dataclass
class _Table:
    """One pasted table while it is read."""

    grid: Grid
    practice: Practice
    keys: Keys = ()
    own: bool = False
    """whether it has exactly our headings"""
    rows: list[Indicator] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    unknown: dict[int, int] = field(default_factory=dict)
    """column without a place → how many cells were filled"""
    headings: list[str] = field(default_factory=list)
    level1: str = ""
    level2: str = ""
    unused: list[str] = field(default_factory=list)
    """names of levels that no indicator stands under yet"""
    sums: int = 0

    def read(self) -> Pasted:
        numbered = [(number, cells) for number, cells in enumerate(self.grid, 1) if cells]
        start = self._find_header(numbered)
        notes = []
        if start < 0:
            keys = by_content([_tidy_cells(cells) for _, cells in numbered], self.practice)
            if keys is None:
                return _refused(f"看不出哪一栏是什么，{_NOTHING}{_HOW}")
            self.keys = keys
            names = "、".join(HEADINGS[key] for key in keys if key)
            notes.append(f"没有表头，按内容认作{names}，请核对。")
        elif "name" not in self.keys:
            return _refused(f"表头里没有“三级指标”一栏，{_NOTHING}{_HOW}")
        for number, cells in _whole_rows(numbered[max(start, 0) :], self.keys):
            self._read_row(number, cells)
        if not self.rows:
            return _refused(f"表里没有指标，{_NOTHING}")
        return self._pasted(notes)

    def _pasted(self, notes: list[str]) -> Pasted:
        self.unplaced += [f"“{name}”下面没有指标。" for name in self.unused]
        for column, count in sorted(self.unknown.items()):
            heading = self.headings[column] if column < len(self.headings) else ""
            self.unplaced.append(
                f"“{heading}”一栏 {count} 格。" if heading else f"第 {column + 1} 栏 {count} 格。"
            )
        if self.sums:
            notes.append(f"略去了合计 {self.sums} 行。")
        said = "".join(notes) + _left(self.unplaced)
        return Pasted(tuple(self.rows), tuple(_bounded(self.unplaced)), said)

    def _find_header(self, numbered: Sequence[tuple[int, list[str]]]) -> int:
        """Where the rows below the header begin; -1 when there is none. What stands above it is accounted for."""
        for at, (_, cells) in enumerate(numbered[:_ROWS_ABOVE_HEADER]):
            if not is_heading_row(cells):
                continue
            end = at + 1
            while end < len(numbered) and is_heading_row(numbered[end][1]):
                end += 1
            header = [cells for _, cells in numbered[at:end]]
            self._take_header(header)
            for number, above in numbered[:at]:
                said = " ".join(text.strip() for text in above if text.strip())
                if said and not announces_table(said):
                    self.unplaced.append(f"第 {number} 行：{truncate(said, 30)}")
            return end
        return -1

    def _take_header(self, header: Sequence[Sequence[str]]) -> None:
        self.keys = by_headings(header)
        width = len(self.keys)
        self.headings = [
            next((row[at].strip() for row in reversed(header) if at < len(row) and row[at].strip()), "")
            for at in range(width)
        ]
        names = [*self.headings]
        while names and not names[-1]:
            names.pop()
        self.own = len(header) == 1 and is_own_heading(names)

    def _read_row(self, number: int, cells: list[str]) -> None:
        cells = list(map(unguarded, cells)) if self.own else _tidy_cells(cells)
        if self._is_no_indicator(cells):
            return
        found: dict[str, str] = {}
        for at, text in enumerate(cells):
            key = self.keys[at] if at < len(self.keys) else None
            if key is not None:
                found[key] = text
            elif text and not (at < len(self.headings) and self.headings[at] in COUNTING):
                self.unknown[at] = self.unknown.get(at, 0) + 1
        values = (
            verbatim(found) if self.own else understood(found, self.practice, has_units="unit" in self.keys)
        )
        self._set_levels(found)
        values["level1"], values["level2"] = self.level1, self.level2
        said = {key for key, text in found.items() if text and (self.own or text != NULL_MARK)}
        if said.difference(LEVELS, POINTS):
            self.rows.append(Indicator(**values))
            self.unused.clear()
        else:
            self.unused += [found[key] for key in LEVELS if key in said]

    def _is_no_indicator(self, cells: Sequence[str]) -> bool:
        filled = [text for text in cells if text.strip()]
        if not filled:
            return True
        first = "".join(filled[0].split()).rstrip("：:")
        if first in _SUMS and all(_NUMBER.fullmatch(text) for text in filled[1:]):
            self.sums += 1
            return True
        if _is_like_header(filled) and is_heading_row(cells):
            return True
        if first == "1" and is_number_row(as_row(cells)):
            return True
        return not self.own and all(_DOTS.fullmatch(text) for text in filled)

    def _set_levels(self, found: dict[str, str]) -> None:
        """Blank levels are those above; 空 is none."""
        level1, level2 = found.get("level1", ""), found.get("level2", "")
        if not self.own:
            level1, level2 = level_name(level1, self.practice), level_name(level2, self.practice)
            if level2 and "level1" not in self.keys:
                level1 = self._parent(level2)
        changed = bool(level1) and level1 != (self.level1 or NULL_MARK)
        if level1:
            self.level1 = "" if level1 == NULL_MARK else level1
        if level2 or changed:
            self.level2 = "" if level2 == NULL_MARK else level2

    def _parent(self, level2: str) -> str:
        """The 一级指标 that alone has this 二级指标; 空 when there are several."""
        trees = [dict(self.practice.tree)] if self.practice.tree else [TREE_2015, TREE_2021]
        parents = {level1 for tree in trees for level1, children in tree.items() if level2 in children}
        return parents.pop() if len(parents) == 1 else NULL_MARK


def _tidy_cells(cells: Sequence[str]) -> list[str]:
    return [unguarded(text.replace("\xa0", " ").strip()) for text in cells]


_NAMES = frozenset(name for term in TERMS for name in term.names)


def _is_like_header(filled: Sequence[str]) -> bool:
    """A quick look, so that not every row is compared with all headings."""
    return len(_NAMES.intersection(filled)) > 1


def _whole_rows(numbered: Sequence[tuple[int, list[str]]], keys: Keys) -> Iterator[tuple[int, list[str]]]:
    """The rows with a cell for each column, as far as that can be told.

    Word breaks a row at each paragraph of a cell; web pages leave out cells that are merged with those above.
    """
    width = max((at + 1 for at, key in enumerate(keys) if key), default=0)
    at = 0
    while at < len(numbered):
        number, cells = numbered[at]
        at += 1
        if len(cells) < width:
            joined, taken = _joined(cells, numbered[at:], width, keys)
            at += taken
            cells = joined if taken else _shifted(cells, keys, width)
        yield number, cells


def _joined(
    cells: list[str], below: Sequence[tuple[int, list[str]]], width: int, keys: Keys
) -> tuple[list[str], int]:
    """A row that goes on in the rows below it, and how many they are; 0 when it does not."""
    joined = list(cells)
    for taken, (_, more) in enumerate(below[:width], 1):
        if not more[0].strip() or is_anchor(more[0].strip()) or len(joined) + len(more) - 1 > width:
            break
        joined = [*joined[:-1], f"{joined[-1]}\n{more[0]}", *more[1:]]
        if len(joined) == width:
            return (joined, taken) if _fits(joined, keys) else (cells, 0)
    return cells, 0


def _shifted(cells: list[str], keys: Keys, width: int) -> list[str]:
    """A short row moved to the right by as many merged levels as it takes for its cells to fit their columns."""
    if _fits(cells, keys):
        return cells
    levels = next((at for at, key in enumerate(keys) if key not in LEVELS), 0)
    for missing in range(1, min(levels, width - len(cells)) + 1):
        moved = [""] * missing + cells
        if _fits(moved, keys):
            return moved
    return cells


def _fits(cells: Sequence[str], keys: Keys) -> bool:
    return all(fits(key, text.strip()) for key, text in zip(keys, cells, strict=False))
