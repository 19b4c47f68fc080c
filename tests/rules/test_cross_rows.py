"""X: what the rows of the table say against the texts, and against the other projects of the unit."""

from __future__ import annotations

import time
from typing import Any

import pytest

from models.checking import check
from models.peers import Peers
from models.rule import Finding, Severity, Surroundings, rules_named
from models.specimen import specimen
from tests.rules.helper import fields, findings

UNEXPLAINED: dict[str, Any] = {
    "project.content": "补助学生膳食，由县财政拨付到学校食堂专账。",
    "indicators[0]": None,
}
"""The specimen without its standard: only the total and the number of students are left."""


def test_what_one_person_costs_is_reckoned_when_no_text_says_it():
    (found,) = findings("X04", UNEXPLAINED)
    assert found.field == "indicators[0].value"
    assert found.severity is Severity.INFO
    assert "3,200,000.00元÷3,200人=1,000.00元/人" in found.message


def test_a_total_typed_in_wan_shows_in_the_cost_of_one_person():
    (found,) = findings(
        "X04", {**UNEXPLAINED, "budget.total": 320, "project.overview": "", "project.funding": ""}
    )
    assert "不到1元，请核对金额的单位" in found.message


@pytest.mark.parametrize(
    "changes",
    [
        {"project.content": "按每人每年1000元的标准补助学生膳食。"},
        {"project.plan": "标准为1000元/人·年，按月拨付。"},
        {"project.content": "每人每年一千元。"},
        {"project.content": "食材300万元，运费20万元。"},
        {"project.content": "共需1000元/人×3200人。"},
        {"indicators[1].unit": "所"},
        {"indicators[1].value": "三千二百"},
        {"budget.total": None, "project.overview": "", "project.funding": ""},
        {
            "indicators[+]": {
                "level1": "产出指标",
                "level2": "数量指标",
                "name": "抽检批次",
                "value": "20",
                "unit": "批",
            }
        },
    ],
)
def test_no_cost_is_reckoned_where_the_money_is_explained_or_buys_several_things(changes: dict[str, Any]):
    assert fields("X04", {**UNEXPLAINED, **changes}) == []


@pytest.mark.parametrize(
    "text",
    [
        "2026年至2028年累计投入320万元。",
        "项目实施期总投资3,200,000.00元。",
        "2026-2028年共需资金320万元，分三年实施。",
        "三年合计320万元。",
        "2026年到2028年共安排叁佰贰拾万元整。",
    ],
)
def test_the_total_of_several_years_is_not_this_years(text: str):
    changes = {
        "project.overview": text,
        "project.content": "补助学生膳食。",
        "project.funding": "由县财政安排。",
    }
    (found,) = findings("X08", changes)
    assert found.severity is Severity.ERROR
    assert "几年合计" in found.message
    assert fields("X08", {**changes, "project.period": (2026, 2026)}) == []
    assert fields("X08", {**changes, "project.funding": "2026年预算金额为320万元。"}) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("2025年参保3100人，新增50人，按1000元/人/年×3200人测算。", "2025年参保3100人"),
        ("2025年汇算3100人，合计1000元/人/年*3200人。", "2025年汇算3100人"),
    ],
)
def test_a_calculation_from_an_earlier_head_count_is_noted(text: str, marked: str):
    (found,) = findings("X08", {"project.overview": text})
    assert text[found.start : found.end] == marked
    assert found.severity is Severity.INFO


@pytest.mark.parametrize(
    "text",
    [
        "2025年参保3200人，按1000元/人/年×3200人测算。",
        "2025年参保3100人，预计2026年3200人，按1000元/人/年×3200人测算。",
        "2025年参保3100人，按增长3%测算，需1000元/人/年×3200人。",
        "2025年参保3100人。2026年按1000元/人/年×3200人测算。",
        "参保3100人，新增100人，按1000元/人/年×3200人测算。",
    ],
)
def test_a_calculation_that_says_what_it_expects_is_not(text: str):
    assert fields("X08", {"project.overview": text}) == []


def test_one_head_count_is_left_to_the_rule_of_head_counts():
    goal = {"goals.annual": "2026年按标准补助学生3100人。"}
    assert fields("X03", goal) == ["indicators[1].value"]
    assert fields("X05", goal) == []
    two = {
        **goal,
        "indicators[+]": {
            "level1": "产出指标",
            "level2": "数量指标",
            "name": "培训教师人数",
            "sign": ">=",
            "value": "60",
            "unit": "人",
        },
    }
    assert fields("X03", two) == []
    assert fields("X05", two) == ["goals.annual"]


