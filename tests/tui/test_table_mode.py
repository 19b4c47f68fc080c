"""Table mode: the indicators as a grid, cell by cell and block by block."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from textual import events
from textual._compositor import Compositor
from textual.pilot import Pilot

from models.declaration import Declaration, Indicator
from models.text import width
from store.documents import open_document
from store.layout import emit
from store.workspace import find_workspace
from tests.tui.driver import editing
from tui.app import JixiaoApp
from tui.cells import columns_of, pasted
from tui.keyboard import Typed
from tui.screens.cell_text import CellTextScreen
from tui.screens.table import TableScreen
from tui.session import Session


class TableUser:
    """Presses keys in the table and reads it."""

    def __init__(self, app: JixiaoApp, pilot: Pilot[int], table: TableScreen) -> None:
        self.app = app
        self.pilot = pilot
        self.table = table

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.rest()

    async def rest(self) -> None:
        await self.pilot.pause()
        while not self.table.is_settled:
            await self.pilot.pause(0.02)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """As an input method sends a phrase."""
        await self.app._post_message(Typed(text))
        await self.pilot.pause(0.05)
        await self.rest()

    async def paste(self, text: str) -> None:
        """As the terminal sends what was copied elsewhere."""
        await self.app._post_message(events.Paste(text))
        await self.pilot.pause(0.05)
        await self.rest()

    @property
    def rows(self) -> tuple[Indicator, ...]:
        return self.table.session.declaration.indicators

    @property
    def at(self) -> str:
        return self.table._grid.path

    @property
    def lines(self) -> list[str]:
        """What the terminal would show."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def message(self) -> str:
        return self.table._message.text


