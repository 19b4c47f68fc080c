"""T02 to T07: punctuation, amounts, document numbers, glyphs, and paragraphs written twice."""

from __future__ import annotations

import time

import pytest

from models.checking import check
from models.declaration import Declaration
from models.mending import apply, mend_safely
from models.rule import Finding, Rule, Severity, rules_named
from models.specimen import specimen
from tests.rules.helper import FIELD, fields, findings, in_text, marked, mended

# T02


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("在此基础上,以住院为主,门诊为辅", "在此基础上，以住院为主，门诊为辅"),
        ("保障2014人,其中低保1000人", "保障2014人，其中低保1000人"),
        ("达到100%,每低1%扣1分", "达到100%，每低1%扣1分"),
        ("时间:2026年;地点:某县", "时间：2026年；地点：某县"),
        ("补助3200人, 每人1000元", "补助3200人，每人1000元"),
        ("是否完成?完成!", "是否完成？完成！"),
        ("学生(含幼儿)3200人", "学生（含幼儿）3200人"),
        ("学生(含幼儿）3200人", "学生（含幼儿）3200人"),
        ("资金（含(中央)资金)", "资金（含（中央）资金）"),
        ("(一)核定名单", "（一）核定名单"),
        ("《办法》,《细则》", "《办法》，《细则》"),
        ("GDP,人均收入", "GDP，人均收入"),
        ("A:优秀", "A：优秀"),
    ],
)
def test_half_width_marks_in_chinese_become_full_width(text: str, right: str):
    (found,) = in_text("T02", text)
    assert found.severity is Severity.INFO
    assert text[found.start] in ",;:?!()"
    assert mended("T02", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "预算1,200,000.00元",
        "1,200人",
        "9:00至17:00",
        "比例为1:3",
        "见https://example.invalid/a?b=1,2;c",
        "R&D, AI and 5G",
        "云财社(2022)222号",
        "覆盖率=(实际人数/应保人数)×100%",
        "得分=(完成数-60%)/40%×分值",
        "(1)核定名单(2)拨付",
        "补助学生（含幼儿），3200人。",
        "型号A(B)",
    ],
)
def test_marks_of_numbers_formulas_and_latin_stay(text: str):
    assert marked("T02", text) == []


# T03


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('落实"应补尽补",按月拨付', "落实“应补尽补”,按月拨付"),
        ('"两免"和"一补"', "“两免”和“一补”"),
        ('第一段"甲"。\n第二段"乙"。', "第一段“甲”。\n第二段“乙”。"),
        ('落实“应补尽补"政策', "落实“应补尽补”政策"),
        ('"十五五"规划', "“十五五”规划"),
        ('落实"三保2026"', "落实“三保2026”"),
    ],
)
def test_paired_half_width_quotes_become_chinese(text: str, right: str):
    (found,) = in_text("T03", text)
    assert found.mend is not None
    assert mended("T03", text) == right


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("落实“应补尽补政策", "“"),
        ("落实应补尽补”政策", "”"),
        ('落实"应补尽补政策', '"'),
        ("根据《某县补助办法（某政发〔2025〕12号）", "《"),
        ("根据某县补助办法》执行", "》"),
        ("学生（含幼儿3200人", "（"),
        ("学生含幼儿）3200人", "）"),
        ("学生(含幼儿3200人", "("),
        ("根据《办法》《细则执行", "《"),
        ("落实“应补尽补。\n按月”拨付", "“"),
        ("“落实应补尽补", "“"),
    ],
)
def test_a_mark_without_its_other_half_is_pointed_at(text: str, mark: str):
    (found,) = in_text("T03", text)
    assert text[found.start : found.end] == mark
    assert found.mend is None
    assert "没有成对" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "落实“应补尽补”政策",
        "《某办法》（某政发〔2025〕12号）",
        "1）核定名单；2）拨付",
        "一是甲；a)乙；b)丙",
        '采购55"显示屏2台',
        'the "model" only',
        "根据《〈预算法〉办法》执行",
        "学生(含幼儿）3200人",
        "云财社（2022〕222号",
    ],
)
def test_these_marks_are_in_order(text: str):
    assert marked("T03", text) == []


def test_quotes_in_values_and_names_are_not_told_twice():
    assert fields("T03", {"indicators[7].value": '"好"', "indicators[7].name": '家庭"负担"'}) == []


# T04


