"""项目支出绩效目标执行监控表 of the Ministry of Finance (财预〔2019〕136号): January to July, one project."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from exports.figures import short_percent, wan, words
from exports.forms import form
from exports.grid import Cell, Grid, Options, Page, Role
from exports.heads import beside, department_and_code, headings, label, spread, title_and_year
from exports.levels import level_rows
from exports.signs import printed_target, reached
from models.declaration import Declaration, Indicator
from models.funds import Funds, declared, executed_by_july, expected, rate
from models.vocabulary import CAUSES, LIKELIHOODS

WIDTHS: Final = (5.0, 11.0, 12.5, 19.5, 12.5, 12.5, 12.5, *(5.0,) * 5, 15.0, *(6.0,) * 3, 12.0)
"""Characters per column: 绩效指标, levels and values, five causes and their reason, three likelihoods, 备注.

Seventeen columns leave a cause, where only a tick is put, and 绩效指标 two Chinese characters on a line (经费/保障).
"""

_COLUMNS: Final = ("level1", "level2", "name", "value", "monitored", "forecast")
_CAUSES: Final = ("funding", "rules", "staff", "equipment", "others")
_LIKELIHOODS: Final = ("certain", "possible", "impossible")
_MONEY: Final = (2, 2, 2, 6, 3)
_WIDTH: Final = len(WIDTHS)
_SEPARATORS: Final = re.compile(r"[、，,；;\s]+")

LABELS: Final = {
    "title": "项目支出绩效目标执行监控表",
    "year": "（{year}年度）",
    "project": "项目名称",
    "department": "主管部门及代码",
    "unit": "实施单位",
    "money": "项目资金（万元）",
    "declared": "年初预算数",
    "executed": "1-7月执行数",
    "rate": "1-7月执行率",
    "expected": "全年预计执行数",
    "money_total": "年度资金总额",
    "money_general": "其中：本年一般公共预算拨款",
    "money_other": "其他资金",
    "goal": "年度总体目标",
    "indicators": "绩效指标",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "value": "年度指标值",
    "monitored": "1-7月执行情况",
    "forecast": "全年预计完成情况",
    "causes": "偏差原因分析",
    **dict(zip(_CAUSES, CAUSES, strict=True)),
    "cause_note": "原因说明",
    "likelihood": "完成目标可能性",
    **dict(zip(_LIKELIHOODS, LIKELIHOODS, strict=True)),
    "remark": "备注",
    # what is put under a cause or a likelihood that applies [inferred]
    "tick": "√",
    # what the notice prints below its table, given from memory of it [inferred]
    "notes": "注：1.偏差原因分析：针对与预期目标产生偏差的指标值，分别从经费保障、制度保障、人员保障、硬件条件保障等方面"
    "进行判断和分析，并说明原因。\n"
    "2.完成目标可能性：对应所设定的实现绩效目标的路径，分确定能、有可能、完全不可能三级综合判断完成的可能性。\n"
    "3.备注：说明预计到年底不能完成目标的原因及拟采取的措施。",
}

_SOURCES: Final[Mapping[str, Callable[[Funds], Decimal | None]]] = {
    "money_total": lambda funds: funds.total,
    "money_general": lambda funds: funds.of("general"),
    "money_other": lambda funds: funds.besides("general"),
}


@form("mof-monitoring", "项目支出绩效目标执行监控表", source="财预〔2019〕136号", labels=LABELS)
def lay_out(declaration: Declaration, options: Options) -> Page:
    """The table under its title and year, with the form's notes as its last row."""
    above = title_and_year(declaration, options)
    head = [*_head(declaration, options)]
    rows = (*head, *_indicators(declaration, options), *_notes(options))
    grid = Grid(WIDTHS, rows, (len(head), len(head) + 2))
    return Page(" ".join(filter(None, (above[0].text, declaration.project.name))), (*above, grid))


def _head(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    yield spread((label(options, "project"), Cell(declaration.project.name)), (2, _WIDTH - 2))
    cells = (
        label(options, "department"),
        Cell(department_and_code(declaration)),
        label(options, "unit"),
        Cell(declaration.unit.name),
    )
    yield spread(cells, (2, 5, 5, _WIDTH - 12))
    yield from beside(Cell(options.label("money"), Role.LABEL, colspan=2), [*_money(declaration, options)])
    yield spread((label(options, "goal"), Cell(declaration.goals.annual)), (1, _WIDTH - 1))


def _money(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    columns = headings(options, "declared", "executed", "rate", "expected")
    yield spread((Cell("", Role.HEADING), *columns), _MONEY)
    stages = [stage(declaration) for stage in (declared, executed_by_july, expected)]
    for key, share in _SOURCES.items():
        budget, spent, forecast = map(share, stages)
        cells = (
            label(options, key),
            wan(budget),
            wan(spent),
            short_percent(rate(spent, budget)),
            wan(forecast),
        )
        yield spread(cells, _MONEY)


def _indicators(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    rows = [*_headings(options), *level_rows(declaration.indicators, lambda _, row: _leaf(row, options))]
    yield from beside(label(options, "indicators"), rows)


def _notes(options: Options) -> Iterator[tuple[Cell, ...]]:
    if notes := options.label("notes"):
        yield (Cell(notes, colspan=_WIDTH),)


def _headings(options: Options) -> Iterator[tuple[Cell, ...]]:
    def over(key: str, rows: int, columns: int) -> Cell:
        return Cell(options.label(key), Role.HEADING, rowspan=rows, colspan=columns)

    yield (
        *(over(key, 2, 1) for key in _COLUMNS),
        over("causes", 1, len(_CAUSES) + 1),
        over("likelihood", 1, len(_LIKELIHOODS)),
        over("remark", 2, 1),
    )
    yield tuple(headings(options, *_CAUSES, "cause_note", *_LIKELIHOODS))


def _leaf(row: Indicator, options: Options) -> tuple[Cell, ...]:
    tick = options.label("tick")
    named = [word for word in _SEPARATORS.split(row.causes.strip()) if word]
    others = [word for word in named if word not in CAUSES]
    ticked = {*named, *(CAUSES[-1:] if others else ())}
    likelihood = row.likelihood.strip()
    # What is not one of the form's own words still has to be read by somebody.
    note = "；".join(filter(None, ("、".join(others), row.cause_note)))
    remark = "；".join(filter(None, ("" if likelihood in LIKELIHOODS else likelihood, row.remark)))
    return (
        Cell(row.name),
        words(printed_target(row)),
        words(reached(row, row.monitored)),
        words(reached(row, row.forecast)),
        *(words(tick if cause in ticked else "") for cause in CAUSES),
        Cell(note),
        *(words(tick if each == likelihood else "") for each in LIKELIHOODS),
        Cell(remark),
    )
