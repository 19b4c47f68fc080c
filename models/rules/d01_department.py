"""D01: who the department is and what it is for."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.rule import Finding, Severity, rule


@rule(
    "D01",
    Severity.ERROR,
    "部门名称和部门职责都要填写",
    why="部门整体支出的绩效要对照部门职责来看；没有职责，任务和指标是不是部门该做的事就无从判断。",
    source="云南省部门整体支出绩效目标表“部门名称”“部门职责”；财预〔2015〕88号 部门（单位）整体支出绩效目标申报表",
    mend="部门名称填全称；部门职责按“三定”规定摘要填写，不要照抄全文。",
    violating={"department.duties": ""},
    clean={},
)
def department(declaration: Declaration) -> Iterator[Finding]:
    whole = declaration.department
    if not whole.name.strip():
        yield Finding("department.name", "没有填写部门名称，请填全称")
    if not whole.duties.strip():
        yield Finding("department.duties", "没有填写部门职责，请按“三定”规定摘要填写")
