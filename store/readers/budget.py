"""The amount of the year, taken from the narrative only where it is certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from models.money import AmountInText, amounts_in, format_yuan
from models.vocabulary import SECTIONS
from store.readers.ledger import Ledger
from store.readers.page import Line

SOURCES = ("funding", "overview")
"""资金安排情况 states the amount, 项目基本概况 repeats it."""

_HEADINGS = {term.key: term.heading for term in SECTIONS}


def total_of(texts: Mapping[str, str], lines: Mapping[str, Sequence[Line]], ledger: Ledger) -> Decimal | None:
    """The budget in 元 when the sections agree on it, or only one amount is named; else None and a remark."""
    found = {key: _distinct(texts.get(key, "")) for key in SOURCES}
    funding, overview = found["funding"], found["overview"]
    if not funding and not overview:
        return None
    if len(funding) == 1 and not funding[0].approximate:
        total = _confirmed(funding[0], overview)
        if total is not None:
            return total
    elif not funding and len(overview) == 1 and not overview[0].approximate:
        return overview[0].value
    for key in SOURCES:
        if found[key] and lines.get(key):
            named = "、".join(f"{format_yuan(amount.value)}元" for amount in found[key])
            line = next((line for line in lines[key] if amounts_in(line.text)), lines[key][0])
            ledger.lack(line, f"预算金额不能确定，没有填入：{_HEADINGS[key]}里有 {named}。")
            break
    return None


def _distinct(text: str) -> list[AmountInText]:
    amounts: dict[Decimal, AmountInText] = {}
    for amount in amounts_in(text):
        amounts.setdefault(amount.value, amount)
    return list(amounts.values())


def _confirmed(stated: AmountInText, others: Sequence[AmountInText]) -> Decimal | None:
    """The amount, as exactly as either place gives it; None when the other place names different ones only."""
    if not others:
        return stated.value
    for other in others:
        if other.approximate:
            continue
        if other.value == stated.value or other.agrees_with(stated.value):
            return stated.value
        if stated.agrees_with(other.value):
            return other.value
    return None
