"""The money of a department's tasks, from their own amounts and from those of the projects that they name."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from models.declaration import Number, Task
from models.money import finite
from models.peers import Peer, PeerTask
from models.task_projects import named_projects, project_key

Amounts = tuple[Decimal | None, ...]


class Named(NamedTuple):
    """The declarations of one name, with 预算金额 and 财政拨款 of each, in 元."""

    name: str
    totals: Amounts = ()
    fiscals: Amounts = ()

    @property
    def total(self) -> Decimal | None:
        """预算金额 of all of them; None when it is not known of one."""
        return _sum(self.totals)

    @property
    def fiscal(self) -> Decimal | None:
        """财政拨款 of all of them, likewise."""
        return _sum(self.fiscals)


Projects = dict[str, Named]
"""by `project_key`"""


class Money(NamedTuple):
    """What a task comes to, in 元; None where that is not known."""

    total: Decimal | None
    fiscal: Decimal | None
    other: Decimal | None


def projects_of_year(peers: tuple[Peer, ...]) -> dict[Number, Projects]:
    """The projects of each year by their comparable names."""
    years: dict[Number, Projects] = {}
    for peer in peers:
        if key := project_key(peer.project):
            of_year = years.setdefault(peer.year, {})
            before = of_year.get(key, Named(peer.project))
            of_year[key] = Named(
                before.name, (*before.totals, finite(peer.total)), (*before.fiscals, finite(peer.fiscal))
            )
    return years


def money_of_projects(task: Task | PeerTask, projects: Projects) -> Decimal | None:
    """What the projects of a task come to; None when it names none, or one of which the amount is not known."""
    return _sum(each and each.total for each in _named(task, projects))


def money_of(task: Task | PeerTask, projects: Projects) -> Money:
    """What a task comes to: its own amounts; those that it leaves out by the others, or by those of its projects."""
    total, fiscal, other = finite(task.total), finite(task.fiscal), finite(task.other)
    needed = money_of_projects(task, projects)
    if total is None:
        total = needed if fiscal is None or other is None else fiscal + other
    if fiscal is None and total is not None:
        if other is not None:
            fiscal = total - other
        elif total == needed:
            fiscal = _sum(each and each.fiscal for each in _named(task, projects))
    if other is None and total is not None and fiscal is not None:
        other = total - fiscal
    return Money(total, fiscal, other)


def _named(task: Task | PeerTask, projects: Projects) -> list[Named | None]:
    return [projects.get(project_key(name)) for name in named_projects(task.projects, projects)]


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of amounts that are all known; None of none."""
    given = list(amounts)
    known = [amount for amount in given if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(given) else None
