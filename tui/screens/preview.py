"""The official forms as they print, with the ends of the pages marked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from textual import work
from textual.app import App, ComposeResult
from textual.strip import Strip

from models.text import visible, width
from tui import exporting
from tui.actions import PREVIEW, Action
from tui.material import first_form, forms_of
from tui.screens.acting import ActingScreen
from tui.screens.ask import ChooseScreen, FilterScreen
from tui.screens.read import Sheet, slice_cells
from tui.session import Session
from tui.widgets.basis import BOLD, NORMAL, REVERSE, Piece, PlainLine, plain, rule_of, strip_of
from tui.widgets.keys_bar import KeysBar

PAPER_CELLS = 184
"""Cells at which the widest form so far stands as on paper."""

_last_form: WeakKeyDictionary[App[Any], dict[bool, str]] = WeakKeyDictionary()
"""the form that was shown last, by program, of projects and of departments"""


class FormSheet(Sheet):
    """A form in a window that moves over it, with what is looked for marked."""

    def __init__(self) -> None:
        super().__init__(lambda _cells: ())
        self.wanted = ""
        self.papers: dict[int, str] = {}
        """the lines where pages of paper begin, and what their rules say"""
        self._widest = 0

    def show(self, papers: Sequence[Sequence[str]]) -> None:
        """Show other pages of paper at the same place, as far as they reach."""
        self.lines, self.papers = [], {}
        for number, lines in enumerate(papers, 1):
            self.papers[len(self.lines)] = f"第 {number} 页，共 {len(papers)} 页"
            self.lines += ["", *map(visible, lines), ""]
        # Measuring all lines of a long form at each key would be felt.
        self._widest = max(map(width, self.lines), default=0)
        self.action_scroll_by(0, 0)

    def action_scroll_by(self, x: int, y: int) -> None:
        before = (self._x, self._y)
        self._x = max(0, min(self._x + x, self._widest - self.size.width))
        self._y = max(0, min(self._y + y, len(self.lines) - self.size.height))
        if (self._x, self._y) != before or not (x or y):
            self.refresh()

    def on_resize(self) -> None:
        self.action_scroll_by(0, 0)

    @property
    def top(self) -> int:
        return self._y

    def go_to(self, line: int, cell: int = 0, cells: int = 0) -> None:
        """Bring a line to the top; the window moves sideways only where the cells would be outside of it."""
        x = 0 if not self._x <= cell <= self._x + self.size.width - cells else self._x
        if cell + cells > x + self.size.width:
            x = cell + cells - self.size.width
        self.action_scroll_by(x - self._x, line - self._y)

    def render_line(self, y: int) -> Strip:
        at = self._y + y
        if at in self.papers:
            words = f"{rule_of(2)} {self.papers[at]} "
            return strip_of(((words + rule_of(self.size.width - width(words)), BOLD),), self.size.width)
        line = self.lines[at] if at < len(self.lines) else ""
        shown = slice_cells(line, self._x, self.size.width)
        return strip_of(tuple(self._pieces(shown)), self.size.width)

    def _pieces(self, line: str) -> list[Piece]:
        if not self.wanted or self.wanted not in line:
            return [(line, NORMAL)]
        pieces: list[Piece] = []
        for number, part in enumerate(line.split(self.wanted)):
            pieces += [*([(self.wanted, REVERSE)] if number else []), (part, NORMAL)]
        return pieces


class PreviewScreen(ActingScreen):
    """Shows one form after the other; dismissed with None."""

    ACTIONS: ClassVar[tuple[Action, ...]] = PREVIEW
    HELP_TITLE: ClassVar[str] = "帮助：预览"
    DEFAULT_CSS = """
    PreviewScreen { layout: vertical; }
    PreviewScreen PlainLine { height: 1; }
    PreviewScreen FormSheet { height: 1fr; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._forms = forms_of(session.declaration)
        self._form_id = first_form(session.declaration)
        self._is_wide = False
        self._title = PlainLine(base=REVERSE)
        self._sheet = FormSheet()
        self._said = PlainLine()
        self._keys = KeysBar()

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._sheet
        yield self._said
        yield self._keys

    def on_mount(self) -> None:
        last = _last_form.setdefault(self.app, {}).get(self._session.declaration.is_department, "")
        self._form_id = last if last in self._forms else self._form_id
        self._keys.load(PREVIEW, in_field=False)
        self._sheet.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._lay_out)

    def say(self, text: str) -> None:
        self._said.show((((f" {plain(text)}", BOLD),), ()))

    @work(exclusive=True, group="layout")
    async def _lay_out(self, to_top: bool = False) -> None:
        """Lay the form out for the width of the screen, in a thread: a long one takes a while."""
        session = self._session
        _last_form[self.app][session.declaration.is_department] = self._form_id
        cells = max(self._sheet.size.width, PAPER_CELLS if self._is_wide else 0)
        title, lay_out = exporting.preview(
            session.effective,
            session.workspace,
            self._form_id,
            path=session.document.path,
            ascii=self.jixiao.plain_borders,
        )
        if not self._sheet.lines:
            self.say("正在排版…")
        papers = await asyncio.to_thread(lay_out, cells)
        if not self._sheet.lines:
            self.say("")
        self._sheet.show(papers)
        if to_top:
            self._sheet.go_to(0)
        at = list(self._forms).index(self._form_id) + 1
        pages = f"共 {len(papers)} 页 "
        which = f"  {self._form_id}  第 {at} 种，共 {len(self._forms)} 种"
        self._title.show((((f" {title}", BOLD), (which, NORMAL)), ((pages, BOLD),)))

    # Forms

    def _show_form(self, form_id: str) -> None:
        self._form_id = form_id
        self.say("")
        self._lay_out(to_top=True)

    def _turn(self, by: int) -> None:
        ids = list(self._forms)
        self._show_form(ids[(ids.index(self._form_id) + by) % len(ids)])

    def action_next_form(self) -> None:
        self._turn(1)

    def action_previous_form(self) -> None:
        self._turn(-1)

    @work
    async def action_choose_form(self) -> None:
        items = [(form.id, f"{form.title}（{form.id}）") for form in self._forms.values()]
        chosen = await self.app.push_screen_wait(ChooseScreen("预览哪种表", items, current=self._form_id))
        if chosen is not None:
            self._show_form(chosen)

    def action_wide(self) -> None:
        self._is_wide = not self._is_wide
        self.say("按纸面的宽度，← → 移动。" if self._is_wide else "适合屏幕的宽度。")
        self._lay_out()

    @work
    async def action_export(self) -> None:
        from tui.screens.printing import export

        await export(self.jixiao, self._session, self.say, self._form_id)

    # Pages

    def action_next_page(self) -> None:
        at = next((at for at in self._sheet.papers if at > self._sheet.top), None)
        if at is None:
            self.say("这是最后一页。")
        else:
            self._sheet.go_to(at)

    def action_previous_page(self) -> None:
        self._sheet.go_to(next((at for at in reversed(self._sheet.papers) if at < self._sheet.top), 0))

    # Finding text

    @work
    async def action_find(self) -> None:
        before = self._sheet.wanted
        typed = await self.app.push_screen_wait(
            FilterScreen("查找", "输入要找的文字", before, lambda text: self._find(text, 0))
        )
        if typed is None:
            self._sheet.wanted = before
            self._sheet.refresh()
        self._show_found()

    def _matches(self) -> list[int]:
        wanted = self._sheet.wanted
        return [at for at, line in enumerate(self._sheet.lines) if wanted and wanted in line]

    def _find(self, wanted: str, start: int) -> None:
        self._sheet.wanted = wanted
        self._step(next((at for at in self._matches() if at >= start), None))

    def _step(self, line: int | None) -> None:
        self._sheet.refresh()
        if line is not None:
            wanted = self._sheet.wanted
            before = self._sheet.lines[line].partition(wanted)[0]
            self._sheet.go_to(line, width(before), width(wanted))

    def _show_found(self) -> None:
        count = len(self._matches())
        wanted = self._sheet.wanted
        if wanted:
            self.say(
                f"“{wanted}”在 {count} 行，n 下一处，N 上一处。"
                if count
                else f"没有找到“{wanted}”。格里的文字会换行，可少输几个字。"
            )

    def action_find_next(self) -> None:
        matches = self._matches()
        self._step(next((at for at in matches if at > self._sheet.top), matches[0] if matches else None))
        self._show_found()

    def action_find_previous(self) -> None:
        matches = self._matches()
        self._step(
            next((at for at in reversed(matches) if at < self._sheet.top), matches[-1] if matches else None)
        )
        self._show_found()

    def action_back(self) -> None:
        self.dismiss(None)
