"""The list of a folder's declarations."""

from __future__ import annotations

import errno
import os
import random
import threading
import time
from contextlib import asynccontextmanager

import pytest
from textual import events

from models.text import width
from store import check_cache, journal, trash
from store.documents import open_document
from store.workspace import find_workspace
from tests.tui.driver import User
from tui import survey
from tui.app import JixiaoApp
from tui.listing import Row
from tui.screens.editor import EditorScreen
from tui.screens.workspace import WorkspaceScreen


class Clerk(User):
    """Reads the list of a folder."""

    async def until(self, words):
        for _ in range(300 if LONG else 25):
            await self.pilot.pause(0.02)
            if words in self.screen_text:
                return
        raise AssertionError(f"{words!r} did not appear in:\n{self.screen_text}")


@asynccontextmanager
async def listing(folder, size=(100, 30), *, settle=True):
    app = JixiaoApp(WorkspaceScreen(folder, find_workspace(folder) if settle else None))
    async with app.run_test(size=size) as pilot:
        user = Clerk(app, pilot, app.screen)
        if settle:
            await user.rest()
        yield user


async def test_every_declaration_is_listed_with_its_amount_and_its_problems(workspace):
    async with listing(workspace) as user:
        text = user.screen_text
        assert "昆明市呈贡区医疗保障局" in text.splitlines()[0]
        assert "521,789.58" in text
        assert "5,200,000.00" in text
        assert "✗" in text
        assert "合计 5,721,789.58 元" in text


async def test_enter_opens_a_declaration_and_w_comes_back_to_the_list(workspace):
    async with listing(workspace) as user:
        await user.press("enter")
        assert isinstance(user.app.screen, EditorScreen)
        await user.press("w")
        assert isinstance(user.app.screen, WorkspaceScreen)


async def test_going_back_to_the_list_asks_about_unsaved_work(workspace):
    async with listing(workspace) as user:
        await user.press("enter")
        await user.press("enter")
        await user.type("甲")
        await user.press("escape", "w")
        assert "有未保存的修改" in user.screen_text
        await user.press("1")
        assert isinstance(user.app.screen, WorkspaceScreen)
        assert "甲" in user.screen_text


async def test_an_unreadable_file_is_listed_and_explained_not_hidden(workspace):
    (workspace / "2026" / "坏.toml").write_text('format = 1\n[project]\nname = "没有收尾\n', encoding="utf-8")
    async with listing(workspace) as user:
        assert "2 个申报，合计 5,721,789.58 元；另有 1 个读不了" in user.screen_text
        assert "坏.toml" in user.screen_text
        for _ in range(3):
            if "坏" in user.app.screen._list.lines[user.app.screen._list.cursor].text:
                break
            await user.press("down")
        await user.press("enter")
        assert "3" in user.screen_text
        assert "行" in user.screen_text
        await user.press("escape")
        assert isinstance(user.app.screen, WorkspaceScreen)


async def test_a_file_that_came_meanwhile_appears_after_reading_again(workspace, file):
    async with listing(workspace) as user:
        file.with_name("另一个.toml").write_bytes(file.read_bytes())
        await user.press("r")
        for _ in range(40):
            await user.rest()
            if "3 个申报" in user.screen_text:
                break
        assert "3 个申报" in user.screen_text


async def test_an_empty_folder_says_what_to_do(tmp_path):
    async with listing(tmp_path) as user:
        assert "按 n 新建，或用 jixiao import" in user.screen_text


async def test_the_keys_of_the_list_are_in_its_help_and_its_palette(workspace):
    async with listing(workspace) as user:
        await user.press("f1")
        assert "重新读取文件夹" in user.screen_text
        assert "保存" not in user.screen_text
        await user.press("escape", "ctrl+p")
        await user.type("帮助")
        await user.press("enter")
        assert "重新读取文件夹" in user.screen_text


async def test_a_folder_that_can_not_be_read_is_said_and_the_others_are_listed(workspace, monkeypatch):
    closed = workspace / "2025"
    closed.mkdir()
    scandir = os.scandir

    def refuse(path):
        if str(path) == str(closed):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    async with listing(workspace) as user:
        assert "2 个申报" in user.screen_text
        assert "✗ 2025" in user.screen_text
        assert "没有权限" in user.screen_text


