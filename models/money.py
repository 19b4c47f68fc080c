"""Amounts of money in Chinese text. Every result is `Decimal` in 元."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from models.patterns import Pattern

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
_FULL_WIDTH_SEPARATOR = Pattern("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_SCALE = {
    "": Decimal(1),
    "元": Decimal(1),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "亿元": Decimal(10**8),
}
_DIGITS = r"[0-9]{1,20}(?:\.[0-9]{1,20})?"
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3}){1,6}(?:\.[0-9]{1,20})?"
_TYPED = Pattern(rf"[¥￥]?\s*(-?(?:{_GROUPED}|{_DIGITS}|[0-9]{{1,20}}\.))\s*(元|万元|万|亿元)?")
# 元/人 and the like are standards, not amounts.
_IN_TEXT = Pattern(
    rf"(?<![0-9.])(?<![0-9],)(?P<number>{_GROUPED}|{_DIGITS})\s*(?P<unit>亿元|万元|元)"
    r"(?!\s*(?:[/／每]|[·•]?\s*(?:人|户)\s*[·•/／]))"
)
_APPROXIMATE = Pattern(r"(?:约|大约|近|将近|超过|超|逾|不超过|不低于|不少于|至少)(?:为|人民币)?\s*$")
_LARGEST_EXPONENT = 20


def half_width(text: str) -> str:
    """Full-width digits, point, comma and signs as ASCII; same length."""
    return text.translate(_FULL_WIDTH)


def half_width_numbers(text: str) -> str:
    """Full-width digits and points as ASCII, full-width commas only inside a number; same length."""
    return _FULL_WIDTH_SEPARATOR.sub(",", text).translate(_FULL_WIDTH_DIGITS)


def parse_amount(text: str) -> Decimal | None:
    """The amount a clerk typed (`521,789.58`, `52.18万元`, full-width digits too) in 元, or None."""
    match = _TYPED.fullmatch(half_width(text).strip())
    if match is None:
        return None
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
    """元 of the unit as written: 1, 10,000 or 100,000,000"""
    approximate: bool = False
    """约, 近, 不超过 … stands before it"""

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


@lru_cache(maxsize=512)
def amounts_in(text: str) -> tuple[AmountInText, ...]:
    """Every amount with its unit 元, 万元 or 亿元; unit standards such as 290元/人 are left out."""
    if "元" not in text:
        return ()
    plain = half_width_numbers(text)
    return tuple(_amount(match, plain) for match in _IN_TEXT.finditer(plain))


def _amount(match: re.Match[str], text: str) -> AmountInText:
    number = match["number"].replace(",", "")
    scale = _SCALE[match["unit"]]
    return AmountInText(
        value=Decimal(number) * scale,
        start=match.start(),
        end=match.end(),
        places=len(number.partition(".")[2]),
        scale=scale,
        approximate=_APPROXIMATE.search(text, max(0, match.start() - 8), match.start()) is not None,
    )


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
