"""Finding text in a declaration, and replacing it.

A text is found in any width and case (`２０１４` finds 2014), an amount with or without separators. Letters in lower
case that stand nowhere as they are find what is spelled or abbreviated so in pinyin. A query is never a pattern.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from models.declaration import ROW_TABLES, Amount, Declaration, Number, Table, field_paths
from models.filtering import normal_form, spelled_in
from models.money import finite, format_yuan, half_width, parse_amount
from models.patterns import Pattern
from models.text import clean

_SEVERAL_LINES = (
    frozenset({"basis", "overview", "content", "funding", "plan", "outcome", "profile", "overall", "annual"})
    | {"scoring", "deviation", "achievement", "remarks", "process", "conclusion", "problems", "measures"}
    | {"duties", "note", "opinion"}
)

_GROUPED = Pattern(r"[0-9]{1,3}(?:,[0-9]{1,3})+(?:\.[0-9]*)?")
_POINTS = Pattern(r"-?[0-9]+(?:\.[0-9]+)?")
_YEAR = Pattern(r"[0-9]{4}")
_PERIOD = Pattern(r"([0-9]{4})(?:-([0-9]{4}))?")
_ONLY_ZEROS = Pattern(r"\.0*")
_DIGITS = frozenset("0123456789")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_THREE_DIGITS = Pattern(r"[0-9]{3}(?![0-9])")
_SHORTEST_SPELLED = 2
"""Letters that are looked for in pinyin: a single one is the initial of a word anywhere."""
_BETWEEN = "\0"
"""Stands between the texts of a declaration where they are searched as one; no text and no query holds it."""


class Kind(Enum):
    """What a field holds, for replacing in it."""

    TEXT = "text"
    YEAR = "year"
    PERIOD = "period"
    MONEY = "money"
    POINTS = "points"
    FIXED = "fixed"
    """a sign, which is chosen and never typed over"""


def _numbers() -> dict[str, Kind]:
    """The keys that hold something else than texts; no two tables give one key different meanings."""
    kinds = {Amount: Kind.MONEY, Number: Kind.YEAR, tuple[int | str, ...]: Kind.PERIOD}
    found = {
        key: kind
        for table in (*Declaration.tables().values(), *ROW_TABLES.values())
        for key in table.keys()
        if (kind := kinds.get(table.model_fields[key].annotation)) is not None
    }
    return {**found, "weight": Kind.POINTS, "score": Kind.POINTS, "sign": Kind.FIXED}


_NUMBERS = _numbers()


@dataclass(frozen=True)
class Hit:
    """A place where something was found: characters `start` to `end` of the text of a field."""

    field: str
    start: int
    end: int
    text: str
    """the whole text of the field; an amount of money as it is shown, `521,789.58`"""
    kind: Kind = Kind.TEXT

    @property
    def found(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_text(self) -> bool:
        """Whether it stands in a text; a number or a sign is more than its characters."""
        return self.kind is Kind.TEXT

    @property
    def is_apart(self) -> bool:
        """Whether it stands in a text and is no part of a longer number: it may be replaced without a second look."""
        text = self.text
        return self.is_text and not (
            _number_goes_on(text, self.start, -1) or _number_goes_on(text, self.end - 1, 1)
        )


@dataclass(frozen=True)
class Query:
    """What is looked for."""

    text: str
    whole: bool = False
    """only where no letter or digit stands beside it: `20` not in 2014, nor in 20.5"""
    case: bool = False
    """A and a are two letters"""

    @cached_property
    def wanted(self) -> str:
        """The text as it is compared with others, or an empty one when there is nothing to look for."""
        wanted = self.normal(clean(self.text))
        return wanted if wanted.strip() else ""

    @cached_property
    def is_spelling(self) -> bool:
        """Whether pinyin is looked for when it is found nowhere as it stands: not when it must stand just so."""
        text = clean(self.text)
        if self.whole or self.case:
            return False
        return len(text) >= _SHORTEST_SPELLED and text.isascii() and text.isalpha() and text.islower()

    @cached_property
    def in_numbers(self) -> str:
        """The text as it is compared with numbers that have no separators."""
        return self.wanted.replace(",", "") if _GROUPED.fullmatch(self.wanted) else self.wanted

    def normal(self, text: str) -> str:
        """A text as this query compares it; positions stay."""
        return _half_width(text) if self.case else normal_form(text)


@dataclass(frozen=True)
class _Text:
    """The text of one field."""

    field: str
    text: str
    normal: str
    kind: Kind


class Texts:
    """All texts of a declaration in the order of the file, made ready for many searches."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self._texts = [
            _Text(path, text, normal_form(text), kind) for path, text, kind in _fields(declaration)
        ]

    @property
    def joined(self) -> str:
        """All texts as one, in normal form, for `may_be_in` and `may_be_spelled_in`."""
        plain = (one.normal.replace(",", "") for one in self._texts if one.kind is Kind.MONEY)
        return _BETWEEN.join((*(one.normal for one in self._texts), *plain))

    def literal(self, query: Query, fields: Collection[str] | None = None) -> list[Hit]:
        """Where the text of the query stands as it is."""
        wanted = query.wanted
        if not wanted:
            return []
        folded, number = normal_form(wanted), normal_form(query.in_numbers)
        found: list[Hit] = []
        for one in self._texts:
            # Most texts do not hold it: nothing more is done for them.
            held = folded in one.normal or (one.kind is Kind.MONEY and number in one.normal.replace(",", ""))
            if held and (fields is None or one.field in fields):
                found.extend(_literal(one, query))
        return found

    def spelled(self, query: Query, fields: Collection[str] | None = None) -> list[Hit]:
        """What the letters of the query spell, in each paragraph by itself."""
        if not query.is_spelling:
            return []
        return [
            hit
            for one in self._texts
            if one.kind is Kind.TEXT and (fields is None or one.field in fields)
            for hit in _spelled(one, query.wanted)
        ]


