"""The last line: the keys that work here. It changes its text and never rebuilds widgets."""

from __future__ import annotations

from collections.abc import Sequence

from tui.actions import Action, Where, shown
from tui.widgets.basis import BOLD, DIM, PlainLine


class KeysBar(PlainLine):
    """Keys with their names, those of the place where the focus is."""

    DEFAULT_CSS = "KeysBar { height: 1; }"

    def load(self, actions: Sequence[Action], *, in_field: bool) -> None:
        """Show the keys that work in a field, or outside one."""
        pieces = []
        seen = set()
        for action in actions:
            usable = action.where in ((Where.ANYWHERE, Where.FIELD) if in_field else tuple(Where))
            if action.footer and usable and action.id not in seen:
                seen.add(action.id)
                pieces += [(shown(action.keys[0]), BOLD), (f" {action.footer}  ", DIM)]
        back = [("Tab", BOLD), (" 下一字段  ", DIM), ("Esc", BOLD), (" 目录  ", DIM)] if in_field else []
        self.show(((*back, *pieces), (("F1", BOLD), (" 帮助", DIM))))
