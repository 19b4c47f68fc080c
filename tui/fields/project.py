"""The forms that every declaration of a project has: its facts, its texts, its unit, its goals, the columns of its
indicators."""

from __future__ import annotations

from models import vocabulary
from models.declaration import Declaration
from models.phrases import STANDARD_KINDS
from models.practice import Practice
from tui.fields.kinds import Field, Form, Kind, fixed


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
        Field("project.category", "项目类别", Kind.CHOICE, fixed(*vocabulary.CATEGORIES)),
        Field("project.code", "项目代码", hint="21 位，可不填"),
        Field("project.attribute", "项目属性", Kind.CHOICE, fixed(*vocabulary.PROJECT_ATTRIBUTES)),
        Field("project.term", "项目期", hint="与实施期不同时填，如 2026年3月—2028年11月"),
        Field(
            "project.issued",
            "资金下达",
            Kind.CHOICE,
            fixed(*vocabulary.ISSUED),
            hint="不填就是本级下达",
            name="资金下达方式",
        ),
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
                fixed(*vocabulary.FUNDING_SOURCES) if term.key == "funding_source" else None,
            )
            for term in vocabulary.UNIT_FACTS[:-1]
        ),
        Field("unit.budget_code", "单位编码", hint="预算系统的编码，如 820001"),
        Field("unit.department", "主管部门", hint="不填就是本单位"),
        Field("unit.department_code", "部门代码", hint="主管部门在预算系统的编码", name="主管部门代码"),
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
        Field("indicators[*].sign", "指标性质", Kind.SIGN, fixed(*vocabulary.SIGNS)),
        Field("indicators[*].value", "指标值"),
        Field("indicators[*].unit", "度量单位", Kind.CHOICE, _units),
        Field("indicators[*].attribute", "指标属性", Kind.CHOICE, fixed(*vocabulary.ATTRIBUTES)),
        Field("indicators[*].weight", "权重", Kind.POINTS, hint="分，可不填"),
        Field("indicators[*].scoring", "评分标准", Kind.LONG),
        Field("indicators[*].content", "指标内容", Kind.LONG),
        Field("indicators[*].basis", "设定依据", Kind.LONG, offers=_basis_kinds, is_prefix=True),
        Field("indicators[*].level1", "一级指标", Kind.CHOICE, _level1),
        Field("indicators[*].level2", "二级指标", Kind.CHOICE, _level2),
    ),
)

SECTIONS = (PROJECT, NARRATIVE[0], UNIT, *NARRATIVE[1:], GOALS)
"""The forms above the indicators, in the order of the published text."""
