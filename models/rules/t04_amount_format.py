"""T04: how amounts are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from models.declaration import Declaration
from models.money import AmountInText, amounts_in, format_yuan, half_width
from models.patterns import Pattern
from models.prose import Spot, found_in, replaced, running_texts
from models.quantities import standards_in
from models.rows import clause_start, quote
from models.rule import Finding, Severity, rule

_YUAN = Pattern(r"(?P<number>[0-9０-９.．,，]+)\s*元")
_WAN = Pattern(r"[0-9０-９,，]+[.．](?P<decimals>[0-9０-９]+)\s*万元")
_GROUPED = Pattern(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
# A number before 元 that is not written well, or has a comma: most texts have none.
_SUSPECT = Pattern(
    r"[0-9０-９](?<![0-9０-９.．,，].)"
    r"(?!(?:(?<=[0-9])[0-9]{0,2}(?:,[0-9]{3}){0,5}\.[0-9]{2}|(?<=[0-9])[0-9]{0,3})元|(?<=[0-9])[0-9]{0,12}(?:\.[0-9]{1,6})?万元)"
    r"[0-9０-９.．,，]*+\s?[万亿]?元"
)
_SEPARATOR = Pattern(r"[,，](?<=[0-9].)[0-9]")
_SEPARATED = Pattern(r"(?<![0-9.,，])[0-9]{1,7}(?:[,，][0-9]+)+(?:\.[0-9]+)?\s*(?:万|亿)?元")
# A price or a standard is written as it is spoken: 290元, 每户20000元.
_PRICE = Pattern(r"每|人均|户均|亩均|标准|单价|/")
_LARGE, _LARGE_WITH_DECIMALS = Decimal(10_000), Decimal(1_000)
_MOST_DECIMALS_OF_WAN = 6


@rule(
    "T04",
    Severity.WARNING,
    "金额写千分位和两位小数",
    why="没有千分位的长数字容易数错位数；同一份文本里有的精确到分、有的不写小数，公开后难以核对。",
    source="云南省项目文本公开格式（金额以元为单位，千分位，两位小数）；中央申报表以万元为单位",
    mend="以元为单位的写成“521,789.58元”；以万元为单位的保留两位小数，最多六位。",
    violating={"project.funding": "本年度项目预算金额为3200000元，由县本级财政安排一般公共预算资金。"},
    clean={"project.funding": "本年度项目预算金额为3,200,000.00元（320万元），每户补助20000元，罚款500元。"},
)
def amount_format(declaration: Declaration) -> Iterator[Finding]:
    yield from found_in(running_texts(declaration).holding(_SUSPECT), _amounts)


@dataclass(frozen=True)
class _Fault:
    amount: AmountInText
    what: str
    proper: str = ""
    """how it should be written; empty where that would change its value"""
    severity: Severity = Severity.WARNING


@lru_cache(maxsize=512)
def _amounts(text: str) -> tuple[Spot, ...]:
    """One spot for the amounts of a text that are written otherwise; its mend writes all of them so."""
    wrong = _wrong_separators(text)
    if wrong is not None:
        return (wrong,)
    faults = [fault for amount in amounts_in(text) if (fault := _fault(text, amount)) is not None]
    if not faults:
        return ()
    # What cannot be mended without knowing the amount is told first.
    first = min(faults, key=lambda fault: bool(fault.proper))
    start, end = first.amount.start, first.amount.end
    message = f"金额{quote(text[start:end])}{first.what}" + (
        f"（共{len(faults)}处）" if len(faults) > 1 else ""
    )
    if not first.proper:
        return (Spot(start, end, f"{message}，请核对后改写"),)
    return (
        Spot(
            start,
            end,
            f"{message}，应写成“{first.proper}”",
            replaced(text, ((each.amount.start, each.amount.end, each.proper) for each in faults)),
            f"改为“{first.proper}”",
            safe=True,
            severity=min((each.severity for each in faults), key=lambda severity: severity.rank),
        ),
    )


def _fault(text: str, amount: AmountInText) -> _Fault | None:
    written = text[amount.start : amount.end]
    wan = _WAN.fullmatch(written)
    if wan is not None:
        places = len(wan["decimals"])
        return (
            _Fault(amount, f"有{places}位小数，超过六位，不足一分")
            if places > _MOST_DECIMALS_OF_WAN
            else None
        )
    typed = _YUAN.fullmatch(written)
    if typed is None or amount.approximate:
        return None
    if amount.value < (_LARGE_WITH_DECIMALS if amount.places else _LARGE) or _is_price(text, amount):
        return None
    if amount.places > 2:
        return _Fault(amount, f"有{amount.places}位小数，元以下只到分")
    proper = f"{format_yuan(amount.value)}元"
    if written == proper:
        return None
    number = typed["number"]
    if half_width(number) != number:
        return _Fault(amount, "用了全角数字", proper)
    if "," not in number:
        return _Fault(amount, "缺千分位" if amount.places == 2 else "缺千分位和两位小数", proper)
    what = "缺两位小数" if amount.places < 2 else "的数字和“元”之间有空格"
    return _Fault(amount, what, proper, Severity.INFO)


def _is_price(text: str, amount: AmountInText) -> bool:
    if any(each.start <= amount.start < each.end for each in standards_in(text)):
        return True
    return _PRICE.search(text, clause_start(text, amount.start, "，。；、,;\n"), amount.start) is not None


def _wrong_separators(text: str) -> Spot | None:
    """A number whose commas do not part thousands: which number was meant, only the writer knows."""
    for match in _SEPARATED.finditer(text) if _SEPARATOR.search(text) else ():
        number = match[0].rstrip("万亿元").rstrip()
        digits = sum(char.isdigit() for char in number)
        if digits > 4 and _GROUPED.fullmatch(number) is None:
            return Spot(
                match.start(),
                match.end(),
                f"金额{quote(match[0])}的千分位不对，应每三位一个半角逗号，请核对后改写",
            )
    return None
