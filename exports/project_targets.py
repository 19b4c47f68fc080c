"""The table of ten columns that 05-2 and 09-2 share: units, their projects, and the indicators of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from exports.figures import words
from exports.forms import Material
from exports.grid import Cell, Grid, Options, Page, Paragraph, Role
from exports.levels import level_rows
from exports.signs import printed_sign
from exports.years import filled
from exports.yunnan import budget_year, department_name
from models.declaration import Declaration, Indicator
from models.vocabulary import ISSUED

WIDTHS: Final = (22.0, 30.0, 10.0, 13.0, 22.0, 8.0, 14.0, 8.0, 10.0, 33.0)
"""Characters per column, in the order of `COLUMNS`."""

COLUMNS: Final = (
    "project",
    "goal",
    "level1",
    "level2",
    "name",
    "sign",
    "value",
    "measure",
    "attribute",
    "content",
)

LABELS: Final[Mapping[str, str]] = {
    "unit": "单位名称：{unit}",
    "project": "单位名称、项目名称",
    "goal": "项目年度绩效目标",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "sign": "指标性质",
    "value": "指标值",
    "measure": "度量单位",
    "attribute": "指标属性",
    "content": "指标内容",
    "nothing": "本部门无此事项，本表为空",
}
"""What both print; each form adds its number, its title and the name of its sheet."""

_LOCAL, TRANSFER = ISSUED
_WITHOUT_GOALS: Final = ("人员类", "公用经费")


def is_transfer(declaration: Declaration) -> bool:
    """Whether the project is 对下转移支付, which table 09-2 shows instead of 05-2."""
    return declaration.project.issued.strip() == TRANSFER


def declares_goals(declaration: Declaration) -> bool:
    """Whether goals are declared for projects of this category: for all but 人员类 and 公用经费.

    运转类 alone may be either kind; whoever wrote a declaration for it means 其他运转类.
    """
    return not any(name in declaration.project.category for name in _WITHOUT_GOALS)


def target_page(material: Material, projects: Sequence[Declaration], options: Options) -> Page:
    """The table of some projects of a department, by unit in order of first appearance."""
    title = filled(options.label("title"), year=budget_year(material))
    unit = options.label("unit").replace("{unit}", department_name(material))
    rows = (*_rows(projects),) or (_nothing(options),)
    grid = Grid(WIDTHS, (*_header(options), *rows), (0, 2), sheet=options.label("sheet"))
    above = (
        Paragraph(options.label("number"), "right"),
        Paragraph(title, "title"),
        Paragraph(unit, "left"),
    )
    return Page(title, (*(line for line in above if line.text), grid))


def _header(options: Options) -> Iterator[tuple[Cell, ...]]:
    yield tuple(Cell(options.label(key), Role.HEADING) for key in COLUMNS)
    yield tuple(words(str(number)) for number in range(1, len(COLUMNS) + 1))


def _nothing(options: Options) -> tuple[Cell, ...]:
    return (Cell(options.label("nothing"), colspan=len(COLUMNS)),)


def _rows(projects: Sequence[Declaration]) -> Iterator[tuple[Cell, ...]]:
    """Each unit in a row of its own, then its projects.

    One without a name gets a row only below another, whose projects its own would else be read as.
    """
    for number, (unit, members) in enumerate(_by_unit(projects).items()):
        if unit or number:
            yield (Cell(unit), *(Cell() for _ in COLUMNS[1:]))
        for project in members:
            yield from _project_rows(project)


def _by_unit(projects: Sequence[Declaration]) -> dict[str, list[Declaration]]:
    units: dict[str, list[Declaration]] = {}
    for project in projects:
        units.setdefault(project.unit.name.strip(), []).append(project)
    return units


def _project_rows(declaration: Declaration) -> Iterator[tuple[Cell, ...]]:
    """Name and goal merged down all indicators."""
    leaves = level_rows(declaration.indicators, _leaf) or [tuple(Cell() for _ in COLUMNS[2:])]
    height = len(leaves)
    beside: tuple[Cell, ...] = (
        Cell(declaration.project.name, rowspan=height),
        Cell(declaration.goals.annual, rowspan=height),
    )
    for leaf in leaves:
        yield (*beside, *leaf)
        beside = ()


def _leaf(_index: int, row: Indicator) -> tuple[Cell, ...]:
    return (
        Cell(row.name),
        words(printed_sign(row.sign, "ascii")),
        words(row.value),
        words(row.unit),
        words(row.attribute),
        Cell(row.content),
    )
