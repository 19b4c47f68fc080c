"""From the values of a TOML file to a `Declaration`, with notes on everything that was not taken as it stands.

A text, a year or an amount may stand in the file as another type (`value = 2014`): it is taken over as text and
noted. What can be no field at all (`goals = "…"`, `name = []`) is an error. Forbidden characters in known fields
(control and invisible ones, from pasted web pages) are left out and noted rather than refused: the clerk can work,
sees what happened, and the file keeps them until it is saved. Unknown keys are not looked into.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from models.declaration import FORMAT, ROW_TABLES, Declaration, Department, Table
from models.text import FORBIDDEN
from models.vocabulary import FIELD_NAMES
from store.field_kinds import KINDS, Kind, tidy
from store.toml_errors import UnreadableToml, line_and_column, too_deep
from store.toml_scan import Path, Places

_DEEPEST = 50
"""Levels of tables and arrays in unknown keys; far more than anybody writes, few enough for every recursion."""

_LISTED = 5
_PLAIN_TEXT = (Kind.TEXT, Kind.LONG_TEXT)
_MAX_EXPONENT = 30
_MAX_DECIMALS = 1000

_NOTES = {
    "number": "{places}没有加引号，已按文字读入，保存时加上引号。",
    "sign": "{places}的符号已换成规定的写法（= >= <= > <）。",
    "return": "{places}里的回车符（CR）已改成换行。",
    "forbidden": "{places}里有看不见的字符（{shown}），已略去；保存之前文件里还有。",
    "amount": "{places}“{shown}”不是数字，已按文字读入。",
    "period": "{places}不是 [开始年, 结束年] 的写法，已按一个年份读入。",
}

_T = TypeVar("_T", bound=Table)


class _Misfit(Exception):  # noqa: N818 - no error yet: a newer format may mean something by it
    """A value that can't be this field."""


