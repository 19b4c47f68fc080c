"""Jump mode: a letter on every place of the screen below; typing it goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from tui.widgets.basis import BOLD, DIM, REVERSE, PlainLine, QuietModal

LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM1234567890"
"""Near the fingers first; one key for each place, so that there is never a second one to type."""


@dataclass(frozen=True)
class Target:
    """A place that can be jumped to."""

    at: Offset
    """the cell of the screen where its letter stands"""
    go: Callable[[], None]


class JumpScreen(QuietModal):
    """Letters over the places of a screen. Any key that is no letter of these ends it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "cancel", show=False, priority=True),
        Binding("ctrl+q", "cancel", show=False, priority=True),
        Binding("ctrl+l", "app.redraw", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    JumpScreen PlainLine { position: absolute; width: 1; height: 1; }
    JumpScreen #foot { width: 100%; background: ansi_default; }
    """

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self._targets = dict(zip(LETTERS, targets, strict=False))

    def compose(self) -> ComposeResult:
        foot = PlainLine(id="foot")
        foot.show(((("按字母", BOLD), (" 跳到那里  ", DIM), ("Esc", BOLD), (" 取消", DIM)), ()))
        foot.styles.offset = Offset(0, self.app.size.height - 1)
        yield foot
        for letter, target in self._targets.items():
            label = PlainLine(base=REVERSE + BOLD)
            label.show((((letter, BOLD),), ()))
            label.styles.offset = target.at
            yield label

    def on_key(self, event: events.Key) -> None:
        event.stop()
        target = self._targets.get(event.character or "")
        self.dismiss()
        if target is not None:
            self.app.call_later(target.go)

    def on_resize(self, event: events.Resize) -> None:
        """The places have moved: the letters would lie."""
        if self.is_mounted and event.size != self.size and self.is_current:
            self.dismiss()

    def on_click(self) -> None:
        self.dismiss()

    def action_cancel(self) -> None:
        self.dismiss()
