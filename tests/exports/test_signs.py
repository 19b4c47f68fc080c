"""Targets as the forms print them in one cell."""

from __future__ import annotations

import pytest

from exports.signs import printed_target
from models.declaration import Indicator


@pytest.mark.parametrize(
    ("sign", "value", "unit", "printed"),
    [
        (">=", "2014", "人", "≥2014人"),
        ("=", "100", "%", "100%"),
        ("＝", "100", "%", "100%"),
        ("<=", "10", "日", "≤10日"),
        ("=", "2026年12月", "月", "2026年12月"),
        ("<=", "2026年12月31日", "日期", "≤2026年12月31日"),
        (">=", "≥95%", "%", "≥95%"),
        (">=", "95%", "%", "≥95%"),
        (">=", "85%以上", "%", "85%以上"),
        (">=", "1.2万", "元", "≥1.2万元"),
        ("约", "20", "户", "约20户"),
        ("", " ", "人", ""),
    ],
)
def test_sign_value_and_unit_stand_once_each(sign: str, value: str, unit: str, printed: str):
    row = Indicator(sign=sign, value=value, unit=unit, attribute="定量指标")
    assert printed_target(row) == printed


def test_a_grade_is_printed_in_its_words():
    assert printed_target(Indicator(value="好", unit="级", attribute="定性指标")) == "好"


def test_a_medium_term_value_has_the_sign_and_unit_of_the_year():
    row = Indicator(sign=">=", value="9420", unit="人次", attribute="定量指标")
    assert printed_target(row, "28260") == "≥28260人次"
    assert printed_target(row, "≥28260") == "≥28260人次"
