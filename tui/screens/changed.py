"""What changed since the last save, the last commit or the start of the session, with undoing of single changes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult

from models.changes import Change, Kind, changes
from models.declaration import ROW_TABLES, Declaration, Row
from models.reverting import revert_all
from models.text import visible, width, wrap
from models.text_parts import Fate, parts
from models.vocabulary import FIELD_NAMES
from store.errors import ClerkError
from tui.actions import CHANGED, Action
from tui.change_list import SIGNS, Group, Item, gist, grouped, own_label
from tui.fields import row_of
from tui.history import Step
from tui.marked_text import ADDED, MARKS, REMOVED, marked
from tui.screens.acting import ActingScreen
from tui.session import Session
from tui.versions import LAST_COMMIT, version
from tui.widgets.basis import BOLD, DIM, NORMAL, REVERSE, Piece, PlainLine, plain, rule_of
from tui.widgets.change_pane import ChangePane
from tui.widgets.keys_bar import KeysBar
from tui.widgets.lines import LazyLines, Line, LineList


class Base(Enum):
    """What the document is compared with."""

    SAVED = "上次保存"
    COMMITTED = "最近一次提交"
    OPENED = "打开时"


STYLES = {Kind.ADDED: ADDED, Kind.REMOVED: REMOVED}


class ChangedScreen(ActingScreen):
    """Lists the changes, shows one in full, undoes them one by one; dismissed with the field to go to, or None."""

    ACTIONS: ClassVar[tuple[Action, ...]] = CHANGED
    BY_WIDGETS: ClassVar[frozenset[str]] = frozenset({"go"})
    HELP_TITLE: ClassVar[str] = "帮助：改了什么"
    DEFAULT_CSS = """
    ChangedScreen { layout: vertical; }
    ChangedScreen PlainLine { height: 1; }
    ChangedScreen LineList { height: 1fr; }
    ChangedScreen ChangePane { height: 1fr; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._base = Base.SAVED if session.dirty else Base.COMMITTED
        self._old: Declaration | None = None
        """what is compared with; None while it is read, or where it can't be"""
        self._why = ""
        self._items: list[Item] = []
        self._whole = False
        self._title = PlainLine(base=REVERSE)
        self._bases = PlainLine()
        self._list = LineList(id="changes")
        self._pane_head = PlainLine()
        self._pane = ChangePane()
        self._said = PlainLine()
        self._keys = KeysBar()

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._bases
        yield self._list
        yield self._pane_head
        yield self._pane
        yield self._said
        yield self._keys

    def on_mount(self) -> None:
        self._keys.load(CHANGED, in_field=False)
        self._list.focus()
        self._compare()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_heads)

    def say(self, text: str) -> None:
        self._said.show((((f" {plain(text)}", BOLD),), ()))

    # What is compared

    @work(exclusive=True, group="compare")
    async def _compare(self) -> None:
        """Compare with the base that is chosen; git is asked in a thread."""
        base, session = self._base, self._session
        self._old, self._why = None, "正在读取…"
        self._show([])
        try:
            if base is Base.SAVED:
                old = session.saved
            elif base is Base.OPENED:
                old = session.opened
            else:
                old = await asyncio.to_thread(version, LAST_COMMIT, session.document.path)
            found = await asyncio.to_thread(changes, old, session.declaration)
        except ClerkError as error:
            self._why = f"不能与{base.value}相比：{_in_words(error, session)}按 b 换一个比较对象。"
            self._show([])
            return
        self._old, self._why = old, ""
        self._show(grouped(found))

    def _again(self, cursor: int | None = None) -> None:
        """Show the changes that are left after something was undone."""
        if self._old is not None:
            self._show(grouped(changes(self._old, self._session.declaration)), cursor)

    def action_switch(self) -> None:
        bases = list(Base)
        self._base = bases[(bases.index(self._base) + 1) % len(bases)]
        self.say("")
        self._compare()

    # Showing it

    def _show(self, items: list[Item], cursor: int | None = None) -> None:
        self._items = items
        self._list.empty = "" if self._why else f"与{self._base.value}相比，没有改动。"
        if cursor is None and len(items) > 1:
            cursor = 1
        self._list.set_lines(LazyLines(len(items), partial(_line, items)), cursor)
        self._show_heads()
        self._show_change()

    def _show_heads(self) -> None:
        path = self._session.document.path
        count = sum(not isinstance(item, Group) for item in self._items)
        total = "" if self._old is None else f"{count} 处改动 " if count else "没有改动 "
        self._title.show((((" 改了什么  ", BOLD), (plain(path.name), NORMAL)), ((total, BOLD),)))
        pieces: list[Piece] = [(" 相比：", NORMAL)]
        for base in Base:
            here = base is self._base
            pieces.append((f"[{base.value}]" if here else f" {base.value} ", BOLD if here else DIM))
        self._bases.show(((*pieces, ("   b 换", DIM)), ()))
        removed, added = (MARKS[fate] for fate in (Fate.REMOVED, Fate.ADDED))
        signs: tuple[Piece, ...] = (
            (" ", NORMAL),
            (f"{removed[0]}删去的{removed[1]}", removed[2]),
            (" ", NORMAL),
            (f"{added[0]}加上的{added[1]}", added[2]),
            (" ", NORMAL),
        )
        rest = self.size.width - sum(width(text) for text, _ in signs)
        self._pane_head.show((((rule_of(rest), DIM),), signs))

    def _show_change(self) -> None:
        self._pane.load(self._lay_out)

    def _lay_out(self, cells: int) -> Sequence[tuple[Piece, ...]]:
        item = self._current
        if item is None:
            return [((line, NORMAL),) for line in wrap(self._why, cells)] if self._why else ()
        if isinstance(item, Group):
            return [((f"{plain(item.title)}：{len(item.changes)} 处改动。按 r 还原整组。", NORMAL),)]
        return list(self._in_full(item, cells))

    def _in_full(self, change: Change, cells: int) -> Iterator[tuple[Piece, ...]]:
        if change.kind in (Kind.ADDED, Kind.REMOVED):
            yield from self._whole_row(change, cells)
            return
        yield ((plain(change.label), BOLD),)
        if change.old == change.new:
            yield (("文字相同，在文件里的写法不同：一个是数字，一个是文字。", NORMAL),)
        if change.kind is Kind.ORDER:
            yield from self._order(change)
            return
        found = parts(change.old, change.new)
        for word, left_out in (("原：", Fate.ADDED), ("现：", Fate.REMOVED)):
            here = [part for part in found if part.fate is not left_out]
            lines = marked(here, cells - 4, whole=self._whole) if here else [(("（空）", DIM),)]
            for at, line in enumerate(lines):
                yield ((word if at == 0 else "    ", BOLD), *line)

    def _order(self, change: Change) -> Iterator[tuple[Piece, ...]]:
        for old, new in zip(change.old.split("\n"), change.new.split("\n"), strict=True):
            place, _, name = new.partition(" ")
            yield (f"  {plain(name)}", NORMAL), (f"  原{old.partition(' ')[0]}，现{place}", BOLD)

    def _whole_row(self, change: Change, cells: int) -> Iterator[tuple[Piece, ...]]:
        table, row = self._row_of(change)
        added = change.kind is Kind.ADDED
        yield ((f"{'增加了' if added else '删除了'}{plain(change.label)}", STYLES[change.kind]),)
        for key in row.keys():
            value = getattr(row, key)
            if value not in ("", None):
                lines = wrap(visible(f"{FIELD_NAMES[table][key]}：{value}", keep_newlines=True), cells - 4)
                for at, line in enumerate(lines):
                    yield (
                        (("+ " if added else "- ") if at == 0 else "  ", STYLES[change.kind]),
                        (line, NORMAL),
                    )

    def _row_of(self, change: Change) -> tuple[str, Row]:
        """The row that was added or removed, and the name of its table."""
        of = self._session.declaration if change.kind is Kind.ADDED else self._old
        place = row_of(change.table)
        assert of is not None
        assert place is not None
        return place[0], of.rows(place[0])[place[1]]

    @property
    def _current(self) -> Item | None:
        return self._items[self._list.cursor] if self._items else None

    def on_line_list_highlighted(self) -> None:
        self.say("")
        self._show_change()

    def action_whole(self) -> None:
        self._whole = not self._whole
        self.say("显示全文。" if self._whole else "只显示有不同的地方。")
        self._show_change()

    def action_turn(self) -> None:
        self._pane.turn()

    def action_into_text(self) -> None:
        self._pane.focus()

    def action_into_list(self) -> None:
        self._list.focus()

    # Doing something about it

    def action_revert(self) -> None:
        item, session = self._current, self._session
        if item is None or self._old is None:
            return
        if session.read_only:
            self.say(session.read_only)
            return
        chosen = item.changes if isinstance(item, Group) else (item,)
        what = f"{plain(item.title)} {len(chosen)} 处" if isinstance(item, Group) else plain(item.label)
        declaration = revert_all(session.declaration, self._old, chosen)
        session.change(declaration, f"还原{what}", _field_of(chosen[0], declaration))
        self._again(self._list.cursor)
        self.say(f"已还原：{what}。按 u 撤销。")

    def action_undo(self) -> None:
        self._after(self._session.undo(), "已撤销", "没有可以撤销的修改。")

    def action_redo(self) -> None:
        self._after(self._session.redo(), "已重做", "没有可以重做的修改。")

    def _after(self, step: Step | None, done: str, nothing: str) -> None:
        """Show what an undo or redo has done, with the cursor on it."""
        if step is None:
            self.say(nothing)
            return
        self._again(self._list.cursor)
        paths = [item.path if isinstance(item, Change) else "" for item in self._items]
        if step.field in paths:
            self._list.go_to(paths.index(step.field), tell=False)
            self._show_change()
        self.say(f"{done}：{plain(step.label)}")

    def on_line_list_chosen(self) -> None:
        item = self._current
        change = item.changes[0] if isinstance(item, Group) else item
        if change is None:
            return
        field = _field_of(change, self._session.declaration)
        if field:
            self.dismiss(field)
        else:
            self.say(
                "它现在不在申报里；按 r 可还原。"
                if change.kind is Kind.REMOVED
                else "编辑屏幕里没有它的字段。"
            )

    def action_back(self) -> None:
        self.dismiss(None)


