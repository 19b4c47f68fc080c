"""The conversations about saving: conflicts, leaving with unsaved work, work left behind by an earlier session."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from store.atomic import ChangedOnDisk
from store.errors import ClerkError
from store.journal import content_hash
from tui.conflict import free_name, keep_disk_version, name_of_copy, save_copy, save_over
from tui.screens.ask import AskScreen, LineScreen

if TYPE_CHECKING:
    from tui.app import JixiaoApp
    from tui.session import Session

Say = Callable[[str], None]


async def save(app: JixiaoApp, session: Session, say: Say) -> bool:
    """Save; True when the file has everything now."""
    if session.read_only:
        say(session.read_only)
        return False
    try:
        session.save()
    except ChangedOnDisk as error:
        return await _resolve_conflict(app, session, error, say)
    except ClerkError as error:
        session.write_journal()
        session.look_at_file()
        if session.protection:
            name = session.document.path.name
            return await _save_elsewhere(
                app, session, f"不能写入 {name}：{session.protection}。原文件不动。", say
            )
        answer = await app.push_screen_wait(
            AskScreen(
                "没有保存", str(error), [("ok", "知道了，继续编辑"), ("else", "另存为别的文件，或存到别处")]
            )
        )
        return answer == "else" and await _save_elsewhere(app, session, "", say)
    say("已保存。")
    return True


async def _save_elsewhere(app: JixiaoApp, session: Session, why: str, say: Say) -> bool:
    """The file can't be written, or is gone: ask for the name of another one; True when that was written."""
    typed = await app.push_screen_wait(
        LineScreen(
            "另存为",
            f"{why}可把修改写到一个新文件；以后编辑的是新文件。",
            str(name_of_copy(session)),
        )
    )
    if not typed:
        say("没有保存；修改还在编辑器里，也已留存。")
        return False
    try:
        # A bare name is meant beside the file, wherever the program was started.
        path = save_copy(session, session.document.path.parent / Path(typed).expanduser())
    except (ClerkError, RuntimeError) as error:
        await app.push_screen_wait(AskScreen("没有保存", str(error), [("ok", "知道了，继续编辑")]))
        return False
    say(f"已另存为 {path.name}；现在编辑的是这个文件。")
    return True


async def _resolve_conflict(app: JixiaoApp, session: Session, error: ChangedOnDisk, say: Say) -> bool:
    if error.current is None and not session.document.path.exists():
        return await _resolve_deletion(app, session, error, say)
    answer = await app.push_screen_wait(
        AskScreen(
            "磁盘上的文件已被改动",
            str(error),
            [
                ("copy", "把我的修改另存为副本，原文件不动"),
                ("over", "用我的内容覆盖磁盘上的文件（磁盘上的版本留作副本）"),
                ("read", "读入磁盘上的内容，我的修改用撤销找回"),
                ("back", "继续编辑，先不保存"),
            ],
        )
    )
    try:
        if answer == "copy":
            say(f"我的修改已存为 {save_copy(session, free_name(session.document.path, '我的修改')).name}。")
        elif answer == "over":
            say(_saved_over(session))
        elif answer == "read":
            session.reload()
            say("已读入磁盘上的内容；我的修改按 u 找回。")
        else:
            return False
    except ClerkError as again:
        session.write_journal()
        say(str(again))
        return False
    return True


async def _resolve_deletion(app: JixiaoApp, session: Session, error: ClerkError, say: Say) -> bool:
    answer = await app.push_screen_wait(
        AskScreen(
            "文件已被删除或改名",
            str(error),
            [
                ("again", f"按原来的名称重新写出 {session.document.path.name}"),
                ("else", "另存为别的文件，或存到别处"),
                ("back", "继续编辑，先不保存"),
            ],
        )
    )
    if answer == "else":
        return await _save_elsewhere(app, session, "", say)
    if answer != "again":
        return False
    try:
        say(_saved_over(session))
    except ClerkError as again:
        session.write_journal()
        say(str(again))
        return False
    return True


def _saved_over(session: Session) -> str:
    """Write the user's version; what to tell about it."""
    kept = save_over(session)
    return f"已保存；磁盘上原来的版本存为 {kept.name}。" if kept else "已保存。"


async def may_leave(app: JixiaoApp, session: Session, say: Say, leaving: str = "退出") -> bool:
    """Whether the document may be closed: saved, or its changes given up on purpose."""
    if not session.dirty or session.declaration == session.document.declaration:
        session.discard_journal()
        return True
    answer = await app.push_screen_wait(
        AskScreen(
            "有未保存的修改",
            f"{session.document.path.name} 的修改还没有写入文件。",
            [("save", f"保存并{leaving}"), ("drop", "不保存，放弃修改"), ("back", "继续编辑")],
        )
    )
    if answer == "save":
        return await save(app, session, say)
    if answer != "drop":
        return False
    session.discard_journal()
    return True


async def tell_of_texts_outside(app: JixiaoApp) -> None:
    """Name the texts that an external editor still had when an earlier session ended; once, they stay where they are."""
    from tui.external_editor import left_behind

    texts = [path for path in left_behind() if path not in app.told_of]
    app.told_of.update(texts)
    if not texts:
        return
    names = "、".join(str(path) for path in texts[:3])
    answer = await app.push_screen_wait(
        AskScreen(
            "上次在外部编辑器里写的内容还在",
            f"当时没有来得及取回：{names}。可打开它，把要的内容粘贴回来。",
            [("keep", "知道了，先留着"), ("drop", "不要了，删除")],
        )
    )
    for path in texts if answer == "drop" else ():
        shutil.rmtree(path.parent, ignore_errors=True)


async def offer_recovery(app: JixiaoApp, session: Session, say: Say) -> bool:
    """Offer the work that an earlier session could not save; True when it was taken over."""
    entry = session.left_behind()
    if entry is None:
        return False
    path = session.document.path
    when = datetime.fromtimestamp(entry.time)
    changed = entry.base_hash != content_hash(session.document.base)
    warning = "此后磁盘上的文件又被改动过；恢复前会把它另存一份副本。" if changed else ""
    answer = await app.push_screen_wait(
        AskScreen(
            "上次有未保存的修改",
            f"{when:%m月%d日 %H:%M} 编辑 {path.name} 时没有来得及保存，修改已留存。{warning}",
            [("recover", "恢复这些修改"), ("later", "先不管，下次再问"), ("drop", "丢弃，用文件里的内容")],
        )
    )
    if answer == "drop":
        session.drop(entry)
    if answer != "recover":
        return False
    try:
        kept = keep_disk_version(path) if changed else None
    except ClerkError as error:
        say(f"没有恢复：{error}")
        return False
    if session.recover(entry):
        copy = f"磁盘上的版本另存为 {kept.name}；" if kept else ""
        say(f"已恢复上次未保存的修改；{copy}按 u 可撤销。")
        return True
    say("留存的修改读不出来，没有恢复；文件里的内容没有变。")
    return False
