"""Mends in the editor: safe ones at a key, others after asking, all of them undone in one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.rule import Finding, Mend, Severity
from models.specimen import specimen
from store.layout import emit
from tests.tui.driver import editing
from tui.screens.mending import comparison


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A declaration with 3,200 for 3200, and a bare number called qualitative."""
    path = tmp_path / "2026" / "a.toml"
    path.parent.mkdir()
    spoiled = {"indicators[1].value": "3,200", "indicators[6].attribute": "定性指标"}
    path.write_text(emit(specimen(spoiled)), "utf-8")
    return path


async def test_a_problem_that_can_be_mended_says_so_and_a_key_mends_it(file: Path):
    async with editing(file) as user:
        assert any("V01 改 " in line for line in user.problems)
        await user.edit("补助学生人数", "指标值")
        await user.press("f9")
        assert user.declaration.indicators[1].value == "3200"
        assert "已改正" in user.message
        assert user.editor._form.focused_row.text == "3200"
        await user.press("ctrl+z")
        assert user.declaration.indicators[1].value == "3,200"


async def test_all_safe_mends_are_one_step(file: Path):
    async with editing(file) as user:
        before = user.declaration
        await user.press("escape", "M")
        assert user.declaration.indicators[1].value == "3200"
        assert user.declaration.indicators[6].attribute == "定量指标"
        await user.press("u")
        assert user.declaration == before
        await user.press("U")
        assert user.declaration.indicators[1].value == "3200"


async def test_a_mend_that_changes_the_meaning_is_asked_about(file: Path, monkeypatch: pytest.MonkeyPatch):
    offered = Finding(
        "indicators[1].name",
        "名称写错了",
        code="V01",
        severity=Severity.WARNING,
        mend=Mend("改为“受助学生人数”", {"indicators[1].name": "受助学生人数"}, safe=False),
    )
    async with editing(file) as user:
        monkeypatch.setattr(user.editor.session, "_find", lambda _: [offered])
        await user.edit("补助学生人数", "三级指标")
        await user.type("x")
        await user.press("backspace", "f9")
        assert "原来：…补助学生人数" not in user.screen_text
        assert "原来：补助学生人数" in user.screen_text
        await user.press("escape")
        assert user.declaration.indicators[1].name == "补助学生人数"
        await user.press("f9", "1")
        assert user.declaration.indicators[1].name == "受助学生人数"
        await user.press("ctrl+z")
        assert user.declaration.indicators[1].name == "补助学生人数"


async def test_where_nothing_can_be_mended_the_key_says_how_it_works(file: Path):
    async with editing(file) as user:
        await user.press("escape", "home", "f9")
        assert "F9" in user.message
        await user.press("M", "M")
        assert "没有可以放心改正的地方" in user.message


async def test_the_help_on_a_problem_shows_its_mend_and_examples(file: Path):
    async with editing(file, size=(100, 60)) as user:
        await user.press("escape", "home", "shift+tab", "home")
        while "V01" not in user.problems[user.editor._problems.cursor]:
            await user.press("down")
        await user.press("f1")
        text = user.screen_text
        for words in ("为什么", "依据", "怎么改", "F9", "不合规的例子", "合规的例子"):
            assert words in text


def test_a_comparison_shows_the_words_around_the_change_only():
    long = "项目" * 100
    declaration = specimen({"project.overview": f"{long}共计５人{long}"})
    lines = comparison(declaration, Mend("…", {"project.overview": f"{long}共计5人{long}"}))
    assert lines[0] == "项目基本概况"
    assert "共计５人" in lines[1]
    assert "共计5人" in lines[2]
    assert max(map(len, lines)) < 60
