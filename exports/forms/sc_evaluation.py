"""部门预算项目支出绩效自评表 of Sichuan (报表编号 510000_0013zp)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from exports.figures import percent, points, words
from exports.forms import form
from exports.grid import Cell, Grid, Options, Page, Paragraph
from exports.heads import beside, department_of, headings, label, spread, titled
from exports.levels import level_rows
from exports.self_evaluation import money_rows
from exports.sichuan import coded, measure, nature
from models.declaration import Declaration, Indicator
from models.funds import Funds
from models.points import Score, score
from models.vocabulary import FISCAL_SOURCES

WIDTHS: Final = (23.0, 19.5, 14.0, 25.0, 9.0, 12.0, 9.0, 12.0, 7.0, 8.0, 25.0)
"""Characters per column: name of the block, then those of `COLUMNS`."""

COLUMNS: Final = (
    "level1",
    "level2",
    "name",
    "sign",
    "value",
    "measure",
    "actual",
    "weight",
    "points",
    "reason",
)

LABELS: Final = {
    "title": "部门预算项目支出绩效自评表（{year}年度）",
    "number": "报表编号：510000_0013zp",
    "project": "项目名称",
    "department": "主管部门",
    "unit": "实施单位（盖章）",
    "basics": "项目基本情况",
    "goals": "1.项目年度目标完成情况",
    "goal": "项目年度目标",
    "achieved": "年度目标完成情况（100字以内）",
    "process": "2.项目实施内容及过程概述",
    "execution": "预算执行情况（10分）",
    "money": "年度预算数（万元）",
    "declared": "年初预算",
    "adjusted": "调整后预算数",
    "executed": "预算执行数",
    "rate": "预算执行率",
    "weight": "权重",
    "points": "得分",
    "cause": "原因",
    "money_total": "总额",
    "money_fiscal": "其中：财政资金",
    "money_special": "财政专户管理资金",
    "money_own": "单位资金",
    "money_other": "其他资金",
    "no_points": "/",
    # [inferred]: the wording; that the note asks for a reason below 90% was seen
    "note": "注：1.预算执行率低于90%的，应说明原因。",
    "indicators": "绩效指标（90分）",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "sign": "指标性质",
    "value": "指标值",
    "measure": "度量单位",
    "actual": "完成值",
    "reason": "未完成原因分析",
    "qualitative": "定性",
    "total": "合计",
    "whole": "100",
    "conclusion": "评价结论（200字以内）",
    "problems": "存在问题",
    "measures": "改进措施",
    "leader": "项目负责人：",
    "finance_leader": "财务负责人：",
}

_FISCAL: Final = (*FISCAL_SOURCES, "carryover")

SOURCES: Mapping[str, Callable[[Funds], Decimal | None]] = {
    "money_total": lambda funds: funds.total,
    # [inferred]: 上年结转资金 stands with 财政资金, as no other row of this form can hold it
    "money_fiscal": lambda funds: funds.of(*_FISCAL),
    "money_special": lambda funds: funds.of("special"),
    "money_own": lambda funds: funds.of("own"),
    "money_other": lambda funds: funds.besides(*_FISCAL, "special", "own"),
}
"""The money rows by label key."""

_NAME: Final = (1, 10)
_UNITS: Final = (1, 3, 2, 5)
_GOALS: Final = (3, 5)
_PROCESS: Final = (2, 8)
_MONEY: Final = (1, 1, 1, 2, 2, 1, 1, 1)
_NOTE: Final = (10,)
_TOTAL: Final = (8, 1, 1, 1)
_TEXT: Final = (1, 10)
_SIGNED: Final = (5, 6)

Row = tuple[Cell, ...]


@form(
    "sc-evaluation",
    "部门预算项目支出绩效自评表",
    source="四川省部门预算项目支出绩效自评表（报表编号：510000_0013zp）",
    labels=LABELS,
)
def lay_out(declaration: Declaration, options: Options) -> Page:
    """The table under its title and number; points as `models.points` reckons them."""
    title = titled(options.label("title"), declaration)
    found = score(declaration, options.practice)
    above = (
        *_head(declaration, options),
        *beside(label(options, "basics"), [*_basics(declaration, options)]),
        *beside(label(options, "execution"), [*_execution(declaration, found, options)]),
    )
    rows = (
        *above,
        *beside(label(options, "indicators"), [*_indicators(declaration, found, options)]),
        _total(found, options),
        *_conclusion(declaration, options),
    )
    blocks = (
        Paragraph(title, "title"),
        Paragraph(options.label("number"), "right"),
        Grid(WIDTHS, rows, (len(above), len(above) + 1)),
    )
    return Page(" ".join(filter(None, (title, declaration.project.name))), blocks)


def _head(declaration: Declaration, options: Options) -> Iterator[Row]:
    project, unit = declaration.project, declaration.unit
    yield spread((label(options, "project"), Cell(coded(project.code, project.name))), _NAME)
    departments = (label(options, "department"), Cell(department_of(declaration)))
    yield spread((*departments, label(options, "unit"), Cell(unit.name)), _UNITS)


def _basics(declaration: Declaration, options: Options) -> Iterator[Row]:
    goals = Cell(options.label("goals"), label(options, "goals").role, colspan=2)
    texts = (Cell(declaration.goals.annual), Cell(declaration.evaluation.achievement))
    rows = (headings(options, "goal", "achieved"), texts)
    yield from beside(goals, [spread(row, _GOALS) for row in rows])
    process = declaration.evaluation.process or declaration.project.content
    yield spread((label(options, "process"), Cell(process)), _PROCESS)


def _execution(declaration: Declaration, found: Score, options: Options) -> Iterator[Row]:
    columns = ("money", "declared", "adjusted", "executed", "rate", "weight", "points", "cause")
    yield spread(headings(options, *columns), _MONEY)
    none = words(options.label("no_points"))
    for number, row in enumerate(money_rows(declaration, SOURCES)):
        whole = number == 0
        cells = (
            label(options, row.key),
            *row.amounts,
            percent(found.execution.rate if whole else row.rate),
            points(found.execution.weight) if whole else none,
            points(found.execution.points) if whole else none,
            Cell(declaration.evaluation.execution_note if whole else ""),
        )
        yield spread(cells, _MONEY)
    yield spread((Cell(options.label("note")),), _NOTE)


def _indicators(declaration: Declaration, found: Score, options: Options) -> Iterator[Row]:
    def leaf(index: int, row: Indicator) -> Row:
        return (
            Cell(row.name),
            words(nature(row, options)),
            words(row.value),
            words(measure(row)),
            words(row.actual),
            points(found.rows[index].weight),
            points(found.rows[index].points),
            Cell(row.deviation),
        )

    yield tuple(headings(options, *COLUMNS))
    yield from level_rows(declaration.indicators, leaf)


def _total(found: Score, options: Options) -> Row:
    cells = (label(options, "total"), words(options.label("whole")), points(found.total), Cell())
    return spread(cells, _TOTAL)


def _conclusion(declaration: Declaration, options: Options) -> Iterator[Row]:
    evaluation = declaration.evaluation
    texts = {
        "conclusion": evaluation.conclusion,
        "problems": evaluation.problems,
        "measures": evaluation.measures,
    }
    for key, text in texts.items():
        yield spread((label(options, key), Cell(text)), _TEXT)
    signed = {"leader": evaluation.leader, "finance_leader": evaluation.finance_leader}
    yield spread([Cell(f"{options.label(key)}{name}") for key, name in signed.items()], _SIGNED)
