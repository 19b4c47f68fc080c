"""The lines under the form: what the user was told last, and the finding in focus in full."""

from __future__ import annotations

from models.rule import Finding
from models.text import wrap
from tui.widgets.basis import BOLD, NORMAL, Piece, PlainLine, plain
from tui.widgets.outline import SIGNS

MARGIN = 3


class Message(PlainLine):
    """Words to the user come first; the finding takes the rows that are left."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.said = ""
        self._finding: Finding | None = None

    def say(self, text: str) -> None:
        """Tell the user something, until the next thing is done."""
        self.said = text
        self._draw()

    def explain(self, finding: Finding | None) -> None:
        """Show a finding in full."""
        self._finding = finding
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        cells = max(self.size.width - MARGIN, 20)
        lines: list[tuple[tuple[Piece, ...], tuple[Piece, ...]]] = []
        if self.said:
            lines += [(((" " * MARGIN, NORMAL), (part, BOLD)), ()) for part in wrap(plain(self.said), cells)]
        if self._finding is not None:
            sign, style = SIGNS[self._finding.severity]
            for part in wrap(plain(f"{self._finding.code} {self._finding.message}"), cells):
                lines.append((((f" {sign} ", style), (part, NORMAL)), ()))
                sign = " "
        self.show(*lines[: max(self.size.height, 1)])
