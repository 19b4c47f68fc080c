"""What a clerk does in the editor."""

from __future__ import annotations

import pytest
from textual import events

from store import journal
from store.documents import open_document
from store.layout import emit
from tests.tui.driver import User, editing
from tui.actions import EDITOR
from tui.screens.editor import EditorScreen
from tui.widgets.problems import Problems


def saved(path):
    return open_document(path).declaration


async def test_every_field_of_the_project_can_be_edited_and_saved(file):
    async with editing(file) as user:
        row = await user.edit("项目信息", "项目代码")
        await user.type("530114260000000000001")
        await user.press("ctrl+s")
        assert row.text == "530114260000000000001"
    assert saved(file).project.code == "530114260000000000001"


async def test_an_unchanged_document_is_not_written(file):
    before = file.stat().st_mtime_ns, file.read_bytes()
    async with editing(file) as user:
        for _ in range(25):
            await user.press("down")
        await user.press("ctrl+s")
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before


async def test_long_texts_wrap_and_keep_their_paragraphs(file):
    async with editing(file) as user:
        row = await user.edit("项目实施计划", "项目实施计划")
        assert row.text.count("\n") == 1
        await user.press("ctrl+end", "enter")
        await user.type("第三段。")
        await user.press("ctrl+s")
    assert saved(file).project.plan.split("\n")[2] == "第三段。"


async def test_an_amount_is_read_in_yuan_and_shown_with_separators(file):
    async with editing(file) as user:
        row = await user.edit("项目信息", "预算金额")
        await user.press("end", *["backspace"] * 12)
        await user.type("60万元")
        assert str(user.declaration.budget.total) == "600000"
        await user.press("tab")
        assert row.text == "600,000.00"


async def test_a_value_is_chosen_from_a_list_by_typing_a_part_of_it(file):
    async with editing(file) as user:
        await user.edit("救助对象人数", "度量单位")
        await user.press("enter")
        await user.type("人次")
        await user.press("enter")
        assert user.declaration.indicators[0].unit == "人次"


async def test_a_value_outside_the_list_can_be_typed(file):
    async with editing(file) as user:
        await user.edit("救助对象人数", "度量单位")
        await user.press("end")
        await user.type("·天")
        assert user.declaration.indicators[0].unit == "人·天"


async def test_a_sign_glyph_is_kept_as_its_sign(file):
    async with editing(file) as user:
        row = await user.edit("救助对象人数", "指标性质")
        await user.press("end", "backspace", "backspace")
        await user.type("≤")
        assert user.declaration.indicators[0].sign == "<="
        await user.press("tab")
        assert row.text == "<="


async def test_focus_never_selects_so_the_first_key_does_not_replace_the_value(file):
    async with editing(file) as user:
        await user.edit("救助对象人数", "三级指标")
        await user.type("新")
        assert user.declaration.indicators[0].name == "救助对象人数新"


async def test_problems_follow_while_typing(file):
    async with editing(file) as user:
        assert any("V01" in line for line in user.problems)
        row = await user.edit("完成时间", "指标值")
        assert any(found.code == "V01" for found in row.findings)
        assert "2026年12月" in user.message
        await user.press("end", *["backspace"] * 9)
        await user.type("12")
        assert not any(found.code == "V01" for found in row.findings)
        assert not any("V01" in line and "完成时间" in line for line in user.problems)


async def test_f8_goes_from_problem_to_problem_and_into_their_fields(file):
    async with editing(file) as user:
        visited = []
        for _ in user.problems:
            await user.press("f8")
            visited.append(user.editor._problems.cursor)
        assert sorted(set(visited)) == list(range(len(user.problems)))
        before = visited[-1]
        await user.press("shift+f8")
        assert user.editor._problems.cursor == (before - 1) % len(user.problems)


async def test_enter_on_a_problem_opens_its_field_at_the_character(file):
    async with editing(file) as user:
        user.editor._problems.focus()
        at = next(i for i, found in enumerate(user.editor.session.findings) if found.field.endswith(".value"))
        user.editor._problems.go_to(at)
        await user.press("enter")
        row = user.editor._form.focused_row
        assert row is not None
        assert row.path == user.editor.session.findings[at].field


async def test_an_indicator_is_added_beside_the_selected_one(file):
    async with editing(file) as user:
        await user.go_to("救助对象人数")
        await user.press("a")
        await user.type("资助参保人数")
        row = user.declaration.indicators[1]
        assert (row.level1, row.level2, row.name) == ("产出指标", "数量指标", "资助参保人数")
        assert "资助参保人数" in "".join(user.tree)


