"""Undo and redo: the list of declarations as they were."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from models.declaration import Declaration

PAUSE = 1.0
"""Typing in one field is one step until it rests for so many seconds."""


@dataclass(frozen=True)
class Step:
    """A state of the document, and what led to it."""

    declaration: Declaration
    label: str
    field: str
    """path of the field where the change was made; the cursor goes back there"""


class History:
    """States of one document, oldest first, and where we are among them."""

    def __init__(self, declaration: Declaration, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._steps = [Step(declaration, "", "")]
        self._at = 0
        self._clock = clock
        self._last = 0.0
        self._group = ""

    @property
    def current(self) -> Declaration:
        return self._steps[self._at].declaration

    @property
    def first(self) -> Declaration:
        """The state the history began with."""
        return self._steps[0].declaration

    def record(self, declaration: Declaration, label: str, field: str = "", group: str = "") -> None:
        """Add a state. Changes with the same `group` without a pause between them are one step."""
        now = self._clock()
        joins = bool(group) and group == self._group and now - self._last < PAUSE and self._at > 0
        self._last, self._group = now, group
        del self._steps[self._at + 1 :]
        if joins:
            self._steps.pop()
        self._steps.append(Step(declaration, label, field))
        self._at = len(self._steps) - 1

    def end_group(self) -> None:
        """The next change is a step of its own, however soon it comes."""
        self._group = ""

    def undo(self) -> Step | None:
        """Go back one step; the step that was undone, or None."""
        if self._at == 0:
            return None
        self.end_group()
        self._at -= 1
        return self._steps[self._at + 1]

    def redo(self) -> Step | None:
        """Go forward one step; the step that was made again, or None."""
        if self._at + 1 == len(self._steps):
            return None
        self.end_group()
        self._at += 1
        return self._steps[self._at]
