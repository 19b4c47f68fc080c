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

    model_config = ConfigDict(frozen=True, defer_build=True)

    path: tuple[str | int, ...] = ()
    """Keys from the holding table down to what the comment stands at; empty for the table's own header."""
    place: Literal["above", "beside", "tail", "end"] = "above"
    """above a key or header, beside it on its line, at the tail of a table, or at the end of the file"""
    text: str
    """with its leading #, one line"""


class Table(BaseModel):
    """A table of the file: known keys as fields, all others kept untouched in `extra`."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True, defer_build=True)

    extra: Mapping[str, Any] = Field(default_factory=dict)
    comments: tuple[Comment, ...] = ()

    not_keys: ClassVar[frozenset[str]] = frozenset({"extra", "comments"})

    @classmethod
    def of(cls, **values: Any) -> Self:
        """Like the constructor, of values that have the types of the fields: nothing is checked.

        Reading a file this way spares the start of the editor the making of pydantic's validators.
        """
        if cls not in _BLANKS:
            _BLANKS[cls] = cls.model_construct()
        copy: Self = _BLANKS[cls].model_copy(update=values)
        return copy

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The known TOML keys, in the order of the canonical layout."""
        if cls not in _KEYS:
            _KEYS[cls] = tuple(name for name in cls.model_fields if name not in cls.not_keys)
        return _KEYS[cls]

    def with_values(self, **values: Any) -> Self:
        """A copy with some fields replaced."""
        return self.model_copy(update=values)

    @property
    def is_begun(self) -> bool:
        """Whether a known key has a value."""
        return any(getattr(self, key) not in ("", None, ()) for key in self.keys())


_BLANKS: dict[type[Table], Any] = {}
_KEYS: dict[type[Table], tuple[str, ...]] = {}


class Project(Table):
    """[project]: identity of the project and its six narrative sections."""

    name: str = ""
    year: Number = None
    period: tuple[int | str, ...] = ()
    """总体目标 window: first and last year"""
    code: str = ""
    category: str = ""
    issued: str = ""
    """资金下达方式: 本级下达 where empty, or 对下转移支付"""
    attribute: str = ""
    """项目属性: 新增项目 or 延续项目"""
    term: str = ""
    """项目期 in words, where it is not just the years of `period`"""
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
    budget_code: str = ""
    """单位编码 of the budget system (`820001`)"""
    department: str = ""
    """主管部门; the unit itself where empty"""
    department_code: str = ""

    def over(self, defaults: Unit) -> Unit:
        """These facts, with the empty ones taken from `defaults`."""
        missing = {key: getattr(defaults, key) for key in self.keys() if not getattr(self, key)}
        return self.with_values(**missing) if any(missing.values()) else self


class Row(Table):
    """A table that stands as many times as there are rows."""

    title_key: ClassVar[str]
    """the key by which one knows the row"""

    @property
    def title(self) -> str:
        """What the row is known by, in one line; empty when it is not filled in."""
        return str(getattr(self, self.title_key)).strip().partition("\n")[0]


class Budget(Table):
    """[budget]: 元, exact."""

    total: Amount = None
    general: Amount = None
    """the seven sources of the year (年初预算数), as far as they are given: see `models.funds`"""
    fund: Amount = None
    capital: Amount = None
    carryover: Amount = None
    special: Amount = None
    own: Amount = None
    other: Amount = None
    period_total: Amount = None
    """中期资金总额, of the whole 实施期"""
    period_fiscal: Amount = None
    """其中：财政拨款"""


class Goals(Table):
    """[goals]: 总体目标 and 预算年度目标."""

    overall: str = ""
    annual: str = ""


class Review(Table):
    """[review]: 绩效目标审核, an opinion on each of eight items (财预〔2015〕88号)."""

    completeness: str = ""
    clarity: str = ""
    relevance: str = ""
    soundness: str = ""
    effect: str = ""
    funding: str = ""
    feasibility: str = ""
    conditions: str = ""
    grade: str = ""
    """综合评定等级: 优, 良, 中, 差"""
    opinion: str = ""
    """总体意见"""


class Monitoring(Table):
    """[monitoring]: 绩效运行监控 of January to July, money in 元 (财预〔2019〕136号)."""

    executed: Amount = None
    """1-7月执行数, then by source"""
    executed_general: Amount = None
    executed_fund: Amount = None
    executed_capital: Amount = None
    executed_carryover: Amount = None
    executed_special: Amount = None
    executed_own: Amount = None
    executed_other: Amount = None
    expected: Amount = None
    """全年预计执行数, then by source"""
    expected_general: Amount = None
    expected_fund: Amount = None
    expected_capital: Amount = None
    expected_carryover: Amount = None
    expected_special: Amount = None
    expected_own: Amount = None
    expected_other: Amount = None


