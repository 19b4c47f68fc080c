"""What terminals send, where Textual reads it wrongly once the kitty protocol is switched off.

Its table takes alt with an arrow for Escape and the arrow, and shift with F8 for F20; and one byte that is not UTF-8
(line noise, a terminal set to GBK) ends its input thread.
"""

from __future__ import annotations

import codecs
from enum import Enum
from functools import partial
from typing import Any, cast

from textual import _ansi_sequences
from textual.drivers import linux_driver
from textual.keys import Keys


class Chord(Enum):
    """Keys that Textual's own enumeration does not have."""

    ALT_UP = "alt+up"
    ALT_DOWN = "alt+down"
    SHIFT_F8 = "shift+f8"


SEQUENCES: dict[str, tuple[Enum, ...]] = {
    "\x1b[1;3A": (Chord.ALT_UP,),
    "\x1b[1;3B": (Chord.ALT_DOWN,),
    # Escape and an arrow would leave the field, where the next letter is a command.
    "\x1b[1;3C": (Keys.Ignore,),
    "\x1b[1;3D": (Keys.Ignore,),
    "\x1b[3;3~": (Keys.Ignore,),
    "\x1b[19;2~": (Chord.SHIFT_F8,),
    "\x1b[32~": (Chord.SHIFT_F8,),
}


def _decoder(encoding: str) -> Any:
    return partial(codecs.getincrementaldecoder(encoding), "ignore")


def install() -> None:
    """Correct both, before the program reads its first key."""
    cast("dict[str, Any]", _ansi_sequences.ANSI_SEQUENCES_KEYS).update(SEQUENCES)
    vars(linux_driver)["getincrementaldecoder"] = _decoder