def may_be_in(query: Query, joined: str) -> bool:
    """Whether a declaration whose texts are `joined` may hold the query as it stands; if not, it does not."""
    return normal_form(query.wanted) in joined or normal_form(query.in_numbers) in joined


def may_be_spelled_in(query: Query, joined: str) -> bool:
    """Whether the letters of a query may spell something in a declaration; if not, they do not."""
    return query.is_spelling and next(spelled_in(query.wanted, joined), None) is not None


def find(
    declaration: Declaration,
    query: str,
    *,
    whole: bool = False,
    case: bool = False,
    by_sound: bool = True,
    fields: Collection[str] | None = None,
) -> list[Hit]:
    """Where a text stands, in the order of the file; nothing for an empty one.

    `whole` and `case` as in `Query`; pinyin is looked for only with `by_sound`; `fields` are the field paths to look
    in, all when it is None.
    """
    wanted, texts = Query(query, whole, case), Texts(declaration)
    return texts.literal(wanted, fields) or (texts.spelled(wanted, fields) if by_sound else [])


def _fields(declaration: Declaration) -> Iterator[tuple[str, str, Kind]]:
    head, table = "", Table()
    for path in field_paths(declaration):
        above, _, key = path.rpartition(".")
        if above != head:
            head, table = above, _table(declaration, above)
        value = getattr(table, key)
        if text := shown(key, value):
            yield path, text, _kind(key, value)


def _table(declaration: Declaration, name: str) -> Table:
    known, bracket, index = name.partition("[")
    table = declaration.rows(known)[int(index[:-1])] if bracket else getattr(declaration, known)
    assert isinstance(table, Table)
    return table


def _kind(key: str, value: Any) -> Kind:
    kind = _NUMBERS.get(key, Kind.TEXT)
    return Kind.TEXT if isinstance(value, str) and kind is not Kind.FIXED else kind


def shown(key: str, value: Any) -> str:
    """The value of a key as the text that is searched."""
    if isinstance(value, tuple):
        return "-".join(map(str, value))
    if isinstance(value, Decimal) and finite(value) is not None:
        return format_yuan(value) if _NUMBERS.get(key) is Kind.MONEY else f"{value:f}"
    return "" if value is None else str(value)


def _half_width(text: str) -> str:
    """Each character in half width; positions stay."""
    normal = (unicodedata.normalize("NFKC", char) for char in text)
    return "".join(new if len(new) == 1 else char for char, new in zip(text, normal, strict=True))


def _literal(one: _Text, query: Query) -> Iterator[Hit]:
    normal = query.normal(one.text)
    wanted = query.wanted if one.kind is Kind.TEXT else query.in_numbers
    places: Sequence[int] = range(len(normal) + 1)
    if one.kind is Kind.MONEY and "," not in wanted:
        places = [at for at, char in enumerate(normal) if char != ","]
        normal = normal.replace(",", "")
    at = normal.find(wanted)
    while at >= 0:
        start, end = places[at], places[at + len(wanted) - 1] + 1
        if not query.whole or _is_whole(one.text, start, end, number=one.kind is not Kind.TEXT):
            yield Hit(one.field, start, end, one.text, one.kind)
        at = normal.find(wanted, at + len(wanted))


def _spelled(one: _Text, wanted: str) -> Iterator[Hit]:
    start = 0
    for paragraph in one.normal.split("\n"):
        for found in spelled_in(wanted, paragraph):
            yield Hit(one.field, start + found[0], start + found[-1] + 1, one.text, one.kind)
        start += len(paragraph) + 1


