"""Comments of a file and the tables that hold them.

Where a comment belongs:

* on the line of a key or header: beside it;
* on lines above a key, or within its array: above that key;
* within an array of tables, which will get headers: beside or above the table that it stands beside or above, at the
  tail of the last one, or at the key within one that holds it;
* between the last line of a table and the next header: above the header, unless an empty line parts them;
  then the lines that touch the table are its tail, the lines after the first empty line stand above the header;
  keys that are commented out, and whatever stands in a table without keys, are its tail in any case;
* after an empty line at the end of the file: the end;
* at the very beginning, parted from what follows by an empty line: above `format`, the first key of every file.

A comment whose key is not written any more moves to the tail of its table.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any, Literal

from models.declaration import ROW_TABLES, Comment
from store.field_kinds import TABLES
from store.toml_scan import Entry, Header, Path, Remark, scan

Place = Literal["above", "beside", "tail", "end"]
Owner = tuple[str | int, ...]
"""`()` for the declaration, `("project",)`, …, or `("indicators", 2)`"""

_DISABLED_KEY = re.compile(r"#+[ \t]*[A-Za-z0-9_.-]+[ \t]*=")


def is_table(value: Any) -> bool:
    """Whether the layout gives the value a header of its own: a table, or an array of nothing but tables."""
    return isinstance(value, Mapping) or is_table_array(value)


def is_table_array(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def collect(text: str, data: Mapping[str, Any]) -> dict[Owner, tuple[Comment, ...]]:
    """The comments of a file by the table that holds them; `data` is the file as tomllib reads it."""
    found: defaultdict[Owner, list[Comment]] = defaultdict(list)
    for path, place, comment in _Attacher(text, data).run():
        owner, path = _owner(_with_positions(path, data), data)
        found[owner].append(Comment.model_construct(path=path, place=place, text=comment))
    return {owner: tuple(comments) for owner, comments in found.items()}


class _Attacher:
    """Walks through what the scanner found and says of each comment what it stands at."""

    def __init__(self, text: str, data: Mapping[str, Any]) -> None:
        self.text = text
        self.data = data
        self.found = scan(text)
        self.attached: list[tuple[Path, Place, str]] = []
        self.waiting: list[tuple[str, bool]] = []
        """comments on lines of their own, each with whether an empty line stands before it"""
        self.table: Path = ()
        self.last: Header | Entry | None = None
        """the header or key above"""
        self.parts: dict[int, list[Entry] | None] = {}
        """what was found within a value before, by where its entry starts"""
        self.end = 0

    def run(self) -> list[tuple[Path, Place, str]]:
        for item in self.found:
            if isinstance(item, Remark):
                self._remark(item)
                continue
            if isinstance(item, Header):
                self._before_header(item)
                self.table = item.path
            elif item.top:
                self._attach(item.path, "above", self._take())
            else:
                continue
            self.last, self.end = item, item.end
        self._at_end()
        return self.attached

    def _attach(self, path: Path, place: Place, comments: Iterable[str]) -> None:
        self.attached += ((path, place, comment) for comment in comments)

    def _take(self) -> list[str]:
        comments = [comment for comment, _ in self.waiting]
        self.waiting.clear()
        return comments

    def _remark(self, remark: Remark) -> None:
        if remark.inside and isinstance(self.last, Entry):
            path, place = self._place_within(self.last, remark)
            self._attach(path, place, [remark.text])
        elif self.last is not None and "\n" not in self.text[self.end : remark.start]:
            self._attach(self.last.path, "beside", [remark.text])
        else:
            self.waiting.append((remark.text, self._empty_line_before(remark.start)))
        self.end = max(self.end, remark.end)

    def _place_within(self, entry: Entry, remark: Remark) -> tuple[Path, Place]:
        """What a comment within a value stands at; only tables and keys can have one in the layout."""
        while (parts := self._parts(entry)) is not None:
            at = bisect_right(parts, remark.start, key=lambda part: part.end)
            if at < len(parts) and parts[at].start < remark.start:
                entry = parts[at]
            elif at and "\n" not in self.text[parts[at - 1].end : remark.start]:
                return parts[at - 1].path, "beside"
            elif at < len(parts):
                return parts[at].path, "above"
            else:
                return parts[-1].path if parts else entry.path, "tail"
        return entry.path, "above"

    def _parts(self, entry: Entry) -> list[Entry] | None:
        """The elements or keys of a value, without those further within; None where it is no table or array of such."""
        if entry.start not in self.parts:
            is_one = is_table(_value_at(entry.path, self.data))
            self.parts[entry.start] = self._outermost_within(entry) if is_one else None
        return self.parts[entry.start]

    def _outermost_within(self, entry: Entry) -> list[Entry]:
        first = bisect_left(self.found, entry.value, key=lambda item: item.start)
        behind = bisect_left(self.found, entry.end, key=lambda item: item.start)
        parts: list[Entry] = []
        end = entry.value
        for item in self.found[first:behind]:
            if isinstance(item, Entry) and item is not entry and item.start >= end:
                parts.append(item)
                end = item.end
        return parts

    def _empty_line_before(self, start: int) -> bool:
        return self.text.count("\n", self.end, start) > 1

    def _before_header(self, header: Header) -> None:
        parted = self._empty_line_before(header.start)
        if self.last is None:
            self._file_head(parted)
        elif parted or any(empty for _, empty in self.waiting):
            self._attach(self.table, "tail", self._take_touching())
        else:
            self._attach(self.table, "tail", self._take_own())
        self._attach(header.path, "above", self._take())

    def _file_head(self, parted: bool) -> None:
        """Comments that open the file stay on top: above `format`."""
        gaps = [at for at, (_, empty) in enumerate(self.waiting) if empty and at]
        head = len(self.waiting) if parted else (gaps[-1] if gaps else 0)
        self._attach(("format",), "above", [comment for comment, _ in self.waiting[:head]])
        del self.waiting[:head]

    def _take_touching(self) -> list[str]:
        touching = [comment for comment, _ in takewhile(lambda pair: not pair[1], self.waiting)]
        del self.waiting[: len(touching)]
        return touching

    def _take_own(self) -> list[str]:
        """Of comments that touch the table above and the header below, those that can only be about the table."""
        if isinstance(self.last, Header):
            return self._take()
        disabled = [at for at, (comment, _) in enumerate(self.waiting) if _DISABLED_KEY.match(comment)]
        own = [comment for comment, _ in self.waiting[: disabled[-1] + 1]] if disabled else []
        del self.waiting[: len(own)]
        return own

    def _at_end(self) -> None:
        if self.last is None:
            self._attach(("format",), "above", self._take())
        else:
            self._attach(self.table, "tail", self._take_touching())
            self._attach((), "end", self._take())


def _value_at(path: Path, data: Any) -> Any:
    for step in path:
        data = data[step]
    return data


def _with_positions(path: Path, data: Any) -> Path:
    """The path as the layout will write it: an array of inline tables becomes `[[…]]`, its comments the first's."""
    value = data
    for step in path:
        if isinstance(value, Mapping) and step not in value:
            return path
        value = value[step]
    return (*path, 0) if is_table_array(value) else path


