"""What a check found before, so that an unchanged file is not judged again.

One file per workspace in the user's cache folder (`$XDG_CACHE_HOME/jixiao/check`): a line that vouches for the rest, a
line of JSON on the files, and one for each report, which is not parsed before it is wanted. It may be deleted, copied to another machine or left half-way at any time: it is replaced whole, and one that
is damaged is forgotten.

A report is kept by the content of its file. A file whose size, times and inode are as they were is not even read,
unless it was changed so shortly before it was looked at that a later change could carry the same time.
Everything is forgotten when the fingerprint changes: that of the program, of the settings, of Python.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from store.atomic import overwrite

Report = dict[str, Any]
"""A report as JSON data; its meaning belongs to whoever keeps it."""

_KEY = 32
"""Characters of a content key."""
_MARGIN = 2 * 10**9
"""Nanoseconds: the coarsest clock of a file system in use (FAT)."""
_MOST = 20_000
"""So many reports are kept; beyond it only those of the last run."""


def content_key(data: bytes) -> str:
    """What a report is kept by."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def fingerprint(settings: bytes, packages: tuple[Path, ...]) -> str:
    """What a report depends on beside its file: the settings, the program's own code, Python."""
    return content_key(settings + code_of(packages) + sys.version.encode())


@cache
def code_of(packages: tuple[Path, ...]) -> bytes:
    """A digest of all modules below some folders; the program does not change while it runs."""
    digest = hashlib.blake2b(digest_size=16)
    for package in packages:
        for path in sorted(package.rglob("*.py")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.digest()


class CheckCache:
    """The reports of one workspace. Nothing here raises: without a cache everything is judged again."""

    def __init__(self, root: Path | None, fingerprint: str, *, folder: Path | None = None) -> None:
        name = content_key(os.fsencode(os.path.abspath(root)) if root else b"")
        folder = folder or user_cache_path("jixiao", appauthor=False) / "check"
        self._path = folder / f"{name}.json"
        self._fingerprint = fingerprint
        self._now = time.time_ns()
        self._files: dict[str, list[Any]] = {}
        self._reports: dict[str, str] = {}
        """content key → report as JSON"""
        self._used: set[str] = set()
        self._changed = False
        self._load()

    def _load(self) -> None:
        try:
            head, _, body = self._path.read_bytes().partition(b"\n")
        except OSError:
            return
        if head == self._head(body):
            files, *reports = body.decode("utf-8", "surrogatepass").split("\n")
            self._files = json.loads(files)
            self._reports = {report[:_KEY]: report[_KEY:] for report in reports}

    def _head(self, body: bytes) -> bytes:
        """What stands above a cache that may be believed: whose it is, and that it is whole."""
        return f"{self._fingerprint} {content_key(body)}".encode()

    def unchanged(self, name: str, now: list[int] | None) -> str:
        """The content key of a file that has the marks it had when it was last looked at; else an empty text.

        Files are named by their paths below the workspace, so that a copied cache is of use elsewhere.
        """
        known = self._files.get(name)
        if now is None or known is None or known[:-1] != now:
            return ""
        return str(known[-1])

    def known(self, key: str) -> Report | None:
        """The report of a content."""
        report = self._reports.get(key)
        if report is None:
            return None
        self._used.add(key)
        return dict(json.loads(report))

    def knows_anything(self) -> bool:
        """Whether there is a report at all."""
        return bool(self._reports)

    def keep(self, name: str, marks: list[int] | None, key: str, report: Report) -> None:
        """The report of a content that was read from the file `name`, which had these marks before it was read."""
        self._reports[key] = _as_json(report)
        self._used.add(key)
        self._changed = True
        if marks is not None and marks[1] < self._now - _MARGIN and marks[2] < self._now - _MARGIN:
            self._files[name] = [*marks, key]
        else:
            self._files.pop(name, None)

    def write(self) -> None:
        """Put the cache on disk, if anything came to it."""
        if not self._changed:
            return
        if len(self._reports) > _MOST:
            self._reports = {key: self._reports[key] for key in self._used}
            self._files = {name: known for name, known in self._files.items() if known[-1] in self._used}
        lines = [_as_json(self._files), *(key + report for key, report in self._reports.items())]
        body = "\n".join(lines).encode("utf-8", "surrogatepass")
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            overwrite(self._path, self._head(body) + b"\n" + body)
        self._changed = False


def _as_json(data: Any) -> str:
    """One line: JSON writes line feeds in texts as escapes."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def marks(path: str) -> list[int] | None:
    """What tells that a file is as it was: size, times of change, inode; None when it can't be told."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