class Evaluation(Table):
    """[evaluation]: 自评 of the year, money in 元 (财预〔2020〕10号)."""

    budget: Amount = None
    """全年预算数, then by source; empty when it is still the declared amount"""
    budget_general: Amount = None
    budget_fund: Amount = None
    budget_capital: Amount = None
    budget_carryover: Amount = None
    budget_special: Amount = None
    budget_own: Amount = None
    budget_other: Amount = None
    executed: Amount = None
    """全年执行数, then by source"""
    executed_general: Amount = None
    executed_fund: Amount = None
    executed_capital: Amount = None
    executed_carryover: Amount = None
    executed_special: Amount = None
    executed_own: Amount = None
    executed_other: Amount = None
    execution_note: str = ""
    """执行率偏低的原因"""
    achievement: str = ""
    """年度目标的实际完成情况"""
    process: str = ""
    """项目实施内容及过程概述, where it is not 项目实施内容"""
    remarks: str = ""
    """其他需要说明事项"""
    conclusion: str = ""
    """评价结论"""
    problems: str = ""
    """存在问题"""
    measures: str = ""
    """改进措施"""
    leader: str = ""
    """项目负责人"""
    finance_leader: str = ""
    """财务负责人"""


class Department(Table):
    """[department]: what 部门整体支出绩效目标表 says of a department, in its `department.toml`."""

    name: str = ""
    code: str = ""
    year: Number = None
    period: tuple[int | str, ...] = ()
    duties: str = ""
    """部门职责"""
    note: str = ""
    """说明"""
    bare: bool = False
    """whether the file has this table with nothing in it: that says that it is a department's, too"""

    not_keys: ClassVar[frozenset[str]] = Table.not_keys | {"bare"}

    @property
    def is_there(self) -> bool:
        """Whether the file has this table, whatever it says."""
        return self.bare or self.is_begun or bool(self.extra or self.comments)

    def with_values(self, **values: Any) -> Self:
        """A copy with some fields replaced; when the last is emptied, the table stays."""
        changed = super().with_values(**values)
        bare = (self.is_there or changed.bare) and not (changed.is_begun or changed.extra or changed.comments)
        return changed if changed.bare == bare else changed.model_copy(update={"bare": bare})


class Task(Row):
    """[[tasks]]: one of the 部门年度重点工作任务; its money is that of its projects where none is given."""

    title_key: ClassVar[str] = "content"

    duty: str = ""
    """部门职能职责"""
    content: str = ""
    """主要内容"""
    projects: str = ""
    """对应项目, several with 、 between them"""
    total: Amount = None
    fiscal: Amount = None
    other: Amount = None


class Indicator(Row):
    """One 三级指标 with the ten columns of 项目绩效目标表, its weight in points, and what 自评 says of it."""

    title_key: ClassVar[str] = "name"

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
    overall_value: str = ""
    """中期指标值, for the whole 实施期"""
    origin: str = ""
    """指标来源 (this and the next three: 财预〔2021〕101号)"""
    method: str = ""
    """指标完成值取值方式"""
    data_source: str = ""
    """指标完成值数据来源"""
    proof: str = ""
    """佐证资料要求"""
    monitored: str = ""
    """1-7月执行情况"""
    forecast: str = ""
    """全年预计完成情况"""
    causes: str = ""
    """偏差原因: those of 经费保障, 制度保障, 人员保障, 硬件条件保障, 其他 that apply, with 、 between them"""
    cause_note: str = ""
    """原因说明"""
    likelihood: str = ""
    """完成目标可能性: 确定能, 有可能, 完全不可能"""
    remark: str = ""
    """备注 of 监控"""
    actual: str = ""
    """实际完成值"""
    score: Amount = None
    """得分, in points"""
    deviation: str = ""
    """偏差原因分析及改进措施"""
    evidence: str = ""
    """佐证资料"""

    @property
    def is_monitored(self) -> bool:
        """Whether 监控 has begun for this indicator."""
        return any(getattr(self, key) for key in MONITORED)

    @property
    def is_evaluated(self) -> bool:
        """Whether 自评 has begun for this indicator."""
        return bool(self.actual or self.score is not None or self.deviation)


MONITORED = ("monitored", "forecast", "causes", "cause_note", "likelihood", "remark")
"""The columns of an indicator that 监控 fills in."""


