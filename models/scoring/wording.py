"""Writing a scoring as a standard sentence, which `parse_scoring` reads back as the same scoring."""

from __future__ import annotations

from decimal import Decimal

from models.scoring.grammar import parse_scoring
from models.scoring.shape import (
    ALL,
    NOTHING,
    PLACE,
    Bounds,
    Condition,
    Direction,
    Method,
    Part,
    Scoring,
    Step,
)

_RATES = ("%", "‰", "分", "度")
_TIMES = (
    "天",
    "日",
    "周",
    "月",
    "个月",
    "年",
    "季度",
    "个季度",
    "小时",
    "个小时",
    "分钟",
    "秒",
    "工作日",
    "个工作日",
)


def write_scoring(scoring: Scoring) -> str:
    """The sentence for column 8: `达到指标值得10分，每低1%扣1分，扣完为止`.

    ValueError for what has no standard sentence: UNPARSED, and parts that contradict each other or whose words would
    be read as something else.
    """
    if scoring.method in (Method.BANDS, Method.GRADES):
        text = "；".join(
            [*_full(scoring), *(_statement(each.condition, each.part) for each in scoring.bands)]
        )
    elif scoring.method is Method.UNPARSED:
        raise ValueError("a scoring that was not understood cannot be written")
    else:
        text = "，".join([*_full(scoring), *_head(scoring), *_rest(scoring)])
    if scoring.has_floor:
        text += f"，{_floor(scoring.most)}"
    if parse_scoring(text) != scoring:
        raise ValueError(f"no sentence says this scoring: {text}")
    return text


def plain(number: Decimal) -> str:
    """A number without exponent and needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _full(scoring: Scoring) -> list[str]:
    """The full points by themselves, where no award names them."""
    named = [band.part.number for band in scoring.bands if not band.part.percent]
    if scoring.full is None or scoring.met is not None or max(named, default=None) == scoring.full:
        return []
    return [f"分值{plain(scoring.full)}分"]


def _head(scoring: Scoring) -> list[str]:
    if scoring.met is None:
        return []
    return [_statement(scoring.met, ALL if scoring.full is None else Part(scoring.full))]


def _rest(scoring: Scoring) -> list[str]:
    refused = [] if scoring.nothing is None else [_statement(scoring.nothing, NOTHING)]
    if scoring.method is Method.BINARY:
        return ["否则不得分"]
    if scoring.method is Method.RATIO:
        return [*refused, "按完成比例得分" if scoring.met is None else "否则按完成比例得分"]
    if scoring.method is Method.STEP:
        rounding = [_rounding(step) for step in scoring.steps[:1] if step.rounds_up]
        return [*map(_step, scoring.steps), *rounding, *refused]
    return [condition_words(band.condition) + _deducted(band.part) for band in scoring.deductions]


def _step(step: Step) -> str:
    if step.direction is Direction.CASE and step.size == 1 and not step.unit:
        return f"每发现问题{_deducted(step.part)}"
    return f"每{_away(step)}{plain(step.size)}{step.unit}{_deducted(step.part)}"


def _away(step: Step) -> str:
    is_rate = step.unit in _RATES
    if step.direction is Direction.BELOW:
        return "低" if is_rate else "少"
    if step.direction is Direction.ABOVE:
        return "晚" if step.unit in _TIMES else "高" if is_rate else "超"
    return "偏离" if step.direction is Direction.EITHER else "有"


def _rounding(step: Step) -> str:
    one = f"{plain(step.size)}{step.unit}" if step.unit else "一次"
    return f"不足{one}按{one}计"


def _floor(most: Part | None) -> str:
    if most is None:
        return "扣完为止"
    return "最多扣满分" if most == ALL else f"最多扣{plain(most.number)}分"


def _statement(condition: Condition, part: Part) -> str:
    return condition_words(condition) + _awarded(part)


def _awarded(part: Part) -> str:
    if part == ALL:
        return "得满分"
    if part == NOTHING:
        return "不得分"
    return f"得{plain(part.number)}%的分值" if part.percent else f"得{plain(part.number)}分"


def _deducted(part: Part) -> str:
    return f"扣{plain(part.number)}%的分值" if part.percent else f"扣{plain(part.number)}分"


def condition_words(condition: Condition) -> str:
    """A condition as it stands in a sentence: `按时补助`, `完成率≥95%`."""
    if condition.bounds is None:
        return condition.words
    before, _, after = condition.words.partition(PLACE)
    return before + _bounds(condition.bounds) + after


def _bounds(bounds: Bounds) -> str:
    if bounds.low is not None and bounds.low == bounds.high:
        return f"={plain(bounds.low)}{bounds.unit}"
    ends = []
    if bounds.low is not None:
        ends.append(f"{'≥' if bounds.low_included else '>'}{plain(bounds.low)}{bounds.unit}")
    if bounds.high is not None:
        ends.append(f"{'≤' if bounds.high_included else '<'}{plain(bounds.high)}{bounds.unit}")
    return "且".join(ends)
