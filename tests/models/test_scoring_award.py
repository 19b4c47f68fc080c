"""How many points a completion earns by its scoring text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.scoring import parse_scoring
from models.scoring.award import Points, award
from tests.models.scoring_wordings import OTHER_CELLS, SEED_CELLS

RATIO = "达到指标值得10分，否则按完成比例得分"
STEP = "达到指标值得10分，每低1%扣1分，扣完为止"
BANDS = "≥90%得10分，80%-90%得8分，60%-80%得5分，低于60%不得分"


def earned(text: str, target: str, actual: str, sign: str = ">=", unit: str = "%", weight: int | None = None):
    found = award(
        parse_scoring(text),
        target=Decimal(target),
        actual=Decimal(actual),
        sign=sign,
        weight=None if weight is None else Decimal(weight),
        unit=unit,
    )
    return None if found is None else found.points


@pytest.mark.parametrize(
    ("sign", "target", "actual", "points"),
    [
        (">=", "3200", "3200", "10"),
        (">=", "3200", "4000", "10"),
        (">=", "3200", "3000", "9.38"),
        (">", "3", "2", "6.67"),
        (">=", "3200", "-5", "0"),
        ("=", "100", "98", "9.8"),
        ("=", "100", "101", "10"),
        ("=", "0", "0", "10"),
        ("=", "0", "1", "0"),
        ("<=", "45", "45", "10"),
        ("<=", "45", "50", "8.89"),
        ("<", "45", "89.9", "0.02"),
        ("<=", "45", "90", "0"),
        ("<=", "0", "1", "0"),
    ],
)
def test_points_in_proportion_follow_the_formulas_in_use(sign: str, target: str, actual: str, points: str):
    assert earned(RATIO, target, actual, sign, "人") == Decimal(points)


@pytest.mark.parametrize(
    ("text", "target", "actual", "unit", "points"),
    [
        ("达到指标值得10分，未达到不得分", "100", "100", "%", "10"),
        ("达到指标值得10分，未达到不得分", "100", "99.9", "%", "0"),
        ("完成80%以上得10分，否则不得分", "2014", "1612", "人", "10"),
        ("完成80%以上得10分，否则不得分", "2014", "1611", "人", "0"),
        (STEP, "100", "97", "%", "7"),
        (STEP, "100", "97.5", "%", "8"),
        (f"{STEP}，不足1%按1%计", "100", "97.5", "%", "7"),
        (STEP, "100", "50", "%", "0"),
        (STEP, "200", "190", "人", "5"),
        ("达标得10分，每少2人扣1分，扣完为止", "200", "195", "人", "8"),
        ("达标得10分，每少1人扣分值的5%，最多扣3分", "200", "190", "人", "7"),
        ("满意度≥90%得10分，每低1%扣1分，低于60%不得分", "90", "85", "%", "5"),
        ("满意度≥90%得10分，每低1%扣0.1分，低于60%不得分", "90", "59", "%", "0"),
        (BANDS, "90", "90", "%", "10"),
        (BANDS, "90", "80", "%", "8"),
        (BANDS, "90", "79.99", "%", "5"),
        (BANDS, "90", "59", "%", "0"),
        ("完成80%以上得8分，完成60%-80%得6分，完成60%以下得0分", "2014", "1500", "人", "6"),
        ("全部完成得满分10分，完成80%以上得80%分值，否则不得分", "100", "85", "人", "8"),
        ("全部完成得满分10分，完成80%以上得80%分值，否则不得分", "100", "79", "人", "0"),
        ("分值10分，未达指标值扣1分", "100", "90", "%", "9"),
        ("分值10分，政策知晓率低于85%扣1分", "85", "85", "%", "10"),
        ("按完成比例得分，完成率低于60%的不得分，分值10分", "100", "59", "人", "0"),
    ],
)
def test_points_follow_the_text(text: str, target: str, actual: str, unit: str, points: str):
    assert earned(text, target, actual, ">=", unit) == Decimal(points)


@pytest.mark.parametrize(
    ("text", "target", "actual", "unit", "points"),
    [
        ("按时完成得10分，每晚1个月扣2分，扣完为止", "8", "10", "月", "6"),
        ("不高于指标值得8分，每高100元扣2分，扣完为止", "6500", "6750", "元/台·年", "4"),
        ("不超过补助标准得20分，超过标准不得分", "1000", "1000.01", "元/人·年", "0"),
        ("未发生得8分，每发生1起扣4分，扣完为止", "0", "1", "起", "4"),
        ("故障率≤1%得10分，1%＜故障率≤3%得6分，故障率＞3%不得分", "1", "3", "%", "6"),
    ],
)
def test_less_is_better_below_a_ceiling(text: str, target: str, actual: str, unit: str, points: str):
    assert earned(text, target, actual, "<=", unit) == Decimal(points)


def test_the_weight_goes_before_the_points_of_the_text():
    assert earned("达标得满分，否则按比例得分", "100", "90", weight=5) == Decimal("4.5")
    assert earned(RATIO, "100", "90", weight=5) == Decimal("4.5")
    assert earned("达标得100分，每低1%扣5分", "100", "90", weight=8) == 4
    assert earned("每低1%扣1分，扣完为止", "100", "90", weight=15) == 5


@pytest.mark.parametrize(
    ("text", "actual", "points"),
    [
        ("好得10分，一般得6分，差不得分", "一般", "6"),
        ("家长评价为好得5分，评价为一般得3分，评价为差不得分", "差", "0"),
        ("好得10分，一般得6分，差不得分", "还可以", None),
        (RATIO, "达成", None),
    ],
)
def test_words_are_judged_by_grades_alone(text: str, actual: str, points: str | None):
    found = award(parse_scoring(text), target=None, actual=actual, sign="", weight=None)
    assert (found and found.points) == (points and Decimal(points))


@pytest.mark.parametrize(
    ("text", "target", "actual", "unit", "weight"),
    [
        ("未达标酌情扣分", "100", "90", "%", 10),
        ("未达指标值扣1分", "100", "90", "%", None),
        (STEP, "100", "90", "%", 20),
        ("完成率≥95%得10分，85%≤完成率<95%得7分，低于60%不得分", "95", "70", "%", None),
        ("达标得10分，每少1人扣1分", "95", "90", "%", None),
        ("达标得10分，每超1%扣1分", "95", "90", "%", None),
        ("达标得10分，每低1%扣1分，每少1人扣1分", "95", "90", "%", None),
        ("完成率≥95%得10分，≥90%得8分，低于90%不得分", "98", "94", "%", None),
        ("质量不合格扣2分，满分10分", "98", "94", "%", None),
    ],
    ids=[
        *(
            "at discretion",
            "no full points",
            "two full points",
            "between the bands",
            "another unit",
            "away from it",
        ),
        *("two steps", "value or completion", "of something else"),
    ],
)
def test_what_the_text_does_not_say_is_not_reckoned(
    text: str, target: str, actual: str, unit: str, weight: int | None
):
    assert earned(text, target, actual, ">=", unit, weight) is None


@pytest.mark.parametrize(
    ("text", "sign", "target", "actual", "unit", "explanation"),
    [
        (
            RATIO,
            ">=",
            "3200",
            "3000",
            "人",
            "实际完成值3000未达到指标值3200，按完成比例3000÷3200×10分，得9.38分",
        ),
        (
            RATIO,
            "<=",
            "45",
            "50",
            "元",
            "实际完成值50超过指标值45，按完成比例每超出1%扣去1%：88.89%×10分，得8.89分",
        ),
        (
            STEP,
            "=",
            "100",
            "97.5",
            "%",
            "实际完成值97.5未达到指标值100，相差2.5%，每1%扣一次，共2次，扣2分，得8分",
        ),
        (BANDS, ">=", "100", "85", "人", "实际完成值85（为指标值的85%）属于评分标准的≥80%且≤90%，得8分"),
        ("达标得10分，否则不得分", "<=", "45", "44", "元", "实际完成值44未超过指标值45，得10分"),
    ],
)
def test_the_points_are_explained(
    text: str, sign: str, target: str, actual: str, unit: str, explanation: str
):
    found = award(
        parse_scoring(text), target=Decimal(target), actual=Decimal(actual), sign=sign, weight=None, unit=unit
    )
    assert found is not None
    assert found.explanation == explanation


@given(
    st.sampled_from([text for text, _ in SEED_CELLS + OTHER_CELLS]),
    st.sampled_from([">=", ">", "=", "<=", "<", ""]),
    st.decimals(0, 10_000, places=2),
    st.decimals(-10, 20_000, places=2),
    st.sampled_from(["%", "人", "月", ""]),
    st.none() | st.decimals(0, 100, places=1),
)
def test_points_lie_between_none_and_all(
    text: str, sign: str, target: Decimal, actual: Decimal, unit: str, weight: Decimal | None
):
    scoring = parse_scoring(text)
    found = award(scoring, target=target, actual=actual, sign=sign, weight=weight, unit=unit)
    assert found is None or isinstance(found, Points)
    if found is not None:
        full = scoring.full if weight is None else weight
        assert full is not None
        assert 0 <= found.points <= full
        assert found.points == found.points.quantize(Decimal("0.01"))


@given(st.decimals(1, 1000, places=1), st.decimals(0, 2000, places=1), st.decimals(0, 2000, places=1))
def test_more_completion_never_earns_less(target: Decimal, one: Decimal, two: Decimal):
    for text in (RATIO, STEP, BANDS, "达标得10分，否则不得分"):
        less, more = (earned(text, str(target), str(actual), ">=", "人") for actual in sorted((one, two)))
        assert less is not None
        assert more is not None
        assert less <= more
