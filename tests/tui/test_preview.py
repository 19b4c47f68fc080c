"""Preview: every official form page by page, found text marked, the shown form exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.forms import all_forms
from models.specimen import specimen
from models.text import Ambiguity, width
from store.documents import create_document
from tests.tui.driver import User, editing
from tui import ambiguous
from tui.material import gathered
from tui.screens.preview import PreviewScreen


async def see(user: User, *words: str) -> None:
    for _ in range(60):
        if all(word in user.screen_text for word in words):
            return
        await user.pilot.pause(0.05)
    raise AssertionError(f"{words} not in\n{user.screen_text}")


async def test_every_form_is_shown_and_the_last_one_comes_back(file):
    async with editing(file, size=(80, 24)) as user:
        await user.press("f5")
        forms = list(all_forms().values())
        first = next(at for at, form in enumerate(forms) if form.id == "yn-target")
        for form in (*forms[first + 1 :], *forms[: first + 1]):
            await user.press("tab")
            await see(user, f" {form.title}  {form.id} ", "── 第 1 页，共")
        await user.press("shift+tab", "escape")
        assert user.app.screen is user.editor
        await user.press("f5")
        await see(user, forms[first - 1].id)


async def test_pages_are_gone_through_and_marked_at_their_beginning(file):
    async with editing(file, size=(80, 24)) as user:
        await user.press("f5", "tab")
        await see(user, "项目文本公开", "共 3 页", "第 1 页，共 3 页")
        for page in (2, 3):
            await user.press("right_square_bracket")
            assert user.screen_text.split("\n")[1].startswith(f"── 第 {page} 页，共 3 页 ─")
        await user.press("left_square_bracket", "left_square_bracket")
        assert "第 1 页，共 3 页" in user.screen_text.split("\n")[1]


async def test_text_is_found_as_it_is_typed_and_found_again(file):
    async with editing(file, size=(80, 24)) as user:
        await user.press("f5", "tab")
        await see(user, "共 3 页")
        await user.press("slash")
        await user.type("医保")
        await user.press("enter")
        await see(user, "“医保”在")
        sheet = user.app.screen._sheet
        first = sheet.top
        assert "医保" in sheet.lines[first]
        await user.press("n")
        assert sheet.top > first
        await user.press("N")
        assert sheet.top == first
        await user.press("slash")
        await user.type("没有的")
        await user.press("enter")
        await see(user, "没有找到")


async def test_at_the_width_of_paper_one_moves_sideways(file):
    async with editing(file, size=(80, 24)) as user:
        await user.press("f5")
        await see(user, "┌")
        assert max(width(line) for line in user.app.screen._sheet.lines) <= 80
        await user.press("w", *["right"] * 14)
        await see(user, "绩效指标值设定依据及数据来源", "── 第 1 页")


async def test_the_form_that_is_shown_is_exported(file, workspace):
    async with editing(file, size=(80, 24)) as user:
        await user.press("f5", "tab")
        await see(user, "yn-text")
        await user.press("e")
        await user.type("txt")
        await user.press("enter", "enter")
        await see(user, "已导出")
        assert isinstance(user.app.screen, PreviewScreen)
    (target,) = workspace.glob("*项目文本公开.txt")
    assert "立项依据" in target.read_text("utf-8")


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """One of two projects of a year, beside one of another year and a file that can't be read."""
    (tmp_path / "jixiao.toml").write_text("format = 1\n", "utf-8")
    path = tmp_path / "2026" / "甲.toml"
    create_document(path, specimen())
    create_document(tmp_path / "2026" / "乙.toml", specimen({"project.name": "农村学校校舍改造项目"}))
    create_document(
        tmp_path / "2026" / "丙.toml", specimen({"project.name": "往年的项目", "project.year": 2025})
    )
    (tmp_path / "2026" / "丁.toml").write_text("[project]\nname = ", "utf-8")
    return path


async def test_a_table_of_many_shows_this_project_or_all_of_its_folder_and_is_exported_so(several):
    async with editing(several, size=(80, 24)) as user:
        user.editor.session.set_value("project.name", "还没有保存的名称")
        await user.press("f5", "a")
        assert "只印本项目" in user.screen_text
        await user.press("f")
        await user.type("05-2")
        await user.press("enter")
        await see(user, "yn-05-2", "共 1 页")
        assert "农村学校校舍改造项目" not in "".join(user.app.screen._sheet.lines)
        await user.press("a")
        await see(user, "全部 2 个项目")
        text = "".join("".join(user.app.screen._sheet.lines).split())
        assert "还没有保" in text
        assert "农村学校" in text
        assert "往年" not in text
        await user.press("e")
        await user.type("md")
        await user.press("enter")
        await see(user, "2026-某县教育体育局-部门项目支出绩效目标表.md")
        await user.press("enter")
        await see(user, "已导出")
        await user.press("a")
        await see(user, "只有本项目")
    (target,) = several.parents[1].glob("*.md")
    assert "农村学校校舍改造项目" in target.read_text("utf-8")


def test_reading_the_projects_of_a_folder_can_be_stopped(several):
    told = []

    def tell(done: int, of: int) -> bool:
        told.append((done, of))
        return done < 1

    assert gathered(specimen(), several, tell) is None
    assert told == [(0, 4), (1, 4)]


@pytest.fixture
def wide_lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A terminal that draws ambiguous characters two cells wide."""
    monkeypatch.setenv(ambiguous.VARIABLE, "wide")
    yield
    ambiguous.measure_as(Ambiguity())


@pytest.mark.usefixtures("wide_lines")
async def test_where_lines_are_two_cells_wide_the_borders_are_plain(file):
    async with editing(file, size=(80, 24)) as user:
        await user.press("f5")
        await see(user, "+----")
        assert not set("│┌─") & set(user.screen_text)
