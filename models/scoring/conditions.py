"""The part of a sentence that stands before its points: 完成率达到95%以上, 每低1个百分点, 否则."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from models.patterns import Pattern
from models.scoring.lexer import Token, measure_of
from models.scoring.lexicon import Kind
from models.scoring.shape import PLACE, Bounds, Condition, Direction, Threshold

COMPARISONS = (Kind.AT_LEAST, Kind.OVER, Kind.AT_MOST, Kind.UNDER, Kind.EQUAL)
_AFTER = {Kind.FROM: Kind.AT_LEAST, Kind.BELOW: Kind.UNDER, Kind.WITHIN: Kind.AT_MOST}
_REVERSED = {
    Kind.AT_LEAST: Kind.AT_MOST,
    Kind.OVER: Kind.UNDER,
    Kind.AT_MOST: Kind.AT_LEAST,
    Kind.UNDER: Kind.OVER,
    Kind.EQUAL: Kind.EQUAL,
}
_TOGETHER = {
    # 未达85%以上 and 低于85%以下 mean the same as without their last word; 不低于90%以上 too.
    (Kind.UNDER, Kind.FROM): Kind.UNDER,
    (Kind.UNDER, Kind.BELOW): Kind.UNDER,
    (Kind.AT_LEAST, Kind.FROM): Kind.AT_LEAST,
    (Kind.OVER, Kind.FROM): Kind.OVER,
    (Kind.AT_MOST, Kind.WITHIN): Kind.AT_MOST,
    (Kind.EQUAL, Kind.FROM): Kind.AT_LEAST,
}
_FILLER_BEFORE = Pattern(r"^(?:[\s:;，,、]|如果?|若|当|并?且|则|即|凡是?|对于?)+")
_FILLER_AFTER = Pattern(
    r"(?:[\s:;，,、]|的?情况|的|者|时|(?<!否)则|即|之间|区间|范围|可以?|应当?|就|以|在|为|指标值?在)+$"
)
_JOINING = Pattern(r"^(?:[\s:且并和及与]|同时|但|之?间|的|在|为|而)+$")
_CASE = Pattern(r"发现|发生|出现|存在|接到|收到|投诉|有|查出")
_IS_CASE = Pattern(r"(?:发现|发生|出现|查出|接到|投诉|通报|缺少|缺|漏|逾期|超期|延期|延误|推迟|晚)$")
_EITHER = Pattern(r"偏离|偏差|相差|误差|浮动|变动")
_BELOW = Pattern(r"低|少|降|减|下滑|差|缺|不足|未|漏|小于|达不到|不到|没")
_ABOVE = Pattern(r"高|超|多|晚|迟|逾|延|拖|增|上升|滞后|推后|大于|误")
_EXACT = Pattern(r"^(?:指标值?|目标值?|标准|要求)+$")


class UnclearError(ValueError):
    """A condition that the grammar does not understand."""


class Stretch(NamedTuple):
    """What stands before an outcome, read: a condition, and a step when it says 每."""

    condition: Condition
    size: Decimal | None = None
    """of a step; None when the sentence is none"""
    unit: str = ""
    direction: Direction = Direction.BELOW
    start: int = 0
    """where the step begins"""
    thresholds: tuple[Threshold, ...] = ()


_ALWAYS = Stretch(Condition())


@dataclass
class _Reading:
    words: list[str] = field(default_factory=list)
    low: tuple[Decimal, bool] | None = None
    high: tuple[Decimal, bool] | None = None
    unit: str | None = None
    thresholds: list[Threshold] = field(default_factory=list)

    def take(self, token: Token, unit: str) -> Decimal:
        if token.number is None or self.unit not in (None, unit):
            raise UnclearError
        self.unit = unit
        self.words.append(PLACE)
        self.thresholds.append(Threshold(token.number, unit, token.start, token.end))
        return token.number

    def bound(self, comparison: Kind, number: Decimal, included: bool | None) -> None:
        if comparison in (Kind.AT_LEAST, Kind.OVER, Kind.EQUAL):
            self._set("low", number, comparison is not Kind.OVER if included is None else included)
        if comparison in (Kind.AT_MOST, Kind.UNDER, Kind.EQUAL):
            self._set("high", number, comparison is not Kind.UNDER if included is None else included)

    def _set(self, end: str, number: Decimal, included: bool) -> None:
        if getattr(self, end) is not None:
            raise UnclearError
        setattr(self, end, (number, included))

    def said(self) -> str:
        """The words, with the place of the number where more of them follow it: 全部在…到场."""
        if not self.thresholds:
            return bare_words("".join(self.words))
        before, *after = "".join(self.words).split(PLACE)
        rest = bare_words("".join(after))
        before = _FILLER_BEFORE.sub("", before)
        return f"{before}{PLACE}{rest}" if before and rest else bare_words(before) or rest

    def condition(self) -> Condition:
        words = self.said()
        if self.low is None and self.high is None:
            return Condition(words)
        low, low_included = self.low or (None, True)
        high, high_included = self.high or (None, True)
        if low is not None and high is not None and low > high:
            low, high, low_included, high_included = high, low, high_included, low_included
        return Condition(words, Bounds(low, high, low_included, high_included, self.unit or ""))


@lru_cache(maxsize=4096)
def bare_words(text: str) -> str:
    """The words of a condition without what only joins it to its sentence."""
    return _FILLER_AFTER.sub("", _FILLER_BEFORE.sub("", text))


def read(tokens: Sequence[Token], *, takes: bool = False) -> Stretch:
    """What the tokens before an outcome say, which takes points or gives them; raises UnclearError."""
    if not tokens:
        return _ALWAYS
    if len(tokens) == 1 and tokens[0].kind is Kind.TEXT:
        return Stretch(Condition(bare_words(tokens[0].text)))
    tokens = _last_part(tokens)
    for place, token in enumerate(tokens):
        if token.kind is Kind.EACH:
            return _step(tokens[:place], token, tokens[place + 1 :])
        if takes and _is_case(tokens, place):
            # 发现一例扣2分: cases are counted without 每 too.
            return _step(tokens[: place - 1], tokens[place - 1], tokens[place - 1 :])
    reading = _condition(tokens)
    return Stretch(reading.condition(), thresholds=tuple(reading.thresholds))


def _is_case(tokens: Sequence[Token], place: int) -> bool:
    """Whether a token is the one of 发现一例, not of 逾期1个月以内."""
    if tokens[place].number != 1 or not place or not _IS_CASE.search(tokens[place - 1].text):
        return False
    return place + 1 == len(tokens) or tokens[place + 1].kind not in _AFTER


def _last_part(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens from the first clause with a number or 每 on; without one, the last clause that says something."""
    begin = len(tokens)
    while begin and tokens[begin - 1].kind is Kind.COMMA:
        begin -= 1
    while begin and tokens[begin - 1].kind is not Kind.COMMA:
        begin -= 1
    start = 0
    for place in range(begin):
        kind = tokens[place].kind
        if kind is Kind.COMMA:
            start = place + 1
        elif kind in (Kind.NUMBER, Kind.POINTS, Kind.EACH):
            return tokens[start:]
    return tokens[begin:]


