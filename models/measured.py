"""指标值 and 实际完成值 of one indicator as two numbers in one unit, or as two dates, ready to be compared.

Clerks write sign, number and unit in one cell, a date for a month, 万元 for 元. What can't be compared for certain is
an `IncomparableError` with the reason; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from models.declaration import Indicator, Number
from models.moments import Moment, moment_of
from models.money import half_width
from models.patterns import Pattern
from models.rows import has_digits, is_percent, is_qualitative, is_quantitative, quote, sign
from models.vocabulary import UNITS
from models.written_value import SCALES, written_value

LEAST: Final = (">=", ">", "=")
"""Signs of targets that are reached from below."""
MOST: Final = ("<=", "<")
"""Signs of targets that are not to be passed."""

_ACTUAL = Pattern(
    r"\s*(?:[≥≤＞＜=><]+|约|已?完成|达到?|为|实际)*\s*(-?[0-9][0-9,]{0,20}(?:\.[0-9]{1,10})?)\s*(\D{0,12})"
)
_MONTH = Pattern(
    r"\s*(?:本年|当年)?\s*([0-9]{1,2}\s*月份?(?:\s*[0-9]{1,2}\s*[日号])?)\s*(?:底?之?以?[前末底初内]*)\s*"
)
_BARE_MONTH = Pattern(r"[0-9]{1,2}")
_AROUND_A_DATE = Pattern(r"^(?:已|于|在|均|全部)+|(?:已?全?部?(?:完成|完工|竣工|验收|发放|拨付|到位))+$")
_SAME: Final = {
    **dict.fromkeys(("名", "位", "个人"), "人"),
    **{"个月": "月", "月份": "月", "日": "天", "元整": "元", "平米": "平方米"},
}
"""Units that mean the same as one of `UNITS`."""
_UNITS: Final = sorted({*UNITS, *_SAME, "百分点", "个百分点"}, key=len, reverse=True)


_MOST_DIGITS, _MOST_DECIMALS = 14, 8


class IncomparableError(ValueError):
    """A completion that can't be compared with its target; the message is a clause for a clerk."""


@dataclass(frozen=True)
class Numbers:
    """A target and its completion in the same unit."""

    target: Decimal
    actual: Decimal
    sign: str
    """one of `LEAST` or `MOST`"""
    unit: str
    """as it was typed, percent always as %"""

    @property
    def is_reached(self) -> bool:
        """Whether the completion meets the target. A negative one counts as 0, unless the target is negative too."""
        if self.target < 0:
            passes = self.actual > self.target if self.sign in (">", ">=") else self.actual < self.target
            return self.actual == self.target or (self.sign != "=" and passes)
        actual = max(self.actual, Decimal(0))
        if self.sign in MOST or (self.sign == "=" and self.target == 0):
            return actual <= self.target
        return actual >= self.target


@dataclass(frozen=True)
class Dates:
    """A month or a day by which something is to be done, and when it was done."""

    target: Moment
    actual: Moment

    @property
    def is_on_time(self) -> bool | None:
        """Whether it was done by then; None when only a month is given where the day decides."""
        if self.actual.last <= self.target.last:
            return True
        return False if self.actual.first > self.target.last else None

    @property
    def months_late(self) -> Decimal | None:
        """Months after the target; None where they would not be whole ones."""
        if self.is_on_time is not False:
            return Decimal(0) if self.is_on_time else None
        if self.target.day is not None and self.target.day != self.actual.day:
            return None
        return Decimal((self.actual.year - self.target.year) * 12 + self.actual.month - self.target.month)

    @property
    def days_late(self) -> Decimal | None:
        """Days after the target; None where only the month is known."""
        if self.is_on_time is not False:
            return Decimal(0) if self.is_on_time else None
        return None if self.actual.day is None else Decimal((self.actual.last - self.target.last).days)


def is_graded(row: Indicator) -> bool:
    """Whether an indicator is judged by a grade in words: 定性, or a target without any number.

    Published declarations call `>= 85 %` 定性 too; what has a sign and a number is counted all the same.
    """
    if is_qualitative(row):
        return not (sign(row) and has_digits(row.value))
    value = row.value.strip()
    return bool(value) and not is_quantitative(row) and not has_digits(value) and written_value(value) is None


def measured(row: Indicator, year: Number = None) -> Numbers | Dates:
    """Target and completion of an indicator that counts or dates something; months without a year are of `year`.

    Raises IncomparableError with what is missing or does not go together.
    """
    if not row.value.strip():
        raise IncomparableError("没有填写指标值")
    if not row.actual.strip():
        raise IncomparableError("没有填写实际完成值")
    by = _moment(row.value, year)
    return _dates(row, by) if by is not None else _numbers(row, year)


@lru_cache(maxsize=2048)
def actual_number(text: str) -> Decimal | None:
    """The number of a 实际完成值 such as `98`, `98%` or `1,200人`; None when it gives none, or more than one."""
    match = _ACTUAL.fullmatch(half_width(text))
    return Decimal(match[1].replace(",", "")) if match else None


