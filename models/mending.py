"""Applying what rules offer as mends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.declaration import Declaration
from models.rule import Finding, Mend

_ROUNDS = 10
"""A mend may make another one possible, as a sign moved out of a value does; none needs a longer chain."""


@dataclass(frozen=True)
class Mended:
    """A declaration after its safe mends, and the findings that they removed, in the order they were made."""

    declaration: Declaration
    made: tuple[Finding, ...]


def apply(declaration: Declaration, mend: Mend) -> Declaration:
    """The declaration with the changes of one mend."""
    for path, value in mend.changes.items():
        declaration = declaration.with_value(path, value)
    return declaration


def mend_safely(declaration: Declaration, find: Callable[[Declaration], list[Finding]]) -> Mended:
    """Make every mend that keeps the meaning, until none is left.

    `find` gives the findings of a declaration as it counts. A fact that the declaration leaves to the workspace is
    not mended here: that would write it into the file.
    """
    made: list[Finding] = []
    states = [declaration]
    for _ in range(_ROUNDS):
        touched: set[str] = set()
        for found in find(declaration):
            mend = found.mend
            if mend is None or not mend.safe or touched & mend.changes.keys():
                continue
            if not is_own(declaration, mend):
                continue
            declaration = apply(declaration, mend)
            touched |= mend.changes.keys()
            made.append(found)
        if declaration in states:
            break
        states.append(declaration)
    return Mended(declaration, tuple(made))


def is_own(declaration: Declaration, mend: Mend) -> bool:
    """Whether a mend changes what stands in the declaration itself, not a fact that it leaves to the workspace."""
    return all(not path.startswith("unit.") or declaration.get(path) for path in mend.changes)
