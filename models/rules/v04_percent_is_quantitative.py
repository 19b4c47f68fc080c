"""V04: a percentage is quantitative."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.money import half_width
from models.patterns import Pattern
from models.practice import Practice
from models.rows import is_quantitative, quote, sign
from models.rule import Finding, Mend, Severity, row_rule
from models.vocabulary import QUANTITATIVE

_PERCENT = Pattern(r"([0-9]+(?:\.[0-9]+)?)\s*(%)?")


@row_rule(
    "V04",
    Severity.ERROR,
    "百分比一律为定量指标",
    why="比率由两个数相除得到，是计量的结果；填成定性指标，得分就失去了计算依据。",
    source="财预〔2021〕101号“量化易评”；预算管理一体化系统指标属性校验",
    mend="把指标属性改为定量指标，指标值只写数字，% 写在度量单位列。",
    violating={"indicators[6].attribute": "定性指标"},
    clean={"indicators[6].unit": "‰"},
)
def percent_is_quantitative(row: Indicator, _: Practice) -> Iterator[Finding]:
    if not row.attribute.strip() or is_quantitative(row):
        return
    match = _PERCENT.fullmatch(half_width(row.value).strip())
    if match is None or not (match[2] or half_width(row.unit).strip() == "%"):
        return
    shown = row.value.strip() if match[2] else row.value.strip() + row.unit.strip()
    changes = {"attribute": QUANTITATIVE, "value": match[1], "unit": "%"}
    wrong = {key: new for key, new in changes.items() if getattr(row, key) != new}
    yield Finding(
        "attribute",
        f"{quote(shown)}是百分比，应为定量指标，而指标属性为{quote(row.attribute)}",
        mend=Mend("改为定量指标，指标值只写数字", wrong, safe=bool(sign(row))),
    )
