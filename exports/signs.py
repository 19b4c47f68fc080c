"""Comparison signs and targets as the forms print them; the file holds only `= >= <= > <`."""

from __future__ import annotations

from typing import Final, Literal

from models.declaration import Indicator
from models.rows import is_qualitative, wants_number

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


def is_in_words(row: Indicator) -> bool:
    """Whether the target is a grade in words: 定性, and no sign compares a number or a date.

    Published declarations call `>= 85 %` 定性 too; without its sign and unit the number would mean nothing.
    """
    return is_qualitative(row) and not wants_number(row)


def printed_target(row: Indicator, value: str | None = None) -> str:
    """Sign, value and unit in one cell: `≥2014人`, `100%`, `2026年12月`, for a qualitative indicator its words.

    The sign of equality is left out, as the ministry's forms do. `value` stands in for the year's value.
    """
    value = row.value if value is None else value
    if not value or is_in_words(row):
        return value
    sign = "" if row.sign == "=" else printed_sign(row.sign, "glyph")
    return f"{sign}{value}{'' if value.endswith(row.unit) else row.unit}"


def printed_nature(row: Indicator, style: Style, qualitative: str = "定性") -> str:
    """指标性质 where `qualitative` stands in the column of signs (Sichuan)."""
    return qualitative if is_in_words(row) else printed_sign(row.sign, style)
