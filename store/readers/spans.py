"""Where the cells of a table with merged areas stand: rowspan and colspan counted out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_COLUMNS = 1_000
"""What browsers count a `colspan` up to."""


@dataclass(frozen=True)
class Span:
    """A cell as the source writes it."""

    rows: int = 1
    columns: int = 1


def columns_of(rows: Iterable[Iterable[Span]]) -> Iterator[list[int]]:
    """For each row the column of each of its cells; columns reached from above are passed over."""
    reach: dict[int, int] = {}
    """column → rows that a cell above still covers there"""
    for cells in rows:
        covered = set(reach)
        reach = {column: left - 1 for column, left in reach.items() if left > 1}
        column = 0
        found = []
        for cell in cells:
            while column in covered:
                column += 1
            found.append(column)
            end = min(column + cell.columns, MOST_COLUMNS)
            if cell.rows > 1:
                reach.update(dict.fromkeys(range(column, end), cell.rows - 1))
            column = max(end, column + 1)
        yield found