def _dates(row: Indicator, by: Moment) -> Dates:
    actual = half_width(row.actual.strip())
    if _BARE_MONTH.fullmatch(actual) and _base(row.unit) == "月":
        actual += "月"
    done = _moment(actual, by.year)
    if done is None:
        raise IncomparableError(
            f"指标值{quote(row.value)}是时间，实际完成值{quote(row.actual)}没有写是哪年哪月"
        )
    found = Dates(by, done)
    if sign(row) in (">", ">=") and (done.year, done.month) != (by.year, by.month):
        raise IncomparableError(
            f"指标值{quote(row.value)}是时间，指标性质{quote(row.sign)}没有说明是早好还是晚好"
        )
    if found.is_on_time is None:
        raise IncomparableError(f"实际完成值{quote(row.actual)}没有写到哪一天，不能与{quote(row.value)}比较")
    return found


def _numbers(row: Indicator, year: Number) -> Numbers:
    target, unit, own = _target(row)
    if not own:
        raise IncomparableError("没有选择指标性质（≥ ≤ ＝）")
    done = _moment(row.actual, year) if unit == "月" else None
    shown = unit if unit == "%" else row.unit.strip() or unit
    _refuse_absurd(target, row.value)
    if done is not None:
        return Numbers(target, _month_of_year(done, year, row), own, shown)
    number, written = _actual(row.actual)
    if written and not unit and written == "%":
        raise IncomparableError(f"实际完成值{quote(row.actual)}是百分比，指标值{quote(row.value)}没有写单位")
    actual = _in_unit(number, written, unit)
    if actual is None:
        raise IncomparableError(f"实际完成值{quote(row.actual)}与指标的度量单位{quote(row.unit or unit)}不同")
    _refuse_absurd(actual, row.actual)
    return Numbers(target, actual, own, shown)


def _refuse_absurd(number: Decimal, text: str) -> None:
    """Refuse a number whose share of another could not be told to two decimals."""
    exponent = number.as_tuple().exponent
    if number.adjusted() > _MOST_DIGITS or not isinstance(exponent, int) or exponent < -_MOST_DECIMALS:
        raise IncomparableError(f"{quote(text)}位数太多")


def _target(row: Indicator) -> tuple[Decimal, str, str]:
    """Number, unit and sign of the target."""
    written = written_value(row.value)
    if written is None:
        raise IncomparableError(f"指标值{quote(row.value)}不是一个数")
    own = sign(row)
    if own and written.sign and own != written.sign:
        raise IncomparableError(f"指标性质{quote(row.sign)}与指标值{quote(row.value)}里的不同")
    unit = _base(row.unit) or _base(written.unit)
    number = _in_unit(Decimal(written.number), _base(written.unit), unit)
    if number is None:
        raise IncomparableError(f"指标值{quote(row.value)}里的单位与度量单位{quote(row.unit)}不同")
    return number, unit, own or written.sign


def _actual(text: str) -> tuple[Decimal, str]:
    """Number and unit of a completion; the unit is empty where none was written."""
    match = _ACTUAL.fullmatch(half_width(text))
    if match is not None:
        return Decimal(match[1].replace(",", "")), _unit_at(match[2])
    written = written_value(text)
    if written is None:
        raise IncomparableError(f"实际完成值{quote(text)}不是一个数")
    return Decimal(written.number), _unit_at(written.unit)


def _unit_at(text: str) -> str:
    """The unit that a text begins with; empty for words such as 以上."""
    text = text.strip()
    if text.startswith(("%", "％", "百分比")):
        return "%"
    scale = text[:1] if text[:1] in SCALES else ""
    rest = text[len(scale) :]
    return scale + _base(next((unit for unit in _UNITS if rest.startswith(unit)), ""))


def _base(unit: str) -> str:
    """A unit as it is compared."""
    unit = unit.strip()
    return "%" if is_percent(unit) else _SAME.get(unit, unit)


def _in_unit(number: Decimal, written: str, unit: str) -> Decimal | None:
    """A number with the unit it was written with (perhaps none) in another unit; None when they do not go together."""
    if not written or written == unit:
        return number
    scale, counted = _scaled(written)
    whole, wanted = _scaled(unit)
    if counted and not (counted.startswith(wanted) or wanted.startswith(counted)):
        return None
    return number * scale / whole


def _scaled(unit: str) -> tuple[Decimal, str]:
    """万元 as 10,000 and 元."""
    return (Decimal(SCALES[unit[0]]), unit[1:]) if unit[:1] in SCALES else (Decimal(1), unit)


def _moment(text: str, year: Number) -> Moment | None:
    """The month or day of a text; of `year` where it names none, if that is known."""
    text = _AROUND_A_DATE.sub("", half_width(text).strip())
    found = moment_of(text)
    if found is not None or not isinstance(year, int):
        return found
    match = _MONTH.fullmatch(text)
    return moment_of(f"{year}年{match[1]}") if match else None


def _month_of_year(done: Moment, year: Number, row: Indicator) -> Decimal:
    """The month as a number of the budget year: of the next year, 13 and on."""
    if not isinstance(year, int):
        raise IncomparableError(f"没有填写预算年度，实际完成值{quote(row.actual)}不能与月份比较")
    return Decimal((done.year - year) * 12 + done.month)