@asynccontextmanager
async def table_of(
    path: Path, at: str = "indicators[0].name", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[TableUser]:
    """Table mode on a file."""
    table = TableScreen(Session(open_document(path), find_workspace(path)), at)
    app = JixiaoApp(table)
    async with app.run_test(size=size) as pilot:
        user = TableUser(app, pilot, table)
        await pilot.pause()
        yield user


async def test_a_cell_is_edited_in_place_and_enter_goes_down_tab_to_the_right(file):
    async with table_of(file, "indicators[0].value") as user:
        await user.press("f2")
        await user.type("5")
        await user.press("enter")
        assert user.rows[0].value == "20145"
        assert user.at == "indicators[1].value"
        await user.type("99")
        await user.press("tab")
        assert user.rows[1].value == "99"
        assert user.at == "indicators[1].unit"


async def test_what_an_input_method_sends_begins_a_new_content_whole(file):
    async with table_of(file) as user:
        await user.type("救助困难群众人数")
        await user.press("enter")
        assert user.rows[0].name == "救助困难群众人数"


async def test_a_phrase_typed_on_a_long_cell_goes_whole_into_its_wide_field(file):
    async with table_of(file, "indicators[0].content") as user:
        await user.type("反映享受救助的人数")
        assert isinstance(user.app.screen, CellTextScreen)
        await user.press("tab")
        assert user.rows[0].content == "反映享受救助的人数"
        assert user.at == "indicators[0].basis"


async def test_typing_in_a_cell_is_one_undo_step_however_long_it_takes(file):
    async with table_of(file, "indicators[0].value") as user:
        user.table.session._history._clock = iter(range(0, 10_000, 5)).__next__
        await user.press("f2", "1", "2", "3", "enter")
        assert user.rows[0].value == "2014123"
        await user.press("u")
        assert user.rows[0].value == "2014"
        assert user.at == "indicators[0].value"


async def test_what_is_typed_is_kept_when_the_line_drops_before_the_cell_is_left(file):
    async with table_of(file, "indicators[0].content") as user:
        await user.press("enter")
        assert isinstance(user.app.screen, CellTextScreen)
        await user.type("一段还没有写完的话")
        assert user.rows[0].content.endswith("一段还没有写完的话")
        assert user.table.session.write_journal()


async def test_escape_in_a_cell_restores_it_and_redo_finds_what_was_typed(file):
    async with table_of(file, "indicators[0].value") as user:
        before = user.table.session.declaration
        await user.type("99")
        await user.press("escape")
        assert user.table.session.declaration is before
        await user.press("U")
        assert user.rows[0].value == "99"


async def test_letters_are_commands_and_one_without_a_meaning_says_so(file):
    async with table_of(file) as user:
        await user.press("b")
        assert "先按 F2" in user.message
        await user.press("j", "l")
        assert user.at == "indicators[1].sign"
        assert len(user.rows) == 6


async def test_a_list_fills_the_column_of_a_block(file):
    async with table_of(file, "indicators[0].unit") as user:
        await user.press("shift+down", "shift+down", "f3")
        await user.type("次")
        await user.press("enter")
        units = [row.unit for row in user.rows[:3]]
        assert units[0].endswith("次")
        assert len(set(units)) == 1


async def test_rows_are_added_deleted_and_moved_and_each_is_one_step(file):
    async with table_of(file) as user:
        before = user.table.session.declaration
        await user.press("a")
        assert len(user.rows) == 7
        assert (user.rows[1].level2, user.rows[1].name) == (before.indicators[0].level2, "")
        assert user.at == "indicators[1].name"
        await user.press("u", "up", "v", "down", "d")
        assert user.rows == before.indicators[2:]
        assert "已删除 2 行" in user.message
        await user.press("u", "home", "g", "alt+down")
        names = [row.name for row in before.indicators]
        assert [row.name for row in user.rows] == [names[1], names[0], *names[2:]]
        await user.press("u")
        assert user.table.session.declaration is before


async def test_a_copied_block_is_pasted_elsewhere_as_one_step(file):
    async with table_of(file, "indicators[0].value") as user:
        before = user.rows
        await user.press("v", "down", "right", "y", "escape", "down", "down", "left", "p")
        for old, new in ((0, 3), (1, 4)):
            assert (user.rows[new].value, user.rows[new].unit) == (before[old].value, before[old].unit)
        assert "粘贴了 2 行 2 列" in user.message
        await user.press("u")
        assert user.rows == before


async def test_a_table_from_a_spreadsheet_fills_the_cells_from_the_cursor_on_and_adds_rows(file):
    async with table_of(file, "indicators[5].name") as user:
        count = len(user.rows)
        await user.paste('培训人次\t≥\t300\t人次\r\n"有""引号""的名称"\t=\t5\t次\r\n')
        assert len(user.rows) == count + 1
        last = user.rows[-1]
        assert (last.name, last.sign, last.value, last.unit) == ('有"引号"的名称', "=", "5", "次")
        assert last.level1 == user.rows[-2].level1
        await user.press("u")
        assert len(user.rows) == count


TEN_COLUMNS = "产出指标\t数量指标\t培训人次\t≥\t300\t人次\t定量指标\t达到得10分\t培训的人次\t空"


def test_the_ten_columns_of_the_form_pass_over_the_weight_and_merged_levels_are_those_above():
    declaration = Declaration()
    text = f"{TEN_COLUMNS}\n\t\t培训场次\t=\t5\n\t质量指标\t合格率\t≥\t95\n"
    done = pasted(declaration, text, (0, 0), columns_of(declaration))
    assert done is not None
    first, second, third = done.declaration.indicators
    assert (first.sign, first.weight, first.scoring, first.basis) == (">=", None, "达到得10分", "")
    assert (second.level1, second.level2, second.name) == ("产出指标", "数量指标", "培训场次")
    assert (third.level1, third.level2) == ("产出指标", "质量指标")


def test_a_table_with_weights_keeps_them():
    declaration = Declaration()
    done = pasted(declaration, "定量指标\t20\t达到得20分\n", (0, 6), columns_of(declaration))
    assert done is not None
    row = done.declaration.indicators[0]
    assert (row.attribute, row.weight, row.scoring) == ("定量指标", Decimal(20), "达到得20分")


def test_line_ends_that_tmux_doubles_are_single():
    declaration = Declaration(indicators=(Indicator(), Indicator(), Indicator()))
    columns = columns_of(declaration)
    doubled = pasted(declaration, "甲\r\r乙\r\r", (0, 2), columns)
    blank_between = pasted(declaration, "甲\r\r乙\r", (0, 2), columns)
    assert doubled is not None
    assert blank_between is not None
    assert [row.name for row in doubled.declaration.indicators] == ["甲", "乙", ""]
    assert [row.name for row in blank_between.declaration.indicators] == ["甲", "", "乙"]


async def test_one_copied_text_fills_every_cell_of_a_block(file):
    async with table_of(file, "indicators[0].unit") as user:
        await user.press("shift+down")
        await user.paste("人次")
        assert [row.unit for row in user.rows[:3]] == ["人次", "人次", user.rows[2].unit]
        assert user.rows[2].unit != "人次"


async def test_a_paste_of_many_new_rows_asks_first(file):
    async with table_of(file) as user:
        await user.paste("指标\n" * 80)
        assert len(user.rows) == 6
        await user.press("2")
        assert len(user.rows) == 80


async def test_fill_down_copies_the_cell_above_or_the_first_row_of_the_block(file):
    async with table_of(file, "indicators[1].unit") as user:
        first = user.rows[0]
        await user.press("ctrl+d")
        assert user.rows[1].unit == first.unit
        await user.press("up", "left", "shift+right", "shift+down", "shift+down", "ctrl+d")
        assert {(row.value, row.unit) for row in user.rows[:3]} == {(first.value, first.unit)}
        await user.press("u", "u")
        assert user.rows[1].unit == "%"


async def test_headings_row_numbers_and_names_stay_while_the_rest_scrolls(file):
    async with table_of(file) as user:
        await user.press("end")
        head, first = user.lines[1], user.lines[2]
        assert "设定依据" in head
        assert "三级指标" in head
        assert "一级指标" not in head
        assert first.startswith(" 1│ 救助对象人数")


async def test_f8_goes_from_one_cell_with_a_finding_to_the_next_and_says_what_it_is(file):
    async with table_of(file, "indicators[0].level1") as user:
        seen = []
        for _ in range(3):
            await user.press("f8")
            seen.append((user.table._grid.row, user.table._grid.column))
            finding = next(found for found in user.table.session.findings if found.field == user.at)
            assert finding.code in user.message
        assert seen == sorted(set(seen))
        await user.press("shift+f8")
        assert (user.table._grid.row, user.table._grid.column) == seen[1]


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (120, 40)])
async def test_columns_stand_under_one_another_whatever_the_cells_hold(file, size):
    document = open_document(file)
    odd = ["“双引号”……≥5", "a\u0301bcé", "全角ＡＢＣ", "🏥医院", "行\n行", "x" * 300]
    rows = tuple(
        row.with_values(name=text, content=text, value=text)
        for row, text in zip(document.declaration.indicators, odd, strict=True)
    )
    file.write_text(emit(document.declaration.with_values(indicators=rows)), encoding="utf-8")
    async with table_of(file, size=size) as user:
        for _ in range(2):
            table = [line for line in user.lines[1:8] if "│" in line]
            assert len(table) == 7
            bars = [[width(line[:at]) for at, char in enumerate(line) if char == "│"] for line in table]
            assert all(found == bars[-1] for found in bars[1:])
            assert {width(line) for line in table} == {size[0]}
            await user.press("end")