class Declaration(Table):
    """One project's declaration of one budget year; of a `department.toml`, that of the whole department."""

    format: int = FORMAT
    department: Department = Department.model_construct()
    project: Project = Project.model_construct()
    unit: Unit = Unit.model_construct()
    budget: Budget = Budget.model_construct()
    goals: Goals = Goals.model_construct()
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    review: Review = Review.model_construct()
    monitoring: Monitoring = Monitoring.model_construct()
    evaluation: Evaluation = Evaluation.model_construct()

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
    def is_department(self) -> bool:
        """Whether this is the declaration of a whole department."""
        return self.department.is_there or bool(self.tasks)

    @property
    def title(self) -> str:
        """What it is called: 项目名称, or 部门名称 where it is that of a whole department."""
        return self.department.name if self.is_department else self.project.name

    @property
    def year(self) -> Number:
        """预算年度, of the project or of the department."""
        return self.department.year if self.is_department else self.project.year

    def titled(self, name: str) -> Declaration:
        """This declaration with another `title`."""
        return self.with_value("department.name" if self.is_department else "project.name", name)

    @property
    def is_monitored(self) -> bool:
        """Whether 监控 has begun."""
        return self.monitoring.is_begun or any(row.is_monitored for row in self.indicators)

    @property
    def is_evaluated(self) -> bool:
        """Whether 自评 has begun."""
        return self.evaluation.is_begun or any(row.is_evaluated for row in self.indicators)

    def as_department(self) -> Declaration:
        """This declaration as that of a department, also when nothing of it says so yet."""
        if self.department.is_there:
            return self
        return self.with_values(department=self.department.with_values(bare=True))

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
        rows = self.rows(name)
        return self.with_values(**{name: (*rows[:index], changed, *rows[index + 1 :])})

    def _table_of(self, path: str) -> tuple[Table, str]:
        name, index, key = _split(path)
        if index is not None:
            if name not in ROW_TABLES or index >= len(self.rows(name)):
                raise LookupError(path)
            return self.rows(name)[index], key
        table = getattr(self, name, None)
        if not isinstance(table, Table):
            raise LookupError(path)
        return table, key

    def rows(self, name: str) -> tuple[Task, ...] | tuple[Indicator, ...]:
        """The rows of one of `ROW_TABLES`."""
        rows: tuple[Task, ...] | tuple[Indicator, ...] = getattr(self, name)
        return rows

    def with_row(self, name: str, at: int, row: Row) -> Declaration:
        """This declaration with a row of one of `ROW_TABLES` standing at position `at`."""
        rows = self.rows(name)
        return self.with_values(**{name: (*rows[:at], row, *rows[at:])})

    def without_row(self, name: str, at: int) -> Declaration:
        """This declaration without the row of `name` at position `at`; its comments go with it."""
        rows = self.rows(name)
        rest = self.with_values(**{name: (*rows[:at], *rows[at + 1 :])})
        return rest.as_department() if name == "tasks" else rest

    def insert(self, at: int, indicator: Indicator) -> Declaration:
        """This declaration with `indicator` standing at position `at`."""
        return self.with_row("indicators", at, indicator)

    def remove(self, at: int) -> Declaration:
        """This declaration without the indicator at position `at`; its comments go with it."""
        return self.without_row("indicators", at)

    def move(self, at: int, to: int) -> Declaration:
        """This declaration with the indicator at `at` standing at `to`, the others closing up."""
        rows = list(self.indicators)
        rows.insert(to, rows.pop(at))
        return self.with_values(indicators=tuple(rows))

    def with_unit_defaults(self, defaults: Unit) -> Declaration:
        """This declaration as it counts: unit facts that it leaves out come from the workspace."""
        unit = self.unit.over(defaults)
        return self if unit is self.unit else self.with_values(unit=unit)


ROW_TABLES: dict[str, type[Row]] = {"tasks": Task, "indicators": Indicator}
"""Tables that stand as many times as there are rows, in their order in the file."""

AFTER_INDICATORS = ("review", "monitoring", "evaluation")
"""Tables that stand below the rows in the file: they are added when the declaration is made."""

_PATH = re.compile(r"([a-z_0-9]+)(?:\[(\d+)\])?\.([a-z_0-9]+)")


def _split(path: str) -> tuple[str, int | None, str]:
    match = _PATH.fullmatch(path)
    if match is None:
        raise LookupError(path)
    name, index, key = match.groups()
    return name, None if index is None else int(index), key


def indicator_path(index: int, key: str) -> str:
    """The field path of one column of one indicator."""
    return row_path("indicators", index, key)


def row_path(table: str, index: int, key: str) -> str:
    """The field path of one key of one row of a table such as `tasks`."""
    return f"{table}[{index}].{key}"


def field_paths(declaration: Declaration) -> Iterator[str]:
    """Every editable field path of the declaration, in the order of the file."""
    for name, table in Declaration.tables().items():
        if name not in AFTER_INDICATORS:
            yield from (f"{name}.{key}" for key in table.keys())
    for name, model in ROW_TABLES.items():
        for index in range(len(declaration.rows(name))):
            yield from (row_path(name, index, key) for key in model.keys())
    for name in AFTER_INDICATORS:
        yield from (f"{name}.{key}" for key in Declaration.tables()[name].keys())
