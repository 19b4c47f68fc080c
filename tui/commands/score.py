"""`jixiao score`: the points of self-evaluations, and how each was reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import click

from models.points import score
from store.errors import ClerkError
from store.workspace import find_workspace
from tui.commands.base import Command
from tui.console import (
    EXIT_FINDINGS,
    EXIT_UNUSABLE,
    STANDARD,
    expand,
    open_named,
    put,
    tell,
    terminal_columns,
    wants_colour,
)
from tui.progress import Progress
from tui.score_report import Evaluated, as_json, block, table

_NAMED = 3
"""Files without a self-evaluation that are named; more are counted."""


@click.command(cls=Command, short_help="计算自评得分，写明每一分怎么来的")
@click.argument("paths", nargs=-1, metavar="[路径]…")
@click.option(
    "--format", "output", type=click.Choice(("text", "json")), default="text", help="输出格式，缺省为 text"
)
def command(paths: tuple[str, ...], output: str) -> int:
    """计算自评得分，写明每一分怎么来的。

    路径可以是申报文件或文件夹，缺省为当前文件夹，- 为标准输入。只算已经开始自评的申报（填了实际完成值、得分或
    执行数）。填了得分的按填的算，没有填的按评（扣）分标准或公式计算；还缺什么，逐项写明。

    退出码：0 都算了；1 有不能成立的得分（超出等级的区间、超过分值、不是数字）；2 有文件读不了。
    """
    reading = _Reading(paths)
    done = []
    for each in reading:
        done.append(each)
        if output == "text":
            _put_block(each, first=len(done) == 1)
    if output == "json":
        click.echo(as_json(done), nl=False)
    elif len(done) > 1:
        put()
        for line in table(done, terminal_columns()):
            put(line)
    reading.tell_rest()
    if reading.failed:
        return EXIT_UNUSABLE
    return EXIT_FINDINGS if any(each.score.errors for each in done) else 0


def _put_block(each: Evaluated, *, first: bool) -> None:
    if not first:
        put()
    for line in block(each, terminal_columns(), colour=wants_colour()):
        click.echo(line)


class _Reading:
    """The declarations that arguments mean and in which 自评 has begun, one after the other."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.failed = False
        """some could not be read"""
        self._told: set[str] = set()
        self._not_begun: list[str] = []
        self._files = list(self._named(paths or (".",)))
        self._workspace = lru_cache(find_workspace)

    def __iter__(self) -> Iterator[Evaluated]:
        progress = Progress(self._files, "正在计算")
        for file in progress:
            try:
                found = self._read(file)
            except ClerkError as error:
                progress.clear()
                self._refuse(error)
                continue
            if found is None:
                self._not_begun.append(file)
            else:
                progress.clear()
                yield found

    def tell_rest(self) -> None:
        """Say which declarations have no self-evaluation yet, or that there is none at all."""
        count = len(self._not_begun)
        if not self._files and not self.failed:
            tell("没有找到申报文件。")
        elif count > _NAMED:
            tell(f"另有 {count} 个申报还没有开始自评。")
        elif count:
            tell("、".join(f"“{file}”" for file in self._not_begun) + "还没有开始自评。")

    def _named(self, paths: Sequence[str]) -> Iterator[str]:
        found: dict[str, None] = {}
        for path in paths:
            try:
                found.update(dict.fromkeys([STANDARD] if path == STANDARD else map(str, expand([path]))))
            except ClerkError as error:
                self._refuse(error)
        yield from found

    def _read(self, file: str) -> Evaluated | None:
        declaration = open_named(file).declaration
        if not declaration.is_evaluated:
            return None
        workspace = self._workspace(Path(".") if file == STANDARD else Path(file).parent)
        declaration = declaration.with_unit_defaults(workspace.unit)
        return Evaluated(file, declaration, score(declaration, workspace.practice))

    def _refuse(self, error: ClerkError) -> None:
        """Each reason is told once."""
        self.failed = True
        if str(error) not in self._told:
            self._told.add(str(error))
            tell(f"jixiao：{error}")
