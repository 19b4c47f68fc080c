"""部门预算项目绩效目标申报表 of Sichuan: all projects of a department in one table, one row per 三级指标."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from exports.figures import points, words, yuan
from exports.forms import Material, form_of_many
from exports.grid import Cell, Grid, Options, Page, Paragraph, Role
from exports.sichuan import coded, measure, nature
from exports.signs import is_in_words
from models.declaration import Declaration, Indicator
from models.funds import declared
from models.rows import sign
from models.scoring import points_of

WIDTHS: Final = (16.0, 18.0, 17.0, 34.0, 10.0, 12.0, 22.0, 8.0, 12.0, 8.0, 8.0, 10.0)
"""Characters per column, in the order of `COLUMNS`."""

COLUMNS: Final = (
    "unit",
    "project",
    "budget",
    "goal",
    "level1",
    "level2",
    "name",
    "sign",
    "value",
    "measure",
    "weight",
    "direction",
)

LABELS: Final = {
    # without a year: the published one has none, unlike 自评表 [inferred: that it never has one]
    "title": "部门预算项目绩效目标申报表",
    "money_unit": "金额单位：元",
    "unit": "单位名称",
    "project": "项目名称",
    "budget": "预算数",
    "goal": "年度目标",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "sign": "指标性质",
    "value": "指标值",
    "measure": "度量单位",
    "weight": "权重",
    "direction": "指标方向性",
    "qualitative": "定性",
    "positive": "正向指标",
    "negative": "反向指标",
}

Projects = dict[str, list[Declaration]]


@form_of_many(
    "sc-declaration",
    "部门预算项目绩效目标申报表",
    source="四川省部门预算项目绩效目标申报表（随部门预算公开）",
    labels=LABELS,
)
def lay_out(material: Material, options: Options) -> Page:
    """One table of all projects, by department and unit in order of first appearance."""
    title = options.label("title")
    return Page(
        title=title,
        blocks=(
            Paragraph(title, "title"),
            Paragraph(options.label("money_unit"), "right"),
            Grid(WIDTHS, (_header(options), *_rows(material, options)), (0, 1)),
        ),
    )


def _header(options: Options) -> tuple[Cell, ...]:
    return tuple(Cell(options.label(key), Role.HEADING) for key in COLUMNS)


def _rows(material: Material, options: Options) -> Iterator[tuple[Cell, ...]]:
    for department, units in _by_department(material).items():
        projects = [project for of_unit in units.values() for project in of_unit]
        yield _department_row(department, projects)
        for unit, of_unit in units.items():
            yield from _unit_rows(unit, of_unit, options)


def _by_department(material: Material) -> dict[str, Projects]:
    """The projects of each unit of each department, by their coded names."""
    found: dict[str, Projects] = {}
    for declaration in material.declarations:
        units = found.setdefault(_department_name(declaration, material.department), {})
        units.setdefault(coded(declaration.unit.budget_code, declaration.unit.name), []).append(declaration)
    return found


def _department_name(declaration: Declaration, whole: Declaration | None) -> str:
    """The 主管部门 with its code: as the unit says, else as the department's own declaration, else the unit itself."""
    unit = declaration.unit
    code, name = unit.department_code, unit.department
    if whole is not None:
        code, name = code or whole.department.code, name or whole.department.name
    return coded(code, name or unit.name)


def _department_row(name: str, projects: Sequence[Declaration]) -> tuple[Cell, ...]:
    amounts = [amount for each in projects if (amount := declared(each).total) is not None]
    total = sum(amounts, Decimal(0)) if amounts else None
    return (Cell(name), Cell(), yuan(total), *(Cell() for _ in COLUMNS[3:]))


def _unit_rows(name: str, projects: Sequence[Declaration], options: Options) -> Iterator[tuple[Cell, ...]]:
    """The unit merged down all its projects, each project down its indicators."""
    height = sum(max(len(each.indicators), 1) for each in projects)
    beside: tuple[Cell, ...] = (Cell(name, rowspan=height),)
    for project in projects:
        for row in _project_rows(project, options):
            yield (*beside, *row)
            beside = ()


def _project_rows(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    height = max(len(declaration.indicators), 1)
    beside: tuple[Cell, ...] = (
        Cell(declaration.project.name, rowspan=height),
        yuan(declared(declaration).total, rowspan=height),
        Cell(declaration.goals.annual, rowspan=height),
    )
    for indicator in declaration.indicators or (Indicator(),):
        yield (*beside, *_leaf(indicator, options))
        beside = ()


def _leaf(row: Indicator, options: Options) -> Iterator[Cell]:
    """An indicator with its own levels: the order of the declaration is kept, so equal levels need not adjoin."""
    yield from (Cell(row.level1), Cell(row.level2), Cell(row.name))
    yield words(nature(row, options))
    yield words(row.value)
    yield words(measure(row))
    yield points(points_of(row))
    yield words(_direction(row, options))


def _direction(row: Indicator, options: Options) -> str:
    """指标方向性: whether less is better; nothing where no sign says so."""
    if is_in_words(row):
        return options.label("positive")
    key = {"": "", "<=": "negative", "<": "negative"}.get(sign(row), "positive")
    return options.label(key) if key else ""
