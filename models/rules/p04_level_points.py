"""P04: points per 一级指标."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Declaration, indicator_path
from models.money import format_number
from models.rows import level_key, rows_of
from models.rule import Finding, Severity, rule
from models.scoring import points_of


def level_targets(levels: set[str]) -> dict[str, Decimal]:
    """Points of each 一级指标 (without 指标) at declaration, for the levels present (财预〔2021〕101号)."""
    with_cost = "成本" in levels
    benefit = (20 if with_cost else 30) + (0 if "满意度" in levels else 10)
    targets = {"成本": 20, "产出": 40 if with_cost else 50, "效益": benefit, "满意度": 10}
    return {level: Decimal(points) for level, points in targets.items() if level in levels}


@rule(
    "P04",
    Severity.WARNING,
    "各一级指标的分值应符合权重分配",
    why="产出、效益、满意度各占多少分有统一规定，某一类过重或过轻，自评结果就偏向这一类。",
    source="财预〔2021〕101号（有成本指标：成本20、产出40、效益20、满意度10；无成本指标：产出50、效益30、满意度10；"
    "无满意度指标的，其10分并入效益）",
    mend="在这个一级指标之内增减分值，使小计等于规定数；本地另有规定的，从其规定。",
    violating={"indicators[1].weight": Decimal(5), "indicators[8].weight": Decimal(20)},
    clean={"indicators[1].weight": Decimal(10), "indicators[2].weight": Decimal(15)},
)
def level_points(declaration: Declaration) -> Iterator[Finding]:
    members: dict[str, list[int]] = {}
    for index, row in rows_of(declaration):
        members.setdefault(level_key(row.level1), []).append(index)
    points = [points_of(row) for row in declaration.indicators]
    if len([each for each in points if each is not None]) * 2 <= len(points):
        return
    complete = None not in points
    all_placed = "" not in members
    # Where 预算执行率 is not scored its 10 points may stand anywhere.
    spare = Decimal(10) if complete and sum(filter(None, points)) == 100 else Decimal(0)
    for level, target in level_targets(set(members)).items():
        known = [each for index in members[level] if (each := points[index]) is not None]
        total = sum(known, Decimal(0))
        too_many = total > target + spare
        too_few = total < target and all_placed and len(known) == len(members[level])
        if not too_many and not too_few:
            continue
        first = members[level][0]
        key = "scoring" if declaration.indicators[first].weight is None else "weight"
        yield Finding(
            indicator_path(first, key),
            f"{level}指标的分值小计为{format_number(total)}分，按规定应为{format_number(target)}分，请在各指标间调整",
        )
