"""The tree: weights, marks, moving, copying and pasting indicators within and between declarations."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from textual import events

from models.declaration import Declaration, Indicator
from models.table_text import as_table
from store.documents import create_document
from tests.tui.driver import User, editing
from tui.screens.jump import JumpScreen
from tui.widgets.outline import BAR, bar_of


def names(user: User) -> list[str]:
    return [row.name for row in user.declaration.indicators]


def levels(user: User, name: str) -> tuple[str, str]:
    row = next(row for row in user.declaration.indicators if row.name == name)
    return row.level1, row.level2


async def paste(user: User, text: str) -> None:
    user.app.post_message(events.Paste(text))
    await user.rest()


def test_a_bar_shows_a_weight_against_its_target() -> None:
    assert bar_of(Decimal(0), Decimal(50)) == "▫" * BAR
    assert bar_of(Decimal(30), Decimal(50)) == "▪▪▪▫▫"
    assert bar_of(Decimal(50), Decimal(50)) == "▪" * BAR
    assert bar_of(Decimal(51), Decimal(50)) == "▪▪▪▪>"


async def test_nodes_show_how_many_indicators_they_have_and_their_points_of_the_notice(file: Path) -> None:
    async with editing(file, size=(120, 40)) as user:
        for at in range(6):
            user.editor.session.set_value(f"indicators[{at}].weight", Decimal(15))
        user.editor._changed()
        await user.rest()
        lines = {line.split(" ")[0].strip("▾"): line for line in user.tree}
        assert "绩效指标 6" in lines["绩效指标"]
        assert "90/90分" in lines["绩效指标"]
        assert "▪▪▪▪▫ 45/50分" in lines["产出指标"]
        assert "30/30分" in lines["效益指标"]
        assert "▪▪▪▪> 15/10分" in lines["满意度指标"]


async def test_marked_indicators_are_copied_cut_and_pasted_together(file: Path) -> None:
    async with editing(file) as user:
        before = user.declaration
        await user.go_to("救助对象人数")
        await user.press("v", "down", "v", "y")
        assert "已复制 2 个指标" in user.message
        await user.press("escape", "p")
        assert len(user.declaration.indicators) == 8
        assert names(user).count("救助对象人数") == 2
        await user.press("u")
        assert user.declaration == before
        await user.press("v", "x")
        assert len(user.declaration.indicators) == 5
        await user.go_to("受助人员满意度")
        await user.press("P")
        assert levels(user, names(user)[-1]) == ("满意度指标", "服务对象满意度指标")
        await user.press("u", "u")
        assert user.declaration == before


async def test_copied_indicators_are_pasted_into_another_declaration(file: Path, damaged: Path) -> None:
    async with editing(file) as user:
        await user.go_to("政策知晓率")
        await user.press("y")
        copied = next(row for row in user.declaration.indicators if row.name == "政策知晓率")
        user.app.indicator_clipboard.flush()
    async with editing(damaged) as other:
        await other.press("p")
        assert copied in other.declaration.indicators
        assert "粘贴" in other.message


async def test_a_table_of_a_spreadsheet_is_pasted_into_the_tree(file: Path) -> None:
    async with editing(file) as user:
        before = user.declaration
        await paste(user, as_table(before.indicators[:2]).replace("救助对象人数", "补助对象人数"))
        assert "补助对象人数" in names(user)
        assert len(user.declaration.indicators) == 8
        await paste(user, "这一段文字里没有表格")
        assert len(user.declaration.indicators) == 8
        assert user.message.strip()
        await user.press("u")
        assert user.declaration == before


async def test_a_whole_level_changes_places_with_its_neighbour(file: Path) -> None:
    async with editing(file) as user:
        await user.go_to("效益指标")
        await user.press("alt+up")
        assert user.declaration.indicators[0].level1 == "效益指标"
        assert user.editor._outline.node.title == "效益指标"
        await user.press("alt+up")
        assert "最前" in user.message


async def test_everything_folds_and_unfolds(file: Path) -> None:
    async with editing(file) as user:
        await user.go_to("政策知晓率")
        shown = len(user.tree)
        await user.press("z")
        assert not any("政策知晓率" in line for line in user.tree)
        assert user.editor._outline.node.title == "效益指标"
        await user.press("z")
        assert len(user.tree) == shown


async def test_a_letter_jumps_to_its_place(file: Path) -> None:
    async with editing(file) as user:
        await user.press("ctrl+o")
        screen = user.app.screen
        assert isinstance(screen, JumpScreen)
        letter = list(screen._targets)[2]
        await user.press(letter)
        row = user.editor._form.focused_row
        assert row is not None
        assert row.field.label == "实施期"
        await user.press("ctrl+o", "escape")
        assert not isinstance(user.app.screen, JumpScreen)
        assert user.editor._form.focused_row is row


async def test_problems_are_narrowed_and_grouped(file: Path) -> None:
    async with editing(file) as user:
        everything = len(user.problems)
        await user.press("f")
        await user.type("v01")
        await user.press("enter")
        assert 0 < len(user.problems) < everything
        assert all("V01" in line for line in user.problems)
        assert "筛选“v01”" in user.screen_text
        await user.press("f8")
        row = user.editor._form.focused_row
        assert row is not None
        assert any(found.code == "V01" for found in row.findings)
        await user.press("escape", "escape")
        assert len(user.problems) == everything
        await user.press("o")
        assert user.problems[0].startswith("── 错误 ")
        await user.press("o")
        assert any(line.startswith("── V01 ") for line in user.problems)


async def test_initials_narrow_the_problems_too(file: Path) -> None:
    async with editing(file) as user:
        await user.press("f")
        await user.type("wcsj")
        assert user.problems
        assert all("完成时间" in line for line in user.problems)


async def test_an_empty_declaration_can_be_filled_from_the_clipboard(tmp_path: Path) -> None:
    path = tmp_path / "空.toml"
    create_document(path, Declaration())
    async with editing(path) as user:
        await paste(user, as_table([Indicator(level1="产出指标", level2="数量指标", name="人数", value="3")]))
        assert names(user) == ["人数"]