async def test_a_key_that_moves_the_cursor_repaints_no_screen(file, monkeypatch):
    async with table_of(file) as user:
        full = 0
        original = Compositor.render_full_update

        def counted(self, simplify=False):
            nonlocal full
            full += 1
            return original(self, simplify)

        monkeypatch.setattr(Compositor, "render_full_update", counted)
        await user.press("down", "right", "left", "up", "shift+down")
        assert full == 0


async def test_a_read_only_document_says_why_nothing_happens(file):
    file.write_text(file.read_text(encoding="utf-8").replace("format = 1", "format = 99"), encoding="utf-8")
    async with table_of(file) as user:
        before = user.rows
        for key in ("f2", "5", "a", "d", "delete", "ctrl+d", "alt+down"):
            user.table.say("")
            await user.press(key)
            assert user.table.session.read_only[:10] in user.message
        await user.paste("粘贴")
        assert user.rows == before


async def test_an_empty_table_takes_a_pasted_one(file):
    file.write_text(emit(Declaration()), encoding="utf-8")
    async with table_of(file, "") as user:
        await user.press("down", "enter", "d", "f8", "v", "y", "f3")
        assert "还没有指标" in user.message
        await user.paste("一级指标\t三级指标\t指标值\n产出指标\t培训人次\t300\n\t培训场次\t5\n")
        assert [(row.level1, row.name, row.value) for row in user.rows] == [
            ("产出指标", "培训人次", "300"),
            ("产出指标", "培训场次", "5"),
        ]


