"""Numbers as the forms print them: amounts in 元 or 万元, percentages, points. Nothing known prints nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from exports.grid import Cell, Role
from models.money import format_number, format_wan, format_yuan

LONGEST_AMOUNT = 18
"""Characters of an amount that is not broken over lines."""

_WAN = Decimal(10_000)


def yuan(amount: Decimal | None, rowspan: int = 1) -> Cell:
    """元 with thousands separators and at least two decimals."""
    if amount is None:
        return Cell("", Role.CODE, rowspan=rowspan)
    return Cell(format_yuan(amount), Role.CODE, rowspan=rowspan, number=amount)


def wan(amount: Decimal | None, rowspan: int = 1) -> Cell:
    """元 as 万元, exact, with at least two decimals."""
    if amount is None:
        return Cell("", Role.CODE, rowspan=rowspan)
    return Cell(format_wan(amount), Role.CODE, rowspan=rowspan, number=amount / _WAN)


def percent(number: Decimal | None, decimals: int = 2) -> Cell:
    """A share in percent, rounded half up: `99.80%`."""
    if number is None:
        return Cell("", Role.CODE)
    step = Decimal(1).scaleb(-decimals)
    return Cell(f"{number.quantize(step, ROUND_HALF_UP)}%", Role.CODE)


def short_percent(number: Decimal | None) -> Cell:
    """A share in percent without needless zeros: `100%`, `99.8%`."""
    if number is None:
        return Cell("", Role.CODE)
    return Cell(f"{format_number(number)}%", Role.CODE)


def points(number: Decimal | None) -> Cell:
    """Points without needless zeros."""
    if number is None:
        return Cell("", Role.CODE)
    return Cell(format_number(number), Role.CODE, number=number)


def words(text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
    """A short centred text."""
    return Cell(text, Role.CODE, rowspan=rowspan, colspan=colspan)
