"""Amounts of money, as typed and as they stand in texts."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money import (
    amounts_in,
    finite,
    format_number,
    format_wan,
    format_yuan,
    half_width,
    half_width_numbers,
    parse_amount,
)
from models.numerals import capital_amount, chinese_number

AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2)


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("521,789.58", "521789.58"),
        ("521789.58", "521789.58"),
        ("521789.58元", "521789.58"),
        ("52.178958万元", "521789.58"),
        ("52.18 万", "521800"),
        ("0.52亿元", "52000000"),
        ("５２１，７８９．５８", "521789.58"),
        ("￥100", "100"),
        ("-3", "-3"),
        (" 5. ", "5"),
        ("五百二十万元", "5200000"),
        ("人民币伍佰贰拾万元整", "5200000"),
        ("壹拾元零伍分", "10.05"),
        ("负玖角伍分", "-0.95"),
    ],
)
def test_an_amount_is_understood_as_clerks_type_it(typed: str, yuan: str):
    assert parse_amount(typed) == Decimal(yuan)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "五百万",
        "1,23",
        "1e5",
        "nan",
        "12元5角",
        "1.2.3",
        "--1",
        "٣",
        "9" * 30,
        "元",
        "万元",
        "数百万元",
        "三四十元",
    ],
)
def test_what_is_no_amount_stays_text(typed: str):
    assert parse_amount(typed) is None


@given(AMOUNTS)
def test_a_printed_amount_is_read_back_exactly(amount: Decimal):
    assert parse_amount(format_yuan(amount)) == amount
    assert parse_amount(format_wan(amount) + "万元") == amount


@pytest.mark.parametrize(
    ("amount", "yuan", "wan"),
    [
        ("521789.58", "521,789.58", "52.178958"),
        ("5200000", "5,200,000.00", "520.00"),
        ("0", "0.00", "0.00"),
        ("0.005", "0.005", "0.0000005"),
        ("1E+3", "1,000.00", "0.10"),
    ],
)
def test_amounts_are_printed_with_separators_and_two_decimals_at_least(amount: str, yuan: str, wan: str):
    assert format_yuan(Decimal(amount)) == yuan
    assert format_wan(Decimal(amount)) == wan


@given(st.text(max_size=30))
def test_half_width_changes_no_position(text: str):
    assert len(half_width(text)) == len(half_width_numbers(text)) == len(text)


def test_a_full_width_comma_is_a_separator_only_inside_a_number():
    assert half_width_numbers("１，２３４元，５元") == "1,234元，5元"
    assert half_width_numbers("2026，521元") == "2026，521元"


def shown(text: str) -> list[tuple[str, str]]:
    """The amounts in a text as they stand there, with their 元."""
    return [(text[found.start : found.end], f"{found.value:f}") for found in amounts_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("预算金额为5,200,000.00元。", [("5,200,000.00元", "5200000.00")]),
        ("保障2014人，521,789.58元", [("521,789.58元", "521789.58")]),
        ("2026，521,789.58元", [("521,789.58元", "521789.58")]),
        ("１，２３４．５０元", [("１，２３４．５０元", "1234.50")]),
        ("52.18万元和3亿元", [("52.18万元", "521800.00"), ("3亿元", "300000000")]),
        ("290元/人/年，290元·人/年，300元每人", []),
        ("每人290元", [("290元", "290")]),
        ("没有金额", []),
        ("预算三百二十万元，其中", [("三百二十万元", "3200000")]),
        (
            "人民币叁佰贰拾万元整（¥3,200,000.00）",
            [("叁佰贰拾万元整", "3200000"), ("¥3,200,000.00", "3200000.00")],
        ),
        ("伍佰贰拾万圆正", [("伍佰贰拾万圆正", "5200000")]),
        ("零头玖角伍分", [("玖角伍分", "0.95")]),
        (
            "1亿2000万元、5千万元、两百元",
            [("1亿2000万元", "120000000"), ("5千万元", "50000000"), ("两百元", "200")],
        ),
        ("12元5角，一百元零五分", [("12元5角", "12.5"), ("一百元零五分", "100.05")]),
        ("约十万元", [("十万元", "100000")]),
        ("每人一百二十元，一百二十元/人", [("一百二十元", "120")]),
    ],
)
def test_amounts_are_found_where_they_stand(text: str, found: list[tuple[str, str]]):
    assert shown(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "单位：万元",
            "数百万元",
            "上千万元",
            "几十万元",
            "百万元以下",
            "300余万元",
            "三四十元",
            "两三百元",
        ),
        *("一元复始", "二元结构", "三元区", "多元化", "一次元", "公元二〇二六年", "元旦", "二〇二六元"),
        *("得五分，扣十分", "三角形", "五角星", "第三十元", "十四五", "三年级", "第三"),
    ],
)
def test_words_are_no_amounts(text: str):
    assert shown(text) == []


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_an_amount_in_words_is_read_back_exactly(amount: Decimal):
    words = capital_amount(amount)
    assert parse_amount(words) == amount
    assert parse_amount(f"人民币{words}") == amount
    if amount >= 0:
        (found,) = amounts_in(f"大写：{words}。")
        assert (found.value, found.capital, found.approximate) == (amount, amount > 0, False)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("3200000", "叁佰贰拾万元整"),
        ("0.95", "玖角伍分"),
        ("0.5", "伍角整"),
        ("10.05", "壹拾元零伍分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000010000", "壹万亿零壹万元整"),
        ("-20.10", "负贰拾元壹角整"),
    ],
)
def test_an_amount_is_written_in_words_by_the_rules_of_vouchers(amount: str, words: str):
    assert capital_amount(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["0.001", "1E16", "NaN", "Infinity"])
def test_what_no_voucher_can_carry_is_not_written(amount: str):
    with pytest.raises(ValueError, match="amount"):
        capital_amount(Decimal(amount))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三百二十万", "3200000"),
        ("一千零五", "1005"),
        ("两千", "2000"),
        ("十二", "12"),
        ("一点二五亿", "125000000"),
        ("一万亿", "1000000000000"),
        ("百万", None),
        ("三四十", None),
        ("十四五", None),
        ("二〇二六", None),
        ("三百二", None),
        ("一万五", None),
        ("十十", None),
        ("", None),
    ],
)
def test_only_exact_numerals_are_numbers(text: str, number: str | None):
    assert chinese_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    "text", ["9" * 20000, "一" * 20000, "一百" * 10000, "1," * 10000, "9元" * 5000, "叁角" * 5000]
)
def test_reading_takes_time_in_proportion_to_the_text(text: str):
    begin = time.process_time()
    amounts_in(text + "元")
    assert time.process_time() - begin < 0.5


def test_both_totals_of_a_published_page_are_found(seed_000: str, seed_003: str):
    total = Decimal("5200000.00")
    assert [found.value for found in amounts_in(seed_000)].count(total) == 2
    assert [found.value for found in amounts_in(seed_003)] == [Decimal("521789.58")] * 3


@given(AMOUNTS)
def test_an_amount_agrees_with_itself_in_either_unit(amount: Decimal):
    (yuan,) = amounts_in(f"共{format_yuan(amount)}元")
    (wan,) = amounts_in(f"共{format_wan(amount)}万元")
    assert yuan.agrees_with(amount)
    assert wan.agrees_with(amount)


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("52.18万元", True),
        ("52.17万元", False),
        ("52万元", False),
        ("约52万元", True),
        ("521,790元", False),
        ("521,789.58元", True),
    ],
)
def test_rounding_is_allowed_where_official_tables_round(text: str, agrees: bool):
    (found,) = amounts_in(text)
    assert found.agrees_with(Decimal("521789.58")) is agrees


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (None, None),
        ("", None),
        ("abc", None),
        ("20", Decimal(20)),
        (20, Decimal(20)),
        (Decimal("20.50"), Decimal("20.50")),
        (Decimal("NaN"), None),
        (Decimal("Infinity"), None),
        (Decimal("1E+9999"), None),
        (10**50, None),
    ],
)
def test_only_numbers_that_can_be_reckoned_with_are_numbers(value: object, number: Decimal | None):
    assert finite(value) == number


def test_a_number_is_printed_without_needless_zeros():
    assert [format_number(Decimal(each)) for each in ("10.00", "0.5", "1E+2")] == ["10", "0.5", "100"]
