"""Head-counts, standards and calculations in texts; what one row of the table means."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from models.quantities import counts_in, figures_in, percents_in, products_in, standards_in
from models.rows import is_date, number, quote, repeats


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("参保17701人，新增92人", ["17701人", "92人"]),
        ("共18,000人次", ["18000人次"]),
        ("补助3200名学生", ["3200人"]),
        ("覆盖1.2万人", ["12000人"]),
        ("第179次会议", []),
        ("290元/人/年", []),
        ("１８０００人", ["18000人"]),
        ("2026年12月", []),
        ("一千八百人", ["1800人"]),
        ("两千名学生、一万二千户", ["2000人", "12000户"]),
        ("五十六个", ["56个"]),
        ("12个月、十二个月", []),
        ("百人、数百人、几十人、上百户、千家万户", []),
        ("第十二次、三四十人、十几人、百分之八十人", []),
        ("一人一档、三个一批、一批项目、两个维护", []),
        ("十四五、三年级、二十大、二〇二六年", []),
    ],
)
def test_counts(text: str, counts: list[str]):
    assert [f"{found.value.normalize():f}{found.unit}" for found in counts_in(text)] == counts


@pytest.mark.parametrize(
    ("text", "percents"),
    [
        ("95%，９５％", ["95", "95"]),
        ("百分之九十五、百分之98.5、百分之百", ["95", "98.5", "100"]),
        ("5个百分点", []),
    ],
)
def test_percents(text: str, percents: list[str]):
    assert [str(found.value) for found in percents_in(text)] == percents


@pytest.mark.parametrize(
    "text", ["9" * 20000, "一" * 20000, "1人" * 10000, "百分之" * 7000, "每人" * 10000, "1元/" * 7000]
)
def test_reading_takes_time_in_proportion_to_the_text(text: str):
    begin = time.process_time()
    for read in (counts_in, percents_in, standards_in, products_in):
        read(f"{text}元%")
    assert time.process_time() - begin < 1.0


@pytest.mark.parametrize(
    "text", ["三百余人", "约18000人", "不少于18000人", "18000余人", "18000人以上", "18000人左右"]
)
def test_a_count_can_be_approximate(text: str):
    assert [found.approximate for found in counts_in(text)] == [True]


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("290元/人/年", ("290", "人", "年")),
        ("1000元/人·年", ("1000", "人", "年")),
        ("每人每年290元", ("290", "人", "年")),
        ("每户1.5万元", ("15000", "户", "")),
        ("600元/人·月", ("600", "人", "月")),
        ("290元每人", ("290", "人", "")),
        ("每人每年二百九十元", ("290", "人", "年")),
        ("一百二十元/人", ("120", "人", "")),
    ],
)
def test_standards(text: str, standard: tuple[str, str, str]):
    (found,) = standards_in(text)
    assert (f"{found.value.normalize():f}", found.head, found.period) == standard
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize("times", ["*", "×", "x", "X", " × "])
def test_a_calculation_is_found_with_any_sign_of_multiplication(times: str):
    (found,) = products_in(f"合计290元/人/年{times}18000人。")
    assert (found.standard, found.count, found.unit) == (290, 18000, "人")
    assert found.value == Decimal(5220000)
    assert found.result is None


def test_a_calculation_may_have_periods_and_a_result():
    (found,) = products_in("600元/人·月×20人×12月=14.4万元")
    assert found.value == Decimal(144000)
    assert found.result is not None
    assert found.result.value == found.value


def test_the_published_calculation_is_found(seed_000: str):
    (found,) = products_in(seed_000)
    assert seed_000[found.start : found.end] == "290元/人/年*18000人"


@pytest.mark.parametrize(
    "text", ["2026年12月", "2026年12月31日", "2026年", "12月底前", "2026-12-31", "2026年底前", "２０２６年"]
)
def test_dates(text: str):
    assert is_date(text)


@pytest.mark.parametrize("text", ["12", "2026", "100%", "12个月", "", "年底", "全年"])
def test_what_is_no_date(text: str):
    assert not is_date(text)


@pytest.mark.parametrize(
    ("value", "bare"), [("85", True), ("-0.5", True), ("85%", False), ("８５", False), ("1,000", False)]
)
def test_a_number_is_bare(value: str, bare: bool):
    assert (number(value) is not None) is bare


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("完成时间为2026年12月", True),
        ("完成时间", True),
        ("2026年12月前完成", False),
        ("反映资金拨付完成时间", False),
        ("完成时间以国库支付系统记录为准", False),
        ("按时拨付", False),
    ],
)
def test_repeating_name_and_value_says_nothing_new(text: str, repeated: bool):
    assert repeats(text, "完成时间", "2026年12月", "月") is repeated


def test_words_of_the_user_are_quoted_on_one_line_and_short():
    assert quote("第一\n第二\x1b") == "“第一⏎第二␛”"
    assert quote("长" * 100, 10) == "“长长长长…”"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2026年至2028年，覆盖率保持100%，由4%降到2%。", ["2", "4", "100"]),
        ("2026-2028年，12月底前，3月至6月，2月28日", []),
        ("某政发〔2025〕12号，《2025年100项任务》", []),
        ("三百二十万元，十二所学校，1,200人次，1.5公里", ["1.5", "12", "1200", "3200000"]),
        ("使用年限延长15年以上", ["15"]),
        ("二级医院，第3期", []),
    ],
)
def test_figures_measure_something(text: str, figures: list[str]):
    assert [f"{each.normalize():f}" for each in sorted(figures_in(text))] == figures