@pytest.mark.parametrize(
    "changes", [{"indicators[8]": None}, {"indicators[8].value": "90%"}, {"indicators[8].value": ""}]
)
def test_a_row_that_other_rules_speak_of_is_not_missed_in_the_goal(changes: dict[str, Any]):
    goal = "2026年补助学生3200人，受益学生和家长满意度不低于95%。"
    assert fields("X05", {"goals.annual": goal, **changes}) == []


def test_numbers_that_make_the_goal_together_are_known():
    more = {"level1": "产出指标", "level2": "数量指标", "unit": "场"}
    rows = {"indicators[+]": {**more, "name": "营养讲座", "value": "12"}}
    assert fields("X05", {**rows, "goals.annual": "2026年补助学生3200人，举办营养讲座12场。"}) == []
    assert fields("X05", {**rows, "goals.annual": "2026年补助学生3200人，举办营养讲座10场。"}) == [
        "goals.annual"
    ]


@pytest.mark.parametrize(
    ("goal", "said"),
    [("推广良种18.5万亩", None), ("推广良种185,000亩", None), ("推广良种19.5万亩", "年度目标写的是19.5万亩")],
)
def test_a_goal_in_ten_thousands_is_compared_with_an_indicator_in_either_unit(goal: str, said: str | None):
    for value, unit in (("18.5", "万亩"), ("185000", "亩")):
        row = {
            "level1": "产出指标",
            "level2": "数量指标",
            "name": "推广良种面积",
            "value": value,
            "unit": unit,
        }
        found = findings("X05", {"indicators[+]": row, "goals.annual": f"2026年补助学生3200人，{goal}。"})
        assert [each.message.split("，")[0] for each in found] == ([said] if said else [])
        assert all(f"“{value}”{unit}" in each.message for each in found)


def test_a_sum_of_rows_is_not_compared_with_one_of_them():
    kinds = (("采购蒸饭设备", "1"), ("采购消毒设备", "2"), ("采购冷藏设备", "5"))
    more = {"level1": "产出指标", "level2": "数量指标", "sign": "=", "unit": "台"}
    rows = [specimen().indicators[1].with_values(**more, name=name, value=value) for name, value in kinds]
    goal = "2026年补助学生3200人，采购设备{}台，验收合格率100%。"
    for number, silent in (("8", True), ("9", False)):
        declaration = specimen({"goals.annual": goal.format(number)})
        declaration = declaration.with_values(indicators=(*declaration.indicators, *rows))
        found = check(declaration, rules=rules_named("X05"))
        assert (found == []) is silent


@pytest.mark.parametrize("intro", ["主要内容为：", "项目包括：", "工作流程如下："])
def test_parts_of_one_piece_of_work_need_no_indicators(intro: str):
    text = f"按每人每年1000元补助。{intro}一是补助学生膳食；二是外墙粉刷；三是更换管线。"
    assert fields("X09", {"project.content": text}) == []
    assert fields("X09", {"project.content": text.replace(intro, "今年任务有三项：")}) == ["project.content"]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("勘察监理240,000.00元", None),
        ("工程监理费和预备费共24万元", None),
        ("前期费用，含招标代理", None),
        ("新建车棚240,000.00元", "“新建车棚240,000.00元”"),
        ("水质监理站房，240,000.00元", "“水质监理站房”"),
        ("勘察水源点12处", "“勘察水源点12处”"),
    ],
)
def test_costs_that_go_with_the_works_are_no_tasks_and_an_amount_is_quoted_whole(item: str, said: str | None):
    text = f"今年安排三项：（一）补助学生膳食3,200,000.00元；（二）抽检食材；（三）{item}。"
    found = findings("X09", {"project.content": text})
    assert [each.message.removeprefix("这里列出的任务").split("没有")[0] for each in found] == (
        [said] if said else []
    )


def test_a_quantity_of_which_no_text_speaks_is_told():
    row = {"level1": "产出指标", "level2": "数量指标", "name": "印制宣传手册", "value": "500", "unit": "册"}
    (found,) = findings("X09", {"indicators[+]": row})
    assert found.field == "indicators[9].name"
    assert fields("X09", {"indicators[+]": row, "project.plan": "3月印制营养知识宣传手册。"}) == []


