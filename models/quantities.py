"""Head-counts, standards per head and their products in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from models.money import AmountInText, amounts_in, half_width_numbers
from models.numerals import CHARACTERS, chinese_number
from models.patterns import Pattern

_N = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,4})?|[0-9]{1,12}(?:\.[0-9]{1,4})?"
_COUNTED = "人次|人|名|户|家|个|件|次|场|期|台|套|辆|亩|公里|所|份|批|项"
# 12个月 is a time; 百人, 千家万户, 数百人 and 第十二次 are no counts; 一人一档 and 三个一批 say nothing either.
# Patterns begin with the characters of a number, and look back only then: that is many times faster.
_COUNTED_UNIT = rf"(?P<more>余|多)?(?P<unit>{_COUNTED})(?![/／·])(?!月)"
_COUNT = Pattern(
    rf"[0-9](?<![0-9.第].)(?<![0-9],.)(?P<rest>[0-9]{{0,2}}(?:,[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,4}})?"
    rf"|[0-9]{{0,11}}(?:\.[0-9]{{1,4}})?)\s{{0,4}}(?P<scale>万)?{_COUNTED_UNIT}"
)
_COUNT_IN_WORDS = Pattern(
    rf"[{CHARACTERS}](?<![{CHARACTERS}0-9数几上第之].)(?P<rest>[{CHARACTERS}]{{1,20}}){_COUNTED_UNIT}"
)
_PERCENT = Pattern(r"[0-9](?<![0-9.].)(?<![0-9],.)(?P<rest>[0-9]{0,11}(?:\.[0-9]{1,4})?)\s{0,4}[%％]")
_PERCENT_IN_WORDS = Pattern(rf"百分之(?:(?P<number>{_N})|(?P<words>[{CHARACTERS}]{{1,6}}))")
_APPROXIMATE = Pattern(r"(?:约|近|超过|超|逾|至少|以上|不少于|不低于|不超过|不多于)(?:为|有)?\s*$")
_HEAD = "人|户|名|生|亩|台|套|次|场|天|个|家|所|村|件|辆"
_STANDARD = Pattern(
    rf"(?<![0-9.])(?<![0-9],)(?:(?:(?P<number>{_N})|(?<![{CHARACTERS}])(?P<words>[{CHARACTERS}]{{2,12}}))\s*(?P<wan>万)?元\s*[/／每]\s*(?P<head>人次|{_HEAD})"
    rf"(?:\s*[·•/／每]?\s*(?P<period>年|月|天|日|学期|季度|季|次))?"
    rf"|每(?P<head2>人次|{_HEAD})(?:\s*每?(?P<period2>年|月|天|日|学期|季度|季|次))?\s*(?:(?P<number2>{_N})|(?P<words2>[{CHARACTERS}]{{2,12}}))\s*(?P<wan2>万)?元)"
)
_TIMES_SIGNS = "*×xX✕╳·＊"
_TIMES = rf"\s*[{_TIMES_SIGNS}]\s*"
_PRODUCT = Pattern(
    rf"(?P<standard>{_N})\s*(?P<wan>万)?元\s*(?:[/／每]\s*(?:人次|{_HEAD})(?:\s*[·•/／每]?\s*(?:年|月|天|日|学期|季度|季|次))?)"
    rf"{_TIMES}(?P<count>{_N})\s*(?P<unit>人次|{_HEAD})"
    rf"(?:{_TIMES}(?P<times>[0-9]{{1,4}})\s*个?\s*(?P<period>年|月|天|日|学期|季度|季|次))?"
    rf"(?:\s*[=＝]\s*(?P<result>{_N})\s*(?P<result_unit>万元|元))?"
)


@dataclass(frozen=True)
class Count:
    """A number of things or people and where it stands in the text."""

    value: Decimal
    unit: str
    start: int
    end: int
    approximate: bool = False


@dataclass(frozen=True)
class Standard:
    """元 per head (and period, empty when none is said)."""

    value: Decimal
    head: str
    period: str
    start: int
    end: int


@dataclass(frozen=True)
class Product:
    """A calculation standard × count (× periods), with the result in 元 that the text itself gives."""

    standard: Decimal
    count: Decimal
    unit: str
    times: Decimal
    result: AmountInText | None
    start: int
    end: int

    @property
    def value(self) -> Decimal:
        return self.standard * self.count * self.times


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _scaled(digits: str, wan: str | None) -> Decimal:
    return _decimal(digits) * (10_000 if wan else 1)


@lru_cache(maxsize=512)
def counts_in(text: str) -> tuple[Count, ...]:
    """Every number with a counting unit, in the order of the text, in digits or from ten on in words; 名 counts as 人."""
    plain = half_width_numbers(text)
    found = [_count(match, plain, _scaled(_first(match), match["scale"])) for match in _COUNT.finditer(plain)]
    in_words = [
        _count(match, plain, value)
        for match in _COUNT_IN_WORDS.finditer(plain)
        if (value := chinese_number(_first(match))) is not None
    ]
    return tuple(sorted(found + in_words, key=lambda count: count.start) if in_words else found)


def _first(match: re.Match[str]) -> str:
    """The number of a match whose first character stands before the group `rest`."""
    return match[0][0] + match["rest"]


def _count(match: re.Match[str], plain: str, value: Decimal) -> Count:
    return Count(
        value=value,
        unit="人" if match["unit"] == "名" else match["unit"],
        start=match.start(),
        end=match.end(),
        approximate=_APPROXIMATE.search(plain, max(0, match.start() - 6), match.start()) is not None
        or bool(match["more"])
        or plain.startswith(("以上", "左右", "以内"), match.end()),
    )


@lru_cache(maxsize=512)
def percents_in(text: str) -> tuple[Count, ...]:
    """Every percentage, with the unit %: 95%, 百分之九十五, and 百分之百 as 100."""
    found = []
    if "%" in text or "％" in text:
        plain = half_width_numbers(text)
        found = [
            Count(_decimal(_first(match)), "%", match.start(), match.end())
            for match in _PERCENT.finditer(plain)
        ]
    if "百分之" in text:
        found += [
            Count(value, "%", match.start(), match.end())
            for match in _PERCENT_IN_WORDS.finditer(half_width_numbers(text))
            if (value := _percent(match)) is not None
        ]
        found.sort(key=lambda count: count.start)
    return tuple(found)


def _percent(match: re.Match[str]) -> Decimal | None:
    if match["number"]:
        return _decimal(match["number"])
    return Decimal(100) if match["words"] == "百" else chinese_number(match["words"])


@lru_cache(maxsize=512)
def standards_in(text: str) -> tuple[Standard, ...]:
    """Every standard per head: 290元/人/年, 每人每年290元, 290元每人."""
    if "元" not in text or not any(mark in text for mark in "每/／"):
        return ()
    plain = half_width_numbers(text)
    return tuple(
        Standard(
            value=value,
            head=match["head"] or match["head2"],
            period=match["period"] or match["period2"] or "",
            start=match.start(),
            end=match.end(),
        )
        for match in _STANDARD.finditer(plain)
        if (value := _standard(match)) is not None
    )


def _standard(match: re.Match[str]) -> Decimal | None:
    if digits := match["number"] or match["number2"]:
        return _scaled(digits, match["wan"] or match["wan2"])
    return chinese_number(match["words"] or match["words2"])


@lru_cache(maxsize=512)
def products_in(text: str) -> tuple[Product, ...]:
    """Every calculation such as 290元/人/年*18000人, or 600元/人·月×20人×12月=144,000元."""
    if "元" not in text or not any(sign in text for sign in _TIMES_SIGNS):
        return ()
    plain = half_width_numbers(text)
    return tuple(
        Product(
            standard=_scaled(match["standard"], match["wan"]),
            count=_decimal(match["count"]),
            unit=match["unit"],
            times=_decimal(match["times"]) if match["times"] else Decimal(1),
            result=_result(match, plain),
            start=match.start(),
            end=match.end(),
        )
        for match in _PRODUCT.finditer(plain)
    )


def _result(match: re.Match[str], plain: str) -> AmountInText | None:
    if not match["result"]:
        return None
    return next((amount for amount in amounts_in(plain) if amount.start == match.start("result")), None)


_FIGURE = Pattern(
    r"[0-9](?<![0-9.第].)(?<![0-9],.)[0-9]{0,14}(?:,[0-9]{3}){0,4}(?:\.[0-9]{1,6})?(?![0-9]|\.[0-9])"
    r"(?!\s{0,4}(?:[月日号级]|[-—–~至到]\s{0,4}[0-9]{1,2}\s{0,4}[月日]))"
)
_YEAR = r"(?:19|20)[0-9]{2}\s{0,4}"
_YEARS = Pattern(rf"(?<![0-9]){_YEAR}(?:年?\s{{0,4}}[-—–~至到]{{1,2}}\s{{0,4}}{_YEAR})?(?=年)")
_TITLE = Pattern(r"《[^《》]{0,120}》|[〔\[［(（]\s?(?:19|20)[0-9]{2}\s?[〕\]］)）]\s?[0-9]{1,5}\s?号")


@lru_cache(maxsize=512)
def figures_in(text: str) -> frozenset[Decimal]:
    """Every number that measures something: years, dates and the numbers of documents do not."""
    plain = _YEARS.sub("", _TITLE.sub("", half_width_numbers(text)))
    found = {_decimal(match[0]) for match in _FIGURE.finditer(plain)}
    found.update(count.value for count in (*counts_in(plain), *percents_in(plain)))
    found.update(amount.value for amount in amounts_in(plain) if amount.scale == 1)
    return frozenset(found)
