"""Next year's declaration from this year's (滚动编制)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.declaration import (
    MONITORED,
    Declaration,
    Evaluation,
    Indicator,
    Monitoring,
    Number,
    Review,
    field_paths,
)
from models.vocabulary import FIELD_NAMES, ROW_WORDS

PERIOD_YEARS = 3
"""总体目标 looks three years ahead."""


@dataclass(frozen=True)
class RolledOver:
    """The new declaration, and sentences on what is to be revised in it."""

    declaration: Declaration
    to_revise: tuple[str, ...]


def next_budget_year(today: date) -> int:
    """The year that is being declared: budgets of next year are drawn up from July on."""
    return today.year + 1 if today.month >= 7 else today.year


def period_from(year: int) -> tuple[int, int]:
    """The 总体目标 window that begins with a budget year."""
    return year, year + PERIOD_YEARS - 1


def roll_over(old: Declaration, name: str, year: int) -> RolledOver:
    """`old`, of a project or a whole department, as the declaration of another year: year and period moved on, texts and indicators word for word.

    Years within texts are left for the author, because only the author knows which of them move on.
    """
    head = "department" if old.is_department else "project"
    table = old.department if old.is_department else old.project
    moved = table.with_values(name=name, year=year, period=_moved(table.period, old.year, year))
    new = old.with_values(
        **{head: moved},
        indicators=tuple(_without_evaluation(row) for row in old.indicators),
        review=Review(),
        monitoring=Monitoring(),
        evaluation=Evaluation(),
    )
    return RolledOver(new, tuple(_to_revise(old, new)))


def _moved(period: tuple[int | str, ...], before: Number, year: int) -> tuple[int | str, ...]:
    if isinstance(before, int) and period and all(isinstance(end, int) for end in period):
        return tuple(int(end) + year - before for end in period)
    return period_from(year)


def _without_evaluation(row: Indicator) -> Indicator:
    if row.is_monitored:
        row = row.with_values(**dict.fromkeys(MONITORED, ""))
    if row.is_evaluated or row.evidence:
        row = row.with_values(actual="", score=None, deviation="", evidence="")
    return row


def _to_revise(old: Declaration, new: Declaration) -> list[str]:
    found: list[str] = []
    if old.budget.total is not None:
        found.append("预算金额照抄了上一份，请核对。")
    if old.project.code:
        found.append("项目代码照抄了上一份，请核对。")
    if any(task.total is not None for task in old.tasks):
        found.append("工作任务的预算申报金额照抄了上一份，请核对。")
    if old.is_monitored or old.is_evaluated:
        found.append("上一份的监控和自评数据没有带过来。")
    year = old.year
    if isinstance(year, int) and year != new.year:
        places = _mentions(new, re.compile(rf"(?<!\d){year}(?!\d)"))
        if places:
            found.append(f"这些地方还写着 {year}，请逐处核对：{'、'.join(places)}。")
    if old.title and old.title != new.title:
        places = _mentions(new, re.compile(re.escape(old.title)))
        if places:
            found.append(f"这些地方还写着原来的名称，请逐处核对：{'、'.join(places)}。")
    return found


def _mentions(declaration: Declaration, pattern: re.Pattern[str]) -> list[str]:
    places = []
    for path in field_paths(declaration):
        value = declaration.get(path)
        if (
            isinstance(value, str)
            and path not in ("project.name", "department.name")
            and pattern.search(value)
        ):
            places.append(_label(declaration, path))
    return places


def _label(declaration: Declaration, path: str) -> str:
    table, key = path.split(".")
    name, bracket, rest = table.partition("[")
    if not bracket:
        return FIELD_NAMES[table][key]
    index = int(rest.removesuffix("]"))
    title = declaration.rows(name)[index].title
    return f"{ROW_WORDS[name]}“{title or index + 1}”的{FIELD_NAMES[name][key]}"
