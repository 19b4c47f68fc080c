"""The tree: adding, deleting, moving, marking indicators, and copying them within and between declarations."""

from __future__ import annotations

from textual import work

from models.arrangement import inserted, moved, moved_group
from models.declaration import Declaration, Indicator
from tui.screens.editing.tasks import TaskWork
from tui.widgets.outline import Outline, levels_of_new


class IndicatorWork(TaskWork):
    """What is done to the row under the tree's cursor, or to the marked ones; to tasks, see `TaskWork`."""

    def _chosen(self, doing: str) -> tuple[int, ...]:
        """The indicators an action is for; nothing, after a sentence, where there are none or the tree is away."""
        if not self._outline.has_focus:
            self.say(f"先回到目录（Esc），选中要{doing}的指标。")
            return ()
        if not self._outline.chosen:
            self.say(f"先在目录里选中要{doing}的指标。")
        return self._outline.chosen

    async def action_add(self) -> None:
        if self._refuse_if_read_only():
            return
        if self._is_at_tasks:
            await self._add_task()
            return
        node = self._outline.node
        at = node.leaves[-1] + 1 if node.leaves else len(self.session.declaration.indicators)
        levels = levels_of_new(self.session.declaration, node, self.session.workspace.practice)
        self.session.insert(at, Indicator(level1=levels[0], level2=levels[1]))
        self._changed()
        await self._go_to_field(f"indicators[{at}].name")

    async def action_delete(self) -> None:
        if self._is_at_tasks:
            await self._delete_task()
            return
        chosen = self._chosen("删除")
        if not chosen or self._refuse_if_read_only():
            return
        gone = self.session.remove(chosen)
        comments = sum(len(row.comments) for row in gone)
        also = f"，其中 {comments} 条注释一并删除" if comments else ""
        await self._after(f"已删除{_names(gone)}{also}；按 u 撤销。")

    async def action_rename(self) -> None:
        node = self._outline.node
        of = "department" if self.session.declaration.is_department else "project"
        names = {"indicator": f"indicators[{node.row}].name", "task": f"tasks[{node.row}].content"}
        await self._go_to_field(names.get(node.key[0], f"{of}.name"))

    # Order

    async def action_move_up(self) -> None:
        await self._move(-1)

    async def action_move_down(self) -> None:
        await self._move(1)

    async def _move(self, by: int) -> None:
        node = self._outline.node
        if self._refuse_if_read_only():
            return
        if self._is_at_tasks:
            await self._move_task(by)
            return
        before = self.session.declaration
        marked = tuple(sorted(self._outline.marks))
        if not marked and node.key[0] in ("level1", "level2"):
            result, _ = moved_group(before, node.leaves, by)
            if self.session.change(result, f"移动{node.title}", f"indicators[{node.leaves[0]}].name"):
                self._changed()
            else:
                self.say("已经在最" + ("前。" if by < 0 else "后。"))
            return
        rows = marked or (node.leaves if node.key[0] == "indicator" else ())
        if not rows:
            self.say("先在目录里选中要移动的指标。")
            return
        result, places = moved(before, rows, by)
        label = "移动指标" if len(rows) == 1 else f"移动 {len(rows)} 个指标"
        if not self.session.change(result, label, f"indicators[{places[0]}].name"):
            self.say("已经在最" + ("前。" if by < 0 else "后。"))
            return
        if marked:
            self._outline.load(result, self.session.findings, self.session.wanted)
            self._outline.mark(places)
        into = _joined(before, rows, result, places)
        await self._after(f"移到了“{into}”。" if into else "", rows=places)

    # Marks

    def action_mark(self) -> None:
        if not self._outline.node.leaves:
            self.say("只有指标可以标记。")
            return
        self._outline.turn_mark()
        self.say(self._on_marks())

    def action_turn_all(self) -> None:
        self._outline.turn_all()

    # Copy and paste

    def action_copy(self) -> None:
        if self._is_at_tasks:
            self._copy_task()
            return
        chosen = self._chosen("复制")
        if chosen:
            self.say(self._put_on_clipboard(chosen))

    async def action_cut(self) -> None:
        if self._is_at_tasks:
            await self._cut_task()
            return
        chosen = self._chosen("剪切")
        if not chosen or self._refuse_if_read_only():
            return
        words = self._put_on_clipboard(chosen)
        self.session.remove(chosen)
        await self._after(words.replace("复制", "剪切", 1))

    def _put_on_clipboard(self, chosen: tuple[int, ...]) -> str:
        rows = tuple(self.session.declaration.indicators[at] for at in chosen)
        return self.jixiao.indicator_clipboard.copy(self.app, rows, self.session.document.path)

    async def action_paste_here(self) -> None:
        await self._paste(here=True)

    async def action_paste(self) -> None:
        await self._paste(here=False)

    async def _paste(self, *, here: bool) -> None:
        if self._is_at_tasks:
            await self._paste_tasks()
            return
        rows = self.jixiao.indicator_clipboard.rows()
        if not rows:
            self.say("还没有复制过指标。从表格里复制的，用终端的粘贴（Ctrl+Shift+V 或鼠标右键）。")
            return
        if here:
            levels = levels_of_new(
                self.session.declaration, self._outline.node, self.session.workspace.practice
            )
            rows = tuple(row.with_values(level1=levels[0], level2=levels[1]) for row in rows)
        await self._put_in(rows, "粘贴")

    async def on_outline_pasted(self, event: Outline.Pasted) -> None:
        """A table that came from a spreadsheet or another declaration, through the terminal."""
        from store.pasting import read_table

        pasted = read_table(event.text, self.session.workspace.practice)
        if not pasted.rows:
            self.say(
                pasted.note or "粘贴的内容里没有认出指标；表格要有表头，或按一级、二级、三级指标的顺序。"
            )
            return
        levels = levels_of_new(self.session.declaration, self._outline.node, self.session.workspace.practice)
        rows = tuple(
            row if row.level2 else row.with_values(level1=row.level1 or levels[0], level2=levels[1])
            for row in pasted.rows
        )
        await self._put_in(rows, "粘贴", pasted.note)

    @work
    async def action_library(self) -> None:
        from tui.screens.library import LibraryScreen

        if self._refuse_if_read_only():
            return
        session = self.session
        levels = levels_of_new(session.declaration, self._outline.node, session.workspace.practice)
        rows = await self.app.push_screen_wait(
            LibraryScreen(
                session.workspace, session.document.path, *levels, present=session.declaration.indicators
            )
        )
        if rows:
            await self._put_in(rows, "从指标库加入")

    async def _put_in(self, rows: tuple[Indicator, ...], doing: str, note: str = "") -> None:
        """Add indicators where they belong, the first of them under the cursor."""
        if self._refuse_if_read_only():
            return
        leaves = self._outline.node.leaves
        result, places = inserted(self.session.declaration, rows, leaves[-1] if leaves else None)
        label = f"{doing} {len(rows)} 个指标"
        self.session.change(result, label, f"indicators[{places[0]}].name")
        self._outline.marks = frozenset()
        await self._after(f"已{doing}{_names(rows)}；按 u 撤销。{note}", rows=places)
        self._outline.focus()


def _names(rows: tuple[Indicator, ...]) -> str:
    return f"“{rows[0].name or '未填名称'}”" if len(rows) == 1 else f" {len(rows)} 个指标"


def _joined(before: Declaration, rows: tuple[int, ...], after: Declaration, places: tuple[int, ...]) -> str:
    """The 二级指标 that a moved row came into, or an empty text."""
    for old, new in zip(rows, sorted(places), strict=True):
        level2 = after.indicators[new].level2
        if level2 != before.indicators[old].level2:
            return level2
    return ""
