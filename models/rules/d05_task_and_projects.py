"""D05: the amount of a task is that of its projects."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import row_path
from models.department_money import money_of_projects, projects_of_year
from models.money import finite, format_yuan
from models.peers import Peer
from models.rule import Finding, Severity, Surroundings, peer_rule


@peer_rule(
    "D05",
    Severity.WARNING,
    "工作任务的总额应与对应项目的预算金额一致",
    why="任务的预算申报金额就是对应项目的申报金额；项目改了数、任务没有跟着改，公开出去两张表对不上。",
    source="云南省部门整体支出绩效目标表“对应项目”“预算申报金额”；财预〔2015〕88号 审核表“资金匹配性”",
    mend="改正任务的总额，或把它清空，由对应项目的金额得出；只用项目一部分资金的，在主要内容里写明。",
    violating={
        "tasks[0].total": Decimal("3000000.00"),
        "tasks[0].fiscal": None,
        "tasks[1].total": Decimal("5200000.00"),
        "tasks[1].fiscal": None,
        "tasks[1].other": None,
    },
    clean={"tasks[0].total": None, "tasks[0].fiscal": None},
    peers=({}, {"project.name": "农村学校校舍改造项目", "budget.total": Decimal("5000000.00")}),
)
def task_and_projects(own: Peer, around: Surroundings) -> Iterator[Finding]:
    projects = around.peers.built(projects_of_year).get(own.year, {})
    for index, task in enumerate(own.tasks or ()):
        total, needed = finite(task.total), money_of_projects(task, projects).total
        if total is not None and needed is not None and total != needed:
            yield Finding(
                row_path("tasks", index, "total"),
                f"总额{format_yuan(total)}元与对应项目的预算金额{format_yuan(needed)}元不一致，"
                f"相差{format_yuan(abs(total - needed))}元，请核对",
            )
