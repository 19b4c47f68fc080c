"""项目支出绩效目标申报表 of the Ministry of Finance (财预〔2015〕88号), one project on upright paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from exports.figures import wan, words
from exports.forms import form
from exports.grid import Cell, Grid, Options, Page, Role
from exports.heads import beside, department_and_code, headings, label, spread, title_and_year
from exports.signs import printed_target
from exports.years import filled, period_texts
from models.declaration import Declaration, Indicator
from models.funds import declared
from models.money import finite
from models.outline import Level1, outline
from models.vocabulary import FISCAL_SOURCES

WIDTHS: Final = (5.0, 10.5, 12.5, 17.0, 12.5, 12.5, 17.0, 12.5)
"""Characters per column: 绩效指标, 一级, then 二级, 三级 and 指标值 of the medium term and of the year."""

_SIDE: Final = ("level2", "name", "value")
_HEAD: Final = (2, 3, 1, 2)

LABELS: Final = {
    "title": "项目支出绩效目标申报表",
    "year": "（{year}年度）",
    "project": "项目名称",
    "department": "主管部门及代码",
    "unit": "实施单位",
    "attribute": "项目属性",
    "term": "项目期",
    "money": "项目资金（万元）",
    "period_total": "中期资金总额：",
    "annual_total": "年度资金总额：",
    "fiscal": "其中：财政拨款",
    "other": "其他资金",
    "goals": "总体目标",
    "overall": "中期目标（{start}年—{end}年）",
    "annual": "年度目标",
    "indicators": "绩效指标",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "value": "指标值",
}


@form("mof-declaration", "项目支出绩效目标申报表", source="财预〔2015〕88号", labels=LABELS)
def lay_out(declaration: Declaration, options: Options) -> Page:
    """The table under its title and year; the form's `……` rows are for filling in by hand and not printed."""
    above = title_and_year(declaration, options)
    head = [
        *_facts(declaration, options),
        *beside(_wide(options, "money"), [*_money(declaration, options)]),
        *beside(_wide(options, "goals"), [*_goals(declaration, options)]),
    ]
    rows = (*head, *_indicators(declaration, options))
    grid = Grid(WIDTHS, rows, (len(head), len(head) + 1), landscape=False)
    return Page(" ".join(filter(None, (above[0].text, declaration.project.name))), (*above, grid))


def _wide(options: Options, key: str) -> Cell:
    return Cell(options.label(key), Role.LABEL, colspan=2)


def _facts(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    project, unit = declaration.project, declaration.unit
    yield spread((label(options, "project"), Cell(project.name)), (2, 6))
    rows = (
        (("department", department_and_code(declaration)), ("unit", unit.name)),
        (("attribute", project.attribute), ("term", _term(declaration))),
    )
    for row in rows:
        yield spread([cell for key, text in row for cell in (label(options, key), Cell(text))], _HEAD)


def _term(declaration: Declaration) -> str:
    """项目期: as typed, else the years of 总体目标."""
    start, end = period_texts(declaration.project.period)
    return declaration.project.term or (f"{start}年—{end}年" if start and end else "")


def _money(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    budget, funds = declaration.budget, declared(declaration)
    total, fiscal = finite(budget.period_total), finite(budget.period_fiscal)
    rest = None if total is None or fiscal is None else total - fiscal
    amounts: Sequence[tuple[str, Decimal | None, str, Decimal | None]] = (
        ("period_total", total, "annual_total", funds.total),
        ("fiscal", fiscal, "fiscal", funds.fiscal),
        ("other", rest, "other", funds.besides(*FISCAL_SOURCES)),
    )
    for left, medium, right, annual in amounts:
        yield spread((label(options, left), wan(medium), label(options, right), wan(annual)), (2, 1, 2, 1))


def _goals(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    start, end = period_texts(declaration.project.period)
    overall = filled(options.label("overall"), start=start, end=end)
    yield spread((Cell(overall, Role.HEADING), *headings(options, "annual")), (3, 3))
    yield spread((Cell(declaration.goals.overall), Cell(declaration.goals.annual)), (3, 3))


def _indicators(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    rows = [tuple(headings(options, "level1", *_SIDE, *_SIDE))]
    for level1 in outline(declaration.indicators):
        rows += _level1_rows(level1, declaration.indicators)
    yield from beside(label(options, "indicators"), rows)


def _level1_rows(level1: Level1, indicators: Sequence[Indicator]) -> Iterator[tuple[Cell, ...]]:
    """The medium term at the left, the year at the right, each in rows of its own; 一级 is shared."""
    medium = _side(level1, indicators, medium=True)
    annual = _side(level1, indicators, medium=False)
    height = max(len(medium), len(annual))
    blank = tuple(Cell() for _ in _SIDE)
    for number in range(height):
        top = (words(level1.name, rowspan=height),) if number == 0 else ()
        left = medium[number] if number < len(medium) else blank
        right = annual[number] if number < len(annual) else blank
        yield (*top, *left, *right)


def _side(level1: Level1, indicators: Sequence[Indicator], *, medium: bool) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for level2 in level1.children:
        leaves = [
            indicators[at] for at in level2.leaves if not medium or indicators[at].overall_value.strip()
        ]
        for number, leaf in enumerate(leaves):
            top = (words(level2.name, rowspan=len(leaves)),) if number == 0 else ()
            target = printed_target(leaf, leaf.overall_value if medium else None)
            rows.append((*top, Cell(leaf.name), words(target)))
    return rows
