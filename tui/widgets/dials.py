"""Small numbers under each other, each turned with the arrows or typed: years, months, days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from models.money import half_width
from models.text import pad
from tui.widgets.basis import BOLD, DIM, NORMAL, Piece, line_region, strip_of

CENTURY = 2000
LABEL = 10
TURNING = Style(reverse=True)


@dataclass
class Dial:
    """One number with its bounds; None, where it may be left out, is shown as —."""

    label: str
    value: int | None
    low: int
    high: int
    unit: str = ""
    optional: bool = False

    @property
    def digits(self) -> int:
        """How many digits a number that is typed in full has."""
        return len(str(self.high))

    def turn(self, by: int) -> None:
        """One or more further; below the lowest, a number that may be left out is."""
        if self.value is None:
            self.value = self.low if by > 0 else self.high
        elif self.optional and self.value + by < self.low:
            self.value = None
        else:
            self.value = min(max(self.value + by, self.low), self.high)


class Dials(Widget, can_focus=True):
    """Numbers, one of them under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k,shift+tab", "move(-1)", show=False),
        Binding("down,j,tab", "move(1)", show=False),
        Binding("left,h,minus", "turn(-1)", show=False),
        Binding("right,l,plus", "turn(1)", show=False),
        Binding("pageup", "turn(10)", show=False),
        Binding("pagedown", "turn(-10)", show=False),
        Binding("backspace", "take_back", show=False),
        Binding("delete", "leave_out", show=False),
        Binding("enter", "accept", show=False),
    ]

    class Turned(Message):
        """A number changed; `refused` says why a typed one was not taken."""

        def __init__(self, dial: Dial, refused: str) -> None:
            super().__init__()
            self.dial = dial
            self.refused = refused

    class Accepted(Message):
        """Enter was pressed, and everything typed was taken."""

    def __init__(self, dials: Sequence[Dial]) -> None:
        super().__init__()
        self.dials = dials
        self.cursor = 0
        self._typed = ""

    @property
    def text(self) -> str:
        """What is shown, for scripts and tests."""
        return "\n".join(f"{dial.label} {self._shown(at)}" for at, dial in enumerate(self.dials))

    @property
    def _dial(self) -> Dial:
        return self.dials[self.cursor]

    def action_move(self, by: int) -> None:
        if self._take():
            self._go((self.cursor + by) % len(self.dials))

    def action_turn(self, by: int) -> None:
        if self._take():
            self._dial.turn(by)
            self._changed()

    def action_take_back(self) -> None:
        self._typed = self._typed[:-1] if self._typed else str(self._dial.value or "")[:-1]
        self._draw(self.cursor)

    def action_leave_out(self) -> None:
        self._typed = ""
        if self._dial.optional:
            self._dial.value = None
        self._changed()

    def action_accept(self) -> None:
        if self._take():
            self.post_message(self.Accepted())

    def on_key(self, event: events.Key) -> None:
        digit = half_width(event.character or "")
        if len(digit) != 1 or not digit.isdecimal():
            return
        event.stop()
        self._typed += digit
        self._draw(self.cursor)
        if len(self._typed) >= self._dial.digits and self._take() and self.cursor + 1 < len(self.dials):
            self._go(self.cursor + 1)

    def _take(self) -> bool:
        """What was typed becomes the number; False when it can't be one, and the number stays as it was."""
        if not self._typed:
            return True
        dial, typed, self._typed = self._dial, int(self._typed), ""
        if dial.low > CENTURY // 2 and typed < 100:
            typed += CENTURY
        if not dial.low <= typed <= dial.high:
            self._changed(f"{dial.label}应在 {dial.low} 到 {dial.high} 之间，没有改成 {typed}。")
            return False
        dial.value = typed
        self._changed()
        return True

    def _changed(self, refused: str = "") -> None:
        self.post_message(self.Turned(self._dial, refused))
        self.refresh()

    def _go(self, to: int) -> None:
        before, self.cursor = self.cursor, to
        self._draw(before)
        self._draw(to)

    def _draw(self, at: int) -> None:
        self.refresh(line_region(at, self.size.width))

    def _shown(self, at: int) -> str:
        dial = self.dials[at]
        if at == self.cursor and self._typed:
            return self._typed + "_"
        return "—" if dial.value is None else str(dial.value)

    def render_line(self, y: int) -> Strip:
        if y >= len(self.dials):
            return strip_of((), self.size.width)
        dial, here = self.dials[y], y == self.cursor
        number = pad(self._shown(y), dial.digits + 1, "center")
        pieces: tuple[Piece, ...] = (
            (pad(dial.label, LABEL), BOLD if here else DIM),
            ("< " if here else "  ", BOLD),
            (number, TURNING if here else NORMAL),
            (" >" if here else "  ", BOLD),
            (f" {dial.unit}", NORMAL),
        )
        return strip_of(pieces, self.size.width)
