"""资金来源, 核心指标, 审核, 监控 and 自评: shown when wanted or filled in, and otherwise not in the way."""

from __future__ import annotations

from decimal import Decimal

from models.declaration import MONITORED
from models.specimen import specimen
from store.documents import create_document
from tests.tui.driver import User, editing
from tui.fields import (
    FULL_INDICATOR,
    NO_PARTS,
    Form,
    Part,
    filled_parts,
    indicator_form,
    keys_of,
    sections_of,
    with_words,
)
from tui.funds_notes import derived_amounts, sums_of


def titles(declaration, wanted=NO_PARTS) -> list[str]:
    return [form.title for form in sections_of(declaration, wanted)]


def form(declaration, part: Part) -> Form:
    return next(each for each in sections_of(declaration, frozenset(Part)) if each.key == part.value)


def keys(form: Form) -> list[str]:
    return [field.key for field in form.fields]


# What is shown


def test_a_declaration_without_later_stages_has_no_more_than_the_declared_forms():
    assert filled_parts(specimen()) == NO_PARTS
    assert not {"资金来源", "绩效监控", "绩效自评", "目标审核"} & set(titles(specimen()))
    assert len(indicator_form(specimen()).fields) == 11


def test_every_part_with_content_is_shown():
    for path, value, part in (
        ("budget.own", Decimal(1), Part.FUNDS),
        ("budget.period_total", "约三百万", Part.FUNDS),
        ("indicators[3].proof", "正式资料", Part.CORE),
        ("review.clarity", "清楚", Part.REVIEW),
        ("monitoring.expected_own", Decimal(0), Part.MONITORING),
        ("indicators[7].likelihood", "有可能", Part.MONITORING),
        ("evaluation.leader", "某人", Part.EVALUATION),
        ("indicators[0].evidence", "发放名册", Part.EVALUATION),
    ):
        assert filled_parts(specimen({path: value})) == {part}, path


def test_wanted_parts_stand_in_the_tree_and_in_the_form_of_an_indicator():
    assert titles(specimen(), frozenset(Part))[:3] == ["项目信息", "资金来源", "立项依据"]
    assert titles(specimen(), frozenset(Part))[-4:] == ["绩效目标", "目标审核", "绩效监控", "绩效自评"]
    assert indicator_form(specimen(), frozenset(Part)) == FULL_INDICATOR
    assert set(keys_of(Part.MONITORING)) == set(MONITORED)
    assert keys(indicator_form(specimen(), frozenset({Part.CORE})))[11:] == list(keys_of(Part.CORE))


def test_amounts_by_source_are_asked_for_only_where_there_are_several_sources():
    one = specimen({"budget.general": Decimal(3_200_000)})
    assert keys(form(one, Part.MONITORING)) == ["executed", "expected"]
    two = specimen({"budget.general": Decimal(3_000_000), "budget.own": Decimal(200_000)})
    assert keys(form(two, Part.MONITORING)) == [
        *("executed", "executed_general", "executed_own"),
        *("expected", "expected_general", "expected_own"),
    ]
    assert {"budget_own", "executed_general"} <= set(keys(form(two, Part.EVALUATION)))
    assert "budget_fund" not in keys(form(two, Part.EVALUATION))


def test_an_amount_by_source_that_is_there_is_shown_although_the_project_has_one_source():
    declaration = specimen({"monitoring.executed_fund": "约五万"})
    assert "executed_fund" in keys(form(declaration, Part.MONITORING))


# Money


def test_an_empty_source_says_what_it_comes_to_by_the_facts_of_the_unit():
    declaration = specimen({"unit.funding_source": "本级财政安排的一般公共预算资金"})
    hints = derived_amounts(declaration, form(declaration, Part.FUNDS))
    assert hints == {"budget.general": "按经费来源：3,200,000.00"}
    split = specimen({"budget.fund": Decimal(5), "unit.funding_source": "政府性基金预算资金"})
    assert derived_amounts(split, form(split, Part.FUNDS)) == {}


def test_an_empty_stage_says_what_it_comes_to_by_the_earlier_one():
    two = {"budget.general": Decimal(3_000_000), "budget.own": Decimal(200_000)}
    declaration = specimen({**two, "evaluation.executed_general": Decimal(2_900_000)})
    hints = derived_amounts(declaration, form(declaration, Part.EVALUATION))
    assert hints["evaluation.budget"] == "同年初预算数：3,200,000.00"
    assert hints["evaluation.budget_own"] == "同年初预算数：200,000.00"
    assert hints["evaluation.executed"] == "按各来源合计：2,900,000.00"
    assert "evaluation.executed_own" not in hints


