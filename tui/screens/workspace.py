"""The declarations of a folder: year, project, amount, indicators, weights, problems, git; what is done with them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work

from models.text import wrap
from store.documents import Document, open_document
from store.errors import ClerkError
from store.workspace import Workspace, find_workspace
from tui.actions import LISTING, Action
from tui.arranging import YearHeading
from tui.filing import Deed
from tui.listing import Row
from tui.screens.ask import AskScreen
from tui.screens.read import ReadScreen
from tui.screens.workspace_export import ExportActions
from tui.screens.workspace_filing import FilingActions
from tui.widgets.lines import LineList

if TYPE_CHECKING:
    from tui.searching import Replacement


class WorkspaceScreen(FilingActions, ExportActions):
    """Lists a folder and opens what is chosen. Without a `workspace` it reads that of the folder."""

    ACTIONS: ClassVar[tuple[Action, ...]] = LISTING

    def __init__(self, folder: Path, workspace: Workspace | None = None) -> None:
        super().__init__(folder, workspace)
        self._is_away = False

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        item = self._items[event.index]
        if isinstance(item, YearHeading):
            self._fold(item.year)
        else:
            self._open(item)

    @work(exclusive=True, group="opening")
    async def _open(self, row: Row) -> None:
        try:
            document = await asyncio.to_thread(open_document, row.path)
        except ClerkError as error:
            words = row.error if row.path.is_dir() else str(error)
            await self.app.push_screen_wait(
                ReadScreen(row.title, lambda cells: ["", *wrap(words, min(cells, 90))])
            )
            return
        await self._edit(document)

    async def _edit(self, document: Document, at: tuple[str, int] | None = None) -> None:
        """Open a document, at a place in it."""
        workspace = await self._workspace_for(document)
        if workspace is None:
            return
        from tui.screens.editor import EditorScreen
        from tui.session import Session

        self._stop_reading()
        self._is_away = True
        await self.app.push_screen(EditorScreen(Session(document, workspace), at=at))

    @work(exclusive=True, group="opening")
    async def action_search(self) -> None:
        from tui.screens.search import SearchScreen

        before = len(self.jixiao.replacements)
        screen = SearchScreen(None, Workspace(), self._folder, self.jixiao.last_query)
        place = await self.app.push_screen_wait(screen)
        self._deeds += [[self._deed_of(made)] for made in self.jixiao.replacements[before:]]
        if place is None:
            self.reload()
            return
        try:
            document = await asyncio.to_thread(open_document, place.file)
        except ClerkError as error:
            self.say(str(error))
            return
        await self._edit(document, (place.field, place.start))

    async def _workspace_for(self, document: Document) -> Workspace | None:
        """The workspace of a file; where its settings are broken the user decides."""
        try:
            return await asyncio.to_thread(find_workspace, document.path.parent)
        except ClerkError as error:
            answers = [("no", "不打开"), ("plain", "不用工作区的设置，照样打开")]
            answer = await self.app.push_screen_wait(AskScreen("工作区的设置有错", str(error), answers))
            return Workspace() if answer == "plain" else None

    def _deed_of(self, made: Replacement) -> Deed:
        """A replacement as something that `u` undoes."""

        def undo() -> Path:
            from tui.searching import put_back

            if made in self.jixiao.replacements:
                self.jixiao.replacements.remove(made)
            if left := put_back(made.files):
                raise ClerkError(f"{left[0].name} 等 {len(left)} 个文件后来又被改过，没有还原。")
            return self._folder

        return Deed(f"{len(made.files.written)} 个文件里的替换", self._folder, undo)

    def action_open(self) -> None:
        self._list.action_choose()

    def on_screen_resume(self) -> None:
        if self._is_away:
            self._is_away = False
            self.reload()

    def action_reload(self) -> None:
        self.say("")
        self.reload()

    def action_quit(self) -> None:
        self.app.exit(0)

    def action_interrupt(self) -> None:
        self.say("内容都在。退出请按 q 或 ctrl+q。")
