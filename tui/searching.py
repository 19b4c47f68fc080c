"""Searching the declarations of a folder, and replacing in them: in a thread, told as it goes. Knows no screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.declaration import Declaration
from models.search import Hit, find, replace
from store import atomic, journal
from store.decoding import read_bytes
from store.documents import open_document, save_document
from store.errors import ClerkError
from store.workspace import look_below

PACE = 0.15
"""Seconds between two tellings."""


@dataclass(frozen=True)
class FileHits:
    """What was found in one file."""

    path: Path
    title: str
    declaration: Declaration
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Progress:
    """What has been found so far."""

    found: tuple[FileHits, ...] = ()
    done: int = 0
    files: int = 0
    unread: int = 0


def search_folder(
    folder: Path,
    query: str,
    own: Path | None,
    tell: Callable[[Progress], None],
    stopped: Callable[[], bool],
) -> None:
    """Search every declaration below a folder but `own`; `tell` is called in this thread, the last time with all."""
    files = [path for path in look_below(folder)[0] if own is None or not _is_same(path, own)]
    found: list[FileHits] = []
    unread, told = 0, time.monotonic()
    for done, path in enumerate(files):
        if stopped():
            return
        try:
            declaration = open_document(path).declaration
        except ClerkError:
            unread += 1
            continue
        if hits := find(declaration, query):
            title = declaration.project.name or path.name
            found.append(FileHits(path, title, declaration, tuple(hits)))
        if time.monotonic() - told >= PACE:
            tell(Progress(tuple(found), done + 1, len(files), unread))
            told = time.monotonic()
    tell(Progress(tuple(found), len(files), len(files), unread))


def _is_same(path: Path, other: Path) -> bool:
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


@dataclass(frozen=True)
class Replacement:
    """One replacement, as it is undone."""

    declaration: Declaration | None
    """the declaration that was open, as it was right after; None when nothing was replaced in it"""
    files: Replaced


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
    if document.base is None or not all(_is_there(document.declaration, hit) for hit in hits):
        result.left.append((path, "查找以后文件又被改动过，没有替换"))
        return
    saved = save_document(document, replace(document.declaration, hits, replacement))
    if saved.base is not None and saved.base != document.base:
        result.written.append((path, document.base, saved.base))


def _is_there(declaration: Declaration, hit: Hit) -> bool:
    try:
        return declaration.get(hit.field) == hit.text or not hit.can_replace
    except LookupError:
        return False


def told(result: Replaced, left: Sequence[Path]) -> str:
    """What is told after the files of a replacement were put back, all but some."""
    back = len(result.written) - len(left)
    said = f"{back} 个文件里的替换也还原了" if back else ""
    names = "、".join(path.name for path in left[:3])
    return "；".join(filter(None, (said, f"{names} 后来又被改过，没有还原" if left else "")))


def put_back(result: Replaced) -> list[Path]:
    """Write the files of a replacement as they were, byte for byte; those that have been changed since are left."""
    left: list[Path] = []
    for path, before, after in result.written:
        try:
            if read_bytes(path) != after:
                left.append(path)
                continue
            atomic.replace(path, before, after)
        except ClerkError:
            left.append(path)
    return left
