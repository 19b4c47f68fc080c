"""What one row of the indicator table means to the rules, and how messages quote it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from models.declaration import Declaration, Indicator
from models.money import half_width
from models.patterns import Pattern
from models.peers import PeerRow
from models.text import truncate, visible
from models.vocabulary import sign_of
from models.written_value import SIGNS_IN_WORDS

_NUMBER = Pattern(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?")
_DATE = Pattern(
    r"(?:(?:19|20)[0-9]{2}\s*年\s*(?:度|[0-9]{1,2}\s*月(?:份)?\s*(?:[0-9]{1,2}\s*[日号])?)?"
    r"|(?:19|20)[0-9]{2}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?"
    r"|[0-9]{1,2}\s*月(?:份)?\s*(?:[0-9]{1,2}\s*[日号])?)"
    r"\s*(?:年?底|年?末|初|之?前|以前|内|上旬|中旬|下旬)?\s*(?:之?前|以前|完成)?"
)
_PUNCTUATION = Pattern(r"[\s，。、；：！？,.;:!?（）()《》“”‘’\"'·—\-\\/]+")
_REPEATING = Pattern(
    r"达到|达|到|以上|以下|不低于|不少于|不超过|不大于|大于|小于|等于|约|是|为|共|在|前|指标值?|目标值?|[≥≤=><＝≧≦%％]"
)


_REPEATING_WORDS = 20
"""Characters of blanks, marks and words such as 达到 … 以上 beside a repeated name and value, at most."""


def sign(row: Indicator) -> str:
    """The sign of a row in its stored form, whatever glyph or words were typed; empty when it is none."""
    return sign_of(row.sign) or SIGNS_IN_WORDS.get(row.sign.strip(), "")


def is_quantitative(row: Indicator | PeerRow) -> bool:
    """Whether 指标属性 says 定量 (with or without 指标)."""
    return row.attribute.strip() in ("定量指标", "定量")


def is_qualitative(row: Indicator | PeerRow) -> bool:
    """Whether 指标属性 says 定性 (with or without 指标)."""
    return row.attribute.strip() in ("定性指标", "定性")


@lru_cache(maxsize=2048)
def number(value: str) -> Decimal | None:
    """A 指标值 that is a bare number: ASCII digits, no separator, no unit."""
    value = value.strip()
    return Decimal(value) if _NUMBER.fullmatch(value) else None


@lru_cache(maxsize=2048)
def is_date(value: str) -> bool:
    """Whether a 指标值 is a date such as 2026年12月, 2026-12-31 or 12月底前."""
    return _DATE.fullmatch(half_width(value).strip()) is not None


def has_digits(value: str) -> bool:
    """Whether a 指标值 counts or dates something."""
    return any(char.isdigit() for char in value)


def wants_number(row: Indicator) -> bool:
    """Whether the 指标值 must be a number: 指标属性 says 定量, or a sign compares something that counts or dates.

    A sign beside a 定性 value in mere words is the sign's fault, not the value's.
    """
    if is_quantitative(row):
        return True
    return bool(sign(row)) and (not is_qualitative(row) or has_digits(row.value))


PERCENT_IN_WORDS = frozenset({"百分比", "百分之", "％", "%%", "百分数", "百分率"})
"""Ways of writing the 度量单位 % that every reader understands and no system does."""


def is_percent(unit: str) -> bool:
    """Whether a 度量单位 means percent, however it is written."""
    unit = unit.strip()
    return unit == "%" or unit in PERCENT_IN_WORDS


@lru_cache(maxsize=512)
def level_key(name: str) -> str:
    """A 一级 or 二级指标 name as it is compared: with and without 指标 is the same."""
    return name.strip().removesuffix("指标")


def is_cost(row: Indicator) -> bool:
    """Whether a row is a 成本指标 by the tree of 2015 (产出之下) or of 2021."""
    return level_key(row.level1) == "成本" or "成本" in row.level2


@lru_cache(maxsize=2048)
def comparable(text: str) -> str:
    """A text without blanks and punctuation, for comparing names."""
    return _PUNCTUATION.sub("", half_width(text))


@lru_cache(maxsize=2048)
def repeats(text: str, name: str, value: str, unit: str) -> bool:
    """Whether `text` says nothing but the indicator's name and value over again."""
    if len(text.replace(name, "", 1).replace(value, "", 1)) > len(unit) + _REPEATING_WORDS:
        return False
    rest = comparable(text)
    parts = [part for part in map(comparable, (name, value)) if part]
    if not any(part in rest for part in parts):
        return False
    for part in parts:
        rest = rest.replace(part, "", 1)
    rest = _REPEATING.sub("", rest)
    return rest in ("", comparable(unit))


@lru_cache(maxsize=2048)
def quote(text: str, cells: int = 32) -> str:
    """The user's words inside a message: on one line, shortened, between quotation marks."""
    return f"“{truncate(visible(text.strip()), cells)}”"


def join(parts: list[str]) -> str:
    """A Chinese enumeration: 甲、乙和丙."""
    return parts[0] if len(parts) == 1 else "、".join(parts[:-1]) + "和" + parts[-1]


def clause_start(text: str, at: int, marks: str) -> int:
    """Where the clause that holds position `at` begins, when clauses end in any of `marks`."""
    return max(text.rfind(mark, 0, at) for mark in marks) + 1


PEOPLE = ("人", "人次", "户", "名")
"""度量单位 that count people or households."""


def is_head_count(row: Indicator) -> bool:
    """Whether a 数量指标 says how many people or households are to be reached."""
    if row.unit.strip() not in PEOPLE or level_key(row.level2) != "数量":
        return False
    value = number(row.value)
    return value is not None and value > 0 and sign(row) in ("=", ">=", ">")


def rows_of(declaration: Declaration) -> Iterator[tuple[int, Indicator]]:
    """The indicators with their positions."""
    return enumerate(declaration.indicators)


TEXT_FIELDS = (
    "project.overview",
    "project.content",
    "project.funding",
    "project.plan",
    "project.outcome",
    "goals.annual",
)
"""The texts that speak of this year's project; 立项依据 cites others and 总体目标 spans several years."""


def texts_of(declaration: Declaration) -> list[tuple[str, str]]:
    """Field paths and contents of the non-empty texts about this year's project; not to be changed."""
    global _last_texts  # noqa: PLW0603 - a dozen rules ask for the same declaration in turn, on every key press
    known, texts = _last_texts
    if known is not declaration:
        project = declaration.project
        contents = (project.overview, project.content, project.funding, project.plan, project.outcome)
        texts = [
            each for each in zip(TEXT_FIELDS, (*contents, declaration.goals.annual), strict=True) if each[1]
        ]
        _last_texts = (declaration, texts)
    return texts


_last_texts: tuple[Declaration | None, list[tuple[str, str]]] = (None, [])
