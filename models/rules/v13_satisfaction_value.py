"""V13: satisfaction is measured, and not aimed at low."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import is_percent, is_qualitative, number, quote, sign
from models.rule import Finding, Severity, row_rule
from models.rules.v04_percent_is_quantitative import percentage_called_qualitative

_LOW = Decimal(80)
# The surveys about it, and how much it rises, are other measures.
_SATISFACTION = Pattern(r"(?<!不)满意(?:度|率|程度|情况)?(?:指标)?(?:[（(][^（）()]*[）)])?$")


@row_rule(
    "V13",
    Severity.WARNING,
    "满意度应为定量指标，一般不低于80%",
    why="满意度由调查得出，是一个百分数；低于80%的目标在评分时只能得及格分，说明对服务没有信心。",
    source="财预〔2021〕101号（满意度赋分：90%以上满分，80%以上八成，60%以上五成）",
    mend="改为定量指标并写百分数；目标低于80%的，提高目标，或在指标内容里说明原因。",
    violating={
        "indicators[8].value": "满意",
        "indicators[8].attribute": "定性指标",
        "indicators[8].sign": "",
        "indicators[8].unit": "",
    },
    clean={"indicators[8].value": "85"},
)
def satisfaction_value(row: Indicator, _: Practice) -> Iterator[Finding]:
    if "满意" not in row.name or _SATISFACTION.search(row.name.strip()) is None:
        return
    value = number(row.value)
    if value is None:
        # A percentage that is only called qualitative is V04's.
        if is_qualitative(row) and row.value.strip() and percentage_called_qualitative(row) is None:
            yield Finding(
                "attribute",
                f"满意度由调查得出，应为定量指标；现在是{row.attribute.strip()}，指标值为{quote(row.value)}",
            )
    elif is_percent(row.unit) and 0 <= value < _LOW and sign(row) not in ("<", "<="):
        yield Finding("value", f"满意度的指标值{row.value.strip()}%低于80%，目标偏低，请核对")
