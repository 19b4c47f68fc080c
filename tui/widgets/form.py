"""The form on the right: the fields of the row selected in the tree. Only the section in view is mounted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from models.declaration import Declaration
from models.rule import Finding
from models.text import pad
from tui.fields import Field, Form, Kind, beside, from_text, note_on, to_text
from tui.widgets.basis import BOLD, DIM, LineInput, Piece, plain, strip_of
from tui.widgets.outline import SIGNS

if TYPE_CHECKING:
    from tui.widgets.long_text import LongText

LABEL = 12
"""Cells of the label column."""
NOTES, WIDE_NOTES = 8, 32
"""Cells beside a field for its findings, on a narrow and on a wide form; the margins below are the same numbers."""
ROOMY = 72
"""Cells of a form from which findings are spelled out beside their fields."""


def _long_text() -> LongText:
    from tui.widgets.long_text import LongText

    return LongText()


class FieldRow(Widget, can_focus=False):
    """A label, the editor of one field, and the findings of that field beside it."""

    DEFAULT_CSS = """
    FieldRow { height: 1; layout: horizontal; }
    FieldRow.long { height: 1fr; min-height: 2; }
    FieldRow LineInput { width: 1fr; margin: 0 8 0 13; }
    FieldRow LongText { width: 1fr; height: 1fr; margin: 0 8 0 13; }
    FieldRow.roomy LineInput, FieldRow.roomy LongText { margin: 0 32 0 13; }
    FieldRow.alone LongText { margin: 0 1 0 1; }
    """

    class Edited(Message):
        """The user changed the value of a field."""

        def __init__(self, row: FieldRow, path: str, value: Any, *, at_once: bool) -> None:
            super().__init__()
            self.row = row
            self.path = path
            self.value = value
            self.at_once = at_once
            """a paste, or much deleted, rather than typing: an undo step of its own"""

    class Entered(Message):
        """The focus came into a field."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    class Submitted(Entered):
        """Enter was pressed in a one-row field."""

    def __init__(self, field: Field, *, alone: bool = False, roomy: bool = False) -> None:
        # Classes given here cost nothing; each one set later styles the row again.
        named = (field.kind.value, "alone" * alone, "roomy" * roomy)
        super().__init__(classes=" ".join(filter(None, named)))
        self.field = field
        self.path = field.path
        self.alone = alone
        self.editor: LineInput | LongText = _long_text() if field.kind is Kind.LONG else LineInput()
        self._value: Any = None
        self._told = ""
        """the text as it was last shown, or told to the document"""
        self._untaken = 0
        """edits that the document does not know of yet"""
        self._findings: tuple[Finding, ...] = ()
        self.sum = ""
        """how the amounts that belong together add up, where they don't"""

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_resize(self) -> None:
        self.set_class(self.size.width >= ROOMY, "roomy")
        self.refresh()

    def show(self, path: str, value: Any, placeholder: str) -> None:
        """Show a value, without disturbing text that already means it while it is being typed."""
        same_place = path == self.path
        self.path = path
        if same_place and (self._untaken or self.text != self._told):
            # What was typed since is on its way to the document: an older text must not replace it here.
            return
        if not (same_place and self.has_focus_within and from_text(self.field.kind, self.text) == value):
            self.editor.set_text(to_text(self.field.kind, value))
        self._told = self.text
        if not same_place:
            self._to_start()
        if isinstance(self.editor, LineInput) and self.editor.placeholder != placeholder:
            self.editor.placeholder = placeholder
        if value != self._value:
            self._value = value
            self.refresh()

    def put(self, text: str) -> None:
        """Give the field another text, as one change."""
        if text == self.text:
            return
        self.editor.pasted = True
        if not isinstance(self.editor, LineInput):
            self.editor.text = text
        else:
            self.editor.value = text

    def note(self) -> str:
        """What is worth knowing about the field while one is in it."""
        return "；".join(filter(None, (self.sum, note_on(self.field.kind, self._value, self.field.hint))))

    def _to_start(self) -> None:
        if not isinstance(self.editor, LineInput):
            self.editor.move_to(0)

    @property
    def text(self) -> str:
        return self.editor.value if isinstance(self.editor, LineInput) else self.editor.text

    def mark(self, findings: Sequence[Finding]) -> None:
        """Show what the rules found in this field."""
        if tuple(findings) != self._findings:
            self._findings = tuple(findings)
            self.refresh()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self._findings

    def move_to(self, offset: int) -> None:
        """Put the cursor before a character of the value."""
        if not isinstance(self.editor, LineInput):
            self.editor.move_to(offset)
        else:
            self.editor.cursor_position = min(offset, len(self.editor.value))

    def render_line(self, y: int) -> Strip:
        cells = self.size.width
        if self.alone:
            return strip_of((), cells)
        label: tuple[Piece, ...] = ()
        if y == 0:
            label = (
                (pad(plain(self.field.label), LABEL), BOLD if self.has_focus_within else DIM),
                (" ", DIM),
            )
        return strip_of(label, cells, self._notes(y, WIDE_NOTES if self.has_class("roomy") else NOTES))

    def _notes(self, y: int, room: int) -> tuple[Piece, ...]:
        """What stands at the right edge of line `y`: the findings, else another way to read the value."""
        wide = room > NOTES
        text, style = "", DIM
        if self._findings and y < len(self._findings) and (wide or y == 0):
            found = self._findings[y]
            sign, style = SIGNS[found.severity]
            more = len(self._findings) - 1 if y == 0 and self.field.kind is not Kind.LONG else 0
            text = (
                f"{sign}{found.code}"
                + (f" {found.message}" if wide else "")
                + (f"+{more}" if more and not wide else "")
            )
        elif y == 0:
            text = beside(self.field.kind, self._value, room - 1)
            if not text and self.field.has_dialog:
                text = "▾"
        return ((pad(" " + plain(text), room), style),)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell()

    def on_text_area_changed(self, event: LongText.Changed) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> None:
        text = self.text
        # What goes beyond one keystroke can be taken back by itself: a paste, a word or a line deleted.
        at_once = self.editor.pasted or len(self._told) - len(text) > 1
        self.editor.pasted, self._told = False, text
        value = from_text(self.field.kind, text)
        if value != self._value:
            self._value = value
            self._untaken += 1
            self.post_message(self.Edited(self, self.path, value, at_once=at_once))

    def taken(self) -> None:
        """The document has what the oldest of the edits told, or never will."""
        self._untaken -= 1

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(self))

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        self.refresh()
        self.post_message(self.Entered(self))

    def on_descendant_blur(self, _: events.DescendantBlur) -> None:
        if self.text != self._told:
            self._tell()
        # The value as it will be read next time: amounts with separators, signs as they are stored.
        self.editor.set_text(to_text(self.field.kind, self._value))
        self._told = self.text
        self.refresh()


