"""Looking at the official form, and writing it to a file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from exports.forms import all_forms
from exports.renderers import SUFFIXES
from store.errors import ClerkError
from tui import exporting
from tui.screens.ask import ChooseScreen, LineScreen
from tui.screens.read import ReadScreen

if TYPE_CHECKING:
    from tui.app import JixiaoApp
    from tui.session import Session


async def preview(app: JixiaoApp, session: Session) -> None:
    """The form as it will print."""
    await app.push_screen_wait(ReadScreen(*exporting.preview(session.effective, session.workspace)))


async def export(app: JixiaoApp, session: Session, say: Callable[[str], None]) -> None:
    """Ask for a form, a format and a place, and write the file."""
    kinds = {
        f"{form.id} {suffix}": (f"{form.title}（{form.id}） · {suffix}", form.id, suffix)
        for form in all_forms().values()
        for suffix in SUFFIXES
    }
    chosen = await app.push_screen_wait(
        ChooseScreen("导出哪种表", [(key, label) for key, (label, _, _) in kinds.items()])
    )
    if chosen is None:
        return
    _, form_id, suffix = kinds[chosen]
    target = exporting.default_target(
        session.effective, session.workspace, session.document.path, form_id, suffix
    )
    name = await app.push_screen_wait(LineScreen("导出到", "文件已存在时会被新的导出替换。", str(target)))
    if not name:
        return
    say("正在导出…")
    try:
        # In a thread: the first export of a session loads a large library.
        written = await asyncio.to_thread(
            exporting.write_form, session.effective, session.workspace, form_id, suffix, name
        )
    except ClerkError as error:
        say(str(error))
        return
    say(f"已导出 {written}")