def test_sources_that_do_not_add_up_are_said_at_each_of_them():
    declaration = specimen({"budget.general": Decimal(3_000_000), "budget.own": Decimal("200000.01")})
    sums = sums_of(declaration, form(declaration, Part.FUNDS))
    assert sums["budget.own"] == "各来源合计 3,200,000.01，比预算金额多 0.01"
    assert sums["budget.total"] == sums["budget.capital"]
    even = declaration.with_value("budget.own", Decimal(200_000))
    assert sums_of(even, form(even, Part.FUNDS)) == {}


def test_several_words_are_ticked_and_own_ones_stay():
    offered = ("经费保障", "制度保障", "人员保障")
    assert with_words("人员保障，天气", offered, ("经费保障", "人员保障")) == "经费保障、人员保障、天气"
    assert with_words("经费保障", offered, ()) == ""


# On the screen


async def tick(user: User, *numbers: str) -> None:
    await user.press("c")
    assert "显示哪些内容" in user.screen_text
    await user.press(*numbers, "enter")


async def test_a_ticked_part_is_filled_in_at_once_and_remembered_for_the_workspace(file, damaged):
    async with editing(file) as user:
        await tick(user, "4")
        assert user.editor._outline.node.title == "绩效监控"
        assert "增加了绩效监控" in user.message
        row = await user.edit("绩效监控", "1-7月执行数")
        await user.type("20万元")
        assert user.declaration.monitoring.executed == Decimal(200_000)
        row = await user.edit("救助对象人数", "偏差原因")
        await user.press("f3", "1", "3", "enter")
        assert row.text == user.declaration.indicators[0].causes == "经费保障、人员保障"
        await user.press("f3", "1", "enter")
        assert user.declaration.indicators[0].causes == "人员保障"
    async with editing(damaged) as user:
        assert "绩效监控" in user.tree
        await tick(user, "4")
        assert "绩效监控" not in user.tree


async def test_a_part_with_content_stays_ticked(file):
    async with editing(file) as user:
        user.editor.session.set_value("review.grade", "良")
        user.editor._changed()
        await user.press("c")
        assert "目标审核  已有内容，总是显示" in user.screen_text
        await user.press("3", "enter")
        assert "目标审核" in user.tree
        assert user.editor.session.wanted == NO_PARTS


async def test_what_the_sources_lack_is_told_below_their_form(file):
    async with editing(file, size=(80, 24)) as user:
        await tick(user, "1")
        await user.press("enter")
        assert "按经费来源：521,789.58" in user.screen_text
        await user.type("500000")
        assert "比预算金额少 21,789.58" in user.message
        await user.press("tab")
        assert "比预算金额少 21,789.58" in user.message


async def test_undo_goes_back_to_a_field_of_a_later_stage(file):
    async with editing(file) as user:
        await tick(user, "5")
        await user.edit("绩效自评", "评价结论")
        await user.type("好")
        await user.press("escape", "home", "u")
        assert user.declaration.evaluation.conclusion == ""
        assert user.editor._outline.node.title == "绩效自评"


async def test_the_table_has_the_columns_of_the_ticked_parts(file):
    async with editing(file) as user:
        await user.press("t", "end")
        grid = user.app.screen._grid
        assert [column.key for column in grid.columns][-1] == "basis"
        await user.press("c", "2", "4", "enter")
        assert [column.key for column in grid.columns][11:] == [
            *keys_of(Part.CORE),
            *keys_of(Part.MONITORING),
        ]
        assert grid.columns[grid.column].key == "basis"
        await user.press(*["right"] * 8, "enter", "5", "enter")
        assert user.declaration.indicators[0].causes == "其他"
        await user.press("c", "2", "enter")
        assert [column.key for column in grid.columns][11:] == [*keys_of(Part.MONITORING)]


async def test_a_department_has_no_such_parts(tmp_path):
    path = tmp_path / "2026" / "department.toml"
    from models.specimen import department_specimen

    create_document(path, department_specimen())
    async with editing(path) as user:
        await user.press("c")
        assert "部门整体" in user.message
