"""What the pieces of terminal input mean: keys, typed text, pastes, and answers of the terminal that are nobody's keys.

It stands in place of Textual's own parser, which types what it does not know into the field in focus: alt with a
letter, answers of the terminal, the rest of a sequence that the line cut; which tears a paste with an Escape in it;
and whose thread ends at a byte that is not UTF-8 (line noise, a terminal set to GBK).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from enum import Enum
from functools import partial
from typing import Any

from textual import constants, events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.drivers import linux_driver
from textual.keys import Keys, _character_to_key
from textual.message import Message

from models.text import is_forbidden
from tui.terminal_input import ESCAPE, Kind, Piece, Reader

TEXT_KEY = "text"
"""The name of a key event that carries more than one typed character, or one that Textual would not type."""

CORRECTED: dict[str, tuple[str, ...]] = {
    "\x1b[1;3A": ("alt+up",),
    "\x1b[1;3B": ("alt+down",),
    # Escape and an arrow would leave the field, where the next letter is a command.
    "\x1b[1;3C": (),
    "\x1b[1;3D": (),
    "\x1b[3;3~": ("alt+delete",),
    # One code for two keys: terminals of today mean shift+f8, not f20.
    "\x1b[19;2~": ("shift+f8",),
    "\x1b[32~": ("shift+f8",),
    # A terminal that sends a paste without brackets may end its lines with line feeds.
    "\n": ("enter",),
}
"""Sequences that Textual's table takes for other keys."""

_SYNCHRONIZED_OUTPUT = re.compile(r"\x1b\[\?2026;[1-9]\d*\$y")
_FOCUS_IN = "\x1b[I"
_CURSOR = re.compile(r"\x1b\[(\d+);(\d+)R")
_MOUSE = re.compile(r"\x1b\[<(\d{1,3});(\d{1,4});(\d{1,4})([Mm])")

MOUSE_ON = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
"""Buttons, the wheel, and movement while a button is down. Every other movement would cross the line for nothing."""


class CursorAt(Message, bubble=False):
    """The terminal's answer to where its cursor is, both from 1."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__()
        self.row = row
        self.column = column


class Typed(Message, bubble=False):
    """Characters that came together. Where no field has the focus, each is a key of its own."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def key_of(character: str) -> events.Key:
    """The key event of one typed character."""
    if character == " ":
        return events.Key("space", character)
    return events.Key(_character_to_key(character), character)


class TerminalParser:
    """Makes Textual's messages of what was read. Has the interface of `textual._xterm_parser.XTermParser`."""

    def __init__(self, debug: bool = False) -> None:
        self._reader = Reader(constants.ESCAPE_DELAY)

    def feed(self, data: str) -> Iterator[Message]:
        """Messages for what was read; an empty text is the end of input."""
        for piece in self._reader.feed(data):
            yield from messages_of(piece)

    def tick(self) -> Iterator[Message]:
        """Messages for what is complete only because nothing more came."""
        for piece in self._reader.tick():
            yield from messages_of(piece)


def messages_of(piece: Piece) -> Iterator[Message]:
    """What one piece of input means."""
    if piece.kind is Kind.TEXT:
        text = "".join(char for char in piece.text if not is_forbidden(char))
        if text:
            yield Typed(text)
    elif piece.kind is Kind.PASTE:
        yield events.Paste(piece.text)
    elif piece.kind is Kind.CONTROL:
        yield from _keys(piece.text)
    else:
        yield from _sequence(piece.text)


def _sequence(sequence: str) -> Iterator[Message]:
    """A sequence that is no known key is an answer of the terminal or a key without a meaning: nothing.

    Terminals also tell when they lose the focus. Textual would take the focus from the field then, and where the
    terminal does not tell that it is back, the next letters would be commands.
    """
    if sequence == _FOCUS_IN:
        yield events.AppFocus()
    elif mouse := _MOUSE.fullmatch(sequence):
        yield from _mouse(*map(int, mouse.groups()[:3]), down=mouse[4] == "M")
    elif (cursor := _CURSOR.fullmatch(sequence)) and int(cursor[1]) > 1:
        yield CursorAt(int(cursor[1]), int(cursor[2]))
    elif _SYNCHRONIZED_OUTPUT.fullmatch(sequence):
        yield messages.TerminalSupportsSynchronizedOutput()
    elif len(sequence) == 2:
        yield from _with_escape(sequence[1])
    else:
        yield from _keys(sequence)


_WHEEL = (
    events.MouseScrollUp,
    events.MouseScrollDown,
    events.MouseScrollLeft,
    events.MouseScrollRight,
)


def _mouse(code: int, column: int, row: int, *, down: bool) -> Iterator[Message]:
    """What the mouse did: `code` is the button with bits for modifiers, movement and the wheel (SGR 1006)."""
    button = 0 if code & 64 else (code + 1) & 3
    kind: type[events.MouseEvent] = events.MouseDown if down else events.MouseUp
    if code & 64:
        kind = _WHEEL[code & 3]
    elif code & 32 or not button:
        kind = events.MouseMove
    x, y = float(column - 1), float(row - 1)
    if x >= 0 and y >= 0:
        modifiers = (bool(code & 4), bool(code & 8), bool(code & 16))
        yield kind(None, x, y, 0, 0, button, *modifiers, screen_x=x, screen_y=y)


def _with_escape(character: str) -> Iterator[Message]:
    """What came together with Escape.

    A printable character of a keyboard is alt with that key, a key without a meaning; when a slow line brought
    Escape and a letter in one packet, that letter is lost rather than typed or obeyed. Anything else is no alt.
    """
    known = ANSI_SEQUENCES_KEYS.get(ESCAPE + character)
    if isinstance(known, tuple):
        yield from _keys(ESCAPE + character)
    elif character == "\r" or (character.isascii() and character.isprintable()):
        name = "enter" if character == "\r" else key_of(character).key
        yield events.Key(f"alt+{name}", None)
    else:
        yield events.Key("escape", ESCAPE)
        yield from messages_of(Piece(Kind.TEXT if character.isprintable() else Kind.CONTROL, character))


def _keys(sequence: str) -> Iterator[Message]:
    known: Any = CORRECTED.get(sequence, ANSI_SEQUENCES_KEYS.get(sequence))
    if isinstance(known, str):
        yield Typed(known)
    elif isinstance(known, tuple):
        for key in known:
            name = key.value if isinstance(key, Enum) else key
            if name != Keys.Ignore.value:
                yield events.Key(name, sequence if len(sequence) == 1 else None)


def _decoder(encoding: str) -> Any:
    return partial(codecs.getincrementaldecoder(encoding), "ignore")


def install() -> None:
    """Put both in place, before the program reads its first key."""
    vars(linux_driver)["XTermParser"] = TerminalParser
    vars(linux_driver)["getincrementaldecoder"] = _decoder
    type.__setattr__(linux_driver.LinuxDriver, "_enable_mouse_support", _enable_mouse)


def _enable_mouse(driver: linux_driver.LinuxDriver) -> None:
    if driver._mouse:
        driver.write(MOUSE_ON)
        driver.flush()