def _owner(path: Path, data: Mapping[str, Any]) -> tuple[Owner, Path]:
    if path and path[0] in TABLES and isinstance(data[str(path[0])], Mapping):
        return path[:1], path[1:]
    if len(path) > 1 and path[0] in ROW_TABLES and isinstance(path[1], int):
        return path[:2], path[2:]
    return (), path


Placed = Mapping[tuple[Path, Place], list[str]]
"""The comments of one table by where they will be written."""


def by_place(comments: Iterable[Comment], written: set[Path], tables: set[Path]) -> Placed:
    """The comments of one table by where they go when the keys `written` and the headers `tables` are written.

    `()` is the table's own header, and not in `written` for the top of the file, which has none.
    """
    placed: defaultdict[tuple[Path, Place], list[str]] = defaultdict(list)
    for comment in comments:
        path, place = comment.path, comment.place
        if place == "tail":
            stands = path in tables
        elif place == "end":
            stands = not path and () not in written
        else:
            stands = path in written
        if not stands:
            path, place = (), "tail"
        if place == "beside" and (path, place) in placed:
            place = "above"
        placed[path, place].append(comment.text)
    return placed


def places_in(extra: Mapping[str, Any], at: Path = ()) -> tuple[set[Path], set[Path]]:
    """The paths of all unknown keys and headers that will be written, and those of the headers among them."""
    written: set[Path] = set()
    tables: set[Path] = set()
    for key, value in extra.items():
        path = (*at, key)
        inner = [(path, value)]
        if is_table_array(value):
            inner = [((*path, index), item) for index, item in enumerate(value)]
        for place, item in inner:
            written.add(place)
            if isinstance(item, Mapping):
                tables.add(place)
                below = places_in(item, place)
                written |= below[0]
                tables |= below[1]
    return written, tables
