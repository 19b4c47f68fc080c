"""Searching and replacing: in the declaration that is open, and in all of the workspace."""

from __future__ import annotations

from pathlib import Path

from models.search import find
from store.documents import open_document
from tests.tui.driver import User, editing
from tui.screens.search import SearchScreen
from tui.searching import Replaced, put_back, replace_in_files


def screen_of(user: User) -> SearchScreen:
    screen = user.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


def listed(user: User) -> list[str]:
    return [line.text for line in screen_of(user)._list.lines]


async def wait(user: User, text: str) -> None:
    for _ in range(100):
        if text in user.screen_text:
            return
        await user.pilot.pause(0.05)
    raise AssertionError(f"{text!r} is not on:\n{user.screen_text}")


async def test_what_is_typed_is_found_at_once_and_enter_goes_there(file: Path) -> None:
    async with editing(file) as user:
        await user.press("slash")
        await user.type("2014")
        assert any("救助对象人数 · 指标值" in line for line in listed(user))
        await user.press("down", "enter")
        row = user.editor._form.focused_row
        assert row is not None
        place = find(user.declaration, "2014")[1]
        assert row.path == place.field
        await user.press("escape", "n")
        assert "3/" in user.message
        assert "2014" in user.message
        await user.press("N", "N")
        assert "1/" in user.message


async def test_initials_find_chinese_words(file: Path) -> None:
    async with editing(file) as user:
        await user.press("slash")
        await user.type("jzdxrs")
        assert any("救助对象人数" in line for line in listed(user))


async def test_a_replacement_is_shown_made_as_one_step_and_undone(file: Path) -> None:
    async with editing(file) as user:
        before = user.declaration
        await user.press("slash")
        await user.type("2014")
        await user.press("ctrl+r")
        await user.type("2100")
        assert any("[-2014-]{+2100+}" in line for line in listed(user))
        await user.press("tab", "home", "space", "shift+tab", "enter")
        await wait(user, "不替换")
        await user.press("2")
        await wait(user, "替换了")
        left = find(user.declaration, "2014")
        assert [hit.field for hit in left if hit.is_text] == [find(before, "2014")[0].field]
        await user.press("ctrl+z")
        await wait(user, "已撤销替换")
        assert user.declaration == before


async def test_the_whole_workspace_is_searched_replaced_and_put_back(file: Path, damaged: Path) -> None:
    text = damaged.read_bytes()
    async with editing(file) as user:
        before = user.declaration
        await user.press("slash", "f2")
        await user.type("呈贡区")
        await wait(user, "2 个申报")
        await user.press("ctrl+r")
        await user.type("某区")
        await user.press("enter")
        await wait(user, "不替换")
        await user.press("2")
        await wait(user, "替换了")
        assert "呈贡区" not in damaged.read_text("utf-8")
        assert not find(user.declaration, "呈贡区")
        await user.press("ctrl+z")
        await wait(user, "已撤销替换")
        assert damaged.read_bytes() == text
        assert user.declaration == before


async def test_undo_in_the_editor_puts_the_other_files_back_too(file: Path, damaged: Path) -> None:
    text = damaged.read_bytes()
    async with editing(file) as user:
        before = user.declaration
        await user.press("slash", "f2")
        await user.type("呈贡区")
        await wait(user, "2 个申报")
        await user.press("ctrl+r")
        await user.type("某区")
        await user.press("enter")
        await wait(user, "不替换")
        await user.press("2")
        await wait(user, "替换了")
        assert damaged.read_bytes() != text
        await user.press("escape", "escape", "u")
        assert user.declaration == before
        assert damaged.read_bytes() == text
        assert "1 个文件里的替换也还原了" in user.message


async def test_a_hit_in_another_file_opens_that_file(file: Path, damaged: Path) -> None:
    async with editing(file) as user:
        await user.press("slash", "f2")
        await user.type("度假大渔片区社会事务移交")
        await wait(user, "处，1 个申报")
        await user.press("enter")
        await user.pilot.pause(0.5)
        assert user.app.screen.session.document.path == damaged


def test_a_file_changed_since_it_was_searched_is_left_alone(file: Path) -> None:
    hits = find(open_document(file).declaration, "呈贡区")
    file.write_text(file.read_text("utf-8").replace("呈贡区", "某区"), "utf-8")
    text = file.read_bytes()
    (result,) = {id(step): step for step in replace_in_files([(file, hits)], "新区", lambda: False)}.values()
    assert file.read_bytes() == text
    assert not result.written
    assert "又被改动过" in result.left[0][1]


def test_a_cancelled_replacement_names_what_it_left(file: Path) -> None:
    hits = find(open_document(file).declaration, "呈贡区")
    *_, result = replace_in_files([(file, hits)], "新区", lambda: True)
    assert result.left == [(file, "已取消")]


def test_a_file_changed_after_its_replacement_is_not_put_back(file: Path) -> None:
    file.write_bytes(b"new")
    assert put_back(Replaced(written=[(file, b"before", b"after")])) == [file]
    assert file.read_bytes() == b"new"
