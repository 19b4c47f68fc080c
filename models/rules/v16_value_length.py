"""V16: a target is short."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rule import Finding, Severity, row_rule

LIMIT = 60


@row_rule(
    "V16",
    Severity.WARNING,
    "指标值不超过60个字",
    why="系统的指标值字段最长60个字，超出的上报时会被截断；指标值写成一段话，也说明没有提炼出目标。",
    source="预算管理一体化系统技术标准 V1.0（KPI_VAL 长度60）",
    mend="指标值只写数字或等级，说明的话移到指标内容。",
    violating={"indicators[7].value": "好（" + "家长普遍反映孩子在校吃得饱吃得好，" * 4 + "家庭负担减轻）"},
    clean={"indicators[7].value": "好"},
)
def value_length(row: Indicator, _: Practice) -> Iterator[Finding]:
    length = len(row.value.strip())
    if length > LIMIT:
        yield Finding("value", f"指标值有{length}个字，系统最多收{LIMIT}个，请缩短", LIMIT, len(row.value))
