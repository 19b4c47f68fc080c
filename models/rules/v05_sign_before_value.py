"""V05: a number needs its sign."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import is_quantitative, number, quote
from models.rule import Finding, Severity, row_rule
from models.vocabulary import SIGNS, sign_of


@row_rule(
    "V05",
    Severity.ERROR,
    "填数字前先选指标性质",
    why="没有指标性质，就不知道指标值是下限、上限还是恰好相等，无法判断是否完成。",
    source="预算管理一体化系统填报顺序（先选计算符号，再填指标值）",
    mend="在指标性质列选 =、>=、<=、> 或 <：越多越好的选 >=，越少越好的选 <=。",
    violating={"indicators[1].sign": ""},
    clean={"indicators[1].sign": "≥"},
)
def sign_before_value(row: Indicator, _: Practice) -> Iterator[Finding]:
    known = sign_of(row.sign)
    if known is None:
        yield Finding(
            "sign",
            f"指标性质{quote(row.sign)}不是比较符号，请从 {' '.join(SIGNS)} 中选一个",
        )
    elif not known and row.value.strip() and (is_quantitative(row) or number(row.value) is not None):
        yield Finding(
            "sign",
            f"指标值{quote(row.value)}前没有指标性质，请从 {' '.join(SIGNS)} 中选一个",
        )
