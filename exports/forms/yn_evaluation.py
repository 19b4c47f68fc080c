"""项目支出绩效自评表 of Yunnan, as published with the final accounts (决算): 财预〔2020〕10号 with signs and units apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.figures import words
from exports.forms import form
from exports.grid import Cell, Grid, Options, Page, Paragraph, Role
from exports.heads import headings, label, spread, titled
from exports.levels import level_rows
from exports.self_evaluation import NATIONAL_LABELS, National, two_decimals
from exports.signs import printed_sign
from models.declaration import Declaration, Indicator
from models.points import Score, score

WIDTHS: Final = (15.5, 18.0, 24.0, 9.0, 13.0, 9.0, 14.0, 8.0, 10.0, 27.0)
"""Characters per column: levels, name, 指标性质, 指标值, 度量单位, 实际完成值, 分值, 得分, 偏差原因."""

LABELS: Final = {
    **NATIONAL_LABELS,
    "title": "{year}年度项目支出绩效自评表",
    # [inferred]: the number of the table in the disclosure differs by year; the 15th of the list as published last
    "table_number": "（公开15表）",
    "no_points": "–",
    "indicators": "绩效指标",
    "value_group": "年度指标值",
    "sign": "指标性质",
    "value": "指标值",
    "measure": "度量单位",
    "remarks": "其他需要说明事项",
}

_DRAWN: Final = National(
    name=(1, 9), units=(1, 3, 1, 5), money=(1, 1, 2, 2, 1, 1, 1), goals=(4, 5), points=two_decimals
)
_REMARKS: Final = (2, 8)
_TOTAL: Final = (7, 1, 1, 1)


@form(
    "yn-evaluation",
    "项目支出绩效自评表（云南）",
    source="云南省部门决算公开附表：项目支出绩效自评表",
    labels=LABELS,
)
def lay_out(declaration: Declaration, options: Options) -> Page:
    """The table under its title and number; points as `models.points` reckons them."""
    title = titled(options.label("title"), declaration)
    found = score(declaration, options.practice)
    above = tuple(_DRAWN.above_indicators(declaration, found, options))
    rows = (
        *above,
        *_header(options),
        *_leaves(declaration, found),
        spread((label(options, "remarks"), Cell(declaration.evaluation.remarks)), _REMARKS),
        _total(found, options),
    )
    blocks = (
        Paragraph(title, "title"),
        Paragraph(options.label("table_number"), "right"),
        Grid(WIDTHS, rows, (len(above), len(above) + 2)),
    )
    return Page(" ".join(filter(None, (title, declaration.project.name))), blocks)


def _header(options: Options) -> Iterator[tuple[Cell, ...]]:
    groups = headings(options, "indicators", "value_group")
    tall = headings(options, "actual", "weight", "points", "deviation")
    yield (
        *spread(groups, (3, 3)),
        *(Cell(cell.text, Role.HEADING, rowspan=2) for cell in tall),
    )
    yield tuple(headings(options, "level1", "level2", "name", "sign", "value", "measure"))


def _leaves(declaration: Declaration, found: Score) -> list[tuple[Cell, ...]]:
    def leaf(index: int, row: Indicator) -> tuple[Cell, ...]:
        return (
            Cell(row.name),
            words(printed_sign(row.sign, "small")),
            words(row.value),
            words(row.unit),
            words(row.actual),
            two_decimals(found.rows[index].weight),
            two_decimals(found.rows[index].points),
            Cell(row.deviation),
        )

    return level_rows(declaration.indicators, leaf)


def _total(found: Score, options: Options) -> tuple[Cell, ...]:
    cells = (
        label(options, "total"),
        words(options.label("whole")),
        two_decimals(found.total),
        words(found.grade),
    )
    return spread(cells, _TOTAL)
