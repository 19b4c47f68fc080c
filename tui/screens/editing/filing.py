"""Saving, leaving, recovering, and what goes on with the file meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import work

from store.errors import ClerkError
from tui.screens.editing.base import EditorBase
from tui.session import Session

MOST_PEERS = 300
"""More projects than a unit has; a folder of thousands is not read just to compare one project with them."""


class FileWork(EditorBase):
    """ctrl+s, ctrl+q, w, and recovery."""

    def _look_at_file(self) -> None:
        before = self.session.disk
        if self.session.look_at_file():
            self._head.load(self.session)
            if self.session.disk and self.session.disk != before:
                self.say(f"{self.session.disk}。F7 可比较；保存时会问怎么办；按 ctrl+p 选“重读文件”读入它。")

    @work
    async def action_reload(self) -> None:
        """Take what is on disk, as a change that can be undone."""
        try:
            self.session.reload()
        except ClerkError as error:
            self.say(str(error))
            return
        self._changed()
        await self._follow()
        self.say("已读入磁盘上的内容；原来的修改按 u 找回。")

    @work
    async def action_save(self) -> None:
        from tui.screens.saving import save

        if await save(self.jixiao, self.session, self.say):
            self._head.load(self.session)
            await asyncio.to_thread(self.session.remember_findings)

    @work
    async def action_quit(self) -> None:
        if await self._may_leave():
            self.app.exit(0)

    async def _may_leave(self, leaving: str = "退出") -> bool:
        from tui.screens.saving import may_leave

        left = await may_leave(self.jixiao, self.session, self.say, leaving)
        self._head.load(self.session)
        return left

    def action_interrupt(self) -> None:
        self.say("内容都在。退出请按 ctrl+q，在目录里按 q 也可以。")

    @work
    async def action_workspace(self) -> None:
        if not await self._may_leave("回到列表"):
            return
        from tui.screens.workspace import WorkspaceScreen

        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        if isinstance(below, WorkspaceScreen):
            self.dismiss()
            below.reload()
            return
        root = self.session.workspace.root or self.session.document.path.parent
        # Not awaited: this runs on behalf of the screen that goes away.
        self.app.call_later(self.app.switch_screen, WorkspaceScreen(root, self.session.workspace))

    async def _open_file(self, path: Path, field: str, offset: int) -> None:
        """Go on with another declaration, at a place in it."""
        from tui.screens.editor import EditorScreen

        if not await self._may_leave("打开另一个"):
            return
        try:
            session = Session.open(path, self.session.workspace)
        except ClerkError as error:
            self.say(str(error))
            return
        # Not awaited: this runs on behalf of the screen that goes away.
        self.app.call_later(self.app.switch_screen, EditorScreen(session, at=(field, offset)))

    @work
    async def _offer_recovery(self) -> None:
        from tui.screens.saving import offer_recovery, tell_of_texts_outside

        await tell_of_texts_outside(self.jixiao)
        if self.session.left_behind() is None:
            return
        if await offer_recovery(self.jixiao, self.session, self.say):
            words = self._message.said
            self._changed()
            await self._follow()
            self.say(words)

    @work(exclusive=True, group="peers")
    async def _read_peers(self) -> None:
        """Read the other declarations of the workspace, for the rules that compare projects."""
        from tui.judging import read_peers

        session = self.session
        department = session.document.path if session.declaration.is_department else None
        peers = await asyncio.to_thread(read_peers, session.workspace, MOST_PEERS, department)
        await asyncio.to_thread(session.try_rules, peers)
        session.set_peers(peers)
        self._show_all()
        await asyncio.to_thread(session.remember_findings)
