"""All indicators as a grid: the keys and the mouse that move its cursor and mark a block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from tui.cells import Block
from tui.fields import index_of
from tui.widgets.cell_input import CellInput
from tui.widgets.table_view import TableView

LETTERS = frozenset("hjklgG")
"""that move the cursor"""
INPUT = 24
"""Cells at least to type in, as far as the screen has them."""


def _moves() -> Iterator[Binding]:
    for arrow, letter, by in (
        ("up", "k", "-1, 0"),
        ("down", "j", "1, 0"),
        ("left", "h", "0, -1"),
        ("right", "l", "0, 1"),
    ):
        yield Binding(f"{arrow},{letter}", f"go({by})", show=False)
        yield Binding(f"shift+{arrow}", f"go({by}, True)", show=False)
        yield Binding(f"ctrl+{arrow}", f"leap({by})", show=False)
        yield Binding(f"ctrl+shift+{arrow}", f"leap({by}, True)", show=False)
    far = 1_000_000
    for keys, by in (("home", f"0, -{far}"), ("end", f"0, {far}"), ("g", f"-{far}, 0"), ("G", f"{far}, 0")):
        yield Binding(keys, f"go({by})", show=False)
    for keys, by in (
        ("home", f"0, -{far}"),
        ("end", f"0, {far}"),
        ("ctrl+home", f"-{far}, -{far}"),
        ("ctrl+end", f"{far}, {far}"),
    ):
        yield Binding(f"shift+{keys}", f"go({by}, True)", show=False)
    yield Binding("ctrl+home", f"go(-{far}, -{far})", show=False)
    yield Binding("ctrl+end", f"go({far}, {far})", show=False)
    yield Binding("pageup", "page(-1)", show=False)
    yield Binding("pagedown", "page(1)", show=False)
    yield Binding("tab", "next(1)", show=False)
    yield Binding("shift+tab", "next(-1)", show=False)


class TableGrid(TableView):
    """Moves the cursor when told to; what is done to the cells is the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [*_moves()]
    WHEEL: ClassVar[int] = 3
    """rows or columns that one step of the mouse's wheel moves"""
    DEFAULT_CSS = "TableGrid { height: 1fr; }"

    class Moved(Message):
        """The cursor or the block changed."""

    class Opened(Message):
        """A cell was clicked twice."""

    class Typed(Message):
        """A character was typed that replaces what stands in the cell."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Pasted(Typed):
        """Text was pasted through the terminal."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.input = CellInput()

    def compose(self) -> ComposeResult:
        yield self.input

    # Moving

    def go_to(self, row: int, column: int, *, extend: bool = False, tell: bool = True) -> None:
        """Move the cursor, scrolling as little as needed; with `extend` the block grows or shrinks."""
        row = max(0, min(row, len(self._rows) - 1))
        column = max(0, min(column, len(self.columns) - 1))
        if extend and self._anchor is None:
            self._anchor = (self.row, self.column)
        before, block = (self.row, self.column), self.block
        if not extend and not self.marking:
            self._anchor = None
        if (row, column) == before and self.block == block:
            return
        self.row, self.column = row, column
        window = (self._top, self._left)
        self._keep_in_view()
        if window != (self._top, self._left):
            self.refresh()
        elif block.is_one_cell and self.block.is_one_cell:
            self._refresh_cells(before, (row, column))
        else:
            self._refresh_rows(block, self.block)
        if tell:
            self.post_message(self.Moved())

    def select(self, path: str) -> None:
        """Move to a field of an indicator, telling nobody."""
        key = path.partition("].")[2]
        if 0 <= index_of(path) < len(self._rows):
            at = next((at for at, column in enumerate(self.columns) if column.key == key), self._sticky)
            self.unmark()
            self.go_to(index_of(path), at, tell=False)

    def mark(self) -> None:
        """Begin a block at the cursor, or give it up."""
        if self.marking:
            self.unmark()
        else:
            self.marking = True
            self._anchor = self._anchor or (self.row, self.column)
        self.post_message(self.Moved())

    def mark_block(self, block: Block) -> None:
        """Show a block, with the cursor at its first cell, telling nobody."""
        self.unmark()
        self.go_to(block.top, block.left, tell=False)
        if not block.is_one_cell:
            self._anchor = (min(block.bottom, len(self._rows) - 1), min(block.right, len(self.columns) - 1))
            self._refresh_rows(self.block)

    def step(self, by: int) -> bool:
        """Move to the next cell with a finding, or the one before, round the ends; False where there is none."""
        places = sorted((row, column) for row, columns in self._found.items() for column in columns)
        if not places:
            return False
        here = (self.row, self.column)
        beyond = [place for place in places if (place > here if by > 0 else place < here)]
        self.unmark()
        self.go_to(*(beyond or places)[0 if by > 0 else -1])
        return True

    def action_go(self, down: int, right: int, extend: bool = False) -> None:
        self.go_to(self.row + down, self.column + right, extend=extend)

    def action_page(self, by: int) -> None:
        self.go_to(self.row + by * max(self.size.height - 2, 1), self.column)

    def action_next(self, by: int) -> None:
        """The next cell, over the end of a row into the next one."""
        row, column = divmod(self.row * len(self.columns) + self.column + by, len(self.columns))
        if 0 <= row < len(self._rows):
            self.marking = False
            self.go_to(row, column)

    def action_leap(self, down: int, right: int, extend: bool = False) -> None:
        """To the end of what is filled, or over the empty cells to what is filled next."""
        row, column = self.row, self.column
        inside = self._is_filled(row, column) and self._is_filled(row + down, column + right)
        while 0 <= row + down < len(self._rows) and 0 <= column + right < len(self.columns):
            filled = self._is_filled(row + down, column + right)
            if inside and not filled:
                break
            row, column = row + down, column + right
            if filled and not inside:
                break
        self.go_to(row, column, extend=extend)

    def _is_filled(self, row: int, column: int) -> bool:
        inside = 0 <= row < len(self._rows) and 0 <= column < len(self.columns)
        return inside and bool(self.columns[column].text(self._rows[row]))

    # Typing, the mouse, the size

    def open_input(self, text: str) -> None:
        """Lay the field for typing over the cell under the cursor."""
        region = self._region(self.row, self.column)
        if region is None:
            return
        cells = min(max(region.width - self._slot, INPUT), self.size.width - self._start)
        x = min(region.x + self._slot, self.size.width - cells)
        self.input.open(text, Region(x, region.y, cells, 1))

    def on_key(self, event: events.Key) -> None:
        """Chinese, digits and signs begin a new content of the cell; letters are commands."""
        text = event.character or ""
        if text.isprintable() and text.strip() and not (text.isascii() and (text.isalpha() or text in "?/")):
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(text))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.post_message(self.Pasted(event.text))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        cell = self.cell_at(event.x, event.y)
        if cell is not None and event.button == 1:
            event.stop()
            self.marking = False
            self.go_to(*cell, extend=event.shift)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        cell = self.cell_at(event.x, max(event.y, 1))
        if cell is not None and event.button == 1 and self.app.mouse_captured is self:
            self.go_to(*cell, extend=True)

    def on_mouse_up(self, _: events.MouseUp) -> None:
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        if event.chain > 1 and self.cell_at(event.x, event.y) is not None:
            self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, self.WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -self.WHEEL)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        self._wheel(event, -1, sideways=True)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        self._wheel(event, 1, sideways=True)

    def _wheel(self, event: events.MouseEvent, by: int, *, sideways: bool = False) -> None:
        """Move the window; the cursor stays in it."""
        event.stop()
        if sideways or event.shift:
            self.go_to(self.row, self.column + (by > 0) - (by < 0))
            return
        height = max(self.size.height - 1, 1)
        top = max(0, min(self._top + by, len(self._rows) - height))
        if top != self._top:
            self._top = top
            self.go_to(max(top, min(self.row, top + height - 1)), self.column)
            self.refresh()

    def on_resize(self) -> None:
        self._measure()
        self._keep_in_view()
        self.refresh()
        if self.input.is_open:
            self.call_after_refresh(self.open_input, self.input.value)

    def on_focus(self) -> None:
        self._refresh_rows(self.block)

    def on_blur(self) -> None:
        self._refresh_rows(self.block)
