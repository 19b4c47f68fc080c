"""The declaration of a whole department in the editor: its tree, its tasks, the projects and amounts offered."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from models.changes import changes
from models.specimen import department_specimen, specimen
from store.documents import create_document, open_document
from tests.tui.driver import User, editing
from tui.app import JixiaoApp
from tui.screens.ask import ChooseScreen
from tui.screens.workspace import WorkspaceScreen

HOUSES = "农村学校校舍改造项目"


@pytest.fixture
def department(tmp_path: Path) -> Path:
    """A workspace with two projects and the department that names them."""
    (tmp_path / "jixiao.toml").write_text("format = 1\n", "utf-8")
    create_document(tmp_path / "2026" / "甲.toml", specimen())
    houses = {
        "project.name": HOUSES,
        "budget.total": Decimal("5000000"),
        "budget.general": Decimal("4000000"),
    }
    create_document(tmp_path / "2026" / "乙.toml", specimen({**houses, "budget.own": Decimal("1000000")}))
    path = tmp_path / "2026" / "department.toml"
    create_document(path, department_specimen())
    return path


def contents(user: User) -> list[str]:
    return [task.content[:2] for task in user.declaration.tasks]


async def to_task(user: User, at: int) -> None:
    """The tree's cursor on a task."""
    user.editor._outline.focus()
    user.editor._outline.select(("task", str(at)))
    await user.editor._follow()
    await user.rest()


async def edit_task(user: User, at: int, key: str) -> None:
    """The cursor in a field of a task."""
    await user.editor._go_to_field(f"tasks[{at}].{key}")
    await user.rest()


async def peers_are_read(user: User) -> None:
    for _ in range(100):
        if user.editor.session.project_names():
            break
        await asyncio.sleep(0.02)
    await user.rest()


async def test_a_department_has_a_tree_of_its_own(department: Path) -> None:
    async with editing(department) as user:
        titles = [line.lstrip("▾ ").split("  ")[0] for line in user.tree]
        assert titles[:3] == ["部门信息", "部门职责", "绩效目标"]
        assert titles[3].startswith("重点工作任务 2")
        assert titles[4].startswith("对农村义务教育")
        assert titles[6].startswith("绩效指标 7")
        assert "项目实施内容" not in user.screen_text
        assert "部门整体：某县教育体育局  2026  department.toml" in user.screen_text
        assert user.problems == []


async def test_tasks_are_added_deleted_moved_and_copied_and_all_of_it_is_undone(department: Path) -> None:
    async with editing(department) as user:
        before = user.declaration
        await user.go_to("重点工作任务")
        await user.press("a")
        await user.type("安全")
        await user.press("tab")
        await user.type("检查校车。")
        assert user.declaration.tasks[2].duty == "安全"
        assert contents(user) == ["对农", "改造", "检查"]
        await user.press("escape", "alt+up")
        assert contents(user) == ["对农", "检查", "改造"]
        assert user.editor._outline.node.title == "检查校车。"
        await user.press("y", "p")
        assert contents(user) == ["对农", "检查", "检查", "改造"]
        await user.press("d", "x")
        assert contents(user) == ["对农", "检查"]
        assert "已剪切" in user.message
        await user.press("p")
        assert contents(user) == ["对农", "检查", "改造"]
        await user.press("alt+down")
        assert "最后" in user.message
        while user.editor.session.undo():
            pass
        assert user.declaration == before


async def test_undo_puts_the_cursor_back_on_the_task(department: Path) -> None:
    async with editing(department) as user:
        await edit_task(user, 1, "content")
        await user.type("好")
        await user.press("escape", "home", "u")
        assert user.editor._outline.node.key == ("task", "1")
        assert "已撤销" in user.message
        assert "主要内容" in user.message
        await to_task(user, 0)
        await user.press("d", "home", "u")
        assert user.editor._outline.node.key == ("task", "0")
        assert user.declaration == department_specimen()


async def test_deleting_the_last_task_leaves_a_department(department: Path) -> None:
    async with editing(department) as user:
        await to_task(user, 0)
        await user.press("d", "d", "d")
        assert user.declaration.tasks == ()
        assert "重点工作任务" in user.tree[3]
        await user.press("home")
        await user.edit("部门信息", "部门名称")
        await user.press("ctrl+u")
        assert user.tree[0].startswith("部门信息")


