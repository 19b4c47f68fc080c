"""The stretch of a line that a finding means, cut to the width of a terminal, with ^ under it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from models.text import visible, width

TAB = "→"
_CUT = "…"
_UNSEEN = frozenset({"Cf", "Zl", "Zp", "Cn", "Co"})
"""Categories of characters that a terminal shows as nothing, or as it likes."""


@dataclass(frozen=True)
class Excerpt:
    """A part of a line as it may be shown, the cells before the marked stretch, and the cells of that (1 or more)."""

    shown: str
    before: int
    marked: int

    @property
    def carets(self) -> str:
        """What stands below `shown`."""
        return " " * self.before + "^" * self.marked


def excerpt(line: str, start: int, end: int, cells: int) -> Excerpt:
    """At most `cells` cells of a line around its characters from `start` to `end`, with … where it is cut."""
    # Only so much can be seen: a line may be as long as a file.
    first, last = max(start - cells, 0), min(max(end, start), start + cells) + cells
    part = _signs(line[first:last])
    widths = [width(sign) for sign in part]
    start, end = start - first, min(max(end, start + 1) - first, len(part))
    low, high = _window(widths, start, end, cells)
    left = _CUT if first or low else ""
    right = _CUT if high < len(part) or last < len(line) else ""
    return Excerpt(
        left + "".join(part[low:high]) + right,
        width(left) + sum(widths[low:start]),
        max(sum(widths[start : min(end, high)]), 1),
    )


def _window(widths: list[int], start: int, end: int, cells: int) -> tuple[int, int]:
    """The characters to show: a little of what is before, as much as fits of the marked ones, then both sides."""
    if sum(widths) <= cells:
        return 0, len(widths)
    room = cells - 2 * width(_CUT)
    low = high = start
    before = room // 4
    while low and widths[low - 1] <= before:
        low -= 1
        before -= widths[low]
        room -= widths[low]
    while high < end and widths[high] <= room:
        room -= widths[high]
        high += 1
    grown = high >= end
    while grown:
        grown = False
        if high < len(widths) and widths[high] <= room:
            room -= widths[high]
            high += 1
            grown = True
        if low and widths[low - 1] <= room:
            low -= 1
            room -= widths[low]
            grown = True
    return low, high


def _signs(text: str) -> list[str]:
    return list(text) if text.isprintable() else [_sign(char) for char in text]


def _sign(char: str) -> str:
    """A character as it is shown: whatever can't be seen becomes a sign."""
    if char == "\t":
        return TAB
    if char.isascii():
        return visible(char)
    return f"⟨U+{ord(char):04X}⟩" if unicodedata.category(char) in _UNSEEN else visible(char)
