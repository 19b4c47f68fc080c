"""V04: a percentage is quantitative."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.money import half_width
from models.patterns import Pattern
from models.practice import Practice
from models.rows import is_percent, is_qualitative, quote, sign
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
    violating={
        "indicators[3].value": "98%",
        "indicators[3].attribute": "定性指标",
        "indicators[3].sign": "",
        "indicators[3].unit": "",
    },
    clean={"indicators[6].unit": "‰"},
)
def percent_is_quantitative(row: Indicator, _: Practice) -> Iterator[Finding]:
    share = percentage_called_qualitative(row)
    if share is None:
        return
    shown = row.value.strip() + ("" if row.value.strip()[-1] in "%％" else row.unit.strip())
    changes = {"attribute": QUANTITATIVE, "value": share, "unit": "%"}
    wrong = {key: new for key, new in changes.items() if getattr(row, key) != new}
    # Without a sign and a unit, more than the attribute may be missing.
    told = bool(sign(row) or row.unit.strip())
    yield Finding(
        "attribute",
        f"{quote(shown)}是百分比，应为定量指标，而指标属性为{quote(row.attribute)}",
        mend=Mend("改为定量指标，指标值只写数字", wrong, safe=bool(sign(row))) if told else None,
    )


def percentage_called_qualitative(row: Indicator) -> str | None:
    """The number of percent that a qualitative row gives; None for rows that are in order or give none."""
    if not is_qualitative(row):
        return None
    match = _PERCENT.fullmatch(half_width(row.value).strip())
    return match[1] if match and (match[2] or is_percent(row.unit)) else None
