"""X: money, standards and numbers across the texts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.rule import Severity
from tests.rules.helper import fields, findings

PLAIN = {f"project.{key}": "已说明。" for key in ("overview", "content", "funding", "plan", "outcome")}
PLAIN["goals.annual"] = "已说明。"


@pytest.mark.parametrize(
    "text",
    [
        "2026年预算金额为3,200,000.00元。",
        "2026年预算金额为3200000元。",
        "年度预算共320万元。",
        "预算金额为３，２００，０００元。",
        "预算资金 3 200 000 元",
        "2025年预算金额为2,900,000.00元，2026年预算金额为3,200,000.00元。",
        "上年预算金额为290万元。",
        "2026年至2028年累计预算金额为960万元。",
        "预算金额为320万元，其中省级补助200万元，县级预算资金120万元。",
        "人均预算金额为1000元。",
        "一是食材预算资金200万元；二是运费预算资金120万元。",
        "按1000元/人/年的标准。",
        "预算金额为三百二十万元。",
        "预算金额为人民币叁佰贰拾万元整（¥3,200,000.00）。",
        "预算金额为320万元（大写：叁佰贰拾万元整）。",
        "预算金额为人民币（大写）叁佰贰拾万元整。",
        "预算金额为数百万元。",
        "预算金额为300余万元。",
        "资金总额320万元，其中：省级补助200万元，县级配套120万元。",
        "资金总额320万元，其中设备采购200万元、安装调试100万元。",
        "资金总额320万元，其中：省级200万元（其中：教师120万元），县级120万元。",
        "资金总额320万元，其中每所学校补助10万元，共计补助400万元。",
        "资金总额320万元，其中省级资金较上年增加400万元。",
    ],
)
def test_amounts_that_agree_or_mean_something_else(text: str):
    assert fields("X01", {**PLAIN, "project.funding": text}) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("本年度预算金额为3,020,000.00元。", "3,020,000.00元"),
        ("本年度预算金额为32万元。", "32万元"),
        ("预算金额为３２０００００.５元", "３２０００００.５元"),
        ("年度预算合计320.5万元", "320.5万元"),
        ("预算金额为三百万元。", "三百万元"),
        ("预算金额为人民币叁佰零贰万元整。", "叁佰零贰万元整"),
        ("预算金额为320万元（大写：叁佰零贰万元整）。", "叁佰零贰万元整"),
        ("按人民币叁佰贰拾万元整（¥3,020,000.00）安排。", "¥3,020,000.00"),
        ("资金总额320万元，其中：省级补助250万元，县级配套100万元。", "250万元，县级配套100万元"),
    ],
)
def test_an_amount_that_differs_is_marked_where_it_stands(text: str, marked: str):
    found = findings("X01", {**PLAIN, "project.funding": text})
    assert [text[each.start : each.end] for each in found] == [marked]
    assert "3,200,000.00元" in found[0].message or "320.00万元" in found[0].message


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("预算金额为3,020,000.00元。", "预算金额为3,200,000.00元。"),
        ("预算金额为32万元。", "预算金额为320.00万元。"),
        ("预算金额为叁佰万元整。", "预算金额为叁佰贰拾万元整。"),
        ("预算金额为320万元（叁佰万元整）。", "预算金额为320万元（叁佰贰拾万元整）。"),
    ],
)
def test_an_amount_can_be_replaced_but_never_without_asking(text: str, mended: str):
    (found,) = findings("X01", {**PLAIN, "project.funding": text})
    assert found.mend is not None
    assert found.mend.changes == {"project.funding": mended}
    assert not found.mend.safe


def test_wan_may_be_rounded_as_official_tables_do():
    changes = {**PLAIN, "budget.total": Decimal("521789.58")}
    assert fields("X01", {**changes, "project.funding": "预算金额为52.18万元"}) == []
    assert fields("X01", {**changes, "project.funding": "预算金额约52万元"}) == []
    assert fields("X01", {**changes, "project.funding": "预算金额为52万元"}) == ["project.funding"]
    assert fields("X01", {**changes, "project.funding": "预算金额为52.17万元"}) == ["project.funding"]


def test_texts_are_compared_with_each_other_when_no_total_is_typed():
    changes = {
        **PLAIN,
        "budget.total": None,
        "project.overview": "预算金额为5万元",
        "project.funding": "预算金额为6万元",
    }
    assert fields("X01", changes) == ["budget.total", "project.funding"]


def test_a_total_that_is_no_amount_is_told_in_its_own_words():
    found = findings("X01", {**PLAIN, "budget.total": "五百二十万"})
    assert [each.field for each in found] == ["budget.total"]
    assert "“五百二十万”不是金额" in found[0].message


def test_a_product_that_is_not_the_amount_tells_what_the_money_is_enough_for():
    text = "按人数略有上浮预算，合计290元/人/年*18000人。"
    changes = {**PLAIN, "budget.total": Decimal("5200000.00"), "project.overview": text}
    (found,) = findings("X02", changes)
    assert found.severity is Severity.WARNING
    assert text[found.start : found.end] == "290元/人/年*18000人"
    for words in ("290元×18,000人=5,220,000.00元", "5,200,000.00元", "多20,000.00元", "17,931人"):
        assert words in found.message


def test_an_explained_difference_is_only_noted():
    text = "合计290元/人/年*18000人。因财政资金紧张，只能降低预算。"
    (found,) = findings("X02", {**PLAIN, "budget.total": Decimal(5200000), "project.overview": text})
    assert found.severity is Severity.INFO


@pytest.mark.parametrize(
    "text",
    [
        "共需1000元/人/年×3200人。",
        "600元/人·月×20人×12月=144,000元。",
        "工资600元/人·月×20人×12月，餐费1000元/人×30人，合计320万元。",
        "另付劳务费200元/人/天×10人×3天。",
        "每人每年1000元。",
    ],
)
def test_products_that_agree_or_are_parts(text: str):
    assert fields("X02", {**PLAIN, "project.content": text}) == []


def test_a_result_that_is_miscalculated_is_marked():
    text = "600元/人·月×20人×12月=141,000元"
    (found,) = findings("X02", {**PLAIN, "project.content": text})
    assert text[found.start : found.end] == "141,000元"
    assert "144,000.00元" in found.message


@pytest.mark.parametrize(
    ("value", "text", "wrong"),
    [
        ("3200", "补助学生3200人", False),
        ("3200", "补助学生3,200名", False),
        ("3200", "补助学生3100人", True),
        ("3200", "补助学生约3100人", False),
        ("3200", "补助学生3000人，寄宿生200人", False),
        ("3200", "补助学校26所", False),
        ("3200", "召开第179次会议", False),
        ("3200", "由10名工作人员完成补助发放", False),
        ("3200", "培训教师100人", False),
        ("3200", "补助小学生2000人，初中生1200人", False),
        ("3200", "补助3100名在校学生", True),
    ],
)
def test_the_quantity_is_that_of_the_goal(value: str, text: str, wrong: bool):
    assert bool(fields("X03", {**PLAIN, "goals.annual": text, "indicators[1].value": value})) is wrong


def test_a_quantity_that_the_money_can_not_pay_is_told():
    text = "缴费人数2025年汇算17701人，新增92人，合计290元/人/年*18000人。"
    changes = {
        **PLAIN,
        "budget.total": Decimal(5200000),
        "project.overview": text,
        "indicators[1].value": "18000",
    }
    (found,) = findings("X03", changes)
    assert found.field == "indicators[1].value"
    assert "17,931人" in found.message
    assert "17701+92=17793" in found.message
