"""Regular expressions that are compiled when they are first used.

Compiling the patterns of all rules takes longer than importing them; most commands need only a few.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression with the methods of `re.Pattern[str]` that the rules use."""

    __slots__ = ("_compiled", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """The pattern of the standard library."""
        if self._compiled is None:
            self._compiled = re.compile(self.source)
        return self._compiled

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match between two positions."""
        return (self._compiled or self.compiled()).search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """A match at the beginning of the text, or at a position."""
        return (self._compiled or self.compiled()).match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """A match of the whole text."""
        return (self._compiled or self.compiled()).fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches from left to right."""
        return self.compiled().finditer(text)

    def findall(self, text: str) -> list[str]:
        """All matches of a pattern with at most one group: that group, else the whole."""
        return self.compiled().findall(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with every match replaced."""
        return self.compiled().sub(replacement, text)
