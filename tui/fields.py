"""The form of every section as data: which fields it has, what they are called, how text becomes a value.

Adding a field to the file means one line here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any

from models import vocabulary
from models.declaration import Declaration
from models.money import format_yuan, half_width, parse_amount
from models.phrases import STANDARD_KINDS
from models.practice import Practice
from models.text import clean, truncate
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


def _fixed(*values: str) -> Choices:
    return lambda _declaration, _index, _practice: values


def _level1(_declaration: Declaration, _index: int, practice: Practice) -> tuple[str, ...]:
    return practice.level1_names


def _level2(declaration: Declaration, index: int, practice: Practice) -> tuple[str, ...]:
    return practice.level2_names(declaration.indicators[index].level1)


def _units(_declaration: Declaration, _index: int, practice: Practice) -> tuple[str, ...]:
    return (*practice.units, *vocabulary.UNITS)


def _names(declaration: Declaration, index: int, _practice: Practice) -> tuple[str, ...]:
    """The names that built-in indicators of the same 二级指标 have."""
    from models.placement import kind_of
    from models.stock import stock_entries

    row = declaration.indicators[index]
    kind = kind_of(row.level1, row.level2)
    rows = (entry.indicator for entry in stock_entries())
    return tuple(dict.fromkeys(one.name for one in rows if kind_of(one.level1, one.level2) == kind))


def _basis_kinds(_declaration: Declaration, _index: int, _practice: Practice) -> tuple[str, ...]:
    return tuple(f"{kind}：" for kind in STANDARD_KINDS)


def with_beginning(text: str, beginning: str) -> str:
    """A 设定依据 that begins with another kind of standard, or with one at all."""
    for kind in STANDARD_KINDS:
        if text.startswith(kind):
            text = text.removeprefix(kind).lstrip("：: ")
    return beginning + text


NARRATIVE = tuple(
    Form(term.key, term.heading, (Field(f"project.{term.key}", term.heading, Kind.LONG),))
    for term in vocabulary.NARRATIVE
)

PROJECT = Form(
    "project",
    "项目信息",
    (
        Field("project.name", "项目名称"),
        Field("project.year", "预算年度", Kind.YEAR, hint="四位年份，如 2026"),
        Field("project.period", "实施期", Kind.PERIOD, hint="总体目标的起止年，如 2026-2028"),
        Field("budget.total", "预算金额", Kind.AMOUNT, hint="元；也可写 52.18万元"),
        Field("project.category", "项目类别", Kind.CHOICE, _fixed(*vocabulary.CATEGORIES)),
        Field("project.code", "项目代码", hint="21 位，可不填"),
    ),
)

UNIT = Form(
    "unit",
    "项目实施单位",
    (
        *(
            Field(
                f"unit.{term.key}",
                term.heading,
                Kind.CHOICE if term.key == "funding_source" else Kind.LINE,
                _fixed(*vocabulary.FUNDING_SOURCES) if term.key == "funding_source" else None,
            )
            for term in vocabulary.UNIT_FACTS[:-1]
        ),
        Field("unit.profile", "单位概况", Kind.LONG),
    ),
)

GOALS = Form(
    "goals",
    "绩效目标",
    (Field("goals.overall", "总体目标", Kind.LONG), Field("goals.annual", "年度目标", Kind.LONG)),
)

INDICATOR = Form(
    "indicator",
    "绩效指标",
    (
        Field("indicators[*].name", "三级指标", offers=_names),
        Field("indicators[*].sign", "指标性质", Kind.SIGN, _fixed(*vocabulary.SIGNS)),
        Field("indicators[*].value", "指标值"),
        Field("indicators[*].unit", "度量单位", Kind.CHOICE, _units),
        Field("indicators[*].attribute", "指标属性", Kind.CHOICE, _fixed(*vocabulary.ATTRIBUTES)),
        Field("indicators[*].weight", "权重", Kind.POINTS, hint="分，可不填"),
        Field("indicators[*].scoring", "评分标准", Kind.LONG),
        Field("indicators[*].content", "指标内容", Kind.LONG),
        Field("indicators[*].basis", "设定依据", Kind.LONG, offers=_basis_kinds, is_prefix=True),
        Field("indicators[*].level1", "一级指标", Kind.CHOICE, _level1),
        Field("indicators[*].level2", "二级指标", Kind.CHOICE, _level2),
    ),
)

EVALUATED_INDICATOR = Form(
    "indicator",
    "绩效指标",
    (
        *INDICATOR.fields,
        Field("indicators[*].actual", "实际完成值"),
        Field("indicators[*].score", "得分", Kind.POINTS, hint="分"),
        Field("indicators[*].deviation", "偏差原因", Kind.LONG),
        Field("indicators[*].evidence", "佐证资料"),
    ),
)

EVALUATION = Form(
    "evaluation",
    "绩效自评",
    (
        Field("evaluation.budget", "全年预算数", Kind.AMOUNT, hint="元；没有调整的不填"),
        Field("evaluation.executed", "全年执行数", Kind.AMOUNT, hint="元"),
        Field("evaluation.execution_note", "执行率说明"),
        Field("evaluation.achievement", "完成情况", Kind.LONG),
        Field("evaluation.remarks", "其他说明", Kind.LONG),
    ),
)

SECTIONS = (PROJECT, NARRATIVE[0], UNIT, *NARRATIVE[1:], GOALS)
"""The forms above the indicators, in the order of the published text."""

ALL_FORMS = (*SECTIONS, EVALUATED_INDICATOR, EVALUATION)


def sections_of(declaration: Declaration) -> tuple[Form, ...]:
    """The forms beside the indicators: 绩效自评 among them when it has begun; those of a department are its own."""
    if declaration.is_department:
        from tui.department_fields import SECTIONS as OF_DEPARTMENT

        return OF_DEPARTMENT
    return (*SECTIONS, EVALUATION) if declaration.is_evaluated else SECTIONS


def indicator_form(declaration: Declaration) -> Form:
    """The form of an indicator, with the columns of 自评 when it has begun."""
    return EVALUATED_INDICATOR if declaration.is_evaluated else INDICATOR


@cache
def _forms_by_field() -> dict[str, Form]:
    from tui.department_fields import FORMS as OF_DEPARTMENT

    return {field.path: form for form in (*ALL_FORMS, *OF_DEPARTMENT) for field in form.fields}


def form_of(path: str) -> Form | None:
    """The form that shows a field path, also when the path names a whole table."""
    table, bracket, _ = path.partition("[")
    forms = _forms_by_field()
    if bracket:
        return forms["tasks[*].content"] if table == "tasks" else INDICATOR
    if path in forms:
        return forms[path]
    head = table.partition(".")[0]
    return {
        "project": PROJECT,
        "budget": PROJECT,
        "unit": UNIT,
        "goals": GOALS,
        "evaluation": EVALUATION,
        "department": forms["department.name"],
    }.get(head)


def index_of(path: str) -> int:
    """The position of the indicator that a path is about, or -1."""
    match = re.match(r"indicators\[(\d+)\]", path)
    return int(match[1]) if match else -1


def row_of(path: str) -> tuple[str, int] | None:
    """The table and the position of the row that a path is about: `("tasks", 2)`; None where it is about none."""
    match = re.match(r"(indicators|tasks)\[(\d+)\]", path)
    return (match[1], int(match[2])) if match else None


def is_there(declaration: Declaration, path: str) -> bool:
    """Whether a declaration has the row that a path is about, or it is about none."""
    row = row_of(path)
    return row is None or row[1] < len(declaration.rows(row[0]))


def label_of(path: str) -> str:
    """What a field is called on the screen."""
    generic = re.sub(r"\[\d+\]", "[*]", path)
    form = _forms_by_field().get(generic)
    if form is None:
        found = form_of(path)
        return found.title if found and "[" not in path else ""
    return next(field.label for field in form.fields if field.path == generic)


def describe(declaration: Declaration, path: str) -> str:
    """A field path in the user's words: `救助对象人数 · 指标值`."""
    label = label_of(path)
    row = row_of(path)
    if row is not None and is_there(declaration, path):
        table, index = row
        title = declaration.rows(table)[index].title
        name = truncate(title, _ROW_CELLS) if title else f"第{index + 1}{_UNNAMED[table]}"
        return f"{name} · {label}" if label else name
    return label or ("年度重点工作任务" if path == "tasks" else "绩效指标")


_UNNAMED = {"indicators": "个指标", "tasks": "项任务"}
_ROW_CELLS = 60
"""Cells that the name of a row may take: that of a task is a sentence."""


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
