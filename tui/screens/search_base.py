"""Finding: what is looked for, where, and the list of what was found. `search.py` adds replacing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import get_current_worker

from models.digest import name_of
from models.search import Query, Texts
from store.workspace import Workspace
from tui.actions import SEARCH, Action
from tui.hit_list import Choice, Found, HitRows, Item, Unread, line_of
from tui.screens.acting import ActingScreen
from tui.screens.ask import FilterInput
from tui.searching import FileHits, Folder, Progress
from tui.session import Session
from tui.widgets.basis import BOLD, DIM, NORMAL, REVERSE, PlainLine, rule_of
from tui.widgets.keys_bar import KeysBar
from tui.widgets.lines import LazyLines, Line, LineList
from tui.widgets.message import Message

REST = 0.15
"""Seconds that typing rests before files are searched."""
ONLY_FINDING = frozenset({"go", "replace"})
ONLY_REPLACING = frozenset({"make", "turn"})
"""actions that the footer shows only while one or the other is done"""


@dataclass(frozen=True)
class Place:
    """Where the user wants to go."""

    file: Path
    field: str
    start: int


class SearchBase(ActingScreen):
    """Finds while one types."""

    ACTIONS: ClassVar[tuple[Action, ...]] = SEARCH
    BY_WIDGETS: ClassVar[frozenset[str]] = frozenset({"go", "make"})
    HELP_TITLE: ClassVar[str] = "帮助：查找替换"
    DEFAULT_CSS = """
    SearchBase { layout: vertical; }
    SearchBase PlainLine, SearchBase FilterInput { height: 1; }
    SearchBase Message { height: 2; }
    SearchBase #replacement { display: none; }
    SearchBase.replacing #replacement { display: block; }
    SearchBase LineList { height: 1fr; }
    """

    def __init__(self, session: Session | None, workspace: Workspace, folder: Path, query: str = "") -> None:
        super().__init__()
        self._session = session
        self._workspace = workspace
        self._folder = Folder(folder)
        self._everywhere = session is None
        self._whole = self._case = False
        self._head = PlainLine(base=REVERSE)
        self._query = FilterInput(query, placeholder="查找：文字、数字、拼音或首字母", id="query")
        self._replacement = FilterInput(placeholder="替换成（可以留空，就是删去）", id="replacement")
        self._rule = PlainLine()
        self._list = LineList(id="hits", empty="输入要找的文字。")
        self._message = Message()
        self._keys = KeysBar()
        self._texts: Texts | None = None
        self._own: FileHits | None = None
        self._own_by_sound = False
        self._others = Progress()
        self._is_searching = False
        self._rows = HitRows((), grouped=False)
        self._choice = Choice()
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
        self._show_keys()
        self._query.focus()
        self._query.select_all()
        self._search()

    def on_resize(self) -> None:
        self._show()

    # Searching

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input is self._query:
            self._search()
        else:
            self._show()

    @property
    def _wanted(self) -> Query:
        return Query(self._query.value, self._whole, self._case)

    def _search(self) -> None:
        """Search what is open at once, the files when typing rests."""
        self._choice.clear()
        self._search_open()
        self._others = Progress()
        if self._timer is not None:
            self._timer.stop()
        self.workers.cancel_group(self, "files")
        self._is_searching = self._everywhere and bool(self._wanted.wanted)
        if self._is_searching:
            self._timer = self.set_timer(REST, self._search_files)
        self._show()

    def _search_open(self) -> None:
        self._own = None
        if self._session is None:
            return
        declaration = self._session.declaration
        if self._texts is None or self._texts.declaration is not declaration:
            self._texts = Texts(declaration)
        hits = self._texts.literal(self._wanted)
        self._own_by_sound = not hits
        hits = hits or self._texts.spelled(self._wanted)
        if hits:
            path = self._session.document.path
            title = name_of(declaration) or path.name
            self._own = FileHits(path, title, declaration, tuple(hits), self._session.read_only)

    @work(exclusive=True, group="files")
    async def _search_files(self) -> None:
        worker = get_current_worker()
        loop = asyncio.get_running_loop()
        query = self._wanted

        def stopped() -> bool:
            return worker.is_cancelled

        def tell(progress: Progress) -> None:
            if not stopped():
                loop.call_soon_threadsafe(self._take, query, progress)

        own = self._session.document.path if self._session else None
        by_sound = self._own is None or self._own_by_sound
        search = partial(self._folder.search, query, own, tell, stopped, by_sound=by_sound)
        await asyncio.to_thread(search)

    def _take(self, query: Query, progress: Progress) -> None:
        if query == self._wanted and self._is_searching and self.is_mounted:
            self._others = progress
            self._is_searching = progress.done < progress.files
            self._show()

    # What is shown

    @property
    def _replacing(self) -> bool:
        return self.has_class("replacing")

    @property
    def _files(self) -> list[FileHits]:
        others = self._others
        if self._own is None or (self._own_by_sound and others.found and not others.by_sound):
            return list(others.found)
        return [self._own, *others.found]

    def _show(self) -> None:
        here = self._current
        rows = self._rows = HitRows(self._files, self._others.unread, grouped=self._everywhere)
        make = partial(
            _line,
            rows,
            self.app.size.width,
            self._choice if self._replacing else None,
            self._replacement.value,
        )
        self._list.empty = self._words_for_nothing()
        self._list.set_lines(LazyLines(len(rows), make), rows.row_of(here))
        self._show_head()
        self._rule.show((((rule_of(self.app.size.width), DIM),), ()))

    def _words_for_nothing(self) -> str:
        if not self._wanted.wanted:
            return "输入要找的文字。"
        return "正在查找…" if self._is_searching else "没有找到。"

    def _show_head(self) -> None:
        count = sum(len(file.hits) for file in self._rows.files)
        found = f"{count} 处"
        if self._replacing:
            found = f"换 {self._choice.count(self._rows.files, self._replacement.value)}/{count} 处"
        if self._everywhere:
            found += f"，{len(self._rows.files)} 个申报"
        others = self._others
        if self._is_searching and others.files:
            found += f"  正在查找 {others.done}/{others.files}"
        if others.unread:
            found += f"  {len(others.unread)} 个读不了"
        ways = [
            "整个工作区" if self._everywhere else "本申报",
            *(["整词"] if self._whole else []),
            *(["分大小写"] if self._case else []),
            *(["按拼音"] if self._is_by_sound else []),
        ]
        title = "替换" if self._replacing else "查找"
        self._head.show((((f" {title}", BOLD), (f"  {'  '.join(ways)}", NORMAL)), ((f"{found} ", NORMAL),)))

    @property
    def _is_by_sound(self) -> bool:
        """Whether what is shown is what the query spells."""
        first = next(iter(self._rows.files), None)
        return first is not None and (self._own_by_sound if first is self._own else self._others.by_sound)

    def _show_keys(self) -> None:
        idle = ONLY_FINDING if self._replacing else ONLY_REPLACING
        self._keys.load([action for action in SEARCH if action.id not in idle], in_field=False)

    def say(self, text: str) -> None:
        self._message.say(text)

    # Keys

    @property
    def _current(self) -> Item | None:
        return self._rows.item(self._list.cursor)

    def action_move(self, by: int) -> None:
        self._list.action_move(by)

    def action_scope(self) -> None:
        if self._session is None:
            self.say("这里没有打开的申报，只能在整个工作区里找。")
            return
        self._everywhere = not self._everywhere
        self._search()

    def action_whole(self) -> None:
        self._whole = not self._whole
        self._search()
        self.say("只找整个的数字和字母词：20 找不到 2014。" if self._whole else "")

    def action_case(self) -> None:
        self._case = not self._case
        self._search()
        self.say("分大写和小写字母；全角半角仍然一样看待。" if self._case else "")

    def action_next_line(self) -> None:
        self._step(1)

    def action_previous_line(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        lines = [self._query, *([self._replacement] if self._replacing else []), self._list]
        at = next((at for at, line in enumerate(lines) if line.has_focus), 0)
        lines[(at + by) % len(lines)].focus()

    def _go(self) -> None:
        item = self._current
        if isinstance(item, Unread):
            self.say(item.why)
            return
        if isinstance(item, FileHits):
            item = Found(item, 0)
        if item is not None:
            self._leave(Place(item.file.path, item.hit.field, item.hit.start))

    def _leave(self, place: Place | None) -> None:
        self.jixiao.last_query = self._query.value
        self.workers.cancel_group(self, "files")
        self.dismiss(place)


def _line(rows: HitRows, cells: int, choice: Choice | None, replacement: str, at: int) -> Line:
    item = rows.item(at)
    return line_of(item, cells, choice, replacement) if item is not None else Line(())
