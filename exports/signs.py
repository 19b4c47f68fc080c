"""Comparison signs and targets as the forms print them; the file holds only `= >= <= > <`."""

from __future__ import annotations

from typing import Final, Literal

from models.declaration import Indicator
from models.vocabulary import QUALITATIVE

Style = Literal["ascii", "glyph", "small"]

_GLYPHS: Final[dict[Style, dict[str, str]]] = {
    "ascii": {},
    "glyph": {"=": "＝", ">=": "≥", "<=": "≤", ">": "＞", "<": "＜"},
    # The Yunnan 自评表 prints U+FE66 for equality.
    "small": {"=": "﹦", ">=": "≥", "<=": "≤", ">": "＞", "<": "＜"},
}


def printed_sign(sign: str, style: Style) -> str:
    """A stored sign as a form prints it: `>=` (ascii), `≥` with `＝` (glyph), `≥` with `﹦` (small)."""
    return _GLYPHS[style].get(sign, sign)


def printed_target(row: Indicator, value: str | None = None) -> str:
    """Sign, value and unit in one cell: `≥2014人`, `100%`, `2026年12月`, for a qualitative indicator its words.

    The sign of equality is left out, as the ministry's forms do. `value` stands in for the year's value.
    """
    value = row.value if value is None else value
    if not value or row.attribute == QUALITATIVE:
        return value
    sign = "" if row.sign == "=" else printed_sign(row.sign, "glyph")
    return f"{sign}{value}{'' if value.endswith(row.unit) else row.unit}"


def printed_nature(row: Indicator, style: Style) -> str:
    """指标性质 where 定性 stands in the column of signs (Sichuan)."""
    return "定性" if row.attribute == QUALITATIVE else printed_sign(row.sign, style)
