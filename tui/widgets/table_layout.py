"""How wide the columns of the table are, and which of them are in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.text import visible, width
from tui.cells import NAME, Column
from tui.fields import Kind

WIDE = 110
"""Cells from which the columns may be wider."""
_MOST = {"level1": (10, 12), "level2": (12, 18), NAME: (20, 32), "value": (12, 20), "unit": (8, 10)}
_MOST_OTHERS = (10, 12)
_MOST_LONG = (24, 36)
"""cells of a text at most, on a narrow and on a wide screen"""
MEASURED = max(_MOST_LONG) + 1
"""cells from which on the width of a text no longer counts"""
_LEAST_SHOWN = 4
"""cells of a column cut by the edge that are still worth showing"""


def text_width(text: str) -> int:
    """Cells of a text as far as they count for its column."""
    return min(width(visible(text[:MEASURED])), MEASURED) if text else 0


def heading_of(column: Column, cells: int) -> str:
    """The heading that fits best: the usual one, or else the longest that has room."""
    if width(column.names[0]) <= cells:
        return column.names[0]
    fitting = [name for name in column.names if width(name) <= cells]
    return max(fitting, key=width, default=column.names[0])


def column_widths(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int]:
    """Cells of the text of each column: what it needs, within limits; what is left goes to the cut ones."""
    wide = room >= WIDE
    most = [_most(column, wide) for column in columns]
    least = [min(map(width, column.names)) for column in columns]
    widths = [max(min(need, limit), short) for need, limit, short in zip(natural, most, least, strict=True)]
    spare = room - sum(widths) - 2 * len(columns)
    while spare > 0 and (cut := [at for at, need in enumerate(natural) if widths[at] < need]):
        for at in cut[:spare]:
            widths[at] += 1
            spare -= 1
    return widths


def _most(column: Column, wide: bool) -> int:
    if column.field.kind is Kind.LONG:
        return _MOST_LONG[wide]
    return _MOST.get(column.key, _MOST_OTHERS)[wide]


@dataclass(frozen=True)
class Placed:
    """A column in view."""

    column: int
    x: int
    cells: int
    """with its sign; fewer than the column has where the edge of the screen cuts it"""
    is_whole: bool


def placed(cells: Sequence[int], left: int, sticky: int, start: int, room: int) -> list[Placed]:
    """The columns in view: from `left` on, the sticky one before them once they have passed it.

    `cells` are those of each column with its sign, `start` is where the first one begins; a cell between two.
    """
    order = [*([sticky] if left > sticky else []), *range(left, len(cells))]
    found: list[Placed] = []
    x = start
    for column in order:
        shown = min(cells[column], room - x)
        if shown < min(cells[column], _LEAST_SHOWN):
            break
        found.append(Placed(column, x, shown, shown == cells[column]))
        x += shown + 1
    return found


def left_for(column: int, cells: Sequence[int], left: int, sticky: int, start: int, room: int) -> int:
    """The first column in view so that one is seen whole, moved as little as needed."""
    if column == sticky and left > sticky:
        return left
    left = min(left, column)
    while left < column and not any(
        place.column == column and place.is_whole for place in placed(cells, left, sticky, start, room)
    ):
        left += 1
    return left
