"""评（扣）分标准 as a text and as a small form, each kept in step with the other."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal

import pytest
from textual import events

from models.declaration import Indicator
from models.scoring import Method, full_points, parse_scoring
from models.text import width
from tests.models.scoring_wordings import OTHER_CELLS, SEED_CELLS
from tui.app import JixiaoApp
from tui.scoring_form import (
    FormError,
    ScoringForm,
    Way,
    form_of,
    points_note,
    text_with,
    why_closed,
    with_full,
)
from tui.scoring_trial import begun, trials, why_no_trials
from tui.screens.ask import AskScreen
from tui.screens.scoring import ScoringScreen
from tui.widgets.basis import QuietScreen

CELLS = [text for text, _ in (*SEED_CELLS, *OTHER_CELLS)]
PERSONS = Indicator(name="救助对象人数", sign=">=", value="2014", unit="人", weight=Decimal(20))
ALL_OF_IT = Indicator(name="补助覆盖率", sign="=", value="100", unit="%", weight=Decimal(15))
MONTHS = Indicator(name="完成时限", sign="<=", value="12", unit="月")
ACCIDENTS = Indicator(name="事故", sign="=", value="0", unit="起", weight=Decimal(10))
GOOD = Indicator(name="效果", value="好", attribute="定性指标", weight=Decimal(10))
ROWS = (PERSONS, ALL_OF_IT, MONTHS, ACCIDENTS, GOOD)


def test_every_wording_that_is_understood_has_a_form_that_says_exactly_as_much():
    for text in CELLS:
        scoring = parse_scoring(text)
        form = form_of(scoring)
        assert (form is None) is (scoring.method is Method.UNPARSED), text
        assert bool(why_closed(text)) is (form is None), text
        if form is not None:
            assert text_with(form, text) == text
            assert parse_scoring(text_with(form, "")) == scoring


@pytest.mark.parametrize(
    ("text", "field", "value", "changed"),
    [
        (SEED_CELLS[0][0], "full", "15", "达到标准得满分15分，否则根据参保人次完成比例评分"),
        (SEED_CELLS[3][0], "taken", "2.5", "满意度达标得20分，否则每少10%扣2.5分"),
        (SEED_CELLS[3][0], "size", "５％", "满意度达标得20分，否则每少5%扣5分"),
        (SEED_CELLS[3][0], "floor", "扣完为止", "满意度达标得20分，每低10%扣5分，扣完为止"),
        (SEED_CELLS[2][0], "met", "按月补助", "按月补助得20分，未按月补助不得分"),
        (
            "优秀（90分以上）得10分，良好（80-89分）得8分",
            "lines",
            "≥90分 10\n≥80分且≤89分 7",
            "优秀（90分以上）得10分，良好（80-89分）得7分",
        ),
        (
            "满分10分，完成率每低1个百分点扣0.2分；低于60%的不得分。以年终报告为准",
            "taken",
            "0.5",
            "满分10分，完成率每低1个百分点扣0.5分；低于60%的不得分。以年终报告为准",
        ),
        (
            "好得10分，一般得6分，差不得分",
            "lines",
            "好：10\n较好 8 分\n一般 6\n差 0",
            "好得10分；较好得8分；一般得6分；差不得分",
        ),
    ],
)
def test_a_field_changes_its_own_words_in_the_text_and_no_other_where_that_can_be(
    text, field, value, changed
):
    form = form_of(parse_scoring(text))
    assert form is not None
    assert text_with(replace(form, **{field: value}), text) == changed


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (ScoringForm(Way.RATIO, full="十分"), "满分要写大于 0 的数字"),
        (ScoringForm(Way.RATIO, full="0"), "大于 0"),
        (ScoringForm(Way.BINARY, full="10"), "请写得满分的条件"),
        (ScoringForm(Way.BINARY, full="10", met="甲得3分，乙得4分"), "没有读懂"),
        (ScoringForm(Way.BELOW, full="10", size="每1%", taken="1"), "每一步要写数字和单位"),
        (ScoringForm(Way.BELOW, full="10", size="0%", taken="1"), "每一步要写数字和单位"),
        (ScoringForm(Way.BELOW, full="10", size="1%", taken="11"), "11分多于满分10分"),
        (ScoringForm(Way.BELOW, full="10", size="1%", taken="1", floor="为止"), "扣到哪里"),
        (ScoringForm(Way.BANDS, lines="≥90%"), "第 1 行要写条件和分数"),
        (ScoringForm(Way.BANDS, lines="≥90% 10\n≥80%且<90% 12\n<80% 0"), "写不成标准句式"),
        (ScoringForm(Way.GRADES, lines="好 10"), "至少写两行"),
        (ScoringForm(Way.DEDUCT, full="10", met="达标"), "请在每行写扣分的条件"),
    ],
)
def test_what_cannot_be_said_is_refused_with_a_sentence(form, why):
    with pytest.raises(FormError, match=why):
        text_with(form, "")


def test_the_weight_goes_into_the_text_without_another_word_changing():
    assert (
        with_full("优10分良8分中6分差0分。由科室评定", Decimal(20)) == "优20分良16分中12分差0分。由科室评定"
    )
    assert with_full("数量达标得6分；质量合格得4分", Decimal(20)) is None
    for text in CELLS:
        changed = with_full(text, Decimal(17))
        if changed is not None:
            assert full_points(changed) == 17
            assert points_note(changed, Decimal(17)) == ("满分 17 分，与权重一致。", False)
            assert parse_scoring(changed).method is parse_scoring(text).method
        elif form_of(parse_scoring(text)) is not None:
            assert full_points(text) in (None, 17), text


def test_points_and_weight_are_compared_in_a_sentence():
    assert points_note("达标得10分，否则不得分", Decimal(20)) == ("满分 10 分，而权重是 20 分。", True)
    assert points_note("达标得100分，否则不得分", Decimal(20)) == (
        "按 100 分打分，再折算成权重的分数。",
        False,
    )
    assert points_note("达标得满分，否则不得分", Decimal(20)) == ("满分即权重 20 分。", False)
    assert points_note("达标得满分，否则不得分", None)[0] == "没有写满分是几分，指标也没有权重。"
    assert points_note("达标得10分，否则不得分", "二十") == ("满分 10 分；指标没有填权重。", False)


def tried(row, text):
    return [(each.label, each.points) for each in trials(row, parse_scoring(text))]


def test_completions_are_tried_out_by_the_text():
    ratio = "达到标准得满分10分，否则根据参保人次完成比例评分"
    assert tried(PERSONS, ratio) == [
        ("2014人（指标值的100%）", 10),
        ("1813人（指标值的90.02%）", Decimal("9.00")),
        ("1209人（指标值的60.03%）", Decimal("6.00")),
        ("0人（指标值的0%）", 0),
    ]
    assert tried(ALL_OF_IT, "达到得15分，每低1%扣1分，扣完为止") == [
        ("100%", 15),
        ("99%", 14),
        ("90%", 5),
        ("60%", 0),
        ("0%", 0),
    ]
    late = "不超过指标值得10分，每晚1个月扣2分，扣完为止"
    assert [points for _, points in tried(MONTHS, late)] == [10, 8, 2, 0]
    assert tried(ACCIDENTS, "未发生得10分，每发生1起扣5分，扣完为止") == [
        ("0起", 10),
        ("1起", 5),
        ("2起", 0),
        ("5起", 0),
    ]
    assert tried(GOOD, "好得10分，一般得6分，差不得分") == [("好", 10), ("一般", 6), ("差", 0)]
    assert tried(GOOD, "验收合格得10分，不合格不得分") == [("符合“验收合格”", 10), ("不符合“验收合格”", 0)]
    assert tried(PERSONS, "城乡医疗救助对象人数达2014人") == []
    assert "不能试算" in why_no_trials(PERSONS, parse_scoring("城乡医疗救助对象人数达2014人"))


def test_every_way_begins_with_a_standard_sentence_for_every_kind_of_indicator():
    for row in ROWS:
        for way in Way:
            form = begun(way, row)
            assert form_of(parse_scoring(text_with(form, ""))) == form
            for other in Way:
                assert begun(other, row, form).way is other


@asynccontextmanager
async def scoring(row, size=(80, 24)):
    screen, answers = ScoringScreen(row), []
    app = JixiaoApp(QuietScreen())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.push_screen(screen, answers.append)
        await pilot.pause()

        async def press(*keys):
            for key in keys:
                await app._post_message(events.Key(key, key if len(key) == 1 else None))
            while app._pacer._task is not None and not app._pacer._task.done():
                await pilot.pause()
            await pilot.pause()
            return answers

        async def type_text(text):
            await press(*text)

        yield screen, press, type_text


def said_of(row, text):
    return row.model_copy(update={"scoring": text})


async def test_text_and_form_follow_each_other_and_are_undone_together():
    async with scoring(said_of(PERSONS, "达到标准得满分10分，否则根据参保人次完成比例评分")) as (
        screen,
        press,
        type_text,
    ):
        full = screen.entries["full"]
        assert (screen.way.value, full.text) == (Way.RATIO, "10")
        assert "而权重是 20 分" in screen.said.text
        await press("ctrl+end")
        await type_text("，低于60%不得分")
        assert screen.entries["nothing"].text == "<60%"
        await press("tab", "tab", "end", "backspace", "5")
        assert full.text == "15"
        assert screen.text.text == "达到标准得满分15分，否则根据参保人次完成比例评分，低于60%不得分"
        assert "15" in screen.trials.text.splitlines()[1]
        await press("ctrl+z")
        assert (screen.text.text[5:9], full.text) == ("满分10", "10")
        await press("ctrl+z")
        assert screen.text.text == "达到标准得满分10分，否则根据参保人次完成比例评分"
        assert screen.entries["nothing"].text == ""
        await press("ctrl+y", "f9")
        assert "与权重一致" in screen.said.text
        kept = "达到标准得满分20分，否则根据参保人次完成比例评分，低于60%不得分"
        assert await press("escape") == [kept]


async def test_typing_a_number_anew_and_trying_every_way_cost_no_words():
    text = "达到标准得满分10分，否则根据参保人次完成比例评分"
    async with scoring(said_of(PERSONS, text)) as (screen, press, _):
        await press("tab", "right", "right", "left", *["left"] * 10)
        assert screen.way.value == Way.RATIO
        assert screen.text.text == text
        await press("tab", "end", "backspace", "backspace")
        assert screen.text.text == "达到标准得满分，否则按完成比例得分"
        await press("1", "5")
        assert screen.text.text == "达到标准得满分15分，否则根据参保人次完成比例评分"


async def test_what_is_not_understood_closes_the_form_and_stays_until_the_user_says_otherwise():
    text = "1.制度健全得2分；2.执行到位得3分"
    async with scoring(said_of(PERSONS, text)) as (screen, press, _):
        assert "小表单不动它" in screen.said.text
        assert not any(row.display for row in screen.entries.values())
        for answer, after in (("1", text), ("escape", text), ("2", "达到指标值得20分，否则不得分")):
            await press("end") if screen.focused is screen.text else None
            screen.way.focus()
            await press("right")
            assert isinstance(screen.app.screen, AskScreen)
            await press(answer)
            assert screen.text.text == after
        await press("ctrl+z")
        assert screen.text.text == text
        assert await press("ctrl+s") == [None]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("城乡医疗救助对象人数达2014人", "城乡医疗救助对象人数≥2014人得20分，否则不得分"),
        ("按月足额发放", "按月足额发放得20分，否则不得分"),
        ("受助人员满意度未达到85%以上", None),
    ],
)
async def test_a_text_that_says_only_what_is_to_be_reached_becomes_its_condition(text, kept):
    async with scoring(said_of(PERSONS, text)) as (screen, press, _):
        screen.way.focus()
        await press("right")
        assert screen.text.text == (kept or text)
        assert isinstance(screen.app.screen, AskScreen) is (kept is None)


async def test_a_field_that_says_nothing_is_told_and_never_reaches_the_text():
    text = "满意度达标得20分，否则每少10%扣5分"
    async with scoring(said_of(PERSONS, text), size=(60, 15)) as (screen, press, type_text):
        screen.entries["taken"].field.focus()
        await press("end", "backspace")
        await type_text("五十")
        assert "还没有写进文字" in screen.said.text
        assert screen.text.text == text
        assert await press("ctrl+s") == []
        await press("shift+tab")
        assert screen.entries["taken"].text == "5"
        await press("ctrl+q")
        assert screen.text.text == text


async def test_leaving_without_the_changes_is_asked():
    async with scoring(PERSONS) as (screen, press, type_text):
        assert "还没有写" in screen.said.text
        await type_text("达标得20分，否则不得分")
        await press("ctrl+q", "1")
        assert screen.is_current
        assert await press("ctrl+q", "2") == [None]


@pytest.mark.parametrize("size", [(80, 24), (60, 15)])
async def test_every_way_fits_the_terminal_and_can_be_filled_in(size):
    async with scoring(PERSONS, size) as (screen, press, _):
        screen.way.focus()
        for way in Way:
            await press("right")
            assert screen.way.value == way, screen.said.text
            assert form_of(parse_scoring(screen.text.text)).way is way
            lines = ["".join(part.text for part in strip) for strip in screen._compositor.render_strips()]
            assert {width(line) for line in lines} == {size[0]}
            assert "确定" in lines[-1], "\n".join(lines)
            if size[1] >= 24:
                assert any("试算" in line for line in lines)
                shown = [entry for entry in screen.entries.values() if entry.display]
                assert all(entry.region.bottom <= screen.trials.region.y for entry in shown)
