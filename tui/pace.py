"""One key at a time.

Textual hands keys to whatever has the focus when they arrive. Over a slow line, or from an input method that sends a
whole phrase, several arrive at once, and those after an `Enter` that opens a form would still go to the tree, where
letters are commands. Here each key waits until what the one before it started has come to rest.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

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
        """Accept a key (or a paste); it is passed on when its turn has come."""
        self._waiting.append(key)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())
        return True

    async def _run(self) -> None:
        while self._waiting:
            self._pass_on(self._waiting.popleft())
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._settle()
                    # A command may have started a dialog in a task of its own: let it open, and let it take the focus.
                    await asyncio.sleep(0)
                    await self._settle()
            except TimeoutError:
                continue

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
