"""A small driver over Textual's Pilot, so that a test reads like a user's session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from models.declaration import Declaration
from store.documents import open_document
from store.workspace import find_workspace
from tui.app import JixiaoApp
from tui.screens.editor import EditorScreen
from tui.session import Session
from tui.widgets.form import FieldRow


class User:
    """Presses keys and reads the screen."""

    def __init__(self, app: JixiaoApp, pilot: Pilot[int], screen: EditorScreen) -> None:
        self.app = app
        self.pilot = pilot
        self.editor = screen

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.rest()

    async def rest(self) -> None:
        """Until the screen has followed."""
        await self.pilot.pause(0.06)
        while not self.editor.is_settled:
            await self.pilot.pause(0.02)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        for char in text:
            self.app.post_message(events.Key(char, char))
            await self.pilot.pause()
        await self.rest()

    async def go_to(self, title: str) -> None:
        """Move the tree's cursor down to a row."""
        await self.press("escape", "home")
        for _ in range(60):
            if self.editor._outline.node.title == title:
                return
            await self.press("down")
        raise AssertionError(f"no row {title!r} in the tree")

    async def edit(self, title: str, label: str) -> FieldRow:
        """Put the cursor into a field of a row."""
        await self.go_to(title)
        await self.press("enter")
        for _ in range(20):
            row = self.editor._form.focused_row
            if row is not None and row.field.label == label:
                return row
            await self.press("tab")
        raise AssertionError(f"no field {label!r}")

    @property
    def declaration(self) -> Declaration:
        return self.editor.session.declaration

    @property
    def screen_text(self) -> str:
        """What the terminal would show."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def tree(self) -> list[str]:
        return [line.text.strip() for line in self.editor._outline.lines]

    @property
    def problems(self) -> list[str]:
        return [line.text for line in self.editor._problems.lines]

    @property
    def message(self) -> str:
        return self.editor._message.text


@asynccontextmanager
async def editing(path: Path, size: tuple[int, int] = (100, 36)) -> AsyncIterator[User]:
    """The editor on a file."""
    screen = EditorScreen(Session(open_document(path), find_workspace(path)))
    app = JixiaoApp(screen)
    async with app.run_test(size=size) as pilot:
        user = User(app, pilot, screen)
        await user.rest()
        yield user
