"""Search and replace, in the declaration that is open or in all of the workspace."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Input

from models import search
from models.search import Hit
from models.text import wrap
from store.errors import ClerkError
from tui.hit_list import Found, can_be_replaced
from tui.screens.ask import AskScreen
from tui.screens.search_base import Place, SearchBase
from tui.searching import FileHits, Replaced, Replacement, is_same_file, put_back, replace_in_files, told
from tui.widgets.basis import plain

if TYPE_CHECKING:
    from tui.app import JixiaoApp
    from tui.session import Session

__all__ = ["Place", "SearchScreen", "search_from"]

Chosen = tuple[FileHits, Sequence[Hit]]
"""a declaration, and what is to be replaced in it"""
NAMED = 3
"""Words that a question names; the others are counted."""


class SearchScreen(SearchBase):
    """Finds while one types, and replaces; dismissed with the place to go to, or None."""

    _is_writing = False
    """whether files are being written"""
    _stops = False
    """whether the user wants the writing to stop"""

    def action_replace(self) -> None:
        read_only = self._session.read_only if self._session is not None else ""
        if read_only and not self._everywhere:
            self.say(read_only)
            return
        self.add_class("replacing")
        self._replacement.focus()
        self._show()
        self._show_keys()

    def _end_replacing(self) -> None:
        self.remove_class("replacing")
        self._query.focus()
        self._show()
        self._show_keys()

    def action_turn(self) -> None:
        item = self._current
        if not self._replacing:
            self.say("按 Ctrl+R 开始替换；替换时用空格选换不换。")
        elif isinstance(item, Found):
            if not can_be_replaced(item, self._replacement.value):
                self.say(self._why_not(item))
                return
            self._turn([item])
            self._list.action_move(1)
        elif isinstance(item, FileHits):
            self._turn([Found(item, at) for at in range(len(item.hits))])

    def action_turn_all(self) -> None:
        if self._replacing:
            self._turn([Found(file, at) for file in self._rows.files for at in range(len(file.hits))])

    def _turn(self, founds: Sequence[Found]) -> None:
        self._choice.turn(founds, self._replacement.value)
        self._show()

    def _why_not(self, found: Found) -> str:
        if found.file.read_only:
            return found.file.read_only
        if found.hit.kind is search.Kind.FIXED:
            return "指标性质请到字段里选。"
        return "数字要整个换成另一个数字；别的改法请到字段里改。"

    def action_back(self) -> None:
        if self._is_writing:
            self._stops = True
            self.say("写完这个文件就停下。")
        elif self._replacing:
            self._end_replacing()
        else:
            self._leave(None)

    def on_input_submitted(self, _: Input.Submitted) -> None:
        self._enter()

    def on_line_list_chosen(self) -> None:
        self._enter()

    def _enter(self) -> None:
        if self._is_writing:
            return
        if self._replacing:
            self._replace_chosen()
        else:
            self._go()

    # Replacing

    @work
    async def _replace_chosen(self) -> None:
        if self._is_searching:
            self.say("还在查找，找完再换；先看看下面已找到的。")
            return
        new = self._replacement.value
        chosen = [(file, hits) for file in self._files if (hits := self._choice.hits_in(file, new))]
        if not chosen:
            self.say("没有要替换的地方。")
            return
        own = next((each for each in chosen if each[0] is self._own), None)
        others = [each for each in chosen if each is not own]
        if not await self._agreed(own, others, new):
            return
        count = self._replace_in_session(own[1], new) if own else 0
        after = self._session.declaration if count and self._session is not None else None
        result = await self._replace_in_files([(file.path, hits) for file, hits in others], new)
        if after is not None or result.written:
            path = self._session.document.path if after is not None and self._session is not None else None
            self.jixiao.replacements.append(Replacement(after, result, path))
        result.left += [(file.path, file.read_only) for file in self._files if file.read_only]
        result.left += self._others.unread
        self._end_replacing()
        self._search()
        self._tell_replaced(count, result)

    async def _agreed(self, own: Chosen | None, others: Sequence[Chosen], new: str) -> bool:
        chosen = [*([own] if own else []), *others]
        words = list(dict.fromkeys(hit.found for _, hits in chosen for hit in hits))
        named = "".join(f"“{plain(word)}”" for word in words[:NAMED])
        named += f"等 {len(words)} 种文字" if len(words) > NAMED else ""
        what = f"{named}换成“{plain(new)}”。" if new else f"删去{named}。"
        files = f"{len(others)} 个申报的文件会直接写入。" if others else ""
        files += "打开的申报改了还要保存。" if own and others else ""
        answer = await self.app.push_screen_wait(
            AskScreen(
                f"替换 {sum(len(hits) for _, hits in chosen)} 处",
                f"{what}{files}可以撤销。",
                [("no", "不替换"), ("yes", "替换")],
            )
        )
        return bool(answer == "yes")

    def _replace_in_session(self, hits: Sequence[Hit], new: str) -> int:
        """Replace in what is open, as one undo step; how many places."""
        session = self._session
        if session is None:
            return 0
        result = search.replace(session.declaration, hits, new)
        if not session.change(result, f"替换 {len(hits)} 处", hits[0].field):
            return 0
        session.write_journal()
        return len(hits)

    async def _replace_in_files(self, chosen: list[tuple[Path, Sequence[Hit]]], new: str) -> Replaced:
        result = Replaced()
        if not chosen:
            return result
        self._is_writing, self._stops = True, False
        steps = replace_in_files(chosen, new, lambda: self._stops)
        done = 0
        try:
            while (step := await asyncio.to_thread(next, steps, None)) is not None:
                result, done = step, done + 1
                self.say(f"正在替换 {min(done, len(chosen))}/{len(chosen)}，按 Esc 停下")
        finally:
            self._is_writing = False
        return result

    def _tell_replaced(self, in_session: int, result: Replaced) -> None:
        count, files = in_session + result.hits, len(result.written) + bool(in_session)
        said = [f"替换了 {count} 处，{files} 个申报" if count else "什么都没有改动"]
        if in_session:
            said.append("打开的申报还没有保存")
        if result.left:
            said.append(f"{len(result.left)} 个申报没有动")
        if files:
            said.append("按 Ctrl+Z 撤销")
        self.say("；".join(said) + "。")
        if result.left:
            self._show_left(result)

    def _show_left(self, result: Replaced) -> None:
        from tui.screens.read import ReadScreen

        def lay_out(cells: int) -> list[str]:
            texts = [f"{path.name}\n{why}\n" for path, why in result.left]
            return ["", *(line for text in texts for line in wrap(text, min(cells, 90)))]

        self.app.push_screen(ReadScreen(f"没有替换的 {len(result.left)} 个申报", lay_out))

    # Undoing

    @work(exclusive=True, group="undo")
    async def action_undo(self) -> None:
        if self._is_writing:
            return
        if not self.jixiao.replacements:
            self.say("没有可以撤销的替换。")
            return
        last = self.jixiao.replacements.pop()
        said = [self._undo_in_session(last)]
        files, kept = self._without_unsaved(last.files)
        left = await asyncio.to_thread(put_back, files)
        said += [told(files, left), *kept]
        self._read_again(files)
        self.say("；".join(filter(None, said)) + "。")
        self._search()

    def _undo_in_session(self, last: Replacement) -> str:
        """Undo what was replaced in the declaration that was open; what to tell."""
        session = self._session
        if last.declaration is None:
            return "已撤销替换"
        if session is None or last.declaration is not session.declaration:
            name = last.own.name if last.own is not None else "当时打开的申报"
            return f"{name} 后来又改过，里面的替换没有撤销，请打开它按 u"
        session.undo()
        session.write_journal()
        return "已撤销替换"

    def _without_unsaved(self, files: Replaced) -> tuple[Replaced, list[str]]:
        """What can be put back: not the file under what is being edited here, which would part from it."""
        session = self._session
        if session is None or not session.dirty:
            return files, []
        own = session.document.path
        kept = Replaced(written=[each for each in files.written if not is_same_file(each[0], own)])
        if len(kept.written) == len(files.written):
            return files, []
        return kept, [f"{own.name} 有未保存的修改，里面的替换没有还原"]

    def _read_again(self, files: Replaced) -> None:
        """Take over what was put back into the file that is open."""
        session = self._session
        if session is None:
            return
        own = session.document.path
        if not any(is_same_file(path, own) for path, _, _ in files.written):
            return
        try:
            session.reload()
        except ClerkError as error:
            self.say(str(error))


async def search_from(app: JixiaoApp, session: Session) -> Place | None:
    """Let the user search from an open document; the place to go to, or None."""
    folder = session.workspace.root or session.document.path.parent
    place: Place | None = await app.push_screen_wait(
        SearchScreen(session, session.workspace, folder, app.last_query)
    )
    return place
