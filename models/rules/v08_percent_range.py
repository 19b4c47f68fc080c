"""V08: a share lies between none and all."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import is_percent, number, quote
from models.rule import Finding, Severity, row_rule

MAY_EXCEED = Pattern(
    r"增|提高|提升|上升|下降|降低|减少|变化|超|同比|环比|[比较]上年|[比较]去年|比例尺|倍|投入产出|回报|收益|利润|产销|自给"
    r"|床位使用|拨备|流动性|放大|周转|复种|负荷"
)
"""Names of shares that may be more than all, or less than none: they compare with something else than a whole."""

OVERFULFILLED = Pattern(r"完成率|达成率|实现率|执行率|到位率")
"""Shares of a plan: more than planned can be done."""
_MOST_DONE = 200


@row_rule(
    "V08",
    Severity.WARNING,
    "百分比的指标值应在0到100之间",
    why="合格率、覆盖率是部分占全部的比例，不会超过100%，也不会是负数；超出的多半是多写了一位。",
    source="财预〔2015〕88号 审核表“指标科学性”的推论",
    mend="核对指标值；确是增长率、提高幅度的，在指标名称里写明“增长”“提高”。",
    violating={"indicators[3].value": "980"},
    clean={"indicators[3].value": "99"},
)
def percent_range(row: Indicator, _: Practice) -> Iterator[Finding]:
    if not is_percent(row.unit):
        return
    value = number(row.value)
    if value is None or 0 <= value <= 100 or MAY_EXCEED.search(row.name):
        return
    if 100 < value <= _MOST_DONE and OVERFULFILLED.search(row.name):
        return
    what = "超过了100%" if value > 100 else "是负数"
    yield Finding("value", f"指标{quote(row.name)}的值为{row.value.strip()}%，{what}，请核对")
