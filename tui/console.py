"""What all commands share: where words go, how errors end, which files are meant."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from models.text import visible
from store.errors import ClerkError

EXIT_FINDINGS = 1
EXIT_UNUSABLE = 2


def tell(message: str) -> None:
    """A message for the user, on standard error."""
    click.echo(visible(message, keep_newlines=True), err=True)


def put(result: str = "") -> None:
    """A line of the result, on standard output."""
    click.echo(visible(result, keep_newlines=True))


def give_up(error: ClerkError) -> NoReturn:
    """End the command with the error's sentences and exit code 2."""
    tell(f"jixiao：{error}")
    sys.exit(EXIT_UNUSABLE)


def expand(paths: Iterable[str]) -> list[Path]:
    """The declaration files that arguments mean: folders are searched, no argument means this folder.

    Raises ClerkError when a path does not exist.
    """
    from store.workspace import find_declarations

    found: list[Path] = []
    for name in list(paths) or ["."]:
        found.extend(find_declarations(Path(name)))
    return list(dict.fromkeys(found))
