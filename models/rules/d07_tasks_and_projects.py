"""D07: the tasks together and the projects together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.department_money import Projects, money_of_task, projects_of_year
from models.money import format_yuan
from models.peers import Peer
from models.rows import join, quote
from models.rule import Finding, Severity, Surroundings, peer_rule
from models.task_projects import named_projects, project_key

_NAMED = 3
"""Projects that a message names; the rest is counted."""


@peer_rule(
    "D07",
    Severity.WARNING,
    "各项任务的金额合计应与项目的金额合计一致",
    why="部门的项目支出都要落到任务上；任务合计大于项目合计，钱没有出处，小于项目合计，有项目没有对应任务。",
    source="财预〔2015〕88号 部门（单位）整体支出绩效目标申报表“金额合计”；云南省部门整体支出绩效目标表（推论）",
    mend="合计偏大的，核对各项任务的金额；偏小的，把漏掉的项目补到对应的任务里，确实不属于重点工作的可以不列。",
    violating={
        "tasks[1].total": Decimal("6000000.00"),
        "tasks[1].projects": "",
        "tasks[1].other": Decimal("2000000.00"),
    },
    clean={},
    peers=({}, {"project.name": "农村学校校舍改造项目", "budget.total": Decimal("5000000.00")}),
)
def tasks_and_projects(own: Peer, around: Surroundings) -> Iterator[Finding]:
    tasks = own.tasks or ()
    projects = around.peers.built(projects_of_year).get(own.year, {})
    amounts = [money_of_task(task, projects).total for task in tasks]
    totals = [project.total for project in projects.values()]
    if not tasks or not projects or None in totals:
        return
    planned = sum((amount for amount in amounts if amount is not None), Decimal(0))
    whole = sum((total for total in totals if total is not None), Decimal(0))
    words = f"各项任务合计{format_yuan(planned)}元，{own.year or '当'}年{len(projects)}个项目合计{format_yuan(whole)}元"
    if planned > whole:
        yield Finding("tasks", f"{words}，多{format_yuan(planned - whole)}元，请核对")
    elif planned < whole and None not in amounts:
        left = _left_out(own, projects)
        which = f"；没有对应任务的有{left}" if left else ""
        yield Finding("tasks", f"{words}，少{format_yuan(whole - planned)}元{which}", severity=Severity.INFO)


def _left_out(own: Peer, projects: Projects) -> str:
    named = {
        project_key(name) for task in own.tasks or () for name in named_projects(task.projects, projects)
    }
    left = [quote(project.name) for key, project in projects.items() if key not in named]
    return join(left[:_NAMED]) + (f"等{len(left)}个" if len(left) > _NAMED else "") if left else ""
