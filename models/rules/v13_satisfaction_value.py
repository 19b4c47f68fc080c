"""V13: satisfaction is measured, and not aimed at low."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Indicator
from models.practice import Practice
from models.rows import is_qualitative, number, quote, sign
from models.rule import Finding, Severity, row_rule

_LOW = Decimal(80)


@row_rule(
    "V13",
    Severity.WARNING,
    "满意度应为定量指标，一般不低于80%",
    why="满意度由调查得出，是一个百分数；低于80%的目标在评分时只能得及格分，说明对服务没有信心。",
    source="财预〔2021〕101号（满意度赋分：90%以上满分，80%以上八成，60%以上五成）",
    mend="改为定量指标并写百分数；目标低于80%的，提高目标，或在指标内容里说明原因。",
    violating={"indicators[8].value": "75"},
    clean={"indicators[8].value": "85"},
)
def satisfaction_value(row: Indicator, _: Practice) -> Iterator[Finding]:
    if "满意度" not in row.name or "不满意" in row.name:
        return
    value = number(row.value)
    if value is None:
        if is_qualitative(row) and row.value.strip():
            yield Finding(
                "attribute",
                f"满意度由调查得出，应为定量指标；现在是{row.attribute.strip()}，指标值为{quote(row.value)}",
            )
    elif row.unit.strip() in ("%", "％") and 0 <= value < _LOW and sign(row) not in ("<", "<="):
        yield Finding("value", f"满意度的指标值{row.value.strip()}%低于80%，目标偏低，请核对")
