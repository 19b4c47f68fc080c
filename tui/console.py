"""What all commands share: where words go, how errors end, which files are meant."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

from models.text import visible
from store.errors import ClerkError
from store.faults import reason

if TYPE_CHECKING:
    from store.documents import Document

EXIT_FINDINGS = 1
EXIT_UNUSABLE = 2

_COLUMNS = 80

STANDARD = "-"
"""Standard input or standard output in place of a path."""

STANDARD_NAME = "标准输入"
"""What standard input is called in messages."""


def tell(message: str) -> None:
    """A message for the user, on standard error; nothing is left to do where that can't be written."""
    try:
        import click

        click.echo(visible(message, keep_newlines=True), err=True)
    except OSError:
        _abandon(sys.stderr)


def put(result: str = "") -> None:
    """A line of the result, on standard output."""
    import click

    click.echo(visible(result, keep_newlines=True))


def wants_colour() -> bool:
    """Whether results may be coloured: standard output is a terminal, and the user has not said no (NO_COLOR)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_columns() -> int:
    """Cells of a line of the terminal; 80 where standard output is none, so that files and logs are the same."""
    return shutil.get_terminal_size((_COLUMNS, 24)).columns if sys.stdout.isatty() else _COLUMNS


def give_up(error: ClerkError) -> NoReturn:
    """End the command with the error's sentences and exit code 2."""
    tell(f"jixiao：{error}")
    sys.exit(EXIT_UNUSABLE)


def require_output() -> None:
    """Refuse to work where standard output is closed: the next file that is opened would take its place."""
    if sys.stdout is None:
        raise ClerkError(
            "标准输出是关闭的，结果没有地方可写。", do="请不要关闭它；不要结果时可转到 /dev/null。"
        )


def give_up_writing(error: OSError) -> NoReturn:
    """End the command because standard output takes no more, with exit code 2."""
    _abandon(sys.stdout)
    why, do = ("标准输出不能写", "请检查结果转到了哪里。") if error.errno == errno.EBADF else reason(error)
    give_up(ClerkError(f"结果没有写完：{why}。", do=do))


def _abandon(stream: IO[str]) -> None:
    """Let what a stream still holds go nowhere; Python would complain of it when it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def read_standard_input(limit: int) -> bytes:
    """What standard input holds, at most one byte more than `limit`. Raises ClerkError."""
    if sys.stdin is None:
        raise ClerkError(f"{STANDARD_NAME}是关闭的，读不到内容。", do="请用管道或 < 送入内容，或指定文件。")
    try:
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        why, do = reason(error)
        raise ClerkError(f"无法读取{STANDARD_NAME}：{why}。", do=do) from error


def open_named(name: str) -> Document:
    """The declaration file that an argument names. Raises ClerkError, also for a file of a newer format."""
    from store.decoding import SIZE_LIMIT
    from store.documents import look_at, read_document, understood

    if name == STANDARD:
        data = read_standard_input(SIZE_LIMIT)
        return understood(read_document(Path(STANDARD_NAME), data, to_save=False))
    return look_at(Path(name))


def expand(paths: Iterable[str], *, departments: bool = False) -> list[Path]:
    """The declaration files that arguments mean: folders are searched, no argument means this folder.

    Those of whole departments are found in folders only with `departments`.

    Raises ClerkError when a path does not exist.
    """
    from store.workspace import find_declarations

    found: list[Path] = []
    for name in list(paths) or ["."]:
        found.extend(find_declarations(Path(name), departments=departments))
    return list(dict.fromkeys(found))