class FormPane(VerticalScroll, can_focus=False):
    """The fields of one form."""

    DEFAULT_CSS = """
    FormPane { height: 1fr; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._form: Form | None = None
        self._index = -1
        self._expected = 0
        self.rows: list[FieldRow] = []

    @property
    def form(self) -> Form | None:
        return self._form

    @property
    def index(self) -> int:
        """The position of the indicator or task in view, or -1."""
        return self._index

    def expect(self, cells: int) -> None:
        """The width that the form will have, before it is laid out."""
        self._expected = cells

    async def open(self, form: Form | None, index: int = -1) -> None:
        """Mount the fields of a form, or keep the mounted ones when it is the same form."""
        self._index = index
        if form is self._form:
            return
        self._form = form
        alone = form is not None and len(form.fields) == 1
        with self.app.batch_update():
            await self.remove_children()
            roomy = (self.size.width or self._expected) >= ROOMY
            fields = form.fields if form else ()
            self.rows = [FieldRow(field, alone=alone, roomy=roomy) for field in fields]
            await self.mount(*self.rows)
        self.scroll_home(animate=False)

    def load(
        self,
        declaration: Declaration,
        effective: Declaration,
        findings: Sequence[Finding],
        derived: Mapping[str, str] | None = None,
        sums: Mapping[str, str] | None = None,
    ) -> None:
        """Show another state of the document.

        As placeholders are shown what the workspace adds (`effective`), and what other values stand for, by path
        (`derived`). `sums` says of amounts, by path, how they don't add up.
        """
        by_path: dict[str, list[Finding]] = {}
        for found in findings:
            by_path.setdefault(found.field, []).append(found)
        for row in self.rows:
            path = row.field.at(self._index)
            inherited = effective.get(path)
            hint = (derived or {}).get(path, row.field.hint)
            if path.startswith("unit.") and inherited:
                hint = f"{inherited}（取自工作区）"
            row.show(path, declaration.get(path), hint)
            row.mark(by_path.get(path, ()))
            row.sum = (sums or {}).get(path, "")

    def row_of(self, path: str) -> FieldRow | None:
        return next((row for row in self.rows if row.path == path), None)

    @property
    def focused_row(self) -> FieldRow | None:
        return next((row for row in self.rows if row.has_focus_within), None)
