"""Searching the declarations of a folder, and replacing in them: in a thread, told as it goes. Knows no screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from models.declaration import Declaration
from models.digest import name_of
from models.search import Hit, Query, Texts, may_be_in, may_be_spelled_in, replace, text_of
from store import atomic, journal
from store.decoding import read_bytes
from store.documents import open_document, read_document, save_document
from store.errors import ClerkError
from store.workspace import look_below

PACE = 0.15
"""Seconds between two tellings."""


@dataclass(frozen=True)
class FileHits:
    """What was found in one declaration."""

    path: Path
    title: str
    declaration: Declaration
    hits: tuple[Hit, ...]
    read_only: str = ""
    """why nothing can be replaced in it, or an empty text"""

    @cached_property
    def chosen_first(self) -> tuple[bool, ...]:
        """Of each hit whether it is replaced unless the user says otherwise: not so where a number might break."""
        return tuple(not self.read_only and hit.is_apart for hit in self.hits)

    @cached_property
    def chosen_count(self) -> int:
        """How many these are."""
        return sum(self.chosen_first)


@dataclass(frozen=True)
class Progress:
    """What has been found so far."""

    found: tuple[FileHits, ...] = ()
    done: int = 0
    files: int = 0
    unread: tuple[tuple[Path, str], ...] = ()
    """files and folders that can't be read, and why"""
    by_sound: bool = False
    """whether the hits are what the query spells: nothing was found literally"""


class _File:
    """What is kept of a file from one search to the next: enough to pass over most files that don't hold a query."""

    def __init__(self, path: Path, stamp: tuple[int, ...]) -> None:
        self.path = path
        self.stamp = stamp
        self.error = ""
        """why it can't be read, or an empty text"""
        self._read_only = ""
        self._declaration: Declaration | None = None
        """kept only while something is found in it: thousands of them would take much memory"""
        declaration = self._read()
        self._joined = Texts(declaration).joined if declaration else ""

    def _read(self) -> Declaration | None:
        if self._declaration is None:
            try:
                document = read_document(self.path, read_bytes(self.path), to_save=False)
            except ClerkError as error:
                self.error = str(error)
                return None
            self._read_only, self._declaration = document.read_only, document.declaration
        return self._declaration

    def find(self, query: Query, *, spelled: bool) -> FileHits | None:
        """What the file holds literally, or with `spelled` what the query spells in it."""
        hits: list[Hit] = []
        if may_be_spelled_in(query, self._joined) if spelled else may_be_in(query, self._joined):
            declaration = self._read()
            if declaration is not None:
                texts = Texts(declaration)
                hits = texts.spelled(query) if spelled else texts.literal(query)
        if not hits or self._declaration is None:
            return None
        title = name_of(self._declaration) or self.path.name
        return FileHits(self.path, title, self._declaration, tuple(hits), self._read_only)

    def forget(self) -> None:
        """Nothing is found in it any more."""
        self._declaration = None


class Folder:
    """The declarations below a folder, searched again and again while one types; each is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[Path, _File] = {}

    def search(
        self,
        query: Query,
        own: Path | None,
        tell: Callable[[Progress], None],
        stopped: Callable[[], bool],
        *,
        by_sound: bool = True,
    ) -> None:
        """Search every declaration but `own`; `tell` is called in this thread, the last time with all.

        What the query spells counts only with `by_sound`, and when no file holds it literally.
        """
        paths, failures = look_below(self._folder, departments=True)
        files = [path for path in paths if own is None or not is_same_file(path, own)]
        unread = [(path, str(error)) for path, error in failures]
        literal: list[FileHits] = []
        spelled: list[FileHits] = []
        told = time.monotonic()

        def so_far(done: int) -> Progress:
            found = literal or spelled
            return Progress(tuple(found), done, len(files), tuple(unread), not literal and bool(spelled))

        for done, path in enumerate(files):
            if stopped():
                return
            file = self._look_at(path)
            if file.error:
                unread.append((path, file.error))
            elif hits := file.find(query, spelled=False):
                literal.append(hits)
            elif by_sound and not literal and (hits := file.find(query, spelled=True)):
                spelled.append(hits)
            else:
                file.forget()
            if time.monotonic() - told >= PACE:
                tell(so_far(done + 1))
                told = time.monotonic()
        tell(so_far(len(files)))

    def _look_at(self, path: Path) -> _File:
        """What is known of a file, read again when it has changed."""
        try:
            state = path.stat()
            stamp: tuple[int, ...] = (state.st_mtime_ns, state.st_size, state.st_ino)
        except OSError:
            stamp = ()
        file = self._files.get(path)
        if file is None or file.stamp != stamp:
            file = self._files[path] = _File(path, stamp)
        return file


def is_same_file(path: Path, other: Path) -> bool:
    """Whether two paths name one file."""
    try:
        return path.samefile(other)
    except OSError:
        return path.absolute() == other.absolute()


@dataclass
class Replaced:
    """What a replacement did to files: those written, as they were before and are now, and those left alone."""

    written: list[tuple[Path, bytes, bytes]] = field(default_factory=list)
    left: list[tuple[Path, str]] = field(default_factory=list)
    """files that were not written, and why"""
    hits: int = 0
    """places that were replaced"""


@dataclass(frozen=True)
class Replacement:
    """One replacement, as it is undone."""

    declaration: Declaration | None
    """the declaration that was open, as it was right after; None when nothing was replaced in it"""
    files: Replaced
    own: Path | None = None
    """the file of that declaration"""


def replace_in_files(
    chosen: Sequence[tuple[Path, Sequence[Hit]]], replacement: str, stopped: Callable[[], bool]
) -> Iterator[Replaced]:
    """Replace hits in files, telling after each what has been done so far.

    A file that was changed since it was searched, that another window has open or that can't be written is left.
    """
    result = Replaced()
    for path, hits in chosen:
        if stopped():
            result.left.append((path, "已取消"))
            continue
        try:
            _replace_in_file(result, path, hits, replacement)
        except ClerkError as error:
            result.left.append((path, str(error)))
        yield result
    yield result


def _replace_in_file(result: Replaced, path: Path, hits: Sequence[Hit], replacement: str) -> None:
    if sentence := journal.other_editor(path):
        result.left.append((path, sentence))
        return
    document = open_document(path)
    if document.base is None or any(text_of(document.declaration, hit.field) != hit.text for hit in hits):
        result.left.append((path, "查找以后文件又被改动过，没有替换"))
        return
    saved = save_document(document, replace(document.declaration, hits, replacement))
    result.hits += len(hits)
    if saved.base is not None and saved.base != document.base:
        result.written.append((path, document.base, saved.base))


def told(result: Replaced, left: Sequence[Path]) -> str:
    """What is told after the files of a replacement were put back, all but some."""
    back = len(result.written) - len(left)
    said = f"{back} 个文件里的替换也还原了" if back else ""
    names = "、".join(path.name for path in left[:3]) + (f" 等 {len(left)} 个文件" if len(left) > 3 else "")
    return "；".join(filter(None, (said, f"{names} 后来又被改过，没有还原" if left else "")))


def put_back(result: Replaced) -> list[Path]:
    """Write the files of a replacement as they were, byte for byte; those that have been changed since are left."""
    left: list[Path] = []
    for path, before, after in result.written:
        try:
            atomic.replace(path, before, after)
        except ClerkError:
            left.append(path)
    return left
