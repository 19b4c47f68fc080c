"""Weights (权重) by the notices: what an indicator's points count for, and how many each 一级指标 should have.

财预〔2021〕101号: with 成本指标 20/40/20/10, without 50/30/10; 10 of 100 points are left to 预算执行率
(财预〔2020〕10号).
"""

from __future__ import annotations

from decimal import Decimal

from models.declaration import Indicator
from models.rows import is_cost, level_key

COST = "成本"
TOTAL, WHOLE = Decimal(90), Decimal(100)
"""points of all indicators: with 10 reserved for 预算执行率, and where that is not scored"""


def level_of(row: Indicator) -> str:
    """The 一级指标 (without 指标) that a row's points count for; 成本指标 are one of their own in either tree."""
    return COST if is_cost(row) else level_key(row.level1)


def level_targets(levels: set[str]) -> dict[str, Decimal]:
    """Points of each 一级指标 (without 指标) at declaration, for the levels present (财预〔2021〕101号)."""
    with_cost = COST in levels
    benefit = (20 if with_cost else 30) + (0 if "满意度" in levels else 10)
    targets = {COST: 20, "产出": 40 if with_cost else 50, "效益": benefit, "满意度": 10}
    return {level: Decimal(points) for level, points in targets.items() if level in levels}