async def test_a_folder_that_is_gone_is_not_called_empty(tmp_path):
    folder = tmp_path / "没有"
    async with listing(folder) as user:
        assert "不存在" in user.screen_text
        assert "还没有申报" not in user.screen_text


async def test_a_newer_file_is_marked(workspace, file):
    file.write_text(file.read_text("utf-8").replace("format = 1", "format = 9"), "utf-8")
    async with listing(workspace) as user:
        assert "版本较新" in user.screen_text


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def names(user):
    """The rows as they are listed, without their numbers."""
    return [item.title for item in user.app.screen._items if isinstance(item, Row)]


async def test_the_filter_narrows_while_typing_and_escape_brings_all_back(workspace):
    async with listing(workspace) as user:
        await user.press("slash")
        await user.type("cxyl")
        assert names(user) == ["城乡医疗救助经费项目"]
        assert "筛出 1 个申报，合计 521,789.58 元；全部 2 个申报" in user.screen_text
        await user.press("enter", "d", "escape")
        assert "筛出 1 个" in user.screen_text
        await user.press("escape")
        assert len(names(user)) == 2


async def test_years_fold_under_their_subtotals(workspace):
    async with listing(workspace) as user:
        await user.press("z", "home")
        assert "2026年  2 个申报，合计 5,721,789.58 元" in user.screen_text
        await user.press("enter")
        assert names(user) == []
        await user.press("enter", "z")
        assert len(names(user)) == 2


async def test_deleting_asks_and_says_where_the_files_go_and_u_brings_them_back(workspace, file, damaged):
    async with listing(workspace) as user:
        await user.press("space", "space")
        assert "标记 2 份，合计 5,721,789.58 元；2 个申报" in user.screen_text
        await user.press("d")
        assert "会移到回收站，按 T 可以恢复" in user.screen_text
        await user.press("enter")
        assert file.exists()
        await user.press("d", "2")
        await user.until("已删除 2 份")
        assert (file.exists(), damaged.exists()) == (False, False)
        await user.press("u")
        await user.until("2 个申报")
        assert (file.exists(), damaged.exists()) == (True, True)
        assert len(names(user)) == 2


async def test_the_trash_gives_a_file_back_beside_one_that_took_its_place(workspace, file):
    async with listing(workspace) as user:
        await user.press("d", "2")
        await user.until("已删除")
        file.write_bytes(b"format = 1\n")
        await user.press("T")
        await user.until("回收站：选一份")
        await user.press("enter", "1")
        await user.until("已有同名的文件")
        await user.press("2")
        await user.until("521,789.58")
        assert file.read_bytes() == b"format = 1\n"


async def test_a_file_open_in_another_window_is_not_deleted_or_renamed_without_a_word(
    workspace, file, monkeypatch
):
    monkeypatch.setattr(journal, "other_editor", lambda path: "另一个窗口里打开着。" if path == file else "")
    async with listing(workspace) as user:
        for key in ("d", "f2"):
            await user.press(key)
            await user.until("另一个窗口打开着")
            await user.press("1")
        assert isinstance(user.app.screen, WorkspaceScreen)
        assert file.exists()


async def test_renaming_moves_the_cursor_along_and_u_renames_back(workspace, file):
    async with listing(workspace) as user:
        await user.press("f2")
        await user.until("新的名称：")
        await user.press("ctrl+u")
        await user.type("新名称")
        await user.press("enter", "1")
        await user.until("已改名")
        await user.rest()
        assert user.app.screen.current.path == file.with_name("新名称.toml")
        assert not file.exists()
        await user.press("u")
        await user.until("已撤销：改名为“新名称”")
        await user.rest()
        assert user.app.screen.current.path == file


async def test_rolling_over_opens_what_is_to_be_checked_and_selects_the_new_year(workspace, file):
    async with listing(workspace) as user:
        await user.press("R")
        await user.until("滚动到 2027 年")
        await user.press("enter")
        await user.until("预算金额照抄了上一份")
        await user.press("escape")
        assert user.app.screen.current.path == workspace / "2027" / file.name


async def test_an_export_of_marked_files_goes_on_after_a_bad_one_and_sums_up(workspace, file, damaged):
    async with listing(workspace) as user:
        await user.press("A")
        damaged.write_text("[project\n", "utf-8")
        await user.press("e")
        await user.type("yntarget")
        await user.press("enter")
        await user.type("txt")
        await user.press("enter", "enter")
        await user.until("已导出 1 个文件，1 份没有导出")
        assert "度假大渔" in user.screen_text
        assert len(list((workspace / "导出").iterdir())) == 1


