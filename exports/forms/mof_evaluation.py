"""项目支出绩效自评表 of the Ministry of Finance (财预〔2020〕10号), one project on upright paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.figures import points, words
from exports.forms import form
from exports.grid import Cell, Grid, Options, Page, Paragraph
from exports.heads import beside, headings, label, spread, titled
from exports.levels import level_rows
from exports.self_evaluation import NATIONAL_LABELS, National
from exports.signs import printed_target, reached
from models.declaration import Declaration, Indicator
from models.points import Score, score

WIDTHS: Final = (8.5, 10.5, 12.5, 15.0, 12.0, 12.0, 6.0, 8.5, 17.5)
"""Characters per column: 绩效指标, then those of `COLUMNS`."""

COLUMNS: Final = ("level1", "level2", "name", "value", "actual", "weight", "points", "deviation")

LABELS: Final = {
    **NATIONAL_LABELS,
    "title": "项目支出绩效自评表（{year}年度）",
    "indicators": "绩效指标",
    "value": "年度指标值",
}

_DRAWN: Final = National(
    name=(1, 8), units=(1, 3, 1, 4), money=(2, 1, 1, 1, 1, 1, 1), goals=(4, 4), points=points
)
_TOTAL: Final = (6, 1, 1, 1)


@form("mof-evaluation", "项目支出绩效自评表", source="财预〔2020〕10号", labels=LABELS)
def lay_out(declaration: Declaration, options: Options) -> Page:
    """The table under its title; points as `models.points` reckons them."""
    title = titled(options.label("title"), declaration)
    found = score(declaration, options.practice)
    above = tuple(_DRAWN.above_indicators(declaration, found, options))
    rows = (*above, *_indicators(declaration, found, options), _total(found, options))
    grid = Grid(WIDTHS, rows, (len(above), len(above) + 1), landscape=False)
    return Page(" ".join(filter(None, (title, declaration.project.name))), (Paragraph(title, "title"), grid))


def _indicators(declaration: Declaration, found: Score, options: Options) -> Iterator[tuple[Cell, ...]]:
    def leaf(index: int, row: Indicator) -> tuple[Cell, ...]:
        return (
            Cell(row.name),
            words(printed_target(row)),
            words(reached(row)),
            points(found.rows[index].weight),
            points(found.rows[index].points),
            Cell(row.deviation),
        )

    rows = [tuple(headings(options, *COLUMNS)), *level_rows(declaration.indicators, leaf)]
    yield from beside(label(options, "indicators"), rows)


def _total(found: Score, options: Options) -> tuple[Cell, ...]:
    cells = (label(options, "total"), words(options.label("whole")), points(found.total), Cell())
    return spread(cells, _TOTAL)
