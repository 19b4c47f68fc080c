"""Dialogs: a question with answers, a list to choose from, a line of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from models.filtering import filtered
from models.text import wrap
from tui.widgets.basis import BOLD, DIM, NORMAL, LineInput, PlainLine, QuietModal, plain
from tui.widgets.lines import Line, LineList

BOX = 64
"""Cells of a dialog's text; fits 80 columns."""
MARGIN = 4
"""Cells of a dialog beside its text."""


class Dialog(QuietModal):
    """A box over the screen. Escape and ctrl+c answer nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("ctrl+c", "cancel", show=False, priority=True),
        Binding("ctrl+q", "cancel", show=False, priority=True),
        Binding("ctrl+l", "app.redraw", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical { width: 70; max-width: 96%; height: auto; max-height: 90%; border: solid ansi_default;
                        padding: 0 1; background: ansi_default; }
    Dialog PlainLine { height: 1; }
    Dialog LineList { height: auto; }
    """

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = text

    def _head(self) -> ComposeResult:
        title = PlainLine()
        title.show((((plain(self._title), BOLD),), ()))
        yield title
        if self._text:
            lines = wrap(self._text, min(BOX, self.app.size.width * 96 // 100 - MARGIN))
            body = PlainLine()
            body.styles.height = len(lines)
            body.show(*((((plain(line), NORMAL),), ()) for line in lines))
            yield body

    def action_cancel(self) -> None:
        self.dismiss(None)


class AskScreen(Dialog):
    """A question; dismissed with the id of the answer, or None."""

    def __init__(self, title: str, text: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__(title, text)
        self._answers = answers
        self._list = LineList()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield from self._head()
            yield self._list

    def on_mount(self) -> None:
        self._list.styles.height = len(self._answers)
        lines = [
            Line(((f" {number} ", BOLD), (plain(label), NORMAL)))
            for number, (_, label) in enumerate(self._answers, 1)
        ]
        self._list.set_lines(lines)
        self._list.focus()

    def on_key(self, event: object) -> None:
        character = getattr(event, "character", None) or ""
        if character.isdigit() and 0 < int(character) <= len(self._answers):
            self.dismiss(self._answers[int(character) - 1][0])

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(self._answers[event.index][0])


class FilterInput(LineInput):
    """The filter above a list: arrows move in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.move(-1)", show=False),
        Binding("down", "screen.move(1)", show=False),
        Binding("pageup", "screen.move(-10)", show=False),
        Binding("pagedown", "screen.move(10)", show=False),
    ]


class ChooseScreen(Dialog):
    """A list that narrows while one types; dismissed with the value chosen, or None.

    With `free`, what was typed can be taken as it is when nothing in the list matches.
    """

    def __init__(
        self, title: str, items: Sequence[tuple[str, str]], *, current: str = "", free: bool = False
    ) -> None:
        super().__init__(title)
        self._items = items
        self._matching = list(items)
        self._current = current
        self._free = free
        self._filter = FilterInput(placeholder="输入文字、拼音或首字母筛选")
        self._list = LineList(empty="没有符合的项；Enter 用所输入的文字" if free else "没有符合的项")

    def compose(self) -> ComposeResult:
        with Vertical():
            yield from self._head()
            yield self._filter
            yield self._list

    def on_mount(self) -> None:
        self._list.styles.height = min(max(len(self._items), 1), 14)
        self._show()
        at = next((at for at, (value, _) in enumerate(self._matching) if value == self._current), 0)
        self._list.go_to(at, tell=False)
        self._filter.focus()

    def _show(self) -> None:
        at = filtered(self._filter.value, [label for _, label in self._items])
        self._matching = [self._items[place] for place in at]
        self._list.set_lines([Line(((plain(label), NORMAL),)) for _, label in self._matching], 0)

    def on_input_changed(self, _: Input.Changed) -> None:
        self._show()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        if self._matching:
            self.dismiss(self._matching[self._list.cursor][0])
        elif self._free:
            self.dismiss(self._filter.value)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(self._matching[event.index][0])

    def action_move(self, by: int) -> None:
        self._list.action_move(by)


class FilterScreen(QuietModal):
    """One line at the foot of the screen; what is typed is told at once. Dismissed with it, or None on Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("ctrl+c", "cancel", show=False, priority=True),
        Binding("ctrl+q", "cancel", show=False, priority=True),
        Binding("ctrl+l", "app.redraw", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    FilterScreen { align: left bottom; }
    FilterScreen Horizontal { height: 1; background: ansi_default; }
    FilterScreen PlainLine { width: 12; height: 1; }
    FilterScreen LineInput { width: 1fr; }
    """

    def __init__(self, title: str, hint: str, value: str, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._title = PlainLine()
        self._title.show((((f" {plain(title)}：", BOLD),), ()))
        self._tell = tell
        self._input = LineInput(value, placeholder=hint)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self._title
            yield self._input

    def on_mount(self) -> None:
        self._input.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._tell(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_cancel(self) -> None:
        self.dismiss(None)


class LineScreen(Dialog):
    """One line of text, such as a path; dismissed with it, or None. What is typed first replaces the proposal."""

    def __init__(self, title: str, text: str, value: str) -> None:
        super().__init__(title, text)
        self._input = LineInput(value)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield from self._head()
            yield self._input
            keys = PlainLine()
            keys.show(((("Enter", BOLD), (" 确定  ", DIM), ("Esc", BOLD), (" 取消", DIM)), ()))
            yield keys

    def on_mount(self) -> None:
        self._input.focus()
        self._input.select_all()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        self.dismiss(self._input.value)
