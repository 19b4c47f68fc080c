"""V06: the unit of a date."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.money import half_width
from models.patterns import Pattern
from models.practice import Practice
from models.rows import is_date, is_qualitative, quote
from models.rule import Finding, Mend, Severity, row_rule
from models.rules.c13_template_residue import is_empty_mark
from models.rules.v02_qualitative_row import misplaced
from models.vocabulary import QUANTITATIVE

_DATE_UNITS = ("", "日期", "年月", "年月日", "时间", "时点")
_MONTH = Pattern(r"([0-9]{1,2})\s*月|(?:19|20)[0-9]{2}[-./]([0-9]{1,2})")


@row_rule(
    "V06",
    Severity.WARNING,
    "指标值是日期时，度量单位不是“月”",
    why="“2026年12月”加上单位“月”读不通；以月为单位的指标值应是月份数或月数。",
    source="预算管理一体化系统指标值填报校验的推论（V01）",
    mend="写成月份数（<= 12 月）、年份写进指标内容，或改写成时长；保留日期的，清空度量单位。",
    violating={"indicators[4].value": "2026年12月"},
    clean={"indicators[4].value": "11"},
)
def date_value(row: Indicator, _: Practice) -> Iterator[Finding]:
    unit = row.unit.strip()
    if unit in _DATE_UNITS or is_empty_mark(unit) or not is_date(row.value):
        return
    if misplaced(row) == ("unit",):
        # Without a sign, V02 already speaks of this unit.
        return
    number = month_of(row.value)
    month = f"建议写成 <= {number} 月并把年份写进指标内容，或" if number else "请"
    yield Finding(
        "unit",
        f"指标值{quote(row.value)}是日期，度量单位不应为{quote(unit)}；{month}清空度量单位",
        mend=as_month(row),
    )


def month_of(value: str) -> str:
    """The month that a date names, as a number without a leading zero; empty when it names none."""
    match = _MONTH.search(half_width(value))
    month = int(match[1] or match[2]) if match else 0
    return str(month) if 1 <= month <= 12 else ""


def as_month(row: Indicator) -> Mend | None:
    """The last month of a date as a number that can be compared; its year and day are lost, so it is never safe."""
    month = month_of(row.value)
    if not month:
        return None
    changes = {"sign": "<=", "value": month, "unit": "月"}
    if is_qualitative(row):
        changes["attribute"] = QUANTITATIVE
    return Mend(f"写成 <= {month} 月", changes, safe=False)
