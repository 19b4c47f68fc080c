"""A 指标值 as clerks write it when sign, number and unit stand in one cell: ≥90%, 1.2万人, 三百户, 85%以上."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from models.money import half_width
from models.numerals import CHARACTERS, chinese_number
from models.patterns import Pattern
from models.vocabulary import UNITS, sign_of

SIGNS_IN_WORDS: Final = {
    **dict.fromkeys(("不低于", "不少于", "不小于", "至少", "大于或等于", "≥=", "=>", "以上", "及以上"), ">="),
    **dict.fromkeys(
        ("不超过", "不高于", "不大于", "不多于", "至多", "小于或等于", "=<", "以下", "及以下", "以内"), "<="
    ),
    **dict.fromkeys(("超过", "高于", "多于"), ">"),
    **dict.fromkeys(("低于", "少于"), "<"),
    **dict.fromkeys(("为", "是", "==", "相等"), "="),
}
"""What is written for a sign → the sign; 以上, 以下 and 以内 include the number itself."""

SCALES: Final = {"万": 10_000, "亿": 100_000_000}
_PARTS = Pattern(
    r"(?P<before>[≥≤＞＜=><＝﹦≧≦]{1,2}|不低于|不少于|不小于|不超过|不高于|不大于|不多于|至少|至多"
    r"|大于或?等于|小于或?等于|超过|大于|高于|小于|低于|少于)?\s*"
    r"(?:(?P<digits>-?[0-9]{1,20}(?:,[0-9]{3}){0,6}(?:\.[0-9]{1,20})?)"
    rf"|(?P<percent>百分之)?(?P<words>[{CHARACTERS}]{{1,20}}))\s*"
    r"(?P<unit>[^0-9\s]{0,6}?)\s*(?P<after>及?以上|及?以下|以内|左右)?"
)
_LONGEST = 40


@dataclass(frozen=True)
class WrittenValue:
    """The parts of a value. `sign` is empty when none was written, `unit` as well."""

    sign: str
    number: str
    """in digits, exactly as much as was written"""
    unit: str
    is_exact: bool
    """whether nothing was lost: no 左右"""


@lru_cache(maxsize=1024)
def written_value(text: str) -> WrittenValue | None:
    """The parts of a value that is one number with a sign or a unit; None for ranges, dates and mere words."""
    text = half_width(text).strip()
    match = _PARTS.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    before, after = match["before"] or "", match["after"] or ""
    sign = sign_of(before) or SIGNS_IN_WORDS.get(before, "")
    if before and (not sign or after):
        return None
    if match["digits"] is not None:
        number = match["digits"].replace(",", "")
    else:
        said = chinese_number(match["words"])
        if said is None:
            return None
        number = plain(said)
    unit = "%" if match["percent"] else match["unit"]
    if match["percent"] and match["unit"]:
        return None
    # 一般 and 二级 are no numbers.
    if match["words"] and unit and unit not in ("%", "名", "个月", *UNITS):
        return None
    return WrittenValue(sign or SIGNS_IN_WORDS.get(after, ""), number, unit, after != "左右")


def plain(number: Decimal) -> str:
    """A number without exponent and without zeros behind the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
