"""C and K: what must be there, and where it belongs."""

from __future__ import annotations

import pytest

from models.checking import check
from models.declaration import Declaration, Indicator
from models.practice import Practice
from models.rule import Severity, Surroundings, rules_named
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
        ("农机购置补贴项目", Severity.INFO),
        ("建设工程质量监督经费", Severity.INFO),
        ("医院扩建前期工作经费", Severity.INFO),
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
        ("执法检查企业家数", "家", False),
        ("入户调查居民户数", "户", False),
        ("公开招聘高校毕业生人数", "人", False),
        ("社区矫正对象监管人数", "人", False),
        ("图书馆接待读者人次", "人次", True),
        ("城市供水用户数", "户", True),
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
        ("目标1：完成改造。目标2：", "目标2："),
        ("（300字以内）\n按实施方案推进", "（300字以内）"),
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
        "征集作文（800字以内）200篇，编印成册",
        "每季度报送工作报告（3000字以内）",
        "申请书此处已填好，数字化率100%",
        "计划标准：指标一致性核对",
        "发放ＸＬ号防护服30套，长×宽×高为2×3×4米",
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


@pytest.mark.parametrize(
    ("field", "text", "mended", "safe"),
    [
        ("project.plan", "目标1：完成改造。\n……", "目标1：完成改造。", True),
        ("project.plan", "（200字以内）\n按方案推进", "按方案推进", False),
        ("project.plan", "（请填写实施计划）3月核定名单", "3月核定名单", False),
        ("project.plan", "……", None, None),
        ("project.plan", "XX月底前完成", None, None),
        ("indicators[1].name", "指标1：补助学生人数", "补助学生人数", True),
        ("indicators[1].name", "指标1", None, None),
        ("indicators[7].unit", "/", "", True),
        ("indicators[7].sign", "空", "", True),
        ("indicators[1].unit", "/", None, None),
    ],
)
def test_what_the_form_printed_is_deleted_where_nothing_is_lost(
    field: str, text: str, mended: str | None, safe: bool | None
):
    (found,) = findings("C13", {field: text})
    assert found.field == field
    if mended is None:
        assert found.mend is None
    else:
        assert found.mend is not None
        assert (found.mend.changes, found.mend.safe) == ({field: mended}, safe)


@pytest.mark.parametrize("key", ["level1", "level2", "name", "sign", "value", "unit", "attribute"])
@pytest.mark.parametrize("mark", ["/", "空", "—", "……", "XX"])
@pytest.mark.parametrize("row", [1, 7])
def test_a_mark_in_any_column_is_the_business_of_one_rule(row: int, mark: str, key: str):
    path = f"indicators[{row}].{key}"
    rules = (*rules_named("C"), *rules_named("V"))
    found = check(specimen({path: mark}), rules=rules)
    assert [each.code for each in found if each.field == path] == ["C13"]


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("０８７１－６７４７００７６", "0871-67470076"),
        ("0871—67470076", "0871-67470076"),
        ("（0871）— 67470076", "（0871）-67470076"),
        ("0871-67470076", None),
        ("（0871）67470076", None),
        ("0871-67470076、67470078", None),
        ("13800000000", None),
        ("办公室—0871", None),
    ],
)
def test_a_phone_number_is_written_in_half_width(typed: str, mended: str | None):
    found = findings("C02", {"unit.phone": typed})
    assert [each.mend.changes["unit.phone"] for each in found if each.mend] == ([mended] if mended else [])
    assert all(each.severity is Severity.WARNING for each in found)


def test_what_a_bureaus_tree_does_not_have_is_not_missed():
    outputs = specimen({f"indicators[{row}]": None for row in (0, 4, 5, 6, 7, 8)})
    own = Surroundings(practice=Practice(tree=(("产出指标", ("数量指标", "质量指标")),)))
    codes = ("C06", "C08", "C09")
    rules = [rule for code in codes for rule in rules_named(code)]
    assert {each.code for each in check(outputs, rules=rules)} == set(codes)
    assert check(outputs, own, rules=rules) == []


def test_a_tree_without_the_suffix_is_the_same_tree():
    own = Surroundings(practice=Practice(tree=(("产出", ("数量", "质量", "时效")), ("效益", ("社会效益",)))))
    found = check(specimen({f"indicators[{row}]": None for row in (2, 3, 4)}), own)
    assert {"C07", "C08"} <= {each.code for each in found}
