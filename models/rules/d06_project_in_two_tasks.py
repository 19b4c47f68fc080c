"""D06: the money of a project is counted once."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, row_path
from models.money import finite
from models.rows import quote
from models.rule import Finding, Severity, rule
from models.task_projects import named_projects, project_key


@rule(
    "D06",
    Severity.WARNING,
    "一个项目对应几项任务时，各项任务要分别填写金额",
    why="任务没有填金额时，取对应项目的全部金额；同一个项目对应两项任务，它的金额就算了两遍。",
    source="云南省部门整体支出绩效目标表“对应项目”“预算申报金额”（推论）",
    mend="把项目只放在一项任务里，或在各项任务里分别填写从这个项目安排的金额。",
    violating={
        "tasks[0].projects": "农村学校校舍改造项目",
        "tasks[0].total": None,
        "tasks[0].fiscal": None,
    },
    clean={"tasks[0].projects": "农村学校校舍改造项目"},
)
def project_in_two_tasks(declaration: Declaration) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, task in enumerate(declaration.tasks):
        for name in dict.fromkeys(named_projects(task.projects)):
            before = first.setdefault(project_key(name), index)
            if before != index and None in (finite(task.total), finite(declaration.tasks[before].total)):
                start = task.projects.find(name)
                yield Finding(
                    row_path("tasks", index, "projects"),
                    f"{quote(name)}也是第{before + 1}项任务的对应项目，金额会算两遍；请分别填写总额，或只留一处",
                    max(start, 0),
                    start + len(name) if start >= 0 else 0,
                )
