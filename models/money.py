"""Amounts of money in Chinese text. Every result is `Decimal` in 元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from models.numerals import CAPITALS, CHARACTERS, chinese_number
from models.patterns import Pattern

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
_FULL_WIDTH_DIGIT = Pattern("[０-９．]")
_FULL_WIDTH_SEPARATOR = Pattern("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_SCALE = {
    **dict.fromkeys(("", "元"), Decimal(1)),
    **dict.fromkeys(("万", "万元"), Decimal(10_000)),
    **dict.fromkeys(("亿", "亿元"), Decimal(10**8)),
    **{"百": Decimal(100), "千": Decimal(1000)},
    **{"十万": Decimal(10**5), "百万": Decimal(10**6), "千万": Decimal(10**7)},
    **{"十亿": Decimal(10**9), "百亿": Decimal(10**10), "千亿": Decimal(10**11)},
}
_DIGITS = r"[0-9]{1,20}(?:\.[0-9]{1,20})?"
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3}){1,6}(?:\.[0-9]{1,20})?"
_ARABIC = rf"(?:{_GROUPED}|{_DIGITS})"
_TYPED = Pattern(rf"[¥￥]?\s*(-?(?:{_ARABIC}|[0-9]{{1,20}}\.))\s*(元|万元|万|亿元)?")
_HAN = rf"[{CHARACTERS}]"
_NUMERIC = f"0123456789.,点 \t\n{CHARACTERS}"
_LONGEST = 64
_NOT_INSIDE = f"(?<![{CHARACTERS}0-9数几上第])"
_BEFORE_YUAN = Pattern(
    rf"(?:(?<![0-9.])(?<![0-9],)(?:(?P<head>{_ARABIC})\s{{0,4}}(?P<head_scale>[亿万])(?=[0-9]))?"
    rf"(?P<number>{_ARABIC})\s{{0,4}}(?P<scale>[十百千]?[万亿]|[百千]|)"
    rf"|{_NOT_INSIDE}(?P<words>{_HAN}{{1,30}}(?:点{_HAN}{{1,8}})?))\Z"
)
# 元/人 and the like are standards, not amounts.
_FROM_YUAN = Pattern(
    rf"[元圆](?P<fraction>(?:零?(?:{_HAN}|[0-9])角)?(?:零?(?:{_HAN}|[0-9])分)?)(?:整|正)?"
    r"(?!\s{0,4}(?:[/／每]|[·•]?\s{0,4}(?:人|户)\s{0,4}[·•/／]))"
)
_BELOW_YUAN = Pattern(
    rf"[{CAPITALS}](?<![{CHARACTERS}0-9数几上第元圆].)(?:角(?:零?[{CAPITALS}]分)?|分)(?:整|正)?"
)
_WITH_SIGN = Pattern(
    rf"[¥￥]\s{{0,4}}(?P<number>{_ARABIC})(?!\s{{0,4}}[十百千]?[万亿]|\s{{0,4}}元|[0-9.,]*[0-9])"
)
_APPROXIMATE = Pattern(r"(?:约|大约|近|将近|超过|超|逾|不超过|不低于|不少于|至少)(?:为|人民币)?\s*$")
_LARGEST_EXPONENT = 20


def half_width(text: str) -> str:
    """Full-width digits, point, comma and signs as ASCII; same length."""
    return text.translate(_FULL_WIDTH)


def half_width_numbers(text: str) -> str:
    """Full-width digits and points as ASCII, full-width commas only inside a number; same length."""
    if _FULL_WIDTH_DIGIT.search(text) is None:
        return text
    return _FULL_WIDTH_SEPARATOR.sub(",", text).translate(_FULL_WIDTH_DIGITS)


def parse_amount(text: str) -> Decimal | None:
    """The amount a clerk typed in 元, or None: `521,789.58`, `52.18万元`, `伍佰贰拾万元整`, full-width digits too.

    Numerals in words need their 元, so that a word is not taken for an amount.
    """
    plain = half_width(text).strip()
    match = _TYPED.fullmatch(plain)
    if match is None:
        return _in_words(plain)
    try:
        return Decimal(match[1].replace(",", "")) * _SCALE[match[2] or ""]
    except InvalidOperation:
        return None


def finite(value: Decimal | int | str | None) -> Decimal | None:
    """The number of a field that may hold typed text, or None when it holds none that can be reckoned with."""
    if isinstance(value, str):
        value = parse_amount(value)
    if value is None or isinstance(value, int):
        return None if value is None or abs(value) >= 10**_LARGEST_EXPONENT else Decimal(value)
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST_EXPONENT:
        return None
    return value


@dataclass(frozen=True)
class AmountInText:
    """An amount in 元 and where it stands in the text."""

    value: Decimal
    start: int
    end: int
    places: int = 2
    """decimals as written, in the unit as written"""
    scale: Decimal = Decimal(1)
    """元 of the unit as written: 1, 10,000, 100,000,000; 1 for an amount in words, which is exact"""
    approximate: bool = False
    """约, 近, 不超过 … stands before it"""
    capital: bool = False
    """written in 大写"""

    def agrees_with(self, amount: Decimal) -> bool:
        """Whether both mean the same money.

        元 must be equal. 万元 and 亿元 may be rounded to the decimals written when there are at least two of them,
        as official tables in 万元 do, or when the text itself says that it is approximate.
        """
        if self.value == amount:
            return True
        if self.scale == 1 and not self.approximate:
            return False
        if self.places < 2 and not self.approximate:
            return False
        return abs(self.value - amount) * 2 <= self.scale.scaleb(-self.places)


def _in_words(text: str) -> Decimal | None:
    words = text.removeprefix("人民币").lstrip("：: ")
    positive = words.removeprefix("负")
    amounts = amounts_in(positive)
    if len(amounts) != 1 or amounts[0].start or amounts[0].end != len(positive) or positive[0].isdecimal():
        return None
    return -amounts[0].value if words.startswith("负") else amounts[0].value


@lru_cache(maxsize=512)
def amounts_in(text: str) -> tuple[AmountInText, ...]:
    """Every amount with its unit, in the order of the text: 320万元, 3,200,000.00元, ¥3200000, 三百二十万元,
    叁佰贰拾万元整, 玖角伍分.

    Unit standards such as 290元/人 are left out, and so is what says no exact number (数百万元, 300余万元).
    """
    plain = half_width_numbers(text)
    found = [amount for at in _yuan_in(plain) if (amount := _amount(plain, at)) is not None]
    if "角" in plain or "分" in plain:
        found += [_below_yuan(match) for match in _BELOW_YUAN.finditer(plain)]
    if "¥" in plain or "￥" in plain:
        found += [_signed(match) for match in _WITH_SIGN.finditer(plain)]
    found.sort(key=lambda amount: amount.start)
    return tuple(_apart(found))


def _apart(found: list[AmountInText]) -> Iterator[AmountInText]:
    """The amounts without those inside another: the 角 of an amount is a part of it."""
    end = 0
    for amount in found:
        if amount.start >= end:
            end = amount.end
            yield amount


def _yuan_in(text: str) -> Iterator[int]:
    for yuan in "元圆":
        at = text.find(yuan)
        while at >= 0:
            yield at
            at = text.find(yuan, at + 1)


def _amount(text: str, yuan: int) -> AmountInText | None:
    """The amount whose 元 stands at a position; looking back from there spares reading the text for numbers."""
    before = text[max(0, yuan - _LONGEST) : yuan]
    begin = yuan - len(before) + len(before.rstrip(_NUMERIC))
    match = _BEFORE_YUAN.search(text, begin, yuan) if begin < yuan else None
    tail = _FROM_YUAN.match(text, yuan) if match is not None else None
    if match is None or tail is None:
        return None
    places, scale, capital = 0, Decimal(1), False
    if match["number"]:
        number = match["number"].replace(",", "")
        scale = _SCALE[match["scale"]]
        value = Decimal(number) * scale
        places = len(number.partition(".")[2])
        if match["head"]:
            value += Decimal(match["head"].replace(",", "")) * _SCALE[match["head_scale"]]
    else:
        words = chinese_number(match["words"])
        if words is None or not _is_amount(match["words"], tail[0]):
            return None
        value, capital = words, any(char in CAPITALS for char in match["words"])
    return AmountInText(
        value=value + _fraction(tail["fraction"]),
        start=match.start(),
        end=tail.end(),
        places=places,
        scale=scale,
        approximate=_APPROXIMATE.search(text, max(0, match.start() - 8), match.start()) is not None,
        capital=capital,
    )


def _is_amount(words: str, tail: str) -> bool:
    """Whether a numeral before 元 is money: 一元复始, 二元结构 and 三元区 are not, 五元整 and 十万元 are."""
    return len(words) > 1 or words in CAPITALS or tail[-1] in "角分整正"


def _fraction(text: str) -> Decimal:
    """角 and 分 in 元."""
    value = Decimal(0)
    for at, char in enumerate(text):
        if char in "角分":
            digit = text[at - 1]
            number = Decimal(digit) if digit.isdecimal() else chinese_number(digit)
            value += (number or Decimal(0)) * (Decimal("0.1") if char == "角" else Decimal("0.01"))
    return value


def _below_yuan(match: re.Match[str]) -> AmountInText:
    return AmountInText(_fraction(match[0]), match.start(), match.end(), capital=True)


def _signed(match: re.Match[str]) -> AmountInText:
    number = match["number"].replace(",", "")
    return AmountInText(Decimal(number), match.start(), match.end(), len(number.partition(".")[2]))


def format_number(number: Decimal) -> str:
    """A number without needless zeros, separators and exponent; exact."""
    return f"{number.normalize():f}"


def format_yuan(amount: Decimal) -> str:
    """元 with thousands separators and at least two decimals, exact."""
    return _format(amount)


def format_wan(amount: Decimal) -> str:
    """The amount of 元 in 万元 with at least two decimals, exact."""
    return _format(amount.scaleb(-4).normalize())


def _format(amount: Decimal) -> str:
    exponent = amount.as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{amount:,.{places}f}"
