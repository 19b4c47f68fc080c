"""The account of a page: every piece of text is placed, or printed by the form itself, or reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.readers.page import Line

UNRECOGNISED = "不能确定属于哪一项，没有填入。"


@dataclass(frozen=True)
class Unplaced:
    """Something of the page that is not in the declaration, or in it with a doubt."""

    line: int
    text: str
    """as it stands on the page; empty where something is missing there"""
    reason: str
    place: str = ""


class Ledger:
    """Keeps account of the lines of one project; what nobody accounts for is reported at the end."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._open = {id(line): line for line in lines}
        self._reported: list[Unplaced] = []
        self.placed = 0
        """pieces of text that are in the declaration"""

    def place(self, *lines: Line) -> None:
        """The text is in the declaration, whole."""
        for line in lines:
            if self._open.pop(id(line), None) is not None:
                self.placed += 1

    def printed(self, *lines: Line) -> None:
        """The form prints this itself: a heading, a label, a mark for an empty cell."""
        for line in lines:
            self._open.pop(id(line), None)

    def report(self, line: Line, reason: str) -> None:
        """The text is not in the declaration."""
        if self._open.pop(id(line), None) is not None:
            self._reported.append(Unplaced(line.number, line.text, reason, line.place))

    def doubt(self, line: Line, reason: str) -> None:
        """The text is in the declaration, but somebody should look at it."""
        self._reported.append(Unplaced(line.number, line.text, reason, line.place))

    def lack(self, at: Line, reason: str) -> None:
        """Something that should stand beside this text is not on the page."""
        self._reported.append(Unplaced(at.number, "", reason, at.place))

    def is_open(self, line: Line) -> bool:
        return id(line) in self._open

    def close(self) -> tuple[Unplaced, ...]:
        """Everything reported, in the order of the page."""
        for line in list(self._open.values()):
            self.report(line, UNRECOGNISED)
        return tuple(sorted(self._reported, key=lambda entry: entry.line))
