"""P09: the weight and the points of column 8 are the same."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.money import finite, format_number
from models.patterns import Pattern
from models.practice import Practice
from models.rows import quote
from models.rule import Finding, Mend, Severity, row_rule
from models.scoring import Method, full_points, parse_scoring
from models.scoring.wording import plain

_NUMBER = Pattern(r"[0-9]+(?:\.[0-9]+)?(?=\s*分)")
_ONE_NUMBER = (Method.RATIO, Method.BINARY)


@row_rule(
    "P09",
    Severity.WARNING,
    "权重与评分标准的分值应一致",
    why="权重写15分，评分标准写得20分，自评时满分是多少就有两个答案，合计也对不上。",
    source="财预〔2021〕101号（分值权重与赋分规则是同一指标的两项属性）的推论",
    mend="以权重为准改评分标准里的分值，或以评分标准为准改权重；按百分制打分再折算的，写“得100分”。",
    violating={"indicators[6].scoring": "达到指标值得10分，否则按完成比例得分"},
    clean={"indicators[6].scoring": "达到指标值得满分，否则按完成比例得分"},
)
def weight_and_points(row: Indicator, _: Practice) -> Iterator[Finding]:
    weight, points = finite(row.weight), full_points(row.scoring)
    if weight is None or points is None or weight == points:
        return
    scoring = parse_scoring(row.scoring)
    start, end = scoring.full_at
    mend = None
    digits = _NUMBER.search(row.scoring, start, end + 1) if scoring.method in _ONE_NUMBER else None
    if digits is not None:
        new = row.scoring[: digits.start()] + plain(weight) + row.scoring[digits.end() :]
        mend = Mend(f"评分标准的分值改为“{format_number(weight)}分”", {"scoring": new}, safe=False)
    yield Finding(
        "scoring",
        f"评分标准的满分为{format_number(points)}分（{quote(row.scoring[start:end])}），而权重为{format_number(weight)}，请改成一致",
        start,
        end,
        mend=mend,
    )
