"""Years as the forms print them, and labels with years in them."""

from __future__ import annotations

import re

from models.declaration import Number
from models.money import half_width

_YEAR = re.compile(r"\s*([12][0-9]{3})\s*(?:年度?)?\s*")
_BRACKET_TO_FILL = re.compile(r"[(（][^()（）]*\{[^()（）]*[)）]")
_PLACE_TO_FILL = re.compile(r"\{\w*\}\s*(?:年度|年)?")


def year_text(year: Number) -> str:
    """The four digits of a year, or `""` where nothing or no year was typed."""
    match = _YEAR.fullmatch(half_width(str(year))) if year is not None else None
    return match[1] if match else ""


def period_texts(period: tuple[int | str, ...]) -> tuple[str, str]:
    """First and last year of a period; empty where they are not two."""
    years = [year_text(year) for year in period]
    return (years[0], years[1]) if len(years) == 2 else ("", "")


def filled(label: str, **years: str) -> str:
    """A label with its years filled in; without one of them, without the bracket that should hold them.

    `总体目标({start}年-{end}年)` becomes `总体目标(2026年-2028年)`, or `总体目标`.
    """
    if all(years.values()):
        for name, year in years.items():
            label = label.replace("{" + name + "}", year)
        return label
    return _PLACE_TO_FILL.sub("", _BRACKET_TO_FILL.sub("", label))
