"""The money of 部门年度重点工作任务: a task's own amounts, and where it has none those of the projects it names.

Nothing is asked for twice: the third of 总额, 财政拨款 and 其他资金 follows from two. What is not certain stays unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from models.declaration import Amount, Declaration, Task
from models.funds import declared
from models.money import finite
from models.task_projects import named_projects, project_key
from models.vocabulary import FISCAL_SOURCES

Projects = Mapping[str, tuple[Declaration, ...]]
"""The projects of a department and year by `project_key`; a name that was declared twice has two."""


class Amounts(Protocol):
    """The three amounts of a task as they are given."""

    @property
    def total(self) -> Amount: ...
    @property
    def fiscal(self) -> Amount: ...
    @property
    def other(self) -> Amount: ...


@dataclass(frozen=True)
class Money:
    """预算申报金额 in 元; None where it is not known."""

    total: Decimal | None = None
    fiscal: Decimal | None = None
    """财政拨款"""
    other: Decimal | None = None
    """其他资金"""


@dataclass(frozen=True)
class Funded:
    """What a task costs, and the projects that it names."""

    money: Money
    projects: tuple[Declaration, ...] = ()
    missing: tuple[str, ...] = ()
    """named in 对应项目, but not among the projects"""


def projects_by_name(declarations: Iterable[Declaration]) -> Projects:
    """The projects that tasks may name; a whole department and what has no name are none."""
    found: dict[str, tuple[Declaration, ...]] = {}
    for each in declarations:
        if not each.is_department and (key := project_key(each.project.name)):
            found[key] = (*found.get(key, ()), each)
    return found


def funded(task: Task, projects: Projects) -> Funded:
    """The money of a task. That of its projects counts only when all of them are found and their amounts known."""
    named: dict[str, str] = {}
    for name in named_projects(task.projects, projects):
        named.setdefault(project_key(name), name)
    found = tuple(each for key in named for each in projects.get(key, ()))
    missing = tuple(name for key, name in named.items() if key not in projects)
    of_projects = Money() if missing else whole(map(_declared, found))
    return Funded(money_of(task, of_projects), found, missing)


def money_of(task: Amounts, of_projects: Money) -> Money:
    """The money of a task: its own amounts, completed by those of its projects."""
    own = complete(Money(finite(task.total), finite(task.fiscal), finite(task.other)))
    return _completed_by(own, of_projects)


def whole(amounts: Iterable[Money]) -> Money:
    """The sum of amounts, where they are all known."""
    return _sum(amounts, whole=True)


def together(amounts: Iterable[Money]) -> Money:
    """The sum of what is known."""
    return _sum(amounts, whole=False)


def _declared(declaration: Declaration) -> Money:
    funds = declared(declaration)
    return complete(Money(funds.total, funds.fiscal, funds.besides(*FISCAL_SOURCES)))


def _completed_by(own: Money, of_projects: Money) -> Money:
    total = own.total
    if total is None:
        begun = own != Money()
        return complete(Money(of_projects.total, own.fiscal, own.other)) if begun else of_projects
    if own.fiscal is not None or own.other is not None or of_projects.total is None:
        return own
    if total == of_projects.total:
        return of_projects
    # A part of money that is all of one kind.
    if of_projects.other == 0 and total < of_projects.total:
        return Money(total, total, Decimal(0))
    if of_projects.fiscal == 0 and total < of_projects.total:
        return Money(total, Decimal(0), total)
    return own


def complete(money: Money) -> Money:
    """The third of the amounts from the other two; never less than nothing."""
    total, fiscal, other = money.total, money.fiscal, money.other
    if total is None and fiscal is not None and other is not None:
        total = fiscal + other
    elif total is not None and fiscal is None and other is not None and other <= total:
        fiscal = total - other
    elif total is not None and other is None and fiscal is not None and fiscal <= total:
        other = total - fiscal
    return Money(total, fiscal, other)


def _sum(amounts: Iterable[Money], *, whole: bool) -> Money:
    """Column by column; None where nothing is known, with `whole` also where one is not."""
    rows = [*amounts]
    columns = ([row.total for row in rows], [row.fiscal for row in rows], [row.other for row in rows])
    return Money(*(_sum_of(column, whole=whole) for column in columns))


def _sum_of(amounts: Collection[Decimal | None], *, whole: bool) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and (not whole or len(known) == len(amounts)) else None
