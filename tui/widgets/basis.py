"""Thin subclasses that make Textual light on the wire and safe with user text.

Each reaches into Textual 8.2.8, which is pinned for that reason; `tests/tui/test_basis.py` holds each cure.
User text enters a widget only through `plain()` or as the value of one of these fields.
"""

from __future__ import annotations

from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from models.text import char_width, clean, truncate, visible, width
from tui.keyboard import TEXT_KEY
from tui.words import word_end, word_start

Piece = tuple[str, Style]
"""text that is already plain, and its style"""

NORMAL = Style()
DIM = Style(dim=True)
BOLD = Style(bold=True)
REVERSE = Style(reverse=True)
ERROR = Style(color="red", bold=True)
WARNING = Style(color="yellow")
INFO = Style(color="cyan")


def plain(text: str) -> str:
    """User text as one line that is safe in every widget of this package: no markup is parsed in any of them."""
    return visible(text)


def strip_of(
    pieces: tuple[Piece, ...], cells: int, right: tuple[Piece, ...] = (), base: Style = NORMAL
) -> Strip:
    """One line of exactly `cells` cells: `pieces` from the left, cut with … where `right` begins."""
    room = max(cells - sum(width(text) for text, _ in right), 0)
    segments: list[Segment] = []
    for text, style in pieces:
        if room <= 0:
            break
        text = truncate(text, room)
        room -= width(text)
        segments.append(Segment(text, base + style))
    segments.append(Segment(" " * max(room, 0), base))
    segments.extend(Segment(text, base + style) for text, style in right)
    return Strip(segments, cells).crop(0, cells)


class QuietScreen(Screen[Any]):
    """A screen that does not repaint as a whole when the focus moves; the widgets concerned repaint themselves."""

    focused = Reactive(None, repaint=False)

    @on(events.Mount)
    def _dress(self) -> None:
        dress(self)


class QuietModal(ModalScreen[Any]):
    """A dialog over the screen before it, which stays as it is."""

    focused = Reactive(None, repaint=False)

    DEFAULT_CSS = """
    QuietModal { background: transparent; }
    """

    @on(events.Mount)
    def _dress(self) -> None:
        dress(self)


def dress(screen: Screen[Any]) -> None:
    """Frames that the terminal can draw: in ASCII where it draws lines two cells wide (class `plain`)."""
    screen.set_class(width("─") == 2, "plain")


def rule_of(cells: int) -> str:
    """A line across `cells` cells."""
    return ("─" if width("─") == 1 else "-") * max(cells, 0)


class Measuring:
    """A field of several lines: it takes line ends, keeps widths, and must be told when characters have other ones."""

    def measure_again(self) -> None:
        """Lay the text out again."""


class PlainLine(Widget):
    """A box of fixed size showing plain text; a new text is one repaint, never a layout."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, base: Style = NORMAL) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = False
        self._lines: tuple[tuple[tuple[Piece, ...], tuple[Piece, ...]], ...] = ()
        self._base = base

    def show(self, *lines: tuple[tuple[Piece, ...], tuple[Piece, ...]]) -> None:
        """Show lines, each as (pieces from the left, pieces at the right)."""
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    @property
    def text(self) -> str:
        """What is shown, for scripts and tests."""
        return "\n".join("".join(text for text, _ in (*left, *right)) for left, right in self._lines)

    def render_line(self, y: int) -> Strip:
        if y >= len(self._lines):
            return strip_of((), self.size.width, base=self._base)
        left, right = self._lines[y]
        return strip_of(left, self.size.width, right, self._base)


class LineInput(Input):
    """A one-row field.

    Typing never lays the screen out, focus never selects the text (the first key would replace it, and the stock
    field has no undo), pasted lines are joined instead of dropped, ctrl+w stops at Chinese punctuation, and the
    terminal's cursor stays where an input method must show its candidates.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("alt+backspace,ctrl+backspace", "delete_left_word", show=False),
        Binding("alt+delete,ctrl+delete", "delete_right_word", show=False),
        Binding("ctrl+u", "clear", show=False),
    ]

    DEFAULT_CSS = """
    LineInput, LineInput:focus { height: 1; border: none; padding: 0; background: transparent; }
    LineInput > .input--cursor { text-style: reverse; background: transparent; color: ansi_default; }
    LineInput > .input--placeholder { text-style: dim; color: ansi_default; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            clean(value), placeholder=plain(placeholder), id=id, select_on_focus=False, compact=True
        )
        self.cursor_blink = False
        self.pasted = False
        """whether the last change was a paste; whoever records changes sets it back"""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's cursor belongs: here only while the focus is here."""
        return super().cursor_screen_offset if self.has_focus else self.app.cursor_position

    def validate(self, value: str) -> None:
        """Nothing is refused here: judging is the rules' work, and marking a field as valid would style it again."""

    def set_text(self, text: str) -> None:
        """Show another text without telling anyone, keeping the cursor where it was as far as it fits."""
        if text == self.value:
            return
        at_end = self.cursor_at_end
        with self.prevent(Input.Changed):
            self.value = clean(text)
            self.cursor_position = len(self.value) if at_end else min(self.cursor_position, len(self.value))

    def on_focus(self) -> None:
        # The stock field scrolls only when its cursor moves; here it may stand outside the window from the start.
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def on_blur(self) -> None:
        self.scroll_to(0, 0, animate=False)

    def render_line(self, y: int) -> Strip:
        if y == 0 and self.has_focus:
            # Only now is the scroll offset settled; computed earlier it is wrong after home and end.
            self.app.cursor_position = self._cell_of_cursor()
        text, cells = self.value or self.placeholder, self.content_size.width
        if y == 0 and not self.has_focus and width(text) > cells:
            # What does not fit is never cut without a sign.
            return strip_of(((truncate(text, cells), NORMAL if self.value else DIM),), cells)
        return super().render_line(y)

    def _cell_of_cursor(self) -> Offset:
        x, y, _, _ = self.content_region
        return Offset(x + width(self.value[: self.cursor_position]) - int(self.scroll_offset.x), y)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == TEXT_KEY:
            event.stop()
            event.prevent_default()
            self._put(clean(event.character or ""))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put(joined_lines(event.text))
        self.pasted = True

    def _put(self, text: str) -> None:
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    def action_clear(self) -> None:
        """Delete the whole text, wherever the cursor stands."""
        self.replace("", 0, len(self.value))

    def action_delete_left_word(self) -> None:
        if not self.selection.is_empty:
            self.delete_selection()
            return
        self.delete(word_start(self.value, self.cursor_position), self.cursor_position)

    def action_delete_right_word(self) -> None:
        if not self.selection.is_empty:
            self.delete_selection()
            return
        self.delete(self.cursor_position, word_end(self.value, self.cursor_position))

    def action_cursor_left_word(self, select: bool = False) -> None:
        target = word_start(self.value, self.cursor_position)
        self.selection = type(self.selection)(self.selection.start if select else target, target)

    def action_cursor_right_word(self, select: bool = False) -> None:
        target = word_end(self.value, self.cursor_position)
        self.selection = type(self.selection)(self.selection.start if select else target, target)


def joined_lines(text: str) -> str:
    """Several pasted lines as one: Chinese lines meet directly, Latin words keep a space between them."""
    lines = [line.strip() for line in clean(text).replace("\t", " ").split("\n")]
    joined = ""
    for line in filter(None, lines):
        between = " " if joined and char_width(joined[-1]) == 1 and char_width(line[0]) == 1 else ""
        joined += between + line
    return joined


def line_region(y: int, cells: int) -> Region:
    """The region of one line of a widget."""
    return Region(0, y, cells, 1)
