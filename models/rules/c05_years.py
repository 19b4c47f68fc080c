"""C05: the budget year and the years of the overall goal."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.rows import quote
from models.rule import Finding, Severity, rule


def _is_year(value: object) -> bool:
    return isinstance(value, int) and 1990 <= value <= 2099


@rule(
    "C05",
    Severity.ERROR,
    "总体目标的年份应从预算年度开始",
    why="表中印的是“总体目标(起年-止年)”和“预算年度(年)目标”，起年与预算年度不一致，两个目标就不是一套。",
    source="云南省项目绩效目标表“总体目标(2026年-2028年)”“预算年度(2026年)目标”",
    mend="预算年度填四位年份；总体目标的起年填预算年度，止年通常是两年之后，一年期的项目起止填同一年。",
    violating={"project.period": (2025, 2027)},
    clean={"project.period": (2026, 2026)},
)
def years(declaration: Declaration) -> Iterator[Finding]:
    table = declaration.department if declaration.is_department else declaration.project
    head = "department" if declaration.is_department else "project"
    year, period = table.year, table.period
    year_is_good = _is_year(year)
    if year is None or year == "":
        yield Finding(f"{head}.year", "没有填写预算年度，请填四位年份")
    elif not year_is_good:
        yield Finding(f"{head}.year", f"预算年度{quote(str(year))}不是年份，请填四位年份，如 2026")
    if not period:
        # Without an overall goal there is nothing that the years could belong to: C04 speaks of it.
        if declaration.goals.overall.strip():
            yield Finding(f"{head}.period", "没有填写总体目标的起止年份，请填起年（预算年度）和止年")
        return
    typed = "-".join(str(part) for part in period)
    if len(period) != 2 or not all(map(_is_year, period)):
        yield Finding(
            f"{head}.period", f"总体目标的年份{quote(typed)}不是起止两个年份，请填成“2026-2028”的样子"
        )
        return
    start, end = int(period[0]), int(period[1])
    if year_is_good and start != year:
        yield Finding(f"{head}.period", f"总体目标从{start}年开始，而预算年度是{year}年，起年应为{year}年")
    if end < start:
        yield Finding(f"{head}.period", f"总体目标的止年{end}早于起年{start}，请改正")
