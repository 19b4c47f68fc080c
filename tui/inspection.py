"""Checking many files: each judged once, on two processes when there are many, and not again while it is unchanged.

A file's report holds what all rules find in it alone, and what other projects may know of it. Peer rules are asked
after that, when the reports of the whole workspace are known. Which of the findings are wanted, and how gravely they
are taken, is decided last: reports do not depend on the command line.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import models
import store
import tui
from models.checking import Checker
from models.digest import Digest
from models.peers import Peers
from models.rule import Finding, Severity, Surroundings, all_rules
from models.suppression import Suppression, suppressed
from store.check_cache import CheckCache, Report, content_key, fingerprint, marks
from store.decoding import read_bytes
from store.documents import open_document, read_document, understood
from store.errors import ClerkError
from store.workspace import WORKSPACE_FILE, Workspace, declaration_names, find_workspace
from tui.file_reports import CODE, Place, as_row, judge, peer_of, place_findings, placed_row
from tui.garbage import no_search_for_garbage

MANY = 100
"""From so many files on a second process is worth its start."""
_CHUNK = 20
"""Files that are given to a process at a time."""
_STEP = 5
"""Files that are judged between two chances to stop."""


@dataclass(frozen=True)
class Inspected:
    """What was found in one file, by place; or why it could not be read."""

    path: str
    places: tuple[Place, ...] = ()
    error: ClerkError | None = None
    text: str = ""
    """what was read, where it can't be read again"""


@dataclass(frozen=True)
class Judged:
    """What is known of one file so far: its digest, how many findings of each severity; or why it can't be read."""

    path: str
    digest: Digest | None = None
    counts: Mapping[Severity, int] = field(default_factory=dict)
    error: ClerkError | None = None


Task = tuple[str, Workspace]
Outcome = tuple[str, list[int] | None, str, Report | ClerkError]
"""path, marks before it was read, content key, and its report or why there is none"""


def _work(tasks: Sequence[Task]) -> list[Outcome]:
    """Judge some files; what a second process does."""
    checker = Checker()
    with no_search_for_garbage():
        return [_judge_file(path, workspace, checker) for path, workspace in tasks]


def _judge_file(path: str, workspace: Workspace, checker: Checker) -> Outcome:
    before = marks(path)
    try:
        data = read_bytes(Path(path))
        document = understood(read_document(Path(path), data, to_save=False))
    except ClerkError as error:
        return path, None, "", error
    return path, before, content_key(data), judge(document, workspace, checker)


