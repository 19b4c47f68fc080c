"""The grammar of 评（扣）分标准."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Indicator
from models.scoring import Method, parse_scoring, points_of
from models.scoring.shape import Part

SEED_CELLS = [
    ("达到标准得满分10分，否则根据参保人次完成比例评分", Method.RATIO, 10),
    ("补助覆盖率达到100%得20分，否则根据覆盖率完成比例评分", Method.RATIO, 20),
    ("按时补助得20分，未按时补助不得分", Method.BINARY, 20),
    ("满意度达标得20分，否则每少10%扣5分", Method.STEP, 20),
    ("城乡医疗救助对象人数达2014人", Method.UNPARSED, None),
    ("未达指标值扣1分", Method.DEDUCT, None),
    ("未按时完成扣2分", Method.DEDUCT, None),
    ("政策知晓率未达85%以上扣1分", Method.DEDUCT, None),
    ("受助人员满意度未达到85%以上", Method.UNPARSED, None),
]
OTHER_CELLS = [
    ("达到指标值得15分，否则按完成比例得分", Method.RATIO, 15),
    ("完成得满分，否则按比例得分", Method.RATIO, None),
    ("未完成为0分，完成得10分", Method.BINARY, 10),
    ("达标得10分，未达标扣10分", Method.BINARY, 10),
    ("分值10分", Method.UNPARSED, 10),
    ("每发现一例扣2分，扣完为止", Method.STEP, None),
    ("发现一次未清运扣0.5分，扣完为止", Method.STEP, None),
    ("得 １０ 分，每降低1个百分点，扣0.5分，最多扣10分", Method.STEP, 10),
    ("好得10分，一般得6分，差不得分", Method.GRADES, 10),
    ("90%以上得10分，80%-90%得8分，80%以下不得分", Method.BANDS, 10),
    ("完成值/目标值×分值", Method.RATIO, None),
    ("指标完成率*指标分值", Method.RATIO, None),
    ("得分=实际完成数/目标数×15", Method.RATIO, 15),
    ("得分＝10", Method.UNPARSED, None),
    ("5分钟内到达现场", Method.UNPARSED, None),
    ("完成部分工作", Method.UNPARSED, None),
    ("", Method.UNPARSED, None),
]


@pytest.mark.parametrize(("text", "method", "full"), SEED_CELLS + OTHER_CELLS)
def test_a_scoring_text_is_understood(text: str, method: Method, full: int | None):
    scoring = parse_scoring(text)
    assert scoring.method is method
    assert scoring.full == full


def test_every_cell_of_the_seeds_is_covered(seed_000: str, seed_003: str):
    for text, _, _ in SEED_CELLS:
        assert f"\t{text}\n" in seed_000 + seed_003


@pytest.mark.parametrize(
    ("text", "step", "unit", "points"),
    [
        ("满意度达标得20分，否则每少10%扣5分", "10", "%", "5"),
        ("每降低1个百分点，扣0.5分", "1", "%", "0.5"),
        ("每少100人扣1分", "100", "人", "1"),
        ("每发现一例扣2分", "1", "例", "2"),
        ("每晚1个月扣2分，扣完为止", "1", "个月", "2"),
    ],
)
def test_a_step_says_how_much_costs_how_many_points(text: str, step: str, unit: str, points: str):
    (found,) = parse_scoring(text).steps
    assert (found.size, found.unit, found.part) == (Decimal(step), unit, Part(Decimal(points)))


@pytest.mark.parametrize(
    ("text", "deduction"),
    [("未达指标值扣1分", "扣1分"), ("满意度达标得20分，否则每少10%扣5分", "每少10%扣5分")],
)
def test_a_deduction_is_placed_in_the_text(text: str, deduction: str):
    scoring = parse_scoring(text)
    (found,) = (*scoring.steps, *scoring.deductions)
    assert text[found.start : found.end] == deduction


@pytest.mark.parametrize("end", ["扣完为止", "最多扣10分", "扣至0分", "以10分为限", "扣分不超过10分"])
def test_the_end_of_a_deduction_is_recognised(end: str):
    assert parse_scoring(f"每少1%扣1分，{end}").has_floor
    assert not parse_scoring("每少1%扣1分").has_floor


def test_grades_keep_all_their_points():
    bands = parse_scoring("好得10分，一般得6分，差不得分").bands
    assert [(band.condition.words, band.part.number) for band in bands] == [
        ("好", 10),
        ("一般", 6),
        ("差", 0),
    ]


def test_a_weight_goes_before_column_8():
    row = Indicator(scoring="达标得10分，否则按比例得分")
    assert points_of(row) == 10
    assert points_of(row.with_values(weight=Decimal(15))) == 15
    assert points_of(row.with_values(weight="十五")) is None
    assert points_of(Indicator(scoring="未达指标值扣1分")) is None


@given(
    st.text(
        st.sampled_from("得扣分每少满不按比例完成率0123456789%.，。 百点止为") | st.characters(), max_size=60
    )
)
def test_any_text_can_be_parsed(text: str):
    scoring = parse_scoring(text)
    assert scoring.names_points or scoring.method is Method.UNPARSED
    for part in (*scoring.steps, *scoring.deductions, *scoring.bands):
        assert 0 <= part.start < part.end <= len(text)
        assert part.part.number >= 0
    for threshold in scoring.thresholds:
        assert 0 <= threshold.start < threshold.end <= len(text)
