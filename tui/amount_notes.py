"""An amount of 元 read in other ways: in 万元, and in 大写 as a voucher spells it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from models.money import finite, format_wan, format_yuan
from models.numerals import capital_amount
from models.text import width, wrap

WAN, YI = Decimal(10**4), Decimal(10**8)
_SHORT = ((WAN, "万"), (YI, "亿"))
_MOST = {"万": YI, "亿": Decimal("Infinity")}
"""what rounds up to so much is told in the next unit"""


def amount_help(value: Decimal) -> str:
    """元, 万元 and 大写 beside each other: `1,234.50 元 = 0.12345 万元 = 壹仟贰佰叁拾肆元伍角整`.

    Where there is no 大写, the reason stands in its place; empty for what is no number.
    """
    if finite(value) is None:
        return ""
    value = value or Decimal(0)
    return f"{format_yuan(value)} 元 = {format_wan(value)} 万元 = {_capital(value)}"


def amount_notes(value: Decimal, cells: int) -> tuple[str, ...]:
    """The amount in other words, for the margin of its field: lines of at most `cells` cells, the first the main one.

    In 8 cells the size of it (`约52.2万`), in 32 the exact 万元 and below it the 大写, in 60 both in one line. Empty
    where nothing fits that would help.
    """
    if finite(value) is None or cells <= 0:
        return ()
    value = value or Decimal(0)
    exact = f"= {format_wan(value)} 万元"
    if width(exact) > cells:
        short = _short(value, cells)
        return (short,) if short else ()
    together = f"{exact} = {_capital(value)}"
    return (together,) if width(together) <= cells else (exact, *wrap(_capital(value), cells))


def _capital(value: Decimal) -> str:
    try:
        return capital_amount(value)
    except ValueError:
        below = value != value.quantize(Decimal("0.01")) if abs(value) < 10**16 else False
        return "（有不足 1 分的尾数，没有大写）" if below else "（数太大，没有大写）"


def _short(value: Decimal, cells: int) -> str:
    """The amount in 万元 or 亿元, exact where that fits, else rounded and called so."""
    for scale, unit in _SHORT if abs(value) < YI else _SHORT[1:]:
        scaled = value / scale
        # Half as wide as 约, ~ is taken before a larger unit, in which less of the amount could be read.
        for about, places in product(("约", "~"), (None, 2, 1, 0)):
            rounded = scaled if places is None else scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
            text = f"{'' if rounded == scaled else about}{rounded.normalize():f}{unit}"
            if width(text) <= cells and (rounded or not scaled) and rounded * scale < _MOST[unit]:
                return text
    return ""
