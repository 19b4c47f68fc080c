"""`jixiao export`: declarations printed as an official form."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import click

from exports.forms import Form
from exports.renderers import SUFFIXES
from models.declaration import Declaration
from store.errors import ClerkError
from store.workspace import Workspace, find_workspace
from tui.commands.base import Command
from tui.console import EXIT_FINDINGS, EXIT_UNUSABLE, STANDARD, expand, open_named, put, tell
from tui.progress import Progress


@dataclass(frozen=True)
class Source:
    """A declaration that is to be printed, and where it came from."""

    name: str
    declaration: Declaration
    workspace: Workspace


@dataclass(frozen=True)
class Destination:
    """Where files go, and in which format: one file, standard output (neither is given), or a folder."""

    suffix: str
    file: Path | None = None
    folder: Path | None = None


@click.command(cls=Command, short_help="导出官方表样：xlsx、docx、html、txt")
@click.argument("form_id", metavar="表样")
@click.argument("paths", metavar="[路径]…", nargs=-1)
@click.option(
    "-o", "--output", "out", metavar="输出", help="输出文件、文件夹，或 - 为标准输出；缺省为当前文件夹。"
)
@click.option("--as", "suffix", type=click.Choice(SUFFIXES), help="格式；缺省看输出文件的后缀，否则为 xlsx。")
@click.option("--strict", is_flag=True, help="有错误的申报不导出，退出码为 1。")
@click.option("--blank", is_flag=True, help="没有内容的格子留空，不印“空”。")
def command(
    form_id: str, paths: tuple[str, ...], out: str | None, suffix: str | None, strict: bool, blank: bool
) -> int:
    """导出官方表样。

    路径可以是申报文件或文件夹，缺省为当前文件夹，- 为标准输入。每份申报写成一个文件，已有的同名导出会被替换。
    有哪些表样，见 jixiao forms。
    """
    form = _form(form_id)
    destination = _destination(out, suffix)
    files, code = _files(paths)
    if not files:
        if not code:
            raise ClerkError("没有找到申报文件。", do="请指定申报文件，或含有申报文件的文件夹。")
        return code
    if destination.folder is None and len(files) > 1:
        raise ClerkError(
            f"选中了 {len(files)} 份申报，不能写进同一个输出“{out}”。",
            safe="什么都没有写。",
            do="请只指定一份申报，或用 -o 指定一个文件夹。",
        )
    sources, unread = _open(files)
    wanted = _without_errors(sources) if strict else sources
    failed = _write_all(wanted, form, destination, blank=blank)
    if code or unread or failed:
        return EXIT_UNUSABLE
    return EXIT_FINDINGS if len(wanted) < len(sources) else 0


def _form(form_id: str) -> Form:
    from exports.forms import all_forms

    forms = all_forms()
    if form_id in forms:
        return forms[form_id]
    titles = {form.title: form.id for form in forms.values()}
    near = get_close_matches(form_id, [*forms, *titles], n=1, cutoff=0.3)
    hint = f"是不是 {titles.get(near[0], near[0])}？" if near else ""
    raise ClerkError(f"没有表样“{form_id}”。", do=f"{hint}全部表样见 jixiao forms。")


def _destination(out: str | None, suffix: str | None) -> Destination:
    """What `-o` and `--as` mean together; ClerkError when they contradict each other."""
    from tui.exporting import refuse_foreign

    if out == STANDARD:
        return Destination(suffix or "xlsx")
    folder = Path(out or ".")
    if not folder.is_dir():
        refuse_foreign(folder)
    named = folder.suffix.removeprefix(".").casefold()
    if out is None or named not in SUFFIXES or folder.is_dir():
        return Destination(suffix or "xlsx", folder=folder)
    if suffix not in (None, named):
        raise ClerkError(f"输出文件“{out}”的后缀与 --as {suffix} 不一致。", do="请改其中一个，或去掉 --as。")
    return Destination(named, file=folder)


def _files(paths: Sequence[str]) -> tuple[list[str], int]:
    """The files that the arguments mean, and the exit code for those that mean nothing."""
    found: dict[str, None] = {}
    code = 0
    for path in paths or (".",):
        if path == STANDARD:
            found[STANDARD] = None
            continue
        try:
            found.update((str(file), None) for file in expand([path]))
        except ClerkError as error:
            tell(f"jixiao：{error}")
            code = EXIT_UNUSABLE
    return list(found), code


def _open(files: Sequence[str]) -> tuple[list[Source], bool]:
    """The declarations that can be read, and whether some can't; each reason is told once."""
    sources: list[Source] = []
    home = lru_cache(find_workspace)
    told: set[str] = set()
    progress = Progress(files, "读取")
    for name in progress:
        try:
            folder = Path(".") if name == STANDARD else Path(name).parent
            sources.append(Source(name, open_named(name).declaration, home(folder)))
        except ClerkError as error:
            if str(error) not in told:
                progress.clear()
                tell(f"jixiao：{error}")
            told.add(str(error))
    return sources, bool(told)


def _without_errors(sources: Sequence[Source]) -> list[Source]:
    """The sources in which no rule finds an error; the others are told."""
    from models.rule import Severity
    from tui.judging import Judge

    judge = Judge()
    kept = []
    for source in sources:
        path = None if source.name == STANDARD else Path(source.name)
        found = judge.findings(source.declaration, source.workspace, path)
        errors = sum(finding.severity is Severity.ERROR for finding in found)
        if errors:
            tell(f"没有导出“{source.name}”：有 {errors} 处错误，详见 jixiao check。")
        else:
            kept.append(source)
    return kept


def _write_all(sources: Sequence[Source], form: Form, destination: Destination, *, blank: bool) -> bool:
    """Write each source where it belongs; whether one could not be written, which is told."""
    from tui.exporting import page_of, rendered, write

    failed = False
    targets = _targets(sources, form, destination)
    progress = Progress(list(zip(sources, targets, strict=True)), "导出")
    for source, target in progress:
        try:
            data = rendered(
                page_of(source.declaration, source.workspace, form, blank=blank), destination.suffix
            )
            if target is None:
                _put_bytes(data, destination.suffix)
            else:
                write(target, data)
                progress.clear()
                put(str(target))
        except ClerkError as error:
            progress.clear()
            tell(f"jixiao：{source.name}：{error}")
            failed = True
    return failed


def _targets(sources: Sequence[Source], form: Form, destination: Destination) -> list[Path | None]:
    """One file per source, never the same twice, not even where case does not count."""
    from models.names import unique_name
    from tui.exporting import file_name

    if destination.folder is None:
        return [destination.file] * len(sources)
    taken: set[str] = set()
    return [
        destination.folder / unique_name(file_name(source.declaration, form, destination.suffix), taken)
        for source in sources
    ]


def _put_bytes(data: bytes, suffix: str) -> None:
    if sys.stdout.isatty() and suffix in ("xlsx", "docx"):
        raise ClerkError(
            f"{suffix} 不是文字，不能显示在终端上。", do="请用 -o 指定文件，或把标准输出转到文件。"
        )
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
