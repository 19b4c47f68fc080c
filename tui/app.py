"""The editor as a program: its screens, the signals it survives, and what it does when something goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import select
import signal
import sys
import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from rich.console import ConsoleRenderable, RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from models.declaration import Task
from models.text import Ambiguity, visible
from tui import ambiguous, crash
from tui.copied_cells import CopiedCells
from tui.keyboard import CursorAt, Typed
from tui.pace import KeyPacer
from tui.screens.too_small import TooSmallScreen, is_too_small
from tui.session import Session
from tui.widgets.basis import Measuring, QuietScreen, dress
from tui.widgets.frame import Frame, FrameUpdate

if TYPE_CHECKING:
    from tui.clipboard import Clipboard
    from tui.searching import Replacement

PUSH_TITLE, POP_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""What keeps the window's name before ours, and what gives it back."""
HANG_UP_PATIENCE = 3.0
"""Seconds after which a vanished terminal no longer holds the program."""


class JixiaoApp(App[int], inherit_bindings=False):
    """Opens one screen and keeps the work of all open documents safe."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    * { scrollbar-color: ansi_default; scrollbar-background: ansi_default; scrollbar-color-hover: ansi_default;
        scrollbar-background-hover: ansi_default; scrollbar-color-active: ansi_default; }
    QuietScreen { background: ansi_default; color: ansi_default; }
    QuietModal { background: transparent; color: ansi_default; }
    .plain Outline { border-right: ascii ansi_default; }
    Dialog.plain > Vertical { border: ascii ansi_default; }
    """

    def __init__(self, first: QuietScreen) -> None:
        # The terminal's own colours: they follow the user's palette, dark or light, and NO_COLOR leaves none of them.
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.animation_level = "none"
        self._first = first
        self._opened = False
        self._frame = Frame()
        self._ambiguity = Ambiguity()
        self._window_title = ""
        self._pacer = KeyPacer(self, self.post_message)
        self.sessions: list[Session] = []
        self.replacements: list[Replacement] = []
        """replacements in files that can still be undone, whatever screen they were made on"""
        self.told_of: set[Path] = set()
        """texts of external editors that the user has been told of"""
        self.last_query = ""
        """what was last searched for"""
        self.copied_tasks: tuple[Task, ...] = ()
        """tasks of a department that were copied last"""
        self.copied_cells = CopiedCells()
        """what was last copied in a table"""
        self.last_words: list[str] = []
        """sentences printed on the terminal after the screen is gone"""

    @cached_property
    def indicator_clipboard(self) -> Clipboard:
        """What was copied last in any window."""
        from tui.clipboard import Clipboard

        return Clipboard()

    def get_default_screen(self) -> Screen[Any]:
        return QuietScreen(id="_default")

    async def on_mount(self) -> None:
        self._ask_terminal()
        self._watch_signals()
        self._watch_terminal()
        self.app_resume_signal.subscribe(self, lambda _: self._frame.forget(), immediate=True)
        await self.push_screen(self._first)
        self._opened = True
        self.follow_size(self.size)
        self.call_after_refresh(self._end_start)

    def _ask_terminal(self) -> None:
        """Find out how wide ambiguous characters are drawn; the answer comes when it comes."""
        said = ambiguous.told()
        if said is not None:
            self._measure_as(said)
        elif self._driver is not None and not self.is_headless:
            self._driver.write(ambiguous.ASK)

    def on_cursor_at(self, event: CursorAt) -> None:
        self._measure_as(ambiguous.answered(self._ambiguity, event.row, event.column))

    def _measure_as(self, ambiguity: Ambiguity) -> None:
        if ambiguity == self._ambiguity:
            return
        self._ambiguity = ambiguity
        ambiguous.measure_as(ambiguity)
        self._frame.forget()
        for screen in self.screen_stack if self._opened else ():
            dress(screen)
            screen.refresh(layout=True)
            for widget in screen.walk_children():
                if isinstance(widget, Measuring):
                    widget.measure_again()

    @property
    def plain_borders(self) -> bool:
        """Whether frames are drawn in ASCII, because the terminal draws lines two cells wide."""
        return self._ambiguity.lines == 2

    def on_resize(self, event: events.Resize) -> None:
        self.follow_size(event.size)

    def follow_size(self, size: Size) -> None:
        """Cover the screens while the terminal is too small for them."""
        covers = [screen for screen in self.screen_stack if isinstance(screen, TooSmallScreen)]
        if is_too_small(size) and not covers and self._opened:
            self.push_screen(TooSmallScreen())
        elif not is_too_small(size) and covers:
            covers[0].uncover()

    @staticmethod
    def _end_start() -> None:
        gc.freeze()
        gc.enable()

    async def _post_message(self, message: Message) -> bool:
        if isinstance(message, (events.Key, events.Paste, Typed)):
            return self._pacer.take(message)
        return await super()._post_message(message)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, (LayoutUpdate, ChopsUpdate)):
            super()._display(
                screen, cast("ConsoleRenderable", FrameUpdate(self._frame, renderable, *self.size))
            )
        else:
            super()._display(screen, renderable)

    def name_terminal(self, title: str) -> None:
        """Name the window of the terminal, for who switches between windows, for screen readers and scripts."""
        title = visible(title)
        if self._driver is not None and not self.is_headless and title != self._window_title:
            self._driver.write(f"{'' if self._window_title else PUSH_TITLE}\x1b]2;{title}\x07")
            self._window_title = title

    def exit(self, *arguments: Any, **options: Any) -> None:
        if self._window_title and self._driver is not None:
            self._driver.write(POP_TITLE)
            self._window_title = ""
        super().exit(*arguments, **options)

    def action_redraw(self) -> None:
        """Send the whole screen again, for when the line garbled it."""
        self._frame.forget()
        self.screen.refresh()

    def action_help_quit(self) -> None:
        """ctrl+c where a screen does not answer it: nothing is lost and nothing ends."""

    def _watch_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.hang_up, 128 + number)

    def _watch_terminal(self) -> None:
        """End when the terminal is gone, also where SIGHUP is ignored: Textual would spin on the closed input."""
        if self.is_headless or not sys.__stdin__:
            return
        descriptor = sys.__stdin__.fileno()
        loop = asyncio.get_running_loop()

        def watch() -> None:
            poll = select.poll()
            poll.register(descriptor, 0)
            if poll.poll() and self._running:
                loop.call_soon_threadsafe(self.hang_up, 128 + signal.SIGHUP)

        threading.Thread(target=watch, daemon=True, name="terminal-watch").start()

    def keep_work(self) -> list[Path]:
        """Write the journal of every document with unsaved work; the files it was written for."""
        return [session.document.path for session in self.sessions if session.write_journal()]

    def hang_up(self, code: int) -> None:
        """The line dropped or the system ends us: keep the work, leave a clean screen, exit."""
        kept = self.keep_work()
        self.last_words = [_kept(path) for path in kept]
        timer = threading.Timer(HANG_UP_PATIENCE, os._exit, (code,))
        timer.daemon = True
        timer.start()
        self.exit(code, return_code=code)

    def _fatal_error(self) -> None:
        """An error of the program itself: keep the work and say so in a sentence, never with a traceback."""
        kept = self.keep_work()
        self.last_words = [*crash.sentences(crash.write_report()), *map(_kept, kept)]
        self._return_code = crash.EXIT_BROKEN
        self._close_messages_no_wait()


def _kept(path: Path) -> str:
    return f"未保存的修改已留存，下次打开 {path} 时可以恢复。"
