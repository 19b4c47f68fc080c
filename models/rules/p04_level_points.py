"""P04: points per 一级指标."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from models.declaration import Declaration, Indicator, indicator_path
from models.money import format_number
from models.rows import is_cost, level_key, rows_of
from models.rule import Finding, Severity, rule
from models.scoring import points_of
from models.weights import level_of, level_targets


@rule(
    "P04",
    Severity.WARNING,
    "各一级指标的分值应符合权重分配",
    why="产出、效益、满意度各占多少分有统一规定，某一类过重或过轻，自评结果就偏向这一类。",
    source="财预〔2021〕101号（有成本指标：成本20、产出40、效益20、满意度10；无成本指标：产出50、效益30、满意度10；"
    "无满意度指标的，其10分并入效益）；财预〔2020〕10号（成本指标列在产出之下的：产出50）",
    mend="在这个一级指标之内增减分值，使小计等于规定数；本地另有规定的，从其规定。",
    violating={
        "indicators[1].weight": Decimal(5),
        "indicators[1].scoring": "达到指标值得5分，否则按完成比例得分",
        "indicators[8].weight": Decimal(20),
        "indicators[8].scoring": "达到指标值得20分，每低1%扣2分，扣完为止",
    },
    clean={"indicators[1].weight": Decimal(10), "indicators[2].weight": Decimal(15)},
)
def level_points(declaration: Declaration) -> Iterator[Finding]:
    points = [points_of(row) for row in declaration.indicators]
    if len([each for each in points if each is not None]) * 2 <= len(points):
        return
    by_notice = list(_departures(declaration, points, _members(declaration, level_of)))
    if by_notice and any(level_key(row.level1) == "产出" and is_cost(row) for row in declaration.indicators):
        # Where 成本指标 still stand under 产出指标, the allocation of 2020 is as good as that of 2021.
        of_2020 = _members(declaration, lambda row: level_key(row.level1))
        if not any(_departures(declaration, points, of_2020)):
            return
    yield from by_notice


def _members(declaration: Declaration, level: Callable[[Indicator], str]) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for index, row in rows_of(declaration):
        members.setdefault(level(row), []).append(index)
    return members


def _departures(
    declaration: Declaration, points: Sequence[Decimal | None], members: Mapping[str, list[int]]
) -> Iterator[Finding]:
    """The levels whose points are not those of the allocation."""
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
