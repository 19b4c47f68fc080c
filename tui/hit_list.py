"""What a search found as the rows of a list, and which of it is to be replaced (`screens/search.py` shows both)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.style import Style

from models.search import Hit, Kind, can_replace
from models.text import char_width, truncate, width
from tui.fields import describe
from tui.searching import FileHits
from tui.widgets.basis import BOLD, DIM, NORMAL, Piece, plain, rule_of
from tui.widgets.lines import Line

FOUND = Style(reverse=True, bold=True, underline=True)
"""What was found; under the cursor, where all is reversed, bold and underlined are left to see it by."""
BEFORE = 24
"""Cells kept for the text before what was found, where there is room."""
BESIDE = 200
"""Characters of the text beside it that are looked at: more than a line has."""


@dataclass(frozen=True)
class Found:
    """One hit of a file."""

    file: FileHits
    at: int

    @property
    def hit(self) -> Hit:
        return self.file.hits[self.at]

    @property
    def key(self) -> tuple[Path, str, int]:
        return self.file.path, self.hit.field, self.hit.start


@dataclass(frozen=True)
class Unread:
    """A file that could not be searched."""

    path: Path
    why: str


Item = Found | FileHits | Unread
"""a row: a hit, the declaration whose hits follow, a file that could not be searched"""


class HitRows:
    """Rows by their number; nothing is made for those that are not looked at."""

    def __init__(
        self, files: Sequence[FileHits], unread: Sequence[tuple[Path, str]] = (), *, grouped: bool
    ) -> None:
        self.files = files
        self._unread = unread
        self._head = int(grouped)
        self._starts: list[int] = []
        self._hits_end = 0
        for file in files:
            self._starts.append(self._hits_end)
            self._hits_end += self._head + len(file.hits)

    def __len__(self) -> int:
        return self._hits_end + len(self._unread)

    def item(self, at: int) -> Item | None:
        """What a row shows; None where there is no row."""
        if not 0 <= at < len(self):
            return None
        if at >= self._hits_end:
            return Unread(*self._unread[at - self._hits_end])
        place = bisect_right(self._starts, at) - 1
        hit = at - self._starts[place] - self._head
        return self.files[place] if hit < 0 else Found(self.files[place], hit)

    def row_of(self, item: Item | None) -> int:
        """The row of the same place as `item`, even after another search; else the first hit."""
        path = item.file.path if isinstance(item, Found) else item.path if item is not None else None
        for start, file in zip(self._starts, self.files, strict=True):
            if file.path == path:
                if not isinstance(item, Found):
                    return start
                wanted = (item.hit.field, item.hit.start)
                places = ((hit.field, hit.start) for hit in file.hits)
                at = next((at for at, place in enumerate(places) if place == wanted), None)
                if at is not None:
                    return start + self._head + at
        return self._head


class Choice:
    """Which hits are to be replaced: texts unless the user takes them out, numbers only when they are taken in."""

    def __init__(self) -> None:
        self._turned: dict[tuple[Path, str, int], Found] = {}

    def clear(self) -> None:
        """As it is at first."""
        self._turned.clear()

    def takes(self, found: Found, replacement: str) -> bool:
        """Whether a hit is to be replaced."""
        first = found.file.chosen_first[found.at]
        return first != (found.key in self._turned) and (first or can_be_replaced(found, replacement))

    def turn(self, founds: Sequence[Found], replacement: str) -> None:
        """Take all of these in when one of them is out, else take all out."""
        able = [found for found in founds if can_be_replaced(found, replacement)]
        wanted = not all(self.takes(found, replacement) for found in able)
        for found in able:
            if self.takes(found, replacement) == wanted:
                continue
            if self._turned.pop(found.key, None) is None:
                self._turned[found.key] = found

    def hits_in(self, file: FileHits, replacement: str) -> list[Hit]:
        """The hits of a file that are to be replaced."""
        founds = (Found(file, at) for at in range(len(file.hits)))
        return [found.hit for found in founds if self.takes(found, replacement)]

    def count(self, files: Sequence[FileHits], replacement: str) -> int:
        """How many hits are to be replaced in all."""
        count = sum(file.chosen_count for file in files)
        for found in self._turned.values():
            first = found.file.chosen_first[found.at]
            count += self.takes(found, replacement) - first
        return count


def can_be_replaced(found: Found, replacement: str) -> bool:
    """Whether a hit can be replaced at all."""
    return (
        not found.file.read_only and found.hit.kind is not Kind.FIXED and can_replace(found.hit, replacement)
    )


def line_of(item: Item, cells: int, choice: Choice | None, replacement: str) -> Line:
    """A row as a line of `cells` cells; with a choice as it is before and after replacing."""
    if isinstance(item, Unread):
        return Line(((f"读不了 {plain(item.path.name)}  ", BOLD), (plain(item.why), NORMAL)))
    if isinstance(item, FileHits):
        note = "  只能查看，不换" if choice and item.read_only else ""
        title = truncate(plain(item.title), max(cells - 32, 20))
        return Line(((f"{rule_of(2)} {title} ", BOLD), (f"{len(item.hits)} 处{note}", DIM)))
    left: list[Piece] = []
    if choice is not None:
        left.append((f"{_box(item, choice, replacement)} ", BOLD))
    left.append((f"{_label(item, cells)}  ", BOLD))
    room = cells - sum(width(text) for text, _ in left)
    takes = choice is not None and choice.takes(item, replacement)
    return Line((*left, *_in_context(item.hit, room, replacement if takes else None)))


def _box(found: Found, choice: Choice, replacement: str) -> str:
    if not can_be_replaced(found, replacement):
        return "不换"
    return "[x]" if choice.takes(found, replacement) else "[ ]"


def _label(found: Found, cells: int) -> str:
    """The field, the name of its indicator cut so that what was found stays in sight."""
    name, dot, label = plain(describe(found.file.declaration, found.hit.field)).partition(" · ")
    return truncate(name, max(16, cells // 4)) + dot + label


def _in_context(hit: Hit, room: int, replacement: str | None) -> Iterator[Piece]:
    """What was found between the texts beside it, so that it is always in the line."""
    middle: list[Piece] = [(plain(hit.found), FOUND)]
    if replacement is not None:
        middle = [(f"[-{plain(hit.found)}-]", DIM)]
        if replacement:
            middle.append((f"{{+{plain(replacement)}+}}", BOLD))
    after = plain(hit.text[hit.end : hit.end + BESIDE])
    room = max(room - sum(width(text) for text, _ in middle), 0)
    before = plain(hit.text[max(0, hit.start - BESIDE) : hit.start])
    yield _tail(before, max(room - width(after), min(BEFORE, room // 2)), cut=hit.start > BESIDE), NORMAL
    yield from middle
    yield after, NORMAL


def _tail(text: str, cells: int, *, cut: bool) -> str:
    """The end of a text in `cells` cells, with … where something was cut."""
    if not cut and width(text) <= cells:
        return text
    used, start = char_width("…"), len(text)
    while start and used + char_width(text[start - 1]) <= cells:
        start -= 1
        used += char_width(text[start])
    return ("…" + text[start:]) if used <= cells else ""
