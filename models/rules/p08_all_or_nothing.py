"""P08: all or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import is_cost, number, quote, sign
from models.rule import Finding, Severity, row_rule
from models.scoring import Method, parse_scoring

_DATES = ("月", "日", "年")


@row_rule(
    "P08",
    Severity.INFO,
    "数量和比率指标宜按比例计分",
    why="差1%与差50%扣同样的分，看不出完成程度；可计量的指标一般按完成比例赋分。",
    source="财预〔2021〕101号“完成比例赋分法”",
    mend="改成“达到指标值得N分，否则按完成比例得分”，或“每低1%扣N分，扣完为止”。",
    violating={"indicators[1].scoring": "达到指标值得15分，未达到不得分"},
    clean={"indicators[1].scoring": "达到指标值得15分，否则按完成比例得分"},
)
def all_or_nothing(row: Indicator, _: Practice) -> Iterator[Finding]:
    value = number(row.value)
    unit = row.unit.strip()
    # One of a thing, or none of it, is done or not done.
    if value is None or value <= 1 or sign(row) not in (">=", ">", "=") or unit in _DATES:
        return
    # A standard is paid as it is laid down, or it is not, wherever it stands.
    if is_cost(row) or "元/" in unit:
        return
    if parse_scoring(row.scoring).method in (Method.BINARY, Method.DEDUCT):
        yield Finding(
            "scoring",
            f"评分标准{quote(row.scoring)}只分达到和未达到；指标值{quote(row.value)}可以计量，建议按完成比例得分",
        )
