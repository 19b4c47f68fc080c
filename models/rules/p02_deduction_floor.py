"""P02: a deduction ends somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Indicator
from models.practice import Practice
from models.rows import quote
from models.rule import Finding, Mend, Severity, row_rule
from models.scoring import Scoring, parse_scoring
from models.scoring.shape import Band, Step


@row_rule(
    "P02",
    Severity.WARNING,
    "扣分要写明扣到哪里为止或按什么比例",
    why="只写扣几分，看不出满分是多少、差一点和差很多是否一样、会不会扣成负数。",
    source="财预〔2021〕101号“赋分规则”；通行写法“扣完为止”“按比例扣分”",
    mend="写明满分和扣分的终点，例如“得10分，每低1%扣1分，扣完为止”，或改为按完成比例得分。",
    violating={"indicators[2].scoring": "达到指标值得10分，每低1%扣1分"},
    clean={"indicators[2].scoring": "达到指标值得10分，每低1%扣1分，最多扣10分"},
)
def deduction_floor(row: Indicator, _: Practice) -> Iterator[Finding]:
    scoring = parse_scoring(row.scoring)
    taken: tuple[Step | Band, ...] = (*scoring.steps, *scoring.deductions)
    if not taken or scoring.has_floor or scoring.nothing is not None or _leaves_something(scoring):
        return
    start, end = taken[0].start, taken[0].end
    floored = row.scoring.rstrip(" \t\n\u3000。；，,;") + "，扣完为止"
    yield Finding(
        "scoring",
        f"{quote(row.scoring[start:end])}没有写扣到哪里为止，请补写“扣完为止”，或写明按什么比例扣分",
        start,
        end,
        # The text may have meant a single deduction, which no floor makes better.
        mend=Mend("补写“，扣完为止”", {"scoring": floored}, safe=False),
    )


def _leaves_something(scoring: Scoring) -> bool:
    """Whether the text itself shows that all its deductions together stay within the full points: 得10分，未达标扣5分."""
    parts = [band.part.of(scoring.full) for band in scoring.deductions]
    if scoring.full is None or scoring.steps:
        return False
    return sum((Decimal("Infinity") if part is None else part for part in parts), Decimal(0)) <= scoring.full
