"""What a terminal sends, cut into pieces: typed text, control characters, whole escape sequences, whole pastes.

Nothing here knows what a key means; `tui.keyboard` does. A piece comes out only when it is complete, however the line
cut it, so that half an answer of the terminal is never taken for typing.

Escape is ambiguous: the key sends the byte that every sequence begins with, and alt with a letter sends that byte and
the letter. As in other programs, time decides: what follows within `escape_wait` belongs to it, else it was the key.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

ESCAPE = "\x1b"
PASTE_BEGIN = "\x1b[200~"
PASTE_END = "\x1b[201~"

SEQUENCE_WAIT = 0.5
"""Seconds from its first byte after which a sequence without an end is dropped; typing must not vanish in it."""
SEQUENCE_LIMIT = 8192
"""Characters after which it is dropped at once."""
PASTE_WAIT = 5.0
"""Seconds of silence after which a paste without an end is taken as it is. Bad lines do pause for seconds, and were
the rest taken for typing, its line ends would be Enter keys."""


class Kind(Enum):
    """What a piece is."""

    TEXT = "text"
    """characters that are no controls, as many as came together"""
    CONTROL = "control"
    """one control character; Escape when that key was pressed"""
    SEQUENCE = "sequence"
    """an escape sequence, or Escape and the character that came with it"""
    PASTE = "paste"
    """what stood between the brackets of a paste"""


class Piece(NamedTuple):
    """One complete piece of input."""

    kind: Kind
    text: str


_TEXT = re.compile(r"[^\x00-\x1f\x7f-\x9f]+")
_BODY = r"[^\x00-\x1f\x7f-\x9f]*"
_COMPLETE = re.compile(
    r"\x1b(?:"
    r"\[\[[A-Za-z]"  # function keys of the Linux console
    r"|\[M[^\x00-\x1f]{3}"  # the mouse in its oldest form: three characters after the final letter
    r"|\[\d{1,2}\$"  # rxvt with shift
    r"|\[(?![\[M])[0-?]*[ -/]*[@-~]"
    r"|O[0-9;]*[ -/:<-~]"
    rf"|[\]PX^_]{_BODY}(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC
    r"|[^\[\]OPX^_\x1b]"
    r")"
)
_BEGUN = re.compile(rf"\x1b(?:\[M[^\x00-\x1f]{{0,2}}|\[\[|\[[0-?]*[ -/]*|O[0-9;]*|[\]PX^_]{_BODY}\x1b?)?\Z")
_BROKEN = re.compile(rf"\x1b(?:\[M[^\x00-\x1f]{{0,2}}|\[\[|\[[0-?]*[ -/]*|O[0-9;]*|[\]PX^_]{_BODY})?")
_INTRODUCER = re.compile(r"\x1b[\[\]OPX^_]?")
_WITHOUT_ESCAPE = re.compile(r"\[[0-?]*[ -/]*[@-~]")


class Reader:
    """`feed` it what was read, `tick` it now and then; both give the pieces that are complete."""

    def __init__(self, escape_wait: float = 0.05, clock: Callable[[], float] = time.monotonic) -> None:
        self._escape_wait = escape_wait
        self._clock = clock
        self._rest = ""
        self._since = 0.0
        """when the first byte of the rest came; in a paste, when the last one did"""
        self._paste: list[str] | None = None
        self._escaped = float("-inf")

    def feed(self, data: str) -> list[Piece]:
        """The pieces that `data` completes."""
        pieces: list[Piece] = []
        if self._rest != ESCAPE or not _WITHOUT_ESCAPE.match(data):
            # A whole sequence but for its first byte is no typing, however late it comes.
            pieces += self.tick()
        if not self._rest and self._clock() - self._escaped < SEQUENCE_WAIT:
            data = _WITHOUT_ESCAPE.sub("", data, count=1) if _WITHOUT_ESCAPE.match(data) else data
        if not self._rest:
            self._since = self._clock()
        data, self._rest = self._rest + data, ""
        at = 0
        while at < len(data):
            at = self._read(data, at, pieces) if self._paste is None else self._read_paste(data, at, pieces)
        return pieces

    def tick(self) -> list[Piece]:
        """What is complete only because nothing more has come for a while."""
        waited = self._clock() - self._since
        if self._paste is not None:
            return self._end_paste(self._rest) if waited >= PASTE_WAIT else []
        if not self._rest:
            return []
        alone = _INTRODUCER.fullmatch(self._rest) is not None
        if waited < (self._escape_wait if alone else SEQUENCE_WAIT):
            return []
        rest, self._rest = self._rest, ""
        if rest == ESCAPE:
            self._escaped = self._clock()
            return [Piece(Kind.CONTROL, ESCAPE)]
        return [Piece(Kind.SEQUENCE, rest)] if alone else []

    def _read(self, data: str, at: int, pieces: list[Piece]) -> int:
        """Take one piece of `data`; the position after it."""
        if text := _TEXT.match(data, at):
            pieces.append(Piece(Kind.TEXT, text[0]))
            return text.end()
        if data[at] != ESCAPE:
            pieces.append(Piece(Kind.CONTROL, data[at]))
            return at + 1
        if sequence := _COMPLETE.match(data, at):
            if sequence[0] == PASTE_BEGIN:
                self._paste = []
                self._since = self._clock()
            else:
                pieces.append(Piece(Kind.SEQUENCE, sequence[0]))
            return sequence.end()
        if _BEGUN.match(data, at) and len(data) - at <= SEQUENCE_LIMIT:
            self._rest = data[at:]
            if at:
                self._since = self._clock()
            return len(data)
        broken = _BROKEN.match(data, at)
        end = broken.end() if broken else at + 1
        if end == at + 1:
            pieces.append(Piece(Kind.CONTROL, ESCAPE))
        return end

    def _read_paste(self, data: str, at: int, pieces: list[Piece]) -> int:
        """Take what belongs to a paste; the position after it."""
        assert self._paste is not None
        end = data.find(PASTE_END, at)
        if end >= 0:
            pieces += self._end_paste(data[at:end])
            return end + len(PASTE_END)
        keep = next(
            (size for size in range(len(PASTE_END) - 1, 0, -1) if data.endswith(PASTE_END[:size], at)), 0
        )
        self._paste.append(data[at : len(data) - keep])
        self._rest = data[len(data) - keep :]
        self._since = self._clock()
        return len(data)

    def _end_paste(self, last: str) -> list[Piece]:
        text = "".join((*(self._paste or ()), last))
        self._paste, self._rest = None, ""
        return [Piece(Kind.PASTE, text)] if text else []
