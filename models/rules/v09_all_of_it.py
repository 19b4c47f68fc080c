"""V09: more than all there is can't be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import is_percent, number, quote, sign
from models.rule import Finding, Mend, Severity, row_rule
from models.rules.v08_percent_range import MAY_EXCEED, OVERFULFILLED
from models.rules.v17_sign_direction import is_better_low


@row_rule(
    "V09",
    Severity.WARNING,
    "100%的指标性质应为“=”",
    why="比例最多是100%，“大于等于100%”和“等于100%”是一回事，前者看上去像写错了。",
    source="地方绩效目标审核意见（≥100%应为=100%）",
    mend="把指标性质改为“=”。",
    violating={"indicators[2].sign": ">="},
    clean={"indicators[2].sign": "="},
)
def all_of_it(row: Indicator, _: Practice) -> Iterator[Finding]:
    if not is_percent(row.unit) or number(row.value) != 100:
        return
    given = sign(row)
    # That less would be better is V17's.
    if given not in (">=", ">") or MAY_EXCEED.search(row.name) or is_better_low(row.name):
        return
    keeps_meaning = given == ">=" and not OVERFULFILLED.search(row.name)
    yield Finding(
        "sign",
        f"指标{quote(row.name)}的值为100%，指标性质{quote(row.sign)}应改为“=”",
        mend=Mend("指标性质改为“=”", {"sign": "="}, safe=keeps_meaning),
    )
