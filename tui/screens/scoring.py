"""Column 8, 评（扣）分标准, as a text and as a small form beside it, each kept in step with the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from models.declaration import Indicator
from models.money import finite
from models.scoring import parse_scoring
from models.scoring.wording import plain as number_words
from models.text import clean, pad, width
from tui.actions import SCORING
from tui.history import PAUSE
from tui.scoring_form import (
    LINES,
    ROUNDS_UP,
    TO_THE_END,
    FormError,
    ScoringForm,
    Way,
    can_be_said,
    form_of,
    points_note,
    text_with,
    why_closed,
    with_full,
)
from tui.scoring_trial import around, begun, trials, why_no_trials
from tui.screens.acting import ActingScreen
from tui.screens.ask import AskScreen, ChooseScreen
from tui.widgets.basis import BOLD, DIM, NORMAL, REVERSE, WARNING, Piece, PlainLine, plain
from tui.widgets.entries import Choice, Edited, Entry, Left
from tui.widgets.keys_bar import KeysBar
from tui.widgets.long_text import LongText
from tui.widgets.message import fitting

NOT_STEP = "不扣"
"""Shown where a part of a step is not taken for one."""
_LABELS = {
    "full": ("满分", "分；不填为满分即权重"),
    "met": ("得满分条件", "如 达到指标值、≥95%"),
    "nothing": ("不得分条件", "如 低于60%；可不填"),
    "taken": ("扣", "分；5% 是满分的 5%"),
    "floor": ("扣到", f"{TO_THE_END}，或最多扣几分"),
}
_EACH = {
    Way.BELOW: "每低（少）",
    Way.ABOVE: "每高（晚）",
    Way.EITHER: "每偏离",
    Way.CASE: "每发生",
}
_TALL = 20
"""Rows of a terminal from which there is room to try the text out."""
_NAME = 32
"""Cells of the completions that are tried out."""


class ScoringScreen(ActingScreen):
    """Dismissed with the new text, or None where nothing is to be changed."""

    ACTIONS = SCORING
    HELP_TITLE = "帮助：评（扣）分标准"
    DEFAULT_CSS = """
    ScoringScreen { layout: vertical; }
    ScoringScreen #title { height: 1; }
    ScoringScreen #text { height: 1fr; min-height: 2; max-height: 8; margin: 0 1; }
    ScoringScreen #said { height: 3; }
    ScoringScreen #form { height: auto; scrollbar-size-vertical: 1; margin: 0 1; }
    ScoringScreen.short #form { height: 1fr; }
    ScoringScreen.short #text { height: 3; }
    ScoringScreen #trials { height: 7; margin: 0 1; }
    ScoringScreen.short #trials { display: none; }
    ScoringScreen KeysBar { dock: bottom; }
    """
    PAUSE: ClassVar[float] = PAUSE

    def __init__(self, indicator: Indicator, tell: Callable[[str], None] | None = None) -> None:
        """`tell` is told the text whenever it has changed, so that it is kept if the line drops."""
        super().__init__()
        self._row = indicator
        self._tell_text = tell
        self._before = clean(indicator.scoring)
        self._known = self._before
        """the text as it was when it was last looked at"""
        self._base = ("", self._before)
        """the row that is being changed, and the text before: what is typed on the way to a number costs no words"""
        self._form: ScoringForm | None = None
        self._error = ""
        self._told = ""
        self._insisted = False
        self._past: list[str] = []
        self._future: list[str] = []
        self._last = ("", float("-inf"))
        self.text = LongText(self._before, id="text")
        ways = [way.value for way in Way]
        self.way = Choice("way", "计分方式", ways, hint="←→ 换，Enter 看列表", enter="choose_way")
        self.entries: dict[str, Entry | Choice] = {
            "full": Entry("full"),
            "met": Entry("met"),
            "size": Entry("size"),
            "taken": Entry("taken"),
            "rounding": Choice("rounding", "不足一步", [NOT_STEP, ROUNDS_UP]),
            "lines": Entry("lines", rows=5),
            "floor": Entry("floor"),
            "nothing": Entry("nothing"),
        }
        self._title_line = PlainLine(id="title", base=REVERSE)
        self.said = PlainLine(id="said")
        self.trials = PlainLine(id="trials")
        self._keys = KeysBar()

    def compose(self) -> ComposeResult:
        yield self._title_line
        yield self.text
        yield self.said
        with VerticalScroll(id="form", can_focus=False):
            yield self.way
            yield from self.entries.values()
        yield self.trials
        yield self._keys

    def on_mount(self) -> None:
        row = self._row
        weight = finite(row.weight)
        target = " ".join(filter(None, (row.sign, row.value, row.unit)))
        right = "" if weight is None else f"权重 {number_words(weight)} 分 "
        left: tuple[Piece, ...] = (
            (" 评（扣）分标准  ", BOLD),
            (plain(row.name or "（未填三级指标）"), NORMAL),
            (f"  {plain(target)}", NORMAL),
        )
        self._title_line.show((left, ((right, BOLD),)))
        self._keys.load(SCORING, in_field=False)
        self.set_class(self.size.height < _TALL, "short")
        self._follow_text()
        self.text.focus()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height < _TALL, "short")
        self.call_after_refresh(self._tell)

    # The text leads: whatever changes, the form shows what the text says, but for the row that is being typed in.

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._record("text")
        self._base = ("", "")
        self._follow_text()

    def _record(self, where: str) -> None:
        """Note the text for undo, where it has just changed; typing in one place is one step until it rests."""
        last, when = self._last
        now = time.monotonic()
        text = self.text.text
        if text == self._known:
            return
        if where != last or now - when >= self.PAUSE or not self._past:
            self._past.append(self._known)
        self._known = text
        self._future.clear()
        self._last = (where, now)

    def _follow_text(self, typed_in: str = "") -> None:
        """Show in the form what the text says."""
        text = self.text.text
        self._known = text
        if self._tell_text is not None:
            self._tell_text(text.rstrip("\n"))
        form = form_of(parse_scoring(text))
        self._form, self._error, self._told, self._insisted = form, "", "", False
        unread = "（没有全部读懂）" if text.strip() else "（还没有写）"
        self.way.show("" if form is None else form.way.value, unread)
        for name, row in self.entries.items():
            row.display = form is not None and name in form.fields
            row.disabled = form is None
            if form is not None and name != typed_in:
                value = getattr(form, name)
                row.show((value or NOT_STEP) if name == "rounding" else value)
        self._call_rows()
        self._tell()

    def _call_rows(self) -> None:
        if self._form is None:
            return
        lines = self._form.way in LINES
        for name, (label, hint) in _LABELS.items():
            row = self.entries[name]
            if isinstance(row, Entry):
                best = lines and name == "full" and self._form.way is not Way.DEDUCT
                row.call(label, "分；不填为最高一档的分" if best else hint)
        each, condition = self.entries["size"], self.entries["lines"]
        if isinstance(each, Entry) and isinstance(condition, Entry):
            each.call(_EACH.get(self._form.way, ""), "如 1%、1个月、1次")
            condition.call("扣分" if self._form.way is Way.DEDUCT else "各档", "每行：条件 空格 分数")

    def on_edited(self, event: Edited) -> None:
        event.stop()
        if event.row is self.way:
            self._change_way(Way(self.way.value))
        elif self._form is not None:
            name = event.row.name or ""
            value: Any = "" if event.row.text == NOT_STEP else event.row.text
            self._put(replace(self._form, **{name: value}), name)

    def _text_before(self, row: str) -> str:
        """The text as it was before a row began to be changed."""
        if self._base[0] != row:
            self._base = (row, self.text.text)
        return self._base[1]

    def _put(self, form: ScoringForm, typed_in: str) -> None:
        """Write the form into the text; where it says nothing that can be written, the text stays and that is told."""
        self._form = form
        try:
            text = text_with(form, self._text_before(typed_in))
        except FormError as error:
            self._error, self._insisted = str(error), False
            self._tell()
            return
        self._write(text, typed_in)
        self._form = form

    def _write(self, text: str, where: str) -> None:
        self.text.set_text(text)
        self._record(where)
        self._follow_text(where)

    def on_left(self, event: Left) -> None:
        """What could not be written is not left standing in the form."""
        event.stop()
        if self.is_current:
            self._base = ("", "")
            self._follow_text()

    def _change_way(self, way: Way) -> None:
        text = self._text_before("way")
        form = form_of(parse_scoring(text))
        if form is not None and form.way is way:
            self._write(text, "way")
        elif form is not None or not text.strip():
            self._begin(way, begun(way, self._row, form))
        elif (form := around(way, self._row, text)) is not None and can_be_said(form):
            self._begin(way, form)
        else:
            self._begin_anew(way)

    def _begin(self, way: Way, *forms: ScoringForm) -> None:
        """Write the first of the forms that can be said; what was kept of another way may not fit this one."""
        for form in (*forms, begun(way, self._row)):
            try:
                text = text_with(form, "")
            except FormError as error:
                refused = str(error)
                continue
            self._write(text, "way")
            return
        self._follow_text()
        self.say(f"没有换成“{way.value}”：{refused}")

    @work
    async def _begin_anew(self, way: Way) -> None:
        answer = await self.app.push_screen_wait(
            AskScreen(
                "现在的文字小表单读不全",
                f"按“{way.value}”写成标准句式，会替换现在的文字。Ctrl+Z 可以取回。",
                [("keep", "保留现在的文字"), ("begin", "换成标准句式")],
            )
        )
        if answer == "begin":
            self._begin(way)
            self._base = ("", "")
        else:
            self._follow_text()

    def say(self, text: str) -> None:
        self._told = text
        self._tell()

    def _tell(self) -> None:
        """The sentences under the text, and what completions would earn by it."""
        cells = max(self.size.width - 2, 20)
        text = self.text.text
        closed = why_closed(text)
        said, style = self._told or closed, NORMAL
        if self._error and not self._told:
            said, style = f"！还没有写进文字：{self._error}", WARNING
        elif not said:
            said, style = "文字读懂了；改文字或改下面的表单，另一边跟着变。", DIM
        note, differs = points_note(text, self._row.weight)
        if differs:
            note = f"！{note}" + ("按 F9 改成一致。" if self._with_weight() is not None else "请改成一致。")
        lines = [((f" {line}", style),) for line in fitting(said, cells, 2)]
        self.said.show(*((line, ()) for line in lines), (((f" {note}", WARNING if differs else NORMAL),), ()))
        self._try_out()

    def _try_out(self) -> None:
        scoring = parse_scoring(self.text.text)
        tried = trials(self._row, scoring)
        if not tried:
            is_empty = not self.text.text.strip()
            why = "还没有写评分标准。" if is_empty else why_no_trials(self._row, scoring)
            self.trials.show((((f"试算：{why}", DIM),), ()))
            return
        heading = f"{pad('试算：完成了', _NAME)}{pad('得分', 8, 'right')}"
        lines: list[tuple[tuple[Piece, ...], tuple[Piece, ...]]] = [(((heading, BOLD),), ())]
        for each in tried:
            points = "？" if each.points is None else number_words(each.points)
            name = pad(plain(each.label), _NAME)
            lines.append((((f"{name}{pad(points, 8, 'right')}", NORMAL), (f"  {plain(each.how)}", DIM)), ()))
        self.trials.show(*lines)

    def _with_weight(self) -> str | None:
        weight = finite(self._row.weight)
        return None if weight is None else with_full(self.text.text, weight)

    def action_take_weight(self) -> None:
        changed = self._with_weight()
        if changed is not None:
            self._base = ("", "")
            self._write(changed, "weight")
            self.say("满分已改成权重的分数。")
        elif points_note(self.text.text, self._row.weight)[1]:
            self.say("这段文字有几处给分，不能代改，请直接改文字。")
        else:
            self.say("满分不需要改，或指标没有填权重。")

    @work
    async def action_choose_way(self) -> None:
        items = [(way.value, f"{way.value}　{_example(way, self._row)}") for way in Way]
        chosen = await self.app.push_screen_wait(ChooseScreen("计分方式", items, current=self.way.value))
        if chosen is not None and chosen != self.way.value:
            self.way.take(chosen)

    def action_next_field(self) -> None:
        self.focus_next()

    def action_previous_field(self) -> None:
        self.focus_previous()

    def action_undo(self) -> None:
        self._step(self._past, self._future, "已撤销。", "没有可撤销的了。")

    def action_redo(self) -> None:
        self._step(self._future, self._past, "已重做。", "没有可重做的了。")

    def _step(self, from_: list[str], to: list[str], done: str, nothing: str) -> None:
        if not from_:
            self.say(nothing)
            return
        to.append(self.text.text)
        self.text.set_text(from_.pop())
        self._last, self._base = ("", float("-inf")), ("", "")
        self._follow_text()
        self.say(done)

    @property
    def _changed(self) -> bool:
        return self.text.text.rstrip("\n") != self._before.rstrip("\n")

    def action_keep(self) -> None:
        if self._error and not self._insisted:
            self.say(f"表单里刚填的还没有写进文字：{self._error}再按一次就不管它。")
            self._insisted = True
            return
        self.dismiss(self.text.text.rstrip("\n") if self._changed else None)

    @work
    async def action_abandon(self) -> None:
        if self._changed:
            answers = [("keep", "接着改"), ("drop", "放弃这里的修改")]
            answer = await self.app.push_screen_wait(
                AskScreen("评分标准改过了", "放弃这里的修改吗？", answers)
            )
            if answer != "drop":
                return
        self.dismiss(None)


def _example(way: Way, row: Indicator) -> str:
    text = text_with(begun(way, row), "")
    return text if width(text) <= 44 else f"{text[:20]}…"
