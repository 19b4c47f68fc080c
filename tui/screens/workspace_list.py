"""The list of a folder's declarations: what is shown of it, and how one moves, filters, sorts and marks."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from store.errors import ClerkError
from store.git import Standing, standing
from store.workspace import WORKSPACE_FILE, Workspace
from tui import survey
from tui.arranging import Item, Order, View, YearHeading, arranged, matches, shown_rows
from tui.listing import Row, ambiguous, subtotal, summary, total
from tui.listing_columns import Columns
from tui.screens.acting import ActingScreen
from tui.screens.ask import ChooseScreen, FilterInput
from tui.widgets.basis import BOLD, NORMAL, REVERSE, Piece, PlainLine, plain
from tui.widgets.keys_bar import KeysBar
from tui.widgets.lines import LazyLines, Line, LineList

STOP = "Esc 停止"
MANY = 200
"""Rows from which finding and sorting them is not done between two keys."""

Key = Path | str
"""What an item of the list is known by: the path of a file, or a year"""


class WorkspaceList(ActingScreen):
    """Reads a folder and shows its declarations."""

    HELP_TITLE: ClassVar[str] = "帮助：申报列表的按键"
    DEFAULT_CSS = """
    WorkspaceList { layout: vertical; }
    WorkspaceList PlainLine { height: 1; }
    WorkspaceList LineList { height: 1fr; }
    WorkspaceList #filter { height: 1; display: none; }
    WorkspaceList.filtering #filter { display: block; }
    WorkspaceList.filtering #said { display: none; }
    WorkspaceList #filter-label { width: 7; }
    WorkspaceList #query { width: 1fr; }
    """

    def __init__(self, folder: Path, workspace: Workspace | None = None) -> None:
        super().__init__()
        # Absolute, as files that are made are: the same file has one key.
        self._folder = Path(os.path.abspath(folder))
        self._workspace = workspace or Workspace()
        self._settings_error = ""
        self._rows: dict[Path, Row] = {}
        self._standing: Standing | None = None
        self._view = self._wish = View()
        self._shown: list[Row] = []
        self._items: list[Item] = []
        self._marked: set[Path] = set()
        self._wanted: Path | None = None
        self._progress = ""
        self._cancel: Callable[[], None] | None = None
        self._stop = threading.Event()
        self._columns = Columns.fitting(80, ())
        self._title_line = PlainLine(base=REVERSE)
        self._heading = PlainLine()
        self._list = LineList(
            id="declarations",
            empty="这个文件夹里还没有申报。按 n 新建，或用 jixiao import 文件 导入。",
        )
        self._said = PlainLine(id="said")
        self._query = FilterInput(placeholder="名称、年度或文件名，拼音和首字母也行", id="query")
        self._foot = PlainLine(id="foot")
        self._keys = KeysBar()

    def compose(self) -> ComposeResult:
        yield self._title_line
        yield self._heading
        yield self._list
        yield self._said
        label = PlainLine(id="filter-label")
        label.show((((" 筛选：", BOLD),), ()))
        yield Horizontal(label, self._query, id="filter")
        yield self._foot
        yield self._keys

    def on_mount(self) -> None:
        self._keys.load(self.ACTIONS, in_field=False)
        self._list.focus()
        self.reload()

    def on_unmount(self) -> None:
        self._stop.set()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def say(self, text: str, way_back: str = "") -> None:
        """Tell the user something; `way_back` is what can be done about it, and is never cut off."""
        self._said.show((((f" {plain(text)}", BOLD),), ((f"  {way_back} " if way_back else "", NORMAL),)))

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        if event.list is self._list and self._cancel is None:
            self.say("")

    @contextlib.contextmanager
    def _can_be_stopped(self) -> Iterator[Callable[[], bool]]:
        """While this lasts, Escape stops what is being done; gives how to ask whether it was pressed."""
        pressed = threading.Event()
        self._cancel = pressed.set
        try:
            yield pressed.is_set
        finally:
            self._cancel = None

    # Reading

    @property
    def is_reading(self) -> bool:
        """Whether files are being read or judged."""
        return bool(self._progress)

    @property
    def is_settled(self) -> bool:
        """Whether everything is shown that there is to know."""
        return not self.is_reading and self._standing is not None

    @work(exclusive=True, group="reading")
    async def reload(self) -> None:
        """Read the folder and its settings again; rows appear as they are read. What is unchanged is not read anew."""
        self._stop.set()
        stop = self._stop = threading.Event()
        self._progress = "正在读取"
        self._show()
        loop = asyncio.get_running_loop()

        def tell(found: survey.Found) -> None:
            with contextlib.suppress(RuntimeError):  # the program ended meanwhile
                loop.call_soon_threadsafe(self._take, found, stop)

        settings = await asyncio.to_thread(survey.Settings, self._folder)
        self._workspace, self._settings_error = settings.workspace, settings.error
        self._look_at_git()
        try:
            await asyncio.to_thread(survey.survey, self._folder, tell, stop.is_set)
        except ClerkError as error:
            self.say(str(error))
        if stop is self._stop:
            self._progress = ""
            self._show()
            if settings.error:
                self.say(f"没有检查：{settings.error}")

    @work(exclusive=True, group="git")
    async def _look_at_git(self) -> None:
        self._standing = await asyncio.to_thread(standing, self._folder)
        for path, row in self._rows.items():
            self._rows[path] = replace(row, git=self._standing.of(path))
        self._show()

    def _take(self, found: survey.Found, stop: threading.Event) -> None:
        """What the survey found; nothing of one that was stopped."""
        if stop is not self._stop or stop.is_set() or not self.is_attached:
            return
        if found.begins:
            # What was known of a file is shown until it is read again.
            old = self._rows
            self._rows = {row.path: self._with_git(old.get(row.path) or row) for row in found.rows}
            self._rows |= {row.path: row for row in found.rows if row.error}
            self._marked &= self._rows.keys()
        else:
            self._rows |= {row.path: self._with_git(row) for row in found.rows}
        for judged in found.judged:
            path = Path(judged.path)
            self._rows[path] = self._rows.get(path, Row(path)).judged(judged)
        self._progress = found.progress
        self._show()

    def _with_git(self, row: Row) -> Row:
        return row if self._standing is None else replace(row, git=self._standing.of(row.path))

    def _stop_reading(self) -> None:
        self._stop.set()
        self._progress = ""

    # Showing

    def _show(self) -> None:
        """Everything anew; the cursor stays on its item."""
        if not self.is_mounted:
            return
        key = self._wanted or self._key_at(self._list.cursor)
        self._shown = shown_rows(list(self._rows.values()), self._view)
        self._items = arranged(self._shown, self._view)
        self._columns = Columns.fitting(self.app.size.width, self._shown)
        at = next((at for at, item in enumerate(self._items) if _key(item) == key), None)
        if at is not None and self._wanted is not None and not self.is_reading:
            self._wanted = None
        self._list.empty = self._words_for_nothing()
        lines = self._lines(
            self._items, self._columns, ambiguous(self._rows.values()), frozenset(self._marked)
        )
        self._list.set_lines(lines, min(self._list.cursor, max(len(lines) - 1, 0)) if at is None else at)
        self._show_head()
        self._show_foot()

    def _lines(
        self, items: Sequence[Item], columns: Columns, twice: set[tuple[str, str]], marked: frozenset[Path]
    ) -> LazyLines:
        """The items as lines. A line that is made late still shows what was so when the list was."""

        def line(at: int) -> Line:
            item = items[at]
            if isinstance(item, YearHeading):
                return columns.year_line(item)
            return columns.line(item, self._folder, twice, marked=item.path in marked)

        return LazyLines(len(items), line)

    def _words_for_nothing(self) -> str:
        if self._rows and self._view.query:
            return "没有符合的申报；Esc 取消筛选。"
        if self.is_reading:
            return "正在读取…"
        return "这个文件夹里还没有申报。按 n 新建，或用 jixiao import 文件 导入。"

    def _show_head(self) -> None:
        name = plain(self._workspace.unit.name or self._folder.name)
        right: tuple[Piece, ...] = ((f" {self._words_for_view()} ", NORMAL),)
        if self._settings_error:
            right = ((f" ✗ {WORKSPACE_FILE} 有错，没有检查 ", BOLD), *right)
        self._title_line.show((((f" {name}", BOLD),), right))
        self._heading.show((((self._columns.heading(), BOLD),), ()))

    def _words_for_view(self) -> str:
        direction = "从大到小" if self._view.descends else "从小到大"
        words = [f"按{self._view.order.value} {direction}"]
        if self._view.grouped:
            words.append("按年分组")
        return "，".join(words)

    def _show_foot(self) -> None:
        rows = list(self._rows.values())
        words = summary(rows)
        if self._view.query:
            words = f"筛出 {subtotal(self._shown)}；全部 {words}"
        if self._marked:
            marked = [self._rows[path] for path in self._marked]
            words = f"标记 {len(marked)} 份，合计 {total(marked)} 元；{words}"
        right = f" {self._progress}  {STOP} " if self._progress else ""
        self._foot.show((((f" {words}", NORMAL),), ((right, BOLD),)))

    def _key_at(self, at: int) -> Key | None:
        return _key(self._items[at]) if at < len(self._items) else None

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        at = self._list.cursor
        item = self._items[at] if at < len(self._items) else None
        return item if isinstance(item, Row) else None

    @property
    def chosen(self) -> list[Row]:
        """The marked rows in the order of the list, else the one under the cursor."""
        if self._marked:
            return shown_rows(
                [row for path, row in self._rows.items() if path in self._marked],
                replace(self._view, query=""),
            )
        return [self.current] if self.current else []

    # Filtering, sorting, grouping, marking

    @work(exclusive=True, group="looking")
    async def _look(self, view: View) -> None:
        """Show the list another way. Thousands of names are gone through in a thread, whose results are kept."""
        self._wish = view
        rows = list(self._rows.values())
        if len(rows) > MANY:
            await asyncio.to_thread(self._go_through, rows, view)
        self._view = view
        self._show()

    def _go_through(self, rows: Sequence[Row], view: View) -> None:
        for row in rows:
            if self._wish is not view:
                return
            matches(view.query, row)
        shown_rows(rows, view)

    def action_filter(self) -> None:
        self.add_class("filtering")
        self._query.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input is self._query:
            self._look(replace(self._wish, query=event.value))

    def on_input_submitted(self, _: Input.Submitted) -> None:
        self._list.focus()
        if not self._wish.query:
            self._end_filter()

    def _end_filter(self) -> None:
        self._query.set_text("")
        self._list.focus()
        self.remove_class("filtering")
        self._look(replace(self._wish, query=""))

    def action_move(self, by: int) -> None:
        self._list.action_move(by)

    @work
    async def action_sort(self) -> None:
        current = self._wish.order.name
        offered = [(order.name, order.value) for order in Order]
        chosen = await self.app.push_screen_wait(ChooseScreen("按什么排列", offered, current=current))
        if chosen is None:
            return
        reverse = not self._wish.reverse if chosen == current else False
        self._look(replace(self._wish, order=Order[chosen], reverse=reverse))

    def action_reverse(self) -> None:
        self._look(replace(self._wish, reverse=not self._wish.reverse))

    def action_group(self) -> None:
        self._look(replace(self._wish, grouped=not self._wish.grouped, closed=frozenset()))

    def _fold(self, year: str) -> None:
        self._look(replace(self._wish, closed=self._wish.closed ^ {year}))

    def action_mark(self) -> None:
        at = self._list.cursor
        item = self._items[at] if at < len(self._items) else None
        rows = item.rows if isinstance(item, YearHeading) else [item] if item else ()
        self._mark([row.path for row in rows])
        self._list.action_move(1)

    def action_mark_all(self) -> None:
        self._mark([row.path for row in self._shown])

    def _mark(self, paths: Sequence[Path]) -> None:
        """Mark all of them; where they are all marked, none."""
        if self._marked >= set(paths):
            self._marked -= set(paths)
        else:
            self._marked |= set(paths)
        self._show()

    def action_step_back(self) -> None:
        """Stop what is going on, else let go of the filter, else of the marks."""
        if self._cancel is not None:
            self._cancel()
        elif self._query.has_focus or self._wish.query:
            self._end_filter()
        elif self.is_reading:
            self._stop_reading()
            self._show()
            self.say("已停止读取。按 r 继续。")
        elif self._marked:
            self._marked.clear()
            self._show()
        else:
            self.say("")


def _key(item: Item) -> Key:
    return item.year if isinstance(item, YearHeading) else item.path
