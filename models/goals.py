"""How 总体目标 and 预算年度目标 stand to each other."""

from __future__ import annotations

from functools import lru_cache

from models.declaration import Declaration
from models.quantities import figures_in
from models.words import pairs, share

_ALIKE = 0.9
_SHORTEST = 12
"""Goals with fewer pairs of characters are too short to be called alike."""


def repeats_overall_goal(declaration: Declaration) -> float:
    """How much of the overall goal the annual one repeats, when it is nearly all; 0 when the two are different goals.

    The same words with this year's figures are a slice of the overall goal, as they should be; and the goals of a
    project of one year may be the same.
    """
    period = declaration.project.period
    if len(period) == 2 and period[0] == period[1]:
        return 0.0
    return _repeated(declaration.goals.overall, declaration.goals.annual)


@lru_cache(maxsize=128)
def _repeated(overall: str, annual: str) -> float:
    words = pairs(overall)
    alike = share(words, pairs(annual)) if len(words) >= _SHORTEST else 0.0
    return alike if alike >= _ALIKE and figures_in(overall) <= figures_in(annual) else 0.0
