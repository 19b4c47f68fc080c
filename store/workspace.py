"""The workspace: facts and settings of one bureau in `jixiao.toml`, and the declarations below it.

```toml
format = 1

[unit]                    # facts of the bureau, once for all declarations that leave them out
name = "…"

[labels]                  # headings that this bureau prints differently: keys of models.vocabulary.LABELS
column_sign = "性质"

[export]
null_mark = ""            # printed where a long column is empty: "空" (the default) or ""

[rules]                   # which rules judge; codes or families
select = ["C", "V", "X01"]
ignore = ["C09"]

[rules.severity]
V14 = "info"

[rules.per-file-ignores]  # by path from this file's folder
"2024/*.toml" = ["T"]

[words]                   # added to what the rules know already
vague = ["再上新台阶"]
boilerplate = ["按惯例"]
units = ["担"]

[tree]                    # in place of the trees of 2015 and 2021
"产出指标" = ["数量指标", "质量指标"]

[evaluation]              # how points are reckoned
method = "101号"          # "10号" (the default): pro rata; "101号": nothing below 60% of the target
grades = [90, 80, 60]     # the points from which a total is 优, 良, 中
execution_weight = 10     # points of 预算执行率, 0 where it is not scored
```

Other tables are left alone. Everything wrong in these is a ClerkError with file and line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.checking import Choice
from models.declaration import Declaration, Unit
from models.names import safe_name
from models.practice import Practice
from models.selection import Selection
from models.vocabulary import NULL_MARK
from store.decoding import decode, read_bytes
from store.documents import DEPARTMENT_FILE, look_at
from store.errors import ClerkError
from store.faults import reason
from store.settings import Settings

WORKSPACE_FILE = "jixiao.toml"

_NOT_DECLARATIONS = frozenset({WORKSPACE_FILE, "pyproject.toml"})
_TAKEN = _NOT_DECLARATIONS | {DEPARTMENT_FILE}
"""names that no project's file may have"""
_SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "lost+found", "venv"})
_YEAR = re.compile(r"(19|20)\d\d")
_OUR_TABLES = re.compile(rb"^\s*(\[\s*goals\s*\]|\[\[\s*indicators\s*\]\])", re.MULTILINE)
_FORMAT_KEY = re.compile(rb"^\s*format\s*=\s*\d", re.MULTILINE)
_PROJECT = re.compile(rb"^\s*\[\s*project\s*\]", re.MULTILINE)
_DEPARTMENT = re.compile(rb"^\s*(\[\s*department\s*\]|\[\[\s*tasks\s*\]\])", re.MULTILINE)
_HERE = f"{os.curdir}{os.sep}"
_SNIFFED = 64 * 1024


@dataclass(frozen=True)
class Workspace:
    """What `jixiao.toml` says. Without one `root` is None and everything is as by default."""

    root: Path | None = None
    unit: Unit = field(default_factory=Unit.of)
    labels: Mapping[str, str] = field(default_factory=dict)
    form_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """what one official form prints differently, by form id and label key"""
    null_mark: str = NULL_MARK
    publication: tuple[str, ...] = ()
    """the forms that the bureau publishes, by id; empty for the usual ones"""
    practice: Practice = field(default_factory=Practice)
    selection: Selection = field(default_factory=Selection)
    notes: tuple[str, ...] = ()
    """sentences on what was changed to read the file"""

    @property
    def settings_file(self) -> Path | None:
        """The file that says all this."""
        return None if self.root is None else self.root / WORKSPACE_FILE

    def choice(self, path: Path | None, selection: Selection | None = None) -> Choice:
        """The rules that judge the declaration at `path` (None: one without a file); `selection` is this
        workspace's unless a command line narrowed it."""
        name = ""
        if path is not None and self.root is not None:
            name = os.path.relpath(path, self.root).replace(os.sep, "/")
        return (selection or self.selection).choice(name)


def find_workspace(path: Path) -> Workspace:
    """The workspace that a file or folder belongs to: the nearest `jixiao.toml` at or above it.

    Raises ClerkError as `read_workspace` does, also for a folder, a pipe or a broken link of that name.
    """
    start = Path(os.path.abspath(path))
    for folder in (start, *start.parents):
        if os.path.lexists(folder / WORKSPACE_FILE):
            return read_workspace(folder / WORKSPACE_FILE)
    return Workspace()


def read_workspace(path: Path) -> Workspace:
    """The workspace described by the file at `path`. Raises ClerkError when it can't be read or says nonsense."""
    decoded = decode(read_bytes(path), str(path))
    settings = Settings(path, decoded.text)
    settings.check_format()
    return Workspace(
        root=path.parent,
        unit=settings.unit(),
        labels=settings.labels(),
        form_labels=settings.form_labels(),
        null_mark=settings.null_mark(),
        publication=settings.publication(),
        practice=settings.practice(),
        selection=settings.selection(),
        notes=decoded.notes,
    )


def find_declarations(path: Path, *, departments: bool = False) -> list[Path]:
    """The declaration files that a path means: a file is itself, a folder everything below it, sorted.

    Below a folder a declaration is a `.toml` file in a folder named by a year, or one that has the tables of a
    declaration; a `department.toml`, which is no project, only with `departments`. Hidden folders, environments and
    linked folders are not entered. Raises ClerkError when the path does not exist, is the workspace file, or can't
    be read.
    """
    return [Path(name) for name in declaration_names(path, departments=departments)]


