"""Any sequence of keys: nothing breaks, what is on the screen can be saved, and undo leads back to the beginning."""

from __future__ import annotations

import os
import random

import pytest

from store.layout import emit, parse
from tests.tui.driver import editing

KEYS = [
    *(
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "pageup",
        "pagedown",
        "tab",
        "shift+tab",
        "enter",
        "escape",
    ),
    *("a", "d", "j", "k", "h", "l", "u", "U", "y", "x", "space", "backspace", "delete"),
    *(
        "alt+up",
        "alt+down",
        "f1",
        "f2",
        "f3",
        "f5",
        "f8",
        "shift+f8",
        "ctrl+z",
        "ctrl+y",
        "ctrl+p",
        "ctrl+w",
        "ctrl+l",
    ),
    *("甲", "，", "3", "=", ">", "[", "/"),
    *("t", "i", "v", "p", "P", "z", "f", "o", "n", "N", "m", "M"),
    *("f4", "f7", "f9", "ctrl+o", "ctrl+r", "ctrl+t", "ctrl+d"),
]
LONG = bool(os.environ.get("JIXIAO_LONG"))


@pytest.mark.parametrize("seed", range(40 if LONG else 3))
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_monkey_at_the_keyboard(file, seed, size):
    rng = random.Random(seed)
    async with editing(file, size=size) as user:
        beginning = user.declaration
        for _ in range(400 if LONG else 120):
            await user.pilot.press(rng.choice(KEYS))
        assert user.app._exception is None
        # Out of whatever dialog is open.
        for _ in range(10):
            if user.app.screen is not user.editor:
                await user.press("escape")
        assert parse(emit(user.declaration)) == user.declaration
        while user.editor.session.undo():
            pass
        assert user.declaration == beginning
