"""V12: 人 counts persons, 人次 counts occasions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Declaration, Indicator, indicator_path
from models.quantities import counts_in
from models.rows import number, quote, rows_of, texts_of
from models.rule import Finding, Severity, rule

_OTHER = {"人": "人次", "人次": "人"}


@rule(
    "V12",
    Severity.WARNING,
    "度量单位应与指标名称和正文一致（人、人次）",
    why="一个人受益多次是多个人次；名称、单位、正文不是同一个口径，完成多少就说不清。",
    source="财预〔2015〕88号 审核表“指标科学性”的推论",
    mend="按实际统计的口径统一：数人头用“人数”和“人”，数次数用“人次”。",
    violating={"indicators[1].unit": "人次"},
    clean={"indicators[1].unit": "人"},
)
def persons_or_times(declaration: Declaration) -> Iterator[Finding]:
    for index, row in rows_of(declaration):
        unit = row.unit.strip()
        if unit not in _OTHER:
            continue
        path = indicator_path(index, "unit")
        if unit == "人次" and "人数" in row.name and "人次" not in row.name:
            yield Finding(path, f"指标名称{quote(row.name)}数的是人数，度量单位却是“人次”，请统一口径")
        elif unit == "人" and "人次" in row.name and "人数" not in row.name:
            yield Finding(path, f"指标名称{quote(row.name)}数的是人次，度量单位却是“人”，请统一口径")
        else:
            value = number(row.value)
            if value is not None and _text_counts_otherwise(declaration, row, value, unit):
                shown = f"{row.value.strip()}{_OTHER[unit]}"
                both = "指标名称和度量单位都" if unit == "人次" and "人次" in row.name else "度量单位"
                yield Finding(path, f"{both}是“{unit}”，正文或指标内容里写的却是“{shown}”，请统一口径")


def _text_counts_otherwise(declaration: Declaration, row: Indicator, value: Decimal, unit: str) -> bool:
    """Whether the texts give this very number, and never with the unit of the indicator."""
    texts = [row.content, *(text for _, text in texts_of(declaration))]
    units = {count.unit for text in texts for count in counts_in(text) if count.value == value}
    return _OTHER[unit] in units and unit not in units
