"""A text to read: help, the preview of a form. Scrolls both ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from models.text import char_width, visible, width
from tui.widgets.basis import BOLD, DIM, NORMAL, REVERSE, PlainLine, QuietScreen, strip_of


def slice_cells(text: str, start: int, cells: int) -> str:
    """The part of a line from cell `start`, `cells` long; a wide character cut in two becomes a space."""
    out: list[str] = []
    at = 0
    for char in text:
        size = char_width(char)
        if at + size > start and at < start + cells:
            whole = at >= start and at + size <= start + cells
            out.append(char if whole else " " * (min(at + size, start + cells) - max(at, start)))
        at += size
    return "".join(out)


class Sheet(Widget, can_focus=True):
    """Lines of plain text in a window that moves over them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_by(0, -1)", show=False),
        Binding("down,j", "scroll_by(0, 1)", show=False),
        Binding("left,h", "scroll_by(-8, 0)", show=False),
        Binding("right,l", "scroll_by(8, 0)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home,g", "top", show=False),
        Binding("end,G", "bottom", show=False),
    ]
    DEFAULT_CSS = "Sheet { height: 1fr; }"

    def __init__(self, lay_out: Callable[[int], Sequence[str]]) -> None:
        super().__init__()
        self._lay_out = lay_out
        self.lines: list[str] = []
        self._x = self._y = 0

    def on_resize(self) -> None:
        self.lines = [visible(line) for line in self._lay_out(self.size.width)]
        self.action_scroll_by(0, 0)
        self.refresh()

    def action_scroll_by(self, x: int, y: int) -> None:
        widest = max(map(width, self.lines), default=0)
        self._x = max(0, min(self._x + x, widest - self.size.width))
        self._y = max(0, min(self._y + y, len(self.lines) - self.size.height))
        self.refresh()

    def action_page(self, by: int) -> None:
        self.action_scroll_by(0, by * max(self.size.height - 1, 1))

    def action_top(self) -> None:
        self.action_scroll_by(0, -len(self.lines))

    def action_bottom(self) -> None:
        self.action_scroll_by(0, len(self.lines))

    def render_line(self, y: int) -> Strip:
        line = self.lines[self._y + y] if self._y + y < len(self.lines) else ""
        return strip_of(((slice_cells(line, self._x, self.size.width), NORMAL),), self.size.width)


class ReadScreen(QuietScreen):
    """Lines under a title; Escape goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1,f5,enter", "back", show=False),
        Binding("ctrl+q", "back", show=False, priority=True),
        Binding("ctrl+c", "back", show=False, priority=True),
        Binding("ctrl+l", "app.redraw", show=False, priority=True),
    ]
    DEFAULT_CSS = "ReadScreen PlainLine { height: 1; }"

    def __init__(self, title: str, lay_out: Callable[[int], Sequence[str]]) -> None:
        super().__init__()
        self._title = title
        self._sheet = Sheet(lay_out)

    def compose(self) -> ComposeResult:
        title = PlainLine(base=REVERSE)
        title.show((((f" {visible(self._title)}", BOLD),), ()))
        yield title
        yield self._sheet
        keys = PlainLine()
        keys.show(
            (
                (
                    ("↑↓←→", BOLD),
                    (" 移动  ", DIM),
                    ("PgUp/PgDn", BOLD),
                    (" 翻页  ", DIM),
                    ("Esc", BOLD),
                    (" 返回", DIM),
                ),
                (),
            )
        )
        yield keys

    def on_mount(self) -> None:
        self._sheet.focus()

    def action_back(self) -> None:
        self.dismiss()
