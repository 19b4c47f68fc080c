"""V14: no empty words as a target."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.phrases import GRADED_PATTERN, GRADES_IN_SCORING, vague_pattern
from models.practice import Practice
from models.rows import has_digits, quote, wants_number
from models.rule import Finding, Severity, row_rule
from models.scoring import Method, parse_scoring


@row_rule(
    "V14",
    Severity.WARNING,
    "指标值不能只是空话",
    why="“有效提高”“明显改善”之类没有数字也没有等级，年底无法判断是否达成。",
    source="财预〔2015〕88号 审核表“指标科学性”；财预〔2021〕101号“量化易评”",
    mend="能计量的写数字；不能计量的写可以评判的等级（如 优、良、合格），并在评分标准里写明各等级得分。",
    violating={"indicators[7].value": "有效减轻", "indicators[7].scoring": "达到得5分，未达到不得分"},
    clean={"indicators[7].value": "优良"},
)
def vague_value(row: Indicator, practice: Practice) -> Iterator[Finding]:
    value = row.value
    word = vague_pattern(practice.vague_words).search(value)
    if word is None or wants_number(row) or has_digits(value) or GRADED_PATTERN.search(value.strip()):
        return
    if parse_scoring(row.scoring).method is Method.GRADES or GRADES_IN_SCORING.search(row.scoring):
        return
    yield Finding(
        "value",
        f"指标值{quote(value)}中的{quote(word[0])}没有数字也没有等级，无法判断是否达成；请改成数字或可评判的等级",
        word.start(),
        word.end(),
    )
