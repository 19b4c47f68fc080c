"""The palette: every action of a screen by its name, found by Chinese, pinyin or initials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App

from models.text import pad
from tui.actions import Action, Where
from tui.screens.ask import ChooseScreen

HIDDEN = frozenset({"palette", "interrupt"})
NAME = 16
"""Cells of the column of names."""


async def choose_action(
    app: App[Any], actions: Sequence[Action], by_widgets: frozenset[str] = frozenset()
) -> str | None:
    """Let the user choose an action of a table; its id, or None."""
    offered: dict[str, list[Action]] = {}
    for action in actions:
        if action.where is not Where.FIELD and action.id not in by_widgets | HIDDEN:
            offered.setdefault(action.id, []).append(action)
    items = [(id, f"{pad(same[0].title, NAME)}{_keys(same)}") for id, same in offered.items()]
    chosen: str | None = await app.push_screen_wait(ChooseScreen("命令", items))
    return chosen


def _keys(same: Sequence[Action]) -> str:
    return " / ".join(action.shown_keys for action in same)
