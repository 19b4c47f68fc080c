"""`jixiao check`: what a finance bureau would send back, with file, line and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from models.rule import Severity, UnknownRuleError, rules_named
from store.documents import locate
from store.errors import ClerkError
from store.workspace import find_declarations, find_workspace
from tui.console import EXIT_FINDINGS, EXIT_UNUSABLE, STANDARD, Command, open_named, tell
from tui.judging import Judge
from tui.reports import Located, as_json, as_text, summary


def _codes(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> list[str]:
    """The codes and families that are listed, each known."""
    names = [name for value in values for name in value.replace("，", ",").split(",") if name.strip()]
    try:
        for name in names:
            rules_named(name)
        return names
    except UnknownRuleError as error:
        near = f"，相近的有 {'、'.join(error.near)}" if error.near else ""
        raise click.BadParameter(f"没有规则 {error.code}{near}（jixiao rules 列出全部规则）。") from error


@click.command(cls=Command, short_help="检查申报文件，指出会被退回的地方")
@click.argument("paths", nargs=-1, metavar="[路径]…")
@click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", help="输出格式，缺省为 text"
)
@click.option(
    "--select", multiple=True, callback=_codes, metavar="代码,…", help="只查这些规则，V 表示整个 V 类"
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="代码,…", help="不查这些规则")
@click.option("--strict", is_flag=True, help="有警告时也以 1 结束")
def command(paths: tuple[str, ...], output: str, select: list[str], ignore: list[str], strict: bool) -> int:
    """检查申报文件或文件夹（缺省为当前文件夹，- 为标准输入）。

    没有错误时以 0 结束，有错误时以 1 结束，文件读不了或用法不对时以 2 结束。
    """
    run = _Run(Judge(select, ignore))
    places = list(run.places(paths or (".",)))
    click.echo(as_json(places) if output == "json" else as_text(places), nl=False)
    findings = [place.finding for place in places]
    if output == "text":
        tell(summary(run.files, findings, run.unreadable))
    if run.unreadable:
        return EXIT_UNUSABLE
    worst = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return EXIT_FINDINGS if any(found.severity in worst for found in findings) else 0


class _Run:
    """One run over many files: a file that can't be read is told and counted, the others go on."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.files = 0
        self.unreadable = 0
        self._told: set[str] = set()

    def places(self, paths: Sequence[str]) -> Iterator[Located]:
        """The findings of each file, by their places."""
        done: set[str] = set()
        for name in paths:
            for file in self._files(name):
                if file not in done:
                    done.add(file)
                    yield from self._places_in(file)

    def _files(self, name: str) -> list[str]:
        if name == STANDARD:
            return [STANDARD]
        try:
            return [str(path) for path in find_declarations(Path(name))]
        except ClerkError as error:
            self._refuse(error)
            return []

    def _refuse(self, error: ClerkError) -> None:
        self.unreadable += 1
        if str(error) not in self._told:
            self._told.add(str(error))
            tell(f"jixiao：{error}")

    def _places_in(self, file: str) -> list[Located]:
        try:
            document = open_named(file)
            workspace = find_workspace(Path("." if file == STANDARD else file))
        except ClerkError as error:
            self._refuse(error)
            return []
        self.files += 1
        path = None if file == STANDARD else Path(file)
        findings = self.judge.findings(document.declaration, workspace, path)
        at = locate(document.text, [(found.field, found.start) for found in findings])
        located = [
            Located(file, line, column, found) for (line, column), found in zip(at, findings, strict=True)
        ]
        return sorted(located, key=lambda place: place.order)
