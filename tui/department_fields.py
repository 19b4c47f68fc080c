"""The forms of the declaration of a whole department, as data; what it shares with that of a project is in `tui.fields`."""

from __future__ import annotations

from models.declaration import Declaration
from models.practice import Practice
from models.task_projects import SEPARATOR, named_projects, project_key
from tui.fields import GOALS, Field, Form, Kind


def _of_workspace(_declaration: Declaration, _index: int, _practice: Practice) -> tuple[str, ...]:
    """The names of projects are offered by the editor, which knows the workspace: see `with_project`."""
    return ()


DEPARTMENT = Form(
    "department",
    "部门信息",
    (
        Field("department.name", "部门名称"),
        Field("department.code", "部门编码", hint="预算系统的编码，可不填"),
        Field("department.year", "预算年度", Kind.YEAR, hint="四位年份，如 2026"),
        Field("department.period", "目标期间", Kind.PERIOD, hint="总体目标的起止年，如 2026-2028"),
        Field("department.note", "说明", Kind.LONG),
    ),
)

DUTIES = Form("duties", "部门职责", (Field("department.duties", "部门职责", Kind.LONG),))

TASK = Form(
    "task",
    "工作任务",
    (
        Field("tasks[*].duty", "职能职责", hint="对应哪一项部门职责"),
        Field("tasks[*].content", "主要内容", Kind.LONG),
        Field("tasks[*].projects", "对应项目", hint="几个项目用、隔开；F3 选", offers=_of_workspace),
        Field("tasks[*].total", "总额", Kind.AMOUNT, hint="元；不填时由对应项目得出"),
        Field("tasks[*].fiscal", "财政拨款", Kind.AMOUNT, hint="元；不填时由对应项目得出"),
        Field("tasks[*].other", "其他资金", Kind.AMOUNT, hint="元；不填时由对应项目得出"),
    ),
)

SECTIONS = (DEPARTMENT, DUTIES, GOALS)
"""The forms above the tasks and the indicators."""

FORMS = (DEPARTMENT, DUTIES, TASK)
"""The forms that only a department has."""


def with_project(text: str, name: str) -> str:
    """对应项目 with one project more; as it was where it names that one already."""
    named = named_projects(text, {project_key(name)})
    if project_key(name) in map(project_key, named):
        return text
    return SEPARATOR.join((*named, name))
