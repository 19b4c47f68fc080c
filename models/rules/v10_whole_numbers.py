"""V10: people and things are counted in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import number, quote
from models.rule import Finding, Severity, row_rule

_COUNTED = frozenset(
    (
        "人",
        "人次",
        "户",
        "户次",
        "个",
        "件",
        "次",
        "名",
        "家",
        "台",
        "套",
        "辆",
        "份",
        "场",
        "期",
        "所",
        "村",
        "宗",
        "起",
        "项",
        "篇",
        "批",
    )
)

_AVERAGE = Pattern(r"均|每|密度|强度|频次|频率|拥有量|师生比|占比")
"""So many per head, household or month need not be whole."""
_CHANGE = Pattern(r"增|减|变化|变动|升|降|同比|环比|差")


@row_rule(
    "V10",
    Severity.WARNING,
    "按人、户、件、次计数的指标值应是非负整数",
    why="没有半个人、半件事；小数或负数说明单位或数值写错了（例如应为“万人次”）。",
    source="财预〔2015〕88号 审核表“指标科学性”的推论",
    mend="写成整数；以万为单位的，把度量单位改为“万人次”“万件”等。",
    violating={
        "indicators[4].name": "补助资金拨付批次",
        "indicators[4].value": "2.5",
        "indicators[4].unit": "批",
    },
    clean={"indicators[4].name": "补助资金拨付批次", "indicators[4].value": "3", "indicators[4].unit": "批"},
)
def whole_numbers(row: Indicator, _: Practice) -> Iterator[Finding]:
    unit = row.unit.strip()
    if unit not in _COUNTED:
        return
    value = number(row.value)
    if value is None or (value >= 0 and value == value.to_integral_value()):
        return
    if (_CHANGE if value < 0 else _AVERAGE).search(row.name):
        return
    what = "负数" if value < 0 else "小数"
    yield Finding("value", f"指标值{quote(row.value)}是{what}，而度量单位是{quote(unit)}，请核对")