def _is_whole(text: str, start: int, end: int, *, number: bool = False) -> bool:
    """Whether no word or number of a text goes on beyond a place; of a number the decimals may be zeros."""
    if number and _ONLY_ZEROS.fullmatch(text[end:]):
        end = len(text)
    return not (_goes_on(text, start, -1) or _goes_on(text, end - 1, 1))


def _goes_on(text: str, edge: int, by: int) -> bool:
    """Whether the word or number that the character at `edge` ends goes on in the direction `by`."""
    beside = edge + by
    if 0 <= beside < len(text) and _is_latin(text[edge]) and _is_latin(text[beside]):
        return True
    return _number_goes_on(text, edge, by)


def _number_goes_on(text: str, edge: int, by: int) -> bool:
    beside, beyond = edge + by, edge + 2 * by
    if not (0 <= beside < len(text) and _is_digit(text[edge])):
        return False
    if _is_digit(text[beside]):
        return True
    if not (0 <= beyond < len(text) and _is_digit(text[beyond])):
        return False
    if text[beside] == ",":
        # A comma may as well part two years.
        return _THREE_DIGITS.match(normal_form(text), max(edge, beyond)) is not None
    return text[beside] in ".．"


def _is_latin(char: str) -> bool:
    return _is_digit(char) or normal_form(char) in _LETTERS


def _is_digit(char: str) -> bool:
    return normal_form(char) in _DIGITS


def can_replace(hit: Hit, replacement: str) -> bool:
    """Whether a hit can be replaced: a number only as a whole, and by another one."""
    return hit.is_text or _as_number(hit.kind, hit.text, [hit], replacement) is not None


def replace(declaration: Declaration, hits: Sequence[Hit], replacement: str) -> Declaration:
    """The declaration with hits replaced; those that can't be, or whose text has changed since, are left.

    In a field of one line a line feed of the replacement becomes a blank.
    """
    by_field: dict[str, list[Hit]] = {}
    for hit in hits:
        if can_replace(hit, replacement):
            by_field.setdefault(hit.field, []).append(hit)
    for field, places in by_field.items():
        if text_of(declaration, field) == places[0].text:
            value = _replaced(declaration.get(field), places, replacement)
            declaration = declaration.with_value(field, value)
    return declaration


def text_of(declaration: Declaration, field: str) -> str | None:
    """The text of a field as it is searched, None for a field that the declaration does not have."""
    try:
        return shown(field.rpartition(".")[2], declaration.get(field))
    except LookupError:
        return None


def _replaced(value: Any, hits: Sequence[Hit], replacement: str) -> Any:
    first = hits[0]
    if not first.is_text:
        number = _as_number(first.kind, first.text, hits, replacement)
        return value if number is None else number
    key = first.field.rpartition(".")[2]
    new = clean(replacement)
    if key not in _SEVERAL_LINES:
        new = new.replace("\n", " ").replace("\t", " ")
    text = _with(first.text, hits, new)
    kind = _NUMBERS.get(key, Kind.TEXT)
    number = None if kind is Kind.TEXT else _number(kind, half_width(text).strip())
    return text if number is None else number


def _with(text: str, hits: Sequence[Hit], new: str) -> str:
    for hit in sorted(hits, key=lambda hit: -hit.start):
        text = text[: hit.start] + new + text[hit.end :]
    return text


def _as_number(kind: Kind, text: str, hits: Sequence[Hit], replacement: str) -> Any:
    """The value of a number with hits in it replaced, None where it is none or part of a number was found."""
    new = half_width(clean(replacement)).strip()
    if not all(_is_whole(text, hit.start, hit.end, number=True) for hit in hits):
        return None
    return _number(kind, _with(text, hits, new) if kind is Kind.PERIOD else new)


def _number(kind: Kind, text: str) -> Any:
    """A text as the value of a field of numbers, None where it is no such value."""
    if kind is Kind.MONEY:
        return parse_amount(text)
    if kind is Kind.POINTS:
        return Decimal(text) if _POINTS.fullmatch(text) else None
    if kind is Kind.YEAR:
        return int(text) if _YEAR.fullmatch(text) else None
    match = _PERIOD.fullmatch(text) if kind is Kind.PERIOD else None
    return tuple(int(year) for year in match.groups() if year) if match else None


def next_hit(hits: Sequence[Hit], order: Sequence[str], field: str, offset: int, by: int) -> Hit | None:
    """The hit after (1) or before (-1) a place, round the ends; `order` lists the fields as in the file."""
    if not hits:
        return None
    place = {path: at for at, path in enumerate(order)}
    here = (place.get(field, -1), offset)
    keys = [(place.get(hit.field, 0), hit.start) for hit in hits]
    if by > 0:
        at = next((at for at, key in enumerate(keys) if key > here), 0)
    else:
        at = next((at for at in range(len(keys) - 1, -1, -1) if keys[at] < here), len(keys) - 1)
    return hits[at]
