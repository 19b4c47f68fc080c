"""Every screen as the terminal shows it, at three sizes and without colour.

After a deliberate change: `pytest tests/tui/test_snapshots.py --snapshot-update`, and read the difference.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.segment import Segment

from models.text import width
from tests.tui.driver import User, editing
from tui.app import JixiaoApp
from tui.screens.workspace import WorkspaceScreen

SIZES = [(60, 15), (80, 24), (120, 40)]
TITLE = "救助对象人数"

SCENES: dict[str, tuple[list[str], list[str]]] = {
    "editor": (["enter", "tab", "tab"], ["escape"]),
    "marked": (["v", "v"], ["escape", *["up"] * 4]),
    "table": (["t"], ["escape"]),
    "library": (["i"], ["escape"]),
    "search": (["slash", "2", "0", "1", "4"], ["escape"]),
    "replace": (["slash", *"2014", "ctrl+r", *"2027"], ["ctrl+q", "ctrl+q", "escape", "escape"]),
    "changed": (["x", "f7"], ["escape", "u"]),
    "parts": (["c", "4"], ["escape"]),
    "preview": (["f5"], ["escape"]),
    "scoring": (["enter", *["tab"] * 6, "f3"], ["ctrl+q", "escape", "escape"]),
    "units": (["enter", *["tab"] * 3, "f3", "r"], ["escape", "escape"]),
    "field help": (["enter", "tab", "f1"], ["escape", "escape"]),
    "keys": (["question_mark"], ["escape"]),
    "palette": (["ctrl+p", "f", "z"], ["escape"]),
    "jump": (["ctrl+o"], ["escape"]),
    "problems": (["o", "f", "v", "0", "enter"], ["escape", "escape", "o", "o", "o"]),
}
"""what is pressed in the tree on an indicator to get to a screen, and to get back"""


def lines_of(user: User) -> list[list[Segment]]:
    return [list(strip) for strip in user.app.screen._compositor.render_strips()]


SCROLLBAR = re.compile("[▁-█]")
"""Its end stands a part of a cell up or down, depending on when the form was laid out."""


def plain(lines: list[list[Segment]]) -> str:
    return "\n".join(SCROLLBAR.sub(" ", "".join(segment.text for segment in line)).rstrip() for line in lines)


def monochrome(lines: list[list[Segment]]) -> str:
    """Text with the attributes that a terminal without colours has, as ⟨bold⟩ and the like before what they are on."""
    return "\n".join("".join(map(marked, line)).rstrip() for line in lines)


def marked(segment: Segment) -> str:
    style = segment.style
    names = [
        letter
        for letter, is_on in (
            ("b", style and style.bold),
            ("d", style and style.dim),
            ("r", style and style.reverse),
            ("u", style and style.underline),
        )
        if is_on
    ]
    segment = Segment(SCROLLBAR.sub(" ", segment.text), style)
    blank = not segment.text.strip() and not {"r", "u"} & set(names)
    return segment.text if blank or not names else f"⟨{''.join(names)}⟩{segment.text}⟨⟩"


async def settled(user: User) -> None:
    """Until nothing changes any more: the library and the preview are read in threads."""
    before = ""
    for _ in range(60):
        await user.pilot.pause(0.12)
        now = plain(lines_of(user))
        if now == before and "正在" not in now:
            return
        before = now


@asynccontextmanager
async def scenes(file: Path, size: tuple[int, int]) -> AsyncIterator[tuple[User, list[str]]]:
    """The editor on an indicator, and the names of what is to be shown."""
    async with editing(file, size=size) as user:
        await user.go_to(TITLE)
        yield user, list(SCENES)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_fits_its_terminal(file, size, snapshot):
    async with scenes(file, size) as (user, names):
        for name in names:
            there, back = SCENES[name]
            await user.press(*there)
            await settled(user)
            text = plain(lines_of(user))
            rows = text.split("\n")
            assert len(rows) == size[1], name
            assert max(map(width, rows)) <= size[0], name
            assert text == snapshot(name=name)
            if size == (80, 24):
                assert monochrome(lines_of(user)) == snapshot(name=f"{name} in monochrome")
            await user.press(*back)
            assert user.app.screen is user.editor, name
            assert user.editor._outline.node.title == TITLE, name
        assert not user.editor.session.dirty


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_list_of_a_folder_fits_its_terminal(workspace, size, snapshot):
    screen = WorkspaceScreen(workspace)
    app = JixiaoApp(screen)
    async with app.run_test(size=size) as pilot:
        for _ in range(100):
            await pilot.pause(0.1)
            if screen.is_settled:
                break
        strips = [list(strip) for strip in screen._compositor.render_strips()]
        assert max(map(width, plain(strips).split("\n"))) <= size[0]
        assert plain(strips) == snapshot
        if size == (80, 24):
            assert monochrome(strips) == snapshot(name="in monochrome")