def _in_words(error: ClerkError, session: Session) -> str:
    """Why there is no last commit to compare with, without the words of git and the long path."""
    path = session.document.path
    words = {
        f"没有版本“{LAST_COMMIT}”": "还没有提交过",
        f"版本“{LAST_COMMIT}”": "那次提交",
        f"“{LAST_COMMIT}:{path.name}”": "那时的文件",
        f"“{path}”": f"“{path.name}”",
    }
    text = error.what
    for theirs, ours in words.items():
        text = text.replace(theirs, ours)
    return text


def _field_of(change: Change, declaration: Declaration) -> str:
    """The field in `declaration` where a change is seen; empty where there is none."""
    match change.kind:
        case Kind.VALUE:
            return change.path
        case Kind.ORDER:
            return _title_of(f"{change.table}[0]") if declaration.rows(change.table) else ""
        case Kind.ADDED | Kind.UNKNOWN if row_of(change.table):
            return _title_of(change.table)
    return ""


def _title_of(row: str) -> str:
    """The field by which one knows a row such as `tasks[2]`."""
    return f"{row}.{ROW_TABLES[row.partition('[')[0]].title_key}"


def _line(items: Sequence[Item], at: int) -> Line:
    item = items[at]
    if isinstance(item, Group):
        return Line(((f"{rule_of(2)} {plain(item.title)} ", BOLD), (f"{len(item.changes)} 处", DIM)))
    style = STYLES.get(item.kind, NORMAL)
    return Line(
        (
            (f"   {SIGNS[item.kind]} ", style),
            (plain(own_label(item)), BOLD),
            (f"  {plain(gist(item))}", NORMAL),
        )
    )
