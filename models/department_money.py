"""The projects of a year as a department may name them in its tasks, with their money, as far as peers are known."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from models.declaration import Number, Task
from models.money import finite
from models.peers import Peer, PeerTask
from models.task_projects import named_projects, project_key
from models.tasks import Money, complete, money_of, whole


class Named(NamedTuple):
    """The declarations of one name, with the money of each."""

    name: str
    amounts: tuple[Money, ...] = ()

    @property
    def total(self) -> Decimal | None:
        """预算金额 of all of them in 元; None when it is not known of one."""
        return whole(self.amounts).total


Projects = dict[str, Named]
"""by `project_key`"""


def projects_of_year(peers: tuple[Peer, ...]) -> dict[Number, Projects]:
    """The projects of each year by their comparable names."""
    years: dict[Number, Projects] = {}
    for peer in peers:
        if key := project_key(peer.project):
            of_year = years.setdefault(peer.year, {})
            before = of_year.get(key, Named(peer.project))
            money = complete(Money(finite(peer.total), finite(peer.fiscal), finite(peer.other)))
            of_year[key] = Named(before.name, (*before.amounts, money))
    return years


def money_of_projects(task: Task | PeerTask, projects: Projects) -> Money:
    """What the projects of a task come to; nothing is known when it names none, or one that is not there."""
    keys = dict.fromkeys(map(project_key, named_projects(task.projects, projects)))
    if not all(key in projects for key in keys):
        return Money()
    return whole(money for key in keys for money in projects[key].amounts)


def money_of_task(task: Task | PeerTask, projects: Projects) -> Money:
    """What a task comes to: its own amounts, completed by those of its projects."""
    return money_of(task, money_of_projects(task, projects))
