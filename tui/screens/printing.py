"""Looking at the official form, and writing it to a file."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from exports.forms import all_forms
from exports.renderers import SUFFIXES
from store.errors import ClerkError
from tui import exporting
from tui.material import forms_of
from tui.screens.ask import AskScreen, ChooseScreen, LineScreen

if TYPE_CHECKING:
    from exports.forms import Material
    from tui.app import JixiaoApp
    from tui.session import Session


async def preview(app: JixiaoApp, session: Session) -> None:
    """The forms as they will print."""
    from tui.screens.preview import PreviewScreen

    await app.push_screen_wait(PreviewScreen(session))


async def export(
    app: JixiaoApp,
    session: Session,
    say: Callable[[str], None],
    form_id: str = "",
    material: Material | None = None,
) -> None:
    """Ask for a form (unless one is meant already), a format and a place, and write the file.

    `material` are all projects of the folder, where the form of them all is meant.
    """
    kinds = {
        f"{form.id} {suffix}": (f"{form.title}（{form.id}） · {suffix}", form.id, suffix)
        for form in forms_of(session.declaration).values()
        for suffix in SUFFIXES
        if form_id in ("", form.id)
    }
    title = f"导出“{all_forms()[form_id].title}”" if form_id else "导出哪种表"
    chosen = await app.push_screen_wait(
        ChooseScreen(title, [(key, label) for key, (label, _, _) in kinds.items()])
    )
    if chosen is None:
        return
    _, chosen_form, suffix = kinds[chosen]
    target = exporting.default_target(
        session.effective, session.workspace, session.document.path, chosen_form, suffix
    )
    if material is not None:
        target = target.with_name(_name_of_all(session, material, chosen_form, suffix))
    name = await app.push_screen_wait(LineScreen("导出到", f"后缀可以不写，会补上 .{suffix}。", str(target)))
    if not name:
        return
    try:
        path = exporting.target_of(session.effective, chosen_form, suffix, name)
        if not await _agreed(app, path):
            say("没有导出。")
            return
        say("正在导出…")
        # In a thread: the first export of a session loads a large library.
        await asyncio.to_thread(
            partial(exporting.write_form, path=session.document.path, material=material),
            *(session.effective, session.workspace, chosen_form, suffix, path),
        )
    except ClerkError as error:
        say(str(error))
        return
    say(f"已导出 {path}")


def _name_of_all(session: Session, material: Material, form_id: str, suffix: str) -> str:
    """The name of a file that holds all projects of a folder."""
    from tui.export_jobs import Group, Source, group_file_name

    year = "" if session.effective.year is None else str(session.effective.year)
    source = Source("", session.effective, session.workspace)
    return group_file_name(Group(year, (source,), material.department), all_forms()[form_id].title, suffix)


async def _agreed(app: JixiaoApp, path: Path) -> bool:
    """Whether a file may be replaced, and folders may be made; asked only where there are such."""
    if os.path.lexists(path):
        title, text, yes = "已经有同名的文件", f"{path} 会被新的导出替换。", "替换它"
    elif not os.path.lexists(path.parent):
        title, text, yes = "没有这个文件夹", f"{path.parent} 还不存在。", "建立文件夹并导出"
    else:
        return True
    answer = await app.push_screen_wait(AskScreen(title, text, [("no", "不导出"), ("yes", yes)]))
    return bool(answer == "yes")
