"""Making, copying, rolling over, renaming and deleting declaration files, each so that it can be undone.

What `jixiao new` and the list of a folder share. Names become file names by `models.names`; no file is ever
overwritten. Everything raises ClerkError, and nothing was changed then.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.declaration import Declaration, Department, Project
from models.rollover import next_budget_year, period_from, roll_over
from models.text import clean
from store import atomic, journal, trash
from store.decoding import read_bytes
from store.documents import canonical_text, create_document, open_document
from store.errors import ClerkError
from store.layout import emit, parse
from store.workspace import declaration_path, department_path, find_workspace

_YEAR = re.compile(r"(19|20)\d\d", re.ASCII)


@dataclass(frozen=True)
class Deed:
    """Something that was done to files, and how it is undone."""

    label: str
    """what was done, as the object of 已撤销"""
    path: Path
    """the file as it is now, or where it was"""
    undo: Callable[[], Path]
    """puts things back and gives the file to look at; ClerkError when files were changed since"""
    remarks: tuple[str, ...] = ()
    """what is to be looked at in a new declaration"""


def tidy_name(text: str) -> str:
    """A project's name as it is typed, in one line; ClerkError when it is empty."""
    name = " ".join(clean(text).split())
    if not name:
        raise ClerkError("项目名称不能为空。", safe="什么都没有改动。")
    return name


def year_of(text: str) -> int:
    """A year as it is typed; ClerkError when it is none."""
    if not _YEAR.fullmatch(text.strip()):
        raise ClerkError("年度是四位数字，例如 2026。", safe="什么都没有改动。")
    return int(text.strip())


def home_of(folder: Path) -> Path:
    """Where new declarations of a folder go: its workspace, else itself, or the one above when it is that of a year."""
    root = find_workspace(folder).root
    if root is not None:
        return root
    folder = Path(os.path.abspath(folder))
    return folder.parent if _YEAR.fullmatch(folder.name) else folder


def blank(name: str, year: int) -> Declaration:
    """A declaration that says nothing yet."""
    return Declaration(project=Project(name=name, year=year, period=period_from(year)))


def year_after(declaration: Declaration, today: date) -> int:
    """The year that a declaration is rolled over to."""
    year = declaration.year
    return year + 1 if isinstance(year, int) else next_budget_year(today)


def make(root: Path, name: str, year: int) -> Deed:
    """A blank declaration `<root>/<year>/<name>.toml`."""
    path = declaration_path(root, year, name)
    create_document(path, blank(name, year))
    return Deed(f"新建“{name}”", path, _taking_back(path))


def make_department(root: Path, year: int, name: str = "") -> Deed:
    """The declaration of the whole department, `<root>/<year>/department.toml`, rolled over from last year's.

    Where there is none of last year it is blank; without a `name` it has that of the workspace's unit.
    """
    earlier = department_path(root, year - 1)
    if earlier.is_file():
        old = readable(earlier)
        return roll(old, root, name or old.title, year)
    path = department_path(root, year)
    name = name or find_workspace(root).unit.name
    create_document(path, Declaration(department=Department(name=name, year=year, period=period_from(year))))
    return Deed(f"新建 {year} 年的部门整体申报", path, _taking_back(path))


def roll(old: Declaration, root: Path, name: str, year: int) -> Deed:
    """A declaration as that of another year; `remarks` tell what is to be revised in it."""
    rolled = roll_over(old, name, year)
    path = department_path(root, year) if old.is_department else declaration_path(root, year, name)
    create_document(path, rolled.declaration)
    return Deed(f"滚动到 {year} 年的“{name}”", path, _taking_back(path), rolled.to_revise)


def duplicate(source: Path, name: str) -> Deed:
    """The declaration at `source` once more under another name, beside it."""
    declaration = readable(source)
    if declaration.is_department:
        raise ClerkError(
            "没有复制：部门整体的申报每年只有一份。", safe="什么都没有改动。", do="下一年的请用滚动。"
        )
    path = beside(source, name)
    create_document(path, declaration.titled(name))
    return Deed(f"复制出的“{name}”", path, _taking_back(path))


def rename(path: Path, name: str, *, project: bool, file: bool) -> Deed:
    """Give the project or department in the file another name, the file itself, or both. Unsaved work goes along."""
    old = read_bytes(path)
    new, before = old, name
    if project:
        declaration = readable(path)
        before = declaration.title
        new = canonical_text(declaration.titled(name)).encode()
    target = beside(path, name) if file else path
    if path.is_symlink() and target != path:
        raise ClerkError(
            f"没有改名：“{path}”是一个链接。", safe="文件原样未动。", do="请改它指向的文件的名称。"
        )
    _carry(path, target, old, new, _renaming(name) if project else _same)
    return Deed(
        f"改名为“{name}”",
        target,
        lambda: _carry(target, path, new, old, _renaming(before) if project else _same),
    )


def delete(path: Path, title: str) -> Deed:
    """Move a file into the trash; undoing brings it back."""
    item = trash.discard(path, title)
    return Deed(f"删除“{title}”", path, lambda: trash.restore(item))


def beside(path: Path, name: str) -> Path:
    """The file of a project of this name in the folder of another file."""
    return path.with_name(declaration_path(path.parent, None, name).name)


def readable(path: Path) -> Declaration:
    """The declaration at `path`; ClerkError when it can't be read or has a newer format."""
    document = open_document(path)
    if document.read_only:
        raise ClerkError(document.read_only)
    return document.declaration


def _taking_back(path: Path) -> Callable[[], Path]:
    """How a file that was made is taken away again: not once somebody worked on it."""
    made = read_bytes(path)

    def take_back() -> Path:
        if read_bytes(path) != made:
            raise ClerkError(
                f"没有撤销：“{path.name}”新建之后已经修改过。",
                safe="文件原样未动。",
                do="不要它的话，请删除它，删除后可以从回收站恢复。",
            )
        atomic.remove(path, made)
        return path

    return take_back


def _carry(path: Path, target: Path, old: bytes, new: bytes, changed: Callable[[str], str]) -> Path:
    """Make of the file at `path`, which must still hold `old`, one at `target` that holds `new`."""
    if target == path:
        atomic.replace(path, new, old)
    else:
        mode = path.stat().st_mode & 0o777
        atomic.create(target, new)
        try:
            os.chmod(target, mode)
            atomic.remove(path, old)
        except BaseException:
            atomic.remove(target, new)
            raise
    journal.move(path, target, changed, old, new)
    return target


def _renaming(name: str) -> Callable[[str], str]:
    """What renaming the project makes of unsaved work on it."""

    def changed(text: str) -> str:
        try:
            work = parse(text)
        except ClerkError:
            return text
        return emit(work.titled(name))

    return changed


def _same(text: str) -> str:
    return text
