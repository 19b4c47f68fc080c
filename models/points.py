"""The points of a self-evaluation as a whole (财预〔2020〕10号): indicators, 预算执行率, total and grade.

`models.indicator_points` says how one indicator is scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from models import funds
from models.declaration import Declaration
from models.indicator_points import Scored, rounded, scored
from models.money import finite, format_number
from models.practice import Practice
from models.rows import quote

__all__ = ["Execution", "Score", "Scored", "score"]

_WHOLE: Final = Decimal(100)


@dataclass(frozen=True)
class Execution:
    """预算执行率."""

    weight: Decimal
    """分值; 0 where the indicators alone make a hundred, or where the bureau does not score it"""
    rate: Decimal | None
    """percent, two decimals"""
    points: Decimal | None
    explanation: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """A whole self-evaluation."""

    rows: tuple[Scored, ...]
    execution: Execution
    weight: Decimal
    """sum of all 分值 that are known"""
    reached: Decimal
    """sum of all points that are known"""
    total: Decimal | None
    """得分; None while any part of it is open"""
    grade: str
    """自评等级; empty while the total is open, or is not one out of 100"""
    remarks: tuple[str, ...] = ()

    @property
    def open(self) -> int:
        """How many parts have no points yet."""
        return sum(row.points is None for row in self.rows) + (self.execution.points is None)

    @property
    def errors(self) -> tuple[str, ...]:
        """What can't stand in any of the rows."""
        return tuple(error for row in self.rows for error in row.errors)


def score(declaration: Declaration, practice: Practice = Practice()) -> Score:  # noqa: B008 - frozen
    """The points of a declaration's self-evaluation as a bureau reckons them."""
    rows = tuple(
        scored(index, row, declaration.year, practice) for index, row in enumerate(declaration.indicators)
    )
    of_rows = sum((row.weight for row in rows if row.weight is not None), Decimal(0))
    execution = _execution(declaration, Decimal(0) if of_rows == _WHOLE else practice.execution_weight)
    points = (*(row.points for row in rows), execution.points)
    known = [each for each in points if each is not None]
    reached = sum(known, Decimal(0))
    total = reached if rows and len(known) == len(points) else None
    weight = of_rows + execution.weight
    return Score(
        rows=rows,
        execution=execution,
        weight=weight,
        reached=reached,
        total=total,
        grade="" if total is None or weight != _WHOLE else practice.grade_of(total),
        remarks=tuple(_remarks(rows, weight)),
    )


def _remarks(rows: tuple[Scored, ...], weight: Decimal) -> list[str]:
    if not rows:
        return ["没有指标"]
    if weight != _WHOLE and all(row.weight is not None for row in rows):
        return [f"分值合计{format_number(weight)}分，不是100分，不能评定等级"]
    return []


def _execution(declaration: Declaration, weight: Decimal) -> Execution:
    adjusted, executed = funds.adjusted(declaration).total, funds.executed(declaration).total
    rate = funds.rate(executed, adjusted)
    unread = _unread(declaration)
    if unread or rate is None or executed is None or adjusted is None:
        why = unread or _missing(adjusted, executed)
        if not weight:
            return Execution(weight, None, Decimal(0), f"{why}；执行率不计分")
        return Execution(weight, None, None, f"{why}，不能计算执行率")
    shown = f"执行率{format_number(rate)}%"
    remarks = tuple(_money_remarks(adjusted, executed))
    if not weight:
        return Execution(weight, rate, Decimal(0), f"{shown}，不计分", remarks)
    points = rounded(min(max(rate, Decimal(0)), _WHOLE) / _WHOLE * weight)
    full = format_number(weight)
    how = f"满分封顶{full}分" if rate > _WHOLE else f"{format_number(rate)}%×{full}分"
    return Execution(weight, rate, points, f"{shown}，{how}，得{format_number(points)}分", remarks)


def _missing(adjusted: Decimal | None, executed: Decimal | None) -> str:
    if executed is None:
        return "没有填写全年执行数"
    if adjusted is None:
        return "没有填写全年预算数"
    return "全年预算数为0" if adjusted == 0 else "全年预算数是负数"


def _unread(declaration: Declaration) -> str:
    """What is said of an amount that is none: another stage must not silently stand in for it."""
    own = declaration.evaluation
    for name, typed in (("全年预算数", own.budget), ("全年执行数", own.executed)):
        if isinstance(typed, str) and typed.strip() and finite(typed) is None:
            return f"{name}{quote(typed)}不是金额"
    return ""


def _money_remarks(adjusted: Decimal, executed: Decimal) -> list[str]:
    if executed > adjusted:
        return ["全年执行数超过全年预算数，请核对"]
    return ["全年执行数是负数，请核对"] if executed < 0 else []
