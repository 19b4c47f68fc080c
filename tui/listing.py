"""The declarations of a folder as rows of a list: what a row says, how rows are called and added up. Knows no screen."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from models.digest import Digest, called
from models.money import format_yuan
from models.rule import Severity
from models.text import truncate, visible, width
from store.decoding import read_bytes
from store.documents import DEPARTMENT_FILE, read_document
from store.errors import ClerkError
from store.git import GitState
from tui.inspection import Judged


@dataclass(frozen=True)
class Row:
    """A file of the folder, or a folder in it that can't be read."""

    path: Path
    digest: Digest | None = None
    """None as long as it was not read, and when it can't be"""
    error: str = ""
    """why it can't be read"""
    errors: int = 0
    warnings: int = 0
    is_judged: bool = False
    is_newer: bool = False
    """whether it has a format that is shown but never judged"""
    git: GitState | None = field(default=None)
    """None as long as git was not asked"""

    @property
    def amount(self) -> Decimal | None:
        return self.digest.amount if self.digest else None

    @property
    def is_department(self) -> bool:
        """Whether it is that of a whole department, which is not counted among the projects."""
        return self.digest.is_department if self.digest else self.path.name == DEPARTMENT_FILE

    @cached_property
    def title(self) -> str:
        """The name of the project, else that of the file; that of a whole department is marked as one."""
        name = visible(self.digest.name).strip() if self.digest else ""
        return called(name, department=self.is_department) or visible(self.path.name)

    @cached_property
    def year(self) -> str:
        """The year in the file; as long as it was not read, that of its folder."""
        if self.digest is None:
            return visible(self.path.parent.name) if self.path.parent.name.isdecimal() else ""
        return visible(self.digest.year)

    def judged(self, judged: Judged) -> Row:
        """The row with what judging its file brought; a file that can't be read stays what reading made of it."""
        if judged.error is not None:
            known = self.digest is not None or self.error
            return self if known else replace(self, error=str(judged.error))
        return replace(
            self,
            digest=judged.digest,
            errors=judged.counts.get(Severity.ERROR, 0),
            warnings=judged.counts.get(Severity.WARNING, 0),
            is_judged=True,
        )


def read_row(path: Path) -> Row:
    """The file at `path` as a row, whatever is wrong with it."""
    try:
        document = read_document(path, read_bytes(path), to_save=False)
    except ClerkError as error:
        return Row(path, error=str(error))
    return Row(path, Digest.of(document.declaration), is_newer=bool(document.read_only))


def ambiguous(rows: Iterable[Row]) -> set[tuple[str, str]]:
    """Years with names that more than one row has."""
    names = Counter((row.year, row.title) for row in rows if row.digest)
    return {name for name, count in names.items() if count > 1}


def label(row: Row, folder: Path, cells: int, twice: set[tuple[str, str]]) -> str:
    """What a row is called in `cells` cells: its project; with its file where its name is one of those `twice` there."""
    if row.digest is None or (row.year, row.title) not in twice:
        return truncate(row.title, cells)
    return _with_file(row, folder, cells)


def _with_file(row: Row, folder: Path, cells: int) -> str:
    """The file decides, so of a long one its end stays, and the title takes what is left."""
    file = visible(os.path.relpath(row.path, folder))
    room = max(cells * 2 // 3, cells - width(row.title) - 1)
    if width(file) > room:
        while width(file) > room - 1:
            file = file[1:]
        file = f"…{file}"
    return f"{truncate(row.title, cells - width(file) - 1)} {file}"


def summary(rows: Sequence[Row]) -> str:
    """How many declarations there are, what they add up to, and what is left out of that."""
    read = [row for row in rows if row.digest]
    departments = sum(row.is_department for row in read)
    unread = sum(bool(row.error) for row in rows)
    waiting = len(rows) - len(read) - unread
    newer = sum(row.is_newer for row in read)
    return "".join(
        (
            subtotal(read),
            f"；部门整体 {departments} 份" if departments else "",
            f"；另有 {unread} 个读不了" if unread else "",
            f"；{waiting} 个还没有读" if waiting else "",
            f"；{newer} 个版本较新，没有检查" if newer else "",
            problems(read),
        )
    )


def subtotal(rows: Sequence[Row]) -> str:
    """How many declarations of projects and what they add up to."""
    count = sum(row.digest is not None and not row.is_department for row in rows)
    return f"{count} 个申报，合计 {total(rows)} 元"


def total(rows: Sequence[Row]) -> str:
    """What the amounts of projects add up to, in 元: those of a whole department are the same money again."""
    amounts = (row.amount for row in rows if row.amount is not None and not row.is_department)
    return format_yuan(sum(amounts, Decimal(0)))


def problems(rows: Sequence[Row]) -> str:
    """How many errors and warnings rows have; nothing where there are none."""
    errors, warnings = sum(row.errors for row in rows), sum(row.warnings for row in rows)
    return f"；✗{errors} !{warnings}" if errors or warnings else ""
