"""X08: the money and the head-count of this year, not of an earlier one or of several."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from models.declaration import Declaration
from models.money import AmountInText, amounts_in, finite, format_number, format_yuan
from models.patterns import Pattern
from models.quantities import Count, counts_in, products_in
from models.rows import PEOPLE, clause_start, quote, texts_of
from models.rule import Finding, Mend, Severity, rule
from models.totals import (
    CLAUSE_END,
    amounts_of_several_years,
    sentence_start,
    shown,
    stated_totals,
    totals_in,
)

_AFTER = 100
_YEAR = Pattern(r"((?:19|20)[0-9]{2})\s*年")
_PAST = Pattern(
    r"执行|决算|支出|支付|拨付|到位|下达|已|曾|完成|结余|结转|上年|去年|往年|相比|比|较|持平|追加"
)
_EXPECTED = Pattern(
    r"预计|预测|测算[^，。]{0,6}(?:增长|增幅)|增长|增幅|增加|上浮\s*[0-9]|本年|今年|[0-9]\s*[%％]"
)


@rule(
    "X08",
    Severity.ERROR,
    "年度金额应是本年度的",
    why="往年的数、几年的合计都不是今年申请的钱；沿用上年文本时最容易漏改年份，审核人会按年份逐一核对。",
    source="财预〔2015〕88号 审核表“资金匹配性”；云南省项目文本公开格式（本年度预算金额）",
    mend="把金额和年份改成预算年度的；几年合计与本年度金额分开写；以往年人数测算的，写明本年度预计的人数。",
    violating={"project.funding": "2025年度项目预算金额为3,200,000.00元，由县本级财政安排一般公共预算资金。"},
    clean={
        "project.funding": "2025年度项目预算金额为2,900,000.00元，2026年度项目预算金额为3,200,000.00元，由县本级财政安排。"
    },
)
def amount_of_this_year(declaration: Declaration) -> Iterator[Finding]:
    year, total = declaration.project.year, finite(declaration.budget.total)
    if not isinstance(year, int):
        return
    texts = texts_of(declaration)
    for path, text in texts:
        if total is not None:
            yield from _of_another_year(path, text, total, year)
        yield from _head_count_of_earlier_year(path, text, year)
    if total is not None and total > 0 and not stated_totals(declaration) and _several_years(declaration):
        yield from _of_several_years(texts, total)


@lru_cache(maxsize=256)
def _of_another_year(path: str, text: str, total: Decimal, year: int) -> tuple[Finding, ...]:
    """This year's total under another year, in a field that does not give it for this year as well."""
    funding = path == "project.funding"
    if any(
        amount.agrees_with(total) and _year_of(text, amount) in ("", str(year)) for amount in amounts_in(text)
    ):
        return ()
    return tuple(
        _wrong_year(path, text, stated.amount, stated.year, year, funding)
        for stated in totals_in(text)
        if stated.year
        and stated.year != str(year)
        and (stated.amount.agrees_with(total) or funding)
        and _PAST.search(_clause(text, stated.amount)) is None
        and _several(text, stated.amount) is False
    )


def _clause(text: str, amount: AmountInText) -> str:
    after = text[amount.end : amount.end + _AFTER]
    end = amount.end + next((at for at, char in enumerate(after) if char in CLAUSE_END), len(after))
    return text[sentence_start(text, amount.start) : end]


def _year_of(text: str, amount: AmountInText) -> str:
    years = _YEAR.findall(text[sentence_start(text, amount.start) : amount.start])
    return years[-1] if years else ""


def _several(text: str, amount: AmountInText) -> bool:
    return amount in amounts_of_several_years(text)


def _wrong_year(
    path: str, text: str, amount: AmountInText, written: str, year: int, funding: bool
) -> Finding:
    begin = sentence_start(text, amount.start)
    at = text.rfind(written, begin, amount.start)
    return Finding(
        path,
        f"这里写的是{written}年的预算金额{shown(amount)}，而预算年度是{year}年，没有写{year}年的金额；"
        "请核对是不是沿用上年文本时漏改了年份",
        at,
        amount.end,
        severity=Severity.ERROR if funding else Severity.WARNING,
        mend=Mend(f"年份改为{year}年", {path: f"{text[:at]}{year}{text[at + 4 :]}"}, safe=False),
    )


def _several_years(declaration: Declaration) -> bool:
    period = declaration.project.period
    return len(period) != 2 or period[0] != period[1]


def _of_several_years(texts: list[tuple[str, str]], total: Decimal) -> Iterator[Finding]:
    """The texts give the total as that of several years, and nowhere as this year's."""
    named = [amount.value == total for _, text in texts for amount in amounts_in(text)]
    for path, text in texts:
        for amount in amounts_of_several_years(text):
            if amount.value == total and named.count(True) == 1:
                yield Finding(
                    path,
                    f"预算金额{format_yuan(total)}元与这里几年合计的{quote(text[amount.start : amount.end])}相同；"
                    "预算金额应是本年度的，请分开写明几年合计和本年度金额",
                    amount.start,
                    amount.end,
                )


@lru_cache(maxsize=256)
def _head_count_of_earlier_year(path: str, text: str, year: int) -> tuple[Finding, ...]:
    """A calculation for this year beside the head-count of an earlier one, without this year's expected number."""
    products = products_in(text)
    people = [count for count in counts_in(text) if count.unit in PEOPLE] if products else []
    years = [_named_year(text, count) for count in people]
    starts = [count.start for count in people]
    found = []
    for product in products if any(0 < named < year for named in years) else ():
        begin = sentence_start(text, product.start)
        nearby = range(bisect_left(starts, begin), bisect_left(starts, product.start))
        counts = [people[at] for at in nearby]
        earlier = [(people[at], years[at]) for at in nearby if 0 < years[at] < year]
        clause = text[begin : product.start]
        if not earlier or product.count in {count.value for count in counts}:
            continue
        if f"{year}年" in clause or _EXPECTED.search(clause):
            continue
        first, named = earlier[0]
        at = text.rfind(str(named), begin, first.start)
        found.append(
            Finding(
                path,
                f"测算用的是{format_number(product.count)}{product.unit}，前面写的却是{named}年的"
                f"{format_number(first.value)}{first.unit}；请写明{year}年预计的人数和怎样得出的",
                at,
                first.end,
                severity=Severity.INFO,
            )
        )
    return tuple(found)


def _named_year(text: str, count: Count) -> int:
    """The year in the part of the sentence that holds a count; 0 when it names none."""
    begin = max(sentence_start(text, count.start), clause_start(text, count.start, "，,、"))
    years = _YEAR.findall(text[begin : count.start])
    return int(years[-1]) if years else 0
