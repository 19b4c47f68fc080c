"""The pane under the list of changes: one change in full, old text and new, scrolled on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.basis import NORMAL, Piece, strip_of

LayOut = Callable[[int], Sequence[tuple[Piece, ...]]]
"""Lines of text that is already plain, for a width in cells"""


class ChangePane(Widget, can_focus=True):
    """Styled lines in a window that moves over them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_by(-1)", show=False),
        Binding("down,j", "scroll_by(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "scroll_by(-1000000)", show=False),
        Binding("end,G", "scroll_by(1000000)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lay_out: LayOut = lambda _cells: ()
        self.lines: Sequence[tuple[Piece, ...]] = ()
        self.top = 0

    @property
    def text(self) -> str:
        """What can be scrolled to, for scripts and tests."""
        return "\n".join("".join(text for text, _ in line) for line in self.lines)

    @property
    def is_longer_than_shown(self) -> bool:
        return len(self.lines) > self.size.height

    def load(self, lay_out: LayOut) -> None:
        """Show other lines, from the top."""
        self._lay_out = lay_out
        self.top = 0
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        self.lines = self._lay_out(max(self.size.width - 1, 2))
        self.top = max(0, min(self.top, len(self.lines) - self.size.height))
        self.refresh()

    def action_scroll_by(self, by: int) -> None:
        top = max(0, min(self.top + by, len(self.lines) - self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def action_page(self, by: int) -> None:
        self.action_scroll_by(by * max(self.size.height - 1, 1))

    def turn(self) -> None:
        """One page on; from the end back to the top."""
        if self.top + self.size.height >= len(self.lines):
            self.action_scroll_by(-len(self.lines))
        else:
            self.action_page(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_scroll_by(-3)

    def render_line(self, y: int) -> Strip:
        at = self.top + y
        line = self.lines[at] if at < len(self.lines) else ()
        below = y == self.size.height - 1 and at + 1 < len(self.lines)
        above = y == 0 and self.top > 0
        sign = "↓" if below else "↑" if above else " "
        return strip_of((*line,), self.size.width, ((sign, NORMAL),))
