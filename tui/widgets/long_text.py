"""The field for long texts. Loaded when the first one is shown: the widget it is made of takes its time."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.widgets import TextArea
from textual.widgets.text_area import Selection as AreaSelection

from models.text import clean
from tui.keyboard import TEXT_KEY
from tui.widgets.basis import Measuring
from tui.words import word_end, word_start


class LongText(TextArea, Measuring):
    """A field of several rows with soft wrap. Tab leaves it; undo belongs to the document, not to the widget."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "go_to_start", show=False),
        Binding("ctrl+end", "go_to_end", show=False),
        Binding("ctrl+delete", "delete_word_right", show=False),
        Binding("ctrl+u", "clear_all", show=False),
    ]

    DEFAULT_CSS = """
    LongText, LongText:focus { border: none; padding: 0; background: transparent; scrollbar-size-vertical: 1; }
    LongText > .text-area--cursor { text-style: reverse; background: transparent; color: ansi_default; }
    LongText > .text-area--cursor-line { background: transparent; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(
            clean(text), id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True
        )
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self.pasted = False
        """whether the last change was a paste; whoever records changes sets it back"""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's cursor belongs: here only while the focus is here."""
        return super().cursor_screen_offset if self.has_focus else self.app.cursor_position

    def set_text(self, text: str) -> None:
        """Show another text without telling anyone; the cursor goes to where the two texts differ."""
        if text == self.text:
            return
        same = next(
            (at for at, (old, new) in enumerate(zip(self.text, text, strict=False)) if old != new),
            min(len(self.text), len(text)),
        )
        with self.prevent(TextArea.Changed):
            self.load_text(clean(text))
        self.move_to(same)

    def measure_again(self) -> None:
        """Break the lines again, after the widths of characters have changed."""
        self._line_cache.clear()
        self._rewrap_and_refresh_virtual_size()
        self.refresh()

    def move_to(self, offset: int) -> None:
        """Put the cursor before the character at `offset` of the text."""
        before = self.text[:offset]
        row = before.count("\n")
        place = (row, len(before) - (before.rfind("\n") + 1))
        self.selection = AreaSelection.cursor(place)

    def action_go_to_start(self) -> None:
        self.move_cursor((0, 0))

    def action_go_to_end(self) -> None:
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == TEXT_KEY:
            event.stop()
            event.prevent_default()
            self._put(clean(event.character or ""))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put(clean(event.text))
        self.pasted = True

    def _put(self, text: str) -> None:
        result = self._replace_via_keyboard(text, *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)

    def get_cursor_word_left_location(self) -> tuple[int, int]:
        row, column = self.selection.end
        if column == 0 and row > 0:
            return row - 1, len(self.document[row - 1])
        return row, word_start(self.document[row], column)

    def get_cursor_word_right_location(self) -> tuple[int, int]:
        row, column = self.selection.end
        if column == len(self.document[row]) and row < self.document.line_count - 1:
            return row + 1, 0
        return row, word_end(self.document[row], column)

    def action_clear_all(self) -> None:
        """Delete the whole text, wherever the cursor stands."""
        self._delete_via_keyboard((0, 0), self.document.end)

    def action_delete_word_right(self) -> None:
        start, end = self.selection
        if start == end:
            end = self.get_cursor_word_right_location()
        self._delete_via_keyboard(start, end)

    def action_undo(self) -> None:
        """Undo is the document's (see `tui.session`)."""

    def action_redo(self) -> None:
        """Redo is the document's."""