@pytest.mark.parametrize(
    ("text", "right", "severity"),
    [
        ("预算金额为521789.58元", "预算金额为521,789.58元", Severity.WARNING),
        ("预算金额为3200000元", "预算金额为3,200,000.00元", Severity.WARNING),
        ("预算金额为3,200,000元", "预算金额为3,200,000.00元", Severity.INFO),
        ("预算金额为3,200,000.5元", "预算金额为3,200,000.50元", Severity.INFO),
        ("预算金额为５２１７８９．５８元", "预算金额为521,789.58元", Severity.WARNING),
        ("支付5217.58元和320000元", "支付5,217.58元和320,000.00元", Severity.WARNING),
        ("预算金额为521,789.58 元", "预算金额为521,789.58元", Severity.INFO),
    ],
)
def test_an_amount_gets_separators_and_decimals(text: str, right: str, severity: Severity):
    (found,) = in_text("T04", text)
    assert found.severity is severity
    assert mended("T04", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "预算金额为52.1789583万元",
        "预算金额为521,789.583元",
        "预算金额为52,17,89元",
        "预算金额为5，200，0000元",
    ],
)
def test_an_amount_that_only_the_writer_can_mend(text: str):
    (found,) = in_text("T04", text)
    assert found.mend is None
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        *(
            "290元/人/年*18000人",
            "每人每年1000元",
            "补助标准为15000元",
            "每户补助20000元",
            "人均12000元",
            "单价35000元",
            "罚款500元",
            "门票3000元",
        ),
        *(
            "320万元",
            "52.18万元",
            "12.5万元",
            "52.178958万元",
            "5,200,000.00元",
            "约300000元",
            "叁佰贰拾万元整",
            "三百二十万元",
            "数十万元",
            "1.2亿元",
        ),
        *("第1,2,3元件", "0.5元", "1,000.00元", "单位：元", "200000人"),
    ],
)
def test_prices_standards_and_what_is_well_written_stay(text: str):
    assert marked("T04", text) == []


def test_the_value_is_never_changed():
    assert (
        check(specimen({"project.funding": "本年度项目预算金额为3200000元。"}), rules=rules_named("X01"))
        == []
    )
    after = mend_safely(
        specimen({"project.funding": "本年度项目预算金额为3200000元。"}),
        lambda each: check(each, rules=rules_named("T04")),
    ).declaration
    assert check(after, rules=rules_named("X01")) == []


# T05


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("某政发[2025]12号", "某政发〔2025〕12号"),
        ("（云财社（2022）222号）", "（云财社〔2022〕222号）"),
        ("云财社(2022)222号、云财社【2023】1号", "云财社〔2022〕222号、云财社〔2023〕1号"),
        ("云财社﹝2022﹞222号", "云财社〔2022〕222号"),
        ("云财社〔2022]222号", "云财社〔2022〕222号"),
        ("国办发［2018］5 号", "国办发〔2018〕5 号"),
        ("财预(2021)第101号", "财预〔2021〕第101号"),
    ],
)
def test_the_year_of_a_document_number_gets_its_brackets(text: str, right: str):
    (found,) = in_text("T05", text)
    assert text[found.start + 1 : found.end - 1].isdigit()
    assert mended("T05", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "某政发〔2025〕12号",
        "（2026）年度预算",
        "某小区（2025）3号楼",
        "（2025）云01民初12号",
        "参加人数(2025)12人",
        "[2025]12号",
        "会议（2020）第179次",
    ],
)
def test_other_brackets_are_no_document_number(text: str):
    assert marked("T05", text) == []


# T06


def scoring(*texts: str) -> dict[str, str]:
    return {f"indicators[{at}].scoring": f"准确率{text}得10分" for at, text in enumerate(texts)}


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (("≥98%", "≥97%", ">=95%"), [2]),
        ((">=98%", ">=97%", "≥95%"), [2]),
        (("≥98%", ">=95%"), [1]),
        (("≥98%", "＞＝95%"), [1]),
        (("≥98%", "≧95%", "<=3%"), [1, 2]),
        (("≥98%", "≤95%"), []),
        ((">=98%", "<=95%"), []),
        (("＞＝98%", "＞＝95%"), []),
        ((">=98%",), []),
        ((">98%", "≥95%"), []),
    ],
)
def test_the_writing_of_most_is_the_writing_of_all(texts: tuple[str, ...], wrong: list[int]):
    changes = scoring(*texts)
    assert fields("T06", changes) == [f"indicators[{at}].scoring" for at in wrong]

    def find(declaration: Declaration) -> list[Finding]:
        return check(declaration, rules=rules_named("T06"))

    once = mend_safely(specimen(changes), find).declaration
    assert find(once) == []


def test_signs_of_the_table_are_compared_with_each_other():
    found = findings("T06", {"indicators[1].sign": "≥", "indicators[2].sign": "》"})
    assert [(each.field, each.mend and each.mend.safe) for each in found] == [
        ("indicators[1].sign", True),
        ("indicators[2].sign", False),
    ]
    glyphs = {f"indicators[{at}].sign": "≥" for at in range(9)}
    assert fields("T06", glyphs) == []


# T07

