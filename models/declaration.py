"""One declaration (预算绩效目标申报) as frozen data.

A draft is often incomplete or wrong, so the model holds whatever the user has typed and judges nothing: that is the
rules' work. An edit makes a new `Declaration`; old ones stay valid, which is what undo, the journal and diffs rely on.

Texts carry no final line feed here (the file layout adds one) and no carriage returns. Money is `Decimal` in 元, or
the typed text where that is no amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1
"""The newest file layout this program writes."""

Number = int | str | None
"""A whole number such as a year, or the text typed in its place."""

Amount = Decimal | str | None
"""An exact number (money in 元, a weight in points), or the text typed in its place."""


class Comment(BaseModel):
    """A comment written by hand in the file; it belongs to the table that holds it and moves with it."""

    model_config = ConfigDict(frozen=True)

    path: tuple[str | int, ...] = ()
    """Keys from the holding table down to what the comment stands at; empty for the table's own header."""
    place: Literal["above", "beside", "tail", "end"] = "above"
    """above a key or header, beside it on its line, at the tail of a table, or at the end of the file"""
    text: str
    """with its leading #, one line"""


class Table(BaseModel):
    """A table of the file: known keys as fields, all others kept untouched in `extra`."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    extra: Mapping[str, Any] = Field(default_factory=dict)
    comments: tuple[Comment, ...] = ()

    not_keys: ClassVar[frozenset[str]] = frozenset({"extra", "comments"})

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The known TOML keys, in the order of the canonical layout."""
        return tuple(name for name in cls.model_fields if name not in cls.not_keys)

    def with_values(self, **values: Any) -> Self:
        """A copy with some fields replaced."""
        return self.model_copy(update=values)


class Project(Table):
    """[project]: identity of the project and its six narrative sections."""

    name: str = ""
    year: Number = None
    period: tuple[int | str, ...] = ()
    """总体目标 window: first and last year"""
    code: str = ""
    category: str = ""
    basis: str = ""
    overview: str = ""
    content: str = ""
    funding: str = ""
    plan: str = ""
    outcome: str = ""


class Unit(Table):
    """[unit]: facts of the implementing unit (项目实施单位), here or once for all in the workspace file."""

    name: str = ""
    code: str = ""
    address: str = ""
    phone: str = ""
    legal_representative: str = ""
    funding_source: str = ""
    profile: str = ""

    def over(self, defaults: Unit) -> Unit:
        """These facts, with the empty ones taken from `defaults`."""
        missing = {key: getattr(defaults, key) for key in self.keys() if not getattr(self, key)}
        return self.with_values(**missing) if any(missing.values()) else self


class Budget(Table):
    """[budget]: 元, exact."""

    total: Amount = None


class Goals(Table):
    """[goals]: 总体目标 and 预算年度目标."""

    overall: str = ""
    annual: str = ""


class Evaluation(Table):
    """[evaluation]: 自评 of the year, money in 元 (财预〔2020〕10号)."""

    budget: Amount = None
    """全年预算数; empty when it is still the declared amount"""
    executed: Amount = None
    """全年执行数"""
    execution_note: str = ""
    """执行率偏低的原因"""
    achievement: str = ""
    """年度目标的实际完成情况"""
    remarks: str = ""
    """其他需要说明事项"""


class Indicator(Table):
    """One 三级指标 with the ten columns of 项目绩效目标表, its weight in points, and what 自评 says of it."""

    level1: str = ""
    level2: str = ""
    name: str = ""
    sign: str = ""
    value: str = ""
    unit: str = ""
    attribute: str = ""
    weight: Amount = None
    scoring: str = ""
    content: str = ""
    basis: str = ""
    actual: str = ""
    """实际完成值"""
    score: Amount = None
    """得分, in points"""
    deviation: str = ""
    """偏差原因分析及改进措施"""
    evidence: str = ""
    """佐证资料"""

    @property
    def is_evaluated(self) -> bool:
        """Whether 自评 has begun for this indicator."""
        return bool(self.actual or self.score is not None or self.deviation)


