"""A terminal too small for the screens: said in a sentence, nothing unseen happens, and everything comes back."""

from __future__ import annotations

import pytest

from store.layout import parse
from tests.tui.driver import editing
from tui.screens.too_small import LEAST, TooSmallScreen


async def resize(user, width, height):
    await user.pilot.resize_terminal(width, height)
    await user.rest()


async def test_it_is_said_and_keys_reach_nothing_that_is_not_seen(file):
    async with editing(file, size=(80, 24)) as user:
        await user.edit("救助对象人数", "指标值")
        await user.press("end", "5")
        before = (user.tree, user.editor._outline.cursor, user.editor._form.focused_row)
        await resize(user, 40, 10)
        assert "终端太小，至少要 60×12" in user.screen_text
        assert "● 未保存" in user.screen_text
        await user.press("d", "a", "x", "escape", "delete", "enter", "f5", "ctrl+z", "ctrl+p")
        await resize(user, 80, 24)
        assert (user.tree, user.editor._outline.cursor, user.editor._form.focused_row) == before
        assert "20145" in user.screen_text
        await user.press("6")
        assert user.declaration.indicators[0].value == "201456"


async def test_saving_and_quitting_work_there(file):
    async with editing(file, size=(80, 24)) as user:
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        await resize(user, 40, 10)
        await user.press("ctrl+s")
        assert "已保存" in user.screen_text
        assert parse(file.read_text("utf-8")).project.name.endswith("甲")
        await user.press("q")
        assert user.app.return_code == 0


async def test_quitting_there_asks_about_unsaved_work(file):
    before = file.read_bytes()
    async with editing(file, size=(80, 24)) as user:
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        await resize(user, 40, 10)
        await user.press("ctrl+q")
        assert "放弃修改" in user.screen_text
        await resize(user, 80, 24)
        await user.press("3")
        assert not isinstance(user.app.screen, TooSmallScreen)
        await user.press("乙")
        assert user.declaration.project.name.endswith("甲乙")
    assert file.read_bytes() == before


async def test_a_dialog_below_is_there_again(file):
    async with editing(file, size=(80, 24)) as user:
        await user.press("ctrl+p")
        await user.type("保存")
        before = user.screen_text
        await resize(user, 30, 8)
        await user.press("enter", "escape")
        await resize(user, 100, 30)
        await resize(user, 80, 24)
        assert user.screen_text == before


@pytest.mark.parametrize("size", [(1, 1), (200, 11)])
async def test_it_starts_in_any_size_and_opens_up(file, size):
    async with editing(file, size=size) as user:
        assert isinstance(user.app.screen, TooSmallScreen)
        await resize(user, 120, 40)
        assert user.editor.has_class("wide")
        assert user.editor.has_class("tall")
        assert "绩效指标" in user.screen_text
        await resize(user, *LEAST)
        assert "项目名称" in user.screen_text
        assert len(user.screen_text.splitlines()) == LEAST.height
        await user.edit("救助对象人数", "指标值")
        assert "2014" in user.screen_text
