"""The workspace: facts and settings of one bureau in `jixiao.toml`, and the declarations below it.

```toml
format = 1

[unit]                    # facts of the bureau, once for all declarations that leave them out
name = "…"

[labels]                  # headings that this bureau prints differently: keys of models.vocabulary.LABELS
column_sign = "性质"

[export]
null_mark = ""            # printed where a long column is empty: "空" (the default) or ""
```

Other tables are left alone. Everything wrong in these is a ClerkError with file and line.
"""

from __future__ import annotations

import difflib
import os
import re
import string
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from models.declaration import FORMAT, Unit
from models.names import safe_name
from models.text import clean
from models.vocabulary import LABELS, NULL_MARK
from store.decoding import decode, read_bytes
from store.errors import ClerkError
from store.faults import reason
from store.toml_errors import UnreadableToml, syntax_error
from store.toml_scan import Places

WORKSPACE_FILE = "jixiao.toml"

_NOT_DECLARATIONS = frozenset({WORKSPACE_FILE, "pyproject.toml"})
_SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "lost+found", "venv"})
_YEAR = re.compile(r"(19|20)\d\d")
_OUR_TABLES = re.compile(rb"^\s*(\[\s*goals\s*\]|\[\[\s*indicators\s*\]\])", re.MULTILINE)
_FORMAT_KEY = re.compile(rb"^\s*format\s*=\s*\d", re.MULTILINE)
_PROJECT = re.compile(rb"^\s*\[\s*project\s*\]", re.MULTILINE)
_SNIFFED = 64 * 1024


@dataclass(frozen=True)
class Workspace:
    """What `jixiao.toml` says. Without one `root` is None and everything is as by default."""

    root: Path | None = None
    unit: Unit = field(default_factory=Unit)
    labels: Mapping[str, str] = field(default_factory=dict)
    null_mark: str = NULL_MARK
    notes: tuple[str, ...] = ()
    """sentences on what was changed to read the file"""


def find_workspace(path: Path) -> Workspace:
    """The workspace that a file or folder belongs to: the nearest `jixiao.toml` at or above it."""
    start = Path(os.path.abspath(path))
    for folder in (start, *start.parents):
        if os.path.isfile(folder / WORKSPACE_FILE):
            return read_workspace(folder / WORKSPACE_FILE)
    return Workspace()


def read_workspace(path: Path) -> Workspace:
    """The workspace described by the file at `path`. Raises ClerkError when it can't be read or says nonsense."""
    decoded = decode(read_bytes(path), str(path))
    return _Settings(path, decoded.text).workspace(decoded.notes)


class _Settings:
    """One workspace file being read, with what its errors need."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise syntax_error(error, text, str(path)) from error

    def workspace(self, notes: tuple[str, ...]) -> Workspace:
        version = self.data.get("format", FORMAT)
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self._wrong("", "format", f"format 应为 {FORMAT}")
        if version > FORMAT:
            self._wrong(
                "", "format", f"这个工作区的版本是 {version}，本程序只认识到 {FORMAT}", "请升级 jixiao。"
            )
        return Workspace(
            root=self.path.parent,
            unit=Unit(**self._texts("unit", Unit.keys())),
            labels=self._labels(),
            null_mark=self._null_mark(),
            notes=notes,
        )

    def _texts(self, table: str, known: Collection[str]) -> dict[str, str]:
        values = self.data.get(table, {})
        if not isinstance(values, dict):
            self._wrong("", table, f"{table} 应是一个表，写成 [{table}]")
        for key, value in values.items():
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
                hint = f"是不是 {near[0]}？" if near else f"可用的键：{'、'.join(known)}。"
                self._wrong(table, key, f"[{table}] 里不认识“{key}”", hint)
            if not isinstance(value, str):
                self._wrong(table, key, f"[{table}] 的 {key} 应是文字，要加引号")
        return {key: clean(value).strip() for key, value in values.items()}

    def _labels(self) -> dict[str, str]:
        labels = self._texts("labels", LABELS)
        for key, label in labels.items():
            if "\n" in label:
                self._wrong("labels", key, f"[labels] 的 {key} 只能写一行")
            unknown = _places(label) - _places(LABELS[key])
            if unknown:
                allowed = "、".join(f"{{{name}}}" for name in sorted(_places(LABELS[key])))
                do = f"可用的有 {allowed}。" if allowed else "这个标题里没有可以代入的内容。"
                self._wrong("labels", key, f"[labels] 的 {key} 里不认识花括号“{{{min(unknown)}}}”", do)
        return labels

    def _null_mark(self) -> str:
        mark = self._texts("export", ("null_mark",)).get("null_mark", NULL_MARK)
        if mark not in (NULL_MARK, ""):
            self._wrong("export", "null_mark", f'[export] 的 null_mark 只能是 "{NULL_MARK}" 或 ""')
        return mark

    def _wrong(self, table: str, key: str, what: str, do: str = "") -> NoReturn:
        at = Places(self.text).key((table, key) if table else (key,))
        raise UnreadableToml(str(self.path), self.text, at, what, do)


def _places(label: str) -> set[str]:
    """The names in braces; a brace that opens or closes nothing counts as one of its own."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(label) if name is not None}
    except ValueError:
        return {"…"}


