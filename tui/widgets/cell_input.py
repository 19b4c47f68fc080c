"""The field that is laid over a cell of the table while one types in it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input

from tui.widgets.basis import LineInput


class CellInput(LineInput):
    """Always the same field; it is shown where it is needed. Typing in it lays nothing out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "leave(1, 0)", show=False),
        Binding("up", "leave(-1, 0)", show=False),
        Binding("tab", "leave(0, 1)", show=False),
        Binding("shift+tab", "leave(0, -1)", show=False),
        Binding("escape", "drop", show=False),
    ]
    DEFAULT_CSS = """
    CellInput, CellInput:focus { position: absolute; display: none; text-style: underline; }
    """

    class Left(Message):
        """The text is finished; the cursor goes on by so many rows and columns."""

        def __init__(self, down: int, right: int) -> None:
            super().__init__()
            self.down = down
            self.right = right

    class Dropped(Message):
        """The text is not wanted."""

    @property
    def is_open(self) -> bool:
        return bool(self.styles.display == "block")

    def open(self, text: str, where: Region) -> None:
        """Show the field with a text at a place of its parent, the cursor at its end."""
        self.styles.offset = (where.x, where.y)
        self.styles.width = where.width
        self.styles.display = "block"
        if text != self.value:
            with self.prevent(Input.Changed):
                self.value = text
        self.cursor_position = len(self.value)
        self.screen.set_focus(self)

    def close(self) -> None:
        """Take the field away."""
        self.styles.display = "none"

    def on_blur(self) -> None:
        """A click elsewhere finishes the text."""
        if self.is_open:
            self.post_message(self.Left(0, 0))

    def action_leave(self, down: int, right: int) -> None:
        self.post_message(self.Left(down, right))

    def action_drop(self) -> None:
        self.post_message(self.Dropped())
