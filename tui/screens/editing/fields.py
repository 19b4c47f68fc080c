"""Fields: choosing from a list, the small forms that some fields have, and long texts in an editor outside."""

from __future__ import annotations

from typing import Any

from textual import work
from textual.screen import Screen

from models.moments import moment_of
from tui.department_fields import with_project
from tui.fields import Kind, label_of, to_text, with_beginning, with_words, words_in
from tui.screens.editing.base import EditorBase
from tui.widgets.form import FieldRow

SHORT = 30
"""Characters of a sentence that is seen whole below the form, wherever it is; a path must not be cut."""


class FieldWork(EditorBase):
    """F3, F4, and Enter in a field."""

    def on_field_row_submitted(self, event: FieldRow.Submitted) -> None:
        event.stop()
        if event.row.field.choices is not None:
            self.action_choose()
        else:
            self.focus_next()

    @work
    async def action_choose(self) -> None:
        """Fill in the focused field from its list or its small form."""
        row = self._form.focused_row
        if row is None:
            self.say("先按 Enter 进入一个字段，再按 F3。")
            return
        if row.field.key == "scoring":
            await self._fill_in_scoring(row)
            return
        ask = self._dialog_of(row)
        if ask is None:
            self.say("这个字段没有可选的列表，请直接输入。")
            return
        if self._refuse_if_read_only():
            return
        chosen = await self.app.push_screen_wait(ask)
        if chosen is not None and row.field.key == "projects":
            row.put(with_project(row.text, chosen))
        elif chosen is not None and row.field.holds_several:
            row.put(with_words(row.text, self._offered(row), chosen))
        elif chosen is not None and row.field.is_prefix:
            row.put(with_beginning(row.text, chosen))
        elif chosen is not None:
            row.put(to_text(row.field.kind, chosen))
        row.editor.focus()

    async def _fill_in_scoring(self, row: FieldRow) -> None:
        """The small form of 评（扣）分标准. What is done there is in the document at once, so that nothing is lost."""
        from tui.cell_edit import CellEdit
        from tui.cells import Column
        from tui.screens.scoring import ScoringScreen

        if self._refuse_if_read_only():
            return
        session, index = self.session, self._form.index
        edit = CellEdit(session, (index, 0), Column(row.field, ()))

        def tell(text: str) -> None:
            if edit.put(text):
                self._keep_soon()

        chosen = await self.app.push_screen_wait(ScoringScreen(session.declaration.indicators[index], tell))
        if chosen is None:
            edit.drop()
        else:
            edit.put(chosen)
            edit.keep()
        self._changed()
        row.editor.focus()

    def _dialog_of(self, row: FieldRow) -> Screen[Any] | None:
        """The list or small form for a field; dismissed with a value of it, or None."""
        declaration, field = self.session.declaration, row.field
        value, year = declaration.get(row.path), declaration.year
        if field.choices or field.offers:
            items = [(one, one) for one in self._offered(row)]
            if field.holds_several:
                from tui.screens.tick import TickScreen

                return TickScreen(field.label, items, words_in(row.text))
            from tui.screens.ask import ChooseScreen

            return ChooseScreen(field.label, items, current=row.text, free=not field.is_prefix)
        if field.kind is Kind.PERIOD:
            from tui.screens.period import PeriodScreen

            return PeriodScreen(value, year)
        if field.kind is Kind.YEAR:
            from tui.screens.period import YearScreen

            return YearScreen(value, field.label)
        if field.key == "value" and self._is_date(value):
            from tui.screens.period import MonthScreen

            return MonthScreen(value, year)
        return None

    def _offered(self, row: FieldRow) -> tuple[str, ...]:
        """The values that a field can be filled in with from its list."""
        offered = row.field.choices or row.field.offers
        if row.field.key == "projects":
            return self.session.project_names()
        session = self.session
        return offered(session.declaration, self._form.index, session.workspace.practice) if offered else ()

    def _is_date(self, value: str) -> bool:
        """Whether a 指标值 is a date, or would be one were it filled in."""
        timely = "时效" in self.session.declaration.indicators[self._form.index].level2
        return moment_of(value) is not None or (timely and not value)

    @work
    async def action_edit_outside(self) -> None:
        """The text of the focused field in `$EDITOR`; what it says then is one undo step."""
        from tui.external_editor import edit_outside
        from tui.screens.ask import AskScreen

        row = self._form.focused_row
        if row is None and self._form.display and len(self._form.rows) == 1:
            row = self._form.rows[0]
        if row is None or row.field.kind is not Kind.LONG:
            self.say("F4 用外部编辑器编辑长文本；请先到立项依据、总体目标这样的长文本字段。")
            return
        if self._refuse_if_read_only():
            return
        path = row.path
        edited = await edit_outside(self.jixiao, row.text, name=label_of(path))
        if edited.text is not None and self.session.set_value(path, edited.text):
            self.session.end_group()
            self._changed()
        row.editor.focus()
        if edited.text is None and len(edited.sentence) > SHORT:
            await self.app.push_screen_wait(AskScreen("外部编辑器", edited.sentence, [("ok", "知道了")]))
        # Behind the message of the focus, which would clear it.
        self.call_after_refresh(self.say, edited.sentence)
