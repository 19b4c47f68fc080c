"""`jixiao export`: declarations printed as an official form."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exports.renderers import SUFFIXES
from models.text import visible
from store.errors import ClerkError
from store.workspace import find_workspace
from tui.commands.base import Command
from tui.console import EXIT_FINDINGS, EXIT_UNUSABLE, STANDARD, expand, open_named, put, tell
from tui.progress import Progress, Steps

if TYPE_CHECKING:
    from exports.forms import Form
    from models.declaration import Declaration
    from tui.export_jobs import Group, Job, Source

ALL = "all"
"""In place of a form: the publication set."""
DEFAULT = "xlsx"


@dataclass(frozen=True)
class Destination:
    """Where files go, and in which format: one file, standard output (neither is given), or a folder."""

    suffix: str
    """empty: each file of the publication set in its usual format"""
    file: Path | None = None
    folder: Path | None = None


@click.command(cls=Command, short_help=f"导出官方表样：{'、'.join(SUFFIXES)}")
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

    路径可以是申报文件或文件夹，缺省为当前文件夹，- 为标准输入。输出是文件夹时，每份申报写成一个文件，汇总的表（05-2
    等）按单位和年度各写成一个文件；输出是文件时，全部写进这一个文件。已有的同名导出会被替换。表样写 all，导出整套公开表。
    有哪些表样，见 jixiao forms。
    """
    from tui.export_jobs import groups

    form = None if form_id == ALL else form_named(form_id)
    destination = _destination(out, suffix, form)
    files, code = _files(paths)
    if not files:
        if not code:
            raise ClerkError("没有找到申报文件。", do="请指定申报文件，或含有申报文件的文件夹。")
        return code
    sources, unread = _open(files)
    wanted = _without_errors(sources) if strict else sources
    made = True
    if wanted:
        made = _make(groups(wanted, _department_of), form, destination, blank=blank)
    if code or unread or not made:
        return EXIT_UNUSABLE
    return EXIT_FINDINGS if len(wanted) < len(sources) else 0


def form_named(form_id: str) -> Form:
    """The form of an id. Raises ClerkError that names the nearest."""
    from exports.forms import all_forms

    forms = all_forms()
    if form_id in forms:
        return forms[form_id]
    titles = {form.title: form.id for form in forms.values()}
    near = get_close_matches(form_id, [*forms, *titles], n=1, cutoff=0.3)
    hint = f"是不是 {titles.get(near[0], near[0])}？" if near else ""
    raise ClerkError(f"没有表样“{form_id}”。", do=f"{hint}全部表样见 jixiao forms。")


def _destination(out: str | None, suffix: str | None, form: Form | None) -> Destination:
    """What `-o` and `--as` mean together; ClerkError when they contradict each other, or the whole set (`form` is
    None) should go into one file."""
    from tui.exporting import refuse_foreign

    if form is None and out == STANDARD:
        raise _set_needs_folder("标准输出")
    if out == STANDARD:
        return Destination(suffix or DEFAULT)
    folder = Path(out or ".")
    if not folder.is_dir():
        refuse_foreign(folder)
    named = folder.suffix.removeprefix(".").casefold()
    if out is None or named not in SUFFIXES or folder.is_dir():
        return Destination(suffix or (DEFAULT if form else ""), folder=folder)
    if form is None:
        raise _set_needs_folder(f"“{out}”")
    if suffix not in (None, named):
        raise ClerkError(f"输出文件“{out}”的后缀与 --as {suffix} 不一致。", do="请改其中一个，或去掉 --as。")
    return Destination(named, file=folder)


def _set_needs_folder(where: str) -> ClerkError:
    return ClerkError(
        f"整套公开表有好几个文件，不能写进{where}。", safe="什么都没有写。", do="请用 -o 指定一个文件夹。"
    )


def _files(paths: Sequence[str]) -> tuple[list[str], int]:
    """The files that the arguments mean, and the exit code for those that mean nothing."""
    from tui.export_jobs import with_projects

    found: dict[str, None] = {}
    code = 0
    for path in paths or (".",):
        if path == STANDARD:
            found[STANDARD] = None
            continue
        try:
            found.update((str(file), None) for file in with_projects(expand([path])))
        except ClerkError as error:
            tell(f"jixiao：{error}")
            code = EXIT_UNUSABLE
    return list(found), code


def _open(files: Sequence[str]) -> tuple[list[Source], bool]:
    """The declarations that can be read, and whether some can't; each reason is told once."""
    from tui.export_jobs import Source

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


def _department_of(source: Source) -> Declaration | None:
    """The declaration of the department that a project belongs to; one that can't be read is told and left out."""
    from store.workspace import read_department

    if source.name == STANDARD:
        return None
    try:
        return read_department(Path(source.name))
    except ClerkError as error:
        tell(f"jixiao：{error}")
        return None


def _make(groups: Sequence[Group], form: Form | None, destination: Destination, *, blank: bool) -> bool:
    """Make the files; whether all could be made. What went wrong is told."""
    from tui.export_jobs import data_of, job_of_all, jobs_in_folder
    from tui.publication import publication

    if destination.folder is None:
        assert form is not None
        job = job_of_all(groups, form, destination.suffix, destination.file, blank=blank)
        if job.target is None:
            _put_bytes(data_of(job), destination.suffix)
            return True
        return _run([job])
    if form is None:
        return _run(publication(groups, destination.folder, destination.suffix or None, blank=blank))
    return _run(jobs_in_folder(groups, form, destination.suffix, destination.folder, blank=blank))


def _run(jobs: Sequence[Job]) -> bool:
    """Make the files and name each; at the end say how many there are, and how many not. Whether all were made."""
    from tui.export_jobs import make_all

    written = failed = 0
    steps = Steps("导出")
    try:
        for done in make_all(jobs):
            steps.clear()
            if done.error is None:
                written += 1
                put(str(done.job.target))
            else:
                failed += 1
                tell(f"jixiao：{done.job.name}：{done.error}")
            steps.show(written + failed, len(jobs))
    except KeyboardInterrupt:
        steps.clear()
        tell(f"写出了 {written} 个文件，其余没有写。" if written else "什么都没有写。")
        raise
    steps.clear()
    if len(jobs) > 1:
        tell(f"{_folder_of(jobs)}写出 {written} 个文件{f'，没有写出 {failed} 个' if failed else ''}。")
    return not failed


def _folder_of(jobs: Sequence[Job]) -> str:
    """Where the files of all jobs are, as a beginning of a sentence."""
    folders = {job.target.parent for job in jobs if job.target}
    if len(folders) != 1:
        return ""
    (folder,) = folders
    return "在当前文件夹" if folder == Path() else f"在 {visible(str(folder))} "


def _put_bytes(data: bytes, suffix: str) -> None:
    if sys.stdout.isatty() and suffix in ("xlsx", "docx"):
        raise ClerkError(
            f"{suffix} 不是文字，不能显示在终端上。", do="请用 -o 指定文件，或把标准输出转到文件。"
        )
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
