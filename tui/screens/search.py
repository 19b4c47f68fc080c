"""Search and replace, in the declaration that is open or in all of the workspace."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import get_current_worker

from models import search
from models.search import Hit
from store.workspace import Workspace
from tui.actions import SEARCH, Action
from tui.fields import describe
from tui.screens.acting import ActingScreen
from tui.screens.ask import AskScreen, FilterInput
from tui.searching import (
    FileHits,
    Progress,
    Replaced,
    Replacement,
    put_back,
    replace_in_files,
    search_folder,
    told,
)
from tui.session import Session
from tui.widgets.basis import BOLD, DIM, NORMAL, REVERSE, Piece, PlainLine, plain, rule_of
from tui.widgets.keys_bar import KeysBar
from tui.widgets.lines import LazyLines, Line, LineList

REST = 0.15
"""Seconds that typing rests before files are searched."""
BEFORE = 18
"""Characters shown before what was found, where there is room."""


@dataclass(frozen=True)
class Place:
    """Where the user wants to go."""

    file: Path
    field: str
    start: int


@dataclass(frozen=True)
class Found:
    """A hit and the file it is in."""

    file: FileHits
    hit: Hit

    @property
    def key(self) -> tuple[Path, str, int]:
        return self.file.path, self.hit.field, self.hit.start


Item = Found | FileHits
"""a row of the list: a place, or the declaration whose places follow"""


class SearchScreen(ActingScreen):
    """Finds while one types; dismissed with the place to go to, or None."""

    ACTIONS: ClassVar[tuple[Action, ...]] = SEARCH
    BY_WIDGETS: ClassVar[frozenset[str]] = frozenset({"go"})
    HELP_TITLE: ClassVar[str] = "帮助：查找替换"
    DEFAULT_CSS = """
    SearchScreen { layout: vertical; }
    SearchScreen PlainLine { height: 1; }
    SearchScreen FilterInput { height: 1; }
    SearchScreen #replacement { display: none; }
    SearchScreen.replacing #replacement { display: block; }
    SearchScreen LineList { height: 1fr; }
    """

    def __init__(self, session: Session | None, workspace: Workspace, folder: Path, query: str = "") -> None:
        super().__init__()
        self._session = session
        self._workspace = workspace
        self._folder = folder
        self._everywhere = session is None
        self._head = PlainLine(base=REVERSE)
        self._query = FilterInput(query, placeholder="查找：文字、数字、拼音或首字母", id="query")
        self._replacement = FilterInput(placeholder="替换成（可以留空，就是删去）", id="replacement")
        self._rule = PlainLine()
        self._list = LineList(id="hits", empty="输入要找的文字。")
        self._message = PlainLine()
        self._keys = KeysBar()
        self._own: FileHits | None = None
        self._others = Progress()
        self._items: list[Item] = []
        self._skipped: set[tuple[Path, str, int]] = set()
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._query
        yield self._replacement
        yield self._rule
        yield self._list
        yield self._message
        yield self._keys

    def on_mount(self) -> None:
        self._keys.load(SEARCH, in_field=False)
        self._query.focus()
        self._query.select_all()
        self._search()

    def on_resize(self) -> None:
        self._show()

    # Searching

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input is self._replacement:
            self._show()
            return
        self._skipped.clear()
        self._search()

    def _search(self) -> None:
        """Search what is open at once, the files when typing rests."""
        query = self._query.value
        self._own = self._in_open_declaration(query)
        self._others = Progress()
        if self._timer is not None:
            self._timer.stop()
        self.workers.cancel_group(self, "files")
        if self._everywhere and query.strip():
            self._timer = self.set_timer(REST, self._search_files)
        self._show()

    def _in_open_declaration(self, query: str) -> FileHits | None:
        if self._session is None:
            return None
        declaration = self._session.declaration
        title = declaration.project.name or self._session.document.path.name
        hits = tuple(search.find(declaration, query))
        return FileHits(self._session.document.path, title, declaration, hits)

    @work(exclusive=True, group="files")
    async def _search_files(self) -> None:
        worker = get_current_worker()
        loop = asyncio.get_running_loop()
        query = self._query.value

        def stopped() -> bool:
            return worker.is_cancelled

        def tell(progress: Progress) -> None:
            if not stopped():
                loop.call_soon_threadsafe(self._take, query, progress)

        own = self._own.path if self._own else None
        await asyncio.to_thread(search_folder, self._folder, query, own, tell, stopped)

    def _take(self, query: str, progress: Progress) -> None:
        if query == self._query.value and self.is_mounted:
            self._others = progress
            self._show()

    # What is shown

    @property
    def _replacing(self) -> bool:
        return self.has_class("replacing")

    def _files(self) -> list[FileHits]:
        own = [self._own] if self._own and self._own.hits else []
        return [*own, *self._others.found]

    def _show(self) -> None:
        files = self._files()
        items: list[Item] = []
        for file in files:
            if self._everywhere:
                items.append(file)
            items.extend(Found(file, hit) for hit in file.hits)
        here = self._current
        cursor = next((at for at, item in enumerate(items) if _same(item, here)), None)
        if cursor is None and items:
            cursor = 1 if self._everywhere else 0
        self._items = items
        self._list.empty = "没有找到。" if self._query.value.strip() else "输入要找的文字。"
        self._list.set_lines(LazyLines(len(items), partial(self._line, tuple(items))), cursor)
        self._show_head()
        self._rule.show((((rule_of(self.app.size.width), DIM),), ()))

    def _show_head(self) -> None:
        files = self._files()
        count = sum(len(file.hits) for file in files)
        scope = "整个工作区" if self._everywhere else "本申报"
        found = f"{count} 处" + (f"，{len(files)} 个申报" if self._everywhere else "")
        others = self._others
        if others.done < others.files:
            found += f"  正在查找 {others.done}/{others.files}"
        if others.unread:
            found += f"  {others.unread} 个读不了"
        title = "替换" if self._replacing else "查找"
        self._head.show((((f" {title}", BOLD), (f"  {scope}", NORMAL)), ((f"{found} ", NORMAL),)))

    def _line(self, items: Sequence[Item], at: int) -> Line:
        item = items[at]
        if isinstance(item, FileHits):
            return Line(((f"{rule_of(2)} {plain(item.title)} ", BOLD), (f"{len(item.hits)} 处", DIM)))
        label = plain(describe(item.file.declaration, item.hit.field))
        left: list[Piece] = []
        if self._replacing:
            left.append((self._box(item) + " ", BOLD))
        left += [(f"{label}  ", BOLD), *self._around(item)]
        return Line(tuple(left))

    def _box(self, item: Found) -> str:
        if not item.hit.can_replace:
            return "不换"
        return "[ ]" if item.key in self._skipped else "[x]"

    def _around(self, item: Found) -> Iterator[Piece]:
        hit = item.hit
        start = max(0, hit.start - min(BEFORE, self.app.size.width // 10))
        yield (("…" if start else "") + plain(hit.text[start : hit.start]), NORMAL)
        if self._replacing and self._will_change(item):
            yield (f"[-{plain(hit.found)}-]", DIM)
            if self._replacement.value:
                yield (f"{{+{plain(self._replacement.value)}+}}", BOLD)
        else:
            yield (plain(hit.found), REVERSE)
        yield (plain(hit.text[hit.end : hit.end + 200]), NORMAL)

    def _will_change(self, item: Found) -> bool:
        return item.hit.can_replace and item.key not in self._skipped

    def say(self, text: str) -> None:
        self._message.show((((f" {plain(text)}", BOLD),), ()))

    # Keys

    @property
    def _current(self) -> Item | None:
        return self._items[self._list.cursor] if self._list.cursor < len(self._items) else None

    def action_move(self, by: int) -> None:
        self._list.action_move(by)

    def action_scope(self) -> None:
        if self._session is None:
            self.say("这里没有打开的申报，只能在整个工作区里找。")
            return
        self._everywhere = not self._everywhere
        self._search()

    def action_replace(self) -> None:
        if self._session is not None and self._session.read_only:
            self.say(self._session.read_only)
            return
        self.add_class("replacing")
        self._replacement.focus()
        self._show()

    def action_next_line(self) -> None:
        self._step(1)

    def action_previous_line(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        lines = [self._query, *([self._replacement] if self._replacing else []), self._list]
        at = next((at for at, line in enumerate(lines) if line.has_focus), 0)
        lines[(at + by) % len(lines)].focus()

    def action_turn(self) -> None:
        item = self._current
        if not self._replacing or not isinstance(item, Found) or not item.hit.can_replace:
            self.say("按 Ctrl+R 开始替换；替换时用空格跳过某一处。数字和性质请到字段里改。")
            return
        self._skipped ^= {item.key}
        self._show()
        self._list.action_move(1)

    def action_back(self) -> None:
        if self._replacing and not self._query.has_focus:
            self.remove_class("replacing")
            self._query.focus()
            self._show()
            return
        self._leave(None)

    def _leave(self, place: Place | None) -> None:
        self.jixiao.last_query = self._query.value
        self.workers.cancel_group(self, "files")
        self.dismiss(place)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input is self._replacement:
            self._replace_chosen()
        else:
            self._go()

    def on_line_list_chosen(self) -> None:
        self._go()

    def _go(self) -> None:
        item = self._current
        if isinstance(item, FileHits):
            item = Found(item, item.hits[0])
        if item is not None:
            self._leave(Place(item.file.path, item.hit.field, item.hit.start))

    # Replacing

    @work
    async def _replace_chosen(self) -> None:
        chosen = [
            (file, hits)
            for file in self._files()
            if (hits := [hit for hit in file.hits if self._will_change(Found(file, hit))])
        ]
        if not chosen:
            self.say("没有要替换的地方。")
            return
        if not await self._agreed(chosen):
            return
        new = self._replacement.value
        own, others = self._parted(chosen)
        changed = own is not None and self._replace_in_session(own[1], new)
        result = await self._replace_in_files(others, new)
        after = self._session.declaration if changed and self._session is not None else None
        self.jixiao.replacements.append(Replacement(after, result))
        count = sum(len(hits) for _, hits in chosen)
        said = f"替换了 {count} 处" if not result.left else f"替换了一部分；{len(result.left)} 个申报没有动"
        where = "，打开的申报还没有保存" if changed else ""
        left = "".join(f"；{path.name}：{why}" for path, why in result.left[:2])
        self.remove_class("replacing")
        self._query.focus()
        self._search()
        self.say(f"{said}{where}；按 Ctrl+Z 撤销{left}")

    async def _agreed(self, chosen: Sequence[tuple[FileHits, Sequence[Hit]]]) -> bool:
        count = sum(len(hits) for _, hits in chosen)
        own, others = self._parted(chosen)
        new = plain(self._replacement.value)
        done = f"“{plain(self._query.value)}”换成“{new}”" if new else f"删去“{plain(self._query.value)}”"
        files = f"{len(others)} 个申报的文件会直接写入" + ("，打开的申报改了还要保存；" if own else "；")
        answer = await self.app.push_screen_wait(
            AskScreen(
                f"替换 {count} 处",
                f"{done}。{files if others else ''}可以撤销。",
                [("no", "不替换"), ("yes", "替换")],
            )
        )
        return bool(answer == "yes")

    def _parted(
        self, chosen: Sequence[tuple[FileHits, Sequence[Hit]]]
    ) -> tuple[tuple[FileHits, Sequence[Hit]] | None, list[tuple[Path, Sequence[Hit]]]]:
        """What is in the open declaration, and what is in files."""
        own = next((each for each in chosen if each[0] is self._own), None)
        return own, [(file.path, hits) for file, hits in chosen if file is not self._own]

    def _replace_in_session(self, hits: Sequence[Hit], new: str) -> bool:
        session = self._session
        if session is None:
            return False
        result = search.replace(session.declaration, hits, new)
        changed = session.change(result, f"替换 {len(hits)} 处", hits[0].field)
        if changed:
            session.write_journal()
        return changed

    async def _replace_in_files(self, chosen: list[tuple[Path, Sequence[Hit]]], new: str) -> Replaced:
        if not chosen:
            return Replaced()
        worker = get_current_worker()
        steps = replace_in_files(chosen, new, lambda: worker.is_cancelled)
        result = Replaced()
        done = 0
        while (step := await asyncio.to_thread(next, steps, None)) is not None:
            result, done = step, done + 1
            self.say(f"正在替换 {min(done, len(chosen))}/{len(chosen)}")
        return result

    @work
    async def action_undo(self) -> None:
        if not self.jixiao.replacements:
            self.say("没有可以撤销的替换。")
            return
        last = self.jixiao.replacements.pop()
        session = self._session
        if session is not None and last.declaration is session.declaration:
            session.undo()
            session.write_journal()
        left = await asyncio.to_thread(put_back, last.files)
        self.say("；".join(filter(None, ("已撤销替换", told(last.files, left)))) + "。")
        self._search()


def _same(item: Item, other: Item | None) -> bool:
    if isinstance(item, Found) and isinstance(other, Found):
        return item.key == other.key
    return isinstance(item, FileHits) and isinstance(other, FileHits) and item.path == other.path
