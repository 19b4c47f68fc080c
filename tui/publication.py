"""The publication set of a folder (预算公开、决算公开): which forms a bureau publishes, and in which files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from exports.forms import Form, all_forms
from models.declaration import Declaration
from models.names import unique_name
from store.errors import ClerkError
from tui.export_jobs import Group, Job, Source, group_file_name
from tui.exporting import file_name

PUBLISHED = ("yn-05-2", "yn-09-2", "yn-department", "yn-text", "yn-evaluation")
"""What Yunnan bureaus publish; `[export] publication` of the workspace names other forms."""
WORKBOOK_TITLE = "预算绩效公开表"
_TEXT_SUFFIX, _TABLE_SUFFIX = "docx", "xlsx"


def publication(
    groups: Sequence[Group], folder: Path, suffix: str | None, *, blank: bool = False
) -> list[Job]:
    """The files of the publication set: for each group one workbook with every table that holds many projects, one
    with 自评 or 监控 of the projects where it has begun, and each project's other forms in files of their own.

    `suffix` is the format of all of them; without one the tables are workbooks and the rest Word documents.
    Raises ClerkError when the workspace names a form that there is not.
    """
    taken: set[str] = set()
    jobs: list[Job] = []
    for group in groups:
        forms = _forms_of(group)
        for title, members, chosen in _books(group, forms):
            ending = suffix or _TABLE_SUFFIX
            target = folder / unique_name(group_file_name(group, title, ending), taken)
            ids = tuple(form.id for form in chosen)
            jobs.append(Job(members, ids, ending, target, group.department, blank))
        for form in forms:
            if not form.holds_many and _stage(form) is None and not _is_only_department(group):
                ending = suffix or _TEXT_SUFFIX
                jobs += (
                    Job(
                        (source,),
                        (form.id,),
                        ending,
                        folder / unique_name(file_name(source.declaration, form, ending), taken),
                        blank=blank,
                    )
                    for source in group.sources
                )
    return jobs


def _is_only_department(group: Group) -> bool:
    return group.sources[0].declaration.is_department


def _forms_of(group: Group) -> list[Form]:
    known = all_forms()
    wanted = group.workspace.publication or PUBLISHED
    for name in wanted:
        if name not in known:
            raise ClerkError(
                f"工作区设置的 [export] publication 里没有表样“{name}”。",
                safe="什么都没有写。",
                do="全部表样见 jixiao forms。",
            )
    return [known[name] for name in wanted]


def _books(group: Group, forms: Sequence[Form]) -> list[tuple[str, tuple[Source, ...], list[Form]]]:
    """The workbooks of a group: title, projects, forms."""
    many = [form for form in forms if form.holds_many]
    books = [(WORKBOOK_TITLE, group.sources, many)] if many else []
    for form in forms:
        if (stage := _stage(form)) is not None and not form.holds_many:
            members = tuple(source for source in group.sources if stage(source.declaration))
            if members:
                books.append((form.title, members, [form]))
    return books


def _stage(form: Form) -> Callable[[Declaration], bool] | None:
    """Whether a project has anything to print on a form of a later stage; None for the forms of declaring."""
    if form.id.endswith("-evaluation"):
        return lambda declaration: declaration.is_evaluated
    if form.id.endswith("-monitoring"):
        return lambda declaration: declaration.is_monitored
    return None
