"""Declarations to files of an official form: what `jixiao export`, F5 and F6 share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from exports.forms import Form, all_forms
from exports.grid import Options, Page
from exports.office import UnprintableError
from exports.renderers import SUFFIXES, renderer
from models.declaration import Declaration
from models.names import safe_name
from store import atomic
from store.errors import ClerkError
from store.faults import reason
from store.workspace import Workspace

PREVIEWED = "yn-target"


def page_of(declaration: Declaration, workspace: Workspace, form: Form, *, blank: bool = False) -> Page:
    """The declaration laid out with the facts and labels of its workspace; `blank` leaves empty values empty."""
    options = Options(null_mark="" if blank else workspace.null_mark, labels=workspace.labels)
    return form.lay_out(declaration.with_unit_defaults(workspace.unit), options)


def rendered(page: Page, suffix: str) -> bytes:
    """The page as a file of this suffix. Raises ClerkError when the format can't hold it."""
    try:
        return renderer(suffix)(page)
    except UnprintableError as error:
        others = "、".join(other for other in SUFFIXES if other != suffix)
        raise ClerkError(
            f"不能导出为 {suffix}：{error}", safe="没有写出文件。", do=f"请改用 {others}。"
        ) from error


def file_name(declaration: Declaration, form: Form, suffix: str) -> str:
    """`<year>-<project>-<form title>.<suffix>`, safe as the name of a file."""
    project = declaration.project
    year = "" if project.year is None else safe_name(str(project.year).strip(), 40)
    name = safe_name(project.name.strip() or "未命名项目", 140)
    stem = "-".join(part for part in (year, name, form.title) if part)
    return f"{safe_name(stem)}.{suffix}"


def write(path: Path, data: bytes) -> None:
    """Write an exported file whole or not at all, over an earlier one; ClerkError when that fails."""
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        atomic.create(path, data)
        return
    except (OSError, ValueError) as error:
        why, do = (
            reason(error) if isinstance(error, OSError) else ("文件名里有不能用的字符", "请换一个名称。")
        )
        raise ClerkError(f"没有写出“{path}”：{why}。", safe="磁盘上的文件原样未动。", do=do) from error
    atomic.replace(path, data, old)


def preview(declaration: Declaration, workspace: Workspace) -> tuple[str, Callable[[int], list[str]]]:
    """The title of the form that F5 shows, and the form as lines for a width in terminal cells."""
    from exports.renderers import screen

    form = all_forms()[PREVIEWED]
    page = page_of(declaration, workspace, form)
    return form.title, lambda cells: screen.render(page, cells)


def default_target(
    declaration: Declaration, workspace: Workspace, path: Path, form_id: str, suffix: str
) -> Path:
    """Where F6 proposes to write: at the root of the workspace, or beside a declaration without one."""
    folder = workspace.root or path.parent
    return folder / file_name(declaration, all_forms()[form_id], suffix)


def write_form(declaration: Declaration, workspace: Workspace, form_id: str, suffix: str, name: str) -> Path:
    """Export to the file that the user named; its path with the suffix of the format. Raises ClerkError."""
    path = Path(os.path.expanduser(name.strip()))
    if path.is_dir():
        path = path / file_name(declaration, all_forms()[form_id], suffix)
    elif path.suffix.casefold() != f".{suffix}":
        path = path.with_name(f"{path.name}.{suffix}")
    write(path, rendered(page_of(declaration, workspace, all_forms()[form_id]), suffix))
    return path
