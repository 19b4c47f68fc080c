"""指标库: choosing indicators of past declarations and built-in ones, to be inserted with all columns filled."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Input

from models.declaration import Indicator
from models.library import (
    Entry,
    Key,
    adapted,
    entries_for,
    fitting,
    key_of,
    matching,
    merged,
)
from models.placement import Names, names_in_use
from models.rows import level_key
from models.stock import stock_entries
from store.workspace import Workspace
from tui.actions import LIBRARY, Action
from tui.keyboard import TEXT_KEY
from tui.library import GATHERER, Gathered, folder_of
from tui.library_text import entry_line, full_text, in_pane
from tui.screens.acting import ActingScreen
from tui.screens.ask import FilterInput
from tui.widgets.basis import BOLD, DIM, NORMAL, REVERSE, PlainLine, plain
from tui.widgets.keys_bar import KeysBar
from tui.widgets.lines import LazyLines, LineList

WIDE = 110
"""Cells from which the columns of an entry stand beside the list instead of below it."""
MANY = 500
"""Entries from which finding is not done between two keys."""
REST = 4
"""So many times as long as a search took, none follows for what was read meanwhile: two threads hinder each other."""


class Source(Enum):
    """Where entries come from."""

    ALL = "全部"
    OWN = "本单位"
    BUILT_IN = "内置"

    @property
    def following(self) -> Source:
        every = list(Source)
        return every[(every.index(self) + 1) % len(every)]


Wish = tuple[str, Source, bool]
"""the filter, the source, and whether only what fits is listed"""


class EntryFilter(FilterInput):
    """The filter above the entries, where a blank marks."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key != "space" and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == TEXT_KEY and event.character and not event.character.strip(" "):
            # Blanks that came together over a slow line; one by one they are the key that marks.
            event.stop()
            event.prevent_default()
            for _ in event.character:
                await self.screen.run_action("mark")
            return
        await super()._on_key(event)


class Entries(LineList, can_focus=False):
    """The list; the keys go to the filter."""


