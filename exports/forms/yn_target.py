"""项目绩效目标表 of Yunnan, ten columns: two goal rows, a header of two rows, the indicator tree."""

from __future__ import annotations

from collections.abc import Iterator

from exports.forms import form
from exports.grid import Cell, Grid, Options, Page, Paragraph, Role
from exports.years import filled, period_texts, year_text
from models.declaration import Declaration, Indicator
from models.outline import outline

WIDTHS = (10.0, 14.0, 26.0, 8.0, 12.0, 8.0, 10.0, 28.0, 28.0, 28.0)
"""Characters per column A–J."""

HEADER = (2, 4)
SHORT_COLUMNS = ("level1", "level2", "name", "sign", "value", "unit", "attribute")
LONG_COLUMNS = ("scoring", "content", "basis")
MARKED_WHEN_EMPTY = ("value", *LONG_COLUMNS)
"""The published table prints 空 in these columns only; the others stay blank."""

_CENTRED = ("sign", "value", "unit", "attribute")


@form("yn-target", "项目绩效目标表", source="云南省项目绩效目标表（十栏），版式见昆明市呈贡区2026年公开文本")
def lay_out(declaration: Declaration, options: Options) -> Page:
    """The table alone, under its title."""
    project = declaration.project
    title = options.label("target_title")
    return Page(
        title=" ".join(part for part in (title, project.name) if part),
        blocks=(Paragraph(title, "title"), target_grid(declaration, options)),
    )


def target_grid(declaration: Declaration, options: Options) -> Grid:
    """The table of ten columns: rows 0 and 1 the goals, 2 and 3 the header, the rest the indicator tree."""
    rows = (
        *_goal_rows(declaration, options),
        *_header_rows(options),
        *_tree_rows(declaration.indicators, options.null_mark),
    )
    return Grid(WIDTHS, rows, HEADER, in_lines=True)


def _goal_rows(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    start, end = period_texts(declaration.project.period)
    overall = filled(options.label("overall"), start=start, end=end)
    annual = filled(options.label("annual"), year=year_text(declaration.project.year))
    span = len(WIDTHS) - 2
    yield (
        Cell(options.label("goals"), Role.LABEL, rowspan=2),
        Cell(overall, Role.LABEL),
        Cell(declaration.goals.overall, colspan=span),
    )
    yield Cell(annual, Role.LABEL), Cell(declaration.goals.annual, colspan=span)


def _header_rows(options: Options) -> Iterator[tuple[Cell, ...]]:
    yield (
        Cell(options.label("indicators"), Role.HEADING, colspan=len(SHORT_COLUMNS)),
        *(Cell(options.label(key), Role.HEADING, rowspan=2) for key in LONG_COLUMNS),
    )
    yield tuple(Cell(options.label(f"column_{key}"), Role.HEADING) for key in SHORT_COLUMNS)


def _tree_rows(indicators: tuple[Indicator, ...], null_mark: str) -> Iterator[tuple[Cell, ...]]:
    """One row per 一级, per 二级 and per 三级指标, each name in the column of its level.

    A level without a name gets a row only below a named one, where its leaves would else be read as
    belonging to that one.
    """
    for number1, level1 in enumerate(outline(indicators)):
        if level1.name or number1:
            yield _row({"level1": level1.name}, null_mark)
        for number2, level2 in enumerate(level1.children):
            if level2.name or number2:
                yield _row({"level2": level2.name}, null_mark)
            for index in level2.leaves:
                leaf = indicators[index]
                keys = (*SHORT_COLUMNS[2:], *LONG_COLUMNS)
                yield _row({key: getattr(leaf, key) for key in keys}, null_mark)


def _row(values: dict[str, str], null_mark: str) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            values.get(key) or (null_mark if key in MARKED_WHEN_EMPTY else ""),
            Role.CODE if key in _CENTRED else Role.TEXT,
        )
        for key in (*SHORT_COLUMNS, *LONG_COLUMNS)
    )
