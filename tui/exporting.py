"""Declarations to files of an official form: what `jixiao export`, F5 and F6 share."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from exports.forms import Form, Material, all_forms
from exports.grid import Options, Page
from exports.office import UnprintableError
from exports.renderers import SUFFIXES, renderer
from models.declaration import Declaration
from models.names import safe_name
from store import atomic
from store.errors import ClerkError
from store.faults import reason
from store.settings import places
from store.workspace import Workspace
from tui.material import OF_PROJECT, material_of

_FOREIGN = re.compile(
    "csv|docm?|et|htm|jpe?g|json|od[pst]|ofd|pdf|png|pptx?|rtf|toml|tsv|wps|xls[bm]?|xml|zip"
)
"""Suffixes of formats that can't be written; a file so named would not open in its program."""


def refuse_foreign(path: Path) -> None:
    """Refuse a file with the suffix of a format that can't be written; ClerkError names those that can."""
    suffix = path.suffix.removeprefix(".").casefold()
    if _FOREIGN.fullmatch(suffix):
        raise ClerkError(
            f"不能导出为 {suffix}（“{path.name}”）。",
            safe="什么都没有写。",
            do=f"可以导出的格式：{'、'.join(SUFFIXES)}。",
        )


def page_of(declaration: Declaration, workspace: Workspace, form: Form, *, blank: bool = False) -> Page:
    """The form of one declaration with the facts and labels of its workspace; `blank` leaves empty values empty.

    Raises ClerkError when `jixiao.toml` has labels that the form does not know.
    """
    return pages_of(Material((declaration,)), workspace, form, blank=blank)[0]


def pages_of(material: Material, workspace: Workspace, form: Form, *, blank: bool = False) -> list[Page]:
    """Like `page_of`, of several declarations: one page for all where the form holds many, else one for each."""
    _refuse_unknown_labels(workspace, form)
    null_mark = "" if blank else workspace.null_mark
    options = Options(null_mark, workspace.labels, workspace.form_labels, workspace.practice)
    whole = material.department
    return form.pages(
        Material(
            tuple(each.with_unit_defaults(workspace.unit) for each in material.declarations),
            whole and whole.with_unit_defaults(workspace.unit),
        ),
        options,
    )


def _refuse_unknown_labels(workspace: Workspace, form: Form) -> None:
    for key, label in workspace.form_labels.get(form.id, {}).items():
        where = f"工作区设置的 [labels.{form.id}]"
        if key not in form.labels:
            known = "、".join(form.labels) or "没有"
            raise ClerkError(f"{where} 里不认识“{key}”。", do=f"可用的键：{known}。")
        unknown = places(label) - places(form.labels[key])
        if unknown:
            raise ClerkError(f"{where} 的 {key} 里不认识花括号“{{{min(unknown)}}}”。")


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
    year = declaration.year
    return name_of_file("" if year is None else str(year), declaration.title, form, suffix)


def name_of_file(year: str, project: str, form: Form, suffix: str) -> str:
    """Like `file_name`, of a project of which no more than year and name are known."""
    year = safe_name(year.strip(), 40) if year else ""
    name = safe_name(project.strip() or "未命名项目", 140)
    stem = "-".join(part for part in (year, name, form.title) if part)
    return f"{safe_name(stem)}.{suffix}"


def write(path: Path, data: bytes) -> None:
    """Write an exported file whole or not at all, over an earlier one; ClerkError when that fails."""
    try:
        old = _earlier(path)
        if old is None:
            atomic.create(path, data)
        else:
            atomic.replace(path, data, old)
    except ClerkError as error:
        # The file store knows only saving; a clerk who exports must not fear for the declaration.
        what = error.what.replace("没有保存", "没有导出", 1)
        raise ClerkError(what, safe=error.safe, do=error.do) from error


def _earlier(path: Path) -> bytes | None:
    """What an earlier export holds, None when there is none. Raises ClerkError."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            number = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENODEV
            raise OSError(number, os.strerror(number))
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        why, do = (
            reason(error) if isinstance(error, OSError) else ("文件名里有不能用的字符", "请换一个名称。")
        )
        raise ClerkError(f"没有导出“{path}”：{why}。", safe="磁盘上的文件原样未动。", do=do) from error


def preview(
    declaration: Declaration,
    workspace: Workspace,
    form_id: str = OF_PROJECT,
    *,
    path: Path | None = None,
    material: Material | None = None,
    ascii: bool = False,
) -> tuple[str, Callable[[int], list[list[str]]]]:
    """The title of a form that F5 shows, and the lines of its pages of paper for a width in terminal cells.

    `path` is the file of the declaration: the forms of a department need what lies around it, unless that has been
    read into `material`. `ascii` is for terminals that draw lines two cells wide.
    """
    from exports.renderers import screen

    form = all_forms()[form_id]

    def lay_out(cells: int) -> list[list[str]]:
        (page,) = pages_of(material or material_of(declaration, path), workspace, form)
        return screen.render_printed(page, cells, ascii=ascii)

    return form.title, lay_out


def default_target(
    declaration: Declaration, workspace: Workspace, path: Path, form_id: str, suffix: str
) -> Path:
    """Where F6 proposes to write: at the root of the workspace, or beside a declaration without one."""
    folder = workspace.root or path.parent
    return folder / file_name(declaration, all_forms()[form_id], suffix)


def target_of(declaration: Declaration, form_id: str, suffix: str, name: str) -> Path:
    """The file that the user means with a name: in a folder that is there, else with the suffix of the format.

    Raises ClerkError for the suffix of another format.
    """
    path = Path(os.path.expanduser(name.strip()))
    if path.is_dir():
        return path / file_name(declaration, all_forms()[form_id], suffix)
    named = path.suffix.removeprefix(".").casefold()
    if named == suffix:
        return path
    refuse_foreign(path)
    if named in SUFFIXES:
        raise ClerkError(
            f"没有导出：选的格式是 {suffix}，而“{path.name}”的后缀是 {named}。",
            do=f"请写成 {path.with_suffix('.' + suffix).name}，或另选格式。",
        )
    return path.with_name(f"{path.name}.{suffix}")


def write_form(
    declaration: Declaration,
    workspace: Workspace,
    form_id: str,
    suffix: str,
    target: Path,
    *,
    path: Path | None = None,
    material: Material | None = None,
) -> None:
    """Export to a file and make the folders above it; `path` and `material` as for `preview`. Raises ClerkError."""
    (page,) = pages_of(material or material_of(declaration, path), workspace, all_forms()[form_id])
    write(target, rendered(page, suffix))
