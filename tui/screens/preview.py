"""The official forms as they print, with the ends of the pages marked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from weakref import WeakKeyDictionary

from textual import work
from textual.app import App, ComposeResult
from textual.strip import Strip

from models.text import visible, width
from store.errors import ClerkError
from tui import exporting
from tui.actions import PREVIEW, Action
from tui.garbage import no_search_for_garbage
from tui.material import first_form, forms_of, gathered, material_of
from tui.screens.acting import ActingScreen
from tui.screens.ask import ChooseScreen, FilterScreen
from tui.screens.read import Sheet, slice_cells
from tui.session import Session
from tui.widgets.basis import BOLD, NORMAL, REVERSE, Piece, PlainLine, plain, rule_of, strip_of
from tui.widgets.keys_bar import KeysBar

if TYPE_CHECKING:
    from exports.forms import Material

Result = TypeVar("Result")

PATIENCE = 0.3
"""Seconds after which one is told what is being waited for."""
PAPER_CELLS = 184
"""Cells at which the widest form so far stands as on paper."""

_last_form: WeakKeyDictionary[App[Any], dict[bool, str]] = WeakKeyDictionary()
"""the form that was shown last, by program, of projects and of departments"""


@dataclass(frozen=True)
class Laid:
    """A form laid out for a width: its lines, and where pages of paper begin among them."""

    lines: list[str]
    papers: dict[int, str]
    """the lines where pages of paper begin, and what their rules say"""
    widest: int

    @classmethod
    def of(cls, papers: Sequence[Sequence[str]]) -> Laid:
        """From the lines of each page of paper. A long form has many: this is for a thread."""
        lines: list[str] = []
        begins: dict[int, str] = {}
        for number, paper in enumerate(papers, 1):
            begins[len(lines)] = f"第 {number} 页，共 {len(papers)} 页"
            lines += ["", *map(visible, paper), ""]
        return cls(lines, begins, max(map(width, lines), default=0))


class FormSheet(Sheet):
    """A form in a window that moves over it, with what is looked for marked."""

    def __init__(self) -> None:
        super().__init__(lambda _cells: ())
        self.wanted = ""
        self.papers: dict[int, str] = {}
        self._widest = 0

    def show(self, laid: Laid) -> None:
        """Show another form at the same place, as far as it reaches."""
        self.lines, self.papers, self._widest = laid.lines, laid.papers, laid.widest
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
        self._of_all = session.declaration.is_department
        """whether forms that hold many show every project of the folder"""
        self._materials: dict[bool, Material] = {}
        """what was read for one declaration, and for all"""
        self._reading = self._stopped = False
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
        material = await self._material()
        try:
            title, lay_out = exporting.preview(
                session.effective,
                session.workspace,
                self._form_id,
                material=material,
                ascii=self.jixiao.plain_borders,
            )
            laying_out = asyncio.to_thread(lambda: Laid.of(lay_out(cells)))
            laid = await self._waited(laying_out, lambda: "正在排版…")
        except ClerkError as error:
            self.say(str(error))
            return
        self._sheet.show(laid)
        if to_top:
            self._sheet.go_to(0)
        at = list(self._forms).index(self._form_id) + 1
        pages = f"共 {len(laid.papers)} 页 "
        which = f"  {self._form_id}  第 {at} 种，共 {len(self._forms)} 种"
        if self._shows_all:
            which += f"  全部 {len(material.declarations)} 个项目"
        self._title.show((((f" {title}", BOLD), (which, NORMAL)), ((pages, BOLD),)))

    # What the form is made from

    @property
    def _shows_all(self) -> bool:
        return self._of_all and self._forms[self._form_id].holds_many

    async def _material(self) -> Material:
        """What the form in view is made from, read once; that of the declaration alone where reading was stopped."""
        of_all = self._shows_all
        if of_all not in self._materials:
            material = await self._read_all() if of_all else None
            if of_all and material is None:
                self._of_all = of_all = False
                self.say("已停止；没有读完全部项目。")
            if material is None:
                material = await asyncio.to_thread(self._read_own)
            self._materials[of_all] = material
        return self._materials[of_all]

    def _read_own(self) -> Material:
        from exports.forms import Material

        declaration = self._session.effective
        if declaration.is_department:
            return Material((), declaration)
        return material_of(declaration, self._session.document.path)

    async def _read_all(self) -> Material | None:
        """All projects of the folder; None where the user stopped it."""
        progress = [0, 0]
        self._reading, self._stopped = True, False

        def tell(done: int, of: int) -> bool:
            progress[:] = (done, of)
            return not self._stopped

        try:
            reading = asyncio.to_thread(gathered, self._session.effective, self._session.document.path, tell)
            words = "正在读取项目：第 {} 个，共 {} 个…  Esc 停止"
            return await self._waited(reading, lambda: words.format(*progress))
        finally:
            # Also where another form is asked for meanwhile: the thread must not go on for nothing.
            self._reading, self._stopped = False, True

    async def _waited(self, doing: Coroutine[Any, Any, Result], words: Callable[[], str]) -> Result:
        """What is being done, once it is; the user is told when it takes a while."""
        task = asyncio.ensure_future(doing)
        told = False
        try:
            with no_search_for_garbage(keeping=True):
                while not (await asyncio.wait({task}, timeout=PATIENCE))[0]:
                    self.say(words())
                    told = True
        except asyncio.CancelledError:
            task.cancel()
            raise
        if told:
            self.say("")
        return task.result()

    def action_all(self) -> None:
        """Show every project of the folder in the forms that hold many, or this one alone."""
        if self._session.declaration.is_department:
            self.say("部门整体申报的表总是包括全部项目。")
        elif not self._forms[self._form_id].holds_many:
            self.say("这张表只印本项目。按 f 选一张放多个项目的表，如 yn-05-2。")
        else:
            self._of_all = not self._of_all
            self.say("这个文件夹里同一年度的全部项目。" if self._of_all else "只有本项目。")
            self._lay_out(to_top=True)

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

        material = self._materials.get(True) if self._shows_all else None
        await export(self.jixiao, self._session, self.say, self._form_id, material)

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
        """Stop what is being read, or go back."""
        if self._reading:
            self._stopped = True
        else:
            self.dismiss(None)
