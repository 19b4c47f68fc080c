"""Table mode: all indicators of a declaration as a grid, for people who think in spreadsheets."""

from __future__ import annotations

from typing import ClassVar

from textual import events, work
from textual.worker import Worker

from models.declaration import Indicator, indicator_path
from tui.actions import TABLE, Action
from tui.cells import NAME, Block, shifted
from tui.fields import describe, index_of
from tui.screens.read import ReadScreen
from tui.screens.table_cells import CellWork
from tui.widgets.table_grid import LETTERS

_COMMANDS = LETTERS.union(*(action.keys for action in TABLE))


class TableScreen(CellWork):
    """Edits the indicators in place. Dismissed with the path of the field under the cursor, or an empty text; or with
    the place that the user went to from a search, where that is no cell of this table."""

    ACTIONS: ClassVar[tuple[Action, ...]] = TABLE
    BY_WIDGETS: ClassVar[frozenset[str]] = frozenset({"go", "keep_cell", "drop_cell"})
    HELP_TITLE: ClassVar[str] = "帮助：表格的按键"
    DEFAULT_CSS = """
    TableScreen { layout: vertical; }
    TableScreen #cell { height: 2; }
    TableScreen #message { height: 2; }
    TableScreen.tall #cell { height: 4; }
    TableScreen.low #cell, TableScreen.low #message { height: 1; }
    """

    def on_table_grid_moved(self) -> None:
        self._finish()
        self.say("")
        self._show_cell()

    def on_key(self, event: events.Key) -> None:
        text = event.character or ""
        if text.isascii() and text.isalpha() and text not in _COMMANDS:
            self.say(f"{text} 不是这里的命令；要输入字母，先按 F2 编辑这一格。")

    # Rows

    def action_add(self) -> None:
        self._finish()
        if self._refuse_if_read_only():
            return
        rows = self.session.declaration.indicators
        at = self._grid.row + 1 if rows else 0
        beside = rows[self._grid.row] if rows else Indicator()
        self._grid.unmark()
        self.session.insert(at, Indicator(level1=beside.level1, level2=beside.level2))
        self._changed(at=indicator_path(at, NAME))

    def action_delete(self) -> None:
        if self._refuse_if_read_only() or not self._has_rows():
            return
        path, block = self._grid.path, self._grid.block
        self._grid.unmark()
        gone = self.session.remove(list(block.rows))
        names = f"“{gone[0].name or '未填名称'}”" if len(gone) == 1 else f" {len(gone)} 行"
        comments = sum(len(row.comments) for row in gone)
        also = f"，其中 {comments} 条注释一并删除" if comments else ""
        key = path.partition("].")[2]
        last = len(self.session.declaration.indicators) - 1
        self._changed(
            f"已删除{names}{also}；按 u 撤销。", at=indicator_path(max(min(block.top, last), 0), key)
        )

    def action_move_up(self) -> None:
        self._shift(-1)

    def action_move_down(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        if self._refuse_if_read_only() or not self._has_rows():
            return
        grid, block = self._grid, self._grid.block
        label = "移动指标" if len(block.rows) == 1 else f"移动 {len(block.rows)} 个指标"
        moved = shifted(self.session.declaration, block, by)
        if not self.session.change(moved, label, indicator_path(block.top + by, NAME)):
            self.say("已经在最" + ("前。" if by < 0 else "后。"))
            return
        self._changed()
        grid.mark_block(Block(block.top + by, block.left, block.bottom + by, block.right))
        self._show_cell()

    # The document

    def action_undo(self) -> None:
        if self._edit is not None:
            self._drop()
            return
        step = self.session.undo()
        if step is None:
            self.say("没有可以撤销的修改。")
        else:
            self._after_undo(step.field, f"已撤销：{step.label}")

    def action_redo(self) -> None:
        self._finish()
        step = self.session.redo()
        if step is None:
            self.say("没有可以重做的修改。")
        else:
            self._after_undo(step.field, f"已重做：{step.label}")

    def _after_undo(self, field: str, words: str) -> None:
        self._grid.unmark()
        self._changed(at=field)
        self.say(f"{words} {describe(self.session.declaration, field) if field else ''}")

    @work
    async def action_save(self) -> None:
        from tui.screens.saving import save

        self._finish()
        if await save(self.jixiao, self.session, self.say):
            self._head.load(self.session)

    # Problems

    def action_next_problem(self) -> None:
        self._problem(1)

    def action_previous_problem(self) -> None:
        self._problem(-1)

    def _problem(self, by: int) -> None:
        self._finish()
        if not self._grid.step(by):
            self.say("表格里没有问题。")

    @work
    async def action_mend(self) -> None:
        from tui.screens.mending import mend

        self._finish()
        if self._refuse_if_read_only():
            return
        found = next((found for found in self._grid.findings if found.mend), None)
        if found is None:
            self.say("这一格没有可以直接改正的问题；按 F8 到下一个有问题的格。")
        elif await mend(self.jixiao, self.session, found, self.say):
            self._changed(self._message.said)

    # Looking, leaving

    @work
    async def action_help(self) -> None:
        """What goes into the column, and what was found in the cell."""
        from tui.screens.help import field_help

        path, declaration, findings = self._grid.path, self.session.declaration, self.session.findings
        if not path:
            self.action_keys()
            return
        title = f"帮助：{describe(declaration, path)}"
        await self.app.push_screen_wait(
            ReadScreen(title, lambda cells: field_help(path, declaration, cells, findings))
        )

    @work
    async def action_search(self) -> None:
        """Search; to a cell of this table the cursor goes at once, any other place is left to the editor."""
        from tui.screens.search import search_from

        self._finish()
        place = await search_from(self.jixiao, self.session)
        if place is not None and (place.file != self.session.document.path or index_of(place.field) < 0):
            self.dismiss(place)
            return
        self._grid.unmark()
        self._changed(at=place.field if place else self._grid.path)

    @work
    async def action_parts(self) -> None:
        """Choose which columns are shown beyond the declared ones."""
        from tui.screens.parts import choose_parts

        self._finish()
        if await choose_parts(self.app, self.session) is not None:
            self._changed_columns()

    def _changed_columns(self) -> None:
        at = self._grid.path
        self._grid.unmark()
        self._start_at = at
        self._show_all()

    def action_keys(self) -> None:
        super().action_help()

    def action_palette(self) -> Worker[None]:
        self._finish()
        return super().action_palette()

    def action_back(self) -> None:
        if self._grid.is_marked:
            self._grid.unmark()
            self.say("")
            self._show_cell()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        self._finish()
        self.dismiss(self._grid.path)
