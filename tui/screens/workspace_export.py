"""Exporting declarations of a folder: form, format and place are asked once, one bad file does not stop the rest."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from models.text import wrap
from store.documents import look_at
from store.errors import ClerkError
from store.workspace import find_workspace, read_department
from tui.listing import Row
from tui.screens.ask import AskScreen, ChooseScreen, LineScreen
from tui.screens.read import ReadScreen
from tui.screens.workspace_list import STOP, WorkspaceList

if TYPE_CHECKING:
    from models.declaration import Declaration
    from tui.export_jobs import Job, Source

_ALL = "all"
_USUAL = "usual"


class ExportActions(WorkspaceList):
    """Answers F6 and e."""

    @work(exclusive=True, group="export")
    async def action_export(self) -> None:
        rows = [row for row in self.chosen if not row.path.is_dir()]
        if not rows:
            self.say("没有可以导出的申报。")
            return
        kind = await self._ask_kind(len(rows))
        if kind is None:
            return
        folder = await self._ask_folder(len(rows))
        if folder is None:
            return
        failed: list[str] = []
        sources = await self._read(rows, failed)
        if sources is None:
            self.say("没有导出。")
            return
        try:
            jobs = await asyncio.to_thread(_jobs, sources, *kind, folder) if sources else []
        except ClerkError as error:
            self.say(str(error))
            return
        if await self._agreed(folder, [job.target for job in jobs if job.target is not None]):
            await self._write_all(jobs, folder, failed)
        else:
            self.say("没有导出。")

    async def _ask_kind(self, count: int) -> tuple[str, str] | None:
        """The id of a form, or the whole set, and a format."""
        from exports.forms import all_forms
        from exports.renderers import SUFFIXES

        forms = [(form.id, f"{form.title}（{form.id}）") for form in all_forms().values()]
        title = "导出哪种表" if count == 1 else f"导出 {count} 份：哪种表"
        whole = (_ALL, "整套公开表（all）")
        form_id = await self.app.push_screen_wait(ChooseScreen(title, [*forms, whole]))
        if form_id is None:
            return None
        formats = [(suffix, suffix) for suffix in SUFFIXES]
        if form_id == _ALL:
            formats.insert(0, (_USUAL, "表格 xlsx，文本 docx"))
        suffix = await self.app.push_screen_wait(ChooseScreen("什么格式", formats))
        return None if suffix is None else (form_id, suffix)

    async def _ask_folder(self, count: int) -> Path | None:
        home = self._workspace.root or self._folder
        note = f"共 {count} 份申报；每份一个文件，汇总的表按单位和年度合成一个。"
        name = await self.app.push_screen_wait(LineScreen("导出到哪个文件夹", note, str(home / "导出")))
        if not name or not name.strip():
            return None
        folder = Path(os.path.expanduser(name.strip()))
        if os.path.lexists(folder) and not folder.is_dir():
            self.say(f"没有导出：“{folder}”不是文件夹。")
            return None
        return folder

    async def _read(self, rows: Sequence[Row], failed: list[str]) -> list[Source] | None:
        """The declarations of the rows, or None when the user stopped; those that can't be read go to `failed`."""
        from tui.export_jobs import with_projects

        sources: list[Source] = []
        titles = {row.path: row.title for row in rows}
        paths = await asyncio.to_thread(with_projects, list(titles))
        with self._can_be_stopped() as stopped:
            for path in paths:
                if stopped():
                    return None
                self.say(f"正在读取 {len(sources) + len(failed) + 1}/{len(paths)}", STOP)
                try:
                    sources.append(await asyncio.to_thread(_source, path))
                except ClerkError as error:
                    failed.append(f"{titles.get(path, path.name)}：{error}")
        return sources

    async def _agreed(self, folder: Path, targets: Sequence[Path]) -> bool:
        """Whether files may be replaced; asked only where there are such."""
        there = await asyncio.to_thread(lambda: [target for target in targets if os.path.lexists(target)])
        if not there:
            return True
        text = f"“{folder}”里已有 {len(there)} 个同名的文件，会被新的导出替换。"
        answers = [("no", "不导出"), ("yes", "替换它们")]
        return bool(await self.app.push_screen_wait(AskScreen("已经有同名的文件", text, answers)) == "yes")

    async def _write_all(self, jobs: Sequence[Job], folder: Path, failed: list[str]) -> None:
        from tui.export_jobs import make

        unread = len(failed)
        written = 0
        with self._can_be_stopped() as stopped:
            for number, job in enumerate(jobs, start=1):
                if stopped():
                    break
                self.say(f"正在导出 {number}/{len(jobs)}", STOP)
                done = await asyncio.to_thread(make, job)
                if done.error is None:
                    written += 1
                else:
                    failed.append(f"{job.name}：{done.error}")
        left = len(jobs) - written - (len(failed) - unread)
        words = f"已导出 {written} 个文件"
        if failed:
            words += f"，{len(failed)} 份没有导出"
        if left:
            words += f"，停止后还有 {left} 个没有导出"
        self.say(f"{words}；在 {folder}")
        if failed:
            await self.app.push_screen_wait(
                ReadScreen(
                    words, lambda cells: [line for one in failed for line in ("", *wrap(one, min(cells, 90)))]
                )
            )


def _source(path: Path) -> Source:
    from tui.export_jobs import Source

    declaration = look_at(path).declaration
    return Source(str(path), declaration, find_workspace(path.parent))


def _jobs(sources: Sequence[Source], form_id: str, suffix: str, folder: Path) -> list[Job]:
    from exports.forms import all_forms
    from tui.export_jobs import groups, jobs_in_folder
    from tui.publication import publication

    found = groups(sources, _department_of)
    if form_id == _ALL:
        return publication(found, folder, None if suffix == _USUAL else suffix)
    return jobs_in_folder(found, all_forms()[form_id], suffix, folder)


def _department_of(source: Source) -> Declaration | None:
    return read_department(Path(source.name))
