"""What the forms of an open document are made from, beyond the document itself; which forms it has at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from exports.forms import Form, Material, all_forms
from models.declaration import Declaration
from store.documents import look_at
from store.errors import ClerkError
from store.workspace import department_file, department_projects, read_department

OF_PROJECT, OF_DEPARTMENT = "yn-target", "yn-department"


def forms_of(declaration: Declaration) -> dict[str, Form]:
    """The forms that a declaration can be printed as, by id: of a whole department its own, then those that
    hold many projects."""
    known = all_forms()
    if not declaration.is_department:
        return known
    own = {OF_DEPARTMENT: known[OF_DEPARTMENT]}
    return own | {id: form for id, form in known.items() if form.holds_many}


def first_form(declaration: Declaration) -> str:
    """The form that is shown first."""
    return OF_DEPARTMENT if declaration.is_department else OF_PROJECT


Tell = Callable[[int, int], bool]
"""Told how many of how many files have been read; False stops the reading."""


def _never_stop(_done: int, _of: int) -> bool:
    return True


def material_of(declaration: Declaration, path: Path | None) -> Material:
    """A project with the department it belongs to, or a department with its projects of the year.

    `path` is the file of the declaration; without one it stands alone. What can't be read is left out: whoever opens
    that file is told.
    """
    if path is None:
        return Material((declaration,))
    if declaration.is_department:
        return gathered(declaration, path) or Material((), declaration)
    return Material((declaration,), _department_around(path))


def gathered(declaration: Declaration, path: Path, tell: Tell = _never_stop) -> Material | None:
    """All projects of the year beside a project or below a department, with the department; None when it was stopped.

    `declaration` stands in the place of its file at `path`: it may have more than is saved. What can't be read is left
    out, as in `material_of`.
    """
    whole = declaration if declaration.is_department else _department_around(path)
    try:
        files = department_projects(department_file(path) or path)
    except ClerkError:
        files = []
    own = os.path.realpath(path)
    found = []
    for done, file in enumerate(files):
        if not tell(done, len(files)):
            return None
        each = declaration if os.path.realpath(file) == own else _read(file)
        if each is not None and each.year == declaration.year and not each.is_department:
            found.append(each)
    if not declaration.is_department and all(each is not declaration for each in found):
        found.append(declaration)
    return Material(tuple(found), whole)


def _department_around(path: Path) -> Declaration | None:
    try:
        return read_department(path)
    except ClerkError:
        return None


def _read(path: Path) -> Declaration | None:
    try:
        return look_at(path).declaration
    except ClerkError:
        return None
