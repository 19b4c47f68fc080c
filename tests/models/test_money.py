"""Amounts of money, as typed and as they stand in texts."""

from __future__ import annotations

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
    ],
)
def test_an_amount_is_understood_as_clerks_type_it(typed: str, yuan: str):
    assert parse_amount(typed) == Decimal(yuan)


@pytest.mark.parametrize(
    "typed", ["", "五百万", "1,23", "1e5", "nan", "12元5角", "1.2.3", "--1", "٣", "9" * 30, "元"]
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
    ],
)
def test_amounts_are_found_where_they_stand(text: str, found: list[tuple[str, str]]):
    assert shown(text) == found


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
