"""Positions of headers, keys, values and comments in TOML text that the parser has accepted.

The parser judges validity and gives the values; this scanner only tells where they stand. Offsets count code points
from 0. Paths are as in the parsed data: keys, and positions in arrays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.text import FORBIDDEN, is_forbidden

Path = tuple[str | int, ...]

_BASIC = r'"(?!"")(?:[^"\\\n]|\\.)*+"'
_LITERAL = r"'(?!'')[^'\n]*+'"
_LONG_BASIC = r'"""(?:[^"\\]|\\[\s\S]|"{1,2}+(?!"))*+"{3,5}'
_LONG_LITERAL = r"'''(?:[^']|'{1,2}+(?!'))*+'{3,5}"
_VALUE = re.compile(rf"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}|[^\s\"'#,\[\]{{}}][^#,\n\]}}]*")
_KEY = re.compile(rf"[ \t]*({_BASIC}|{_LITERAL}|[A-Za-z0-9_-]+)[ \t]*(\.)?")
# Most lines of a file: a bare key and a string or a plain value, and nothing after it.
_LINE = re.compile(
    rf"([A-Za-z0-9_-]+) = ({_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}|[^\s\"'#,\[\]{{}}][^\s#,\]}}]*+)\n"
)
_BETWEEN = re.compile(r"[ \t\r\n]*")
_BETWEEN_ITEMS = re.compile(r"[ \t\r\n,]*")
_BLANKS = re.compile(r"[ \t]*")
_EQUALS = re.compile(r"=[ \t]*")
_COMMENT = re.compile(r"#[^\n]*")
_CLOSING = re.compile(r"[ \t]*\]\]?")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([\s\S]))")
_SHORT_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class ScanError(ValueError):
    """The text is no TOML at this offset. `what` is value, key, header or end."""

    def __init__(self, at: int, what: str) -> None:
        super().__init__(f"no {what} at {at}")
        self.at = at
        self.what = what


@dataclass(slots=True)
class Header:
    """`[path]` or `[[path]]`; the path of the latter ends in the position of its element."""

    path: Path
    start: int
    end: int


@dataclass(slots=True)
class Entry:
    """A key with its value, or an element of an array (which starts where its value does)."""

    path: Path
    start: int
    value: int
    end: int
    top: bool
    """whether it is a line of the file rather than a part of an array or an inline table"""


@dataclass(slots=True)
class Remark:
    """A comment with its #, without trailing blanks."""

    text: str
    start: int
    end: int
    inside: bool
    """whether it stands inside the array value of the top entry before it"""


def scan(text: str) -> list[Header | Entry | Remark]:
    """All headers, entries and comments in the order of the text; a container comes before its parts.

    Raises ScanError where the text can't be TOML; accepts some texts that the parser refuses.
    """
    return _Scanner(text).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Header | Entry | Remark] = []
        self.table: Path = ()
        self.elements: dict[Path, int] = {}

    def run(self) -> list[Header | Entry | Remark]:
        text, pos = self.text, 0
        while (pos := _skip(_BETWEEN, text, pos)) < len(text):
            if text[pos] == "#":
                pos = self._remark(pos, inside=False)
            elif text[pos] == "[":
                pos = self._header(pos)
            elif line := _LINE.match(text, pos):
                start, end = line.span(2)
                self.found.append(Entry((*self.table, line[1]), pos, start, end, True))
                pos = end
            else:
                pos = self._value(self._key(pos, self.table, top=True))
        return self.found

    def _remark(self, pos: int, *, inside: bool) -> int:
        end = _skip(_COMMENT, self.text, pos)
        comment = self.text[pos:end].rstrip(" \t\r")
        self.found.append(Remark(comment, pos, end, inside))
        return end

    def _header(self, start: int) -> int:
        is_element = self.text.startswith("[[", start)
        keys, pos = self._keys(start + (2 if is_element else 1))
        closing = _CLOSING.match(self.text, pos)
        if closing is None:
            raise ScanError(start, "header")
        path: Path = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self.elements:
                path = (*path, self.elements[path])
        path = (*path, keys[-1])
        if is_element:
            self.elements[path] = self.elements.get(path, -1) + 1
            path = (*path, self.elements[path])
        self.table = path
        self.found.append(Header(path, start, closing.end()))
        return closing.end()

    def _keys(self, start: int) -> tuple[list[str], int]:
        keys, pos = [], start
        while match := _KEY.match(self.text, pos):
            keys.append(_key_text(match[1]))
            pos = match.end()
            if not match[2]:
                return keys, pos
        raise ScanError(start, "key")

    def _key(self, start: int, table: Path, *, top: bool) -> Entry:
        """The key at `start` up to its value, which is still to be scanned."""
        keys, pos = self._keys(start)
        value = _skip(_EQUALS, self.text, pos)
        if value == pos:
            raise ScanError(start, "key")
        entry = Entry((*table, *keys), start, value, value, top)
        self.found.append(entry)
        return entry

    def _value(self, entry: Entry) -> int:
        """The end of the entry's value, with everything inside it found."""
        # A stack of open containers with the number of their elements so far (-1: an inline table), because
        # recursion would end at a few hundred levels.
        text, pos = self.text, entry.value
        pending: Entry | None = entry
        stack: list[tuple[Entry, int]] = []
        while True:
            if pending is not None:
                if text.startswith(("[", "{"), pos):
                    stack.append((pending, 0 if text[pos] == "[" else -1))
                    pos += 1
                else:
                    pos = pending.end = self._scalar(pos)
                pending = None
            if not stack:
                return pos
            pos = _skip(_BETWEEN_ITEMS, text, pos)
            container, count = stack[-1]
            if pos >= len(text):
                raise ScanError(container.value, "end")
            if text[pos] == "#":
                pos = self._remark(pos, inside=True)
            elif text[pos] in "]}":
                pos = container.end = pos + 1
                stack.pop()
            elif count < 0:
                pending = self._key(pos, container.path, top=False)
                pos = pending.value
            else:
                stack[-1] = (container, count + 1)
                pending = Entry((*container.path, count), pos, pos, pos, top=False)
                self.found.append(pending)

    def _scalar(self, pos: int) -> int:
        match = _VALUE.match(self.text, pos)
        if match is None:
            raise ScanError(pos, "value")
        return pos + len(match[0].rstrip(" \t\r"))


def _skip(pattern: re.Pattern[str], text: str, pos: int) -> int:
    match = pattern.match(text, pos)
    return match.end() if match else pos


def _key_text(source: str) -> str:
    if source[0] == "'":
        return source[1:-1]
    if source[0] == '"':
        return _ESCAPE.sub(_escaped, source[1:-1])
    return source


def _escaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    return chr(int(code, 16)) if code else _SHORT_ESCAPES.get(match[4], match[4])


def string_characters(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The characters of the TOML string between two offsets, each with the offset where it is written."""
    quote = text[start]
    is_long = text.startswith(quote * 3, start)
    pos, end = (start + 3, end - 3) if is_long else (start + 1, end - 1)
    if is_long:
        pos += len("\r\n") if text.startswith("\r\n", pos) else text.startswith("\n", pos)
    while pos < end:
        if text[pos] == "\\" and quote == '"':
            ending = re.compile(r"\\[ \t]*\r?\n[ \t\r\n]*").match(text, pos, end) if is_long else None
            if ending:
                pos = ending.end()
                continue
            match = _ESCAPE.match(text, pos)
            if match is None:
                return
            yield _escaped(match), pos
            pos = match.end()
        elif text.startswith("\r\n", pos):
            yield "\n", pos
            pos += 2
        else:
            yield text[pos], pos
            pos += 1


class Places:
    """Where the keys and values of a file stand. Raises ScanError when the text is no TOML at all."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._entries: dict[Path, Entry] = {}
        self._headers: dict[Path, Header] = {}
        self._characters: dict[Path, Sequence[int]] = {}
        for item in scan(text):
            if isinstance(item, Remark):
                continue
            if isinstance(item, Header):
                self._headers.setdefault(item.path, item)
            else:
                self._entries.setdefault(item.path, item)

    @cached_property
    def _implied(self) -> dict[Path, Header | Entry]:
        """Tables that have no header of their own, by the first that stands in them."""
        implied: dict[Path, Header | Entry] = {}
        items: list[Header | Entry] = [*self._headers.values(), *self._entries.values()]
        for item in sorted(items, key=lambda item: item.start):
            for length in range(len(item.path) - 1, 0, -1):
                if item.path[:length] in implied:
                    break
                implied[item.path[:length]] = item
        return implied

    def key(self, path: Path) -> int:
        """The offset of a key, or of a table's header; else of what holds it; 0 when there is none."""
        holder = self._holder(path)
        return holder.start if holder else 0

    def _holder(self, path: Path) -> Header | Entry | None:
        for length in range(len(path), 0, -1):
            part = path[:length]
            holder = self._entries.get(part) or self._headers.get(part) or self._implied.get(part)
            if holder is not None:
                return holder
        return None

    def source(self, path: Path) -> str:
        """A value as it is written; empty when there is none."""
        entry = self._entries.get(path)
        return self._text[entry.value : entry.end] if entry else ""

    def character(self, path: Path, index: int) -> int:
        """The offset of a character of a value: after the quote, through escapes; else as `key`."""
        entry = self._entries.get(path)
        if entry is None:
            return self.key(path)
        if not self._is_string(entry):
            return min(entry.value + index, max(entry.end - 1, entry.value))
        at = self._offsets(entry)
        return at[index] if index < len(at) else self._closing(entry)

    def span(self, path: Path, start: int, end: int) -> tuple[int, int]:
        """Where some characters of a value are written, the end exclusive; all of it when `start` equals `end`.

        Of what is not written, the header or key that holds it, as in `key`; empty when there is none.
        """
        entry = self._entries.get(path)
        if entry is None:
            return self._header(path)
        first = self.character(path, start)
        if not self._is_string(entry):
            return first, entry.end if start == end else self.character(path, end - 1) + 1
        at = self._offsets(entry)
        if start < end <= len(at):
            return first, self._end_of_character(entry, at[end - 1])
        closing = self._closing(entry)
        # The line feed before closing quotes is the layout's, not the user's.
        return first, max(closing - 1, first) if self._text[closing - 1] == "\n" else closing

    def _header(self, path: Path) -> tuple[int, int]:
        holder = self._holder(path)
        if holder is None:
            return 0, 0
        if isinstance(holder, Header):
            return holder.start, holder.end
        key = self._text[holder.start : holder.value].rstrip("= \t")
        return holder.start, holder.start + len(key) if key else holder.end

    def _is_string(self, entry: Entry) -> bool:
        return self._text[entry.value] in "\"'"

    def _closing(self, entry: Entry) -> int:
        """Where the quotes that close a string begin."""
        quote = self._text[entry.value]
        return entry.end - (3 if self._text.startswith(quote * 3, entry.value) else 1)

    def _end_of_character(self, entry: Entry, at: int) -> int:
        escaped = self._text[entry.value] == '"' and _ESCAPE.match(self._text, at)
        return escaped.end() if escaped else at + 1

    def _offsets(self, entry: Entry) -> Sequence[int]:
        """Where each character of a string is written that the model holds."""
        if entry.path not in self._characters:
            self._characters[entry.path] = self._find_offsets(entry)
        return self._characters[entry.path]

    def _find_offsets(self, entry: Entry) -> Sequence[int]:
        value = self._text[entry.value : entry.end]
        if "\\" in value or FORBIDDEN.search(value):
            characters = string_characters(self._text, entry.value, entry.end)
            return [at for char, at in characters if char == "\r" or not is_forbidden(char)]
        closing = self._closing(entry)
        opening = entry.value + entry.end - closing
        # Nearly all texts are written as they are, the line feed after opening quotes apart.
        is_long = entry.end - closing > 1
        return range(opening + (is_long and self._text.startswith("\n", opening)), closing)