class Inspection:
    """One run over files of any workspaces. Calls `step(done, of)` as it goes on."""

    def __init__(
        self,
        *,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        use_cache: bool = True,
        processes: int | None = None,
        step: Callable[[int, int], None] = lambda _done, _of: None,
    ) -> None:
        self._select = tuple(select)
        self._ignore = tuple(ignore)
        self._use_cache = use_cache
        self._processes = min(2, os.cpu_count() or 1) if processes is None else processes
        self._step = step

    def run(self, files: Sequence[str]) -> Iterator[Inspected]:
        """The files in their order. What was judged is kept for the next run, also when this one is given up."""
        groups, group_of, errors = self._grouped(files)
        try:
            self._judge(groups)
        finally:
            for group in groups:
                group.write_cache()
        for path in files:
            home = group_of.get(os.path.dirname(path))
            if home is None:
                yield Inspected(path, error=errors[path])
            elif path in home.errors:
                yield Inspected(path, error=home.errors[path])
            else:
                yield Inspected(path, tuple(self._chosen(path, home)))

    def follow(self, files: Sequence[str]) -> Generator[list[Judged], None, None]:
        """The files as they come to be known, some at a time, in this process.

        First, at once, all that need not be judged again; then the others as they are judged; last all those in which
        the comparison with other projects found more. Closing it early keeps what was judged for the next run.
        """
        groups, group_of, errors = self._grouped(files)
        homes = {path: group_of[folder] for path in files if (folder := os.path.dirname(path)) in group_of}
        tasks = [(path, group.workspace) for group in groups for path in group.unknown()]
        of = {path: group for group in groups for path in group.paths}
        waiting = {path for path, _ in tasks}
        try:
            known = [path for path in homes if path not in waiting]
            yield [
                *(Judged(path, error=error) for path, error in errors.items()),
                *self._judged(known, homes),
            ]
            for at in range(0, len(tasks), _STEP):
                chunk = tasks[at : at + _STEP]
                for outcome in _work(chunk):
                    of[outcome[0]].take(outcome)
                yield self._judged([path for path, _ in chunk if path in homes], homes)
            for group in groups:
                group.compare()
            yield self._judged([path for path, home in homes.items() if home.has_more(path)], homes)
        finally:
            for group in groups:
                group.write_cache()

    def _judged(self, paths: Sequence[str], homes: Mapping[str, _Group]) -> list[Judged]:
        return [self._judged_file(path, homes[path]) for path in paths]

    def _judged_file(self, path: str, home: _Group) -> Judged:
        if path in home.errors:
            return Judged(path, error=home.errors[path])
        return Judged(
            path, home.digest(path), Counter(each.finding.severity for each in self._chosen(path, home))
        )

    def _grouped(self, files: Sequence[str]) -> tuple[list[_Group], dict[str, _Group], dict[str, ClerkError]]:
        """The workspaces of files, which of them each folder belongs to, and the files whose settings are broken."""
        errors: dict[str, ClerkError] = {}
        groups: dict[Path | None, _Group] = {}
        group_of: dict[str, _Group] = {}
        for path in files:
            folder = os.path.dirname(path)
            if folder not in group_of:
                try:
                    workspace = find_workspace(Path(folder or "."))
                except ClerkError as error:
                    errors[path] = error
                    continue
                if workspace.root not in groups:
                    groups[workspace.root] = _Group(workspace, self._use_cache)
                group_of[folder] = groups[workspace.root]
            group_of[folder].add(path)
        return list(groups.values()), group_of, errors

    def _judge(self, groups: Sequence[_Group]) -> None:
        tasks = [(path, group.workspace) for group in groups for path in group.unknown()]
        of = {path: group for group in groups for path in group.paths}
        done = 0
        for outcomes in self._outcomes(tasks):
            for outcome in outcomes:
                of[outcome[0]].take(outcome)
            done += len(outcomes)
            self._step(done, len(tasks))
        with no_search_for_garbage():
            for group in groups:
                group.compare()

    def _outcomes(self, tasks: Sequence[Task]) -> Iterator[list[Outcome]]:
        chunks = [tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK)]
        if len(tasks) < MANY or self._processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
            yield from map(_work, chunks)
            return
        # The rules are imported once, before the second process begins.
        all_rules()
        with ProcessPoolExecutor(self._processes, multiprocessing.get_context("fork")) as pool:
            try:
                yield from pool.map(_work, chunks)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _chosen(self, path: str, group: _Group) -> Iterator[Place]:
        """The findings that are wanted, as gravely as they are taken."""
        if not (rows := group.rows(path)):
            return
        selection = group.workspace.selection.narrowed(self._select, self._ignore)
        choice = selection.choice(group.paths[path].replace(os.sep, "/"))
        codes = None if choice.rules is None else {rule.code for rule in choice.rules}
        for row in rows:
            code = row[CODE]
            if codes is None or code in codes:
                yield placed_row(row, choice.severities.get(code))


