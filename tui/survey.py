"""Looking through a folder: its files at once, then what they say, then what is wrong with them, and git beside.

Runs in a thread of its own and tells what it has found as it goes. What was judged before and did not change is
known at once (see `tui.inspection`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.errors import ClerkError
from store.workspace import Workspace, find_workspace, look_below
from tui.inspection import Inspection, Judged
from tui.listing import Row, read_row

PACE = 0.1
"""Seconds between two tellings."""


@dataclass(frozen=True)
class Found:
    """What is new since the last telling."""

    rows: tuple[Row, ...] = ()
    """rows that were not known, or that were read meanwhile"""
    judged: tuple[Judged, ...] = ()
    progress: str = ""
    """what is being done, for the user; empty when it is finished"""
    begins: bool = False
    """whether `rows` are all files there are, none of them read"""


class Settings:
    """The workspace of a folder, or why its settings can't be read."""

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace()
        self.error = ""
        try:
            self.workspace = find_workspace(folder)
        except ClerkError as error:
            self.error = str(error)


def survey(
    folder: Path, tell: Callable[[Found], None], stopped: Callable[[], bool], *, use_cache: bool = True
) -> None:
    """Look through a folder until done or `stopped`; `tell` is called in this thread."""
    teller = _Teller(tell)
    files, failures = look_below(folder, departments=True)
    rows = [*map(Row, files), *(Row(path, error=str(error)) for path, error in failures)]
    tell(Found(tuple(rows), progress=f"正在读取 0/{len(files)}", begins=True))
    judging = Inspection(use_cache=use_cache).follow([str(path) for path in files])
    try:
        # Nothing is read or judged before the first look at the cache.
        known = next(judging)
        teller.tell(judged=known)
        unknown = _unknown(files, known)
        for number, path in enumerate(unknown, start=1):
            if stopped():
                return
            teller.tell(rows=[read_row(path)], progress=f"正在读取 {number}/{len(unknown)}")
        done = 0
        for judged in judging:
            done += len(judged)
            teller.tell(judged=judged, progress=f"正在检查 {min(done, len(unknown))}/{len(unknown)}")
            if stopped():
                return
        teller.finish()
    finally:
        teller.flush()
        judging.close()


def _unknown(files: Sequence[Path], known: Sequence[Judged]) -> list[Path]:
    seen = {judged.path for judged in known if judged.error is None}
    return [path for path in files if str(path) not in seen]


class _Teller:
    """Gathers what is found and tells it at a pace that a screen can follow."""

    def __init__(self, tell: Callable[[Found], None]) -> None:
        self._tell = tell
        self._rows: list[Row] = []
        self._judged: list[Judged] = []
        self._progress = ""
        self._last = 0.0

    def tell(
        self, *, rows: Sequence[Row] = (), judged: Sequence[Judged] = (), progress: str | None = None
    ) -> None:
        self._rows += rows
        self._judged += judged
        self._progress = self._progress if progress is None else progress
        if time.monotonic() - self._last > PACE:
            self.flush()

    def flush(self) -> None:
        if self._rows or self._judged:
            self._tell(Found(tuple(self._rows), tuple(self._judged), self._progress))
            self._rows, self._judged = [], []
        self._last = time.monotonic()

    def finish(self) -> None:
        self._tell(Found(tuple(self._rows), tuple(self._judged)))
        self._rows, self._judged = [], []
