"""What is typed becomes a value of the model, and is shown again as it is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Declaration, Indicator, Task, field_paths
from models.practice import Practice
from tui.department_fields import FORMS as OF_DEPARTMENT
from tui.fields import (
    ALL_FORMS,
    INDICATOR,
    Kind,
    describe,
    form_of,
    from_text,
    index_of,
    label_of,
    to_text,
    with_beginning,
)


@pytest.mark.parametrize(
    ("kind", "typed", "value", "shown"),
    [
        (Kind.AMOUNT, "521789.58", Decimal("521789.58"), "521,789.58"),
        (Kind.AMOUNT, "５２１，７８９．５８", Decimal("521789.58"), "521,789.58"),
        (Kind.AMOUNT, "52.178958万元", Decimal("521789.580000"), "521,789.580000"),
        (Kind.AMOUNT, "五十万", "五十万", "五十万"),
        (Kind.AMOUNT, "", None, ""),
        (Kind.YEAR, "2026", 2026, "2026"),
        (Kind.YEAR, "202", "202", "202"),
        (Kind.PERIOD, "2026-2028", (2026, 2028), "2026-2028"),
        (Kind.PERIOD, "2026年至2028年", (2026, 2028), "2026-2028"),
        (Kind.PERIOD, "三年", ("三年",), "三年"),
        (Kind.SIGN, "≥", ">=", ">="),
        (Kind.SIGN, "＝", "=", "="),
        (Kind.SIGN, "大约", "大约", "大约"),
        (Kind.POINTS, "12.5", Decimal("12.5"), "12.5"),
        (Kind.POINTS, "十分", "十分", "十分"),
        (Kind.LONG, "第一段\r\n第二段\n", "第一段\n第二段", "第一段\n第二段"),
        (Kind.LINE, "甲\t乙\n丙", "甲 乙 丙", "甲 乙 丙"),
    ],
)
def test_typed_text_and_value(kind, typed, value, shown):
    assert from_text(kind, typed) == value
    assert to_text(kind, value) == shown


@given(st.sampled_from(list(Kind)), st.text())
def test_any_text_can_be_typed_and_showing_it_is_stable(kind, typed):
    value = from_text(kind, typed)
    assert from_text(kind, to_text(kind, value)) == value


def test_every_field_of_a_declaration_has_a_place_on_the_screen():
    declaration = Declaration(indicators=(Indicator(),), tasks=(Task(),))
    on_screen = {field.at(0) for form in (*ALL_FORMS, *OF_DEPARTMENT) for field in form.fields}
    assert on_screen == set(field_paths(declaration))


def test_findings_about_tables_have_a_form_too():
    assert form_of("unit").key == "unit"
    assert form_of("indicators[3]").key == "indicator"
    assert form_of("indicators") is None
    assert index_of("indicators[3].value") == 3


def test_a_path_is_described_in_the_users_words():
    declaration = Declaration(indicators=(Indicator(name="救助对象人数"), Indicator()))
    assert describe(declaration, "indicators[0].value") == "救助对象人数 · 指标值"
    assert describe(declaration, "indicators[1].value") == "第2个指标 · 指标值"
    assert describe(declaration, "project.basis") == "立项依据"
    assert label_of("unit") == "项目实施单位"


def test_a_basis_gets_another_kind_of_standard_without_losing_its_text() -> None:
    assert with_beginning("根据市医保局测算数据", "计划标准：") == "计划标准：根据市医保局测算数据"
    assert with_beginning("历史标准：2025年台账", "计划标准：") == "计划标准：2025年台账"


def test_names_are_offered_for_the_level_of_the_indicator() -> None:
    field = next(field for field in INDICATOR.fields if field.key == "name")
    rows = tuple(Indicator(level1="产出指标", level2=level2) for level2 in ("数量指标", "质量指标"))
    offered = [field.offers(Declaration(indicators=rows), at, Practice()) for at in (0, 1)]
    assert all(len(names) >= 10 for names in offered)
    assert not set(offered[0]) & set(offered[1])