class Declaration(Table):
    """One project's declaration of one budget year."""

    format: int = FORMAT
    project: Project = Project()
    unit: Unit = Unit()
    budget: Budget = Budget()
    goals: Goals = Goals()
    indicators: tuple[Indicator, ...] = ()
    evaluation: Evaluation = Evaluation()

    @classmethod
    def tables(cls) -> dict[str, type[Table]]:
        """The known tables that stand once in a file, by name."""
        fields = cls.model_fields.items()
        return {
            name: info.annotation
            for name, info in fields
            if isinstance(info.annotation, type) and issubclass(info.annotation, Table)
        }

    @property
    def is_evaluated(self) -> bool:
        """Whether 自评 has begun."""
        own = any(getattr(self.evaluation, key) not in ("", None) for key in self.evaluation.keys())
        return own or any(row.is_evaluated for row in self.indicators)

    def get(self, path: str) -> Any:
        """The value at a field path such as `project.name` or `indicators[2].value`; LookupError if there is none."""
        table, key = self._table_of(path)
        if key not in table.keys():
            raise LookupError(path)
        return getattr(table, key)

    def with_value(self, path: str, value: Any) -> Declaration:
        """This declaration with one field replaced; itself when nothing changes."""
        table, key = self._table_of(path)
        if key not in table.keys():
            raise LookupError(path)
        if getattr(table, key) == value:
            return self
        changed = table.with_values(**{key: value})
        name, index = _split(path)[:2]
        if index is None:
            return self.with_values(**{name: changed})
        rows = (*self.indicators[:index], changed, *self.indicators[index + 1 :])
        return self.with_values(indicators=rows)

    def _table_of(self, path: str) -> tuple[Table, str]:
        name, index, key = _split(path)
        if index is not None:
            if name != "indicators" or index >= len(self.indicators):
                raise LookupError(path)
            return self.indicators[index], key
        table = getattr(self, name, None)
        if not isinstance(table, Table):
            raise LookupError(path)
        return table, key

    def insert(self, at: int, indicator: Indicator) -> Declaration:
        """This declaration with `indicator` standing at position `at`."""
        return self.with_values(indicators=(*self.indicators[:at], indicator, *self.indicators[at:]))

    def remove(self, at: int) -> Declaration:
        """This declaration without the indicator at position `at`; its comments go with it."""
        return self.with_values(indicators=(*self.indicators[:at], *self.indicators[at + 1 :]))

    def move(self, at: int, to: int) -> Declaration:
        """This declaration with the indicator at `at` standing at `to`, the others closing up."""
        rows = list(self.indicators)
        rows.insert(to, rows.pop(at))
        return self.with_values(indicators=tuple(rows))

    def with_unit_defaults(self, defaults: Unit) -> Declaration:
        """This declaration as it counts: unit facts that it leaves out come from the workspace."""
        unit = self.unit.over(defaults)
        return self if unit is self.unit else self.with_values(unit=unit)


AFTER_INDICATORS = ("evaluation",)
"""Tables that stand below the indicators in the file: they are added when the year is over."""

_PATH = re.compile(r"([a-z_0-9]+)(?:\[(\d+)\])?\.([a-z_0-9]+)")


def _split(path: str) -> tuple[str, int | None, str]:
    match = _PATH.fullmatch(path)
    if match is None:
        raise LookupError(path)
    name, index, key = match.groups()
    return name, None if index is None else int(index), key


def indicator_path(index: int, key: str) -> str:
    """The field path of one column of one indicator."""
    return f"indicators[{index}].{key}"


def field_paths(declaration: Declaration) -> Iterator[str]:
    """Every editable field path of the declaration, in the order of the file."""
    for name, table in Declaration.tables().items():
        if name not in AFTER_INDICATORS:
            yield from (f"{name}.{key}" for key in table.keys())
    for index, row in enumerate(declaration.indicators):
        for key in row.keys():
            yield indicator_path(index, key)
    for name in AFTER_INDICATORS:
        yield from (f"{name}.{key}" for key in Declaration.tables()[name].keys())
