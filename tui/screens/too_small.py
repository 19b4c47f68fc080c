"""What is shown while the terminal is too small for the screens: one sentence, and the keys to save and to quit.

It lies over whatever is open and takes its keys, so that nothing unseen is typed into or deleted; everything below
stays as it is and is back when the terminal is large enough again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size

from models.text import wrap
from tui.widgets.basis import BOLD, NORMAL, PlainLine, QuietScreen, plain

if TYPE_CHECKING:
    from tui.app import JixiaoApp

LEAST = Size(60, 12)
"""Columns and rows below which a form can't be filled in."""


def is_too_small(size: Size) -> bool:
    """Whether the screens have no room in a terminal of this size."""
    return size.width < LEAST.width or size.height < LEAST.height


class TooSmallScreen(QuietScreen):
    """Covers the other screens; goes away by itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,s", "save", show=False),
        Binding("ctrl+q,q", "quit", show=False),
        Binding("ctrl+l", "app.redraw", show=False),
    ]
    DEFAULT_CSS = "TooSmallScreen PlainLine { height: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        self._line = PlainLine()
        self._said = ""
        self._leaving = False

    @property
    def jixiao(self) -> JixiaoApp:
        return cast("JixiaoApp", self.app)

    def compose(self) -> ComposeResult:
        yield self._line

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    def on_screen_resume(self) -> None:
        """A dialog over it was closed: perhaps there has been room for a while."""
        self._show()
        self.jixiao.follow_size(self.app.size)

    def uncover(self) -> None:
        """Go away, unless a dialog lies over it; then when that is closed."""
        if self.app.screen is self and not self._leaving:
            self._leaving = True
            self.dismiss()

    def say(self, text: str) -> None:
        """Tell the user something."""
        self._said = text
        self._show()

    def _show(self) -> None:
        unsaved = "● 未保存 " if any(session.dirty for session in self.jixiao.sessions) else ""
        words = [
            (f"终端太小，至少要 {LEAST.width}×{LEAST.height}，80×24 才够用。", BOLD),
            (f"{unsaved}^S 保存 ^Q 退出", NORMAL),
        ]
        if self._said:
            words.append((plain(self._said), NORMAL))
        cells = self.app.size.width
        self._line.show(*((((part, style),), ()) for text, style in words for part in wrap(text, cells)))

    @work
    async def action_save(self) -> None:
        from tui.screens.saving import save

        for session in self.jixiao.sessions:
            await save(self.jixiao, session, self.say)
        self._show()

    @work
    async def action_quit(self) -> None:
        from tui.screens.saving import may_leave

        for session in self.jixiao.sessions:
            if not await may_leave(self.jixiao, session, self.say):
                return
        self.app.exit(0)
