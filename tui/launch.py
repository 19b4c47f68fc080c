"""From a path to a running editor."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from models.text import visible
from store.errors import ClerkError

SWITCH = 0.001
"""Seconds after which a working thread lets another one go on."""


def launch(name: str) -> int:
    """Open a declaration or a folder in the editor; the exit code. ClerkError when there is nothing to open."""
    # Everything made during the start stays; looking for garbage in it costs a tenth of the start.
    gc.disable()
    # A key must not wait long for a thread that writes or reads files.
    sys.setswitchinterval(SWITCH)
    from store.workspace import find_workspace
    from tui.session import Session

    path = Path(name)
    # The list of a folder opens also where the settings are broken, and says so.
    session = None if path.is_dir() else Session.open(path, find_workspace(path))
    _require_terminal()
    # Terminals that implement the kitty protocol partly lose what an input method composes.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    os.environ.setdefault("ESCDELAY", "50")
    _believe_terminal()

    from tui import keyboard
    from tui.app import JixiaoApp
    from tui.widgets.basis import QuietScreen

    keyboard.install()
    first: QuietScreen
    if session is None:
        from tui.screens.workspace import WorkspaceScreen

        first = WorkspaceScreen(path)
    else:
        from tui.screens.editor import EditorScreen

        first = EditorScreen(session)
    app = JixiaoApp(first)
    code = app.run(mouse=_wants_mouse())
    for words in app.last_words:
        print(visible(words), file=sys.stderr)
    return app.return_code or code or 0


def _wants_mouse() -> bool:
    """With the mouse here, the terminal selects text only with shift; JIXIAO_MOUSE=0 leaves the mouse to it."""
    return os.environ.get("JIXIAO_MOUSE", "1").strip() not in ("0", "no", "off")


def _require_terminal() -> None:
    # A stream that is closed is None.
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise ClerkError(
            "编辑器要在终端里打开，而现在的输入或输出不是终端。",
            do="检查与导出请用 jixiao check、jixiao export。",
        )
    if os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        raise ClerkError(
            "这个终端不能移动光标（TERM 是 dumb 或没有设置），编辑器无法显示。",
            do="请换一个终端，或设置 TERM。",
        )


def _believe_terminal() -> None:
    """Forget the size that a shell exported (`resize` does): it is that of then, and Textual would prefer it."""
    if all(os.get_terminal_size(sys.stdout.fileno())):
        os.environ.pop("COLUMNS", None)
        os.environ.pop("LINES", None)