class _Group:
    """The files of one workspace that are inspected, and all its others, which peer rules compare them with."""

    def __init__(self, workspace: Workspace, use_cache: bool) -> None:
        self.workspace = workspace
        self.paths: dict[str, str] = {}
        """path → its name below the workspace"""
        self.errors: dict[str, ClerkError] = {}
        self._root = f"{workspace.root}{os.sep}" if workspace.root else ""
        self._cache = CheckCache(workspace.root, _fingerprint(workspace)) if use_cache else None
        self._keys: dict[str, str] = {}
        self._reports: dict[str, Report] = {}
        self._compared: dict[str, Any] = {}
        self._names: set[str] = set()

    def add(self, path: str) -> None:
        """Inspect a file."""
        name = os.path.abspath(path).removeprefix(self._root)
        self.paths[path] = name
        self._names.add(name)

    def unknown(self) -> Iterator[str]:
        """The files that must be judged: those not in the cache as they are now."""
        self._add_peers()
        for path, name in self.paths.items():
            if not (self._cache and self._recall(self._cache, path, name)):
                yield path

    def _recall(self, cache: CheckCache, path: str, name: str) -> bool:
        """Whether the cache knows a file; one that only looks new (a fresh checkout) is known by its content."""
        if not cache.knows_anything():
            return False
        now = marks(path)
        if key := cache.unchanged(name, now):
            report = cache.known(key)
        else:
            try:
                key = content_key(read_bytes(Path(path)))
            except ClerkError:
                return False
            report = cache.known(key)
            if report is not None:
                cache.keep(name, now, key, report)
        if report is None:
            return False
        self._keys[path], self._reports[path] = key, report
        return True

    def _add_peers(self) -> None:
        if self.workspace.root is None or not self.paths:
            return
        try:
            peers = declaration_names(self.workspace.root)
        except ClerkError:
            # A folder that can't be entered is told when it is named; it has no projects to compare.
            return
        for peer in peers:
            name = peer.removeprefix(self._root)
            if name not in self._names:
                self._names.add(name)
                self.paths[peer] = name

    def take(self, outcome: Outcome) -> None:
        """What came of judging a file."""
        path, before, key, report = outcome
        if isinstance(report, ClerkError):
            self.errors[path] = report
            return
        self._keys[path], self._reports[path] = key, report
        if self._cache:
            self._cache.keep(self.paths[path], before, key, report)

    def compare(self) -> None:
        """Ask the peer rules about every project, unless all files are as they were when they were asked."""
        state = content_key(
            json.dumps(sorted((self.paths[p], key) for p, key in self._keys.items())).encode()
        )
        known = self._cache.known(state) if self._cache else None
        if known is None:
            known = self._compare()
            if self._cache:
                self._cache.keep("", None, state, known)
        self._compared = known

    def _compare(self) -> Report:
        peers = {path: peer_of(path, report) for path, report in self._reports.items()}
        around = Surroundings(Peers(peers.values()), practice=self.workspace.practice)
        rules = [rule for rule in all_rules() if rule.check_peer is not None and around.peers.all]
        compared: Report = {}
        for path, own in peers.items():
            quiet = [
                Suppression(field, frozenset(codes), "") for field, codes in self._reports[path]["quiet"]
            ]
            mine = replace(around, own=own.key)
            found = [
                each
                for rule in rules
                if rule.judges(department=own.is_department)
                for each in rule.findings_of_peer(own, mine)
                if not suppressed(each.field, each.code, quiet)
            ]
            if found:
                compared[self.paths[path]] = self._rows_of(path, found)
        return compared

    def _rows_of(self, path: str, found: Sequence[Finding]) -> list[Any]:
        try:
            text = open_document(Path(path)).text
        except ClerkError:
            # It was there a moment ago.
            return []
        return [as_row(place) for place in place_findings(text, found)]

    def rows(self, path: str) -> list[Any]:
        """All findings of a file, by place."""
        own = self._reports[path]["places"]
        compared = self._compared.get(self.paths[path])
        return sorted([*own, *compared], key=_by_place) if compared else own

    def has_more(self, path: str) -> bool:
        """Whether comparing projects found something in a file."""
        return self.paths[path] in self._compared

    def digest(self, path: str) -> Digest:
        """What a list says about a file."""
        return Digest.unpacked(self._reports[path]["digest"])

    def write_cache(self) -> None:
        if self._cache:
            self._cache.write()


def _by_place(row: Sequence[Any]) -> tuple[int, int, str]:
    return row[6], row[7], row[4]


def _fingerprint(workspace: Workspace) -> str:
    settings = b""
    if workspace.root is not None:
        settings = read_bytes(workspace.root / WORKSPACE_FILE)
    return fingerprint(settings, tuple(Path(package.__path__[0]) for package in (models, store, tui)))
