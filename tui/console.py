"""What all commands share: where words go, how errors end, which files are meant."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from models.text import visible
from store.errors import ClerkError

if TYPE_CHECKING:
    from store.documents import Document

EXIT_FINDINGS = 1
EXIT_UNUSABLE = 2

_COLUMNS = 80

STANDARD = "-"
"""Standard input or standard output in place of a path."""

STANDARD_NAME = "标准输入"
"""What standard input is called in messages."""


class Command(click.Command):
    """A command whose help is in Chinese throughout."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        settings.setdefault("options_metavar", "[选项]")
        super().__init__(*arguments, **settings)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明"
        return option


def tell(message: str) -> None:
    """A message for the user, on standard error."""
    click.echo(visible(message, keep_newlines=True), err=True)


def put(result: str = "") -> None:
    """A line of the result, on standard output."""
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


def open_named(name: str) -> Document:
    """The declaration file that an argument names. Raises ClerkError, also for a file of a newer format."""
    from store.documents import open_document, read_document, understood

    if name == STANDARD:
        return understood(read_document(Path(STANDARD_NAME), sys.stdin.buffer.read()))
    return understood(open_document(Path(name)))


def expand(paths: Iterable[str]) -> list[Path]:
    """The declaration files that arguments mean: folders are searched, no argument means this folder.

    Raises ClerkError when a path does not exist.
    """
    from store.workspace import find_declarations

    found: list[Path] = []
    for name in list(paths) or ["."]:
        found.extend(find_declarations(Path(name)))
    return list(dict.fromkeys(found))
