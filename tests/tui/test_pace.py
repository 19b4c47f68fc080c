"""Input that comes at once: a field takes the text as one, everything else is obeyed key by key."""

from __future__ import annotations

from textual import events

from tests.tui.driver import editing
from tui.keyboard import Typed
from tui.widgets.long_text import LongText


async def arrives(user, *messages):
    """What the terminal's driver hands over, all before the program has had time for the first."""
    for message in messages:
        await user.app._post_message(Typed(message) if isinstance(message, str) else message)
    for _ in range(4):
        await user.rest()


async def test_a_field_takes_text_at_once_and_undo_takes_it_back_at_once(file, monkeypatch):
    async with editing(file) as user:
        await user.edit("项目信息", "项目名称")
        before = user.declaration.project.name
        recorded = []
        record = user.editor.session.set_value
        monkeypatch.setattr(
            user.editor.session, "set_value", lambda *a, **k: recorded.append(a) or record(*a, **k)
        )
        await arrives(user, *("城乡　医疗" * 100))
        assert user.declaration.project.name == before + "城乡　医疗" * 100
        assert len(recorded) < 20
        await user.press("ctrl+z")
        assert user.declaration.project.name == before


async def test_text_meant_as_commands_is_obeyed_until_a_field_is_open(file):
    async with editing(file) as user:
        await user.go_to("救助对象人数")
        before = len(user.declaration.indicators)
        await arrives(user, "a新指标", events.Key("tab", "\t"), events.Key("tab", "\t"), "5人")
        row = user.declaration.indicators[1]
        assert (row.name, row.value) == ("新指标", "5人")
        assert len(user.declaration.indicators) == before + 1


async def test_lines_without_brackets_are_lines_of_a_long_text(file):
    async with editing(file) as user:
        row = await user.edit("绩效目标", "总体目标")
        assert isinstance(row.editor, LongText)
        await arrives(
            user,
            "甲",
            events.Key("enter", "\r"),
            "乙",
            events.Key("enter", "\r"),
            events.Key("enter", "\n"),
            "丙",
        )
        assert user.declaration.goals.overall.startswith("甲\n乙\n丙")


async def test_a_short_paste_is_a_step_of_its_own(file):
    async with editing(file) as user:
        await user.edit("项目信息", "项目名称")
        before = user.declaration.project.name
        await arrives(user, "甲", events.Paste("粘\x1b贴"), "乙")
        assert user.declaration.project.name == f"{before}甲粘贴乙"
        names = []
        for _ in range(3):
            await user.press("ctrl+z")
            names.append(user.declaration.project.name)
        assert names == [f"{before}甲粘贴", f"{before}甲", before]


async def test_a_word_deleted_is_a_step_of_its_own(file):
    async with editing(file) as user:
        await user.edit("项目信息", "项目名称")
        before = user.declaration.project.name
        await user.type("（试点）方案")
        await user.press("ctrl+w", "ctrl+z")
        assert user.declaration.project.name == f"{before}（试点）方案"
