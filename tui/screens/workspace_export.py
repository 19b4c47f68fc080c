"""Exporting one or many declarations of a folder: form and place are asked once, one bad file does not stop the rest."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from textual import work

from models.names import unique_name
from models.text import wrap
from store.documents import open_document, understood
from store.errors import ClerkError
from store.workspace import find_workspace
from tui.listing import Row
from tui.screens.ask import AskScreen, ChooseScreen, LineScreen
from tui.screens.read import ReadScreen
from tui.screens.workspace_list import STOP, WorkspaceList


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
        form_id, suffix = kind
        targets = _targets(rows, form_id, suffix, folder)
        if await self._agreed(folder, targets):
            await self._write_all(rows, targets, form_id, suffix)
        else:
            self.say("没有导出。")

    async def _ask_kind(self, count: int) -> tuple[str, str] | None:
        from exports.forms import all_forms
        from exports.renderers import SUFFIXES

        kinds = {
            f"{form.id} {suffix}": (form, suffix) for form in all_forms().values() for suffix in SUFFIXES
        }
        labels = [(key, f"{form.title}（{form.id}） · {suffix}") for key, (form, suffix) in kinds.items()]
        title = "导出哪种表" if count == 1 else f"导出 {count} 份：哪种表"
        chosen = await self.app.push_screen_wait(ChooseScreen(title, labels))
        if chosen is None:
            return None
        form, suffix = kinds[chosen]
        return form.id, suffix

    async def _ask_folder(self, count: int) -> Path | None:
        home = self._workspace.root or self._folder
        name = await self.app.push_screen_wait(
            LineScreen("导出到哪个文件夹", f"每份申报一个文件，共 {count} 个。", str(home / "导出"))
        )
        if not name or not name.strip():
            return None
        folder = Path(os.path.expanduser(name.strip()))
        if os.path.lexists(folder) and not folder.is_dir():
            self.say(f"没有导出：“{folder}”不是文件夹。")
            return None
        return folder

    async def _agreed(self, folder: Path, targets: Sequence[Path]) -> bool:
        """Whether files may be replaced; asked only where there are such."""
        there = await asyncio.to_thread(lambda: [target for target in targets if os.path.lexists(target)])
        if not there:
            return True
        text = f"“{folder}”里已有 {len(there)} 个同名的文件，会被新的导出替换。"
        answers = [("no", "不导出"), ("yes", "替换它们")]
        return bool(await self.app.push_screen_wait(AskScreen("已经有同名的文件", text, answers)) == "yes")

    async def _write_all(
        self, rows: Sequence[Row], targets: Sequence[Path], form_id: str, suffix: str
    ) -> None:
        failed: list[str] = []
        written = 0
        with self._can_be_stopped() as stopped:
            for row, target in zip(rows, targets, strict=True):
                if stopped():
                    break
                self.say(f"正在导出 {written + len(failed) + 1}/{len(rows)}", STOP)
                try:
                    await asyncio.to_thread(_write, row.path, target, form_id, suffix)
                    written += 1
                except ClerkError as error:
                    failed.append(f"{row.title}：{error}")
        left = len(rows) - written - len(failed)
        words = f"已导出 {written} 份"
        if failed:
            words += f"，{len(failed)} 份没有导出"
        if left:
            words += f"，停止后还有 {left} 份没有导出"
        self.say(f"{words}；在 {targets[0].parent}")
        if failed:
            await self.app.push_screen_wait(
                ReadScreen(
                    words, lambda cells: [line for one in failed for line in ("", *wrap(one, min(cells, 90)))]
                )
            )


def _write(path: Path, target: Path, form_id: str, suffix: str) -> None:
    from tui import exporting

    declaration = understood(open_document(path)).declaration
    exporting.write_form(declaration, find_workspace(path.parent), form_id, suffix, target)


def _targets(rows: Sequence[Row], form_id: str, suffix: str, folder: Path) -> list[Path]:
    """One file for each row, never the same twice."""
    from exports.forms import all_forms
    from tui.exporting import name_of_file

    form = all_forms()[form_id]
    taken: set[str] = set()
    return [
        folder
        / unique_name(name_of_file(row.year, row.digest.name if row.digest else "", form, suffix), taken)
        for row in rows
    ]
