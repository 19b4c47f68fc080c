"""Many declarations to many files: what goes into which file, and the making of them on one or two processes.

A job is one file. Jobs do not depend on each other: one that fails does not stop the rest.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from exports.forms import Form, Material, all_forms
from exports.grid import Grid, Page, joined
from exports.renderers import renderer
from models.declaration import Declaration
from models.names import safe_name, unique_name
from store.documents import DEPARTMENT_FILE
from store.errors import ClerkError
from store.workspace import Workspace, department_projects
from tui.exporting import file_name, pages_of, rendered, write

MANY = 24
"""From so many files on a second process is worth its start."""
_CHUNK = 4
"""Jobs that are given to a process at a time."""


@dataclass(frozen=True)
class Source:
    """A declaration that is to be printed, and where it came from."""

    name: str
    declaration: Declaration
    workspace: Workspace


@dataclass(frozen=True)
class Group:
    """The declarations of one workspace and year, which one table of a department holds."""

    year: str
    sources: tuple[Source, ...]
    department: Declaration | None = None

    @property
    def workspace(self) -> Workspace:
        return self.sources[0].workspace

    @property
    def unit_name(self) -> str:
        """Whose declarations they are."""
        first = self.sources[0].declaration.with_unit_defaults(self.workspace.unit)
        whole = self.department.department.name if self.department is not None else ""
        return whole or self.workspace.unit.name or first.unit.name


@dataclass(frozen=True)
class Job:
    """One file that is to be made: some forms of some declarations."""

    sources: tuple[Source, ...]
    forms: tuple[str, ...]
    suffix: str
    target: Path | None
    """None: the caller wants the bytes"""
    department: Declaration | None = None
    blank: bool = False

    @property
    def name(self) -> str:
        """What it is called in messages."""
        if len(self.sources) == 1:
            return self.sources[0].name
        return str(self.target or self.forms[0])


@dataclass(frozen=True)
class Done:
    """What became of a job."""

    job: Job
    error: ClerkError | None = None


def groups(sources: Iterable[Source], department_of: Callable[[Source], Declaration | None]) -> list[Group]:
    """The sources by workspace and year, in the order in which they come; each with its department's declaration.

    That of a department may be among the sources; it is one of its group's only where there is no project.
    """
    found: dict[tuple[Path | None, str], list[Source]] = {}
    for source in sources:
        year = source.declaration.year
        key = (source.workspace.root, "" if year is None else str(year).strip())
        found.setdefault(key, []).append(source)
    return [_group(year, members, department_of) for (_, year), members in found.items()]


def _group(
    year: str, members: Sequence[Source], department_of: Callable[[Source], Declaration | None]
) -> Group:
    projects = tuple(source for source in members if not source.declaration.is_department)
    own = next((source.declaration for source in members if source.declaration.is_department), None)
    return Group(year, projects or tuple(members), own or department_of(members[0]))


def with_projects(files: Iterable[Path]) -> list[Path]:
    """The files, each once; behind that of a department its projects, without which its tables are empty."""
    found: dict[Path, None] = {}
    for file in files:
        found[file] = None
        if file.name == DEPARTMENT_FILE:
            found.update(dict.fromkeys(department_projects(file)))
    return list(found)


def jobs_in_folder(
    all_groups: Sequence[Group], form: Form, suffix: str, folder: Path, *, blank: bool = False
) -> list[Job]:
    """One file for each declaration, or for each group where the form holds many; never the same file twice."""
    taken: set[str] = set()
    if form.holds_many:
        return [
            Job(
                group.sources,
                (form.id,),
                suffix,
                folder / unique_name(group_file_name(group, form.title, suffix), taken),
                group.department,
                blank,
            )
            for group in all_groups
        ]
    return [
        Job(
            (source,),
            (form.id,),
            suffix,
            folder / unique_name(file_name(source.declaration, form, suffix), taken),
            blank=blank,
        )
        for group in all_groups
        for source in _of_projects(group, form)
    ]


def _of_projects(group: Group, form: Form) -> tuple[Source, ...]:
    """The sources of a form that is of one project; ClerkError where there is but the department."""
    if group.sources[0].declaration.is_department:
        raise ClerkError(
            f"“{form.title}”是项目的表，部门整体的申报没有这张表，旁边也没有它的项目。",
            safe="什么都没有写。",
            do="部门整体的申报请导出 yn-department。",
        )
    return group.sources


def job_of_all(
    all_groups: Sequence[Group], form: Form, suffix: str, target: Path | None, *, blank: bool = False
) -> Job:
    """All declarations in one file. A form that holds many can do so for one group only; ClerkError for more."""
    if form.holds_many and len(all_groups) > 1:
        named = "、".join(f"{group.unit_name or '未填单位'} {group.year}" for group in all_groups)
        raise ClerkError(
            f"“{form.title}”一张表只放一个单位一个年度的项目，选中的有 {len(all_groups)} 组（{named}）。",
            safe="什么都没有写。",
            do="请只指定其中一组，或用 -o 指定一个文件夹，各写成一个文件。",
        )
    sources = tuple(
        source
        for group in all_groups
        for source in (group.sources if form.holds_many else _of_projects(group, form))
    )
    return Job(sources, (form.id,), suffix, target, all_groups[0].department, blank)


def group_file_name(group: Group, title: str, suffix: str) -> str:
    """`<year>-<unit>-<title>.<suffix>`, safe as the name of a file."""
    year = safe_name(group.year, 40) if group.year else ""
    unit = safe_name(group.unit_name.strip(), 140) if group.unit_name.strip() else ""
    return f"{safe_name('-'.join(part for part in (year, unit, title) if part))}.{suffix}"


def page_of_job(job: Job) -> Page:
    """What stands in the file of a job. Raises ClerkError."""
    forms = [all_forms()[form_id] for form_id in job.forms]
    found: list[Page] = []
    for form in forms:
        if form.holds_many:
            material = Material(
                tuple(each.declaration.with_unit_defaults(each.workspace.unit) for each in job.sources),
                job.department,
            )
            found += pages_of(material, job.sources[0].workspace, form, blank=job.blank)
            continue
        for source in job.sources:
            material = Material((source.declaration,), job.department)
            (page,) = pages_of(material, source.workspace, form, blank=job.blank)
            found.append(_named_sheets(page, source) if len(job.sources) > 1 else page)
    return found[0] if len(found) == 1 else joined(" ".join(form.title for form in forms), found)


def _named_sheets(page: Page, source: Source) -> Page:
    """The page with its grids on sheets named by the project, so that they can be told apart."""
    name = source.declaration.project.name.strip()
    blocks = (
        replace(block, sheet=name) if isinstance(block, Grid) and name else block for block in page.blocks
    )
    return replace(page, blocks=tuple(blocks))


def data_of(job: Job) -> bytes:
    """The file of a job. Raises ClerkError."""
    return rendered(page_of_job(job), job.suffix)


def make(job: Job) -> Done:
    """Write the file of a job."""
    assert job.target is not None
    try:
        write(job.target, data_of(job))
    except ClerkError as error:
        return Done(job, error)
    except Exception as error:
        # A fault of the program in one declaration must not cost the files of all others.
        what = f"程序出错（{type(error).__name__}），这个文件没有写出来。"
        return Done(
            job,
            ClerkError(what, safe="申报文件原样未动。", do="其余文件照常导出。请把这份申报反映给维护人员。"),
        )
    return Done(job)


_waiting: list[Job] = []
"""What the other processes make: they are forked from this one, so nothing has to be sent to them."""


def make_all(jobs: Sequence[Job], processes: int | None = None) -> Iterator[Done]:
    """Write the files of all jobs, in their order. Closing it early stops after those being written."""
    count = min(2, os.cpu_count() or 1) if processes is None else processes
    if len(jobs) < MANY or count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(make, jobs)
        return
    for suffix in {job.suffix for job in jobs}:
        # Imported once, before the other processes begin.
        renderer(suffix)
    chunks = [range(at, min(at + _CHUNK, len(jobs))) for at in range(0, len(jobs), _CHUNK)]
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(count, forked, _begin, (jobs,)) as pool:
        try:
            for chunk, errors in zip(chunks, pool.map(_make_chunk, chunks), strict=True):
                yield from (Done(jobs[at], error) for at, error in zip(chunk, errors, strict=True))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _begin(jobs: Sequence[Job]) -> None:
    # Ctrl+C reaches every process of the terminal; the first one ends the others in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _waiting[:] = jobs


def _make_chunk(chunk: range) -> list[ClerkError | None]:
    return [make(_waiting[at]).error for at in chunk]
