"""The lines under the form: what the user was told last, and the finding in focus in full."""

from __future__ import annotations

from models.rule import Finding
from models.text import width, wrap
from tui.widgets.basis import BOLD, DIM, NORMAL, Piece, PlainLine, plain
from tui.widgets.outline import SIGNS

MARGIN = 3


class Message(PlainLine):
    """Words to the user come first; the finding takes the rows that are left."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.said = ""
        self._finding: Finding | None = None
        self._note = ""

    def say(self, text: str) -> None:
        """Tell the user something, until the next thing is done."""
        self.said = text
        self._draw()

    def explain(self, finding: Finding | None, note: str = "") -> None:
        """Show a finding in full, and what is worth knowing about the field where there is room for it."""
        self._finding, self._note = finding, note
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        cells = max(self.size.width - MARGIN, 20)
        rows = max(self.size.height, 1)
        lines: list[tuple[tuple[Piece, ...], tuple[Piece, ...]]] = []
        for part in fitting(plain(self.said), cells, rows) if self.said else ():
            lines.append((((" " * MARGIN, NORMAL), (part, BOLD)), ()))
        if self._finding is not None:
            sign, style = SIGNS[self._finding.severity]
            text = plain(f"{self._finding.code} {self._finding.message}")
            for part in fitting(text, cells, rows - len(lines), end="…（F1 看全文）"):
                lines.append((((f" {sign} ", style), (part, NORMAL)), ()))
                sign = " "
        for part in fitting(plain(self._note), cells, rows - len(lines)) if self._note else ():
            lines.append((((" " * MARGIN, NORMAL), (part, DIM)), ()))
        self.show(*lines)


def fitting(text: str, cells: int, rows: int, end: str = "…") -> list[str]:
    """A text as at most `rows` lines; `end` stands at the end where it is longer than that."""
    lines = wrap(text, cells)
    if len(lines) <= rows:
        return lines
    if rows <= 0:
        return []
    last = lines[rows - 1]
    while last and width(last) > cells - width(end):
        last = last[:-1]
    return [*lines[: rows - 1], last + end]