class LibraryScreen(ActingScreen):
    """Dismissed with the indicators to be inserted, as they are written under `level1`, `level2`, or None.

    `own` is the file of the declaration being edited: it is left out. `present` are the indicators that it has now.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = LIBRARY
    HELP_TITLE: ClassVar[str] = "帮助：指标库的按键"
    DEFAULT_CSS = """
    LibraryScreen { layout: vertical; }
    LibraryScreen > PlainLine { height: 1; }
    LibraryScreen #filter-row { height: 1; }
    LibraryScreen #filter-label { width: 7; height: 1; }
    LibraryScreen #query { width: 1fr; }
    LibraryScreen #body { height: 1fr; layout: vertical; }
    LibraryScreen #entries { height: 1fr; width: 1fr; }
    LibraryScreen #pane { height: 10; width: 1fr; }
    LibraryScreen.wide #body { layout: horizontal; }
    LibraryScreen.wide #entries { width: 3fr; }
    LibraryScreen.wide #pane { height: 1fr; width: 2fr; }
    """

    def __init__(
        self,
        workspace: Workspace,
        own: Path | None,
        level1: str = "",
        level2: str = "",
        *,
        present: Sequence[Indicator] = (),
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._own_path = own
        self._level1, self._level2 = level1.strip(), level2.strip()
        self._present = frozenset(map(key_of, present))
        self._names_here = names_in_use((row.level1, row.level2) for row in present)
        self._gathered = Gathered()
        self._reading = True
        self._source = Source.ALL
        self._only_here = False
        self._shown: list[Entry] = []
        self._looking_for = 0
        """the number of the latest search"""
        self._showing = 0
        self._is_looking = False
        self._next_look = 0.0
        """when what was read meanwhile is worth another search"""
        self._marked: dict[Key, Entry] = {}
        self._touched = False
        """whether the user has moved in the list"""
        self._stop = threading.Event()
        self._title_line = PlainLine(base=REVERSE)
        self._query = EntryFilter(
            placeholder="名称、内容、领域，拼音和首字母也行；几个词用逗号隔开", id="query"
        )
        self._list = Entries(id="entries")
        self._pane = PlainLine(id="pane")
        self._foot = PlainLine(id="foot")
        self._keys = KeysBar()

    def compose(self) -> ComposeResult:
        yield self._title_line
        label = PlainLine(id="filter-label")
        label.show((((" 筛选：", BOLD),), ()))
        yield Horizontal(label, self._query, id="filter-row")
        yield Container(self._list, self._pane, id="body")
        yield self._foot
        yield self._keys

    def on_mount(self) -> None:
        self._keys.load(self.ACTIONS, in_field=False)
        self._query.focus()
        self._look()
        self._gather()

    def on_unmount(self) -> None:
        self._stop.set()

    def on_resize(self) -> None:
        size = self.app.size
        wide = size.width >= WIDE
        self.set_class(wide, "wide")
        self._pane.styles.height = None if wide else max(size.height * 5 // 12, 5)
        self.call_after_refresh(self._show)

    def say(self, text: str) -> None:
        self._foot.show((((f" {plain(text)}", BOLD),), ()))

    # Reading

    @property
    def is_settled(self) -> bool:
        """Whether all files are read and what was asked for is shown."""
        return not self._reading and self._showing == self._looking_for

    @work(exclusive=True, group="gathering")
    async def _gather(self) -> None:
        loop = asyncio.get_running_loop()

        def tell(gathered: Gathered) -> None:
            with contextlib.suppress(RuntimeError):  # the program ended meanwhile
                loop.call_soon_threadsafe(self._take_in, gathered)

        folder = folder_of(self._workspace, self._own_path)
        await asyncio.to_thread(GATHERER.gather, folder, self._own_path, tell, self._stop.is_set)
        self._reading = False
        self._show_foot()

    def _take_in(self, gathered: Gathered) -> None:
        if self._stop.is_set() or not self.is_attached:
            return
        self._gathered = gathered
        if gathered.is_complete or time.monotonic() >= self._next_look:
            self._look()

    @property
    def _in_use(self) -> Names:
        return {**self._gathered.names, **self._names_here}

    # Finding

    def _offered(self) -> list[Entry]:
        """The entries of the chosen source, those that belong here first or alone."""
        own, built_in = self._gathered.entries, stock_entries()
        if self._source is Source.OWN:
            entries = list(own)
        elif self._source is Source.BUILT_IN:
            entries = list(built_in)
        else:
            entries = merged(own, built_in)
        if self._only_here:
            return fitting(entries, self._level1, self._level2)
        return entries_for(entries, self._level1, self._level2)

    def _look(self) -> None:
        """Find what is asked for now; among many in a thread."""
        self._looking_for += 1
        if len(self._gathered.entries) <= MANY:
            self._found(matching(self._query.value, self._offered()), self._looking_for)
        elif not self._is_looking:
            self._is_looking = True
            self._look_aside()

    @work(group="looking")
    async def _look_aside(self) -> None:
        """One search after the other: what is read meanwhile waits for the end of it, another wish breaks it off."""
        try:
            while self._showing != self._looking_for:
                number, wish, began = self._looking_for, self._wish, time.monotonic()

                def stopped(wish: Wish = wish) -> bool:
                    return self._wish != wish or self._stop.is_set()

                found = await asyncio.to_thread(
                    lambda wish, stopped: matching(wish[0], self._offered(), stopped), wish, stopped
                )
                if self._stop.is_set():
                    return
                if not stopped():
                    self._found(found, number)
                now = time.monotonic()
                self._next_look = now + (now - began) * REST
        finally:
            self._is_looking = False

    @property
    def _wish(self) -> Wish:
        return self._query.value, self._source, self._only_here

    def _found(self, entries: list[Entry], number: int) -> None:
        here = self._current
        at = 0
        if here is not None and (self._touched or not here.is_built_in):
            at = next((at for at, entry in enumerate(entries) if entry.key == here.key), 0)
        self._shown, self._showing = entries, number
        self._show(at)

    def on_input_changed(self, _: Input.Changed) -> None:
        # What is found best is meant, not what the cursor happened to stand on.
        self._touched = False
        self._list.go_to(0, tell=False)
        self._shown = []
        self._look()

    # Showing

    @property
    def _current(self) -> Entry | None:
        at = self._list.cursor
        return self._shown[at] if at < len(self._shown) else None

    def _show(self, at: int | None = None) -> None:
        if not self.is_mounted:
            return
        self._list.empty = self._words_for_nothing()
        cells = self._list.size.width
        entries, marked = self._shown, frozenset(self._marked)
        lines = LazyLines(
            len(entries),
            lambda at: entry_line(
                entries[at],
                cells,
                marked=entries[at].key in marked,
                present=entries[at].key in self._present,
                with_level=not self._only_here,
            ),
        )
        self._list.set_lines(lines, at)
        self._show_title()
        self._show_pane()
        self._show_foot()

    def _words_for_nothing(self) -> str:
        if self._query.value:
            return "没有符合的指标；Esc 清空筛选。"
        if self._source is Source.OWN:
            return "正在读取…" if self._reading else "本单位其他申报里还没有指标；F2 看内置的。"
        return "没有适合这个二级指标的；F3 列出全部。"

    def _show_title(self) -> None:
        place = "—".join(filter(None, (self._level1, self._level2)))
        where = f"加到 {plain(place)}" if place else ""
        only = f" 只看{level_key(plain(self._level2 or self._level1)) or '全部'}" if self._only_here else ""
        self._title_line.show(
            (((" 指标库  ", BOLD), (where, NORMAL)), ((f" {self._source.value}{only} ", BOLD),))
        )

    def _show_pane(self) -> None:
        entry = self._current
        wide, size = self.has_class("wide"), self._pane.size
        row = None if entry is None else self._as_inserted(entry)
        self._pane.show(*in_pane(entry, row, size.width, size.height, beside=wide))

    def _as_inserted(self, entry: Entry) -> Indicator:
        return adapted(entry, self._level1, self._level2, self._workspace.practice, self._in_use)

    def _show_foot(self) -> None:
        if not self.is_mounted:
            return
        words = [f"{len(self._shown)} 个指标"]
        if self._marked:
            words.insert(0, f"标记 {len(self._marked)} 个")
        if self._gathered.unread:
            words.append(f"{self._gathered.unread} 个文件读不了")
        read = f" {self._gathered.done}/{self._gathered.files}" if self._gathered.files else "…"
        progress = f" 正在读取{read} " if self._reading else ""
        self._foot.show((((f" {'；'.join(words)}", NORMAL),), ((progress, DIM),)))

    def on_line_list_highlighted(self, _: LineList.Highlighted) -> None:
        self._touched = True
        self._show_pane()
        self._show_foot()

    def on_line_list_chosen(self, _: LineList.Chosen) -> None:
        self.action_take()

    # Doing

    def action_move(self, by: int) -> None:
        self._list.action_move(by)

    def action_mark(self) -> None:
        entry = self._current
        if entry is None:
            return
        if self._marked.pop(entry.key, None) is None:
            self._marked[entry.key] = entry
        self._touched = True
        self._show(self._list.cursor)
        self._list.action_move(1)

    def action_take(self) -> None:
        chosen = list(self._marked.values()) or ([self._current] if self._current else [])
        if not chosen:
            self.say("没有可加入的指标。")
            return
        self.dismiss(tuple(map(self._as_inserted, chosen)))

    def action_source(self) -> None:
        self._source = self._source.following
        self._look()

    def action_only_here(self) -> None:
        if not self._level1 and not self._level2:
            self.say("光标不在哪个二级指标上，列出的是全部。")
            return
        self._only_here = not self._only_here
        self._look()

    @work
    async def action_read(self) -> None:
        from tui.screens.read import ReadScreen

        entry = self._current
        if entry is not None:
            row = self._as_inserted(entry)
            await self.app.push_screen_wait(
                ReadScreen(f"指标：{row.name}", lambda cells: full_text(entry, row, cells))
            )

    def action_leave(self) -> None:
        """Let go of the filter, else leave."""
        if self._query.value:
            self._query.value = ""
        else:
            self.dismiss(None)

    def action_cancel(self) -> None:
        self.dismiss(None)