def _condition(tokens: Sequence[Token]) -> _Reading:
    reading = _Reading()
    at = 0
    while at < len(tokens):
        kind = tokens[at].kind
        if kind in COMPARISONS and _is_number(tokens, at + 1):
            at = _compared(reading, tokens, at + 1, kind)
        elif _is_number(tokens, at):
            at = _numbered(reading, tokens, at)
        else:
            if kind is not Kind.COMMA and not _JOINING.fullmatch(tokens[at].text):
                reading.words.append(tokens[at].text)
            at += 1
    return reading


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind in (Kind.NUMBER, Kind.POINTS)


def _unit(token: Token) -> str:
    return "分" if token.kind is Kind.POINTS else token.unit


def _included(tokens: Sequence[Token], at: int) -> tuple[bool | None, int]:
    """Whether （含） or （不含） stands at a position, and the position after it."""
    if at < len(tokens) and tokens[at].kind in (Kind.INCLUDED, Kind.EXCLUDED):
        return tokens[at].kind is Kind.INCLUDED, at + 1
    return None, at


def _compared(reading: _Reading, tokens: Sequence[Token], at: int, comparison: Kind) -> int:
    """不低于90%（以上）"""
    number = reading.take(tokens[at], _unit(tokens[at]))
    included, at = _included(tokens, at + 1)
    if at < len(tokens) and tokens[at].kind in _AFTER:
        together = _TOGETHER.get((comparison, tokens[at].kind))
        if together is None:
            raise UnclearError
        comparison = together
        at += 1
    if included is None:
        included, at = _included(tokens, at)
    reading.bound(comparison, number, included)
    return at


