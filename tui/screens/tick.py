"""A list in which any number of lines can be ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from models.text import wrap
from tui.screens.ask import Dialog
from tui.widgets.basis import BOLD, DIM, NORMAL, PlainLine, plain
from tui.widgets.lines import Line, LineList


class TickScreen(Dialog):
    """Dismissed with the values that are ticked in the end, in the order of the list, or None on Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "turn", show=False),
        Binding("f1", "help", show=False),
    ]

    def __init__(
        self,
        title: str,
        items: Sequence[tuple[str, str]],
        ticked: Collection[str],
        *,
        kept: Collection[str] = (),
        text: str = "",
        explained: Sequence[str] = (),
    ) -> None:
        """`items` are values with what is shown of them; those `kept` are ticked and stay so.

        F1 shows the paragraphs `explained`, where there are any.
        """
        super().__init__(title, text)
        self._explained = explained
        self._items = items
        self._ticked = {*ticked, *kept}
        self._kept = kept
        self._list = LineList()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield from self._head()
            yield self._list
            keys = PlainLine()
            help = (("F1", " 说明"),) if self._explained else ()
            pieces = (("空格", " 勾选  "), ("Enter", " 确定  "), ("Esc", " 不改  "), *help)
            keys.show((tuple(piece for key, word in pieces for piece in ((key, BOLD), (word, DIM))), ()))
            yield keys

    def on_mount(self) -> None:
        self._list.styles.height = len(self._items)
        self._show()
        self._list.focus()

    def _show(self) -> None:
        self._list.set_lines([self._line(at) for at in range(len(self._items))], self._list.cursor)

    def _line(self, at: int) -> Line:
        value, label = self._items[at]
        mark = f"[{'x' if value in self._ticked else ' '}] "
        return Line(((f" {at + 1} ", BOLD), (mark, NORMAL), (plain(label), NORMAL)))

    def _turn(self, at: int) -> None:
        value = self._items[at][0]
        if value not in self._kept:
            self._ticked ^= {value}
            self._show()

    def action_help(self) -> None:
        from tui.screens.read import ReadScreen

        if self._explained:
            lines = self._explained
            self.app.push_screen(
                ReadScreen(
                    self._title, lambda cells: [part for line in lines for part in (*wrap(line, cells), "")]
                )
            )

    def action_turn(self) -> None:
        self._turn(self._list.cursor)

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if character.isdigit() and 0 < int(character) <= len(self._items):
            self._list.go_to(int(character) - 1, tell=False)
            self._turn(int(character) - 1)

    def on_line_list_chosen(self, _: LineList.Chosen) -> None:
        self.dismiss(tuple(value for value, _ in self._items if value in self._ticked))
