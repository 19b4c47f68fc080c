"""D04: the amounts of one task."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Declaration, Task, row_path
from models.money import finite, format_yuan
from models.rows import quote
from models.rule import Finding, Severity, rule
from models.vocabulary import FIELD_NAMES

_AMOUNTS = ("total", "fiscal", "other")


@rule(
    "D04",
    Severity.ERROR,
    "工作任务的总额应等于财政拨款加其他资金",
    why="表中“预算申报金额”下面总额、财政拨款、其他资金并排，一眼就能加出来；加不上，整张表都会被退回。",
    source="云南省部门整体支出绩效目标表“预算申报金额（元）：总额、财政拨款、其他资金”",
    mend="核对三个金额，单位是元；填了总额和财政拨款的，其他资金可以不填。",
    violating={"tasks[1].other": Decimal("500000.00")},
    clean={"tasks[1].other": None},
)
def task_amounts(declaration: Declaration) -> Iterator[Finding]:
    for index, task in enumerate(declaration.tasks):
        for found in _in(task):
            yield Finding(row_path("tasks", index, found.field), found.message)


def _in(task: Task) -> Iterator[Finding]:
    typed = [key for key in _AMOUNTS if isinstance(getattr(task, key), str)]
    for key in typed:
        words = quote(getattr(task, key))
        yield Finding(key, f"{FIELD_NAMES['tasks'][key]}{words}不是金额，请填数字，单位是元")
    total, fiscal, other = (finite(getattr(task, key)) for key in _AMOUNTS)
    if typed or total is None or (fiscal is None and other is None):
        return
    parts = (fiscal or Decimal(0)) + (other or Decimal(0))
    # Of two amounts the third is known: it is not asked for.
    if parts > total or (parts < total and fiscal is not None and other is not None):
        yield Finding(
            "total",
            f"总额{format_yuan(total)}元不等于财政拨款与其他资金之和{format_yuan(parts)}元，请核对",
        )
