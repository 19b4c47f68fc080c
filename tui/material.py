"""What the forms of an open document are made from, beyond the document itself; which forms it has at all."""

from __future__ import annotations

from pathlib import Path

from exports.forms import Form, Material, all_forms
from models.declaration import Declaration
from store.documents import open_document, understood
from store.errors import ClerkError
from store.workspace import department_projects, read_department

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


def material_of(declaration: Declaration, path: Path | None) -> Material:
    """A project with the department it belongs to, or a department with its projects of the year.

    `path` is the file of the declaration; without one it stands alone. What can't be read is left out: whoever opens
    that file is told.
    """
    if path is None:
        return Material((declaration,))
    if not declaration.is_department:
        try:
            return Material((declaration,), read_department(path))
        except ClerkError:
            return Material((declaration,))
    read = (_read(file) for file in department_projects(path))
    projects = (each for each in read if each is not None and each.year == declaration.year)
    return Material(tuple(projects), declaration)


def _read(path: Path) -> Declaration | None:
    try:
        return understood(open_document(path)).declaration
    except ClerkError:
        return None