PARAGRAPH = "对全县农村义务教育学校在校学生给予营养膳食补助，改善农村学生营养状况，减轻农村家庭膳食负担，促进学生健康成长。"
OTHER = "学校食堂按周公布食谱，教育、市场监管部门每月抽检食材，体检机构每学年测量学生身高体重并报告结果。"


@pytest.mark.parametrize(
    ("first", "second", "repeated"),
    [
        (PARAGRAPH, PARAGRAPH, True),
        (PARAGRAPH, PARAGRAPH.replace("，", ","), True),
        (PARAGRAPH, OTHER + PARAGRAPH, True),
        (PARAGRAPH + OTHER, PARAGRAPH, True),
        (PARAGRAPH, OTHER + "\n" + PARAGRAPH, True),
        (PARAGRAPH, PARAGRAPH.replace("农村家庭", "困难家庭"), True),
        (PARAGRAPH, OTHER, False),
        ("按月拨付补助资金。", "按月拨付补助资金。", False),
        (PARAGRAPH, "", False),
        (
            PARAGRAPH,
            "学生营养膳食补助按学期核定，对全县农村义务教育学校分两批拨付，食堂实行专账核算，结余转入下学期继续使用。",
            False,
        ),
    ],
)
def test_a_paragraph_is_found_again_in_another_section(first: str, second: str, repeated: bool):
    found = findings("T07", {"project.overview": first, "project.plan": second})
    assert [each.field for each in found] == (["project.plan"] if repeated else [])
    if found:
        paragraph = second[found[0].start : found[0].end]
        assert "\n" not in paragraph
        assert "“项目基本概况”" in found[0].message


def test_the_goals_are_compared_elsewhere_and_the_effect_may_restate_them():
    assert fields("T07", {"goals.overall": PARAGRAPH, "goals.annual": PARAGRAPH}) == []
    assert fields("T07", {"project.outcome": PARAGRAPH, "goals.annual": PARAGRAPH}) == []
    assert fields("T07", {"project.overview": PARAGRAPH, "goals.annual": PARAGRAPH}) == ["goals.annual"]


def test_many_long_paragraphs_are_compared_at_once():
    many = "\n".join(f"第{number}项任务，{OTHER}{number}" for number in range(400))
    begin = time.perf_counter()
    findings("T07", {"project.overview": many, "project.plan": many[::-1], "goals.annual": PARAGRAPH * 400})
    assert time.perf_counter() - begin < 2


# all of them


@pytest.mark.parametrize(
    "text",
    [
        *(
            '"' * 20000,
            '"汉' * 9000,
            "(" * 9000 + "汉" + ")" * 9000,
            "汉," * 9000,
            "," * 20000,
            ", " * 9000 + "汉",
            "《" * 9000 + "》" * 9000,
        ),
        *(
            "1,1" * 7000,
            "1,2," * 5000 + "元",
            "9" * 20000 + "元",
            "1234567.5元" * 1500,
            "政发[2025" * 3000,
            "≥>=" * 6000,
            "1）" * 9000,
            "预算投入" * 5000,
        ),
    ],
    ids=lambda text: text[:8],
)
def test_texts_made_to_slow_a_rule_of_writing_down_do_not(text: str):
    for code in ("T", "K"):
        begin = time.perf_counter()
        check(
            specimen({FIELD: text, "goals.annual": text, "indicators[7].name": text}), rules=rules_named(code)
        )
        assert time.perf_counter() - begin < 2


@pytest.mark.parametrize(
    "rule", [each for family in "KBT" for each in rules_named(family)], ids=lambda rule: rule.code
)
def test_a_mend_ends_its_finding_and_makes_no_new_error(rule: Rule):
    declaration = specimen(rule.violating)
    errors = {each.message for each in check(declaration) if each.severity is Severity.ERROR}
    for found in check(declaration, rules=[rule]):
        if found.mend is None:
            continue
        after = apply(declaration, found.mend)
        assert (found.field, found.message) not in {
            (each.field, each.message) for each in check(after, rules=[rule])
        }
        assert {each.message for each in check(after) if each.severity is Severity.ERROR} <= errors


def test_mends_of_all_rules_come_to_rest_together():
    text = '在因难群众基础上,落实"应补尽补"(含城乡),依据云财社[2022]222号，预算3200000元，合格率≥95%且>=90%。'

    def find(declaration: Declaration) -> list[Finding]:
        return check(declaration, rules=rules_named("T"))

    done = mend_safely(specimen({FIELD: text}), find)
    assert done.declaration.get(FIELD) == (
        "在困难群众基础上，落实“应补尽补”（含城乡），依据云财社〔2022〕222号，预算3,200,000.00元，合格率≥95%且≥90%。"
    )
    assert find(done.declaration) == []
    assert sorted(each.code for each in done.made) == ["T01", "T02", "T03", "T04", "T05", "T06"]