def test_each_place_of_a_former_name_is_told():
    changes = {
        "indicators[1].name": "失地人员人数",
        "indicators[1].content": "反映失地人员人数",
        "project.plan": "补助被征地人员。",
    }
    found = findings("X12", changes)
    assert [each.field for each in found] == ["indicators[1].name", "indicators[1].content"]
    assert found[0].mend is not None
    assert found[0].mend.changes == {"indicators[1].name": "被征地人员人数"}
    assert fields("X12", {**changes, "project.plan": "补助《被征地人员保障办法》规定的对象。"}) != []
    assert fields("X12", {"project.plan": "补助失地人员。"}) == []


@pytest.mark.parametrize(
    ("key", "text", "found"),
    [
        ("content", "反映2025年实际领取补助的学生人数", True),
        ("content", "反映2026年实际领取补助的学生人数", False),
        ("content", "2025年统计的应补助人数的完成情况", False),
        ("content", "反映2026年比2025年增加的人数", False),
        ("name", "2025年补助学生人数", True),
        ("name", "2026年补助学生人数", False),
    ],
)
def test_an_indicator_speaks_of_the_budget_year(key: str, text: str, found: bool):
    assert bool(fields("X13", {f"indicators[1].{key}": text})) is found


def test_a_year_can_be_corrected_but_never_without_asking():
    (found,) = findings("X13", {"project.plan": "2025年2月核定名单，3月起按月拨付。"})
    assert found.mend is not None
    assert found.mend.changes == {"project.plan": "2026年2月核定名单，3月起按月拨付。"}
    assert not found.mend.safe


def among(*others: dict[str, Any], own: dict[str, Any] | None = None) -> list[Finding]:
    """What X15 and X16 find in the specimen beside changed ones."""
    declarations = [specimen(own or {}), *(specimen(changes) for changes in others)]
    rules = [*rules_named("X15"), *rules_named("X16")]
    return check(declarations[0], Surroundings(peers=Peers.of(declarations), own="0"), rules=rules)


OTHER = {"project.name": "农村学校校车服务项目"}
WHOLE = {"indicators[1].name": "全县农村在校学生人数"}


@pytest.mark.parametrize(
    ("own", "other", "field"),
    [
        ({}, OTHER, None),
        ({}, {**OTHER, "indicators[1].value": "3100"}, None),
        ({}, {**OTHER, "indicators[1].unit": "人次"}, "indicators[1].unit"),
        ({}, {**OTHER, "indicators[1].unit": "户"}, "indicators[1].unit"),
        ({}, {**OTHER, "indicators[1].unit": "人次", "unit.name": "某县卫生健康局"}, None),
        ({}, {**OTHER, "indicators[1].unit": "人次", "project.year": 2025}, None),
        ({}, {**OTHER, "indicators[6].value": "80"}, None),
        (WHOLE, {**OTHER, **WHOLE}, None),
        (WHOLE, {**OTHER, **WHOLE, "indicators[1].value": "3260"}, "indicators[1].value"),
        (WHOLE, {**OTHER, **WHOLE, "indicators[1].value": "约三千"}, None),
        ({}, {}, "project.name"),
        ({}, {"project.name": "农村义务教育学生营养膳食补助"}, "project.name"),
        ({}, {"project.name": "农村义务教育学生营养膳食补助项目（二期）"}, None),
        ({}, {"project.year": 2025}, None),
        ({}, {"unit.name": "某县某某中学"}, None),
        ({"unit.name": ""}, {"unit.name": ""}, None),
        ({"project.name": ""}, {"project.name": ""}, None),
    ],
)
def test_projects_of_one_unit_and_year_are_compared(
    own: dict[str, Any], other: dict[str, Any], field: str | None
):
    assert [found.field for found in among(other, own=own)] == ([field] if field else [])


def test_a_project_is_not_compared_with_itself():
    assert among() == []


@pytest.mark.parametrize(
    "text",
    [
        "预算金额为1元" * 3000,
        "2025年预算金额1元，" * 2000,
        "1人" * 8000,
        "1元/人×1人" * 2500,
        "壹元1元" * 4000,
        "9" * 20000,
        "一" * 20000,
        "2025年" * 4000,
        "其中1元" * 4000,
        "（一）" * 6000,
        "某县教育" * 5000,
    ],
)
def test_no_text_slows_the_family_down(text: str):
    changes = dict.fromkeys(
        (
            "project.overview",
            "project.content",
            "project.plan",
            "goals.annual",
            "goals.overall",
            "project.basis",
            "unit.profile",
        ),
        text,
    )
    hostile = specimen({**changes, "indicators[1].name": text, "indicators[1].content": text})
    begin = time.process_time()
    check(hostile, rules=rules_named("X"))
    assert time.process_time() - begin < 3.0
