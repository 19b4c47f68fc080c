"""What a field is: how it is typed, how text becomes a value of the model, and how a value stands in its field."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from models import vocabulary
from models.declaration import Declaration
from models.money import format_yuan, half_width, parse_amount
from models.practice import Practice
from models.text import clean
from tui.amount_notes import amount_help, amount_notes
from tui.dates import date_words


class Kind(Enum):
    """How a field is typed and kept."""

    LINE = "line"
    LONG = "long"
    CHOICE = "choice"
    SIGN = "sign"
    YEAR = "year"
    PERIOD = "period"
    AMOUNT = "amount"
    POINTS = "points"


Choices = Callable[[Declaration, int, Practice], tuple[str, ...]]
"""Values to choose from, for a declaration, the position of the indicator in view and the bureau's practice."""


@dataclass(frozen=True)
class Field:
    """One row of a form."""

    path: str
    """field path, with `[*]` for the indicator or task in view"""
    label: str
    kind: Kind = Kind.LINE
    choices: Choices | None = None
    hint: str = ""
    offers: Choices | None = None
    """values offered on F3 only: mostly one writes one's own"""
    is_prefix: bool = False
    """whether what is offered is the beginning of the text, not all of it"""
    holds_several: bool = False
    """whether several of what is offered can be chosen, with 、 between them"""
    name: str = ""
    """what it is called where its form is not seen; its label where empty"""

    @property
    def key(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def has_dialog(self) -> bool:
        """Whether the value can be chosen from a list or filled in as a small form (F3)."""
        return (
            bool(self.choices or self.offers)
            or self.kind in (Kind.YEAR, Kind.PERIOD)
            or self.key == "scoring"
        )

    def at(self, index: int) -> str:
        """The path of this field for the indicator or task at a position."""
        return self.path.replace("[*]", f"[{index}]")


@dataclass(frozen=True)
class Form:
    """The fields shown together for one node of the tree."""

    key: str
    title: str
    fields: tuple[Field, ...]

    @property
    def rows(self) -> str:
        """The table of which it shows one row, `indicators` or `tasks`; empty for a section."""
        table, bracket, _ = self.fields[0].path.partition("[")
        return table if bracket else ""


def fixed(*values: str) -> Choices:
    """Always the same values."""
    return lambda _declaration, _index, _practice: values


SEPARATOR = "、"


def words_in(text: str) -> tuple[str, ...]:
    """The values of a field that holds several."""
    return tuple(filter(None, (word.strip() for word in re.split(r"[、，,；;\n]", text))))


def with_words(text: str, offered: tuple[str, ...], chosen: tuple[str, ...]) -> str:
    """The text of such a field with these of the offered values and no others; the user's own words stay behind."""
    return SEPARATOR.join((*chosen, *(word for word in words_in(text) if word not in offered)))


_PERIOD = re.compile(r"(\d{4})\s*年?\s*(?:[-—–~～至到]+\s*(\d{4})\s*年?)?")
_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")


def to_text(kind: Kind, value: Any) -> str:
    """A value of the model as it stands in its field."""
    if value is None:
        return ""
    if kind is Kind.AMOUNT and isinstance(value, Decimal):
        return format_yuan(value)
    if kind is Kind.PERIOD:
        return "-".join(str(part) for part in value)
    if kind is Kind.POINTS and isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def from_text(kind: Kind, text: str) -> Any:
    """What the user typed as a value of the model; the text itself where it is no such value."""
    text = clean(text)
    if kind is Kind.LONG:
        return text.rstrip("\n")
    text = text.replace("\n", " ").replace("\t", " ")
    if kind in (Kind.LINE, Kind.CHOICE):
        return text
    typed = half_width(text).strip()
    if kind is Kind.SIGN:
        sign = vocabulary.sign_of(typed)
        return text if sign is None else sign
    if kind is Kind.PERIOD:
        match = _PERIOD.fullmatch(typed)
        if match:
            return tuple(int(year) for year in match.groups() if year)
        return (text,) if typed else ()
    if not typed:
        return None
    if kind is Kind.YEAR:
        return int(typed) if re.fullmatch(r"\d{4}", typed) else text
    if kind is Kind.AMOUNT:
        amount = parse_amount(typed)
        return text if amount is None else amount
    try:
        return Decimal(typed) if _DECIMAL.fullmatch(typed) else text
    except InvalidOperation:
        return text


def beside(kind: Kind, value: Any, cells: int) -> str:
    """What stands beside a field, in `cells` cells, to read its value by: an amount of 元 in 万元."""
    notes = amount_notes(value, cells) if kind is Kind.AMOUNT and isinstance(value, Decimal) else ()
    return notes[0] if notes else ""


def note_on(kind: Kind, value: Any, hint: str = "") -> str:
    """What is worth knowing about a field while one is in it: an amount in all its spellings, a text's length."""
    if kind is Kind.AMOUNT and isinstance(value, Decimal):
        return amount_help(value)
    if kind is Kind.LONG:
        return f"{sum(not char.isspace() for char in str(value or ''))} 字"
    return hint or (date_words(value) if isinstance(value, str) else "")
