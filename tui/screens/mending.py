"""Making the mend that a rule offers, after asking where it changes the meaning."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.declaration import Declaration
from models.mending import is_own
from models.rule import Finding, Mend
from models.text import truncate, visible
from tui.fields import describe
from tui.screens.ask import AskScreen
from tui.session import Session

if TYPE_CHECKING:
    from tui.app import JixiaoApp

_SHOWN = 200
"""Cells of a text that are shown around a change."""


async def mend(app: JixiaoApp, session: Session, found: Finding, say: Callable[[str], None]) -> bool:
    """Make the mend of a finding; False when there is none, it is not wanted or can't be made."""
    if found.mend is None:
        say(f"{found.code} 没有可以自动改正的办法，请按 F1 看怎么改。")
        return False
    if not is_own(session.declaration, found.mend):
        say("这项资料写在工作区的 jixiao.toml 里，请到那里改正。")
        return False
    if not found.mend.safe:
        answer = await app.push_screen_wait(
            AskScreen(
                f"{found.code}　{found.mend.label}",
                "\n".join(comparison(session.declaration, found.mend)),
                [("mend", "改正"), ("leave", "不改")],
            )
        )
        if answer != "mend":
            return False
    if not session.mend(found.mend, found.code):
        return False
    say(f"已改正：{found.mend.label}；按 ctrl+z 撤销。")
    return True


def comparison(declaration: Declaration, mend: Mend) -> list[str]:
    """What a mend changes, field by field: the part that differs, before and after."""
    lines = []
    for path, new in mend.changes.items():
        before, after = _around_change(_text(declaration.get(path)), _text(new))
        lines += [f"{describe(declaration, path)}", f"  原来：{before}", f"  改成：{after}"]
    return lines


def _text(value: object) -> str:
    return "" if value is None else visible(str(value))


def _around_change(old: str, new: str, context: int = 12) -> tuple[str, str]:
    """Both texts without what they share, but for a few characters on each side of the change."""
    start = next(
        (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return _cut(old, start - context, len(old) - tail + context), _cut(
        new, start - context, len(new) - tail + context
    )


def _cut(text: str, start: int, end: int) -> str:
    start, end = max(start, 0), min(end, len(text))
    shown = truncate(text[start:end], _SHOWN)
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}" or "（空）"
