"""C and K: what must be there, and where it belongs."""

from __future__ import annotations

import pytest

from models.checking import check
from models.declaration import Declaration, Indicator
from models.rule import Severity, rules_named
from models.rules.c03_organisation_code import check_digit
from models.specimen import specimen
from tests.rules.helper import fields, findings


def test_each_missing_section_is_named():
    found = findings("C01", {"project.plan": " \n", "project.outcome": ""})
    assert [(each.field, each.message[:8]) for each in found] == [
        ("project.plan", "“项目实施计划”"),
        ("project.outcome", "“项目实施成效”"),
    ]


def test_facts_kept_in_the_workspace_are_not_missing():
    bare = specimen({f"unit.{key}": "" for key in type(specimen().unit).keys()})
    assert check(bare, rules=rules_named("C02"))
    assert check(bare.with_unit_defaults(specimen().unit), rules=rules_named("C02")) == []


def test_one_missing_fact_is_named_at_its_key():
    assert fields("C02", {"unit.phone": "", "unit.profile": " "}) == ["unit.phone", "unit.profile"]


@pytest.mark.parametrize("body", ["MB158422", "00000000"])
def test_the_check_digit_is_that_of_the_standard(body: str):
    # MB1584220 is the published code of the seeds' unit.
    assert check_digit(body) == "0"


@pytest.mark.parametrize("code", ["MB1584220", "MB158422-0", "12530114MB15842201", " MB1584220 "])
def test_a_valid_code_is_accepted_however_it_is_written(code: str):
    assert fields("C03", {"unit.code": code}) == []


@pytest.mark.parametrize(
    "code", ["MB1584221", "MB158422", "mb1584220", "ＭＢ1584220", "12530114MB15842211", "MB15842200"]
)
def test_an_invalid_code_is_found(code: str):
    assert fields("C03", {"unit.code": code}) == ["unit.code"]


@pytest.mark.parametrize(
    ("year", "period", "wrong"),
    [
        (2026, (2026, 2028), []),
        (2026, (2026, 2026), []),
        (2026, (2025, 2027), ["project.period"]),
        (2026, (2026, 2025), ["project.period"]),
        (2026, (2026,), ["project.period"]),
        (2026, ("2026-2028",), ["project.period"]),
        (2026, (), ["project.period"]),
        (None, (2026, 2028), ["project.year"]),
        ("二〇二六", (2026, 2028), ["project.year"]),
        (26, (2026, 2028), ["project.year"]),
    ],
)
def test_years(year: object, period: tuple[object, ...], wrong: list[str]):
    assert fields("C05", {"project.year": year, "project.period": period}) == wrong


def test_years_of_a_missing_goal_are_not_asked_for():
    assert fields("C05", {"project.period": (), "goals.overall": ""}) == []


def test_levels_count_with_and_without_their_suffix():
    rows = tuple(Indicator(level1=level) for level in ("产出", "效益"))
    assert check(Declaration(indicators=rows), rules=rules_named("C06")) == []


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("农村义务教育学生营养膳食补助项目", Severity.INFO),
        ("县医院设备购置项目", Severity.WARNING),
        ("办公楼维修改造项目", Severity.WARNING),
    ],
)
def test_only_capital_projects_must_have_a_cost(name: str, severity: Severity):
    found = findings("C09", {"indicators[0]": None, "project.name": name})
    assert [each.severity for each in found] == [severity]


def test_a_cost_of_the_older_tree_counts():
    older = {"level1": "产出指标", "level2": "成本指标"}
    assert (
        fields("C09", {"indicators[0].level1": older["level1"], "indicators[0].level2": older["level2"]})
        == []
    )


def test_an_indicator_of_mostly_empty_cells_is_one_finding():
    rows = (Indicator(level1="产出指标", level2="数量指标"),)
    found = check(Declaration(indicators=rows), rules=rules_named("C12"))
    assert [each.field for each in found] == ["indicators[0]"]


def test_missing_cells_are_named_one_by_one():
    assert fields("C12", {"indicators[1].unit": "", "indicators[1].basis": " "}) == [
        "indicators[1].unit",
        "indicators[1].basis",
    ]


def test_a_qualitative_indicator_needs_neither_sign_nor_unit():
    assert fields("C12", {"indicators[7].value": "优"}) == []


def test_a_date_needs_no_unit():
    assert fields("C12", {"indicators[4].value": "2026年12月", "indicators[4].unit": ""}) == []


def test_an_attribute_is_one_of_two():
    assert fields("C12", {"indicators[4].attribute": "数值"}) == ["indicators[4].attribute"]
    assert fields("C12", {"indicators[4].attribute": "定量"}) == []


@pytest.mark.parametrize(
    "content", ["政策知晓率", "政策知晓率90%", "政策知晓率达到90%以上", "知晓率：1", "/", "无"]
)
def test_a_placeholder_is_an_empty_explanation(content: str):
    expected = [] if content == "知晓率：1" else ["indicators[6].content"]
    assert fields("C14", {"indicators[6].content": content}) == expected


@pytest.mark.parametrize("scoring", ["1", "1.0", "/", "——", "政策知晓率"])
def test_a_placeholder_is_an_empty_scoring(scoring: str):
    assert fields("C14", {"indicators[6].scoring": scoring}) == ["indicators[6].scoring"]


@pytest.mark.parametrize(
    ("level1", "level2", "severities"),
    [
        ("产出指标", "成本指标", []),
        ("效益指标", "可持续影响指标", []),
        ("效益", "社会效益", []),
        ("满意度指标", "社会公众或服务对象满意度指标", []),
        ("满意度指标", "满意度指标", [Severity.WARNING]),
        ("产出指标", "经济成本指标", [Severity.WARNING]),
        ("产出指标", "社会效益指标", [Severity.ERROR]),
        ("项目完成", "数量指标", [Severity.WARNING]),
        ("投入指标", "数量指标", [Severity.ERROR]),
        ("", "数量指标", []),
    ],
)
def test_the_tree_of_both_notices(level1: str, level2: str, severities: list[Severity]):
    found = findings("K01", {"indicators[0].level1": level1, "indicators[0].level2": level2})
    assert [each.severity for each in found] == severities


def test_a_name_under_two_levels_is_told_once():
    changes = {"indicators[6].name": " 补助学生 人数"}
    assert fields("K06", changes) == ["indicators[6].name"]
    assert fields("K07", changes) == []


def test_each_repetition_of_a_name_is_told():
    changes = {f"indicators[{row}].name": "补助学生人数" for row in (2, 3)}
    assert fields("K07", changes) == ["indicators[2].name", "indicators[3].name"]
    assert fields("K06", changes) == []
