"""D03: the projects that a task names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches

from models.declaration import row_path
from models.department_money import projects_of_year
from models.peers import Peer
from models.rows import quote
from models.rule import Finding, Severity, Surroundings, peer_rule
from models.task_projects import named_projects, project_key


@peer_rule(
    "D03",
    Severity.WARNING,
    "对应项目应是本部门当年申报的项目",
    why="任务的钱从对应项目来；对应的项目不在申报之列，多半是名称写得不一致，或者项目改了名、撤了项。",
    source="云南省部门整体支出绩效目标表“对应项目”；预算管理一体化规范（以项目名称对应各张表）",
    mend="照项目申报上的名称填写，几个项目用顿号隔开（在编辑器里按 F3 可选）；没有对应项目的任务留空。",
    violating={"tasks[1].projects": "农村学校校舍维修项目"},
    clean={"tasks[1].projects": "农村学校校舍改造"},
    peers=({}, {"project.name": "农村学校校舍改造项目", "budget.total": Decimal("5000000.00")}),
)
def named(own: Peer, around: Surroundings) -> Iterator[Finding]:
    known = around.peers.built(projects_of_year).get(own.year, {})
    for index, task in enumerate(own.tasks or ()):
        for name in named_projects(task.projects, known):
            if project_key(name) not in known:
                start = task.projects.find(name)
                end = start + len(name) if start >= 0 else 0
                near = get_close_matches(project_key(name), known, n=1)
                hint = f"，是不是{quote(known[near[0]].name)}" if near else "，请照项目申报上的名称填写"
                yield Finding(
                    row_path("tasks", index, "projects"),
                    f"{own.year or '当'}年没有申报叫{quote(name)}的项目{hint}",
                    max(start, 0),
                    end,
                )
