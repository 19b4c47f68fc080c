"""One document being edited: its states, its findings, whether it is saved, and its journal. Knows no screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any

from models import mending
from models.checking import Checker, check
from models.declaration import Declaration, Indicator, Task, row_path
from models.department_money import Projects, money_of_task, projects_of_year
from models.money import format_yuan
from models.peers import Peers
from models.rule import Finding, Mend
from store import atomic, found_before, journal, shown_parts
from store.documents import Document, open_document, save_document
from store.errors import ClerkError
from store.layout import emit, parse
from store.workspace import Workspace
from tui.document_order import in_document_order
from tui.fields import Part, Parts
from tui.history import History, Step
from tui.judging import surroundings


class Session:
    """A document, what was done to it since it was opened, and what the rules find in it now."""

    def __init__(
        self,
        document: Document,
        workspace: Workspace,
        *,
        peers: Peers | None = None,
        found: list[Finding] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.document = document
        self.workspace = workspace
        self._peers = peers or Peers()
        self._history = History(document.declaration, clock=clock)
        self._saved = document.declaration
        self._recovered: journal.Entry | None = None
        self._findings = found
        self._journal_lock = RLock()
        self.elsewhere = ""
        """a sentence when another window has the file open too; as it was at the last look, like the next"""
        self.protection = ""
        """why the file can't be written although the document can be edited, or an empty text"""
        self.disk = ""
        """what others did to the file since, in a few words, or an empty text"""
        self._marks: tuple[int, int] | None = None
        self.look_at_file()

    @classmethod
    def open(cls, path: Path, workspace: Workspace) -> Session:
        """Open a file, with what was found in it last time; ClerkError when it can't be read."""
        document = open_document(path)
        found = None
        if document.base is not None:
            found = found_before.recall(path, document.base, workspace.settings_file)
        return cls(document, workspace, found=found)

    @property
    def declaration(self) -> Declaration:
        return self._history.current

    @property
    def saved(self) -> Declaration:
        """The declaration as it was last saved, or opened."""
        return self._saved

    @property
    def opened(self) -> Declaration:
        """The declaration as it was when the session began."""
        return self._history.first

    @property
    def effective(self) -> Declaration:
        """The declaration as it counts: with the unit facts of the workspace."""
        return self.declaration.with_unit_defaults(self.workspace.unit)

    @cached_property
    def wanted(self) -> Parts:
        """The parts of declarations that the user wants to see in this workspace, whether they have content or not."""
        names = shown_parts.recall(self._folder)
        return frozenset(part for part in Part if part.value in names)

    def want(self, parts: Parts) -> None:
        """Show these parts from now on, here and in the other declarations of the workspace."""
        self.wanted = parts
        shown_parts.remember(self._folder, (part.value for part in parts))

    @property
    def _folder(self) -> Path:
        return self.workspace.root or self.document.path.parent

    @property
    def dirty(self) -> bool:
        """Whether there is anything that the file does not have yet."""
        return self.declaration != self._saved or self.document.base is None

    @property
    def read_only(self) -> str:
        """Why the document can't be edited, or an empty text."""
        return self.document.read_only

    def look_at_file(self) -> bool:
        """See again who else has the file open and whether it can be written; whether that has changed."""
        before = (self.elsewhere, self.protection, self.disk)
        self.elsewhere = journal.other_editor(self.document.path)
        self.protection = atomic.protection(self.document.path)
        self.disk = self._on_disk()
        return before != (self.elsewhere, self.protection, self.disk)

    def _on_disk(self) -> str:
        """What has become of the file since it was read or saved; empty while it is as it was."""
        if self.document.base is None:
            return ""
        now = _marks(self.document.path)
        if now == self._marks:
            return self.disk
        try:
            same = self.document.path.read_bytes() == self.document.base
        except FileNotFoundError:
            return "文件已被删除"
        except OSError:
            return ""
        self._marks = now
        return "" if same else "磁盘上已改动"

    def reload(self) -> None:
        """Take what is on disk now, as a change that can be undone; ClerkError when it can't be read."""
        with self._journal_lock:
            self.document = open_document(self.document.path)
            self._saved = self.document.declaration
            self._history.end_group()
            self._history.record(self._saved, "读入磁盘上的内容")
            self._forget_findings()
            journal.discard(self.document.path)
            self.disk, self._marks = "", None
        self.look_at_file()

    def try_rules(self, peers: Peers) -> None:
        """Load the rules and ask them once, in a thread of its own: afterwards they answer within a frame."""
        choice = self.workspace.choice(self.document.path)
        around = surroundings(self.workspace, self.document.path, peers)
        check(self.document.declaration, around, choice=choice)

    def set_peers(self, peers: Peers) -> None:
        """The other declarations of the workspace, once they have been read."""
        self._peers = peers
        self._forget_findings()

    @property
    def findings(self) -> list[Finding]:
        """What the rules find in the document as it is now, in its order; found when it is asked for."""
        if self._findings is None:
            self._findings = in_document_order(self._find(self.declaration))
        return self._findings

    @cached_property
    def _checker(self) -> Checker:
        """Made when it is needed: loading the rules takes a tenth of the start."""
        return Checker(self.workspace.choice(self.document.path))

    def remember_findings(self) -> None:
        """Keep what was found in the file as it is, for the next time it is opened."""
        if self.document.base is not None and not self.dirty:
            found_before.remember(
                self.document.path, self.document.base, self.workspace.settings_file, self.findings
            )

    def _forget_findings(self) -> None:
        self._findings = None

    def _find(self, declaration: Declaration) -> list[Finding]:
        around = surroundings(self.workspace, self.document.path, self._peers)
        return self._checker.findings(declaration.with_unit_defaults(self.workspace.unit), around)

    def change(self, declaration: Declaration, label: str, field: str = "", group: str = "") -> bool:
        """Take another state of the document as one undo step; False when nothing changed or it is read-only.

        `label` names the step in a sentence (`已撤销：…`), `field` is the path where the cursor goes with it.
        """
        if self.read_only or declaration == self.declaration:
            return False
        self._history.record(declaration, label, field, group)
        self._forget_findings()
        return True

    def set_value(self, path: str, value: Any, *, group: str = "") -> bool:
        """Change one field; False when nothing changed or the document is read-only."""
        return self.change(self.declaration.with_value(path, value), "修改", path, group)

    def end_group(self) -> None:
        """The next change is an undo step of its own."""
        self._history.end_group()

    def insert(self, at: int, indicator: Indicator) -> bool:
        """Add an indicator at a position."""
        return self.change(self.declaration.insert(at, indicator), "增加指标", f"indicators[{at}].name")

    def remove(self, positions: Sequence[int]) -> tuple[Indicator, ...]:
        """Delete indicators; returns them, so that the user can be told what went with them."""
        gone = tuple(self.declaration.indicators[at] for at in positions)
        declaration = self.declaration
        for at in sorted(positions, reverse=True):
            declaration = declaration.remove(at)
        label = "删除指标" if len(gone) == 1 else f"删除 {len(gone)} 个指标"
        return gone if self.change(declaration, label, f"indicators[{min(positions)}].name") else ()

    def move(self, at: int, to: int) -> bool:
        """Put the indicator at one position to another."""
        return self.change(self.declaration.move(at, to), "移动指标", f"indicators[{to}].name")

    def put_tasks(self, at: int, tasks: Sequence[Task], label: str) -> bool:
        """Add tasks of a department at a position."""
        rows = self.declaration.tasks
        changed = self.declaration.with_values(tasks=(*rows[:at], *tasks, *rows[at:]))
        return self.change(changed, label, row_path("tasks", at, "content"))

    def remove_task(self, at: int) -> Task:
        """Delete a task; returns it, so that the user can be told what went with it."""
        gone = self.declaration.tasks[at]
        self.change(
            self.declaration.without_row("tasks", at), "删除工作任务", row_path("tasks", at, "content")
        )
        return gone

    def move_task(self, at: int, to: int) -> bool:
        """Put the task at one position to another."""
        task = self.declaration.tasks[at]
        moved = self.declaration.without_row("tasks", at).with_row("tasks", to, task)
        return self.change(moved, "移动工作任务", row_path("tasks", to, "content"))

    def project_names(self) -> tuple[str, ...]:
        """The projects of the workspace that a department may name in its tasks: those of its year."""
        return tuple(project.name for project in self._projects.values())

    def derived_amounts(self, at: int) -> dict[str, str]:
        """What the empty amounts of a task come to by its projects, in words, by field path."""
        task = self.declaration.tasks[at]
        money = money_of_task(task, self._projects)
        return {
            row_path("tasks", at, key): f"{format_yuan(amount)}（取自项目）"
            for key in ("total", "fiscal", "other")
            if (amount := getattr(money, key)) is not None and getattr(task, key) is None
        }

    @property
    def _projects(self) -> Projects:
        return self._peers.built(projects_of_year).get(self.declaration.year, {})

    def mend(self, mend: Mend, code: str) -> bool:
        """Make the mend of a finding; False when nothing changed or it would change the workspace's facts."""
        if not mending.is_own(self.declaration, mend):
            return False
        return self.change(mending.apply(self.declaration, mend), f"按 {code} 改正", next(iter(mend.changes)))

    def mend_all(self) -> int:
        """Make every mend that keeps the meaning, as one change; how many findings it removed."""
        mended = mending.mend_safely(self.declaration, self._find)
        field = next((next(iter(found.mend.changes)) for found in mended.made if found.mend), "")
        count = len(mended.made)
        return count if self.change(mended.declaration, f"改正 {count} 处", field) else 0

    def undo(self) -> Step | None:
        step = self._history.undo()
        if step:
            self._forget_findings()
        return step

    def redo(self) -> Step | None:
        step = self._history.redo()
        if step:
            self._forget_findings()
        return step

    def save(self) -> None:
        """Write the document; ClerkError (ChangedOnDisk among them) when it was not written."""
        with self._journal_lock:
            self.document = save_document(self.document, self.declaration)
            self._saved = self.declaration
            self._history.end_group()
            journal.discard(self.document.path, self._recovered)
            self._recovered = None

    def move_to(self, path: Path) -> None:
        """The document was written under another name; go on editing that file."""
        with self._journal_lock:
            journal.release(self.document.path)
            journal.discard(self.document.path, self._recovered)
            self._recovered = None
            self.document = open_document(path)
            journal.hold(path)
            self.look_at_file()
            self._saved = self.document.declaration
            self._history.record(self._saved, "另存为")
            # Which rules judge a file may depend on its path.
            vars(self).pop("_checker", None)
            self._forget_findings()

    def write_journal(self) -> bool:
        """Keep unsaved work outside the file. False when there was nothing to keep or nowhere to keep it.

        May be called in any thread; the newest state is written last.
        """
        with self._journal_lock:
            declaration = self.declaration
            if not self.dirty or declaration == self.document.declaration:
                return False
            return journal.write(self.document.path, emit(declaration), self.document.base)

    def keep_journal(self) -> None:
        """Make the journal agree with the document: its unsaved work, or nothing. May be called in any thread."""
        with self._journal_lock:
            if self.dirty:
                self.write_journal()
            else:
                self.discard_journal()

    def discard_journal(self) -> None:
        """The user does not want the unsaved work of this session."""
        journal.discard(self.document.path)

    def drop(self, entry: journal.Entry) -> None:
        """The user does not want the unsaved work of an earlier session."""
        journal.discard(self.document.path, entry)

    def left_behind(self) -> journal.Entry | None:
        """Unsaved work of an earlier session that differs from the file, if there is any."""
        entry = journal.read(self.document.path)
        if entry is None or entry.alive or entry.text == emit(self.declaration):
            return None
        return entry

    def recover(self, entry: journal.Entry) -> bool:
        """Take over the unsaved work of an earlier session, as a change that can be undone.

        It stays in the journal until it is saved.
        """
        try:
            taken = self.change(parse(entry.text), "恢复上次未保存的修改")
        except ClerkError:
            return False
        if taken:
            self._recovered = entry
        return taken


def _marks(path: Path) -> tuple[int, int] | None:
    """What changes when a file does."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def on_protection(why: str) -> str:
    """What a user is told who opens a file that can't be written."""
    return f"不能写入：{why}。可以修改，但保存时要另存为别的文件，原文件不动。"
