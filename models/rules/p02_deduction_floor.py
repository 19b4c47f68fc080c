"""P02: a deduction ends somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, indicator_path
from models.money import half_width
from models.rows import quote, rows_of
from models.rule import Finding, Severity, rule
from models.scoring import Method, parse_scoring


@rule(
    "P02",
    Severity.WARNING,
    "扣分要写明扣到哪里为止或按什么比例",
    why="只写扣几分，看不出满分是多少、差一点和差很多是否一样、会不会扣成负数。",
    source="财预〔2021〕101号“赋分规则”；通行写法“扣完为止”“按比例扣分”",
    mend="写明满分和扣分的终点，例如“得10分，每低1%扣1分，扣完为止”，或改为按完成比例得分。",
    violating={"indicators[2].scoring": "达到指标值得10分，每低1%扣1分"},
    clean={"indicators[2].scoring": "达到指标值得10分，每低1%扣1分，最多扣10分"},
)
def deduction_floor(declaration: Declaration) -> Iterator[Finding]:
    for index, row in rows_of(declaration):
        scoring = parse_scoring(row.scoring)
        if scoring.has_floor or scoring.method not in (Method.DEDUCT, Method.STEP):
            continue
        said = half_width(row.scoring)[scoring.start : scoring.end]
        yield Finding(
            indicator_path(index, "scoring"),
            f"{quote(said)}没有写扣到哪里为止，请补写“扣完为止”，或写明按什么比例扣分",
            scoring.start,
            scoring.end,
        )
