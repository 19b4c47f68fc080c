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


@pytest.mark.parametrize(
    "code", ["MB1584220", "MB158422-0", "12530114MB1584220M", "91350100M000100Y43", " MB1584220 "]
)
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
    "content", ["政策知晓率", "政策知晓率90%", "政策知晓率达到90%以上", "知晓率：1", "无"]
)
def test_a_placeholder_is_an_empty_explanation(content: str):
    expected = [] if content == "知晓率：1" else ["indicators[6].content"]
    assert fields("C14", {"indicators[6].content": content}) == expected


@pytest.mark.parametrize("scoring", ["1", "1.0", "无", "政策知晓率"])
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


def test_quantity_and_quality_are_both_wanted():
    without = {"indicators[2]": None, "indicators[3]": None}
    (found,) = findings("C07", without)
    assert "质量指标" in found.message
    assert fields("C07", {**without, "indicators[1].level2": ""}) == []
    assert fields("C07", {"indicators": ()}) == []


def test_a_time_is_only_suggested():
    (found,) = findings("C08", {"indicators[4]": None})
    assert found.severity is Severity.INFO


@pytest.mark.parametrize(
    ("name", "unit", "is_public"),
    [
        ("补助学生人数", "人", True),
        ("培训农民人次", "人次", True),
        ("服务企业户数", "户", True),
        ("新建机房", "个", False),
        ("参训干部人数", "人", False),
        ("安保人员数量", "人", False),
        ("农民工实名制设备", "台", False),
    ],
)
def test_those_who_are_served_are_asked(name: str, unit: str, is_public: bool):
    changes = {"indicators[8]": None, "indicators[1].name": name, "indicators[1].unit": unit}
    assert bool(fields("C10", changes)) is is_public
    assert fields("C10", {"indicators[1].name": name}) == []


@pytest.mark.parametrize(("count", "is_found"), [(1, True), (2, True), (3, False), (15, False), (16, True)])
def test_neither_too_few_nor_too_many_indicators(count: int, is_found: bool):
    row = Indicator(level1="产出指标", level2="数量指标", name="甲")
    found = check(Declaration(indicators=(row,) * count), rules=rules_named("C11"))
    assert bool(found) is is_found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026年XX月底前完成", "XX"),
        ("20XX年完成全部任务", "20XX"),
        ("建设单位为××局", "××"),
        ("目标1：\n目标2：", "目标1："),
        ("目标1：完成改造。\n……", "……"),
        ("简要说明项目背景（200字以内）", "（200字以内）"),
        ("（不超过500字）按实施方案推进", "（不超过500字）"),
        ("（请填写实施计划）", "（请填写实施计划）"),
        ("/", "/"),
        ("——", "——"),
        ("空", "空"),
        ("XXX", "XXX"),
        ("待填", "待填"),
    ],
)
def test_what_the_empty_form_printed_is_found(text: str, words: str):
    (found,) = findings("C13", {"project.plan": text})
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "目标1：完成改造12处。目标2：满意度达到90%。",
        "购置XXL号工作服20件、X光机1台、XK3190型地磅1套",
        "标准为1200元/人·年，按月/季拨付",
        "建设2×300平方米库房，规格6×××号以文件为准".replace("×××", "×3×"),
        "群众反映：“……问题很多”，已逐项整改。",
        "执行GB/T 28592标准，PM2.5、SO₂、O₃ 等达标",
        "项目起止：2026—2028年",
        "字数在2000字以内的材料由办公室审核",
    ],
)
def test_what_only_looks_like_an_empty_form_is_passed_over(text: str):
    assert fields("C13", {"project.plan": text}) == []


def test_a_cell_of_an_empty_form_is_one_finding():
    for key in ("value", "scoring", "content", "basis", "unit"):
        found = check(specimen({f"indicators[1].{key}": "/"}))
        assert [each.code for each in found if each.field == f"indicators[1].{key}"] == ["C13"], key
    assert fields("C13", {"indicators[1].name": "指标1"}) == ["indicators[1].name"]


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("ｍｂ１５８４２２０", "MB1584220"),
        ("mb158422-0", "MB1584220"),
        ("MB 158422 0", "MB1584220"),
        ("12530114mb1584220m", "12530114MB1584220M"),
        ("MB158422", None),
    ],
)
def test_a_code_is_tidied_when_it_is_right_after_all(typed: str, mended: str | None):
    (found,) = findings("C03", {"unit.code": typed})
    assert (found.mend and found.mend.changes) == (mended and {"unit.code": mended})


def test_the_last_character_of_a_credit_code_is_checked():
    (found,) = findings("C03", {"unit.code": "91350100M000100Y44"})
    assert "应为3" in found.message
