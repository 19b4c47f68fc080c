"""Chinese numerals, everyday (三百二十万) and capital (大写, 叁佰贰拾万): read exactly, and written for amounts."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

_DIGITS: Final = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    **dict(zip("○两貳参參陸", (0, 2, 2, 3, 3, 6), strict=True)),
}
_UNITS: Final = dict(zip("十百千拾佰仟", (10, 100, 1000) * 2, strict=True))
_LARGE: Final = dict(zip("万萬亿億", (10**4, 10**4, 10**8, 10**8), strict=True))

CHARACTERS: Final = "".join((*_DIGITS, *_UNITS, *_LARGE))
"""Every character that a Chinese numeral can be made of, without 点."""

_CAPITALS: Final = "零壹贰叁肆伍陆柒捌玖"
CAPITALS: Final = f"{_CAPITALS[1:]}拾佰仟萬億"
"""Characters that only 大写 uses."""

_LONGEST = 40


@lru_cache(maxsize=2048)
def chinese_number(text: str) -> Decimal | None:
    """The number that a Chinese numeral says: 三百二十万, 一千零五, 两万, 一点五亿, 叁佰贰拾.

    None for everything else, above all for what only looks like one: 三四十 (about thirty or forty), 百万 (some
    millions), 十四五 (a plan), 二〇二六 (a year), 三百二 (short for 三百二十).
    """
    if not text or len(text) > _LONGEST:
        return None
    large = max((_LARGE[char] for char in text if char in _LARGE), default=1)
    whole, point, decimals = text.partition("点")
    if point:
        return _with_decimals(whole, decimals)
    value = _below(text, large)
    return None if value is None else Decimal(value)


def _with_decimals(whole: str, decimals: str) -> Decimal | None:
    """一点五, 一点二五亿: decimals stand before the large unit that they belong to."""
    scale = 1
    while decimals and decimals[-1] in _LARGE:
        scale *= _LARGE[decimals[-1]]
        decimals = decimals[:-1]
    value = _below(whole, 1)
    if value is None or not decimals or any(char not in _DIGITS for char in decimals):
        return None
    digits = "".join(str(_DIGITS[char]) for char in decimals)
    return Decimal(f"{value}.{digits}") * scale


def _below(text: str, large: int) -> int | None:
    """A numeral whose largest unit is `large`: what stands before that unit, and what follows it."""
    if large == 1:
        return _section(text)
    at = max(text.rfind(char) for char, value in _LARGE.items() if value == large)
    before = _below(text[:at], max((_LARGE[char] for char in text[:at] if char in _LARGE), default=1))
    after_text = text[at + 1 :].removeprefix("零").removeprefix("〇")
    if before is None or before == 0:
        return None
    if not after_text:
        return before * large
    after = _below(after_text, max((_LARGE[char] for char in after_text if char in _LARGE), default=1))
    skipped = len(after_text) < len(text) - at - 1
    # 一万五 is short for 一万五千: too easily misread to be taken for a number.
    if after is None or after >= large or (after < 10 and not skipped):
        return None
    return before * large + after


def _section(text: str) -> int | None:
    """A numeral below 10,000."""
    value, digit, smallest, skipped = 0, None, 10_000, False
    for place, char in enumerate(text):
        if char in _DIGITS:
            if digit is not None:
                return None
            if _DIGITS[char] == 0 and len(text) > 1:
                if place == 0 or skipped:
                    return None
                skipped = True
                continue
            digit = _DIGITS[char]
        elif char in _UNITS:
            unit = _UNITS[char]
            # 十五 stands for 一十五; no other unit can do without its digit.
            if digit is None and (unit != 10 or place):
                return None
            if unit >= smallest:
                return None
            value, digit, smallest, skipped = (
                value + (1 if digit is None else digit) * unit,
                None,
                unit,
                False,
            )
        else:
            return None
    if digit is None:
        return None if skipped else value
    if smallest not in (10, 10_000) and not skipped:
        return None
    return value + digit


def capital_amount(amount: Decimal) -> str:
    """An amount of 元 in 大写 as banks and vouchers write it: 叁佰贰拾万元整, 壹仟零伍元零叁分, 玖角伍分.

    Exact to the 分 and below 10,000 万亿元; ValueError for anything else. Source: 《支付结算办法》附一
    《正确填写票据和结算凭证的基本规定》; the 零 that it leaves to the writer are not written.
    """
    if not amount.is_finite() or abs(amount) >= 10**16:
        raise ValueError(f"no amount that can be written in words: {amount}")
    cents = amount.scaleb(2)
    if cents != cents.to_integral_value():
        raise ValueError(f"an amount has no part below 分: {amount}")
    yuan, rest = divmod(abs(int(cents)), 100)
    jiao, fen = divmod(rest, 10)
    words = f"{_capital_number(yuan)}元" if yuan or not rest else ""
    if jiao:
        words += f"{_CAPITALS[jiao]}角"
    elif fen and yuan:
        words += "零"
    words += f"{_CAPITALS[fen]}分" if fen else "整"
    return f"负{words}" if amount < 0 else words


def _capital_number(number: int) -> str:
    if number == 0:
        return "零"
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return f"{_capital_number(high)}{name}{gap}{_capital_number(low) if low else ''}"
    words, skipped = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += f"{'零' if skipped and words else ''}{_CAPITALS[digit]}{name}"
        skipped = digit == 0
    return words
