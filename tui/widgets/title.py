"""The head line: the project, its file, and how the file stands."""

from __future__ import annotations

from models.digest import name_of
from models.text import truncate
from tui.session import Session
from tui.widgets.basis import BOLD, NORMAL, REVERSE, PlainLine, plain


class Title(PlainLine):
    """Says as long as it is true that there is unsaved work, that the file can't be written, who else has it open."""

    DEFAULT_CSS = "Title { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, base=REVERSE)

    def load(self, session: Session) -> None:
        """Show a session as it is now."""
        declaration = session.declaration
        # The year and the file stay in sight beside a long name.
        name = truncate(plain(name_of(declaration)) or "（未填项目名称）", max(self.app.size.width // 2, 20))
        file = f"  {plain(str(declaration.year or ''))}  {plain(session.document.path.name)}"
        states = "  ".join(_states(session))
        self.show((((f" {name}", BOLD), (file, NORMAL)), ((f" {states} ", BOLD),)))


def _states(session: Session) -> list[str]:
    protected = bool(session.read_only or session.protection)
    states = ["另一窗口也打开了"] if session.elsewhere else []
    if session.disk:
        states.append(session.disk)
    if protected:
        states.append("只读")
    if session.dirty and not session.read_only:
        states.append("● 未保存")
    elif not protected:
        states.append("已保存")
    return states
