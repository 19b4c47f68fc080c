"""`jixiao fmt`: the canonical layout."""

from __future__ import annotations

import sys

import click

from models.text import visible
from store.documents import Document, canonical_text, save_document
from store.errors import ClerkError
from tui.commands.base import Command
from tui.console import EXIT_FINDINGS, EXIT_UNUSABLE, STANDARD, expand, open_named, put, tell


@click.command(cls=Command, short_help="整理成规范排版")
@click.argument("paths", metavar="[路径]…", nargs=-1)
@click.option("--check", is_flag=True, help="只列出还不规范的文件，不改动；有这样的文件时退出码为 1。")
def command(paths: tuple[str, ...], check: bool) -> int:
    """把申报文件整理成规范排版，内容和注释不变。

    路径可以是文件或文件夹，缺省为当前文件夹。每个整理过的文件在标准输出占一行。
    路径为 - 时从标准输入读，整理后写到标准输出。

    退出码：0 都已是规范排版或已整理好；1 用 --check 时有不规范的；2 有文件不能读或不能写。
    """
    changed = failed = False
    for name in dict.fromkeys(paths or (".",)):
        try:
            sources = (
                [STANDARD] if name == STANDARD else [str(path) for path in expand([name], departments=True)]
            )
        except ClerkError as error:
            tell(f"jixiao：{error}")
            failed = True
            continue
        for source in sources:
            try:
                changed |= _lay_out(source, check=check)
            except ClerkError as error:
                tell(f"jixiao：{error}")
                failed = True
    if failed:
        return EXIT_UNUSABLE
    return EXIT_FINDINGS if check and changed else 0


def _lay_out(source: str, *, check: bool) -> bool:
    """Rewrite one file (standard input to standard output), or only say so; whether it was not canonical."""
    document = open_named(source)
    text = canonical_text(document.declaration)
    changed = text.encode() != document.base
    if source == STANDARD and not check:
        _explain(document)
        _put_text(text)
    elif changed:
        if not check:
            save_document(document, document.declaration)
            _explain(document)
        put(source)
    return changed


def _explain(document: Document) -> None:
    for note in document.notes:
        tell(f"{document.path}：{note}")


def _put_text(text: str) -> None:
    """The text exactly, but nothing that a terminal would obey."""
    if sys.stdout.isatty():
        text = visible(text, keep_newlines=True)
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
