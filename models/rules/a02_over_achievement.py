"""A02: a target that was far exceeded is explained."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Indicator
from models.evaluation import actual_number
from models.money import format_number
from models.practice import Practice
from models.rows import is_qualitative, number, quote, sign
from models.rule import Finding, Severity, row_rule

_FAR = Decimal("1.3")
_FAR_FROM_ZERO = Decimal(30)


@row_rule(
    "A02",
    Severity.WARNING,
    "完成值达到指标值130%以上的要说明原因",
    why="超出指标值很多，往往是目标定低了；按规定要分析原因，并按偏离程度调减得分。",
    source="财预〔2020〕10号（偏离较多的分析原因、调减得分）；广西自评填报校验（完成值达到指标值的1.3倍）",
    mend="在“偏差原因分析及改进措施”里说明为什么超出，来年怎样定值。",
    violating={"indicators[1].actual": "4300"},
    clean={
        "indicators[1].actual": "4300",
        "indicators[1].deviation": "秋季学期新并入两所学校，来年按新学籍数定值",
    },
)
def over_achievement(row: Indicator, _: Practice) -> Iterator[Finding]:
    if not row.actual or row.deviation.strip() or is_qualitative(row) or sign(row) not in (">=", ">", "="):
        return
    target, actual = number(row.value), actual_number(row.actual)
    if target is None or actual is None or target < 0:
        return
    if target == 0:
        if actual >= _FAR_FROM_ZERO:
            yield Finding("actual", f"指标值为0，实际完成值为{quote(row.actual)}，请在偏差原因里说明")
    elif actual >= target * _FAR:
        percent = format_number((actual / target * 100).quantize(Decimal("0.1")))
        yield Finding(
            "actual",
            f"实际完成值{quote(row.actual)}是指标值“{row.value.strip()}”的{percent}%，超出很多，请在偏差原因里说明",
        )
