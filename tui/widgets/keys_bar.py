"""The last line: the keys that work here. It changes its text and never rebuilds widgets."""

from __future__ import annotations

from collections.abc import Sequence

from models.text import width
from tui.actions import Action, Where, shown
from tui.widgets.basis import BOLD, DIM, Piece, PlainLine

FIELD_KEYS = (("Tab", "下一字段"), ("Esc", "目录"))
HELP = (("F1", BOLD), (" 帮助", DIM))


class KeysBar(PlainLine):
    """Keys with their names, those of the place where the focus is; as many as fit."""

    DEFAULT_CSS = "KeysBar { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: list[tuple[str, str]] = []
        self._way_out: tuple[str, str] | None = None

    def load(self, actions: Sequence[Action], *, in_field: bool) -> None:
        """Show the keys that work in a field, or outside one."""
        usable = (Where.ANYWHERE, Where.FIELD) if in_field else tuple(Where)
        words: dict[str, tuple[str, str]] = {}
        for action in actions:
            if action.footer and action.where in usable:
                words.setdefault(action.id, (shown(action.keys[0]), action.footer))
        # The way out is the last to go when there is little room.
        self._way_out = words.pop("back", None)
        self._entries = [*(FIELD_KEYS if in_field else ()), *words.values()]
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        right: tuple[Piece, ...] = HELP
        if self._way_out is not None:
            key, word = self._way_out
            right = ((key, BOLD), (f" {word}  ", DIM), *HELP)
        room = self.size.width - sum(width(text) for text, _ in right)
        pieces: list[Piece] = []
        for key, word in self._entries:
            room -= width(f"{key} {word}  ")
            if room < 0:
                break
            pieces += [(key, BOLD), (f" {word}  ", DIM)]
        self.show((tuple(pieces), right))
