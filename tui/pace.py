"""One key at a time, and typed text all at once.

Textual hands keys to whatever has the focus when they arrive. Over a slow line, or from an input method that sends a
whole phrase, several arrive at once, and those after an `Enter` that opens a form would still go to the tree, where
letters are commands. Here each key waits until what the one before it started has come to rest.

Text typed into a field moves no focus, so what has arrived of it goes there as one insertion: a paste without
brackets is a thousand keys, each with its checking and drawing.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump
from textual.widgets import Input

from tui.keyboard import TEXT_KEY, Typed, key_of
from tui.widgets.basis import Measuring

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

PATIENCE = 2.0
"""Seconds a key waits at most for the one before it; something stuck must not stop the keyboard."""


class KeyPacer:
    """Passes keys on in their order."""

    def __init__(self, app: App[int], pass_on: Callable[[Message], bool]) -> None:
        self._app = app
        self._pass_on = pass_on
        self._waiting: deque[Message] = deque()
        self._task: asyncio.Task[None] | None = None

    def take(self, key: Message) -> bool:
        """Accept a key, typed text or a paste; it is passed on when its turn has come."""
        self._waiting.append(key)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())
        return True

    async def _run(self) -> None:
        while self._waiting:
            self._pass_on(self._next())
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._settle()
                    # A command may have started a dialog in a task of its own: let it open, and let it take the focus.
                    await asyncio.sleep(0)
                    await self._settle()
            except TimeoutError:
                continue

    def _next(self) -> Message:
        """What is passed on now: all text for the field in focus, else one key."""
        first = self._waiting.popleft()
        if not _text(first):
            return first
        focused = self._app.screen.focused
        if not isinstance(focused, (Input, Measuring)):
            character, rest = _text(first)[0], _text(first)[1:]
            if rest:
                self._waiting.appendleft(Typed(rest))
            return key_of(character)
        several = isinstance(focused, Measuring)
        parts = [_text(first)]
        while self._waiting and (part := _text(self._waiting[0], line_ends=several)):
            parts.append(part)
            self._waiting.popleft()
        text = "".join(parts)
        return key_of(text) if len(text) == 1 and text.isprintable() else events.Key(TEXT_KEY, text)

    async def _settle(self) -> None:
        """Until every message that the key caused has been handled on its way up from the focused widget."""
        await self._reached(self._app)
        screen = self._app.screen
        pumps: list[MessagePump] = (
            list(screen.focused.ancestors_with_self) if screen.focused else [screen, self._app]
        )
        for pump in pumps:
            await self._reached(pump)

    @staticmethod
    async def _reached(pump: MessagePump) -> None:
        done = asyncio.Event()
        if pump.is_running and pump.call_later(done.set):
            await done.wait()


def _text(message: Message, *, line_ends: bool = False) -> str:
    """What a message types into a field; Enter only where it is a line end."""
    if isinstance(message, Typed):
        return message.text
    if isinstance(message, events.Key):
        if message.key == "enter":
            return (message.character or "\n") if line_ends else ""
        if message.is_printable:
            return message.character or ""
    return ""
