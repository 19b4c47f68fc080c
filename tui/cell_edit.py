"""One cell being typed in. What is typed is in the document at once, so that it is judged, and kept if the line drops;
when the cell is left it is one undo step."""

from __future__ import annotations

from models.declaration import indicator_path
from tui.cells import Cell, Column
from tui.session import Session


class CellEdit:
    """The change of one field from when the typing began."""

    def __init__(self, session: Session, cell: Cell, column: Column) -> None:
        self._session = session
        self._before = session.declaration
        self._column = column
        self.path = indicator_path(cell[0], column.key)
        session.end_group()

    @property
    def text(self) -> str:
        """What the field has now, as text."""
        return self._column.text(self._session.declaration.indicators[self._row])

    @property
    def _row(self) -> int:
        return int(self.path.partition("[")[2].partition("]")[0])

    def put(self, text: str) -> bool:
        """Take over what was typed so far; whether anything changed."""
        return self._session.set_value(self.path, self._column.value(text), group=self.path)

    def keep(self) -> bool:
        """The typing is over: make it one step; whether the field differs from what it was."""
        value = self._session.declaration.get(self.path)
        if self._session.declaration is self._before:
            return False
        self._take_back()
        changed = self._session.set_value(self.path, value)
        self._session.end_group()
        return changed

    def drop(self) -> bool:
        """The field as it was before; redo brings back what was typed. Whether there was anything."""
        typed = self._session.declaration is not self._before
        self._take_back()
        return typed

    def _take_back(self) -> None:
        while self._session.declaration is not self._before and self._session.undo() is not None:
            pass