def _numbered(reading: _Reading, tokens: Sequence[Token], at: int) -> int:
    """90%以上, 80%-90%, 85%≤完成率, or a bare number."""
    token = tokens[at]
    included, after = _included(tokens, at + 1)
    kind = tokens[after].kind if after < len(tokens) else Kind.TEXT
    if kind is Kind.DASH and _is_number(tokens, after + 1):
        return _range(reading, tokens, at, after + 1, included)
    number = reading.take(token, _unit(token))
    if kind in _AFTER:
        after += 1
        if included is None:
            included, after = _included(tokens, after)
        reading.bound(_AFTER[kind], number, included)
    elif kind in COMPARISONS and not _is_number(tokens, after + 1):
        after += 1
        reading.bound(_REVERSED[kind], number, included)
    else:
        reading.bound(Kind.EQUAL, number, included)
    return after


def _range(reading: _Reading, tokens: Sequence[Token], first: int, second: int, included: bool | None) -> int:
    unit = _unit(tokens[second])
    one = reading.take(tokens[first], _unit(tokens[first]) or unit)
    two = reading.take(tokens[second], unit)
    also, after = _included(tokens, second + 1)
    ends = sorted(((one, included is not False), (two, also is not False)))
    reading.bound(Kind.AT_LEAST, *ends[0])
    reading.bound(Kind.AT_MOST, *ends[1])
    return after


def _step(before: Sequence[Token], each: Token, after: Sequence[Token]) -> Stretch:
    numbers = [token for token in after if token.kind in (Kind.NUMBER, Kind.POINTS)]
    words = "".join(token.text for token in after if token not in numbers and token.kind is not Kind.COMMA)
    reading = _condition(before)
    if len(numbers) == 2:
        # 每低于90%1个百分点: the first is where the counting begins.
        base = numbers[0]
        number = reading.take(base, _unit(base))
        direction = _direction(words)
        if direction not in (Direction.BELOW, Direction.ABOVE) or reading.low or reading.high:
            raise UnclearError
        reading.bound(Kind.AT_LEAST if direction is Direction.BELOW else Kind.AT_MOST, number, None)
    elif len(numbers) > 2:
        raise UnclearError
    elif before and (reading.low is not None or reading.high is not None):
        # 低于90%的，每低1%: points are lost outside, so all are had on the other side.
        reading.low, reading.high = _other_side(reading)
    if numbers:
        size, unit = numbers[-1].number, _unit(numbers[-1])
        # 每1人次: a number without a measure word is not understood.
        if size is None or size <= 0:
            raise UnclearError
    else:
        size, unit = Decimal(1), measure_of(words)
        if not words or _EXACT.fullmatch(words):
            raise UnclearError
    return Stretch(reading.condition(), size, unit, _direction(words), each.start, tuple(reading.thresholds))


def _other_side(
    reading: _Reading,
) -> tuple[tuple[Decimal, bool] | None, tuple[Decimal, bool] | None]:
    low, high = reading.low, reading.high
    if low is not None and high is not None:
        if low == high:
            return low, high
        raise UnclearError
    if high is not None and not high[1]:
        return (high[0], True), None
    if low is not None and not low[1]:
        return None, (low[0], True)
    return low, high


@lru_cache(maxsize=1024)
def _direction(words: str) -> Direction:
    if _CASE.search(words):
        return Direction.CASE
    if _EITHER.search(words):
        return Direction.EITHER
    below, above = _BELOW.search(words), _ABOVE.search(words)
    if below and (not above or below.start() < above.start()):
        return Direction.BELOW
    return Direction.ABOVE if above else Direction.CASE
