"""How far a long command has come, shown on a terminal that has been waited at for a while."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")

PATIENCE = 1.0
"""Seconds before anything is shown."""

_CLEAR = "\r\x1b[K"


class Steps:
    """A line that says how much is done; call `clear` before anything else is printed."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._start = time.monotonic()
        self._shown = False

    def show(self, done: int, of: int) -> None:
        """So much of it is done."""
        if sys.stderr.isatty() and time.monotonic() - self._start > PATIENCE:
            self._print(f"{_CLEAR}{self._what} {done}/{of}")
            self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._print(_CLEAR)
            self._shown = False

    def _print(self, text: str) -> None:
        print(text, end="", file=sys.stderr, flush=True)


class Progress(Generic[Item]):
    """Iterates over items; call `clear` before anything else is printed."""

    def __init__(self, items: Sequence[Item], what: str) -> None:
        self._items = items
        self._steps = Steps(what)

    def __iter__(self) -> Iterator[Item]:
        try:
            for number, item in enumerate(self._items, start=1):
                self._steps.show(number, len(self._items))
                yield item
        finally:
            self.clear()

    def clear(self) -> None:
        """Take the line away."""
        self._steps.clear()
