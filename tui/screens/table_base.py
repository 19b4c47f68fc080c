"""What every kind of work on the table shares: its widgets, how they follow a change, how the change is kept."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.timer import Timer

from tui.actions import TABLE, Where
from tui.fields import index_of
from tui.screens.acting import ActingScreen
from tui.screens.editing.base import JOURNAL, JUDGE
from tui.session import Session
from tui.widgets.cell_bar import CellBar, TableFoot
from tui.widgets.keys_bar import KeysBar
from tui.widgets.message import Message
from tui.widgets.table_grid import TableGrid
from tui.widgets.title import Title

TALL, LOW = 34, 20
"""Rows from which more of a cell's text is shown, and below which less."""
_FIRST = (
    *("open", "add", "delete", "copy", "paste", "undo", "next_problem", "leave"),
    *("mark", "fill_down", "choose"),
)
IN_CELL = tuple(action for action in TABLE if action.where is Where.CELL)
OUTSIDE = tuple(action for id in _FIRST for action in TABLE if action.id == id)
"""for the footer, what is needed most first"""


class TableBase(ActingScreen):
    """The parts of table mode and how they are brought up to date."""

    def __init__(self, session: Session, at: str = "") -> None:
        super().__init__()
        self.session = session
        self._start_at = at
        self._head = Title(id="title")
        self._grid = TableGrid(id="grid")
        self._foot = TableFoot(id="foot")
        self._bar = CellBar(id="cell")
        self._message = Message(id="message")
        self._keys = KeysBar(id="keys")
        self._journal_timer: Timer | None = None
        self._judge_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        self._fit()
        yield self._head
        yield self._grid
        yield self._foot
        yield self._bar
        yield self._message
        yield self._keys

    def on_mount(self) -> None:
        self._show_all()
        self._grid.focus()
        self._keys.load(OUTSIDE, in_field=False)
        self.say(self.session.read_only)

    def on_resize(self) -> None:
        self._fit()
        self.call_after_refresh(self._show_all)

    def _fit(self) -> None:
        self.set_class(self.app.size.height >= TALL, "tall")
        self.set_class(self.app.size.height < LOW, "low")

    # What is shown

    def _show_all(self) -> None:
        self._stop_judging()
        self._grid.load(self.session.declaration, self.session.findings, self.session.wanted)
        if self._start_at:
            self._grid.select(self._start_at)
            self._start_at = ""
        self._head.load(self.session)
        self._show_cell()

    def _show_cell(self) -> None:
        """What is under the cursor: its text, its finding, the sums of the block."""
        grid, declaration, path = self._grid, self.session.declaration, self._grid.path
        self._bar.load(declaration, grid.row, grid.columns[grid.column])
        self._foot.load(declaration, self.session.findings, grid.block, grid.columns)
        found = (
            [one for one in self.session.findings if one.field == path]
            if grid.input.is_open
            else grid.findings
        )
        more = f"这一格共有 {len(found)} 个问题，F1 看全部。" if len(found) > 1 else ""
        self._message.explain(found[0] if found else None, more)

    def say(self, text: str) -> None:
        """Tell the user something, until the next thing is done."""
        self._message.say(text)

    # Changes

    def _refuse_if_read_only(self) -> bool:
        if self.session.read_only:
            self.say(self.session.read_only)
        return bool(self.session.read_only)

    def _changed(self, words: str = "", *, at: str = "") -> None:
        """Show the document after a change, with the cursor at a field, and keep it in the journal soon."""
        if index_of(at) >= 0:
            self._start_at = at
        self._show_all()
        self._keep_soon()
        self.say(words)

    def _typed(self) -> None:
        """Show what follows from a typed character at once; what the rules say of it, when typing rests."""
        self._head.load(self.session)
        self._keep_soon()
        self._stop_judging()
        self._judge_timer = self.set_timer(JUDGE, self._judge)

    def _judge(self) -> None:
        self._stop_judging()
        self._show_cell()

    def _stop_judging(self) -> None:
        if self._judge_timer is not None:
            self._judge_timer.stop()
            self._judge_timer = None

    @property
    def is_settled(self) -> bool:
        """Whether all that is shown is of the document as it is now."""
        return self._judge_timer is None

    def _keep_soon(self) -> None:
        if self._journal_timer is not None:
            self._journal_timer.stop()
        self._journal_timer = self.set_timer(JOURNAL, self._write_journal)

    def _write_journal(self) -> None:
        if self.session.dirty:
            self.session.write_journal()
        else:
            self.session.discard_journal()
