"""The indicator library in the editor: found while typing, marked, inserted; own entries come as files are read."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

import tui.library
from models.declaration import Declaration
from store.documents import Document
from store.errors import ClerkError
from store.workspace import find_declarations, find_workspace
from tests.tui.driver import User
from tui.app import JixiaoApp
from tui.library import Gathered, Gatherer
from tui.screens.library import LibraryScreen
from tui.widgets.basis import QuietScreen

MODEL = Path(__file__).parents[2] / "examples" / "model"
OWN = "城区道路清扫保洁项目.toml"


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


# Reading


def gathered(gatherer: Gatherer, folder: Path, own: Path | None) -> list[Gathered]:
    told: list[Gathered] = []
    gatherer.gather(folder, own, told.append, lambda: False)
    return told


def test_own_entries_come_from_all_other_files_and_unreadable_ones_are_counted(folder):
    (folder / "2026" / "坏.toml").write_text("format = \n", "utf-8")
    last = gathered(Gatherer(), folder, folder / "2026" / OWN)[-1]
    assert last.is_complete
    assert last.unread == 1
    sources = {source for entry in last.entries for source in entry.sources}
    assert len(sources) == len(find_declarations(MODEL)) - 1
    assert "城区道路清扫保洁项目" not in sources
    assert last.names["成本"] == ("成本指标", "经济成本指标")


def test_entries_are_told_while_files_are_read_and_a_stop_ends_it(folder, monkeypatch):
    monkeypatch.setattr(tui.library, "PACE", 0)
    monkeypatch.setattr(tui.library, "_SHARE", 0)
    told = gathered(Gatherer(), folder, None)
    counts = [len(each.entries) for each in told]
    assert counts[0] == 0
    assert counts == sorted(counts)
    assert len(set(counts)) > 5

    stopped_at: list[Gathered] = []
    Gatherer().gather(folder, None, stopped_at.append, lambda: len(stopped_at) >= 3)
    assert len(stopped_at) == 3
    assert not stopped_at[-1].is_complete


def test_what_has_not_changed_is_not_read_again(folder, monkeypatch):
    gatherer = Gatherer()
    first = gathered(gatherer, folder, None)[-1]
    with monkeypatch.context() as patch:
        patch.setattr(tui.library, "look_at", _refuse)
        assert gathered(gatherer, folder, None) == [first]
    (folder / "2026" / OWN).unlink()
    assert gathered(gatherer, folder, None)[-1].files == first.files - 1


def _refuse(path: Path) -> Document:
    raise ClerkError(str(path))


# The screen


class Host(QuietScreen):
    """Opens the library and keeps what comes of it."""

    def __init__(self, library: LibraryScreen) -> None:
        super().__init__()
        self.library = library
        self.result: object = "still open"

    def on_mount(self) -> None:
        self.app.push_screen(self.library, self.take)

    def take(self, result: object) -> None:
        self.result = result


class LibraryUser(User):
    host: Host

    @property
    def rows(self) -> list[str]:
        return [line.text for line in self.host.library._list.lines]


@asynccontextmanager
async def choosing(folder, level1="产出指标", level2="质量指标", size=(100, 30)):
    library = LibraryScreen(find_workspace(folder), folder / "2026" / OWN, level1, level2)
    host = Host(library)
    app = JixiaoApp(host)
    async with app.run_test(size=size) as pilot:
        user = LibraryUser(app, pilot, library)
        user.host = host
        await user.rest()
        yield user


async def test_typing_finds_blank_marks_and_enter_gives_the_marked_with_all_columns(folder):
    async with choosing(folder) as user:
        await user.type("hegelv")
        assert "合格率" in user.rows[0]
        first, second = (row.split()[1] for row in user.rows[:2])
        await user.press("space", "space")
        assert user.rows[0].startswith("* ")
        assert "标记 2 个" in user.screen_text
        await user.press("escape")
        await user.press("enter")
        rows = user.host.result
        assert isinstance(rows, tuple)
        assert [row.name for row in rows] == [first, second]
        for row in rows:
            assert (row.level1, row.level2) == ("产出指标", "质量指标")
            assert all(getattr(row, key) for key in ("sign", "unit", "attribute", "scoring", "content"))


async def test_the_entry_under_the_cursor_is_shown_whole_and_taken_without_marks(folder):
    async with choosing(folder, "成本指标", "经济成本指标") as user:
        await user.type("户厕改造奖补标准")
        for text in (
            "用过 1 次 2026",
            "<= 2000 元/户",
            "不高于标准得12分",
            "农村人居环境整治对下转移支付项目",
        ):
            assert text in user.screen_text
        await user.press("enter")
        assert isinstance(user.host.result, tuple)
        assert user.host.result[0].weight == 12


async def test_the_source_and_the_level_can_be_narrowed(folder):
    async with choosing(folder) as user:
        everything = len(user.rows)
        await user.press("f3")
        assert 0 < len(user.rows) < everything
        await user.press("f2")
        assert user.rows
        assert all("用过" in row for row in user.rows)
        await user.press("f2")
        assert user.rows
        assert all("内置" in row for row in user.rows)
        await user.press("f2", "f3")
        assert len(user.rows) == everything


async def test_escape_first_lets_go_of_the_filter_and_then_leaves_without_taking(folder):
    async with choosing(folder) as user:
        await user.type("没有这样的指标")
        assert "没有符合的指标" in user.screen_text
        await user.press("enter")
        assert user.host.result == "still open"
        await user.press("escape")
        assert user.rows
        await user.press("escape")
        assert user.host.result is None


async def test_the_mouse_moves_the_cursor_and_the_filter_keeps_the_keys(folder):
    async with choosing(folder) as user:
        await user.pilot.click("#entries", offset=(10, 3))
        await user.rest()
        assert user.host.library._list.cursor == 3
        await user.type("满意")
        assert user.host.library._query.value == "满意"
        assert user.rows


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_it_fits_the_screen_and_f4_shows_what_does_not(folder, size):
    async with choosing(folder, size=size) as user:
        lines = user.screen_text.splitlines()
        assert len(lines) <= size[1]
        assert "三级指标" in user.screen_text
        assert ("…（F4 看全文）" in user.screen_text) == (size == (60, 15))
        assert len([line for line in lines if "用过" in line]) >= 4
        await user.press("f4")
        assert "来自" in user.screen_text
        assert "F4 看全文" not in user.screen_text
        await user.press("escape")
        assert user.app.screen is user.host.library


async def test_user_text_is_no_markup_and_no_escape_sequence(folder):
    source = (folder / "2026" / OWN).read_text("utf-8")
    (folder / "2025").mkdir()
    evil = source.replace('name = "道路保洁抽查合格率"', 'name = "[red]合格率[/]\\u001b[31m"')
    assert evil != source
    (folder / "2025" / "甲.toml").write_text(evil, "utf-8")
    async with choosing(folder) as user:
        await user.type("[red]")
        assert "[red]合格率[/]" in user.screen_text
        assert "\x1b" not in user.screen_text


async def test_what_the_declaration_has_already_is_said(folder):
    async with choosing(folder) as user:
        row = user.host.library._shown[0].indicator
    library = LibraryScreen(
        find_workspace(folder),
        folder / "2026" / OWN,
        "产出指标",
        "质量指标",
        present=Declaration(indicators=(row,)).indicators,
    )
    async with JixiaoApp(library).run_test(size=(100, 30)) as pilot:
        await User(library.jixiao, pilot, library).rest()
        assert "已有" in library._list.lines[0].text
        assert "已有" not in library._list.lines[1].text
