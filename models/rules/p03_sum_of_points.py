"""P03: the points of all indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Declaration, Indicator, indicator_path
from models.money import finite, format_number
from models.practice import Practice
from models.rows import join, quote, rows_of
from models.rule import Finding, Severity, rule_by_practice
from models.scoring import Method, parse_scoring, points_of
from models.weights import WHOLE


@rule_by_practice(
    "P03",
    Severity.WARNING,
    "各指标分值合计应为90分（不计预算执行率时为100分）",
    why="自评总分100分，其中预算执行率10分，其余90分由各指标分配；合计不对，自评时就凑不成100分。",
    source="财预〔2020〕10号、财预〔2021〕101号（权重分配）",
    mend="调整各指标的权重或评分标准里的分值，使合计为90分；不考核预算执行率的单位合计为100分。",
    violating={
        "indicators[3].weight": None,
        "indicators[3].scoring": "达到指标值得满分，每低1%扣1分，扣完为止",
    },
    clean={"indicators[1].weight": Decimal("15.0")},
)
def sum_of_points(declaration: Declaration, practice: Practice) -> Iterator[Finding]:
    for index, row in rows_of(declaration):
        if row.weight is not None and finite(row.weight) is None:
            yield Finding(indicator_path(index, "weight"), f"权重{quote(str(row.weight))}不是分数，请填数字")
    points = [points_of(row) for row in declaration.indicators]
    known = [each for each in points if each is not None]
    missing = [index for index, each in enumerate(points) if each is None]
    # A bureau that gives no weights is left in peace; so is one whose column 8 names points only here and there.
    if len(known) * 2 <= len(points) or any(_is_unclear(declaration.indicators[index]) for index in missing):
        return
    total = sum(known, Decimal(0))
    rest = WHOLE - practice.execution_weight
    if missing:
        which = join([f"第{index + 1}个" for index in missing[:5]]) + ("等" if len(missing) > 5 else "")
        yield Finding(
            indicator_path(missing[0], "scoring"),
            f"{len(known)}个指标共{format_number(total)}分，{which}指标没有分值；各指标分值合计应为{format_number(rest)}分",
        )
    elif total not in (rest, WHOLE):
        yield Finding(
            "indicators",
            f"各指标分值合计为{format_number(total)}分，应为{_wanted(practice)}",
        )


def _wanted(practice: Practice) -> str:
    execution = practice.execution_weight
    if not execution:
        return f"{format_number(WHOLE)}分"
    rest = f"{format_number(WHOLE - execution)}分（预算执行率另占{format_number(execution)}分）"
    return f"{rest}，不计预算执行率的为{format_number(WHOLE)}分"


def _is_unclear(row: Indicator) -> bool:
    """Whether column 8 gives points in a way that leaves open what they come to."""
    scoring = parse_scoring(row.scoring)
    return row.weight is None and scoring.method is Method.UNPARSED and len(scoring.bands) > 1
