"""The indicators of a workspace's own declarations, read in a thread and told as they are found. Knows no screen."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.library import Collection, Entry
from models.placement import Levels
from store.documents import look_at
from store.errors import ClerkError
from store.workspace import Workspace, look_below

PACE = 0.4
"""Seconds between two tellings, at least."""
_SHARE = 5
"""So many times as long as it takes to make a telling, nothing is told: most of the time goes into reading."""

Signature = tuple[tuple[str, int, int], ...]
"""names, times and sizes of the files that were read"""


@dataclass(frozen=True)
class Gathered:
    """What has been found so far."""

    entries: tuple[Entry, ...] = ()
    names: Mapping[str, Levels] = field(default_factory=dict)
    """how these declarations write each 二级指标"""
    files: int = 0
    done: int = 0
    unread: int = 0
    """files that could not be read"""

    @property
    def is_complete(self) -> bool:
        return self.done == self.files


def folder_of(workspace: Workspace, own: Path | None) -> Path | None:
    """Where past declarations are looked for: the workspace, or without one the folder of the declaration itself."""
    if workspace.root is not None:
        return workspace.root
    return None if own is None else own.absolute().parent


class Gatherer:
    """Reads the declarations of a folder, all but the one that is being edited; remembers what it found last.

    One object serves a program: looking into the library again costs no reading as long as no file has changed.
    """

    def __init__(self) -> None:
        self._signature: Signature = ()
        self._gathered = Gathered()

    def gather(
        self,
        folder: Path | None,
        own: Path | None,
        tell: Callable[[Gathered], None],
        stopped: Callable[[], bool],
    ) -> None:
        """Read until done or `stopped`; `tell` is called in this thread, the last time with what is complete."""
        files = [] if folder is None else _without(look_below(folder)[0], own)
        signature = _signature(files)
        if signature == self._signature:
            tell(self._gathered)
            return
        gathered = _read(files, tell, stopped)
        if gathered.is_complete and not stopped():
            self._signature, self._gathered = signature, gathered
            tell(gathered)


GATHERER = Gatherer()


def _without(files: Sequence[Path], own: Path | None) -> list[Path]:
    if own is None:
        return list(files)
    name, place = own.name, os.path.realpath(own)
    # Only files of that name, or links, can be the same file: resolving thousands of paths takes longer than listing them.
    return [
        path
        for path in files
        if not ((path.name == name or path.is_symlink()) and os.path.realpath(path) == place)
    ]


def _signature(files: Sequence[Path]) -> Signature:
    found = []
    for path in files:
        try:
            status = os.stat(path)
        except OSError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)


def _read(files: Sequence[Path], tell: Callable[[Gathered], None], stopped: Callable[[], bool]) -> Gathered:
    collection = Collection()
    unread = 0
    next_telling = 0.0
    for done, path in enumerate(files):
        if stopped():
            return _gathered(collection, files, done, unread)
        if time.monotonic() >= next_telling:
            began = time.monotonic()
            tell(_gathered(collection, files, done, unread))
            took = time.monotonic() - began
            next_telling = began + took + max(PACE, took * _SHARE)
        try:
            document = look_at(path)
        except ClerkError:
            # Whoever opens that file is told why.
            unread += 1
            continue
        if document.declaration.is_department:
            # What measures a whole department is no indicator of a project.
            continue
        collection.add(document.declaration.project.name.strip() or path.stem, document.declaration)
    return _gathered(collection, files, len(files), unread)


def _gathered(collection: Collection, files: Sequence[Path], done: int, unread: int) -> Gathered:
    return Gathered(tuple(collection.entries()), collection.names(), len(files), done, unread)
