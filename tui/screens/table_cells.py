"""The cells of the table: typing in one, choosing from its list, clearing, filling, copying and pasting blocks."""

from __future__ import annotations

from textual import work
from textual.widgets import Input

from models.arrangement import inserted
from models.declaration import Declaration, Indicator, indicator_path
from models.text import clean
from tui.cell_edit import CellEdit
from tui.cells import NAME, cleared, filled_down, pasted, text_of, with_texts
from tui.copied_cells import CopiedCells
from tui.fields import Field, Kind, with_words, words_in
from tui.screens.table_base import IN_CELL, OUTSIDE, TableBase
from tui.session import Session
from tui.widgets.cell_input import CellInput
from tui.widgets.table_grid import TableGrid

MOST_ROWS_UNASKED = 50
"""Rows that a paste may add before it is asked whether it was meant."""


class CellWork(TableBase):
    """What is done to the cell under the cursor, or to the marked block."""

    def __init__(self, session: Session, at: str = "") -> None:
        super().__init__(session, at)
        self._edit: CellEdit | None = None

    @property
    def _field(self) -> Field:
        return self._grid.columns[self._grid.column].field

    # Typing in a cell

    def action_open(self) -> None:
        """Choose from the list of the cell, or type in it where it has none."""
        if self._field.choices is not None:
            self.action_choose()
        else:
            self._begin(None)

    def action_edit(self) -> None:
        self._begin(None)

    def on_table_grid_opened(self) -> None:
        self.action_open()

    def on_table_grid_typed(self, event: TableGrid.Typed) -> None:
        event.stop()
        self._begin(event.text)

    def _begin(self, text: str | None) -> None:
        """Open the cell with its own text, or with another one in its place."""
        if self._refuse_if_read_only() or not self._has_rows():
            return
        grid = self._grid
        grid.unmark()
        self._edit = CellEdit(self.session, (grid.row, grid.column), grid.columns[grid.column])
        shown = self._edit.text if text is None else text
        if self._field.kind is Kind.LONG or "\n" in shown:
            self._edit_long(shown)
        else:
            self.say("")
            grid.open_input(shown)
            self._keys.load(IN_CELL, in_field=False)
        if text is not None:
            self._take(text)

    def _has_rows(self) -> bool:
        if not self.session.declaration.indicators:
            self.say("还没有指标，按 a 增加一行。")
        return bool(self.session.declaration.indicators)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._take(event.value)

    def _take(self, text: str) -> None:
        if self._edit is not None and self._edit.put(text):
            self._typed()

    def on_cell_input_left(self, event: CellInput.Left) -> None:
        event.stop()
        self._finish()
        if event.right:
            self._grid.action_next(event.right)
        else:
            self._grid.action_go(event.down, 0)

    def on_cell_input_dropped(self, event: CellInput.Dropped) -> None:
        event.stop()
        self._drop()

    def _finish(self) -> None:
        """Keep what was typed, if a cell is open."""
        if self._edit is not None:
            edit, self._edit = self._edit, None
            edit.keep()
            self._close()

    def _drop(self) -> None:
        if self._edit is not None:
            edit, self._edit = self._edit, None
            dropped = edit.drop()
            self._close()
            self.say("这一格恢复了原来的内容；按 U 找回所写的。" if dropped else "")

    def _close(self) -> None:
        self._grid.input.close()
        self._grid.focus()
        self._keys.load(OUTSIDE, in_field=False)
        self._changed()

    @work
    async def _edit_long(self, text: str) -> None:
        from tui.screens.cell_text import CellTextScreen

        title = f"第 {self._grid.row + 1} 行 · {self._field.label}"
        by = await self.app.push_screen_wait(CellTextScreen(title, text, self._take))
        if by is None:
            self._drop()
            return
        self._finish()
        if by:
            self._grid.action_next(by)

    # Other ways to fill a cell

    @work
    async def action_choose(self) -> None:
        """Fill in the cell, or its column in the block, from the list of the field or its small form."""
        self._finish()
        if self._refuse_if_read_only() or not self._has_rows():
            return
        chosen = await self._ask()
        if chosen is None:
            return
        block = self._grid.block
        column = self._grid.column
        texts = {(row, column): chosen for row in block.rows}
        self._put(with_texts(self.session.declaration, texts, self._grid.columns), "修改")

    async def _ask(self) -> str | None:
        from tui.screens.ask import ChooseScreen

        session, field, row = self.session, self._field, self._grid.row
        current = self._grid.columns[self._grid.column].text(session.declaration.indicators[row])
        answer: str | None = None
        if field.choices is not None:
            values = field.choices(session.declaration, row, session.workspace.practice)
            items = [(value, value) for value in values]
            if field.holds_several:
                from tui.screens.tick import TickScreen

                chosen = await self.app.push_screen_wait(TickScreen(field.label, items, words_in(current)))
                return None if chosen is None else with_words(current, values, chosen)
            answer = await self.app.push_screen_wait(
                ChooseScreen(field.label, items, current=current, free=True)
            )
        elif field.key == "scoring":
            from tui.screens.scoring import ScoringScreen

            answer = await self.app.push_screen_wait(ScoringScreen(session.declaration.indicators[row]))
        else:
            self.say("这一列没有可选的列表，请直接输入。")
        return answer

    @work
    async def action_edit_outside(self) -> None:
        """The text of a long cell in `$EDITOR`; what it says then is one undo step."""
        from tui.external_editor import edit_outside

        self._finish()
        if self._field.kind is not Kind.LONG:
            self.say("F4 用外部编辑器编辑长文本；请先到评分标准、指标内容这样的列。")
            return
        if self._refuse_if_read_only() or not self._has_rows():
            return
        path = self._grid.path
        text = self._grid.columns[self._grid.column].text(self.session.declaration.indicators[self._grid.row])
        edited = await edit_outside(self.jixiao, text, name=self._field.label)
        if edited.text is not None and self.session.set_value(path, edited.text):
            self._changed()
        self.say(edited.sentence)

    def action_clear(self) -> None:
        if not self._refuse_if_read_only() and self._has_rows():
            self._put(cleared(self.session.declaration, self._grid.block, self._grid.columns), "清空")

    def action_fill_down(self) -> None:
        if self._refuse_if_read_only() or not self._has_rows():
            return
        block = self._grid.block
        if block.bottom == 0:
            self.say("这是第一行，上面没有可以照抄的。")
            return
        self._put(filled_down(self.session.declaration, block, self._grid.columns), "向下填充")

    def _put(self, declaration: Declaration, label: str, words: str = "") -> None:
        """Take over a change of cells as one step."""
        if self.session.change(declaration, label, self._grid.path):
            self._changed(words)
        else:
            self.say(words or "内容和原来一样，没有改动。")

    # Blocks and the clipboard

    def action_mark(self) -> None:
        if self._has_rows():
            self._grid.mark()

    def action_copy(self) -> None:
        if self._has_rows():
            self.say(self._copy("复制"))

    def action_cut(self) -> None:
        if not self._refuse_if_read_only() and self._has_rows():
            words = self._copy("剪切")
            self._put(cleared(self.session.declaration, self._grid.block, self._grid.columns), "剪切", words)

    def _copy(self, doing: str) -> str:
        """Keep the block for pasting, here and in other programs; the sentence for the user."""
        from tui.clipboard import copy_text

        block = self._grid.block
        self._grid.marking = False
        text = text_of(self.session.declaration, block, self._grid.columns)
        self.jixiao.copied_cells = CopiedCells(text, self.jixiao.indicator_clipboard.rows())
        size = "这一格" if block.is_one_cell else f" {len(block.rows)} 行 {len(block.columns)} 列"
        elsewhere = copy_text(self.app, text) or "在表格软件里也可粘贴。"
        return f"已{doing}{size}；按 p 粘贴，{elsewhere}"

    def action_paste(self) -> None:
        indicators = self.jixiao.indicator_clipboard.rows()
        if cells := self.jixiao.copied_cells.latest(indicators):
            self._paste(cells)
        elif indicators:
            self._insert(indicators)
        else:
            self.say("还没有复制过。从表格软件里复制的，用终端的粘贴（Ctrl+Shift+V 或鼠标右键）。")

    def _insert(self, indicators: tuple[Indicator, ...]) -> None:
        """Add indicators that were copied in a tree, where they belong."""
        if self._refuse_if_read_only():
            return
        after = self._grid.row if self.session.declaration.indicators else None
        result, places = inserted(self.session.declaration, indicators, after)
        words = f"粘贴 {len(indicators)} 个指标"
        at = indicator_path(places[0], NAME)
        if self.session.change(result, words, at):
            self._grid.unmark()
            self._changed(f"已{words}；按 u 撤销。", at=at)

    def on_table_grid_pasted(self, event: TableGrid.Pasted) -> None:
        event.stop()
        self._paste(event.text)

    @work
    async def _paste(self, text: str) -> None:
        """Put a copied table into the cells from the cursor on; one text into every cell of the block."""
        if self._refuse_if_read_only():
            return
        grid, declaration = self._grid, self.session.declaration
        found = pasted(declaration, text, (grid.block.top, grid.block.left), grid.columns)
        if found is None:
            self.say("粘贴的内容是空的。")
            return
        if found.block.is_one_cell and not found.added and not grid.block.is_one_cell:
            one = clean(text).removesuffix("\n")
            texts = dict.fromkeys(grid.block.cells(), one)
            self._put(with_texts(declaration, texts, grid.columns), "粘贴")
            return
        if found.added > MOST_ROWS_UNASKED and not await self._may_add(found.added):
            return
        if self.session.declaration is not declaration:
            return
        size = f"{len(found.block.rows)} 行 {len(found.block.columns)} 列"
        words = [f"粘贴了 {size}", f"增加了 {found.added} 行" if found.added else ""]
        words += ["按表头对应各列" if found.by_headings else ""]
        words += [f"有 {found.left_out} 列没有对应的列，没有粘贴" if found.left_out else ""]
        self._put(found.declaration, f"粘贴 {size}", "，".join(filter(None, words)) + "；按 u 撤销。")
        self._grid.mark_block(found.block)
        self._show_cell()

    async def _may_add(self, rows: int) -> bool:
        from tui.screens.ask import AskScreen

        answer = await self.app.push_screen_wait(
            AskScreen(
                "粘贴",
                f"粘贴的内容比表格长，要增加 {rows} 行指标。",
                [("no", "不粘贴"), ("yes", f"粘贴，增加 {rows} 行")],
            )
        )
        return bool(answer == "yes")