class Reader:
    """Reads one file; `notes` are the sentences about it afterwards."""

    def __init__(self, text: str, data: Mapping[str, Any], name: str) -> None:
        self._text = text
        self._data = data
        self._name = name
        # Only an escape can bring into a text what the file itself does not hold.
        self._is_clean = "\\" not in text and not FORBIDDEN.search(text)
        self._noted: defaultdict[str, list[tuple[Path, str]]] = defaultdict(list)
        self._is_newer = False

    def declaration(self) -> Declaration:
        """The declaration without its comments. Raises UnreadableToml."""
        data = dict(self._data)
        version = data.pop("format", FORMAT)
        if type(version) is not int or version < 1:
            raise self._wrong(("format",), "format 应是版本号", f"请写成 format = {FORMAT}，再打开。")
        # What a newer program means by these keys is not ours to judge; the file will be opened read-only.
        self._is_newer = version > FORMAT
        tables = {name: self._table(model, name, data) for name, model in Declaration.tables().items()}
        rows = {name: self._rows(model, name, data) for name, model in ROW_TABLES.items()}
        self._refuse_deep(data)
        return Declaration.of(
            format=version,
            **tables,
            **rows,
            extra=data,
        )

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(self._sentence(kind, cases) for kind, cases in self._noted.items())

    def _table(self, model: type[_T], name: str, data: dict[str, Any]) -> _T:
        values = data.get(name, {})
        if isinstance(values, dict):
            table = self._fields(model, values, (name,))
            if isinstance(table, Department) and name in data:
                table = table.with_values(bare=True)
            data.pop(name, None)
            return table
        if not self._is_newer:
            raise self._wrong((name,), f"{name} 应是一张表", f"请写成一行 [{name}]，下面每行一个“键 = 值”。")
        return model.of()

    def _rows(self, model: type[_T], name: str, data: dict[str, Any]) -> tuple[_T, ...]:
        rows = data.get(name, [])
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            data.pop(name, None)
            return tuple(self._fields(model, row, (name, at)) for at, row in enumerate(rows))
        if not self._is_newer:
            raise self._wrong((name,), f"{name} 应是一组表", f"请在每一项前面写一行 [[{name}]]，两对方括号。")
        return ()

    def _fields(self, model: type[_T], values: Mapping[str, Any], path: Path) -> _T:
        kinds = KINDS[model]
        fields: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for key, value in values.items():
            kind = kinds.get(key)
            if kind is None:
                extra[key] = value
                continue
            if kind in _PLAIN_TEXT and type(value) is str and (self._is_clean or not FORBIDDEN.search(value)):
                fields[key] = value.rstrip("\n")
                continue
            try:
                fields[key] = self._value(kind, value, (*path, key))
            except _Misfit:
                if not self._is_newer:
                    raise self._wrong(
                        (*path, key), f"{key} 应是{_expected(kind)}", _example(kind, key)
                    ) from None
                extra[key] = value
        if extra:
            self._refuse_deep(extra)
            fields["extra"] = extra
        return model.of(**fields)

    def _value(self, kind: Kind, value: Any, path: Path) -> Any:
        if kind is Kind.PERIOD:
            if isinstance(value, list):
                return tuple(self._year(year, (*path, at)) for at, year in enumerate(value))
            if value == "":
                return ()
            self._note("period", path)
            return (self._year(value, path),)
        if isinstance(value, str):
            return self._string(kind, value, path)
        if isinstance(value, list | dict):
            raise _Misfit
        is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        if kind is Kind.NUMBER and type(value) is int:
            return value
        if kind in (Kind.MONEY, Kind.POINTS):
            amount = Decimal(value) if is_number else None
            if amount is not None and amount.is_finite() and _is_writable(amount):
                return amount
            self._note("amount", path, self._typed(value, path))
            return self._typed(value, path)
        self._note("number", path)
        return tidy(kind, self._typed(value, path))

    def _year(self, value: Any, path: Path) -> int | str:
        # An empty text holds the place of a year that is not known yet.
        year: int | str = self._value(Kind.TEXT if isinstance(value, str) else Kind.NUMBER, value, path)
        return year

    def _typed(self, value: Any, path: Path) -> str:
        """A value that is no string as it stands in the file."""
        if type(value) is int:
            return str(value)
        source = self._places.source(path)
        return source.replace("_", "") if isinstance(value, Decimal) else source

    def _string(self, kind: Kind, value: str, path: Path) -> Any:
        kept = tidy(kind, value)
        if kept == value:
            return kept
        bad = FORBIDDEN.findall(value.replace("\r", ""))
        if "\r" in value:
            self._note("return", path)
        if bad:
            self._note("forbidden", path, " ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(bad)))
        elif kind is Kind.SIGN:
            self._note("sign", path)
        return kept

    def _refuse_deep(self, extra: Mapping[str, Any]) -> None:
        level: list[Any] = [value for value in extra.values() if isinstance(value, list | dict)]
        for _ in range(_DEEPEST):
            if not level:
                return
            inner = (
                part for value in level for part in (value.values() if isinstance(value, dict) else value)
            )
            level = [part for part in inner if isinstance(part, list | dict)]
        raise too_deep(self._text, self._name)

    @cached_property
    def _places(self) -> Places:
        return Places(self._text)

    def _wrong(self, path: Path, reason: str, do: str) -> UnreadableToml:
        return UnreadableToml.at(self._name, self._text, self._places.key(path), reason, do)

    def _note(self, kind: str, path: Path, shown: str = "") -> None:
        self._noted[kind].append((path, shown))

    def _sentence(self, kind: str, cases: Sequence[tuple[Path, str]]) -> str:
        listed = [self._place(path) for path, _ in cases[:_LISTED]]
        places = "、".join(listed) + (f"等 {len(cases)} 处" if len(cases) > _LISTED else "")
        shown = " ".join(dict.fromkeys(text for _, text in cases))
        return _NOTES[kind].format(places=places, shown=shown)

    def _place(self, path: Path) -> str:
        line, _ = line_and_column(self._text, self._places.key(path))
        return f"第 {line} 行的{_label(path)}"


def _label(path: Path) -> str:
    key = next(step for step in reversed(path) if isinstance(step, str))
    return FIELD_NAMES[str(path[0])].get(key, key)


def _is_writable(amount: Decimal) -> bool:
    """Whether the number can be written out without an exponent."""
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and -_MAX_DECIMALS <= exponent <= _MAX_EXPONENT


def _expected(kind: Kind) -> str:
    if kind in (Kind.MONEY, Kind.POINTS, Kind.NUMBER):
        return "一个数"
    return "一组年份" if kind is Kind.PERIOD else "文字"


def _example(kind: Kind, key: str) -> str:
    if kind is Kind.PERIOD:
        return f"请写成 {key} = [2026, 2028]，再打开。"
    if kind in (Kind.MONEY, Kind.POINTS, Kind.NUMBER):
        return f"请写成 {key} = 数字，再打开。"
    return f'请写成 {key} = "…"，再打开。'
