"""The declarations of a folder: year, project, amount, indicators, weights, problems."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models.checking import check
from models.declaration import Declaration
from models.money import format_yuan
from models.peers import Peer, Peers
from models.rule import Severity
from models.text import pad
from store.documents import Document, open_document
from store.errors import ClerkError
from store.workspace import Workspace, find_declarations
from tui.judging import peer_key, surroundings
from tui.screens.read import ReadScreen
from tui.widgets.basis import BOLD, DIM, ERROR, NORMAL, REVERSE, WARNING, Piece, PlainLine, QuietScreen, plain
from tui.widgets.lines import Line, LineList
from tui.widgets.outline import weight_of

if TYPE_CHECKING:
    from tui.app import JixiaoApp

BATCH = 25
"""Files read between two looks at the keyboard."""


@dataclass(frozen=True)
class Row:
    """One file of the folder, read or unreadable."""

    path: Path
    document: Document | None
    error: str = ""
    errors: int = 0
    warnings: int = 0


class WorkspaceScreen(QuietScreen):
    """Lists a folder and opens what is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", show=False),
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("r", "reload", show=False),
        Binding("f1,question_mark", "help", show=False),
        Binding("ctrl+l", "app.redraw", show=False, priority=True),
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
        self._keys = PlainLine()

    def compose(self) -> ComposeResult:
        yield self._title_line
        yield self._heading
        yield self._list
        yield self._foot
        yield self._keys

    def on_mount(self) -> None:
        self._keys.show(
            (
                (
                    ("↑↓", BOLD),
                    (" 移动  ", DIM),
                    ("Enter", BOLD),
                    (" 打开  ", DIM),
                    ("r", BOLD),
                    (" 重读  ", DIM),
                    ("q", BOLD),
                    (" 退出", DIM),
                ),
                (("F1", BOLD), (" 帮助 ", DIM)),
            )
        )
        self._list.focus()
        self.reload()

    def on_resize(self) -> None:
        self._show()

    @work(exclusive=True)
    async def reload(self) -> None:
        """Read the folder again; rows appear as they are read."""
        self._rows = []
        try:
            files = await asyncio.to_thread(find_declarations, self._folder)
        except ClerkError as error:
            self._foot.show((((plain(str(error)), ERROR),), ()))
            return
        for start in range(0, len(files), BATCH):
            batch = files[start : start + BATCH]
            self._rows += await asyncio.to_thread(self._read_all, batch)
            self._show(progress=f"正在读取 {min(start + BATCH, len(files))}/{len(files)}")
        self._rows = await asyncio.to_thread(self._judge)
        self._show()

    def _read_all(self, paths: list[Path]) -> list[Row]:
        return [self._read(path) for path in paths]

    def _read(self, path: Path) -> Row:
        try:
            return Row(path, open_document(path))
        except ClerkError as error:
            return Row(path, None, str(error))

    def _judge(self) -> list[Row]:
        """The rows with their problems, once all projects are known to each other."""
        workspace = self._workspace
        effective = {
            row.path: row.document.declaration.with_unit_defaults(workspace.unit)
            for row in self._rows
            if row.document is not None
        }
        peers = Peers(Peer.of(declaration, peer_key(path)) for path, declaration in effective.items())
        judged = []
        for row in self._rows:
            if row.document is None:
                judged.append(row)
                continue
            found = check(
                effective[row.path],
                surroundings(workspace, row.path, peers),
                choice=workspace.choice(row.path),
            )
            judged.append(
                Row(
                    row.path,
                    row.document,
                    errors=sum(item.severity is Severity.ERROR for item in found),
                    warnings=sum(item.severity is Severity.WARNING for item in found),
                )
            )
        return judged

    def _show(self, progress: str = "") -> None:
        name_cells = max(self.app.size.width - 50, 16)
        self._title_line.show(
            (((f" {plain(self._workspace.unit.name or self._folder.resolve().name)}", BOLD),), ())
        )
        heading = f" {pad('年度', 5)} {pad('项目', name_cells)} {pad('金额（元）', 16, 'right')} 指标 权重 {'问题':>6}"
        self._heading.show((((heading, BOLD),), ()))
        self._list.set_lines([self._line(row, name_cells) for row in self._rows])
        total = sum((amount for row in self._rows if (amount := _amount(row)) is not None), Decimal(0))
        summary = progress or f" {len(self._rows)} 个申报，合计 {format_yuan(total)} 元"
        self._foot.show((((summary, NORMAL),), ()))

    def _line(self, row: Row, name_cells: int) -> Line:
        if row.document is None:
            return Line(((f" ✗ {plain(row.path.name)}  ", ERROR), (plain(row.error), NORMAL)))
        return Line(tuple(self._pieces(row, row.document.declaration, name_cells)))

    def _pieces(self, row: Row, declaration: Declaration, name_cells: int) -> Iterator[Piece]:
        project = declaration.project
        amount = _amount(row)
        weight = weight_of(declaration, range(len(declaration.indicators)))
        yield (f" {pad(plain(str(project.year or '')), 5)} ", NORMAL)
        yield (pad(plain(project.name) or plain(row.path.name), name_cells), BOLD)
        yield (f" {pad('' if amount is None else format_yuan(amount), 16, 'right')}", NORMAL)
        yield (f" {len(declaration.indicators):>4} {'' if weight is None else f'{weight:f}':>4} ", DIM)
        yield (f" ✗{row.errors}" if row.errors else "  ·", ERROR if row.errors else DIM)
        yield (f" !{row.warnings}" if row.warnings else "", WARNING)

    @work
    async def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        row = self._rows[event.index]
        if row.document is None:
            error = row.error
            from models.text import wrap

            await self.app.push_screen_wait(
                ReadScreen(row.path.name, lambda cells: ["", *wrap(error, min(cells, 90))])
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

        await self.app.push_screen_wait(ReadScreen("帮助：按键", key_sheet))

    def action_quit(self) -> None:
        self.app.exit(0)


def _amount(row: Row) -> Decimal | None:
    total = row.document.declaration.budget.total if row.document else None
    return total if isinstance(total, Decimal) else None
