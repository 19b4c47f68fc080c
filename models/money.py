"""Amounts of money in Chinese text. Every result is `Decimal` in 元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")
_SCALE = {"": Decimal(1), "元": Decimal(1), "万": Decimal(10_000), "万元": Decimal(10_000), "亿元": Decimal(10**8)}
_TYPED = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?|-?\d+\.?\d*)\s*(元|万元|万|亿元)?")
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# 元/人 and the like are standards, not amounts.
_IN_TEXT = re.compile(rf"(?<![\d.,])({_NUMBER})\s*(亿元|万元|元)(?!\s*[/／每])")


def half_width(text: str) -> str:
    """Full-width digits, point, comma and signs as ASCII; same length."""
    return text.translate(_FULL_WIDTH)


def parse_amount(text: str) -> Decimal | None:
    """The amount a clerk typed (`521,789.58`, `52.18万元`, full-width digits too) in 元, or None."""
    match = _TYPED.fullmatch(half_width(text).strip())
    if match is None:
        return None
    try:
        return Decimal(match[1].replace(",", "")) * _SCALE[match[2] or ""]
    except InvalidOperation:
        return None


@dataclass(frozen=True)
class AmountInText:
    """An amount in 元 and where it stands in the text."""

    value: Decimal
    start: int
    end: int


def amounts_in(text: str) -> Iterator[AmountInText]:
    """Every amount with its unit 元, 万元 or 亿元; unit standards such as 290元/人 are left out."""
    for match in _IN_TEXT.finditer(half_width(text)):
        number = Decimal(match[1].replace(",", "").replace("，", ""))
        yield AmountInText(number * _SCALE[match[2]], match.start(), match.end())


def format_yuan(amount: Decimal) -> str:
    """元 with thousands separators and at least two decimals, exact."""
    exponent = amount.as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{amount:,.{places}f}"


def format_wan(amount: Decimal) -> str:
    """The amount of 元 in 万元 with at least two decimals, exact."""
    wan = (amount / 10_000).normalize()
    exponent = wan.as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{wan:,.{places}f}"
