"""The money of a department's tasks against that of its projects, as far as rules know other declarations."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from models.declaration import Number
from models.money import finite
from models.peers import Peer, PeerTask
from models.task_projects import named_projects, project_key


class Named(NamedTuple):
    """The declarations of one name."""

    name: str
    totals: tuple[Decimal | None, ...]

    @property
    def total(self) -> Decimal | None:
        """预算金额 of all of them, in 元; None when it is not known of one."""
        known = [total for total in self.totals if total is not None]
        return sum(known, Decimal(0)) if len(known) == len(self.totals) else None


Projects = dict[str, Named]
"""by `project_key`"""


def projects_of_year(peers: tuple[Peer, ...]) -> dict[Number, Projects]:
    """The projects of each year by their comparable names."""
    years: dict[Number, Projects] = {}
    for peer in peers:
        if key := project_key(peer.project):
            of_year = years.setdefault(peer.year, {})
            before = of_year.get(key, Named(peer.project, ()))
            of_year[key] = before._replace(totals=(*before.totals, finite(peer.total)))
    return years


def money_of_projects(task: PeerTask, projects: Projects) -> Decimal | None:
    """What the projects of a task come to; None when it names none, or one of which the amount is not known."""
    amounts = [
        projects[key].total if (key := project_key(name)) in projects else None
        for name in named_projects(task.projects, projects)
    ]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def money_of(task: PeerTask, projects: Projects) -> Decimal | None:
    """What a task comes to: its own amount, else that of its projects."""
    own = finite(task.total)
    return money_of_projects(task, projects) if own is None else own