async def test_projects_of_the_year_are_offered_and_joined(department: Path) -> None:
    async with editing(department) as user:
        await peers_are_read(user)
        await edit_task(user, 0, "projects")
        await user.press("f3")
        assert isinstance(user.app.screen, ChooseScreen)
        assert HOUSES in user.screen_text
        await user.type("xsgz")
        await user.press("enter")
        assert user.declaration.tasks[0].projects == f"{specimen().project.name}、{HOUSES}"
        await user.press("f3")
        await user.type("xsgz")
        await user.press("enter")
        assert user.declaration.tasks[0].projects == f"{specimen().project.name}、{HOUSES}"


async def test_amounts_that_are_left_empty_show_what_the_projects_come_to(department: Path) -> None:
    async with editing(department) as user:
        await peers_are_read(user)
        for key in ("total", "fiscal", "other"):
            user.editor.session.set_value(f"tasks[1].{key}", None)
        user.editor._changed()
        await to_task(user, 1)
        shown = user.screen_text
        assert "5,000,000.00（取自项目）" in shown
        assert "4,000,000.00（取自项目）" in shown
        assert "1,000,000.00（取自项目）" in shown


async def test_problems_of_tasks_lead_into_them_and_are_counted_at_their_heading(department: Path) -> None:
    async with editing(department) as user:
        user.editor.session.set_value("tasks[1].content", "")
        user.editor._changed()
        await user.press("f8")
        assert user.editor._form.focused_row is not None
        assert user.editor._form.focused_row.path == "tasks[1].content"
        assert "✗1" in user.tree[3]
        assert any("改善办学条件" in line or "第2项任务" in line for line in user.problems)


async def test_what_is_searched_for_is_found_in_tasks(department: Path) -> None:
    async with editing(department) as user:
        user.app.last_query = "教学用房"
        await user.press("n")
        assert user.editor._outline.node.key == ("task", "1")
        assert "主要内容：教学用房" in user.message.replace("\n", "").replace(" ", "")


async def test_f7_lists_changes_of_tasks_and_reverts_one(department: Path) -> None:
    async with editing(department, size=(120, 40)) as user:
        await to_task(user, 1)
        await user.press("d", "enter")
        await user.type("甲")
        await user.press("escape", "f7")
        await user.pilot.pause(0.3)
        assert "工作任务的增删与顺序" in user.screen_text
        assert "职能职责" in user.screen_text
        await user.press("r")
        await user.press("escape")
        await user.rest()
        (left,) = changes(open_document(department).declaration, user.declaration)
        assert left.path == "tasks[0].duty" or left.path == "tasks[1]"


async def test_f1_explains_the_fields_of_a_task(department: Path) -> None:
    async with editing(department) as user:
        await edit_task(user, 0, "projects")
        await user.press("f1")
        await user.pilot.pause(0.2)
        assert "由本部门当年申报的哪些项目来完成" in user.screen_text


async def test_unsaved_tasks_are_kept_in_the_journal(department: Path) -> None:
    async with editing(department) as user:
        user.editor.session.set_value("tasks[1].content", "另有安排")
        user.editor.session.write_journal()
    async with editing(department) as user:
        entry = user.editor.session.left_behind()
        assert entry is not None
        assert "另有安排" in entry.text


async def test_f5_shows_the_table_of_the_department_with_the_money_of_its_projects(department: Path) -> None:
    async with editing(department, size=(120, 40)) as user:
        for key in ("total", "fiscal", "other"):
            user.editor.session.set_value(f"tasks[0].{key}", None)
        await user.press("f5")
        for _ in range(200):
            await user.pilot.pause(0.05)
            if "共" in user.screen_text and "部门职责" in user.screen_text:
                break
        assert "部门整体支出绩效目标表" in user.screen_text
        assert "项目绩效目标表（" not in user.screen_text
        for _ in range(8):
            if "3,200,000.00" in user.screen_text:
                break
            await user.press("pagedown")
        assert "3,200,000.00" in user.screen_text


async def test_the_list_makes_the_next_years_department_and_opens_it(department: Path) -> None:
    app = JixiaoApp(WorkspaceScreen(department.parent.parent))
    async with app.run_test(size=(100, 30)) as pilot:

        async def see(words: str) -> None:
            for _ in range(100):
                strips = app.screen._compositor.render_strips()
                if words in "\n".join("".join(segment.text for segment in strip) for strip in strips):
                    return
                await pilot.pause(0.03)
            raise AssertionError(words)

        await see("合计 8,200,000.00 元；部门整体 1 份")
        await pilot.press("N")
        await see("新建部门整体申报")
        await pilot.press("ctrl+u", *"2027", "enter")
        await see("请核对")
        await pilot.press("escape")
        await see("部门整体 2 份")
        await pilot.press("enter")
        await see("2027  department.toml")
    rolled = open_document(department.parent.parent / "2027" / "department.toml").declaration
    assert rolled.department.year == 2027
