"""Dialogs for a period of years, a year, a month or a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from models.moments import Moment, moment_of
from tui.dates import date_words
from tui.screens.ask import Dialog
from tui.widgets.basis import BOLD, DIM, WARNING, PlainLine, plain
from tui.widgets.dials import Dial, Dials

FIRST, LAST = 1990, 2099
"""The years that can be chosen."""
WINDOW = 2
"""Years that a period goes on after the budget year where nothing is known: the form's three-year window."""
_KEYS = (("←→", "改"), ("↑↓", "换行"), ("数字", "直接输入"), ("Enter", "确定"), ("Esc", "取消"))


class DialScreen(Dialog):
    """Numbers to turn, what they say in words, and the keys. A subclass gives `words` and `answer`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "accept", show=False, priority=True),
    ]

    def __init__(self, title: str, dials: Sequence[Dial]) -> None:
        super().__init__(title)
        self.dials = Dials(dials)
        self.said = PlainLine()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield from self._head()
            yield self.dials
            yield self.said
            keys = PlainLine()
            keys.show(
                (tuple(piece for key, word in _KEYS for piece in ((key, BOLD), (f" {word}  ", DIM))), ())
            )
            yield keys

    def on_mount(self) -> None:
        self.dials.styles.height = len(self.dials.dials)
        self.dials.focus()
        self._say()

    def _say(self, refused: str = "") -> None:
        words = self.words()
        self.said.show((((plain(refused), WARNING) if refused else (plain(words), DIM),), ()))

    def on_dials_turned(self, event: Dials.Turned) -> None:
        self.follow(event.dial)
        self._say(event.refused)

    def on_dials_accepted(self, _: Dials.Accepted) -> None:
        self.dismiss(self.answer())

    def action_accept(self) -> None:
        self.dials.action_accept()

    def follow(self, turned: Dial) -> None:
        """Bring the other numbers in line with the one that changed."""

    def words(self) -> str:
        """What the numbers say."""
        raise NotImplementedError

    def answer(self) -> object:
        """What the screen is dismissed with."""
        raise NotImplementedError


def _years(*years: int | str | None) -> list[int]:
    return [year for year in years if isinstance(year, int) and FIRST <= year <= LAST]


class YearScreen(DialScreen):
    """A year; dismissed with it as an int, or None."""

    def __init__(self, year: int | str | None = None, title: str = "预算年度") -> None:
        self._year = Dial("年度", (_years(year) or [date.today().year])[0], FIRST, LAST, "年")
        super().__init__(title, [self._year])

    def words(self) -> str:
        return f"{self._year.value}年1月1日到12月31日"

    def answer(self) -> int | None:
        return self._year.value


class PeriodScreen(DialScreen):
    """The first and the last year of the 总体目标; dismissed with both as a tuple, or None.

    `period` is the field's value, whatever was typed there; `year` the budget year, which a new period begins with.
    """

    def __init__(self, period: Sequence[int | str] = (), year: int | str | None = None) -> None:
        known = _years(*period[:2])
        first = (known or _years(year) or [date.today().year])[0]
        last = max(known[-1] if known else min(first + WINDOW, LAST), first)
        self._first = Dial("起年", first, FIRST, LAST, "年")
        self._last = Dial("止年", last, FIRST, LAST, "年")
        super().__init__("实施期（总体目标的起止年）", [self._first, self._last])

    def follow(self, turned: Dial) -> None:
        first, last = self.answer()
        if first > last:
            self._first.value = self._last.value = turned.value

    def words(self) -> str:
        first, last = self.answer()
        return f"总体目标({first}年-{last}年)，共 {last - first + 1} 年"

    def answer(self) -> tuple[int, int]:
        return self._first.value or FIRST, self._last.value or FIRST


class MonthScreen(DialScreen):
    """A month, or a day of it, for a 指标值 that is a date; dismissed with its text, or None.

    The text keeps the way in which `text` was written (`2026-12-31`, `2026年12月底前`). `year` is the budget year,
    whose December is offered where `text` is no date.
    """

    def __init__(self, text: str = "", year: int | str | None = None) -> None:
        known = moment_of(text)
        self._known = known or Moment((_years(year) or [date.today().year])[0], 12)
        self._year = Dial("年", self._known.year, FIRST, LAST, "年")
        self._month = Dial("月", self._known.month, 1, 12, "月")
        self._day = Dial("日", self._known.day, 1, self._known.days, "日，可不填（按 Delete）", optional=True)
        super().__init__("日期", [self._year, self._month, self._day])

    def follow(self, turned: Dial) -> None:
        self._day.high = self._moment(None).days
        if self._day.value is not None:
            self._day.value = min(self._day.value, self._day.high)

    def _moment(self, day: int | None) -> Moment:
        year, month = self._year.value or FIRST, self._month.value or 1
        return Moment(year, month, day, self._known.mark, self._known.tail)

    def words(self) -> str:
        text = self.answer()
        return f"{text}　{date_words(text)}"

    def answer(self) -> str:
        return self._moment(self._day.value).text
