"""The other projects of a workspace, as far as rules compare them.

Only what is compared is kept, so that thousands of projects can be held, cached and sent between processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self, TypeVar, cast

from models.declaration import Amount, Declaration, Number
from models.funds import declared
from models.vocabulary import FISCAL_SOURCES

T = TypeVar("T")


class PeerRow(NamedTuple):
    """One indicator of another project."""

    name: str
    sign: str
    value: str
    unit: str
    attribute: str


class PeerTask(NamedTuple):
    """One 年度重点工作任务 of a department."""

    projects: str
    total: Amount
    fiscal: Amount
    other: Amount


@dataclass(frozen=True)
class Peer:
    """Another project, or the department itself: what cross-project rules may know of it. `key` tells it from all others of its workspace."""

    key: str
    unit: str
    year: Number
    project: str
    rows: tuple[PeerRow, ...]
    total: Amount = None
    """预算金额, in 元"""
    fiscal: Amount = None
    """其中：财政拨款"""
    other: Amount = None
    """其中：其他资金"""
    tasks: tuple[PeerTask, ...] | None = None
    """None for a project"""

    @property
    def is_department(self) -> bool:
        return self.tasks is not None

    @classmethod
    def of(cls, declaration: Declaration, key: str) -> Self:
        """The facts of a declaration as it counts (`with_unit_defaults`)."""
        money = declared(declaration)
        return cls(
            key=key,
            unit=declaration.unit.name.strip(),
            year=declaration.year,
            project="" if declaration.is_department else declaration.project.name.strip(),
            rows=tuple(
                PeerRow(row.name, row.sign, row.value, row.unit, row.attribute)
                for row in declaration.indicators
            ),
            total=money.total,
            fiscal=money.fiscal,
            other=money.besides(*FISCAL_SOURCES),
            tasks=(
                tuple(
                    PeerTask(task.projects, task.total, task.fiscal, task.other) for task in declaration.tasks
                )
                if declaration.is_department
                else None
            ),
        )


class Peers:
    """All projects of a workspace, with what rules have built of them; a whole department is none of them."""

    def __init__(self, peers: Iterable[Peer] = ()) -> None:
        self.all = tuple(peer for peer in peers if not peer.is_department)
        self._built: dict[Callable[[tuple[Peer, ...]], Any], Any] = {}

    @classmethod
    def of(cls, declarations: Iterable[Declaration]) -> Self:
        """Peers whose keys are their positions."""
        return cls(Peer.of(declaration, str(at)) for at, declaration in enumerate(declarations))

    def built(self, build: Callable[[tuple[Peer, ...]], T]) -> T:
        """What `build` (a module's function) makes of all peers: made once, however many projects ask for it.

        A rule that looks a project up in it instead of going through all peers stays fast in a large workspace.
        """
        if build not in self._built:
            self._built[build] = build(self.all)
        return cast(T, self._built[build])
