"""Which row of one declaration continues which of another: the same one edited, renamed or moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from zlib import crc32

from models.declaration import Indicator, Row, Task

NAME = 30
"""What an equal name counts, where every other equal column counts 1: more than all others of two pairs together."""

COLUMN = 100
"""Shares that an equal column counts; a differing one takes one share away."""

UNLIKE: dict[type[Row], int] = {Indicator: 4, Task: 1}
"""So many equal columns do not yet make two rows one that was renamed."""

SIMILAR, ALIKE = 0.6, 2
"""How much of the titles of two tasks must agree that one is the other rewritten, and what that counts: they are
sentences, not names."""

MOST = 60
"""Rows that are paired in the best of all ways; more of them are paired in turn, the most alike first."""

_Row = tuple[tuple[str, ...], frozenset[tuple[str, str]]]
"""all of a row that counts: its columns as text, the title first, and the keys that this program does not know"""

_KEYS: dict[type[Row], tuple[str, ...]] = {
    model: (model.title_key, *(key for key in model.keys() if key != model.title_key)) for model in UNLIKE
}


def pair_rows(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """For each position in `new` that continues a row of `old`, the position there; both are of one table.

    Of all ways to pair the rows it is the one with the most equal columns in all. Therefore undoing any difference
    between two paired rows leaves the pairs as they are.
    """
    pairing = _Pairing(old, new)
    pairing.take_equal()
    pairing.take_names()
    pairing.take_alike()
    return pairing.in_order() or pairing.pairs


def moved(pairs: dict[int, int]) -> list[int]:
    """The positions in `new` of the fewest rows whose moving explains the order; empty where none has moved."""
    ends: list[int] = []
    chains: list[list[int]] = []
    for at in sorted(pairs):
        place = bisect_left(ends, pairs[at])
        chain = [*(chains[place - 1] if place else ()), at]
        ends[place : place + 1], chains[place : place + 1] = [pairs[at]], [chain]
    stays = set(chains[-1]) if chains else set()
    return [at for at in sorted(pairs) if at not in stays]


class _Pairing:
    """The pairs found so far, and the rows still without one. The first two steps never spoil the best pairing."""

    def __init__(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        self.model = type(next(iter((*old, *new)), Indicator()))
        self.old, self.new = [_row(row) for row in old], [_row(row) for row in new]
        self.free_old = dict.fromkeys(range(len(old)))
        self.free_new = dict.fromkeys(range(len(new)))
        self.pairs: dict[int, int] = {}

    def _pair(self, at: int, before: int) -> None:
        self.pairs[at] = before
        del self.free_old[before], self.free_new[at]

    def take_equal(self) -> None:
        """Equal rows, in their order."""
        waiting: dict[_Row, deque[int]] = defaultdict(deque)
        for before in self.free_old:
            waiting[self.old[before]].append(before)
        for at in tuple(self.free_new):
            if same := waiting.get(self.new[at]):
                self._pair(at, same.popleft())

    def take_names(self) -> None:
        """Rows whose name no other row has."""
        counts = [
            Counter(rows[at][0][0] for at in free)
            for rows, free in ((self.old, self.free_old), (self.new, self.free_new))
        ]
        where = {self.old[before][0][0]: before for before in self.free_old}
        for at in tuple(self.free_new):
            name = self.new[at][0][0]
            if name and all(count[name] == 1 for count in counts):
                self._pair(at, where[name])

    def take_alike(self) -> None:
        """The rest: renamed rows, and rows that share their name with others."""
        news, olds = tuple(self.free_new), tuple(self.free_old)
        worth = [[self._likeness(self.new[at], self.old[before]) << 84 for before in olds] for at in news]
        for row, at in enumerate(news):
            # Between equal sums the content of a row decides, then the place in `old`, then the order: of a copy
            # and its original, both changed as much, the same one is kept wherever the rows go.
            content = crc32(repr(self.new[at][0]).encode("utf-8", "surrogatepass"))
            for column, before in enumerate(olds):
                if worth[row][column]:
                    worth[row][column] += (content << 44) - (before << 24) + row * column
        choose = _best if max(len(news), len(olds)) <= MOST else _in_turn
        for row, column in choose(worth):
            if worth[row][column]:
                self._pair(news[row], olds[column])

    def _likeness(self, one: _Row, other: _Row) -> int:
        """How much two rows have in common, in shares of `COLUMN`; 0 for two that no one would take for the same."""
        (columns, unknown), (other_columns, other_unknown) = one, other
        equal = sum(a == b != "" for a, b in zip(columns, other_columns, strict=True))
        common = equal - UNLIKE[self.model]
        if columns[0] == other_columns[0] != "":
            common += NAME - 1
        elif self.model is Task and _similar(columns[0], other_columns[0]):
            common += ALIKE
        differing = sum(a != b for a, b in zip(columns, other_columns, strict=True)) + len(
            unknown ^ other_unknown
        )
        return max(common * COLUMN - differing, 0)

    def in_order(self) -> dict[int, int]:
        """The same pairs with other copies of equal rows, such that no row has moved; empty where that can't be.

        Whoever pastes a copy above its original has added a row, not moved one.
        """
        places = {before: at for at, before in self.pairs.items()}
        if rising := _rising(places, self.new):
            return {at: before for before, at in rising.items()}
        return _rising(self.pairs, self.old)


def _rising(partners: dict[int, int], rows: Sequence[_Row]) -> dict[int, int]:
    """For each position that of a partner, or of a copy of it among `rows`, rising with it; empty if impossible."""
    copies: dict[_Row, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        copies[row].append(at)
    found: dict[int, int] = {}
    last = -1
    for at in sorted(partners):
        last = next((copy for copy in copies[rows[partners[at]]] if copy > last), -1)
        if last < 0:
            return {}
        found[at] = last
    return found


def _row(row: Row) -> _Row:
    columns = ("" if (value := getattr(row, key)) is None else str(value) for key in _KEYS[type(row)])
    return tuple(columns), frozenset((key, repr(value)) for key, value in row.extra.items())


@lru_cache(maxsize=4096)
def _similar(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return bool(one and other) and matcher.quick_ratio() >= SIMILAR and matcher.ratio() >= SIMILAR


def _in_turn(worth: list[list[int]]) -> list[tuple[int, int]]:
    """Pairs of rows and columns, those of most worth first."""
    pairs = sorted(
        (
            (value, row, column)
            for row, values in enumerate(worth)
            for column, value in enumerate(values)
            if value
        ),
        reverse=True,
    )
    rows: set[int] = set()
    columns: set[int] = set()
    found = []
    for _, row, column in pairs:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            found.append((row, column))
    return found


def _best(worth: list[list[int]]) -> list[tuple[int, int]]:
    """The pairs of rows and columns of the greatest sum, by the Hungarian method."""
    size = max(len(worth), *map(len, worth)) if worth else 0
    # Filled up to a square; rows and columns from 1, and row_of[0] is the row that looks for a column.
    cost = [[-value for value in values] + [0] * (size - len(values)) for values in worth]
    cost += [[0] * size for _ in range(size - len(worth))]
    row_price, column_price, row_of = [0] * (size + 1), [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0], column = row, 0
        least: list[int | None] = [None] * (size + 1)
        came_from = [0] * (size + 1)
        open_columns = set(range(1, size + 1))
        done = [0]
        while row_of[column]:
            here, nearest, step = row_of[column], 0, 0
            for other in open_columns:
                price = cost[here - 1][other - 1] - row_price[here] - column_price[other]
                known = least[other]
                if known is None or price < known:
                    least[other], came_from[other], known = price, column, price
                if not nearest or known < step:
                    nearest, step = other, known
            for other in done:
                row_price[row_of[other]] += step
                column_price[other] -= step
            for other in open_columns:
                least[other] = (least[other] or 0) - step
            open_columns.remove(nearest)
            done.append(nearest)
            column = nearest
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    pairs = ((row_of[column] - 1, column - 1) for column in range(1, size + 1))
    return sorted((row, column) for row, column in pairs if row < len(worth) and column < len(worth[row]))
