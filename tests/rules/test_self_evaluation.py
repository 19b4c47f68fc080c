"""What is found in a self-evaluation (自评); a declaration without one is never bothered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.checking import check
from models.evaluation import band_of, execution_rate
from models.measured import actual_number
from models.specimen import specimen
from tests.rules.helper import fields, findings

EVALUATED = {
    "evaluation.executed": Decimal(3200000),
    **{f"indicators[{at}].evidence": "专项台账" for at in range(8)},
    "indicators[8].evidence": "2026年12月家长满意度问卷200份统计表",
    **{
        f"indicators[{at}].actual": actual
        for at, actual in enumerate(("1000", "3210", "100", "99", "12", "2.8", "93", "好", "92"))
    },
    **{
        f"indicators[{at}].score": Decimal(score)
        for at, score in enumerate((20, 15, 10, 5, 10, 10, 5, 5, 10))
    },
}


def test_a_careful_self_evaluation_has_no_findings():
    assert check(specimen(EVALUATED)) == []


@pytest.mark.parametrize(
    ("executed", "budget", "rate"),
    [
        ("3200000", None, "100"),
        ("2880000", None, "90"),
        ("2879999", None, "90.00"),
        ("2560000", None, "80"),
        ("2560000", "2600000", "98.46"),
        ("3300000", "3200000", "103.13"),
        (None, None, None),
        ("1", "0", None),
    ],
)
def test_the_execution_rate_is_of_the_budget_as_it_was_at_last(executed, budget, rate):
    declaration = specimen(
        {
            "evaluation.executed": executed and Decimal(executed),
            "evaluation.budget": budget and Decimal(budget),
        }
    )
    assert execution_rate(declaration) == (rate and Decimal(rate))


def test_a_low_execution_rate_is_told_with_its_number():
    (found,) = findings("A01", {"evaluation.executed": Decimal(2560000)})
    assert "80%" in found.message
    assert fields("A01", {"evaluation.executed": Decimal(2880000)}) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("98", "98"),
        ("98.5%", "98.5"),
        ("1,200人", "1200"),
        ("完成１２００人次", "1200"),
        ("-3", "-3"),
        ("≥90", "90"),
        ("已完成", None),
        ("98%和95%", None),
        ("2026年12月", None),
        ("", None),
    ],
)
def test_an_actual_value_is_read_as_clerks_write_it(text, value):
    assert actual_number(text) == (value and Decimal(value))


@pytest.mark.parametrize(
    ("sign", "target", "actual", "is_found"),
    [
        (">=", "3200", "4159", False),
        (">=", "3200", "4160", True),
        ("=", "100", "130%", True),
        ("<=", "3", "9", False),
        ("=", "0", "29", False),
        ("=", "0", "30", True),
        (">=", "3200", "已完成", False),
    ],
)
def test_a_target_exceeded_by_three_tenths_is_explained(sign, target, actual, is_found):
    row = {"indicators[1].sign": sign, "indicators[1].value": target, "indicators[1].actual": actual}
    assert bool(fields("A02", row)) is is_found
    assert fields("A02", {**row, "indicators[1].deviation": "学籍增加"}) == []


@pytest.mark.parametrize(
    ("actual", "score", "is_found"),
    [
        ("达成年度指标", "5", False),
        ("达成年度指标", "4", False),
        ("达成年度指标", "3.99", True),
        ("部分达成年度指标并具有一定效果", "4", True),
        ("部分达成年度指标并具有一定效果", "3.99", False),
        ("部分达成", "3", False),
        ("部分达成", "2.99", True),
        ("未达成年度指标且效果较差", "3", True),
        ("未达成年度指标且效果较差", "2.99", False),
        ("一般", "3", False),
        ("家长评价见附件", "5", False),
    ],
)
def test_qualitative_points_lie_in_the_band_of_their_grade(actual, score, is_found):
    row = {"indicators[7].actual": actual, "indicators[7].score": Decimal(score)}
    assert bool(fields("A03", row)) is is_found


@pytest.mark.parametrize("words", ["达成年度指标", "部分达成", "未达成", "基本达成", "完成"])
def test_every_wording_of_the_notice_names_a_band(words):
    assert band_of(words) is not None


@pytest.mark.parametrize(
    "evidence", ["满意度问卷120份", "电话回访记录", "第三方测评报告", "政务服务好差评数据"]
)
def test_any_kind_of_survey_counts(evidence):
    row = {"indicators[8].score": Decimal(9), "indicators[8].evidence": evidence}
    assert fields("A04", row) == []


def test_satisfaction_without_points_needs_no_survey():
    assert fields("A04", {"indicators[8].actual": "92", "indicators[8].score": Decimal(0)}) == []
    assert fields("A04", {"indicators[8].score": Decimal(9), "indicators[8].evidence": "工作总结"}) == [
        "indicators[8].evidence"
    ]


def test_a_bureau_that_files_no_evidence_here_is_told_once():
    scored = {f"indicators[{at}].score": Decimal(5) for at in range(4)}
    assert fields("A05", scored) == ["indicators"]
    assert fields("A05", {**scored, "indicators[0].evidence": "支付凭证"}) == [
        f"indicators[{at}].evidence" for at in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("actual", "is_found"),
    [("已完成", True), ("达成预期", True), ("3180", False), ("三千一百人", False), ("", False)],
)
def test_a_quantitative_result_is_a_number(actual, is_found):
    assert bool(fields("A06", {"indicators[1].actual": actual})) is is_found
    assert fields("A06", {"indicators[7].actual": actual}) == []


def test_points_lie_between_nothing_and_the_weight():
    for score, is_found in (("15", False), ("15.01", True), ("-1", True), ("0", False)):
        assert bool(fields("A07", {"indicators[1].score": Decimal(score)})) is is_found
    assert fields("A07", {"indicators[1].score": "满分"}) == ["indicators[1].score"]
