"""Which column of a pasted table holds what: by its headings, or by what stands in it when there are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from models.practice import Practice
from models.vocabulary import (
    CORE_COLUMNS,
    EVALUATED_COLUMNS,
    LEVEL2,
    MONITORED_COLUMNS,
    NULL_MARK,
    UNITS,
    Term,
    sign_of,
    term_for,
)
from models.written_value import SIGNS_IN_WORDS, written_value
from store.readers import columns
from store.readers.alignment import attribute_of, sounds_like_basis
from store.readers.page import Cell, Line, Row

Keys = tuple[str | None, ...]
"""For each column what it holds, None where that is unknown."""

_LATER = (*CORE_COLUMNS, *MONITORED_COLUMNS, *EVALUATED_COLUMNS)
TERMS = (*columns.TERMS, *_LATER)
_MONITORED = {term.key for term in MONITORED_COLUMNS}
_REMARK = "remark"
COUNTING = ("序号", "编号", "行号")
"""Columns that only count the rows."""
_BESIDE = (*COUNTING, "备注", "说明")
QUALITATIVE_SIGN = ("定性", "定性指标")
"""Stands in 指标性质 in the systems in use where there is no sign to compare by."""

_BRACKET = re.compile(r"[（(][^（()）]*[)）]\s*$")
_SCORING = re.compile(r"得\s*(?:满|\d)|\d\s*分|扣")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?(?:分|%)?", re.ASCII)
_MOST = 0.8
"""so many of the filled cells of a column must fit"""
_LONGEST_NAME = 60
_LONGEST_UNIT = 10
_LEVEL_WEIGHT = re.compile(r"[（(]\s*\d{1,3}(?:\.\d+)?\s*(?:分|%)?\s*[)）]$")


def as_row(cells: Sequence[str], number: int = 1) -> Row:
    """The cells as a row of a grid, as the readers know it."""
    found = tuple(
        Cell((Line(text.strip(), number),) if text.strip() else (), at) for at, text in enumerate(cells)
    )
    return Row(found, number, width=len(found))


def key_of(heading: str) -> str | None:
    """The column that a heading names, with or without a bracket behind it: `权重（%）`."""
    term = _term_of(heading)
    return term.key if term else None


def _term_of(heading: str) -> Term | None:
    return term_for(heading, TERMS) or term_for(_BRACKET.sub("", heading), TERMS)


def is_heading_row(cells: Sequence[str]) -> bool:
    """Whether a row is one of headings, as the readers know it, or with more than they look for."""
    texts = []
    for text in cells:
        term = _term_of(text)
        is_beside = term in _LATER or text.strip() in _BESIDE
        texts.append("" if is_beside else term.heading if term else text)
    return columns.is_header(as_row(texts))


def by_headings(header: Sequence[Sequence[str]]) -> Keys:
    """The columns under one or more rows of headings; lower ones win, and each key counts once."""
    keys: list[str | None] = [None] * max(map(len, header))
    for row in header:
        for at, text in enumerate(row):
            if text.strip() and (key := key_of(text)):
                keys[at] = key
    if not _MONITORED.intersection(keys) - {_REMARK}:
        # 备注 stands in tables of many kinds; only beside the other columns of 监控 is it that of 监控.
        keys = [None if key == _REMARK else key for key in keys]
    return tuple(key if key not in keys[:at] else None for at, key in enumerate(keys))


@lru_cache(maxsize=1024)
def level_name(text: str, practice: Practice) -> str:
    """A 一级 or 二级指标 in the words of the trees: without blanks, points behind it, and with 指标."""
    flat = _LEVEL_WEIGHT.sub("", "".join(text.split()))
    known = {*practice.level1_names, *practice.level2_names(""), *LEVEL2}
    if flat in known:
        return flat
    return f"{flat}指标" if f"{flat}指标" in known else text.strip()


def by_content(rows: Sequence[Sequence[str]], practice: Practice) -> Keys | None:
    """The columns of a table without headings; None when too little tells them apart."""
    width = max(map(len, rows), default=0)
    texts = [
        [row[at] for row in rows if at < len(row) and row[at] not in ("", NULL_MARK)] for at in range(width)
    ]
    keys: list[str | None] = [None] * width
    level1, level2 = set(practice.level1_names), set(practice.level2_names("")) | set(LEVEL2)

    def put(key: str, fits: Callable[[str], object], start: int = 0, stop: int | None = None) -> int:
        """The first free column of a range that is filled with what fits; -1 for none."""
        for at in range(start, width if stop is None else min(stop, width)):
            if (
                keys[at] is None
                and texts[at]
                and sum(map(bool, map(fits, texts[at]))) >= _MOST * len(texts[at])
            ):
                keys[at] = key
                return at
        return -1

    first = put("level1", lambda text: level_name(text, practice) in level1)
    second = put("level2", lambda text: level_name(text, practice) in level2)
    sign = put("sign", _is_sign)
    attribute = put("attribute", attribute_of)
    value = sign + 1 if 0 <= sign < width - 1 else put("value", _has_sign)
    if max(first, second, sign, attribute, value) < 0:
        return None
    start = max(first, second) + 1
    name = put(
        "name",
        _may_be_name,
        start,
        min((at for at in (sign, attribute, value) if at >= start), default=width),
    )
    if name < 0:
        return None
    units = {*UNITS, *practice.units}
    if value < 0:
        value = put("value", _has_unit, name + 1)
    if value < 0:
        # A number is a value for certain only where its unit stands beside it.
        unit = put("unit", units.__contains__, name + 2)
        value = unit - 1 if unit >= 0 and keys[unit - 1] is None else -1
    if value >= 0:
        keys[value] = "value"
        if "unit" not in keys:
            put("unit", lambda text: text in units or _may_be_unit(text), value + 1, value + 2)
        put("weight", _NUMBER.fullmatch, value + 1)
    _name_long_texts(keys, texts, name + 1)
    return tuple(keys)


def _name_long_texts(keys: list[str | None], texts: Sequence[Sequence[str]], start: int) -> None:
    """评（扣）分标准, 指标内容 and 依据 stand in this order; fewer than three are told by how they are worded."""
    left = [at for at in range(start, len(keys)) if keys[at] is None and texts[at]]
    if len(left) == 3:
        keys[left[0]], keys[left[1]], keys[left[2]] = "scoring", "content", "basis"
        return
    for key, fits in (("scoring", _SCORING.search), ("basis", sounds_like_basis)):
        for at in left:
            if (
                keys[at] is None
                and key not in keys
                and sum(map(bool, map(fits, texts[at]))) * 2 > len(texts[at])
            ):
                keys[at] = key


def _is_sign(text: str) -> bool:
    return bool(sign_of(text)) or text in SIGNS_IN_WORDS or text in QUALITATIVE_SIGN


def _has_sign(text: str) -> bool:
    written = written_value(text)
    return written is not None and bool(written.sign)


def _has_unit(text: str) -> bool:
    written = written_value(text)
    return written is not None and bool(written.sign or written.unit)


def _may_be_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not _NUMBER.fullmatch(text)


def _may_be_unit(text: str) -> bool:
    return len(text) <= _LONGEST_UNIT and not any(char.isdigit() for char in text) and not attribute_of(text)
