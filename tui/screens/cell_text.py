"""A long text of one cell, in a field of several rows over the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from tui.fields import Kind, note_on
from tui.screens.ask import Dialog
from tui.widgets.basis import BOLD, DIM, PlainLine
from tui.widgets.long_text import LongText


class CellText(LongText):
    """The text; Tab and Shift+Tab leave the cell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.leave(1)", show=False, priority=True),
        Binding("shift+tab", "screen.leave(-1)", show=False, priority=True),
    ]


class CellTextScreen(Dialog):
    """Every change is told at once. Dismissed with the columns to go on by, or None when the text is not wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "leave(0)", show=False, priority=True),
        Binding("ctrl+c,ctrl+q", "leave(0)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    CellTextScreen > Vertical { width: 96%; max-width: 110; height: 70%; }
    CellTextScreen CellText { height: 1fr; }
    """

    def __init__(self, title: str, text: str, tell: Callable[[str], None]) -> None:
        super().__init__(title)
        self._tell = tell
        self._area = CellText(text)
        self._foot = PlainLine()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield from self._head()
            yield self._area
            yield self._foot

    def on_mount(self) -> None:
        self._area.move_to(len(self._area.text))
        self._area.focus()
        self._count()

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        self._tell(self._area.text)
        self._count()

    def _count(self) -> None:
        keys = (
            ("Tab", BOLD),
            (" 写入  ", DIM),
            ("Esc", BOLD),
            (" 放弃  ", DIM),
            ("Enter", BOLD),
            (" 换行", DIM),
        )
        self._foot.show((keys, ((note_on(Kind.LONG, self._area.text), DIM),)))

    def action_leave(self, by: int) -> None:
        self.dismiss(by)