async def test_the_mouse_selects_opens_and_scrolls(file):
    async with table_of(file) as user:
        await user.pilot.click(offset=(5, 4))
        assert user.at == "indicators[2].level1"
        await user.pilot.click(offset=(60, 3), times=2)
        await user.type("7")
        assert user.table._grid.input.is_open
        await user.pilot.click(offset=(5, 6))
        assert not user.table._grid.input.is_open
        assert user.rows[1].value == "1007"
        assert user.at == "indicators[4].level1"


async def test_the_editor_opens_the_table_and_follows_to_where_it_was_left(file):
    async with editing(file) as user:
        await user.press("t")
        assert isinstance(user.app.screen, TableScreen)
        await user.press("down", "a", "escape")
        assert user.editor._outline.node.key == ("indicator", "2")
        assert len(user.declaration.indicators) == 7


async def test_the_foot_leaves_out_what_is_right_before_it_cuts_the_problem(file):
    levels = (
        ("产出指标", "数量指标", 50),
        ("效益指标", "社会效益指标", 30),
        ("满意度指标", "服务对象满意度指标", 9),
    )
    rows = tuple(
        Indicator(level1=one, level2=two, name=f"{one}的名称", weight=Decimal(weight))
        for one, two, weight in levels
    )
    file.write_text(emit(open_document(file).declaration.with_values(indicators=rows)), "utf-8")
    async with table_of(file) as user:
        foot = next(line for line in user.lines if "权重合计" in line)
        assert "满意度 9/10 分" in foot
        assert "产出 " not in foot
        assert "✗" in foot or "!" in foot
    async with table_of(file, size=(160, 24)) as user:
        foot = next(line for line in user.lines if "权重合计" in line)
        assert "产出 50/50 分" in foot


async def test_a_search_leads_to_a_cell_of_the_table(file):
    async with table_of(file, "indicators[5].name") as user:
        await user.press("slash")
        for char in "知晓率":
            await user.app._post_message(Typed(char))
        await user.pilot.pause(0.1)
        await user.pilot.press("down", "enter")
        await user.pilot.pause(0.1)
        assert user.app.screen is user.table
        # The second place: the first one is the name itself.
        assert user.at == "indicators[4].scoring"


async def test_a_search_that_leads_beyond_the_table_goes_back_to_the_editor_at_that_field(file):
    async with editing(file) as user:
        await user.go_to("救助对象人数")
        await user.press("t", "slash")
        await user.type("三重保障")
        await user.press("down", "enter")
        await user.rest()
        assert user.app.screen is user.editor
        row = user.editor._form.focused_row
        assert row is not None
        assert "三重保障" in row.text
