"""The grammar of column 8 (评（扣）分标准), which the rules, the score and the editor share.

`parse_scoring` reads a text, `points_of` tells what an indicator counts; `models.scoring.wording` writes a text from
what was read, `models.scoring.award` reckons the points that a completion earns by it.
"""

from __future__ import annotations

from decimal import Decimal

from models.declaration import Indicator
from models.money import finite
from models.scoring.grammar import parse_scoring
from models.scoring.shape import Method, Scoring

__all__ = ["Method", "Scoring", "full_points", "parse_scoring", "points_of"]

_SCALE = Decimal(100)


def points_of(row: Indicator) -> Decimal | None:
    """The full points of an indicator: its weight where one is given, else what its scoring text says, else None."""
    if row.weight is not None and row.weight != "":
        return finite(row.weight)
    return full_points(row.scoring)


def full_points(text: str) -> Decimal | None:
    """The full points that a scoring text names as a part of the total; None also for points out of 100.

    No indicator has the whole total for itself: 得100分 is a scale that the weight is yet to be applied to.
    """
    full = parse_scoring(text).full
    return None if full is None or full >= _SCALE else full
