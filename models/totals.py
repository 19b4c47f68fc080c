"""Amounts that a text calls the project's budget, and what sets others apart: another year, several years, a part."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from models.declaration import Declaration
from models.money import AmountInText, amounts_in, finite, format_wan, format_yuan
from models.numerals import capital_amount
from models.patterns import Pattern
from models.rows import clause_start, texts_of

CLAUSE_END = "。；;\n"
_LONGEST = 300

# The words that make an amount the project's total, directly before it.
_TOTAL = Pattern(
    r"(?:预算金额|预算总额|预算总金额|预算资金|预算数|预算经费|项目预算|年度预算|预算总计|项目总金额|项目总资金|项目资金总额|资金总额|经费总额|总预算|申请预算资金|申报金额)"
    r"(?:合计|共计|总计|总额|共)?\s*(?:为|是|：|:)?\s*(?:人民币)?\s*[（(]?(?:大写|小写)?[）)]?\s*[：:]?\s*$"
)
# Words that make it something else: a part, another year, several years, a change.
_NOT_TOTAL = Pattern(
    r"其中|分别|各项|一是|二是|三是|四是|五是|[（(][一二三四五六七八九十0-9]{1,2}[)）]|[0-9]\s*[.、]\s*\D"
    r"|人均|单价|平均|上年|去年|往年|以前年度|历年|累计|三年|五年|中期|实施期|结余|结转|追加|调减|压减|调整前|原预算|执行"
)
_YEAR = Pattern(r"((?:19|20)[0-9]{2})\s*年")
_SEVERAL_YEARS = Pattern(
    r"(?:19|20)[0-9]{2}\s*年?\s*(?:度)?\s*(?:[-—–~～至到]|—)+\s*(?:19|20)[0-9]{2}\s*年|累计|[两二三四五]年(?:合计|共|总)|三年|五年|中期|实施期"
)


@dataclass(frozen=True)
class Total:
    """An amount that the text calls a budget."""

    amount: AmountInText
    year: str
    """the year that its clause names last; empty when it names none"""
    other: bool
    """a part, an earlier or a changed budget, or one of several years"""


@lru_cache(maxsize=512)
def totals_in(text: str) -> tuple[Total, ...]:
    """Every amount that follows a word such as 预算金额, in the order of the text."""
    return tuple(
        _total(text, amount)
        for amount in amounts_in(text)
        if _TOTAL.search(text, max(0, amount.start - 24), amount.start)
    )


def sentence_start(text: str, at: int) -> int:
    """Where the sentence that holds a position begins; no sentence is taken for longer than a few lines."""
    return max(clause_start(text, at, CLAUSE_END), at - _LONGEST)


def _total(text: str, amount: AmountInText) -> Total:
    clause = text[sentence_start(text, amount.start) : amount.start]
    years = _YEAR.findall(clause)
    return Total(amount, years[-1] if years else "", _NOT_TOTAL.search(clause) is not None)


@lru_cache(maxsize=512)
def amounts_of_several_years(text: str) -> tuple[AmountInText, ...]:
    """Every amount whose clause speaks of several years (2026年至2028年共…, 实施期总投资…) and of no single one."""
    return tuple(
        amount
        for amount in amounts_in(text)
        if _SEVERAL_YEARS.search(text, _part_start(text, amount.start), amount.start)
    )


def _part_start(text: str, at: int) -> int:
    return max(clause_start(text, at, f"{CLAUSE_END}，,"), at - _LONGEST)


def totals_of_year(text: str, year: object) -> tuple[AmountInText, ...]:
    """The amounts that a text calls the budget of this year."""
    return tuple(
        total.amount for total in totals_in(text) if not total.other and total.year in ("", str(year))
    )


def stated_totals(declaration: Declaration) -> list[tuple[str, AmountInText]]:
    """Field paths and amounts of all that the texts call the project's budget of this year."""
    return list(
        _stated(tuple(texts_of(declaration)), finite(declaration.budget.total), declaration.project.year)
    )


@lru_cache(maxsize=64)
def _stated(
    texts: tuple[tuple[str, str], ...], total: Decimal | None, year: object
) -> tuple[tuple[str, AmountInText], ...]:
    stated = []
    for path, text in texts:
        found = totals_of_year(text, year)
        parts = [amount.value for amount in found if amount.value != total]
        # Two amounts that make the total together are its parts, whatever they are called.
        if total is None or len(parts) < 2 or sum(parts, Decimal(0)) != total:
            stated += [(path, amount) for amount in found]
    return tuple(stated)


def shown(amount: AmountInText) -> str:
    """An amount of a text for a message, in the unit in which it was written."""
    return written_like(amount, amount.value)


def written_like(pattern: AmountInText, amount: Decimal) -> str:
    """An amount of 元 written in the manner of another: in 大写, 万元 or 元."""
    if pattern.capital:
        return capital_amount(amount.quantize(Decimal("0.01")))
    return f"{format_yuan(amount)}元" if pattern.scale == 1 else f"{format_wan(amount)}万元"
