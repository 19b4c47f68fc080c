"""The one screen that does the work: tree, form, problems, keys."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from models.declaration import Indicator
from models.rule import Finding
from store import journal
from tui.actions import EDITOR, Action, Where
from tui.fields import Form, describe, form_of, index_of, indicator_form, sections_of
from tui.screens.ask import ChooseScreen
from tui.screens.read import ReadScreen
from tui.session import Session, on_protection
from tui.widgets.basis import LongText, PlainLine, QuietScreen
from tui.widgets.form import FieldRow, FormPane
from tui.widgets.keys_bar import KeysBar
from tui.widgets.lines import LineList
from tui.widgets.message import Message
from tui.widgets.outline import Node, Outline, key_of_field, levels_of_new
from tui.widgets.problems import Problems, show_counts
from tui.widgets.summary import Summary
from tui.widgets.title import Title

if TYPE_CHECKING:
    from tui.app import JixiaoApp

FOLLOW = 0.03
"""Seconds the tree's cursor rests before the form follows; a held arrow key does not mount every form it passes."""
LOOK = 2.0
"""Seconds between two looks at what others do with the file."""
JOURNAL = 0.5
"""Seconds after a change until it is kept in the journal."""
WIDE, NARROW = 110, 80
"""Cells of the screen from which the tree is wide, and below which it is narrow."""
TALL, LOW = 34, 20
"""Rows from which the list of problems is long, and below which it is short."""

BY_WIDGETS = frozenset({"edit", "next_field", "previous_field"})
"""Actions that the focused widget answers itself; the table lists them for the help and the footer."""


def _bindings() -> Iterator[Binding]:
    """The keys of the action table that the screen itself answers; the rest are answered by its widgets."""
    for action in EDITOR:
        if action.id not in BY_WIDGETS:
            everywhere = action.where in (Where.ANYWHERE, Where.FIELD)
            yield Binding(",".join(action.keys), action.id, action.title, show=False, priority=everywhere)


MOST_PEERS = 300
"""More projects than a unit has; a folder of thousands is not read just to compare one project with them."""


