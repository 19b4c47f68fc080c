"""The indicator tree of a table: level rows carry down to the leaves below them, damaged rows give what is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from models.declaration import Indicator
from models.vocabulary import NULL_MARK, TREE_2015, TREE_2021, sign_of
from store.readers.alignment import align, contradicts, fits, is_anchor, level_of
from store.readers.columns import HEADINGS, in_columns
from store.readers.joined import LEVELS, split_rows
from store.readers.ledger import Ledger
from store.readers.page import Cell, Line, Row

_LOST = "此行有文字丢失"
_UNKNOWN_COLUMN = "本程序的指标没有这一栏，没有填入。"
_NO_LEAVES = "下面没有能确定属于它的指标，没有填入。"


@dataclass(frozen=True)
class Level:
    """A level as it applies to the leaves below: its name, and where that stands."""

    name: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Record:
    """The cells of one row, or of a part of a row when several had run together."""

    row: Row
    cells: tuple[Cell, ...]
    torn_before: bool = False
    torn_after: bool = False

    @property
    def texts(self) -> list[str]:
        """What is not empty."""
        return [cell.value for cell in self.cells if cell.value]

    @property
    def first(self) -> Line:
        return next(cell for cell in self.cells if cell.lines).lines[0]


class Tree:
    """Reads the rows below the header, in their order."""

    def __init__(self, keys: Sequence[str | None], ledger: Ledger) -> None:
        self.keys = keys
        self.ledger = ledger
        self.indicators: list[Indicator] = []
        self.levels: dict[str, Level | None] = dict.fromkeys(LEVELS, Level())
        """None where text was lost, so that the level is not certain"""
        self.last_level1 = ""
        self.level_lines: list[Line] = []
        self.above: Record | None = None
        """the level row directly above, when it named a 二级指标"""

    def close(self) -> None:
        """Account for the levels that no leaf uses."""
        for line in self.level_lines:
            self.ledger.report(line, _NO_LEAVES)

    def read(self, row: Row) -> None:
        """Take one row."""
        if row.width:
            self._in_place(Record(row, tuple(in_columns(row, len(self.keys)))))
            return
        for record in self._records(row):
            self._read_record(record)

    def _records(self, row: Row) -> list[Record]:
        """The row, or the rows that had run together in it."""
        whole = Record(row, row.cells, row.torn_before, row.torn_after)
        width = len(self.keys)
        if len(row.cells) <= width + 2 and len(row.cells) < 2 * width:
            return [whole]
        records = [Record(row, part) for part in split_rows(self.keys, row.cells)]
        records[0] = replace(records[0], torn_before=whole.torn_before)
        records[-1] = replace(records[-1], torn_after=whole.torn_after)
        return records

    def _read_record(self, record: Record) -> None:
        is_whole = not record.torn_before and not record.torn_after
        if len(record.cells) == len(self.keys) and is_whole and not contradicts(self.keys, record.cells):
            self._in_place(record)
        elif len(record.cells) == len(self.keys) and all(
            fits(key, cell.text) for key, cell in zip(self.keys, record.cells, strict=True)
        ):
            if record.torn_before:
                self._lose_levels()
            self._in_place(record)
        else:
            self._damaged(record)

    def _in_place(self, record: Record) -> None:
        """A row that has a cell for each column."""
        named = dict(zip(self.keys, record.cells, strict=False))
        for cell in record.cells[len(self.keys) :]:
            self._report(cell, _UNKNOWN_COLUMN)
        for key, cell in zip(self.keys, record.cells, strict=False):
            if key is None:
                self._report(cell, _UNKNOWN_COLUMN)
        named.pop(None, None)
        cells = {str(key): cell for key, cell in named.items()}
        self._print_marks(record.cells)
        own = {level: cells[level] for level in LEVELS if level in cells and cells[level].value}
        leaf = {key: cell for key, cell in cells.items() if key not in LEVELS and cell.value}
        if own:
            self._set_levels(own)
        if set(leaf) - {"weight"}:
            self._add(record, leaf)
            self.above = None
        elif own:
            for cell in leaf.values():
                self._report(cell, "这是一级、二级指标的分值，本程序只记三级指标的分值。")
            self.above = record if "level2" in own else None
        else:
            self._lose_levels()

    def _set_levels(self, own: dict[str, Cell]) -> None:
        for level, cell in own.items():
            self.level_lines += cell.lines
            self.levels[level] = Level(cell.value, cell.lines)
        if "level1" in own:
            self.last_level1 = own["level1"].value
            if "level2" not in own:
                self.levels["level2"] = Level()
        elif self.levels["level1"] is None and self._only_under_last(own["level2"].value):
            self.levels["level1"] = Level(self.last_level1)

    def _only_under_last(self, level2: str) -> bool:
        """Whether the official trees know a 二级指标 under the last 一级指标 and nowhere else."""
        parents = {
            level1
            for tree in (TREE_2015, TREE_2021)
            for level1, children in tree.items()
            if level2 in children
        }
        return parents == {self.last_level1}

    def _lose_levels(self) -> None:
        self.levels = dict.fromkeys(LEVELS, None)
        self.above = None

    def _add(self, record: Record, leaf: dict[str, Cell]) -> None:
        values: dict[str, Any] = {key: _value(key, cell.value) for key, cell in leaf.items()}
        for level, found in self.levels.items():
            if found is not None:
                values[level] = found.name
                self.ledger.place(*found.lines)
        self.indicators.append(Indicator(**values))
        for cell in leaf.values():
            self.ledger.place(*cell.lines)
        if None in self.levels.values():
            names = "、".join(HEADINGS[level] for level in LEVELS if self.levels[level] is None)
            self.ledger.lack(record.first, f"缺{names}：前面有文字丢失，不能确定它属于哪一级，没有填入。")

    def _damaged(self, record: Record) -> None:
        """A row that lost cells, or has too many."""
        texts = record.texts
        if not texts:
            self._print_marks(record.cells)
            self._lose_levels()
            return
        if len(texts) == 1 and (level := level_of(texts[0])):
            self._lone_level(record, level)
            return
        above = self.above
        if record.torn_before and above is None:
            self._lose_levels()
        self._damaged_leaf(record)
        if record.torn_before and above is not None and self.levels["level2"] is not None:
            self.ledger.lack(
                record.first,
                "一级、二级指标取自紧靠其上的行，其间有文字丢失，请核对。",
            )
        if record.torn_before or not any(map(is_anchor, texts)):
            self._lose_levels()
        self.above = None

    def _lone_level(self, record: Record, level: str) -> None:
        """A level row of which only the name is left."""
        cell = next(cell for cell in record.cells if cell.value)
        if level == "level2" and record.torn_before and not self._only_under_last(cell.value):
            self.levels["level1"] = None
        self._print_marks(record.cells)
        self._set_levels({level: cell})
        self.above = record if level == "level2" else None

    def _damaged_leaf(self, record: Record) -> None:
        result = align(
            self.keys,
            record.cells,
            starts=not record.torn_before,
            ends=not record.torn_after,
            torn=record.torn_before or record.torn_after,
        )
        leaf: dict[str, Cell] = {}
        own: dict[str, Cell] = {}
        for key, cell in zip(result.keys, record.cells, strict=True):
            if cell.value and key in LEVELS:
                own[key] = cell
            elif cell.value and key and key not in leaf:
                leaf[key] = cell
        if own and leaf:
            self._set_levels(own)
        if leaf:
            self._add(record, leaf)
            self._report_missing(record, result.keys)
        else:
            self._lose_levels()
        for cell, choices in zip(record.cells, result.choices, strict=True):
            self._report(cell, _doubt(choices))
        self._print_marks(record.cells)

    def _report_missing(self, record: Record, keys: Sequence[str | None]) -> None:
        missing = [HEADINGS[key] for key in self.keys if key and key not in LEVELS and key not in keys]
        if missing:
            self.ledger.lack(record.first, f"缺{'、'.join(missing)}：{_LOST}，没有填入。")

    def _print_marks(self, cells: Sequence[Cell]) -> None:
        for cell in cells:
            if cell.text == NULL_MARK:
                self.ledger.printed(*cell.lines)

    def _report(self, cell: Cell, reason: str) -> None:
        if cell.text != NULL_MARK:
            for line in cell.lines:
                self.ledger.report(line, reason)


def _value(key: str, text: str) -> Any:
    if key == "sign":
        sign = sign_of(text)
        return text if sign is None else sign
    if key == "weight":
        return Decimal(text) if re.fullmatch(r"\d{1,4}(\.\d{1,4})?", text, re.ASCII) else text
    return text


def _doubt(choices: Sequence[str]) -> str:
    names = [HEADINGS[key] for key in choices]
    if len(names) < 2:
        return f"{_LOST}，只凭文字不能确定属于哪一栏，没有填入。"
    return f"{_LOST}，可能是{'、'.join(names[:-1])}或{names[-1]}，不能确定，没有填入。"
