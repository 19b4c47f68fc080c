"""F8 and Shift+F8: from problem to problem, starting where the user is."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.declaration import Declaration, Indicator
from models.specimen import specimen
from store.layout import emit
from tests.tui.driver import User, editing


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A project whose first two problems are about the whole of its indicators."""
    rows = (
        Indicator(
            level1="产出指标",
            level2="数量指标",
            name="养护里程",
            sign=">=",
            value="320",
            unit="公里",
            attribute="定量指标",
            scoring="达到指标值得满分，每少1公里扣1分，扣完为止",
        ),
        Indicator(name="检查次数", sign=">=", value="4", unit="次", attribute="定量指标"),
    )
    path = tmp_path / "乡村道路养护项目.toml"
    path.write_text(emit(Declaration(indicators=rows)), "utf-8")
    return path


def stepped_to(user: User) -> tuple[str, str]:
    found = user.editor._problems.current
    assert found is not None
    return found.code, found.field


async def test_problems_of_a_row_of_the_tree_are_passed_one_by_one(few):
    async with editing(few) as user:
        everything = [(found.code, found.field) for found in user.editor.session.findings]
        at_tree = [field for _, field in everything if field == "indicators"]
        assert len(at_tree) > 1
        visited = []
        for _ in everything:
            await user.press("f8")
            visited.append(stepped_to(user))
        assert visited == everything
        await user.press("f8")
        assert stepped_to(user) == everything[0]
        for expected in reversed(everything):
            await user.press("shift+f8")
            assert stepped_to(user) == expected


async def test_the_next_problem_is_the_one_below_the_field_the_user_went_to(few):
    async with editing(few) as user:
        await user.edit("检查次数", "一级指标")
        missing = [
            found.field for found in user.editor.session.findings if found.field.startswith("indicators[1].")
        ]
        assert missing[:2] == ["indicators[1].level1", "indicators[1].level2"]
        await user.press("f8")
        assert stepped_to(user)[1] == "indicators[1].level2"


async def test_a_problem_that_was_mended_does_not_make_f8_pass_over_the_one_after_it(few):
    async with editing(few) as user:
        fields = [found.field for found in user.editor.session.findings]
        at = fields.index("indicators[1].level1")
        for _ in range(at + 1):
            await user.press("f8")
        assert stepped_to(user)[1] == "indicators[1].level1"
        user.editor.session.set_value("indicators[1].level1", "产出指标")
        user.editor._changed()
        await user.rest()
        await user.press("f8")
        assert stepped_to(user)[1] == "indicators[1].level2"


async def test_from_a_row_of_the_tree_it_goes_to_the_first_problem_of_that_row(few):
    async with editing(few) as user:
        await user.go_to("检查次数")
        await user.press("f8")
        assert stepped_to(user)[1].startswith("indicators[1]")
        await user.go_to("检查次数")
        await user.press("shift+f8")
        assert stepped_to(user)[1].startswith("indicators[0]")


async def test_the_field_it_leads_to_is_in_sight_also_from_a_row_without_a_form(tmp_path):
    path = tmp_path / "项目.toml"
    low = "indicators[1].actual"
    path.write_text(emit(specimen({low: "4300"})), "utf-8")
    async with editing(path, size=(80, 24)) as user:
        await user.go_to("绩效指标")
        await user.press("f8")
        assert stepped_to(user) == ("A02", low)
        row = user.editor._form.focused_row
        assert row is not None
        assert row.path == low
        assert user.editor._form.region.contains_region(row.region)
