"""Each cure of Textual, held by a test: an upgrade that undoes one is seen here."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual import events
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.screen import Screen

from models.declaration import Declaration, Goals, Indicator, Project, Unit
from models.text import width
from store.layout import emit
from tests.tui.driver import editing
from tui.widgets.basis import LineInput, PlainLine, QuietScreen, joined_lines
from tui.widgets.long_text import LongText


class Fields(App[None]):
    def get_default_screen(self) -> Screen[None]:
        return QuietScreen(id="_default")

    def compose(self) -> ComposeResult:
        yield LineInput("城乡医疗救助，门诊医疗救助", id="one")
        yield LineInput("", id="two")
        yield LongText("第一段\n第二段", id="long")
        yield PlainLine(id="line")


@pytest.fixture
def counted(monkeypatch):
    """Counts full repaints and layouts."""
    counts = {"full": 0, "layout": 0}
    full, layout = Compositor.render_full_update, Screen._refresh_layout

    def render_full_update(self, simplify=False):
        counts["full"] += 1
        return full(self, simplify)

    def refresh_layout(self, *args, **kwargs):
        counts["layout"] += 1
        return layout(self, *args, **kwargs)

    monkeypatch.setattr(Compositor, "render_full_update", render_full_update)
    monkeypatch.setattr(Screen, "_refresh_layout", refresh_layout)
    return counts


async def test_moving_the_focus_repaints_neither_the_screen_nor_its_layout(counted):
    async with Fields().run_test() as pilot:
        # The first visit may style a scrollbar that has just appeared.
        await pilot.press("tab", "tab", "tab", "tab")
        await pilot.pause(0.1)
        counted.update(full=0, layout=0)
        await pilot.press("tab", "tab", "shift+tab")
        await pilot.pause(0.1)
        assert counted == {"full": 0, "layout": 0}


async def test_a_typed_character_never_lays_the_screen_out(counted):
    app = Fields()
    async with app.run_test() as pilot:
        app.query_one("#one").focus()
        await pilot.pause(0.1)
        counted.update(full=0, layout=0)
        await pilot.press("甲", "乙", "backspace", "home", "c")
        await pilot.pause(0.1)
        assert counted == {"full": 0, "layout": 0}


async def test_a_field_is_one_row_without_border():
    app = Fields()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.query_one("#one").outer_size.height == 1


async def test_focus_keeps_the_cursor_and_selects_nothing():
    app = Fields()
    async with app.run_test() as pilot:
        field = app.query_one("#one", LineInput)
        field.focus()
        await pilot.press("末")
        assert field.value == "城乡医疗救助，门诊医疗救助末"


async def test_pasted_lines_are_joined_not_dropped():
    app = Fields()
    async with app.run_test() as pilot:
        field = app.query_one("#two", LineInput)
        field.focus()
        await pilot.pause()
        field.post_message(events.Paste("第一行\r\n第二行\nabc\ndef\x1b[2J"))
        await pilot.pause()
        assert field.value == "第一行第二行abc def[2J"


def test_joining_lines_keeps_latin_words_apart():
    assert joined_lines(" 甲 \n\n 乙") == "甲乙"
    assert joined_lines("one\ntwo") == "one two"


@pytest.mark.parametrize("id", ["one", "long"])
async def test_word_keys_go_by_chinese_words_in_both_kinds_of_field(id):
    app = Fields()
    async with app.run_test() as pilot:
        field = app.query_one(f"#{id}", LineInput if id == "one" else LongText)
        field.focus()
        field.set_text("城乡医疗救助，支付2,014人次")
        await pilot.press("end", "ctrl+w", "ctrl+w")
        text = "value" if id == "one" else "text"
        assert getattr(field, text) == "城乡医疗救助，支付"
        await pilot.press("ctrl+left", "ctrl+left", "ctrl+left", "甲")
        assert getattr(field, text) == "城乡医疗甲救助，支付"
        await pilot.press("ctrl+right", "乙", "ctrl+delete")
        assert getattr(field, text) == "城乡医疗甲救助乙支付"


@pytest.mark.parametrize("keys", [("home",), ("end",), ("home", "right", "right"), ("end", "left")])
async def test_the_terminals_cursor_stands_where_the_next_character_goes(keys):
    app = Fields()
    async with app.run_test(size=(20, 10)) as pilot:
        field = app.query_one("#one", LineInput)
        field.focus()
        await pilot.press(*keys)
        await pilot.pause(0.1)
        x = app.cursor_position.x
        assert 0 <= x < 20
        assert (
            x == width(field.value[: field.cursor_position]) - field.scroll_offset.x + field.content_region.x
        )


async def test_undo_keys_do_not_reach_the_long_text_itself():
    app = Fields()
    async with app.run_test() as pilot:
        field = app.query_one("#long", LongText)
        field.focus()
        await pilot.press("新", "ctrl+z")
        assert "新" in field.text


async def test_a_new_text_in_a_long_field_puts_the_cursor_where_it_differs():
    app = Fields()
    async with app.run_test() as pilot:
        field = app.query_one("#long", LongText)
        await pilot.pause()
        field.set_text("第一段\n第二二段")
        assert field.cursor_location == (1, 2)


async def test_a_fixed_line_is_updated_without_layout(counted):
    app = Fields()
    async with app.run_test() as pilot:
        line = app.query_one("#line", PlainLine)
        await pilot.pause(0.1)
        counted.update(full=0, layout=0)
        line.show(((("问题 3", line._base),), ()))
        await pilot.pause(0.1)
        assert counted["layout"] == 0


async def test_the_footer_mounts_nothing_when_the_focus_moves(file):
    async with editing(file) as user:
        await user.edit("救助对象人数", "三级指标")
        before = len(user.app.screen.query("*"))
        for _ in range(6):
            await user.press("tab")
        assert len(user.app.screen.query("*")) == before


async def test_only_the_section_in_view_is_mounted(file):
    async with editing(file) as user:
        await user.edit("救助对象人数", "三级指标")
        assert len(user.app.screen.query("FieldRow")) == 11
        await user.go_to("立项依据")
        assert len(user.app.screen.query("FieldRow")) == 1


HOSTILE = [
    "a[/]b",
    "a[/red]b",
    "[red]危险[/red]",
    "[@click=app.quit]点[/]",
    "[link=http://x]y",
    "甲\\[乙]",
    "[true, false]",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_markup_in_user_text_is_shown_as_it_is_everywhere(tmp_path, text):
    row = Indicator(level1=text, level2=text, name=text, sign="=", value=text, unit=text, scoring=text)
    declaration = Declaration(
        project=Project(name=text, year=2026, basis=text),
        unit=Unit(name=text),
        goals=Goals(overall=text, annual=text),
        indicators=(row,),
    )
    path = tmp_path / "[red]x[.toml"
    path.write_text(emit(declaration), encoding="utf-8")
    async with editing(path, size=(160, 60)) as user:
        seen = ""
        for _ in range(14):
            await user.press("down")
            seen += user.screen_text
        assert text in seen
        await user.press("a")
        await user.press("escape", "d")
        await user.press("f5")
        assert text in user.screen_text
        await user.press("escape", "ctrl+p", "escape", "f8", "f1", "escape")
        assert user.app._exception is None


async def test_every_line_of_the_screen_has_exactly_its_width(file):
    async with editing(file, size=(80, 24)) as user:
        for _ in range(30):
            await user.press("down")
            for strip in user.app.screen._compositor.render_strips():
                assert sum(cell_len(segment.text) for segment in strip) == 80