def look_below(
    folder: Path, *, departments: bool = False
) -> tuple[list[Path], list[tuple[Path, ClerkError]]]:
    """The declaration files below a folder that can be found, sorted, and the folders that can't be read, and why."""
    refused: list[OSError] = []
    try:
        names = _sorted_once(dict(_below(str(folder), refused, departments=departments)))
    except ValueError as error:  # a NUL in the path
        return [], [(folder, _unreadable(folder, error))]
    failures = [(Path(error.filename or folder), _unreadable(folder, error)) for error in refused]
    return [Path(name) for name in names], sorted(failures, key=lambda failure: failure[0])


def declaration_names(path: Path, *, departments: bool = False) -> list[str]:
    """Like `find_declarations`, as texts: a thousand `Path` cost more than finding them."""
    try:
        if not os.path.isdir(path):
            os.stat(path)
            if path.name == WORKSPACE_FILE:
                raise ClerkError(
                    f"“{path}”是工作区的设置，不是申报文件。",
                    safe="文件原样未动。",
                    do="请指定申报文件，或指定工作区文件夹。",
                )
            return [str(path)]
        return _sorted_once(dict(_below(str(path), departments=departments)))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError | ValueError) -> ClerkError:
    if isinstance(error, OSError):
        why, do = reason(error)
        return ClerkError(f"无法读取“{error.filename or path}”：{why}。", do=do)
    return ClerkError(f"无法读取“{path}”：文件名里有不能用的字符。", do="请检查路径。")


def _sorted_once(found: Mapping[str, bool]) -> list[str]:
    return _once(sorted(found, key=_parts), {name for name, is_link in found.items() if is_link})


def _parts(name: str) -> list[str]:
    return name.split(os.sep)


def _below(
    folder: str, refused: list[OSError] | None = None, *, departments: bool = False
) -> Iterator[tuple[str, bool]]:
    """The declaration files below a folder and whether each is a link, in no order.

    Raises OSError for a folder that can't be read, or adds it to `refused` and goes on.
    """
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError as error:
            if refused is None:
                raise
            refused.append(error)
            continue
        in_year = _YEAR.fullmatch(os.path.basename(os.path.abspath(folder))) is not None
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                if not _is_skipped(entry.name):
                    waiting.append(os.path.join(folder, entry.name))
            elif entry.name.endswith(".toml") and not (entry.is_symlink() and entry.is_dir()):
                name = entry.path.removeprefix(_HERE)
                if _is_declaration(name, entry.name, in_year, departments):
                    yield name, entry.is_symlink()


def _is_skipped(folder: str) -> bool:
    return folder.startswith(".") or folder in _SKIPPED_FOLDERS


def _is_declaration(path: str, name: str, in_year: bool, departments: bool) -> bool:
    if name.startswith(".") or name in _NOT_DECLARATIONS:
        return False
    if name == DEPARTMENT_FILE and not departments:
        return False
    if in_year:
        return True
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            # UTF-16 is refused later, with words; here it should still be seen.
            head = file.read(_SNIFFED).replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return True
    if name == DEPARTMENT_FILE:
        return bool(_DEPARTMENT.search(head))
    return bool(_OUR_TABLES.search(head) or (_FORMAT_KEY.search(head) and _PROJECT.search(head)))


def _once(paths: list[str], links: set[str]) -> list[str]:
    """Without links to files that are in the list by themselves."""
    if not links:
        return paths
    own = {os.path.realpath(path) for path in paths if path not in links}
    return [path for path in paths if path not in links or os.path.realpath(path) not in own]


def declaration_path(root: Path, year: int | str | None, name: str) -> Path:
    """Where a new declaration belongs: `<root>/<year>/<project>.toml`, whatever characters they have."""
    stem = safe_name(name.strip())
    if f"{stem.casefold()}.toml" in _TAKEN:
        stem = f"_{stem}"
    return _folder(root, year) / f"{stem}.toml"


def department_path(root: Path, year: int | str | None) -> Path:
    """Where the declaration of the whole department belongs: `<root>/<year>/department.toml`."""
    return _folder(root, year) / DEPARTMENT_FILE


def _folder(root: Path, year: int | str | None) -> Path:
    return root / ("未定年度" if year is None or not str(year).strip() else safe_name(str(year).strip(), 60))


def department_file(path: Path) -> Path | None:
    """The `department.toml` that the projects of a folder, or the project in a file, belong to; None without one.

    It lies in the same folder, or above that: as far as the folder of the year or that of the workspace.
    """
    if path.name == DEPARTMENT_FILE:
        return path if path.is_file() else None
    start = Path(os.path.abspath(path))
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        if (folder / DEPARTMENT_FILE).is_file():
            return folder / DEPARTMENT_FILE
        if _YEAR.fullmatch(folder.name) or os.path.lexists(folder / WORKSPACE_FILE):
            return None
    return None


def department_projects(path: Path) -> list[Path]:
    """The files of the projects that belong to the `department.toml` at `path`: those in its folder and below.

    Raises ClerkError as `find_declarations` does.
    """
    return find_declarations(path.parent)


def read_department(path: Path) -> Declaration | None:
    """What the `department.toml` of a folder or file says, with the unit facts of its workspace; None without one.

    Raises ClerkError when it can't be read, or has a newer format.
    """
    file = department_file(path)
    if file is None:
        return None
    return look_at(file).declaration.with_unit_defaults(find_workspace(file).unit)