class EditorScreen(QuietScreen):
    """Edits one declaration."""

    BINDINGS: ClassVar[list[BindingType]] = list(_bindings())
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

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._outline = Outline(id="outline")
        self._form = FormPane(id="form")
        self._summary = Summary(id="summary")
        self._problems = Problems(id="problems")
        self._head = Title(id="title")
        self._message = Message(id="message")
        self._counts = PlainLine(id="counts")
        self._keys = KeysBar(id="keys")
        self.say("")
        self._follow_timer: Timer | None = None
        self._journal_timer: Timer | None = None

    @property
    def jixiao(self) -> JixiaoApp:
        return cast("JixiaoApp", self.app)

    def compose(self) -> ComposeResult:
        yield self._head
        with Horizontal(id="body"):
            yield self._outline
            with Vertical(id="right"):
                yield self._form
                yield self._summary
                yield self._message
        yield self._counts
        yield self._problems
        yield self._keys

    async def on_mount(self) -> None:
        self.jixiao.sessions.append(self.session)
        self._show_all()
        await self._follow()
        self._outline.focus()
        self._show_keys(in_field=False)
        if self.session.read_only:
            self.say(self.session.read_only)
        elif self.session.protection:
            self.say(on_protection(self.session.protection))
        elif self.session.elsewhere:
            self.say(self.session.elsewhere)
        elif self.session.document.notes:
            self.say(self.session.document.notes[0])
        journal.hold(self.session.document.path)
        self.set_interval(LOOK, self._look_at_file)
        self.call_after_refresh(self._offer_recovery)
        self._read_peers()

    def on_unmount(self) -> None:
        if self.session in self.jixiao.sessions:
            self.jixiao.sessions.remove(self.session)
        journal.release(self.session.document.path)

    def on_resize(self) -> None:
        size = self.app.size
        self.set_class(size.width >= WIDE, "wide")
        self.set_class(size.width < NARROW, "narrow")
        self.set_class(size.height >= TALL, "tall")
        self.set_class(size.height < LOW, "low")
        self.call_after_refresh(self._show_all)

    def on_screen_resume(self) -> None:
        self._head.load(self.session)
        self._show_keys(in_field=self._form.focused_row is not None)

    # What is shown

    def _show_all(self) -> None:
        session = self.session
        self._outline.load(session.declaration, session.findings)
        self._show_form()
        self._problems.load(session.declaration, session.findings)
        show_counts(self._counts, session.findings)
        self._head.load(self.session)
        self._show_message()

    def _show_form(self) -> None:
        if self._form.form is not None and self._form.index < len(self.session.declaration.indicators):
            self._form.load(self.session.declaration, self.session.effective, self.session.findings)

    def _look_at_file(self) -> None:
        if self.session.look_at_file():
            self._head.load(self.session)

    def _show_message(self) -> None:
        """The finding of the field or problem in focus."""
        row = self._form.focused_row
        if row is not None:
            self._message.explain(row.findings[0] if row.findings else None)
        else:
            self._message.explain(self._problems.current if self._problems.has_focus else None)

    def say(self, text: str) -> None:
        """Tell the user something, until the next thing is done."""
        self._message.say(text)

    def _show_keys(self, *, in_field: bool) -> None:
        self._keys.load(EDITOR, in_field=in_field)

    # Following the tree

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if event.list is self._problems:
            self.say("")
            self._show_message()
            return
        if self._follow_timer is not None:
            self._follow_timer.stop()
        self._follow_timer = self.set_timer(FOLLOW, self._follow)

    async def _follow(self) -> None:
        """Open the form of the row under the tree's cursor."""
        node = self._outline.node
        await self._open(self._form_of_node(node), node.leaves[0] if node.key[0] == "indicator" else -1)
        if self._form.form is None:
            self._summary.load(self.session.declaration, node)
        self.say("")
        self._show_message()

    def _form_of_node(self, node: Node) -> Form | None:
        if node.key[0] == "indicator":
            return indicator_form(self.session.declaration)
        sections = sections_of(self.session.declaration)
        return next((form for form in sections if node.key == ("section", form.key)), None)

    async def _open(self, form: Form | None, index: int) -> None:
        self._form.display = form is not None
        self._summary.display = form is None
        await self._form.open(form, index)
        self._show_form()

    async def _go_to_field(self, path: str, offset: int = 0) -> None:
        """Select the row of a field in the tree and put the cursor into the field."""
        self._outline.select(key_of_field(path))
        index = index_of(path)
        form = indicator_form(self.session.declaration) if index >= 0 else form_of(path)
        if form is None or index >= len(self.session.declaration.indicators):
            self._outline.focus()
            await self._follow()
            return
        await self._open(form, index)
        row = self._form.row_of(path) or (self._form.rows[0] if self._form.rows else None)
        if row is not None:
            row.editor.focus()
            row.move_to(offset)

    # Editing

    def on_field_row_edited(self, event: FieldRow.Edited) -> None:
        event.stop()
        if self.session.read_only:
            self._show_form()
            self.say(self.session.read_only)
            return
        self.say("")
        if self.session.set_value(event.path, event.value, group="" if event.at_once else event.path):
            self._changed()

    def _changed(self) -> None:
        self._show_all()
        if self._journal_timer is not None:
            self._journal_timer.stop()
        self._journal_timer = self.set_timer(JOURNAL, self._write_journal)

    def _write_journal(self) -> None:
        if self.session.dirty:
            self.session.write_journal()
        else:
            self.session.discard_journal()

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        event.stop()
        self.session.end_group()
        self.say("")
        self._show_message()
        self._show_keys(in_field=True)

    def on_field_row_submitted(self, event: FieldRow.Submitted) -> None:
        event.stop()
        if event.row.field.choices:
            self.action_choose()
        else:
            self.focus_next()

    def on_descendant_focus(self) -> None:
        if self._form.focused_row is None:
            self._show_keys(in_field=False)
            self._show_message()

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

    @work
    async def action_choose(self) -> None:
        """Choose the value of the focused field from its list."""
        row = self._form.focused_row
        if row is None or row.field.choices is None:
            self.say("这个字段没有可选的列表，请直接输入。")
            return
        session = self.session
        values = row.field.choices(session.declaration, self._form.index, session.workspace.practice)
        chosen = await self.app.push_screen_wait(
            ChooseScreen(row.field.label, [(value, value) for value in values], current=row.text, free=True)
        )
        if chosen is not None and not isinstance(row.editor, LongText):
            row.editor.value = chosen
            row.editor.focus()

    def action_to_tree(self) -> None:
        self._outline.focus()

    def _node_index(self) -> int | None:
        """The indicator selected in the tree, or None."""
        node = self._outline.node
        return node.leaves[0] if node.key[0] == "indicator" else None

    def _refuse_if_read_only(self) -> bool:
        if self.session.read_only:
            self.say(self.session.read_only)
        return bool(self.session.read_only)

    async def action_add(self) -> None:
        if self._refuse_if_read_only():
            return
        node = self._outline.node
        at = node.leaves[-1] + 1 if node.leaves else len(self.session.declaration.indicators)
        levels = levels_of_new(self.session.declaration, node, self.session.workspace.practice)
        self.session.insert(at, Indicator(level1=levels[0], level2=levels[1]))
        self._changed()
        await self._go_to_field(f"indicators[{at}].name")

    async def action_delete(self) -> None:
        node = self._outline.node
        if not node.leaves or not self._outline.has_focus:
            self.say("先在目录里选中要删除的指标。")
            return
        if self._refuse_if_read_only():
            return
        gone = self.session.remove(node.leaves)
        self._changed()
        await self._follow()
        names = f"“{gone[0].name or '未填名称'}”" if len(gone) == 1 else f" {len(gone)} 个指标"
        comments = sum(len(row.comments) for row in gone)
        also = f"，其中 {comments} 条注释一并删除" if comments else ""
        self.say(f"已删除{names}{also}；按 u 撤销。")

    async def action_rename(self) -> None:
        index = self._node_index()
        await self._go_to_field("project.name" if index is None else f"indicators[{index}].name")

    async def action_move_up(self) -> None:
        await self._move(-1)

    async def action_move_down(self) -> None:
        await self._move(1)

    async def _move(self, by: int) -> None:
        at = self._node_index()
        if at is None or self._refuse_if_read_only():
            return
        rows = self.session.declaration.indicators
        family = [
            index
            for index, row in enumerate(rows)
            if (row.level1, row.level2) == (rows[at].level1, rows[at].level2)
        ]
        to = family.index(at) + by
        if not 0 <= to < len(family):
            self.say("已经在这个二级指标的" + ("最前。" if by < 0 else "最后。"))
            return
        self.session.move(at, family[to])
        self._changed()
        self._outline.select(("indicator", str(family[to])))
        await self._open(indicator_form(self.session.declaration), family[to])

    async def action_undo(self) -> None:
        step = self.session.undo()
        if step is None:
            self.say("没有可以撤销的修改。")
            return
        await self._after_undo(step.field, f"已撤销：{step.label}")

    async def action_redo(self) -> None:
        step = self.session.redo()
        if step is None:
            self.say("没有可以重做的修改。")
            return
        await self._after_undo(step.field, f"已重做：{step.label}")

    async def _after_undo(self, field: str, words: str) -> None:
        in_field = self._form.focused_row is not None
        self._changed()
        if field and index_of(field) < len(self.session.declaration.indicators):
            if in_field:
                await self._go_to_field(field)
            else:
                self._outline.select(key_of_field(field))
        await self._follow()
        self.say(f"{words} {describe(self.session.declaration, field) if field else ''}")

    # Problems

    async def action_next_problem(self) -> None:
        await self._problem(1)

    async def action_previous_problem(self) -> None:
        await self._problem(-1)

    async def _problem(self, by: int) -> None:
        """Go to the finding after or before the place where the cursor is."""
        findings = self.session.findings
        if not findings:
            self.say("没有问题。")
            return
        row = self._form.focused_row
        at = self._problems.cursor
        if row is None or not findings[at].field.startswith(row.path):
            # Coming from elsewhere: the first one is the one under the list's cursor.
            at -= 1 if by > 0 and at == 0 else 0
        at = (at + by) % len(findings)
        self._problems.go_to(at, tell=False)
        await self._go_to_field(findings[at].field, findings[at].start)
        self._show_message()

    def _finding_in_view(self, *, mendable: bool = False) -> Finding | None:
        """The finding of the field in focus, or the one selected in the list."""
        row = self._form.focused_row
        if row is None:
            return self._problems.current if self._problems.has_focus else None
        return next((found for found in row.findings if found.mend or not mendable), None)

    @work
    async def action_mend(self) -> None:
        from tui.screens.mending import mend

        if self._refuse_if_read_only():
            return
        found = self._finding_in_view(mendable=True)
        if found is None:
            self.say("先到标着“改”的问题或它的字段上，再按 F9；在目录里按 M 改正全部可以放心改的地方。")
        elif await mend(self.jixiao, self.session, found, self.say):
            said = self._message.said
            self._changed()
            self.say(said)

    def action_mend_all(self) -> None:
        if self._refuse_if_read_only():
            return
        count = self.session.mend_all()
        if count:
            self._changed()
        self.say(f"改正了 {count} 处，按 u 全部撤销。" if count else "没有可以放心改正的地方。")

    # Saving and leaving

    @work
    async def action_save(self) -> None:
        from tui.screens.saving import save

        if await save(self.jixiao, self.session, self.say):
            self._head.load(self.session)

    @work
    async def action_quit(self) -> None:
        if await self._may_leave():
            self.app.exit(0)

    async def _may_leave(self) -> bool:
        from tui.screens.saving import may_leave

        left = await may_leave(self.jixiao, self.session, self.say)
        self._head.load(self.session)
        return left

    def action_interrupt(self) -> None:
        self.say("内容都在。退出请按 ctrl+q，在目录里按 q 也可以。")

    @work
    async def action_workspace(self) -> None:
        if not await self._may_leave():
            return
        from tui.screens.workspace import WorkspaceScreen

        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        if isinstance(below, WorkspaceScreen):
            self.dismiss()
            below.reload()
            return
        root = self.session.workspace.root or self.session.document.path.parent
        await self.app.switch_screen(WorkspaceScreen(root, self.session.workspace))

    @work
    async def _offer_recovery(self) -> None:
        if self.session.left_behind() is None:
            return
        from tui.screens.saving import offer_recovery

        if await offer_recovery(self.jixiao, self.session, self.say):
            words = self._message.said
            self._changed()
            await self._follow()
            self.say(words)

    @work(exclusive=True, group="peers")
    async def _read_peers(self) -> None:
        """Read the other declarations of the workspace, for the rules that compare projects."""
        from tui.judging import read_peers

        peers = await asyncio.to_thread(read_peers, self.session.workspace, MOST_PEERS)
        if peers.all:
            self.session.set_peers(peers)
            self._show_all()

    # Looking and printing

    @work
    async def action_preview(self) -> None:
        from tui.screens.printing import preview

        await preview(self.jixiao, self.session)

    @work
    async def action_export(self) -> None:
        from tui.screens.printing import export

        await export(self.jixiao, self.session, self.say)

    @work
    async def action_help(self) -> None:
        from tui.screens.help import explain, key_sheet

        found = self._finding_in_view()
        if found is None:
            await self.app.push_screen_wait(ReadScreen("帮助：按键", key_sheet))
            return
        declaration = self.session.declaration
        shown = found
        await self.app.push_screen_wait(
            ReadScreen(f"{shown.code} 说明", lambda cells: explain(shown, declaration, cells))
        )

    @work
    async def action_palette(self) -> None:
        actions: dict[str, Action] = {}
        for action in EDITOR:
            if action.where is not Where.FIELD and action.id not in {*BY_WIDGETS, "palette", "interrupt"}:
                actions.setdefault(action.id, action)
        chosen = await self.app.push_screen_wait(
            ChooseScreen(
                "命令", [(id, f"{action.title}　{action.shown_keys}") for id, action in actions.items()]
            )
        )
        if chosen is not None:
            await self.run_action(chosen)

    def action_redraw(self) -> None:
        self.jixiao.action_redraw()
