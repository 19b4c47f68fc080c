"""Self-evaluations as government units published them, recomputed: the printed points, or why they differ.

Each file of the fixtures names its unit and year, and what of the table is not in the copy that it was taken from.
得分 in a file is what was printed. An indicator judged in words has no points of its own to recompute: what was
printed must lie in the band of its grade.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from models.evaluation import band_of_row
from models.points import score
from store.documents import open_document

FOLDER = Path(__file__).parents[1] / "fixtures" / "published"


@dataclass(frozen=True)
class Published:
    """What a table prints beside what its file holds, and where it is reckoned differently, with the reason."""

    file: str
    rate: str | None
    """执行率 in percent as printed; None where it was left blank, as for the next"""
    execution: str | None
    """得分 of 预算执行率"""
    total: str | None = None
    """总分 as printed; None where the copy ends before it"""
    other_rate: tuple[str, str] | None = None
    other_execution: tuple[str, str] | None = None
    other_rows: Mapping[int, tuple[str | None, str]] = field(default_factory=dict)
    """position → what is reckoned in place of the printed points, and why"""
    remarked: Mapping[int, str] = field(default_factory=dict)
    """position → words of the remark that the printed table leaves unanswered"""


NOT_PRINTED = "只印了分值和得分，没有指标值和实际完成值，无从计算"
TOTAL_ROW_EMPTY = "年度资金总额一行印的都是0；按财政拨款一行计算，执行率为100%"
SELF_DEDUCTED = "完成值达到了指标值，单位自行扣了分，没有写明原因"
WHOLE_POINTS = "单位把得分取成了整数：37.24÷43.2×10=8.62"

TABLES = [
    Published(
        "putuo-settlement",
        rate="86.19",
        execution="8.62",
        total="98.62",
        other_rate=("86.18", "215457.6÷250000=86.183…%，四舍五入为86.18%，印成了86.19%；得分相同"),
    ),
    Published("putuo-aid", rate="45.17", execution="4.52"),
    Published(
        "zhongjiang-gauges",
        rate="100",
        execution="10",
        total="100",
        other_execution=("0", "各指标的分值已合计100分，印出的执行率10分没有计入总分"),
    ),
    Published(
        "tianchang-floods",
        rate=None,
        execution="10",
        other_rate=("100", "执行率一格没有填写"),
        total="100",
        other_rows=dict.fromkeys(range(2, 8), (None, NOT_PRINTED)),
    ),
    Published(
        "langfang-heating",
        rate="86",
        execution="9",
        other_rate=("86.2", "执行率印成了整数：37.24÷43.2=86.2%"),
        other_execution=("8.62", WHOLE_POINTS),
        other_rows={0: ("8.62", WHOLE_POINTS)},
    ),
    Published(
        "lijiang-patrol",
        rate="100",
        execution="10",
        other_rows={at: (points, SELF_DEDUCTED) for at, points in enumerate(("10", "20", "20", "30"))},
    ),
    Published(
        "tangxi-entrusted",
        rate="0",
        execution="0",
        other_rate=("100", TOTAL_ROW_EMPTY),
        other_execution=("10", TOTAL_ROW_EMPTY),
    ),
    Published(
        "tangxi-villages",
        rate="0",
        execution="0",
        other_rate=("100", TOTAL_ROW_EMPTY),
        other_execution=("10", TOTAL_ROW_EMPTY),
        remarked={5: "65.6%"},
    ),
    Published("xiaoxian-farming", rate="100", execution="10"),
    Published(
        "jinzhai-villages",
        rate="102.59",
        execution=None,
        other_execution=("10", "执行率超过100%，没有印得分；按满分封顶"),
        remarked={2: "153.1%"},
    ),
    Published("daying-computers", rate="100", execution="10"),
]


def test_every_published_table_is_recomputed():
    assert {f"{table.file}.toml" for table in TABLES} == {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file)
def test_a_published_table_recomputes_to_its_printed_points(table: Published):
    declaration = open_document(FOLDER / f"{table.file}.toml").declaration
    found = score(declaration)
    rate, execution = table.other_rate or (table.rate, ""), table.other_execution or (table.execution, "")
    assert found.execution.rate == Decimal(str(rate[0]))
    assert found.execution.points == Decimal(str(execution[0]))
    for row, scored in zip(declaration.indicators, found.rows, strict=True):
        assert not scored.errors
        if scored.index in table.other_rows:
            other, _why = table.other_rows[scored.index]
            assert scored.computed == (None if other is None else Decimal(other))
            assert scored.given != scored.computed
        elif scored.computed is None:
            band = band_of_row(row)
            assert band is not None
            assert scored.given is not None
            assert scored.weight is not None
            assert band.holds(scored.given, scored.weight)
        else:
            assert scored.given in (scored.computed, None)
        differs = any(remark.startswith("填写的得分") for remark in scored.remarks)
        assert differs == (scored.given is not None and scored.computed not in (None, scored.given))
        beyond = [remark for remark in scored.remarks if "偏差原因" in remark]
        assert bool(beyond) == (scored.index in table.remarked)
        assert all(table.remarked[scored.index] in remark for remark in beyond)
    if table.total is not None:
        assert found.total == Decimal(table.total)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file)
def test_each_difference_is_one_and_has_its_reason(table: Published):
    whole = ((table.rate, table.other_rate), (table.execution, table.other_execution))
    for printed, other in whole:
        if other is not None:
            reckoned, why = other
            assert why
            assert printed is None or Decimal(printed) != Decimal(reckoned)
    assert all(why for _, why in table.other_rows.values())


def test_the_heating_of_the_school_makes_98_by_its_own_whole_points():
    """Its total is not in the copy; its printed parts make 98, exact points 97.24."""
    declaration = open_document(FOLDER / "langfang-heating.toml").declaration
    printed = [row.score for row in declaration.indicators if isinstance(row.score, Decimal)]
    assert sum(printed) + 9 == 98
    exact = score(
        declaration.with_values(
            indicators=tuple(row.with_values(score=None) for row in declaration.indicators)
        )
    )
    assert (exact.total, exact.grade) == (Decimal("97.24"), "优")
