"""The points of a self-evaluation: every case of 财预〔2020〕10号, as systems in use reckon it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.declaration import Budget, Declaration, Evaluation, Indicator, Project
from models.points import Score, Scored, score
from models.practice import EvaluationMethod, Practice

THRESHOLD = Practice(method=EvaluationMethod.THRESHOLD)
ROW = Indicator(
    level1="产出指标", level2="数量指标", name="补助人数", attribute="定量指标", weight=Decimal(20)
)


def scored(practice: Practice | None = None, year: int | None = 2026, **columns: Any) -> Scored:
    """One indicator of 20 points, with these columns."""
    row = ROW.with_values(**columns)
    declaration = Declaration(project=Project(year=year), indicators=(row,))
    return score(declaration, practice or Practice()).rows[0]


def of(points: str | None) -> Decimal | None:
    return None if points is None else Decimal(points)


@pytest.mark.parametrize(
    ("sign", "target", "actual", "points"),
    [
        # reached, or pro rata, rounded half up to two decimals
        (">=", "100", "100", "20"),
        (">=", "100", "120", "20"),
        (">=", "100", "99", "19.8"),
        (">=", "3", "1", "6.67"),
        (">=", "3", "2", "13.33"),
        (">=", "16", "1", "1.25"),
        (">=", "1600", "1", "0.01"),
        (">=", "1601", "0.4", "0"),
        (">=", "800", "0.21", "0.01"),
        (">=", "100", "0", "0"),
        (">=", "100", "-5", "0"),
        (">", "100", "100", "20"),
        (">", "100", "50", "10"),
        ("=", "100", "100", "20"),
        ("=", "100", "110", "20"),
        ("=", "100", "75", "15"),
        ("=", "99.6", "99.6", "20"),
        # a target of zero
        ("=", "0", "0", "20"),
        ("=", "0", "-1", "20"),
        ("=", "0", "1", "0"),
        (">=", "0", "0", "20"),
        (">=", "0", "-3", "20"),
        ("<=", "0", "0", "20"),
        ("<=", "0", "-3", "20"),
        ("<=", "0", "0.5", "0"),
        ("<", "0", "2", "0"),
        # ceilings
        ("<=", "100", "100", "20"),
        ("<=", "100", "0", "20"),
        ("<=", "100", "-20", "20"),
        ("<=", "100", "110", "18"),
        ("<=", "100", "199", "0.2"),
        ("<=", "100", "199.99", "0"),
        ("<=", "100", "200", "0"),
        ("<=", "100", "300", "0"),
        ("<", "100", "100", "20"),
        ("<", "3", "4", "13.33"),
        # targets below zero: reached, or no formula
        (">=", "-5", "-3", "20"),
        (">=", "-5", "-5", "20"),
        (">=", "-5", "-6", None),
        ("<=", "-10", "-12", "20"),
        ("<=", "-10", "-8", None),
        ("=", "-10", "-10", "20"),
        ("=", "-10", "-12", None),
        # no sign, nothing to compare
        ("", "100", "100", None),
        (">=", "", "100", None),
        (">=", "100", "", None),
        (">=", "100", "已完成", None),
        (">=", "100", "98和95", None),
        (">=", "尽量多", "98", None),
    ],
)
def test_a_number_is_scored_by_its_sign(sign: str, target: str, actual: str, points: str | None):
    found = scored(sign=sign, value=target, actual=actual)
    assert found.computed == of(points)
    assert found.points == found.computed
    wanted = "，请填写" if not actual else "，请自己打分"
    assert found.explanation.endswith(wanted) is (points is None)


@pytest.mark.parametrize(
    ("columns", "points"),
    [
        # sign, number and unit in one cell
        ({"value": "≥90%", "actual": "90%"}, "20"),
        ({"value": "≥90%", "actual": "45"}, "10"),
        ({"value": "≥100百分比", "actual": "100"}, "20"),
        ({"sign": ">=", "value": "≥90%", "unit": "%", "actual": "81%"}, "18"),
        ({"value": "不超过30万元", "actual": "24.5万元"}, "20"),
        ({"value": "85%以上", "actual": "68%"}, "16"),
        ({"sign": "<=", "value": "≥90%", "actual": "90%"}, None),
        ({"sign": "≥", "value": "100", "actual": "50"}, "10"),
        # the same thing in another unit
        ({"sign": ">=", "value": "1.2万", "unit": "人", "actual": "1.2万人"}, "20"),
        ({"sign": ">=", "value": "12000", "unit": "人", "actual": "0.6万人"}, "10"),
        ({"sign": ">=", "value": "12000", "unit": "人", "actual": "6,000名"}, "10"),
        ({"sign": ">=", "value": "2", "unit": "万元", "actual": "10,000元"}, "10"),
        ({"sign": "<=", "value": "30", "unit": "万元", "actual": "300000元"}, "20"),
        ({"sign": ">=", "value": "3000", "unit": "人", "actual": "三千人"}, "20"),
        ({"sign": ">=", "value": "90", "unit": "百分比", "actual": "９０％"}, "20"),
        ({"sign": ">=", "value": "2014", "unit": "人次", "actual": "2014人"}, "20"),
        ({"sign": ">=", "value": "20", "unit": "场", "actual": "完成20场次以上"}, "20"),
        ({"sign": "<=", "value": "3", "unit": "个月", "actual": "3月"}, "20"),
        # something else
        ({"sign": ">=", "value": "2014", "unit": "人", "actual": "100%"}, None),
        ({"sign": ">=", "value": "2014", "unit": "人", "actual": "2014元"}, None),
        ({"sign": ">=", "value": "90", "unit": "%", "actual": "90人"}, None),
        ({"sign": ">=", "value": "90", "actual": "90%"}, None),
        ({"sign": "<=", "value": "5", "unit": "天", "actual": "4个月"}, None),
    ],
)
def test_units_are_read_wherever_they_stand(columns: dict[str, str], points: str | None):
    found = scored(**columns)
    assert found.computed == of(points), found.explanation


@pytest.mark.parametrize(
    ("columns", "points"),
    [
        ({"value": "2026年12月", "unit": "月", "sign": "=", "actual": "2026年11月"}, "20"),
        ({"value": "2026年12月", "sign": "=", "actual": "2026年12月"}, "20"),
        ({"value": "2026年12月", "sign": ">=", "actual": "2026年12月20日"}, "20"),
        ({"value": "2026年12月", "unit": "月", "sign": "=", "actual": "11"}, "20"),
        ({"value": "2026年12月", "actual": "已于2026年11月30日完成"}, "20"),
        ({"value": "2026-12-31", "actual": "2026.12.30"}, "20"),
        ({"value": "12月底前", "actual": "11月"}, "20"),
        ({"value": "12月底前", "actual": "2027年1月"}, None),
        ({"value": "2026年12月31日", "actual": "2026年12月"}, "20"),
        ({"value": "2026年12月15日", "actual": "2026年12月"}, None),
        ({"value": "2026年11月", "actual": "2026年12月"}, None),
        ({"value": "2026年11月", "actual": "按时完成"}, None),
        ({"value": "2026年11月", "sign": ">=", "actual": "2026年10月"}, None),
        ({"value": "12", "unit": "月", "sign": "<=", "actual": "11月"}, "20"),
        ({"value": "12", "unit": "月", "sign": "<=", "actual": "2026年11月"}, "20"),
        ({"value": "12", "unit": "月", "sign": "<=", "actual": "2027年3月"}, "15"),
        # late, and the scoring text says what that costs
        (
            {
                "value": "2026年11月",
                "actual": "2027年1月",
                "scoring": "按时完成得20分，每晚1个月扣2分，扣完为止",
            },
            "16",
        ),
        (
            {
                "value": "2026年11月1日",
                "actual": "2026年11月6日",
                "scoring": "按时得20分，每晚1天扣1分，扣完为止",
            },
            "15",
        ),
        ({"value": "2026年11月", "actual": "2026年12月", "scoring": "按时完成得20分，否则不得分"}, "0"),
        ({"value": "2026年11月", "actual": "2026年12月", "scoring": "未按时完成扣5分"}, "15"),
        ({"value": "2026年11月", "actual": "2026年12月", "scoring": "按时得20分，否则按完成比例得分"}, None),
        (
            {"value": "2026年11月", "actual": "2026年12月", "scoring": "按时得20分，每晚1天扣1分，扣完为止"},
            None,
        ),
    ],
)
def test_a_date_is_a_deadline(columns: dict[str, str], points: str | None):
    found = scored(**columns)
    assert found.computed == of(points), found.explanation


def test_a_month_without_any_year_is_not_guessed():
    row = {"value": "12", "unit": "月", "sign": "<=", "actual": "2027年3月"}
    assert "预算年度" in scored(year=None, **row).explanation


@pytest.mark.parametrize(
    ("actual", "given", "is_wrong"),
    [
        ("达成年度指标", "20", False),
        ("达成年度指标", "16", False),
        ("达成年度指标", "15.99", True),
        ("部分达成年度指标并具有一定效果", "16", True),
        ("部分达成年度指标并具有一定效果", "15.99", False),
        ("部分达成年度指标并具有一定效果", "12", False),
        ("部分达成年度指标并具有一定效果", "11.99", True),
        ("未达成年度指标且效果较差", "12", True),
        ("未达成年度指标且效果较差", "11.99", False),
        ("未达成年度指标且效果较差", "0", False),
        ("有效提升", "16", False),
        ("有效提升", "15", True),
        ("详见总结", "3", False),
        ("达成年度指标", "20.01", True),
        ("达成年度指标", "-1", True),
    ],
)
def test_points_of_a_grade_are_typed_and_lie_in_its_band(actual: str, given: str, is_wrong: bool):
    found = scored(value="有效提升", attribute="定性指标", actual=actual, score=Decimal(given))
    assert found.computed is None
    assert found.points == Decimal(given)
    assert bool(found.errors) is is_wrong


def test_no_points_are_made_up_for_a_grade():
    found = scored(value="有效提升", attribute="定性指标", actual="部分达成")
    assert found.points is None
    assert found.explanation == (
        "完成情况属于“部分达成年度指标并具有一定效果”，应得12分（含）到16分（不含），请自己打分"
    )


def test_what_is_called_qualitative_but_has_sign_and_number_is_counted():
    assert scored(attribute="定性指标", sign=">=", value="85", unit="%", actual="68").computed == 16
    assert scored(attribute="定性指标", value="100", unit="%", actual="100").computed is None
    assert scored(attribute="", value="及时", actual="及时", score=Decimal(15)).errors


@pytest.mark.parametrize(
    ("scoring", "columns", "points"),
    [
        ("达到指标值得20分，每低1%扣1分，扣完为止", {}, "17"),
        ("达到指标值得20分，否则不得分", {}, "0"),
        ("≥95%得20分，90%（含）-95%得15分，低于90%不得分", {"actual": "92"}, "15"),
        ("未达指标值扣8分", {}, "12"),
        ("达到指标值得满分，低于60%不得分", {"actual": "40"}, "0"),
        ("满意度高得分", {}, "19.39"),
        ("达到指标值得20分，否则按完成比例得分", {}, "19.39"),
    ],
)
def test_the_scoring_text_goes_first_where_it_says_the_points(
    scoring: str, columns: dict[str, str], points: str
):
    row = {"sign": ">=", "value": "98", "unit": "%", "actual": "95", "scoring": scoring, **columns}
    found = scored(**row)
    assert found.computed == of(points), found.explanation
    by_text = scoring != "满意度高得分"
    assert found.explanation.startswith("按评（扣）分标准：" if by_text else "评（扣）分标准没有写明怎样计分")


def test_a_grade_is_scored_by_its_text():
    row = {
        "value": "好",
        "attribute": "定性指标",
        "scoring": "好得20分，一般得12分，差不得分",
        "actual": "一般",
    }
    found = scored(**row)
    assert found.computed == 12
    assert not found.errors
    other = scored(**row, score=Decimal(10))
    assert other.points == 10
    assert other.remarks == ("填写的得分10分与计算的12分不同",)


@pytest.mark.parametrize(
    ("sign", "target", "actual", "points"),
    [
        (">=", "100", "100", "20"),
        (">=", "100", "90", "15"),
        (">=", "100", "60", "0"),
        (">=", "100", "60.01", "0.01"),
        (">=", "100", "59.99", "0"),
        ("=", "3", "2", "3.33"),
        ("<=", "100", "120", "10"),
        ("<=", "100", "140", "0"),
        ("<=", "100", "141", "0"),
        ("=", "0", "1", "0"),
    ],
)
def test_by_the_notice_of_2021_nothing_counts_below_sixty_percent(
    sign: str, target: str, actual: str, points: str
):
    assert scored(THRESHOLD, sign=sign, value=target, actual=actual).computed == of(points)
    text = "达到指标值得20分，否则按完成比例得分"
    assert scored(THRESHOLD, sign=sign, value=target, actual=actual, scoring=text).computed == of(points)


@pytest.mark.parametrize(
    ("actual", "points"),
    [("95", "20"), ("92", "20"), ("90", "20"), ("89.9", "16"), ("80", "16"), ("60", "10"), ("59", "0")],
)
def test_satisfaction_has_bands_by_the_notice_of_2021(actual: str, points: str):
    row = {"level1": "满意度指标", "sign": ">=", "value": "95", "unit": "%", "actual": actual}
    assert scored(THRESHOLD, **row).computed == of(points)
    steps = {**row, "scoring": "达到指标值得20分，每低1%扣1分，扣完为止"}
    assert scored(THRESHOLD, **steps).computed == max(Decimal(0), 20 - (95 - Decimal(actual)).__floor__())


@pytest.mark.parametrize(
    ("columns", "is_remarked"),
    [
        ({"sign": ">=", "value": "100", "actual": "129"}, False),
        ({"sign": ">=", "value": "100", "actual": "130"}, True),
        ({"sign": "=", "value": "100", "actual": "130"}, True),
        ({"sign": ">=", "value": "100", "unit": "人", "actual": "200%"}, True),
        ({"sign": "=", "value": "0", "actual": "29"}, False),
        ({"sign": "=", "value": "0", "actual": "30"}, True),
        ({"sign": "<=", "value": "100", "actual": "71"}, False),
        ({"sign": "<=", "value": "100", "actual": "70"}, True),
        ({"sign": "<=", "value": "100", "actual": "0"}, False),
        ({"sign": "<=", "value": "12", "unit": "月", "actual": "6", "level2": "时效指标"}, False),
        ({"value": "2026年12月", "actual": "2026年1月"}, False),
    ],
)
def test_far_better_than_the_target_wants_a_reason(columns: dict[str, str], is_remarked: bool):
    assert bool(scored(**columns).remarks) is is_remarked
    assert bool(scored(**columns, deviation="无偏差").remarks) is is_remarked
    assert not scored(**columns, deviation="秋季学期新并入两所学校").remarks


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Decimal("20.5"), "超过了这个指标的20分"),
        (Decimal(-1), "是负数"),
        ("满分", "不是数字"),
    ],
)
def test_points_that_can_not_stand_are_told(given: Decimal | str, told: str):
    found = scored(sign=">=", value="100", actual="100", score=given)
    assert told in found.errors[0]


def test_a_share_written_as_a_fraction_is_remarked():
    found = scored(sign=">=", value="95", unit="%", actual="0.98")
    assert found.computed == Decimal("0.21")
    assert "百分数" in found.remarks[0]


def test_without_weight_there_are_no_points():
    for weight in (None, "十分", Decimal(-5)):
        found = scored(weight=weight, sign=">=", value="100", actual="100")
        assert (found.weight, found.points) == (None, None)
    by_text = scored(weight=None, sign=">=", value="100", actual="100", scoring="达到得15分，否则不得分")
    assert (by_text.weight, by_text.points) == (15, 15)


def whole(*rows: Indicator, practice: Practice | None = None, **evaluation: Any) -> Score:
    declaration = Declaration(
        project=Project(year=2026),
        budget=Budget(total=Decimal(500_000)),
        indicators=rows,
        evaluation=Evaluation(**evaluation),
    )
    return score(declaration, practice or Practice())


REACHED = ROW.with_values(sign=">=", value="100", actual="100", weight=Decimal(90))


@pytest.mark.parametrize(
    ("evaluation", "rate", "points"),
    [
        ({"executed": Decimal(500_000)}, "100", "10"),
        ({"executed": Decimal(450_000)}, "90", "9"),
        ({"executed": Decimal(600_000)}, "120", "10"),
        ({"executed": Decimal(0)}, "0", "0"),
        ({"executed": Decimal(-1000)}, "-0.2", "0"),
        ({"executed": Decimal("430_925")}, "86.19", "8.62"),
        ({"executed": Decimal(450_000), "budget": Decimal(600_000)}, "75", "7.5"),
        ({"executed_general": Decimal(200_000), "executed_own": Decimal(100_000)}, "60", "6"),
        ({"executed": Decimal(450_000), "budget": Decimal(0)}, None, None),
        ({"executed": Decimal(450_000), "budget": "约六十万"}, None, None),
        ({"executed": "全部"}, None, None),
        ({}, None, None),
    ],
)
def test_the_execution_rate_is_worth_ten_points(
    evaluation: dict[str, Any], rate: str | None, points: str | None
):
    found = whole(REACHED, **evaluation)
    assert (found.execution.rate, found.execution.points) == (of(rate), of(points))
    assert (found.total is None) is (points is None)


def test_indicators_that_make_a_hundred_leave_nothing_for_the_execution_rate():
    found = whole(REACHED.with_values(weight=Decimal(100)))
    assert (found.execution.weight, found.total, found.grade) == (0, 100, "优")
    assert not found.remarks


@pytest.mark.parametrize(
    ("points", "grade"),
    [("80", "优"), ("79.99", "良"), ("70", "良"), ("69.99", "中"), ("50", "中"), ("49.99", "差")],
)
def test_the_total_has_a_grade(points: str, grade: str):
    found = whole(REACHED.with_values(score=Decimal(points)), executed=Decimal(500_000))
    assert (found.total, found.grade) == (Decimal(points) + 10, grade)


def test_a_bureau_sets_its_grades_and_the_weight_of_execution():
    own = Practice(grades=(Decimal(80), Decimal(70), Decimal(60)), execution_weight=Decimal(20))
    row = REACHED.with_values(weight=Decimal(80), score=Decimal(60))
    found = whole(row, practice=own, executed=Decimal(500_000))
    assert (found.execution.points, found.total, found.grade, found.remarks) == (20, 80, "优", ())
    unscored = whole(REACHED, practice=Practice(execution_weight=Decimal(0)))
    assert (unscored.total, unscored.grade) == (90, "")


def test_the_total_stays_open_while_any_part_is():
    found = whole(REACHED, ROW.with_values(value="好", attribute="定性指标"), executed=Decimal(500_000))
    assert (found.total, found.grade, found.reached, found.open) == (None, "", 100, 1)
    assert found.remarks == ("分值合计120分，不是100分，不能评定等级",)
    assert whole(executed=Decimal(500_000)).total is None


numbers = some.decimals(-50, 400, places=2, allow_nan=False)
targets = some.decimals(0, 200, places=2, allow_nan=False)
weights = some.decimals(0, 90, places=1, allow_nan=False)
practices = some.sampled_from([Practice(), THRESHOLD])
texts = some.sampled_from(
    [
        "",
        "达到指标值得满分，否则按完成比例得分",
        "达到指标值得满分，每低1%扣1分，扣完为止",
        "达到指标值得满分，否则不得分",
    ]
)


@given(some.sampled_from([">=", ">", "="]), targets, numbers, numbers, weights, texts, practices)
def test_points_lie_between_nothing_and_the_weight_and_grow_with_what_is_done(
    sign: str, target: Decimal, one: Decimal, other: Decimal, weight: Decimal, text: str, practice: Practice
):
    worse, better = sorted((one, other), reverse=sign == "=" and target == 0)
    _grows(practice, sign, target, worse, better, weight, text)


@given(some.sampled_from(["<=", "<"]), targets, numbers, numbers, weights, texts, practices)
def test_points_of_a_ceiling_fall_with_what_is_spent(
    sign: str, target: Decimal, one: Decimal, other: Decimal, weight: Decimal, text: str, practice: Practice
):
    _grows(practice, sign, target, max(one, other), min(one, other), weight, text)


def _grows(
    practice: Practice,
    sign: str,
    target: Decimal,
    worse: Decimal,
    better: Decimal,
    weight: Decimal,
    text: str,
) -> None:
    columns = {"sign": sign, "value": str(target), "unit": "%", "weight": weight, "scoring": text}
    less = scored(practice, **columns, actual=str(worse)).computed
    more = scored(practice, **columns, actual=str(better)).computed
    # A text that counts how much is missing says nothing of what was spent beyond a ceiling.
    is_open = "每低" in text and (sign in ("<=", "<") or target == 0)
    assert is_open or None not in (less, more)
    assert 0 <= (less or 0) <= (weight if more is None else more) <= weight


@given(
    some.text(max_size=12), some.text(max_size=12), some.text(max_size=4), some.sampled_from(["", ">=", "<="])
)
def test_whatever_is_typed_is_scored_or_left_open(value: str, actual: str, unit: str, sign: str):
    for practice in (Practice(), THRESHOLD):
        found = scored(practice, value=value, actual=actual, unit=unit, sign=sign)
        assert found.points is None or 0 <= found.points <= 20
        assert found.explanation


@given(
    some.sampled_from(["=", ">=", "<=", ">", "<"]),
    some.from_regex(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", fullmatch=True),
    some.from_regex(r"-?[0-9]{1,20}(\.[0-9]{1,20})?(万|亿)?", fullmatch=True),
    texts,
    practices,
)
def test_numbers_of_any_size_are_scored_or_left_open(
    sign: str, target: str, actual: str, text: str, practice: Practice
):
    found = scored(practice, sign=sign, value=target, actual=actual, scoring=text, unit="%")
    assert found.points is None or 0 <= found.points <= 20


def test_a_text_that_counts_something_else_leaves_the_points_to_the_clerk():
    text = "12个月均在10日前发放得6分，每有1个月超过10日扣1分，扣完为止"
    columns = {"sign": "<=", "value": "10", "unit": "日", "weight": Decimal(6), "scoring": text}
    late = scored(Practice(), **columns, actual="13")
    assert late.computed is None
    assert "按评（扣）分标准扣多少从实际完成值算不出，请按评（扣）分标准自己打分" in late.explanation
    assert scored(Practice(), **columns, actual="13", score=Decimal(5)).remarks == ()
    assert scored(Practice(), **columns, actual="9").computed == 6
