"""D02: the tasks of the year."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, row_path
from models.rule import Finding, Severity, rule


@rule(
    "D02",
    Severity.ERROR,
    "年度重点工作任务要填写，每项写明职能职责和主要内容",
    why="部门整体支出绩效目标表的第二部分就是年度重点工作任务，年度目标和指标由这些任务分解而来；缺了会被退回。",
    source="云南省部门整体支出绩效目标表“部门年度重点工作任务”；财预〔2015〕88号 部门（单位）整体支出绩效目标申报表“年度主要任务”",
    mend="每项任务写明对应哪一项职责、今年做什么；没有内容的任务删去。",
    violating={"tasks[1].content": ""},
    clean={},
)
def tasks(declaration: Declaration) -> Iterator[Finding]:
    if not declaration.tasks:
        yield Finding("tasks", "没有填写年度重点工作任务，请至少写一项")
    for index, task in enumerate(declaration.tasks):
        if not task.content.strip():
            yield Finding(row_path("tasks", index, "content"), "这项任务没有写主要内容，请写明今年做什么")
        if not task.duty.strip():
            yield Finding(
                row_path("tasks", index, "duty"), "这项任务没有写部门职能职责，请写明对应哪一项职责"
            )
