"""核心绩效指标表 of the Ministry of Finance (财预〔2021〕101号, annex 2), one project on paper that lies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from exports.figures import points, words
from exports.forms import form
from exports.grid import Cell, Grid, Options, Page, Paragraph, Role
from exports.heads import department_of, headings, label, spread, titled
from exports.levels import level_rows
from exports.signs import printed_target
from models.declaration import Declaration, Indicator
from models.scoring import points_of

WIDTHS: Final = (11.5, 13.5, 18.0, 21.0, 11.5, 13.0, 21.0, 11.5, 13.5, 21.0, 9.5, 6.0)
"""Characters per column, in the order of `COLUMNS`."""

COLUMNS: Final = (
    "level1",
    "level2",
    "name",
    "content",
    "origin",
    "value",
    "basis",
    "method",
    "data_source",
    "scoring",
    "proof",
    "weight",
)
_HEAD: Final = (2, 4, 2, 4)

LABELS: Final = {
    "title": "项目支出核心绩效指标表（{year}年度）",
    "project": "项目名称",
    "unit": "实施单位",
    "department": "主管部门",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "content": "指标解释",
    "origin": "指标来源",
    "value": "指标值",
    "basis": "指标值设定依据",
    "method": "指标完成值取值方式",
    "data_source": "指标完成值数据来源",
    "scoring": "赋分规则",
    "proof": "佐证资料要求",
    "weight": "分值权重",
    # domain knowledge names the columns; that the reserved ten points stand in a row of their own is inferred
    "execution": "预算执行率",
    "total": "合计",
}


@form("mof-core", "核心绩效指标表", source="财预〔2021〕101号附件2", labels=LABELS)
def lay_out(declaration: Declaration, options: Options) -> Page:
    """The table under its title; the points of 预算执行率 in a row of their own where the indicators leave them."""
    title = titled(options.label("title"), declaration)
    head = [*_head(declaration, options)]
    rows = (
        *head,
        tuple(headings(options, *COLUMNS)),
        *_indicators(declaration),
        *_sums(declaration, options),
    )
    grid = Grid(WIDTHS, rows, (len(head), len(head) + 1))
    return Page(" ".join(filter(None, (title, declaration.project.name))), (Paragraph(title, "title"), grid))


def _head(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    yield spread((label(options, "project"), Cell(declaration.project.name)), (2, len(WIDTHS) - 2))
    cells = (
        label(options, "department"),
        Cell(department_of(declaration)),
        label(options, "unit"),
        Cell(declaration.unit.name),
    )
    yield spread(cells, _HEAD)


def _indicators(declaration: Declaration) -> list[tuple[Cell, ...]]:
    def leaf(_: int, row: Indicator) -> tuple[Cell, ...]:
        return (
            Cell(row.name),
            Cell(row.content),
            words(row.origin),
            words(printed_target(row)),
            Cell(row.basis),
            words(row.method),
            words(row.data_source),
            Cell(row.scoring),
            words(row.proof),
            points(points_of(row)),
        )

    return level_rows(declaration.indicators, leaf)


def _sums(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    weights = [points_of(row) for row in declaration.indicators]
    known = sum((weight for weight in weights if weight is not None), Decimal(0))
    is_whole = bool(weights) and all(weight is not None for weight in weights)
    spans = (len(WIDTHS) - 1, 1)
    execution = options.practice.execution_weight
    if is_whole and execution and known == 100 - execution:
        yield spread((label(options, "execution"), points(execution)), spans)
        known += execution
    yield spread((Cell(options.label("total"), Role.LABEL), points(known if is_whole else None)), spans)
