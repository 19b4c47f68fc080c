"""部门整体支出绩效目标表 of Yunnan: a whole department's goals, the year's tasks with their money, and indicators.

One table of eleven columns: the money of a task stands in three of which the indicators use two as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from exports.figures import words, yuan
from exports.forms import Material, form_of_many
from exports.grid import Cell, Grid, Options, Page, Paragraph, Role
from exports.heads import spread
from exports.levels import level_rows
from exports.signs import printed_sign
from exports.years import filled, period_texts
from exports.yunnan import budget_year, common, department_code, department_name
from models.declaration import Declaration, Indicator, Task
from models.tasks import Money, funded, projects_by_name, together

WIDTHS: Final = (13.0, 19.0, 22.0, 9.0, 10.0, 9.0, 10.0, 26.0, 17.0, 17.0, 26.0)
"""Characters per column."""

LABELS: Final = {
    # [inferred]: the last table of the set where it is not a file of its own
    "number": "预算13表",
    # [inferred] that the year stands here, as in the other tables of the set
    "title": "{year}年部门整体支出绩效目标表",
    "sheet": "部门整体支出绩效目标13",
    "department_code": "部门编码",
    "department": "部门名称",
    "note": "说明",
    "goals": "部门总体目标",
    "duties": "部门职责",
    "overall": "总体绩效目标（{start}-{end}年期间）",
    "annual_goals": "部门年度目标",
    "annual": "预算年度（{year}年）绩效目标",
    "tasks": "二、部门年度重点工作任务",
    "duty": "部门职能职责",
    "task": "主要内容",
    "projects": "对应项目",
    "money": "预算申报金额（元）",
    "total": "总额",
    "fiscal": "财政拨款",
    "other": "其他资金",
    # [inferred] from 金额合计 of the ministry's form
    "sum": "合计",
    "department_indicators": "三、部门整体支出绩效指标",
    "indicators": "绩效指标",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "sign": "指标性质",
    "value": "指标值",
    "measure": "度量单位",
    "attribute": "指标属性",
    "scoring": "评（扣）分标准",
    "basis": "绩效指标设定依据及指标值数据来源",
    # [inferred] that it is 指标内容 of the project's table under another name
    "content": "说明",
}

_SHORT: Final = ("level1", "level2", "name", "sign", "value", "measure", "attribute")
_TASK: Final = (2, 5, 1, 1, 1, 1)
"""Columns spanned by 职能职责, 主要内容, 对应项目 and the three amounts."""
_LONG: Final = (1, 2, 1)
"""Columns spanned by 评（扣）分标准, 依据 and 说明."""


@form_of_many(
    "yn-department",
    "部门整体支出绩效目标表",
    source="云南省部门预算公开表：部门整体支出绩效目标表",
    labels=LABELS,
)
def lay_out(material: Material, options: Options) -> Page:
    """The department's own declaration; without one its name and empty places."""
    title = filled(options.label("title"), year=budget_year(material))
    whole = material.whole or Declaration()
    above = (
        *_head(material, options),
        *_goals(whole, material, options),
        *_tasks(whole, material, options),
        (_wide(options, "department_indicators"),),
    )
    header = tuple(_header(options))
    grid = Grid(
        WIDTHS,
        (*above, *header, *_indicators(whole)),
        (len(above), len(above) + len(header)),
        sheet=options.label("sheet"),
    )
    lines = (Paragraph(options.label("number"), "right"), Paragraph(title, "title"))
    return Page(title, (*(line for line in lines if line.text), grid))


def _head(material: Material, options: Options) -> Iterator[tuple[Cell, ...]]:
    note = material.whole.department.note if material.whole is not None else ""
    texts = {
        "department_code": department_code(material),
        "department": department_name(material),
        "note": note,
    }
    for key, text in texts.items():
        yield _label(options, key, colspan=2), Cell(text, colspan=len(WIDTHS) - 2)


def _goals(whole: Declaration, material: Material, options: Options) -> Iterator[tuple[Cell, ...]]:
    start, end = _period(whole, material)
    overall = filled(options.label("overall"), start=start, end=end)
    annual = filled(options.label("annual"), year=budget_year(material))
    span = len(WIDTHS) - 2
    yield (
        _label(options, "goals", rowspan=2),
        _label(options, "duties"),
        Cell(whole.department.duties, colspan=span),
    )
    yield Cell(overall, Role.LABEL), Cell(whole.goals.overall, colspan=span)
    yield (
        _label(options, "annual_goals"),
        Cell(annual, Role.LABEL),
        Cell(whole.goals.annual, colspan=span),
    )


def _period(whole: Declaration, material: Material) -> tuple[str, str]:
    """The department's years, else those that its projects agree on."""
    start, end = period_texts(whole.department.period)
    if start and end:
        return start, end
    periods = [period_texts(each.project.period) for each in material.projects]
    shared = common("-".join(period) if all(period) else "" for period in periods)
    start, _, end = shared.partition("-")
    return start, end


def _tasks(whole: Declaration, material: Material, options: Options) -> Iterator[tuple[Cell, ...]]:
    yield (_wide(options, "tasks"),)
    duty, task, projects = (
        replace(_heading(options, key), colspan=span, rowspan=2)
        for key, span in zip(("duty", "task", "projects"), _TASK, strict=False)
    )
    yield duty, task, projects, _heading(options, "money", colspan=sum(_TASK[3:]))
    amounts = zip(("total", "fiscal", "other"), _TASK[3:], strict=True)
    yield tuple(_heading(options, key, colspan=span) for key, span in amounts)
    known = projects_by_name(material.projects)
    money = [funded(each, known).money for each in whole.tasks]
    for each, amount in zip(whole.tasks or (Task(),), money or [Money()], strict=True):
        texts = (Cell(each.duty), Cell(each.content), Cell(each.projects))
        yield spread((*texts, *_amounts(amount)), _TASK)
    total = _label(options, "sum")
    yield spread((total, *_amounts(together(money))), (sum(_TASK[:3]), *_TASK[3:]))


def _amounts(money: Money) -> tuple[Cell, Cell, Cell]:
    return yuan(money.total), yuan(money.fiscal), yuan(money.other)


def _header(options: Options) -> Iterator[tuple[Cell, ...]]:
    long = (_heading(options, key, rowspan=2) for key in ("scoring", "basis", "content"))
    yield _heading(options, "indicators", colspan=len(_SHORT)), *spread(tuple(long), _LONG)
    yield tuple(_heading(options, key) for key in _SHORT)


def _indicators(whole: Declaration) -> list[tuple[Cell, ...]]:
    empty = (*(Cell() for _ in _SHORT), *spread((Cell(), Cell(), Cell()), _LONG))
    return level_rows(whole.indicators, _leaf) or [empty]


def _leaf(_index: int, row: Indicator) -> tuple[Cell, ...]:
    return (
        Cell(row.name),
        words(printed_sign(row.sign, "ascii")),
        words(row.value),
        words(row.unit),
        words(row.attribute),
        *spread((Cell(row.scoring), Cell(row.basis), Cell(row.content)), _LONG),
    )


def _wide(options: Options, key: str) -> Cell:
    """The heading of a block across all columns."""
    return _heading(options, key, colspan=len(WIDTHS))


def _label(options: Options, key: str, *, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(options.label(key), Role.LABEL, colspan=colspan, rowspan=rowspan)


def _heading(options: Options, key: str, *, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(options.label(key), Role.HEADING, colspan=colspan, rowspan=rowspan)
