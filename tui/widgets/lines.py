"""A list of one-line items with a cursor: the basis of the tree, the problems and the list of declarations.

It draws only the rows in view and, when the cursor moves, only the two rows concerned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, overload

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.basis import NORMAL, Piece, line_region, strip_of

CURSOR = Style(reverse=True)
CURSOR_AWAY = Style(bold=True, underline=True)


@dataclass(frozen=True)
class Line:
    """One item: pieces from the left, and pieces kept at the right edge."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        return "".join(text for text, _ in (*self.left, *self.right))


class LazyLines(Sequence[Line]):
    """Lines that are made when they come into view."""

    def __init__(self, count: int, make: Callable[[int], Line]) -> None:
        self._count = count
        self._make = make
        self._made: dict[int, Line] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._count))]
        at = range(self._count)[index]
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]


class LineList(Widget, can_focus=True):
    """Items, a cursor, and the keys that move it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "move_to(0)", show=False),
        Binding("end,G", "move_to(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    WHEEL: ClassVar[int] = 3
    """rows that one step of the mouse's wheel moves"""

    class Highlighted(Message):
        """The cursor moved to another item."""

        def __init__(self, list_: LineList, index: int) -> None:
            super().__init__()
            self.list = list_
            self.index = index

        @property
        def control(self) -> LineList:
            return self.list

    class Chosen(Highlighted):
        """Enter was pressed on an item."""

    def __init__(self, *, id: str | None = None, empty: str = "") -> None:
        super().__init__(id=id)
        self.lines: Sequence[Line] = ()
        self.cursor = 0
        self._top = 0
        self.empty = empty

    def set_lines(self, lines: Sequence[Line], cursor: int | None = None) -> None:
        """Show other items; only rows that differ are drawn again."""
        old, self.lines = self.lines, lines
        before = (self.cursor, self._top)
        if cursor is not None:
            self.cursor = cursor
        self.cursor = max(0, min(self.cursor, len(lines) - 1))
        self._keep_in_view()
        if (self.cursor, self._top) != before or not old or not lines:
            self.refresh()
            return
        height = self.size.height
        changed = [y for y in range(height) if self._at(old, self._top + y) != self._at(lines, self._top + y)]
        if changed:
            self.refresh(*(line_region(y, self.size.width) for y in changed))

    @staticmethod
    def _at(lines: Sequence[Line], index: int) -> Line | None:
        return lines[index] if index < len(lines) else None

    def _keep_in_view(self) -> None:
        height = max(self.size.height, 1)
        last_top = max(len(self.lines) - height, 0)
        if self.cursor < self._top:
            self._top = self.cursor
        elif self.cursor >= self._top + height:
            self._top = self.cursor - height + 1
        self._top = max(0, min(self._top, last_top))

    def on_resize(self) -> None:
        self._keep_in_view()
        self.refresh()

    def on_focus(self) -> None:
        self._refresh_cursor_line()

    def on_blur(self) -> None:
        self._refresh_cursor_line()

    def _refresh_cursor_line(self) -> None:
        self.refresh(line_region(self.cursor - self._top, self.size.width))

    def go_to(self, index: int, *, tell: bool = True) -> None:
        """Move the cursor to an item, scrolling as little as needed."""
        index = max(0, min(index, len(self.lines) - 1))
        if not self.lines or index == self.cursor:
            return
        old, old_top = self.cursor, self._top
        self.cursor = index
        self._keep_in_view()
        if self._top != old_top:
            self.refresh()
        else:
            cells = self.size.width
            self.refresh(line_region(old - self._top, cells), line_region(index - self._top, cells))
        if tell:
            self.post_message(self.Highlighted(self, index))

    def action_move(self, by: int) -> None:
        self.go_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        self.go_to(self.cursor + by * max(self.size.height - 1, 1))

    def action_move_to(self, index: int) -> None:
        self.go_to(index if index >= 0 else len(self.lines) - 1)

    def action_choose(self) -> None:
        if self.lines:
            self.post_message(self.Chosen(self, self.cursor))

    def in_view(self) -> list[tuple[int, int]]:
        """The rows of the window that show an item, each with the item's position."""
        return [(y, self._top + y) for y in range(self.size.height) if self._top + y < len(self.lines)]

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on an item, a second one chooses it."""
        index = self._top + event.y
        if 0 <= index < len(self.lines):
            event.stop()
            again = event.chain > 1
            self.go_to(index)
            if again:
                self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_move(self.WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_move(-self.WHEEL)

    def render_line(self, y: int) -> Strip:
        index = self._top + y
        if index >= len(self.lines):
            text = self.empty if y == 0 and not self.lines else ""
            return strip_of(((text, Style(dim=True)),), self.size.width)
        line = self.lines[index]
        base = NORMAL
        if index == self.cursor:
            base = CURSOR if self.has_focus else CURSOR_AWAY
            if self.has_focus:
                # Screen readers, and input methods, look where the terminal's own cursor is.
                self.app.cursor_position = self.content_region.offset + Offset(0, y)
        return strip_of(line.left, self.size.width, line.right, base)
