"""What the three forms of 自评 share: head, money by source, goals and 总分, each in the columns of the form.

Money is printed in 万元. Points are those of `models.points`; what is not known is left blank, never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from exports.figures import short_percent, wan, words
from exports.grid import Cell, Options, Role
from exports.heads import beside, department_of, headings, label, spread
from models.declaration import Declaration
from models.funds import Funds, adjusted, declared, executed, rate
from models.points import Score
from models.vocabulary import FISCAL_SOURCES

NATIONAL_SOURCES: Mapping[str, Callable[[Funds], Decimal | None]] = {
    "money_total": lambda funds: funds.total,
    "money_fiscal": lambda funds: funds.fiscal,
    "money_carryover": lambda funds: funds.of("carryover"),
    "money_other": lambda funds: funds.besides(*FISCAL_SOURCES, "carryover"),
}
"""The money rows of 财预〔2020〕10号 by label key."""


@dataclass(frozen=True)
class MoneyRow:
    """One row of the money block, in 元."""

    key: str
    """its label"""
    declared: Decimal | None
    adjusted: Decimal | None
    executed: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """执行率 in percent."""
        return rate(self.executed, self.adjusted)

    @property
    def amounts(self) -> tuple[Cell, Cell, Cell]:
        """年初预算数, 全年预算数, 全年执行数 in 万元."""
        return wan(self.declared), wan(self.adjusted), wan(self.executed)


def money_rows(
    declaration: Declaration, sources: Mapping[str, Callable[[Funds], Decimal | None]]
) -> Iterator[MoneyRow]:
    """The money of each kind of source at the three stages of the year; the first is the total."""
    stages = [stage(declaration) for stage in (declared, adjusted, executed)]
    for key, share in sources.items():
        yield MoneyRow(key, *map(share, stages))


def two_decimals(number: Decimal | None) -> Cell:
    """Points as `10.00`."""
    if number is None:
        return words("")
    number = number.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Cell(f"{number:f}", Role.CODE, number=number)


NATIONAL_LABELS: Mapping[str, str] = {
    "project": "项目名称",
    "department": "主管部门",
    "unit": "实施单位",
    "money": "项目资金（万元）",
    "declared": "年初预算数",
    "adjusted": "全年预算数",
    "executed": "全年执行数",
    "weight": "分值",
    "rate": "执行率",
    "points": "得分",
    "money_total": "年度资金总额",
    "money_fiscal": "其中：当年财政拨款",
    "money_carryover": "上年结转资金",
    "money_other": "其他资金",
    "no_points": "—",
    "goals": "年度总体目标",
    "expected": "预期目标",
    "achieved": "实际完成情况",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "actual": "实际完成值",
    "deviation": "偏差原因分析及改进措施",
    "total": "总分",
    "whole": "100",
}
"""What 财预〔2020〕10号 prints, and Yunnan after it."""


@dataclass(frozen=True)
class National:
    """How one form draws the rows of 财预〔2020〕10号: columns spanned by the cells of each kind of row."""

    name: tuple[int, ...]
    """label, 项目名称"""
    units: tuple[int, ...]
    """label, 主管部门, label, 实施单位"""
    money: tuple[int, ...]
    """beside the block's label: source, three amounts, 分值, 执行率, 得分"""
    goals: tuple[int, ...]
    """beside the block's label: 预期目标, 实际完成情况"""
    points: Callable[[Decimal | None], Cell]
    """how points are printed"""

    def above_indicators(
        self, declaration: Declaration, score: Score, options: Options
    ) -> Iterator[tuple[Cell, ...]]:
        """The rows from 项目名称 to 年度总体目标."""
        yield spread((label(options, "project"), Cell(declaration.project.name)), self.name)
        departments = (label(options, "department"), Cell(department_of(declaration)))
        units = (label(options, "unit"), Cell(declaration.unit.name))
        yield spread((*departments, *units), self.units)
        yield from beside(label(options, "money"), [*self._money(declaration, score, options)])
        yield from beside(label(options, "goals"), [*self._goals(declaration, options)])

    def _money(self, declaration: Declaration, score: Score, options: Options) -> Iterator[tuple[Cell, ...]]:
        columns = headings(options, "declared", "adjusted", "executed", "weight", "rate", "points")
        yield spread((Cell("", Role.HEADING), *columns), self.money)
        none = words(options.label("no_points"))
        for number, row in enumerate(money_rows(declaration, NATIONAL_SOURCES)):
            own, share = (none, row.rate) if number else (None, score.execution.rate)
            weight = own or self.points(score.execution.weight)
            points = own or self.points(score.execution.points)
            cells = (label(options, row.key), *row.amounts, weight, short_percent(share), points)
            yield spread(cells, self.money)

    def _goals(self, declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
        yield spread(headings(options, "expected", "achieved"), self.goals)
        texts = (Cell(declaration.goals.annual), Cell(declaration.evaluation.achievement))
        yield spread(texts, self.goals)
