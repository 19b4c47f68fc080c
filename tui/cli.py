"""The program `jixiao`. `jixiao [PATH]` opens the editor, everything else is read by `tui.command_line`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

# Looking for plugins of pydantic reads the metadata of every installed package: a tenth of a short command's time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

COMMANDS = {
    "new": "new",
    "import": "import_",
    "check": "check",
    "export": "export",
    "score": "score",
    "fmt": "fmt",
    "diff": "diff",
    "forms": "forms",
    "rules": "rules",
    "schema": "schema",
}
"""Command name → module of `tui/commands/`, each with a `command`; imported only when it runs."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; exits with the codes of the design: 0, 1 findings, 2 wrong usage or unreadable file."""
    from store.errors import ClerkError
    from tui.console import give_up, give_up_writing, require_output, tell

    try:
        require_output()
        code = _run(sys.argv[1:] if args is None else args)
        sys.stdout.flush()
    except ClerkError as error:
        give_up(error)
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None:
            # What is opened, made or removed has a name; only a stream that was handed to us has none.
            give_up_writing(error)
        from tui import crash

        for sentence in crash.sentences(crash.write_report()):
            tell(sentence)
        sys.exit(crash.EXIT_BROKEN)
    sys.exit(code if isinstance(code, int) else 0)


def _run(args: Sequence[str]) -> object:
    path = args[0] if args else "."
    if len(args) <= 1 and path not in COMMANDS and not path.startswith("-") and os.path.exists(path):
        # What opens the editor needs no command line: reading one would be a part of its start.
        from tui.launch import launch

        return launch(path)
    from tui.command_line import run

    return run(args)
