"""The one screen that does the work: tree, form, problems, keys. What it can do is in `tui.screens.editing`."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from models.declaration import Declaration
from models.digest import name_of
from store import journal
from tui.actions import EDITOR, Action
from tui.fields import describe, is_there
from tui.screens.editing.fields import FieldWork
from tui.screens.editing.indicators import IndicatorWork
from tui.screens.editing.looking import LookingWork
from tui.screens.editing.problems import ProblemWork
from tui.session import Session, on_protection
from tui.widgets.form import FieldRow
from tui.widgets.lines import LineList
from tui.widgets.outline import key_of_field

FOLLOW = 0.03
"""Seconds the tree's cursor rests before the form follows; a held arrow key does not mount every form it passes."""
LOOK = 2.0
"""Seconds between two looks at what others do with the file."""
WIDE, NARROW = 110, 80
"""Cells of the screen from which the tree is wide, and below which it is narrow."""
TREE_WIDE, TREE, TREE_NARROW = 40, 28, 22
"""Cells of the tree; the same numbers stand in the style sheet below."""
TALL, LOW = 34, 20
"""Rows from which the list of problems is long, and below which it is short."""


class EditorScreen(IndicatorWork, FieldWork, ProblemWork, LookingWork):
    """Edits one declaration."""

    ACTIONS: ClassVar[tuple[Action, ...]] = EDITOR
    BY_WIDGETS: ClassVar[frozenset[str]] = frozenset({"edit", "next_field", "previous_field", "clear"})
    DEFAULT_CSS = """
    EditorScreen { layout: vertical; }
    EditorScreen #counts { height: 1; }
    EditorScreen #body { height: 1fr; }
    EditorScreen Outline { width: 28; border-right: solid ansi_default; }
    EditorScreen.wide Outline { width: 40; }
    EditorScreen.narrow Outline { width: 22; }
    EditorScreen #right { width: 1fr; }
    EditorScreen #summary { height: 1fr; display: none; }
    EditorScreen #message { height: 2; }
    EditorScreen.wide #message { height: 1; }
    EditorScreen Problems { height: 5; }
    EditorScreen.tall Problems { height: 8; }
    EditorScreen.low Problems { height: 3; }
    EditorScreen.low #message { height: 1; }
    """

    def __init__(self, session: Session, *, at: tuple[str, int] | None = None) -> None:
        super().__init__(session)
        self._start_at = at
        self._follow_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        # Before there are widgets: each class set later styles all of them again.
        self._fit()
        yield self._head
        with Horizontal(id="body"):
            yield self._outline
            with Vertical(id="right"):
                yield self._form
                yield self._summary
                yield self._message
        yield self._problem_head
        yield self._problems
        yield self._keys

    async def on_mount(self) -> None:
        session = self.session
        self.jixiao.sessions.append(session)
        self._show_all()
        await self._follow()
        self._outline.focus()
        self._show_keys(in_field=False)
        if self._start_at is not None:
            await self._go_to_field(*self._start_at)
        words = (
            session.read_only,
            session.protection and on_protection(session.protection),
            session.elsewhere,
        )
        self.say(next(filter(None, (*words, *session.document.notes[:1])), ""))
        journal.hold(session.document.path)
        self.set_interval(LOOK, self._look_at_file)
        self.call_after_refresh(self._offer_recovery)
        self.call_after_refresh(self._read_peers)

    def on_unmount(self) -> None:
        if self.session in self.jixiao.sessions:
            self.jixiao.sessions.remove(self.session)
        journal.release(self.session.document.path)

    def on_resize(self) -> None:
        self._fit()
        self.call_after_refresh(self._show_all)

    def _fit(self) -> None:
        """Give the parts the room that the terminal has for them."""
        size = self.app.size
        self.set_class(size.width >= WIDE, "wide")
        self.set_class(size.width < NARROW, "narrow")
        self.set_class(size.height >= TALL, "tall")
        self.set_class(size.height < LOW, "low")
        tree = TREE_WIDE if size.width >= WIDE else TREE if size.width >= NARROW else TREE_NARROW
        self._form.expect(size.width - tree)

    def on_screen_resume(self) -> None:
        self.jixiao.name_terminal(f"{name_of(self.session.declaration)} · 绩效")
        self._head.load(self.session)
        self._show_keys(in_field=self._form.focused_row is not None)

    def _show_keys(self, *, in_field: bool) -> None:
        self._keys.load(EDITOR, in_field=in_field)

    # Following the cursor

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if event.list is self._problems:
            self.say("")
            self._show_message()
            return
        if self._follow_timer is not None:
            self._follow_timer.stop()
        self._follow_timer = self.set_timer(FOLLOW, self._follow)

    async def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        if event.list is self._problems:
            found = self._problems.current
            if found is not None:
                await self._go_to_field(found.field, found.start)
            return
        await self._follow()
        if self._form.rows and self._form.display:
            self._form.rows[0].editor.focus()
        elif self._outline.node.foldable:
            self._outline.action_turn()

    def on_descendant_focus(self) -> None:
        if self._form.focused_row is None:
            self._show_keys(in_field=False)
            self._show_message()

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        event.stop()
        self.session.end_group()
        self._settle()
        self.say("")
        self._show_message()
        self._show_keys(in_field=True)

    # Editing

    def on_field_row_edited(self, event: FieldRow.Edited) -> None:
        event.stop()
        event.row.taken()
        if self.session.read_only:
            self._show_form()
            self.say(self.session.read_only)
            return
        self.say("")
        if self.session.set_value(event.path, event.value, group="" if event.at_once else event.path):
            self._typed()

    def action_to_tree(self) -> None:
        """Back to the tree; in the tree, take back what is marked or narrowed."""
        if not self._outline.has_focus:
            self._outline.focus()
        elif self._outline.marks:
            self._outline.mark(())
        elif self._problems.wanted:
            self._problems.narrow("")
            self._problem_head.load(self._problems)
        self.say("")

    async def action_undo(self) -> None:
        step = self.session.undo()
        if step is None:
            self.say("没有可以撤销的修改。")
            return
        also = await self._put_files_back(step.declaration)
        await self._after_undo(step.field, f"已撤销：{step.label}", also)

    async def action_redo(self) -> None:
        step = self.session.redo()
        if step is None:
            self.say("没有可以重做的修改。")
            return
        await self._after_undo(step.field, f"已重做：{step.label}")

    async def _put_files_back(self, undone: Declaration) -> str:
        """Undo in other files what was replaced there in the step that has just been undone here; what to tell."""
        made = [each for each in self.jixiao.replacements if each.declaration is undone]
        if not made:
            return ""
        from tui.searching import put_back, told

        self.jixiao.replacements.remove(made[-1])
        left = await asyncio.to_thread(put_back, made[-1].files)
        return told(made[-1].files, left)

    async def _after_undo(self, field: str, words: str, also: str = "") -> None:
        in_field = self._form.focused_row is not None
        self._changed()
        if field and is_there(self.session.declaration, field):
            if in_field:
                await self._go_to_field(field)
            else:
                self._outline.select(key_of_field(field))
        await self._follow()
        where = describe(self.session.declaration, field) if field else ""
        self.say("；".join(filter(None, (f"{words} {where}".rstrip(), also))))
