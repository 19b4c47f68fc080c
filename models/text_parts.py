"""Where two texts differ: what they have in common, what went, what came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum


class Fate(Enum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Part:
    """A stretch of text and what became of it."""

    fate: Fate
    text: str


DEAREST = 40_000
"""Equal pairs of pieces up to which two texts are compared; beyond it they count as rewritten. Some 20 ms."""

SHORTEST = 2
"""Characters that two rewritten texts must share in a row to be told as the same: a lone 的 says nothing."""

_Cut = Callable[[str], Sequence[str]]
_CUTS: tuple[_Cut, ...] = (
    re.compile(r"[^。；！？\n]*[。；！？\n]?").findall,
    re.compile(r"[^，、：,;:（）()\s]*[，、：,;:（）()\s]?").findall,
    re.compile(r"[0-9.]+|.", re.DOTALL).findall,
)
"""Sentences, clauses, characters; a number is one piece."""


def parts(old: str, new: str) -> list[Part]:
    """`old` and `new` as parts in their order, a removed one before the added one that replaces it.

    The same and removed parts join to `old`, the same and added ones to `new`; no part is empty, and no two
    neighbours have the same fate. Sentences are compared first, then clauses and characters within what differs.
    """
    return _joined(_without_crumbs(_joined(_compare(old, new, _CUTS))))


def _compare(old: str, new: str, cuts: Sequence[_Cut]) -> Iterator[Part]:
    if old == new:
        yield Part(Fate.SAME, old)
        return
    if not (old and new and cuts):
        yield from _replaced(old, new)
        return
    cut, *finer = cuts
    before, after = [*filter(None, cut(old))], [*filter(None, cut(new))]
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    yield Part(Fate.SAME, "".join(before[:head]))
    yield from _middle(before[head : len(before) - tail], after[head : len(after) - tail], finer)
    yield Part(Fate.SAME, "".join(before[len(before) - tail :]))


def _middle(before: Sequence[str], after: Sequence[str], finer: Sequence[_Cut]) -> Iterator[Part]:
    counts = Counter(before), Counter(after)
    if sum(count * counts[1][piece] for piece, count in counts[0].items()) > DEAREST:
        yield from _compare("".join(before), "".join(after), finer)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        removed, added = "".join(before[i1:i2]), "".join(after[j1:j2])
        if tag == "equal":
            yield Part(Fate.SAME, removed)
        else:
            yield from _compare(removed, added, finer)


def _replaced(old: str, new: str) -> Iterator[Part]:
    yield Part(Fate.REMOVED, old)
    yield Part(Fate.ADDED, new)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces are equal at the beginning."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


def _without_crumbs(found: Sequence[Part]) -> Iterator[Part]:
    """The parts, with what is the same between two differences but too short to tell as replaced too."""
    for at, part in enumerate(found):
        if part.fate is Fate.SAME and 0 < at < len(found) - 1 and len(part.text) < SHORTEST:
            yield from _replaced(part.text, part.text)
        else:
            yield part


def _joined(found: Iterable[Part]) -> list[Part]:
    """Neighbours of one fate as one part; between two same parts, what went before what came."""
    result: list[Part] = []
    waiting = {Fate.SAME: "", Fate.REMOVED: "", Fate.ADDED: ""}
    for part in found:
        if not part.text:
            continue
        differs = waiting[Fate.REMOVED] or waiting[Fate.ADDED]
        if part.fate is Fate.SAME and differs:
            result += _taken(waiting)
        waiting[part.fate] += part.text
    return [*result, *_taken(waiting)]


def _taken(waiting: dict[Fate, str]) -> list[Part]:
    taken = [Part(fate, text) for fate, text in waiting.items() if text]
    waiting.update(dict.fromkeys(Fate, ""))
    return taken
