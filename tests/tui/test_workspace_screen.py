"""The list of a folder's declarations."""

from __future__ import annotations

import errno
import os
from contextlib import asynccontextmanager

from store.workspace import find_workspace
from tests.tui.driver import User
from tui.app import JixiaoApp
from tui.screens.editor import EditorScreen
from tui.screens.workspace import WorkspaceScreen


@asynccontextmanager
async def listing(folder, size=(100, 30)):
    app = JixiaoApp(WorkspaceScreen(folder, find_workspace(folder)))
    async with app.run_test(size=size) as pilot:
        user = User(app, pilot, app.screen)
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