async def test_an_indicator_is_added_below_a_selected_level(file):
    async with editing(file) as user:
        await user.go_to("社会效益指标")
        await user.press("a")
        await user.type("新指标")
        assert [row.name for row in user.declaration.indicators if row.level2 == "社会效益指标"][
            -1
        ] == "新指标"


async def test_a_deleted_indicator_comes_back_where_it_was(file):
    async with editing(file) as user:
        before = user.declaration
        await user.go_to("政策知晓率")
        await user.press("d")
        assert len(user.declaration.indicators) == 5
        assert "政策知晓率" in user.message
        await user.press("u")
        assert user.declaration == before
        assert not user.editor.session.dirty


async def test_deleting_says_how_many_comments_go_along(file):
    text = file.read_text(encoding="utf-8")
    first = text.index("[[indicators]]")
    file.write_text(text[:first] + "# 与财政局商定\n" + text[first:], encoding="utf-8")
    async with editing(file) as user:
        await user.go_to("救助对象人数")
        await user.press("d")
        assert "1 条注释" in user.message


async def test_deleting_a_level_deletes_all_below_it_and_undo_brings_all_back(file):
    async with editing(file) as user:
        before = user.declaration
        await user.go_to("产出指标")
        await user.press("d")
        assert all(row.level1 != "产出指标" for row in user.declaration.indicators)
        await user.press("u")
        assert user.declaration == before


async def test_an_indicator_moves_within_its_level_and_beyond_its_edge(file):
    async with editing(file) as user:
        await user.go_to("政策知晓率")
        await user.press("alt+up")
        names = [row.name for row in user.declaration.indicators]
        assert names.index("政策知晓率") < names.index("保障城乡困难群众基本医疗服务")
        assert user.editor._outline.node.title == "政策知晓率"
        await user.press("alt+up")
        assert user.message.strip() == "移到了“时效指标”。"
        row = next(row for row in user.declaration.indicators if row.name == "政策知晓率")
        assert (row.level1, row.level2) == ("产出指标", "时效指标")
        await user.press("u", "u")
        assert user.declaration == saved(file)


async def test_changing_a_level_moves_the_indicator_in_the_tree(file):
    async with editing(file) as user:
        await user.edit("救助对象人数", "二级指标")
        await user.press("end", *["backspace"] * 4)
        await user.type("质量指标")
        assert user.declaration.indicators[0].level2 == "质量指标"
        assert "数量指标" not in "".join(user.tree)


async def test_undo_and_redo_walk_through_all_kinds_of_changes(file):
    async with editing(file) as user:
        states = [user.declaration]
        await user.go_to("政策知晓率")
        await user.press("d")
        states.append(user.declaration)
        await user.go_to("救助对象人数")
        await user.press("a")
        states.append(user.declaration)
        await user.type("人数")
        states.append(user.declaration)
        await user.edit("绩效目标", "年度目标")
        await user.type("甲")
        states.append(user.declaration)
        for state in reversed(states[:-1]):
            await user.press("ctrl+z")
            assert user.declaration == state
        for state in states[1:]:
            await user.press("ctrl+y")
            assert user.declaration == state


async def test_a_paste_is_one_undo_step_whatever_its_size(file):
    async with editing(file) as user:
        await user.edit("项目实施内容", "项目实施内容")
        await user.type("甲")
        typed = user.declaration
        user.app.screen.focused.post_message(events.Paste("一段很长的文字。\n" * 8000))
        await user.rest()
        await user.type("乙")
        assert len(user.declaration.project.content) > 60_000
        await user.press("ctrl+z", "ctrl+z")
        assert user.declaration == typed


async def test_the_title_says_whether_there_is_unsaved_work(file):
    async with editing(file) as user:
        assert "已保存" in user.screen_text.splitlines()[0]
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        assert "未保存" in user.screen_text.splitlines()[0]
        await user.press("ctrl+z")
        assert "已保存" in user.screen_text.splitlines()[0]


async def test_a_file_changed_on_disk_is_never_overwritten_silently(file):
    async with editing(file) as user:
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        theirs = saved(file).with_value("project.code", "别人的")
        file.write_text(emit(theirs), encoding="utf-8")
        await user.press("ctrl+s")
        assert "磁盘上的文件已被改动" in user.screen_text
        await user.press("1")
        copy = user.editor.session.document.path
        assert copy != file
    assert saved(file) == theirs
    assert saved(copy).project.name.endswith("甲")


