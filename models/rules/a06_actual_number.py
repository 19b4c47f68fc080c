"""A06: the actual value of a quantitative indicator is a number."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import has_digits, is_quantitative, quote
from models.rule import Finding, Severity, row_rule

_CHINESE_DIGITS = frozenset("〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟")


@row_rule(
    "A06",
    Severity.WARNING,
    "定量指标的实际完成值要写数字",
    why="“已完成”“达成预期”没有说完成了多少，无法与指标值比较，也无法计算得分。",
    source="地方自评复核口径（定量指标完成值应为具体数值）；财预〔2020〕10号（定量指标按完成比例计分）",
    mend="写实际完成的数，例如“3180”；没有统计出来的，先统计再自评。",
    violating={"indicators[1].actual": "已完成"},
    clean={"indicators[1].actual": "3180"},
)
def actual_value(row: Indicator, _: Practice) -> Iterator[Finding]:
    actual = row.actual.strip()
    if actual and is_quantitative(row) and not has_digits(actual) and not _CHINESE_DIGITS & set(actual):
        yield Finding("actual", f"指标为定量指标，实际完成值{quote(actual)}没有写完成了多少，请写数字")
