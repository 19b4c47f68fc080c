"""Fields under the fingers: clearing them, and what of a text is seen while the user is elsewhere."""

from __future__ import annotations

from tests.tui.driver import editing

LONG_NAME = "困难群众和特困人员以及其他救助对象参加城乡居民基本医疗保险并且得到资助的人数"


async def test_ctrl_u_clears_a_field_wherever_its_cursor_stands_and_undo_brings_it_back(file):
    async with editing(file) as user:
        row = await user.edit("救助对象人数", "评分标准")
        before = row.text
        await user.press("home", "right", "ctrl+u")
        assert (row.text, user.declaration.indicators[0].scoring) == ("", "")
        await user.press("ctrl+z")
        assert (row.text, user.declaration.indicators[0].scoring) == (before, before)


async def test_it_clears_all_paragraphs_of_a_long_text(file):
    async with editing(file) as user:
        row = await user.edit("项目实施计划", "项目实施计划")
        assert "\n" in row.text
        await user.press("ctrl+home", "ctrl+u")
        assert user.declaration.project.plan == ""
        await user.type("3月完成方案")
        assert user.declaration.project.plan == "3月完成方案"


async def test_a_text_that_does_not_fit_begins_at_its_beginning_and_says_that_it_goes_on(file):
    async with editing(file, size=(80, 24)) as user:
        await user.edit("救助对象人数", "三级指标")
        await user.press("ctrl+u")
        await user.type(LONG_NAME)
        assert LONG_NAME[-6:] in user.screen_text
        await user.press("tab")
        line = next(line for line in user.screen_text.split("\n") if "三级指标 " in line)
        assert LONG_NAME[:8] in line
        assert "…" in line.partition("三级指标 ")[2]


async def test_a_hint_that_does_not_fit_is_cut_with_a_sign(file):
    async with editing(file, size=(80, 24)) as user:
        await user.go_to("项目信息")
        (row,) = [row for row in user.editor._form.rows if row.path == "project.term"]
        line = next(line for line in user.screen_text.split("\n") if "│项目期 " in line)
        assert row.field.hint not in line
        assert "…" in line.partition("│项目期 ")[2]


async def test_marking_goes_on_to_the_next_indicator_not_to_the_row_of_its_level(file):
    async with editing(file) as user:
        await user.go_to("救助对象人数")
        await user.press("v", "v", "v")
        assert user.editor._outline.marks == {0, 1, 2}


async def test_f9_on_a_problem_without_a_mend_says_that_it_is_left_to_the_user(file):
    async with editing(file) as user:
        await user.edit("救助对象人数", "评分标准")
        assert not any(found.mend for found in user.editor._form.focused_row.findings)
        await user.press("f9")
        assert "这一处要自己改" in user.message


async def test_what_each_part_is_for_is_explained_where_they_are_ticked(file):
    async with editing(file, size=(80, 24)) as user:
        await user.press("c", "f1")
        assert "财预〔2019〕136号" in user.screen_text
        await user.press("escape")
        assert "显示哪些内容" in user.screen_text
