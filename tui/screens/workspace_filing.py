"""New, duplicate, roll over, rename, delete, undo, and the trash: what the list of a folder does with files."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from textual import work

from models.names import name_key, unique_name
from models.rollover import next_budget_year
from models.text import pad, visible, wrap
from store import journal, trash
from store.atomic import ChangedOnDisk
from store.errors import ClerkError
from store.git import GitState
from store.trash import Discarded
from store.workspace import Workspace
from tui import filing
from tui.filing import Deed
from tui.listing import Row
from tui.screens.ask import AskScreen, ChooseScreen, LineScreen
from tui.screens.read import ReadScreen
from tui.screens.workspace_list import STOP, WorkspaceList

UNDO = "u 撤销"
MOST_NAMED = 6
"""So many files are named in a question; the rest is counted."""


class FilingActions(WorkspaceList):
    """Answers the keys that make, change and delete files."""

    def __init__(self, folder: Path, workspace: Workspace | None = None) -> None:
        super().__init__(folder, workspace)
        self._deeds: list[list[Deed]] = []
        """what was done in this session, one entry for each key that is undone as one"""

    # Making

    @work(exclusive=True, group="filing")
    async def action_new(self) -> None:
        name = await self._ask_line("新建申报", "项目名称：", "")
        if name is None:
            return
        year = await self._ask_line("新建申报", "预算年度：", str(next_budget_year(date.today())))
        if year is None:
            return
        await self._do_one(
            lambda: filing.make(filing.home_of(self._folder), filing.tidy_name(name), filing.year_of(year)),
            "已新建",
        )

    @work(exclusive=True, group="filing")
    async def action_new_department(self) -> None:
        year = await self._ask_line(
            "新建部门整体申报", "预算年度（有上一年的则由它滚动）：", str(next_budget_year(date.today()))
        )
        if year is None:
            return
        deed = await self._do_one(
            lambda: filing.make_department(filing.home_of(self._folder), filing.year_of(year)), "已新建"
        )
        if deed and deed.remarks:
            await self._read_out("部门整体申报：请核对", deed.remarks)

    @work(exclusive=True, group="filing")
    async def action_duplicate(self) -> None:
        row = self.current
        if row is None or not self._is_read(row):
            return
        if row.is_department:
            self.say("部门整体的申报每年只有一份；下一年的请按 R 滚动。")
            return
        name = await self._ask_line("复制一份", "新的项目名称：", f"{row.title}（副本）")
        if name is not None:
            await self._do_one(lambda: filing.duplicate(row.path, filing.tidy_name(name)), "已复制为")

    @work(exclusive=True, group="filing")
    async def action_roll(self) -> None:
        rows = [row for row in self.chosen if self._is_read(row)]
        if not rows:
            return
        if len(rows) > 1:
            await self._roll_several(rows)
            return
        try:
            old = await asyncio.to_thread(filing.readable, rows[0].path)
        except ClerkError as error:
            self.say(str(error))
            return
        year = filing.year_after(old, date.today())
        what = "部门" if old.is_department else "项目"
        name = await self._ask_line(f"滚动到 {year} 年", f"{what}名称：", old.title)
        if name is None:
            return
        deed = await self._do_one(
            lambda: filing.roll(old, filing.home_of(rows[0].path.parent), filing.tidy_name(name), year),
            "已滚动到",
        )
        if deed and deed.remarks:
            await self._read_out(f"{deed.path.name}：请核对", deed.remarks)

    async def _roll_several(self, rows: Sequence[Row]) -> None:
        answers = [("no", "不滚动"), ("yes", f"各新建一份下一年的，共 {len(rows)} 份")]
        if await self._ask("滚动到下一年", _named(rows), answers) != "yes":
            return

        def roll(row: Row) -> Deed:
            old = filing.readable(row.path)
            home = filing.home_of(row.path.parent)
            return filing.roll(old, home, filing.tidy_name(old.title), filing.year_after(old, date.today()))

        await self._do_several("滚动", rows, roll)

    # Renaming

    @work(exclusive=True, group="filing")
    async def action_rename(self) -> None:
        row = self.current
        if row is None or not await self._may_touch([row], "改名"):
            return
        if row.is_department and not self._is_read(row):
            return
        name = await self._ask_line("改名", "新的名称：", (row.digest and row.digest.name) or row.path.stem)
        if name is None:
            return
        answers = [("file", "只改文件名")]
        if row.digest is not None and not row.is_newer:
            answers = [("both", "项目名称和文件名"), ("project", "只改项目名称"), *answers]
        # By its file name the declaration of a department is known.
        answer = (
            "project" if row.is_department else await self._ask("改哪个名称", f"新的名称：{name}", answers)
        )
        if answer is not None:
            await self._do_one(
                lambda: filing.rename(
                    row.path,
                    filing.tidy_name(name),
                    project=answer in ("both", "project"),
                    file=answer in ("both", "file"),
                ),
                "已改名",
            )

    # Deleting

    @work(exclusive=True, group="filing")
    async def action_delete(self) -> None:
        rows = [row for row in self.chosen if not row.path.is_dir()]
        if not rows:
            self.say("先选一份申报。")
            return
        if not await self._may_touch(rows, "删除"):
            return
        many = len(rows) > 1
        text = f"{_named(rows)}\n{_where_it_goes(rows)}{await asyncio.to_thread(_unsaved, rows)}"
        answers = [("no", "不删除"), ("yes", f"删除这 {len(rows)} 份" if many else "删除")]
        if await self._ask("删除申报", text, answers) == "yes":
            await self._do_several("删除", rows, lambda row: filing.delete(row.path, row.title))

    async def _may_touch(self, rows: Sequence[Row], what: str) -> bool:
        """Whether files may be renamed or deleted although other windows have some of them open."""
        elsewhere = await asyncio.to_thread(
            lambda: [(row, words) for row in rows if (words := journal.other_editor(row.path))]
        )
        if not elsewhere:
            return True
        words = "\n".join(f"{row.title}：{words}" for row, words in elsewhere[:MOST_NAMED])
        text = f"{words}\n{what}之后，那个窗口再保存时会先问。"
        return (
            await self._ask("另一个窗口打开着", text, [("no", f"不{what}"), ("yes", f"照样{what}")]) == "yes"
        )

    # Undoing

    @work(exclusive=True, group="filing")
    async def action_undo(self) -> None:
        if self._query.has_focus:
            return
        if not self._deeds:
            self.say("没有可以撤销的。")
            return
        deeds = self._deeds.pop()
        left, failed = await self._undo_each(deeds)
        if left:
            # What is not undone yet is undone by the next key.
            self._deeds.append(left)
        done = len(deeds) - len(left) - len(failed)
        words = f"已撤销：{deeds[0].label}。" if len(deeds) == 1 and done else f"已撤销 {done} 项。"
        if failed:
            words = failed[0] if len(deeds) == 1 else f"{words}{len(failed)} 项不能撤销。"
        self.say(words, UNDO if left else "")
        self.reload()
        if len(failed) > 1:
            await self._read_out(words, failed)

    async def _undo_each(self, deeds: Sequence[Deed]) -> tuple[list[Deed], list[str]]:
        """Undo deeds, the last one first; those that are left when the user stops it, and why some can't be undone."""
        left = list(deeds)
        failed: list[str] = []
        with self._can_be_stopped() as stopped:
            while left and not stopped():
                deed = left.pop()
                if len(deeds) > 1:
                    self.say(f"正在撤销 {len(deeds) - len(left)}/{len(deeds)}", STOP)
                try:
                    self._wanted = await asyncio.to_thread(deed.undo)
                except ClerkError as error:
                    failed.append(str(error))
        return left, failed

    # The trash

    @work(exclusive=True, group="filing")
    async def action_trash(self) -> None:
        items = await asyncio.to_thread(trash.items)
        if not items:
            self.say("回收站是空的。")
            return
        chosen = await self.app.push_screen_wait(
            ChooseScreen("回收站：选一份", [(item.id, _in_trash(item)) for item in items])
        )
        item = next((item for item in items if item.id == chosen), None)
        if item is None:
            return
        answers = [("restore", "恢复到原处"), ("no", "留在回收站"), ("forget", "彻底删除，不能再恢复")]
        answer = await self._ask(item.title, f"原来在：{item.path}", answers)
        if answer == "restore":
            await self._restore(item)
        elif answer == "forget":
            await asyncio.to_thread(trash.forget, item)
            self.say(f"已彻底删除“{item.title}”。")

    async def _restore(self, item: Discarded) -> None:
        try:
            self._wanted = await asyncio.to_thread(trash.restore, item)
        except ChangedOnDisk:
            free = item.path.with_name(_free_name(item.path))
            answers = [("no", "不恢复"), ("yes", f"恢复为 {free.name}")]
            if await self._ask("原处已有同名的文件", str(item.path), answers) != "yes":
                return
            self._wanted = await asyncio.to_thread(trash.restore, item, free)
        except ClerkError as error:
            self.say(str(error))
            return
        self.say(f"已恢复 {self._short(self._wanted)}")
        self.reload()

    # Doing and telling

    async def _do_one(self, do: Callable[[], Deed], done: str) -> Deed | None:
        """Do something in a thread, tell it, and show the file; None when it failed, which is told too."""
        try:
            deed = await asyncio.to_thread(do)
        except ClerkError as error:
            self.say(str(error))
            return None
        self._deeds.append([deed])
        self._wanted = deed.path
        self.say(f"{done}：{self._short(deed.path)}", UNDO)
        self.reload()
        return deed

    async def _do_several(self, what: str, rows: Sequence[Row], do: Callable[[Row], Deed]) -> None:
        """Do something with rows one after the other; one that fails does not stop the rest."""
        deeds: list[Deed] = []
        failed: list[str] = []
        with self._can_be_stopped() as stopped:
            for number, row in enumerate(rows, start=1):
                if stopped():
                    break
                if len(rows) > 1:
                    self.say(f"正在{what} {number}/{len(rows)}", STOP)
                try:
                    deeds.append(await asyncio.to_thread(do, row))
                except ClerkError as error:
                    failed.append(f"{row.title}：{error}")
        if deeds:
            self._deeds.append(deeds)
        await self._tell_several(what, rows, deeds, failed)

    async def _tell_several(
        self, what: str, rows: Sequence[Row], deeds: Sequence[Deed], failed: Sequence[str]
    ) -> None:
        remarks = [f"{deed.path.name}：{remark}" for deed in deeds for remark in deed.remarks]
        stopped = len(rows) - len(deeds) - len(failed)
        words = f"已{what}“{rows[0].title}”" if len(rows) == 1 and deeds else f"已{what} {len(deeds)} 份"
        if stopped:
            words += f"，{stopped} 份没有做"
        if failed:
            words += f"，{len(failed)} 份没有{what}"
        self.say(f"{words}。", UNDO if deeds else "")
        self._marked.clear()
        if deeds and len(deeds) == 1:
            self._wanted = deeds[0].path if deeds[0].path.exists() else None
        self.reload()
        if failed or remarks:
            await self._read_out(words, [*failed, *remarks])

    async def _ask_line(self, title: str, text: str, value: str) -> str | None:
        name: str | None = await self.app.push_screen_wait(LineScreen(title, text, value))
        return name

    async def _ask(self, title: str, text: str, answers: Sequence[tuple[str, str]]) -> str | None:
        answer: str | None = await self.app.push_screen_wait(AskScreen(title, text, answers))
        return answer

    async def _read_out(self, title: str, words: Iterable[str]) -> None:
        said = list(words)
        await self.app.push_screen_wait(
            ReadScreen(
                title, lambda cells: [line for one in said for line in ("", *wrap(one, min(cells, 90)))]
            )
        )

    def _is_read(self, row: Row) -> bool:
        """Whether a row is a declaration that can be copied; else it is told."""
        if row.digest is None:
            self.say(f"“{row.title}”读不了，不能复制或滚动。" if row.error else "还没有读到，请稍等。")
        elif row.is_newer:
            self.say(f"“{row.title}”的版本较新，只能查看。")
        else:
            return True
        return False

    def _short(self, path: Path) -> str:
        folder = self._folder.absolute()
        path = path.absolute()
        return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _named(rows: Sequence[Row]) -> str:
    names = "、".join(f"“{row.title}”{f'（{row.year}）' if row.year else ''}" for row in rows[:MOST_NAMED])
    return f"{names}等 {len(rows)} 份。" if len(rows) > MOST_NAMED else f"{names}。"


def _where_it_goes(rows: Sequence[Row]) -> str:
    where = "会移到回收站，按 T 可以恢复"
    committed = sum(row.git is GitState.COMMITTED for row in rows)
    if not committed:
        return f"{where}。"
    return f"{where}；{'git' if committed == len(rows) else f'其中 {committed} 份 git'} 里也有。"


def _unsaved(rows: Sequence[Row]) -> str:
    """What is told of unsaved work on files that are to be deleted."""
    count = sum(journal.read(row.path) is not None for row in rows)
    return f"其中 {count} 份有上次没有保存的修改，恢复文件后还能找回。" if count else ""


def _in_trash(item: Discarded) -> str:
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(item.time))
    return (
        f"{when}  {pad(visible(item.title), 28)} {visible(item.path.parent.name)}/{visible(item.path.name)}"
    )


def _free_name(path: Path) -> str:
    return unique_name(path.name, {name_key(other.name) for other in path.parent.iterdir()})
