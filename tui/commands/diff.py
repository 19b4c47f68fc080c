"""`jixiao diff`: what changed, in the field's words."""

from __future__ import annotations

from pathlib import Path

import click

from models.changes import Change, Kind, changes
from models.declaration import Declaration
from models.text import truncate
from tui.commands.base import Command
from tui.console import open_named, put
from tui.versions import LAST_COMMIT, version

LINE = 200
"""Cells of a text shown on one line; longer ones are cut around the place where they differ."""


@click.command(cls=Command, short_help="比较两个版本，用业务语言说明改了什么")
@click.argument("old", required=False, metavar="[旧]")
@click.argument("new", required=False, metavar="[新]")
def command(old: str | None, new: str | None) -> None:
    """比较两个版本，用业务语言说明改了什么。

    \b
    jixiao diff 旧文件 新文件
    jixiao diff 文件              最后一次提交与现在的文件相比
    jixiao diff 版本:文件 文件    某个 git 版本与现在的文件相比
    """
    if old is None:
        raise click.UsageError("要比较哪个文件？")
    if new is None:
        before, after = version(LAST_COMMIT, Path(old)), open_named(old).declaration
    else:
        before, after = _read(old), _read(new)
    found = changes(before, after)
    if not found:
        put("没有不同。")
    for change in found:
        for line in describe(change):
            put(line)


def _read(name: str) -> Declaration:
    revision, colon, path = name.partition(":")
    if colon and not Path(name).exists():
        return version(revision, Path(path))
    return open_named(name).declaration


def describe(change: Change) -> list[str]:
    """A change as lines of a report."""
    match change.kind:
        case Kind.ADDED:
            return [f"＋ {change.label}：{change.new}"]
        case Kind.REMOVED:
            return [f"－ {change.label}：{change.old}"]
        case Kind.ORDER:
            return [f"～ {change.label}有调整"]
    old, new = _around(change.old, change.new)
    return [f"～ {change.label}", f"    原：{old or '（空）'}", f"    现：{new or '（空）'}"]


def _around(old: str, new: str) -> tuple[str, str]:
    """Both texts on one line each, beginning a little before the place where they differ."""
    start = 0
    for a, b in zip(old, new, strict=False):
        if a != b:
            break
        start += 1
    start = max(start - 12, 0)
    lead = "…" if start else ""
    shown = [truncate(lead + text[start:].replace("\n", "⏎"), LINE) for text in (old, new)]
    return shown[0], shown[1]
