"""What every kind of work on the editor screen shares: the session, the widgets, and how they follow a change."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic

from textual.timer import Timer

from tui.fields import Form, form_of, index_of, indicator_form, is_there, row_of, sections_of
from tui.funds_notes import derived_amounts, sums_of
from tui.screens.acting import ActingScreen
from tui.session import Session
from tui.widgets.form import FormPane
from tui.widgets.keys_bar import KeysBar
from tui.widgets.message import Message
from tui.widgets.outline import Node, Outline, key_of_field
from tui.widgets.problems import ProblemHead, Problems
from tui.widgets.summary import Summary
from tui.widgets.title import Title

JOURNAL = 0.5
"""Seconds after a change until it is kept in the journal."""
JUDGE, LATEST = 0.05, 0.3
"""Seconds that typing rests before the rules are asked again, and after which they are asked although it goes on:
the typed character never waits for them."""


class EditorBase(ActingScreen):
    """The parts of the editor and how they are brought up to date."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._outline = Outline(id="outline")
        self._form = FormPane(id="form")
        self._summary = Summary(id="summary")
        self._problems = Problems(id="problems")
        self._head = Title(id="title")
        self._message = Message(id="message")
        self._problem_head = ProblemHead(id="counts")
        self._keys = KeysBar(id="keys")
        self._journal_timer: Timer | None = None
        self._judge_timer: Timer | None = None
        self._typed_since = 0.0
        self._last_problem_at: tuple[object, ...] = ()
        """where F8 led last"""

    # What is shown

    def _show_all(self) -> None:
        if self._judge_timer is not None:
            self._judge_timer.stop()
            self._judge_timer = None
        session = self.session
        self._outline.load(session.declaration, session.findings, session.wanted)
        self._show_form()
        self._problems.load(session.declaration, session.findings)
        self._problem_head.load(self._problems)
        self._head.load(session)
        self._show_message()

    def _show_form(self) -> None:
        form, declaration = self._form.form, self.session.declaration
        if form is not None and self._form.index < (len(declaration.rows(form.rows)) if form.rows else 1):
            effective = self.session.effective
            if form.rows == "tasks":
                derived = self.session.derived_amounts(self._form.index)
            else:
                derived = derived_amounts(effective, form)
            self._form.load(declaration, effective, self.session.findings, derived, sums_of(effective, form))
        elif self._form.form is None and self._summary.display:
            self._summary.load(self.session.declaration, self._outline.node)

    def _show_message(self) -> None:
        """The finding of the field or problem in focus."""
        row = self._form.focused_row
        if row is not None:
            self._message.explain(row.findings[0] if row.findings else None, row.note())
        else:
            self._message.explain(self._problems.current if self._problems.has_focus else None)

    def say(self, text: str) -> None:
        """Tell the user something, until the next thing is done."""
        self._message.say(text)

    # Going to a place

    async def _follow(self) -> None:
        """Open the form of the row under the tree's cursor."""
        node = self._outline.node
        await self._open(self._form_of_node(node), node.row)
        if self._form.form is None:
            self._summary.load(self.session.declaration, node)
        self.say(self._on_marks())
        self._show_message()

    def _on_marks(self) -> str:
        count = len(self._outline.marks)
        return f"标记了 {count} 个指标：y 复制，x 剪切，d 删除，Alt+↑↓ 移动，Esc 取消。" if count else ""

    def _form_of_node(self, node: Node) -> Form | None:
        if node.key[0] == "indicator":
            return indicator_form(self.session.declaration, self.session.wanted)
        if node.key[0] == "task":
            return form_of(f"tasks[{node.row}]")
        sections = sections_of(self.session.declaration, self.session.wanted)
        return next((form for form in sections if node.key == ("section", form.key)), None)

    def _form_with(self, path: str) -> Form | None:
        """The form of a field as it stands in the tree; the whole form where that leaves the field out."""
        declaration, wanted = self.session.declaration, self.session.wanted
        if index_of(path) >= 0:
            return indicator_form(declaration, wanted)
        whole = form_of(path)
        shown = (form for form in sections_of(declaration, wanted) if whole and form.key == whole.key)
        found = next(shown, whole)
        return found if found and any(field.path == path for field in found.fields) else whole

    async def _open(self, form: Form | None, index: int) -> None:
        self._form.display = form is not None
        self._summary.display = form is None
        await self._form.open(form, index)
        self._show_form()

    async def _go_to_field(self, path: str, offset: int = 0) -> None:
        """Select the row of a field in the tree and put the cursor into the field."""
        self._outline.select(key_of_field(path))
        form = self._form_with(path)
        if form is None or not is_there(self.session.declaration, path):
            self._outline.focus()
            await self._follow()
            return
        place = row_of(path)
        await self._open(form, place[1] if place else -1)
        row = self._form.row_of(path) or (self._form.rows[0] if self._form.rows else None)
        if row is not None:
            row.editor.focus()
            row.move_to(offset)
            # A form that was hidden is only laid out now; where its fields are, is known after that.
            self.call_after_refresh(self._form.scroll_to_widget, row, animate=False)

    def _field_in_focus(self) -> str:
        """The path of the field or tree row where the user is; empty where that is no field."""
        row = self._form.focused_row
        if row is not None:
            return row.path
        if self._problems.has_focus and self._problems.current is not None:
            return self._problems.current.field
        return self._form.rows[0].path if self._form.display and self._form.rows else ""

    # Changes

    def _refuse_if_read_only(self) -> bool:
        if self.session.read_only:
            self.say(self.session.read_only)
        return bool(self.session.read_only)

    def _changed(self) -> None:
        """Show the document after a change, and keep it in the journal soon."""
        self._show_all()
        self._keep_soon()

    def _typed(self) -> None:
        """Show what follows from a typed character at once; what the rules say of it, when typing rests."""
        self._head.load(self.session)
        self._show_message()
        self._keep_soon()
        now = monotonic()
        if self._judge_timer is None:
            self._typed_since = now
        elif now - self._typed_since < LATEST:
            self._judge_timer.stop()
        else:
            return
        self._judge_timer = self.set_timer(JUDGE, self._show_all)

    @property
    def is_settled(self) -> bool:
        """Whether all that is shown is of the document as it is now."""
        return self._judge_timer is None

    def _settle(self) -> None:
        """Show what the rules say now, before something is done that depends on it."""
        if not self.is_settled:
            self._show_all()

    def _keep_soon(self) -> None:
        if self._journal_timer is not None:
            self._journal_timer.stop()
        self._journal_timer = self.set_timer(JOURNAL, self._write_journal)

    async def _write_journal(self) -> None:
        # In a thread: a long declaration takes longer to write than a key may wait.
        await asyncio.to_thread(self.session.keep_journal)

    async def _after(self, words: str, *, rows: Sequence[int] = (), kind: str = "indicator") -> None:
        """Show a change that was made to the indicators or tasks, with the cursor on the first of `rows`; say so."""
        self._changed()
        if rows:
            self._outline.select((kind, str(rows[0])))
        with suppress(IndexError):
            await self._follow()
        self.say(words)
