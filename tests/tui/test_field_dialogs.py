"""Dialogs for years, periods, months and days, and amounts in other words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from textual import events

from models.moments import moment_of
from models.text import width
from tui.amount_notes import amount_help, amount_notes
from tui.app import JixiaoApp
from tui.dates import date_words
from tui.screens.period import MonthScreen, PeriodScreen, YearScreen
from tui.widgets.basis import QuietScreen

ASKED = [
    (lambda: PeriodScreen((), 2027), ["enter"], (2027, 2029)),
    (lambda: PeriodScreen((), 2027), ["right", "down", "right", "right", "left", "enter"], (2028, 2030)),
    (lambda: PeriodScreen((2026, 2028)), [*"2030", *"2032", "enter"], (2030, 2032)),
    (lambda: PeriodScreen((2026, 2028)), ["down", *"25", "enter"], (2025, 2025)),
    (lambda: PeriodScreen(("2026-202", 8), 2026), ["escape"], None),
    (lambda: YearScreen(2026), ["left", "enter"], 2025),
    (lambda: YearScreen("去年"), [*"203", "backspace", "backspace", "backspace", *"2026", "enter"], 2026),
    (lambda: MonthScreen("2026年12月底前"), ["down", "left", "enter"], "2026年11月底前"),
    (lambda: MonthScreen("2026-12-31"), [*"2026", "2", "enter"], "2026-02-28"),
    (lambda: MonthScreen("2026.01.31"), ["down", "down", "delete", "enter"], "2026.01"),
    (lambda: MonthScreen("按季度", 2027), ["up", *"32", *"31", "enter"], "2027年12月31日"),
]


async def press(app, pilot, *keys):
    """Keys that come faster than the screen follows, as over a slow line."""
    while app.focused is None:
        await pilot.pause()
    for key in keys:
        await app._post_message(events.Key(key, key if len(key) == 1 else None))
    while app._pacer._task is not None and not app._pacer._task.done():
        await pilot.pause()
    await pilot.pause()


async def test_numbers_are_turned_or_typed_and_never_leave_their_bounds():
    app = JixiaoApp(QuietScreen())
    async with app.run_test(size=(60, 15)) as pilot:
        for dialog, keys, answer in ASKED:
            answers = []
            app.push_screen(dialog(), answers.append)
            await pilot.pause()
            await press(app, pilot, *keys)
            assert answers == [answer], keys
        app.push_screen(dialog := PeriodScreen((2026, 2028)), answers.append)
        await pilot.pause()
        await press(app, pilot, "down", *"201", "enter")
        assert "没有改成 201" in dialog.said.text
        assert dialog.is_current


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026年12月", "2026年12月，到31日为止"),
        ("２０２６年２月底前", "2026年2月，到28日为止"),
        ("2026-12-31", "2026年12月31日，星期四"),
        ("2026年2月30日", ""),
        ("12月底前", ""),
        ("2026", ""),
        ("2026年13月", ""),
        ("20261231", ""),
        ("1.25", ""),
    ],
)
def test_a_value_is_read_as_a_date_only_when_it_is_one(text, words):
    assert date_words(text) == words
    assert (moment_of(text) is None) is (not words)


@pytest.mark.parametrize(
    ("amount", "help_", "narrow"),
    [
        ("1234.50", "1,234.50 元 = 0.12345 万元 = 壹仟贰佰叁拾肆元伍角整", "约0.12万"),
        ("521789.58", "521,789.58 元 = 52.178958 万元 = 伍拾贰万壹仟柒佰捌拾玖元伍角捌分", "约52.2万"),
        ("5200000", "5,200,000.00 元 = 520.00 万元 = 伍佰贰拾万元整", "520万"),
        ("-1234.5", "-1,234.50 元 = -0.12345 万元 = 负壹仟贰佰叁拾肆元伍角整", "约-0.1万"),
        (
            "99999999.99",
            "99,999,999.99 元 = 9,999.999999 万元 = 玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
            "约1亿",
        ),
        ("-0", "0.00 元 = 0.00 万元 = 零元整", "0万"),
        ("0.05", "0.05 元 = 0.000005 万元 = 伍分", None),
        ("0.005", "0.005 元 = 0.0000005 万元 = （有不足 1 分的尾数，没有大写）", None),
        ("1E+16", "10,000,000,000,000,000.00 元 = 1,000,000,000,000.00 万元 = （数太大，没有大写）", None),
        ("NaN", "", None),
    ],
)
def test_an_amount_is_told_in_wan_and_in_capitals_as_far_as_there_is_room(amount, help_, narrow):
    value = Decimal(amount)
    assert amount_help(value) == help_
    assert amount_notes(value, 8) == (() if narrow is None else (narrow,))
    for cells in (0, 3, 8, 32, 60):
        assert all(width(line) <= cells for line in amount_notes(value, cells))
    if help_:
        exact, capital = help_.split(" = ")[1:]
        assert "".join(amount_notes(value, 32)).startswith(f"= {exact}")
        assert "".join(amount_notes(value, 32)).replace(" = ", "").endswith(capital)
