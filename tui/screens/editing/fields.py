"""Fields: choosing from a list, the small forms that some fields have, and long texts in an editor outside."""

from __future__ import annotations

from textual import work

from tui.fields import Kind, label_of
from tui.screens.editing.base import EditorBase
from tui.widgets.basis import LongText
from tui.widgets.form import FieldRow


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
        if row is None or not row.field.has_dialog:
            self.say("这个字段没有可选的列表，请直接输入。")
            return
        if self._refuse_if_read_only():
            return
        chosen = await self._ask_for(row)
        if chosen is not None:
            row.put(chosen)
        row.editor.focus()

    async def _ask_for(self, row: FieldRow) -> str | None:
        """What the user chose for a field, as text; None when nothing was."""
        from tui.screens.ask import ChooseScreen

        session, index = self.session, self._form.index
        field = row.field
        if field.choices is not None:
            values = field.choices(session.declaration, index, session.workspace.practice)
            chosen: str | None = await self.app.push_screen_wait(
                ChooseScreen(field.label, [(value, value) for value in values], current=row.text, free=True)
            )
            return chosen
        if field.key == "scoring":
            from tui.screens.scoring import ScoringScreen

            text: str | None = await self.app.push_screen_wait(
                ScoringScreen(session.declaration.indicators[index])
            )
            return text
        from tui.screens.period import ask_for_time

        return await ask_for_time(self.app, field, session.declaration.get(row.path))

    @work
    async def action_edit_outside(self) -> None:
        """The text of the focused field in `$EDITOR`; what it says then is one undo step."""
        from tui.external_editor import edit_outside

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
        if isinstance(row.editor, LongText):
            row.editor.focus()
        self.say(edited.sentence)
