"""Seed 000: from a damaged page what is certain is placed, the rest is reported, nothing is guessed or lost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.declaration import Declaration, Indicator
from store.readers.ledger import Unplaced
from store.readers.published import Recovered, recover
from store.readers.text import page_of
from tests.readers.account import unaccounted


@pytest.fixture(scope="module")
def found(seed_000: str) -> Recovered:
    (found,) = recover(page_of(seed_000))
    return found


@pytest.fixture(scope="module")
def declaration(found: Recovered) -> Declaration:
    return found.declaration


def reported(found: Recovered, line: int) -> list[Unplaced]:
    return [entry for entry in found.unplaced if entry.line == line]


def test_every_line_is_placed_or_reported(found: Recovered, seed_000: str):
    assert unaccounted(seed_000, (found,)) == []


def test_a_title_split_over_two_lines_gives_the_year(declaration: Declaration):
    assert declaration.project.year == 2026


def test_the_sections_are_whole(declaration: Declaration, seed_000: str):
    project = declaration.project
    assert project.name == "度假大渔片区社会事务移交呈贡区城乡居民医疗保险个人缴费补助经费"
    lines = seed_000.split("\n")
    assert project.content == f"{lines[28]}\n{lines[30]}"
    assert project.outcome == lines[39]
    assert declaration.budget.total == Decimal("5200000.00")


def test_a_row_without_its_level_cells_is_whole_and_its_levels_stand_right_above(declaration: Declaration):
    assert declaration.indicators[0] == Indicator(
        level1="产出指标",
        level2="数量指标",
        name="2026年大渔片区被征地人员补助参保人次",
        sign="=",
        value="18000",
        unit="人次",
        attribute="定量指标",
        scoring="达到标准得满分10分，否则根据参保人次完成比例评分",
        content="2026年被征地人员补助参保人次约18000人",
        basis="根据2025年底参保汇算人次测算",
    )


def test_a_row_that_lost_name_and_sign_leaves_them_and_its_levels_empty(declaration: Declaration):
    assert declaration.indicators[1] == Indicator(
        value="100",
        unit="%",
        attribute="定性指标",
        scoring="补助覆盖率达到100%得20分，否则根据覆盖率完成比例评分",
        content="反映被征地人员享受医疗保障补助覆盖率，补助覆盖率=实际获补人次/应保障人次",
        basis="根据实际工作开展要求",
    )


def test_a_level_is_not_carried_down_across_lost_text(declaration: Declaration):
    third = declaration.indicators[2]
    assert (third.level1, third.level2) == ("", "")
    assert (third.name, third.sign, third.value) == ("补助缴纳医疗保险个人缴费时间", "=", "2026年12月")


def test_of_two_cells_only_the_one_that_is_certain_is_placed(declaration: Declaration, found: Recovered):
    assert declaration.indicators[3] == Indicator(basis="根据文件安排和实际工作开展要求")
    assert [entry.text for entry in reported(found, 65) if entry.text] == [
        "全区失地人员人人参加城乡居民基本医疗保险"
    ]


def test_the_whole_form_below_the_damage_is_read_as_ever(declaration: Declaration):
    last = declaration.indicators[4]
    assert (last.level1, last.level2, last.sign, last.value) == (
        "满意度指标",
        "服务对象满意度指标",
        ">=",
        "90",
    )
    assert len(declaration.indicators) == 5


def test_the_lost_goals_are_empty_and_reported(declaration: Declaration, found: Recovered):
    assert (declaration.goals.overall, declaration.goals.annual, declaration.project.period) == ("", "", ())
    assert any("项目目标" in entry.reason for entry in reported(found, 41))


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        (51, ("一级指标", "二级指标", "三级指标", "指标性质")),
        (57, ("一级指标", "二级指标")),
        (65, ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "指标属性")),
    ],
)
def test_each_missing_cell_is_named_with_its_line(found: Recovered, line: int, missing: tuple[str, ...]):
    reasons = "".join(entry.reason for entry in reported(found, line))
    assert [name for name in missing if name not in reasons] == []
    assert "文字丢失" in reasons


def test_levels_taken_across_lost_text_are_to_be_looked_at(found: Recovered):
    assert any("核对" in entry.reason for entry in reported(found, 43))