async def test_with_broken_settings_the_list_opens_unjudged_and_reading_again_judges(workspace):
    settings = workspace / "jixiao.toml"
    good = settings.read_bytes()
    settings.write_text("[unit\n", "utf-8")
    async with listing(workspace, settle=False) as user:
        await user.until("2 个申报，合计")
        await user.rest()
        assert "jixiao.toml 有错，没有检查" in user.screen_text
        assert "521,789.58" in user.screen_text
        assert "✗9" not in user.screen_text
        settings.write_bytes(good)
        await user.press("r")
        await user.until("；✗")
        assert "有错" not in user.screen_text


async def test_keys_are_answered_while_files_are_read_and_escape_stops(workspace, monkeypatch):
    go_on = threading.Event()
    read = survey.read_row

    def slowly(path):
        assert go_on.wait(10)
        return read(path)

    monkeypatch.setattr(survey, "read_row", slowly)
    async with listing(workspace, settle=False) as user:
        await user.until("2 个还没有读")
        await user.pilot.press("down", "z")
        await user.until("2026年")
        assert "Esc 停止" in user.screen_text
        await user.pilot.press("escape")
        await user.until("已停止读取")
        go_on.set()
        await user.pilot.press("r")
        await user.until("2 个申报，合计 5,721,789.58 元；✗")


async def test_what_was_judged_before_is_not_read_again(workspace, monkeypatch, file):
    old = time.time() - 60
    for path in workspace.rglob("*.toml"):
        os.utime(path, (old, old))
    monkeypatch.setattr(check_cache, "_MARGIN", -(10**12))
    async with listing(workspace) as user:
        first = user.screen_text
    monkeypatch.setattr(survey, "read_row", lambda path: pytest.fail(f"read {path}"))
    async with listing(workspace) as user:
        assert user.screen_text == first


async def test_on_the_smallest_screen_names_and_problems_are_left(workspace):
    async with listing(workspace, (60, 15)) as user:
        assert all(width(line) <= 60 for line in user.screen_text.splitlines())
        assert "城乡医疗救助经费" in user.screen_text
        assert "✗15" in user.screen_text


async def test_a_list_that_shrinks_twice_before_it_is_drawn_breaks_nothing(workspace, file, damaged):
    async with listing(workspace) as user:
        screen = user.app.screen
        rows = dict(screen._rows)
        for path in (file, damaged):
            del screen._rows[path]
            screen._show()
        screen._rows = rows
        screen._show()
        await user.rest()
        assert "521,789.58" in user.screen_text


LONG = os.environ.get("JIXIAO_LONG") == "1"


@pytest.mark.parametrize("seed", range(6 if LONG else 1))
async def test_no_sequence_of_keys_breaks_the_list_or_loses_a_file(workspace, monkeypatch, seed):
    # Throwing away for good is the only way to lose one.
    monkeypatch.setattr(trash, "forget", lambda item: None)
    keys = [
        "down",
        "up",
        "end",
        "space",
        "v",
        "A",
        "n",
        "D",
        "R",
        "f2",
        "d",
        "u",
        "ctrl+z",
        "T",
        "r",
        "slash",
    ]
    keys += ["o", "O", "z", "1", "2", "f1", "ctrl+p", "escape", "escape", "enter", "中", "x", "backspace"]
    chance = random.Random(seed)
    texts = {open_document(path).declaration.goals.overall for path in workspace.rglob("2*/*.toml")}
    async with listing(workspace, (80, 24)) as user:
        for _ in range(300):
            key = chance.choice(keys)
            user.app.post_message(
                events.Key(key, {"space": " ", "slash": "/"}.get(key, key if len(key) == 1 else None))
            )
            await user.pilot.pause(chance.choice([0, 0.02, 0.08]))
            if isinstance(user.app.screen, EditorScreen):
                await user.pilot.pause(0.1)
                user.app.pop_screen()
    kept = (*workspace.rglob("2*/*.toml"), *trash.trash_folder().glob("*.toml"))
    assert texts <= {open_document(path).declaration.goals.overall for path in kept}
