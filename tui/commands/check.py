"""`jixiao check`: what a finance bureau would send back, with file, line and column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from models.rule import Severity, UnknownRuleError, rules_named
from models.text import visible
from store.atomic import ChangedOnDisk
from store.errors import ClerkError
from store.workspace import declaration_names, find_workspace
from tui.commands.base import Command
from tui.console import (
    EXIT_FINDINGS,
    EXIT_UNUSABLE,
    STANDARD,
    open_named,
    tell,
    terminal_columns,
    wants_colour,
)
from tui.file_reports import place_findings
from tui.fixing import fix_file
from tui.inspection import Inspected, Inspection
from tui.judging import Judge
from tui.progress import Progress, Steps
from tui.reports import FORMATS, Report, render, summary


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
@click.option("--format", "output", type=click.Choice(FORMATS), default="text", help="输出格式，缺省为 text")
@click.option(
    "--select", multiple=True, callback=_codes, metavar="代码,…", help="只查这些规则，V 表示整个 V 类"
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="代码,…", help="不查这些规则")
@click.option("--strict", is_flag=True, help="有警告时也以 1 结束")
@click.option("--fix", is_flag=True, help="先改正可以放心改的地方（不改变意思），显示改动")
@click.option("--no-cache", is_flag=True, help="不用上次检查的结果，全部重新检查")
def command(
    paths: tuple[str, ...],
    output: str,
    select: list[str],
    ignore: list[str],
    strict: bool,
    fix: bool,
    no_cache: bool,
) -> int:
    """检查申报文件或文件夹（缺省为当前文件夹，- 为标准输入）。

    没有错误时以 0 结束，有错误时以 1 结束，文件读不了或用法不对时以 2 结束。
    """
    refused = _Refused()
    files = _files(paths or (".",), refused)
    if fix:
        if STANDARD in files:
            raise click.UsageError("标准输入不能用 --fix，请指定文件。")
        _fix(files, select, ignore, refused, to_stderr=output != "text")
    seen = _inspect(files, select, ignore, refused, use_cache=not no_cache)
    report = Report(seen, refused.each, columns=terminal_columns(), colour=wants_colour())
    click.echo(render(output, report), nl=False)
    if output == "text":
        tell(summary(report, refused.count))
    if refused.count:
        return EXIT_UNUSABLE
    worst = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return EXIT_FINDINGS if any(found.severity in worst for found in report.findings) else 0


class _Refused:
    """Files that can't be read: each is counted, each reason told once, the others go on."""

    def __init__(self) -> None:
        self.count = 0
        self.each: list[Inspected] = []
        """those with different reasons"""
        self._told: set[str] = set()

    def add(self, path: str, error: ClerkError) -> None:
        self.count += 1
        if str(error) not in self._told:
            self._told.add(str(error))
            self.each.append(Inspected(path, error=error))
            tell(f"jixiao：{error}")


def _files(names: Sequence[str], refused: _Refused) -> list[str]:
    """The files that arguments mean, each once."""
    found: dict[str, None] = {}
    for name in names:
        if name == STANDARD:
            found[STANDARD] = None
            continue
        try:
            found.update(dict.fromkeys(declaration_names(Path(name), departments=True)))
        except ClerkError as error:
            refused.add(name, error)
    return list(found)


def _fix(
    files: Sequence[str], select: Sequence[str], ignore: Sequence[str], refused: _Refused, *, to_stderr: bool
) -> None:
    made = 0
    progress = Progress(files, "正在改正")
    for file in progress:
        try:
            fixed = fix_file(Path(file), select, ignore)
        except ChangedOnDisk as error:
            refused.add(file, error)
            continue
        except ClerkError:
            # The inspection that follows tells of what can't be read.
            continue
        if fixed.diff:
            progress.clear()
            click.echo(visible(fixed.diff, keep_newlines=True), nl=False, err=to_stderr)
            made += fixed.count
            if fixed.laid_out:
                tell(f"“{file}”原来不是规范排版，顺带整理了排版。")
    tell(f"改正了 {made} 处。" if made else "没有可以放心改正的地方。")


def _inspect(
    files: Sequence[str], select: Sequence[str], ignore: Sequence[str], refused: _Refused, *, use_cache: bool
) -> list[Inspected]:
    """The files that could be read, with their findings."""
    steps = Steps("正在检查")
    inspection = Inspection(select=select, ignore=ignore, use_cache=use_cache, step=steps.show)
    inspected = list(inspection.run([file for file in files if file != STANDARD]))
    steps.clear()
    if STANDARD in files:
        inspected.append(_standard_input(select, ignore))
    for each in inspected:
        if each.error is not None:
            refused.add(each.path, each.error)
    return [each for each in inspected if each.error is None]


def _standard_input(select: Sequence[str], ignore: Sequence[str]) -> Inspected:
    try:
        document = open_named(STANDARD)
        found = Judge(select, ignore).findings(document.declaration, find_workspace(Path(".")), None)
    except ClerkError as error:
        return Inspected(STANDARD, error=error)
    return Inspected(STANDARD, tuple(place_findings(document.text, found)), text=document.text)
