"""The declarations of a folder: year, project, amount, indicators, weights, problems."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models.declaration import Declaration
from models.money import format_yuan
from models.text import pad, wrap
from store.documents import open_document
from store.errors import ClerkError
from store.workspace import Workspace, look_below
from tui.actions import LISTING
from tui.listing import Row, judged, labels, read_row, summary
from tui.screens.ask import ChooseScreen
from tui.screens.read import ReadScreen
from tui.widgets.basis import BOLD, DIM, ERROR, NORMAL, REVERSE, WARNING, Piece, PlainLine, QuietScreen, plain
from tui.widgets.keys_bar import KeysBar
from tui.widgets.lines import Line, LineList
from tui.widgets.outline import weight_of

if TYPE_CHECKING:
    from tui.app import JixiaoApp

BATCH = 25
"""Files read between two looks at the keyboard."""


class WorkspaceScreen(QuietScreen):
    """Lists a folder and opens what is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(action.keys), action.id, show=False, priority=action.id in ("redraw", "palette"))
        for action in LISTING
        if action.id != "open"
    ]
    DEFAULT_CSS = """
    WorkspaceScreen { layout: vertical; }
    WorkspaceScreen PlainLine { height: 1; }
    WorkspaceScreen LineList { height: 1fr; }
    """

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        super().__init__()
        self._folder = folder
        self._workspace = workspace
        self._rows: list[Row] = []
        self._title_line = PlainLine(base=REVERSE)
        self._heading = PlainLine()
        self._list = LineList(
            id="declarations",
            empty="这个文件夹里还没有申报。用 jixiao new 项目名称 新建，或 jixiao import 文件 导入。",
        )
        self._foot = PlainLine()
        self._keys = KeysBar()

    def compose(self) -> ComposeResult:
        yield self._title_line
        yield self._heading
        yield self._list
        yield self._foot
        yield self._keys

    def on_mount(self) -> None:
        self._keys.load(LISTING, in_field=False)
        self._list.focus()
        self.reload()

    def on_resize(self) -> None:
        self._show()

    @work(exclusive=True)
    async def reload(self) -> None:
        """Read the folder again; rows appear as they are read."""
        self._rows = []
        files, failures = await asyncio.to_thread(look_below, self._folder)
        for start in range(0, len(files), BATCH):
            batch = files[start : start + BATCH]
            self._rows += await asyncio.to_thread(lambda paths: [read_row(path) for path in paths], batch)
            self._show(progress=f"正在读取 {min(start + BATCH, len(files))}/{len(files)}")
        rows = [*self._rows, *(Row(path, error=str(error)) for path, error in failures)]
        self._rows = await asyncio.to_thread(judged, rows, self._workspace)
        self._show()

    def _show(self, progress: str = "") -> None:
        name_cells = max(self.app.size.width - 50, 16)
        self._title_line.show(
            (((f" {plain(self._workspace.unit.name or self._folder.resolve().name)}", BOLD),), ())
        )
        heading = f" {pad('年度', 5)} {pad('项目', name_cells)} {pad('金额（元）', 16, 'right')} 指标 权重 {'问题':>6}"
        self._heading.show((((heading, BOLD),), ()))
        names = labels(self._rows, self._folder, name_cells)
        self._list.set_lines(
            [self._line(row, pad(name, name_cells)) for row, name in zip(self._rows, names, strict=True)]
        )
        self._foot.show((((f" {progress or summary(self._rows)}", NORMAL),), ()))

    def _line(self, row: Row, name: str) -> Line:
        if row.declaration is None:
            # The row names the file already; its path would push the reason out of sight.
            why = plain(row.error.replace(f"“{row.path}”", "", 1))
            return Line(((f" ✗ {row.title}  ", ERROR), (why, NORMAL)))
        return Line(tuple(self._pieces(row, row.declaration, name)))

    def _pieces(self, row: Row, declaration: Declaration, name: str) -> Iterator[Piece]:
        amount = "" if row.amount is None else format_yuan(row.amount)
        weight = weight_of(declaration, range(len(declaration.indicators)))
        yield (f" {pad(row.year, 5)} ", NORMAL)
        yield (name, BOLD)
        yield (f" {pad(amount, 16, 'right')}", NORMAL)
        yield (f" {len(declaration.indicators):>4} {'' if weight is None else f'{weight:f}':>4} ", DIM)
        if row.is_newer:
            yield (" 版本较新", WARNING)
            return
        yield (f" ✗{row.errors}" if row.errors else "  ·", ERROR if row.errors else DIM)
        yield (f" !{row.warnings}" if row.warnings else "", WARNING)

    @work
    async def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        row = self._rows[event.index]
        if row.document is None:
            error = row.error
            await self.app.push_screen_wait(
                ReadScreen(row.title, lambda cells: ["", *wrap(error, min(cells, 90))])
            )
            return
        from tui.screens.editor import EditorScreen
        from tui.session import Session

        try:
            document = open_document(row.path)
        except ClerkError:
            self.reload()
            return
        await cast("JixiaoApp", self.app).push_screen(EditorScreen(Session(document, self._workspace)))

    def action_reload(self) -> None:
        self.reload()

    @work
    async def action_help(self) -> None:
        from tui.screens.help import key_sheet

        await self.app.push_screen_wait(ReadScreen("帮助：按键", lambda cells: key_sheet(cells, LISTING)))

    @work
    async def action_palette(self) -> None:
        """All commands of this screen, to choose from."""
        offered = [
            (action.id, f"{action.title}　{action.shown_keys}")
            for action in LISTING
            if action.id != "palette"
        ]
        chosen = await self.app.push_screen_wait(ChooseScreen("命令", offered))
        if chosen is not None:
            await self.run_action(chosen)

    def action_open(self) -> None:
        self._list.action_choose()

    def action_redraw(self) -> None:
        cast("JixiaoApp", self.app).action_redraw()

    def action_quit(self) -> None:
        self.app.exit(0)