def find_declarations(path: Path) -> list[Path]:
    """The declaration files that a path means: a file is itself, a folder everything below it, sorted.

    Below a folder a declaration is a `.toml` file in a folder named by a year, or one that has the tables of a
    declaration. Hidden folders, environments and linked folders are not entered. Raises ClerkError when the path
    does not exist, is the workspace file, or can't be read.
    """
    try:
        if not os.path.isdir(path):
            os.stat(path)
            if path.name == WORKSPACE_FILE:
                raise ClerkError(
                    f"“{path}”是工作区的设置，不是申报文件。",
                    safe="文件原样未动。",
                    do="请指定申报文件，或指定工作区文件夹。",
                )
            return [path]
        found: list[Path] = []
        for name, folders, files in os.walk(path, onerror=_raise):
            folders[:] = sorted(folder for folder in folders if not _is_skipped(folder))
            folder = Path(name)
            in_year = _YEAR.fullmatch(Path(os.path.abspath(folder)).name) is not None
            found += (folder / file for file in files if _is_declaration(folder / file, in_year))
        return _once(sorted(found))
    except OSError as error:
        why, do = reason(error)
        raise ClerkError(f"无法读取“{error.filename or path}”：{why}。", do=do) from error
    except ValueError as error:  # a NUL in the path
        raise ClerkError(f"无法读取“{path}”：文件名里有不能用的字符。", do="请检查路径。") from error


def _raise(error: OSError) -> NoReturn:
    raise error


def _is_skipped(folder: str) -> bool:
    return folder.startswith(".") or folder in _SKIPPED_FOLDERS


def _is_declaration(path: Path, in_year: bool) -> bool:
    if path.suffix != ".toml" or path.name.startswith(".") or path.name in _NOT_DECLARATIONS:
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
    return bool(_OUR_TABLES.search(head) or (_FORMAT_KEY.search(head) and _PROJECT.search(head)))


def _once(paths: list[Path]) -> list[Path]:
    """Without links to files that are in the list by themselves."""
    own = {os.path.realpath(path) for path in paths if not path.is_symlink()}
    return [path for path in paths if not path.is_symlink() or os.path.realpath(path) not in own]


def declaration_path(root: Path, year: int | str | None, name: str) -> Path:
    """Where a new declaration belongs: `<root>/<year>/<project>.toml`, whatever characters they have."""
    folder = "未定年度" if year is None or not str(year).strip() else safe_name(str(year).strip(), 60)
    stem = safe_name(name.strip())
    if f"{stem.casefold()}.toml" in _NOT_DECLARATIONS:
        stem = f"_{stem}"
    return root / folder / f"{stem}.toml"