async def test_overwriting_keeps_the_version_on_disk_as_a_copy(file):
    async with editing(file) as user:
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        theirs = saved(file).with_value("project.code", "别人的")
        file.write_text(emit(theirs), encoding="utf-8")
        await user.press("ctrl+s", "2")
        assert not user.editor.session.dirty
    assert saved(file).project.name.endswith("甲")
    assert [saved(path) for path in file.parent.glob("*磁盘上的版本*")] == [theirs]


async def test_unit_facts_of_the_workspace_show_as_hints_and_are_not_missing(file):
    async with editing(file) as user:
        row = await user.edit("项目实施单位", "单位名称")
        assert row.text == ""
        assert "昆明市呈贡区医疗保障局" in user.screen_text
        assert not any("C02" in line for line in user.problems)


async def test_help_on_a_problem_explains_the_rule(file):
    async with editing(file) as user:
        await user.edit("完成时间", "指标值")
        await user.press("f1")
        assert "V01" in user.screen_text
        assert "怎么改" in user.screen_text
        await user.press("escape")
        await user.press("escape", "question_mark")
        assert "撤销" in user.screen_text


async def test_every_command_is_in_the_palette(file):
    async with editing(file) as user:
        await user.press("ctrl+p")
        await user.type("预览")
        await user.press("enter")
        assert "项目绩效目标表" in user.screen_text


async def test_every_action_of_the_table_can_be_run(file):
    async with editing(file) as user:
        for action in EDITOR:
            if action.id not in EditorScreen.BY_WIDGETS:
                assert hasattr(user.editor, f"action_{action.id}")
        await user.press("ctrl+p")
        offered = {value for value, _ in user.app.screen._items}
        assert offered <= {action.id for action in EDITOR} - EditorScreen.BY_WIDGETS
        assert {"save", "undo", "preview", "export", "add", "delete", "quit"} <= offered


async def test_the_preview_shows_the_form_as_it_prints(file):
    async with editing(file, size=(140, 40)) as user:
        await user.press("f5")
        text = user.screen_text
        assert "总体目标(2026年-2028年)" in text.replace("\n", "") or "总体目标" in text
        assert "│" in text
        await user.press("end")
        assert "受助人员" in user.screen_text


async def test_export_writes_the_chosen_form(file, tmp_path):
    target = tmp_path / "目标表.txt"
    async with editing(file) as user:
        await user.press("f6")
        await user.type("yn-target） · txt")
        await user.press("enter")
        await user.press("end", "ctrl+u")
        await user.type(str(target))
        await user.press("enter")
        for _ in range(40):
            if target.exists():
                break
            await user.rest()
    assert "项目绩效目标表" in target.read_text(encoding="utf-8")


async def test_a_newer_format_opens_read_only(file):
    file.write_text(file.read_text(encoding="utf-8").replace("format = 1", "format = 99"), encoding="utf-8")
    before = file.read_bytes()
    async with editing(file) as user:
        assert user.editor.session.read_only
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        assert not user.declaration.project.name.endswith("甲")
        await user.press("ctrl+s")
    assert file.read_bytes() == before


async def test_the_damaged_page_can_be_edited_too(damaged):
    async with editing(damaged) as user:
        assert any("C04" in line for line in user.problems)
        await user.edit("绩效目标", "总体目标")
        await user.type("确保被征地人员全员参保。")
        await user.press("ctrl+s")
    assert saved(damaged).goals.overall == "确保被征地人员全员参保。"


async def test_an_error_of_the_program_keeps_the_work_and_shows_no_traceback(file, monkeypatch):
    async def session():
        async with editing(file) as user:
            users.append(user)
            await user.edit("项目信息", "项目名称")
            await user.type("甲")
            monkeypatch.setattr(Problems, "load", lambda *_: 1 / 0)
            await user.type("乙")

    users: list[User] = []
    with pytest.raises(ZeroDivisionError):
        await session()
    entry = journal.read(file)
    assert entry is not None
    assert "经费项目甲乙" in entry.text
    app = users[0].app
    assert app.return_code == 70
    assert "程序出错" in app.last_words[0]
    assert not any("Traceback" in words for words in app.last_words)


async def test_what_is_typed_while_the_rules_answer_is_not_overwritten(file):
    async with editing(file) as user:
        for title, label in (("绩效目标", "总体目标"), ("项目信息", "项目名称")):
            row = await user.edit(title, label)
            before = row.text
            row.move_to(0)
            for char in "新的":
                row.editor._put(char)
                # The field has it, the document not yet.
                user.editor._show_all()
            await user.rest()
            assert row.text == f"新的{before}" == user.declaration.get(row.path)
