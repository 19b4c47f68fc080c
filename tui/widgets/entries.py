"""The rows of a small form: a label, what is typed or chosen, and a hint at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from models.text import pad, width
from tui.widgets.basis import BOLD, DIM, NORMAL, LineInput, Piece, plain, strip_of
from tui.widgets.long_text import LongText

LABEL = 12
"""Cells of the labels; the margins below are the same."""
HINT = 26
"""Cells of the hints, and of the margin that keeps them free."""
CHOSEN = Style(reverse=True)


class Edited(Message):
    """The user changed what stands in a row."""

    def __init__(self, row: Entry | Choice) -> None:
        super().__init__()
        self.row = row


class Left(Message):
    """The focus left a row."""

    def __init__(self, row: Entry) -> None:
        super().__init__()
        self.row = row


class Entry(Widget, can_focus=False):
    """A row with a field; of several lines with `rows`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    DEFAULT_CSS = """
    Entry { height: 1; layout: horizontal; }
    Entry LineInput { width: 1fr; margin: 0 26 0 12; }
    Entry LongText { width: 1fr; height: 1fr; margin: 0 26 0 12; }
    Entry:disabled LineInput, Entry:disabled LongText { text-style: dim; opacity: 1; }
    """

    def __init__(self, name: str, rows: int = 1) -> None:
        super().__init__(name=name, id=f"entry-{name}")
        self.field: LineInput | LongText = LineInput() if rows == 1 else LongText()
        self.styles.height = rows
        self._label = self._hint = ""

    def compose(self) -> ComposeResult:
        yield self.field

    @property
    def text(self) -> str:
        return self.field.value if isinstance(self.field, LineInput) else self.field.text

    def show(self, text: str) -> None:
        """Show another text without telling anyone."""
        self.field.set_text(text)

    def call(self, label: str, hint: str) -> None:
        """Give the row another label and another hint."""
        if (label, hint) != (self._label, self._hint):
            self._label, self._hint = label, hint
            self.refresh()

    def render_line(self, y: int) -> Strip:
        label, hint = (self._label, self._hint) if y == 0 else ("", "")
        style = DIM if self.disabled or not self.has_focus_within else BOLD
        right: tuple[Piece, ...] = ((pad(" " + plain(hint), HINT), DIM),)
        return strip_of(((pad(plain(label), LABEL), style),), self.size.width, right)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Edited(self))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Edited(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        self.refresh()

    def on_descendant_blur(self, _: events.DescendantBlur) -> None:
        self.refresh()
        self.post_message(Left(self))


class Choice(Widget, can_focus=True):
    """A row with one of a few values, turned with the arrows; Enter does the screen's `enter`, or turns too."""

    DEFAULT_CSS = "Choice { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h,minus", "turn(-1)", show=False),
        Binding("right,l,plus,space", "turn(1)", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("enter", "enter", show=False),
    ]

    def __init__(
        self, name: str, label: str, values: Sequence[str], *, hint: str = "", enter: str = ""
    ) -> None:
        super().__init__(name=name, id=f"entry-{name}")
        self.values = values
        self.value = ""
        self._label = label
        self._unknown = ""
        self._hint = hint
        self._enter = enter

    @property
    def text(self) -> str:
        return self.value

    @property
    def shown(self) -> str:
        return self.value or self._unknown

    def show(self, value: str, unknown: str = "") -> None:
        """Show another value without telling anyone; `unknown` where there is none."""
        if (value, unknown) != (self.value, self._unknown):
            self.value, self._unknown = value, unknown
            self.refresh()

    def take(self, value: str) -> None:
        """The user chose a value."""
        self.show(value)
        self.post_message(Edited(self))

    def action_turn(self, by: int) -> None:
        at = self.values.index(self.value) + by if self.value in self.values else (0 if by > 0 else -1)
        self.take(self.values[at % len(self.values)])

    async def action_enter(self) -> None:
        if self._enter:
            await self.screen.run_action(self._enter)
        else:
            self.action_turn(1)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        here = self.has_focus
        style = CHOSEN if here else DIM if self.disabled else NORMAL
        cells = self.size.width
        pieces: tuple[Piece, ...] = (
            (pad(self._label, LABEL), BOLD if here else DIM),
            ("< " if here else "", BOLD),
            (plain(self.shown), style),
            (" >" if here else "", BOLD),
        )
        room = cells - sum(width(text) for text, _ in pieces)
        hint: tuple[Piece, ...] = ((pad(" " + self._hint, HINT), DIM),) if room >= HINT else ()
        return strip_of(pieces, cells, hint)
