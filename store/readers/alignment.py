"""Which column each cell of a damaged row belongs to, as far as that is certain.

All ways to lay the cells into the columns, in their order, that fit the types of the columns are compared: a
cell is placed only where every one of them puts it into the same column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from models.vocabulary import ATTRIBUTES, LEVEL1, LEVEL2, LONG_COLUMNS, NULL_MARK, sign_of
from store.readers.page import Cell

Keys = Sequence[str | None]
Way = tuple[int | None, ...]
"""For each cell its column, or None for a cell that does not belong to the row."""

_NUMBER = re.compile(r"[-+]?[\d,.]+")
_BASIS = re.compile(
    r"^(?:根据|依据|按照|按|参照|《|通过)|(?:要求|文件|通知|数据|资料|台账|报表|统计|计划|方案|规定)$"
)
_LONGEST_UNIT = 10
_LONGEST_VALUE = 60
_MOST_EXTRA = 2
_MOST_WAYS = 2_000
_SHORT_ATTRIBUTES = {"定量": ATTRIBUTES[0], "定性": ATTRIBUTES[1]}


def level_of(text: str) -> str:
    """`level1` or `level2` for a name of the official trees that can be only that, else `""`."""
    name = text if text.endswith("指标") else f"{text}指标"
    is1, is2 = name in LEVEL1, name in LEVEL2
    return "" if is1 == is2 else "level1" if is1 else "level2"


def attribute_of(text: str) -> str:
    """定量指标 or 定性指标, also for their short forms; else `""`."""
    return text if text in ATTRIBUTES else _SHORT_ATTRIBUTES.get(text, "")


def is_sign(text: str) -> bool:
    return bool(sign_of(text))


def is_anchor(text: str) -> bool:
    """Whether a text can stand in one column only."""
    return bool(attribute_of(text) or is_sign(text) or level_of(text))


def sounds_like_basis(text: str) -> bool:
    """Whether a text is worded as 绩效指标值设定依据及数据来源."""
    return _BASIS.search(text) is not None


def fits(key: str | None, text: str) -> bool:
    """Whether a text may stand in a column of a damaged row."""
    if not text or key is None:
        return True
    if text == NULL_MARK:
        return key == "value" or key in LONG_COLUMNS
    match key:
        case "level1" | "level2":
            return level_of(text) == key or (level_of(text) == "" and _is_level(text))
        case "sign":
            return is_sign(text)
        case "attribute":
            return bool(attribute_of(text))
        case "value":
            return len(text) <= _LONGEST_VALUE and not is_anchor(text)
        case "unit":
            return len(text) <= _LONGEST_UNIT and not is_anchor(text) and not _NUMBER.fullmatch(text)
        case "weight":
            return _NUMBER.fullmatch(text) is not None
        case "name":
            return not is_anchor(text) and not _is_level(text) and not _NUMBER.fullmatch(text)
        case _:
            return not is_anchor(text)


def _is_level(text: str) -> bool:
    name = text if text.endswith("指标") else f"{text}指标"
    return name in LEVEL1 or name in LEVEL2


def contradicts(keys: Keys, cells: Sequence[Cell]) -> bool:
    """Whether a row with the right number of cells still has one where it cannot belong."""
    for key, cell in zip(keys, cells, strict=True):
        text = cell.value
        if key != "attribute" and text in ATTRIBUTES and key is not None:
            return True
        if key in ("name", "value", "unit", "attribute") and is_sign(text):
            return True
        if key == "sign" and attribute_of(text):
            return True
    return False


@dataclass(frozen=True)
class Alignment:
    """What is certain about a damaged row."""

    keys: tuple[str | None, ...]
    """for each cell its column, None where that is not certain"""
    choices: tuple[tuple[str, ...], ...]
    """for each cell the columns that it may belong to"""


def align(keys: Keys, cells: Sequence[Cell], *, starts: bool, ends: bool, torn: bool) -> Alignment:
    """Compare all ways to lay `cells` into the columns `keys`.

    `starts` and `ends` say that the first and last cell are those of the row. `torn` says that the page marks where
    text was dropped, so that within the row nothing is missing.
    """
    texts = [cell.text for cell in cells]
    ways: list[Way] = []
    if torn:
        ways = [
            way for way in _runs(len(keys), len(cells), starts=starts, ends=ends) if _fit(keys, texts, way)
        ]
    if not ways:
        ways = [way for way in _scattered(len(keys), len(cells)) if _fit(keys, texts, way)]
    columns = [{way[at] for way in ways} for at in range(len(cells))]
    certain = [_only(column) for column in columns]
    if not any(is_anchor(text) for text in texts):
        certain = _certain_without_anchor(keys, texts, ends=ends and not starts)
    else:
        certain = _without_single_long_texts(keys, certain)
    return Alignment(
        keys=tuple(None if column is None else keys[column] for column in certain),
        choices=tuple(_names(keys, column) for column in columns),
    )


def _runs(width: int, count: int, *, starts: bool, ends: bool) -> Iterator[Way]:
    """The cells as one unbroken run of columns."""
    for offset in range(max(width - count, -1) + 1):
        if (not starts or offset == 0) and (not ends or offset == width - count):
            yield tuple(range(offset, offset + count))


def _scattered(width: int, count: int) -> Iterator[Way]:
    """Columns left out anywhere, or up to two cells too many anywhere."""
    if comb(max(count, width), min(count, width)) > _MOST_WAYS:
        return
    if count <= width:
        yield from combinations(range(width), count)
        return
    if count - width > _MOST_EXTRA:
        return
    for extra in combinations(range(count), count - width):
        column = iter(range(width))
        yield tuple(None if at in extra else next(column) for at in range(count))


def _fit(keys: Keys, texts: Sequence[str], way: Way) -> bool:
    return all(column is None or fits(keys[column], text) for column, text in zip(way, texts, strict=True))


def _only(columns: set[int | None]) -> int | None:
    return next(iter(columns)) if len(columns) == 1 else None


def _without_single_long_texts(keys: Keys, certain: Sequence[int | None]) -> list[int | None]:
    """Long texts are told apart by their number alone, so they count only where none of them is missing."""
    long = {column for column, key in enumerate(keys) if key in LONG_COLUMNS}
    if long <= set(certain):
        return [*certain]
    return [None if column in long else column for column in certain]


def _certain_without_anchor(keys: Keys, texts: Sequence[str], *, ends: bool) -> list[int | None]:
    """Long texts alone do not tell their column, but the last cell of a row worded as a basis is one."""
    certain: list[int | None] = [None] * len(texts)
    if ends and keys and keys[-1] == "basis" and sounds_like_basis(texts[-1]):
        certain[-1] = len(keys) - 1
    return certain


def _names(keys: Keys, columns: set[int | None]) -> tuple[str, ...]:
    found = (keys[column] for column in sorted(column for column in columns if column is not None))
    return tuple(key for key in found if key)
