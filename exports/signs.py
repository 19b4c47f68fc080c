"""Comparison signs and targets as the forms print them; the file holds only `= >= <= > <`."""

from __future__ import annotations

import re
from typing import Final, Literal

from models.declaration import Indicator
from models.money import half_width
from models.rows import is_date, is_qualitative, sign, wants_number
from models.written_value import SCALES, written_value

Style = Literal["ascii", "glyph", "small"]

_GLYPHS: Final[dict[Style, dict[str, str]]] = {
    "ascii": {},
    "glyph": {"=": "＝", ">=": "≥", "<=": "≤", ">": "＞", "<": "＜"},
    # The Yunnan 自评表 prints U+FE66 for equality.
    "small": {"=": "﹦", ">=": "≥", "<=": "≤", ">": "＞", "<": "＜"},
}

_BARE_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


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

    The sign of equality is left out, as the ministry's forms do. A value that was typed with a sign, with a unit or
    as a date gets no second one. `value` stands in for the year's value.
    """
    value = (row.value if value is None else value).strip()
    if not value or is_in_words(row):
        return value
    written, own = written_value(value), sign(row) or row.sign
    has_sign = written is not None and written.sign
    has_unit = is_date(value) or (written is not None and written.unit and written.unit not in SCALES)
    before = "" if own == "=" or has_sign else printed_sign(own, "glyph")
    unit = row.unit.strip()
    return f"{before}{value}{'' if has_unit or value.endswith(unit) else unit}"


def printed_nature(row: Indicator, style: Style, qualitative: str = "定性") -> str:
    """指标性质 where `qualitative` stands in the column of signs (Sichuan)."""
    return qualitative if is_in_words(row) else printed_sign(row.sign, style)


def reached(row: Indicator, value: str | None = None) -> str:
    """实际完成值 (or another value reached), with the unit of the indicator where a bare number was given."""
    actual = (row.actual if value is None else value).strip()
    bare = _BARE_NUMBER.fullmatch(half_width(actual)) is not None
    return f"{actual}{row.unit.strip()}" if bare else actual
