"""A text with what went and what came marked by signs and style, wrapped by terminal cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.style import Style

from models.text import visible, wrap
from models.text_parts import Fate, Part
from tui.widgets.basis import DIM, NORMAL, Piece

REMOVED = Style(color="red", bold=True)
ADDED = Style(color="green", bold=True)
MARKS = {Fate.REMOVED: ("[-", "-]", REMOVED), Fate.ADDED: ("{+", "+}", ADDED)}
"""What stands before and behind a part, and its style; the signs alone are enough."""

AROUND = 24
"""Characters shown before and behind a difference when the rest is left out."""


def marked(parts: Sequence[Part], cells: int, *, whole: bool) -> list[tuple[Piece, ...]]:
    """The parts as lines of at most `cells` cells; long same parts shortened unless `whole`."""
    return list(_wrapped(list(_pieces(parts, whole)), cells))


def _pieces(parts: Sequence[Part], whole: bool) -> Iterator[Piece]:
    for at, part in enumerate(parts):
        if part.fate is not Fate.SAME:
            before, after, style = MARKS[part.fate]
            # A line feed that went or came would not be seen.
            text = visible(part.text, keep_newlines=True).replace("\n", "⏎\n")
            yield f"{before}{text}{after}", style
        elif whole or len(parts) == 1:
            yield visible(part.text, keep_newlines=True), NORMAL
        else:
            yield from _shortened(part.text, first=at == 0, last=at == len(parts) - 1)


def _shortened(text: str, *, first: bool, last: bool) -> Iterator[Piece]:
    head, tail = 0 if first else AROUND, 0 if last else AROUND
    left_out = len(text) - head - tail
    if left_out <= AROUND:
        yield visible(text, keep_newlines=True), NORMAL
        return
    yield visible(text[:head], keep_newlines=True), NORMAL
    yield f"…（相同 {left_out} 字）…", DIM
    yield visible(text[len(text) - tail :], keep_newlines=True), NORMAL


def _wrapped(pieces: Sequence[Piece], cells: int) -> Iterator[tuple[Piece, ...]]:
    """Lines broken as plain text is, each with the styles of its characters."""
    styles = [style for text, style in pieces for _ in text]
    at = 0
    for paragraph in "".join(text for text, _ in pieces).split("\n"):
        for line in wrap(paragraph, cells):
            runs = groupby(range(at, at + len(line)), key=styles.__getitem__)
            places = [(list(run), style) for style, run in runs]
            yield tuple((line[run[0] - at : run[-1] - at + 1], style) for run, style in places)
            at += len(line)
        at += 1
