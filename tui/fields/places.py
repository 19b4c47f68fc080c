"""Field paths in the user's words, and the forms that show them."""

from __future__ import annotations

import re
from functools import cache

from models.declaration import Declaration
from models.text import truncate
from tui.fields.kinds import Form
from tui.fields.parts import ALL_FORMS, EVALUATION, MONITORING, REVIEW
from tui.fields.project import GOALS, INDICATOR, PROJECT, UNIT


@cache
def _forms_by_field() -> dict[str, Form]:
    from tui.department_fields import FORMS as OF_DEPARTMENT

    return {field.path: form for form in (*ALL_FORMS, *OF_DEPARTMENT) for field in form.fields}


def form_of(path: str) -> Form | None:
    """The form that shows a field path, also when the path names a whole table."""
    table, bracket, _ = path.partition("[")
    forms = _forms_by_field()
    if bracket:
        return forms["tasks[*].content"] if table == "tasks" else INDICATOR
    if path in forms:
        return forms[path]
    head = table.partition(".")[0]
    return {
        "project": PROJECT,
        "budget": PROJECT,
        "unit": UNIT,
        "goals": GOALS,
        "review": REVIEW,
        "monitoring": MONITORING,
        "evaluation": EVALUATION,
        "department": forms["department.name"],
    }.get(head)


def index_of(path: str) -> int:
    """The position of the indicator that a path is about, or -1."""
    match = re.match(r"indicators\[(\d+)\]", path)
    return int(match[1]) if match else -1


def row_of(path: str) -> tuple[str, int] | None:
    """The table and the position of the row that a path is about: `("tasks", 2)`; None where it is about none."""
    match = re.match(r"(indicators|tasks)\[(\d+)\]", path)
    return (match[1], int(match[2])) if match else None


def is_there(declaration: Declaration, path: str) -> bool:
    """Whether a declaration has the row that a path is about, or it is about none."""
    row = row_of(path)
    return row is None or row[1] < len(declaration.rows(row[0]))


def label_of(path: str) -> str:
    """What a field is called on the screen, wherever it is named."""
    generic = re.sub(r"\[\d+\]", "[*]", path)
    form = _forms_by_field().get(generic)
    if form is None:
        found = form_of(path)
        return found.title if found and "[" not in path else ""
    return next(field.name or field.label for field in form.fields if field.path == generic)


def describe(declaration: Declaration, path: str) -> str:
    """A field path in the user's words: `救助对象人数 · 指标值`."""
    label = label_of(path)
    row = row_of(path)
    if row is not None and is_there(declaration, path):
        table, index = row
        title = declaration.rows(table)[index].title
        # A task is known by a sentence, of which the beginning must do.
        name = truncate(title, _TASK_CELLS) if table == "tasks" else title
        name = name or f"第{index + 1}{_UNNAMED[table]}"
        return f"{name} · {label}" if label else name
    return label or (TASKS if path == "tasks" else "绩效指标")


TASKS = "重点工作任务"
"""What the tasks of a department are called together; the form says 部门年度重点工作任务."""

_UNNAMED = {"indicators": "个指标", "tasks": "项任务"}
_TASK_CELLS = 30
