"""What is exported as 项目文本公开 imports again to an equal declaration, in every format."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from exports.forms import all_forms
from exports.grid import Options
from exports.renderers import SUFFIXES, renderer
from models.declaration import Declaration
from store.readers import read_page
from store.readers.published import Recovered, recover
from store.readers.text import page_of
from tests.readers.generated import declarations

FORMATS = [suffix for suffix in ("txt", "html", "docx", "xlsx") if suffix in SUFFIXES]
FACTOR = 20 if os.environ.get("JIXIAO_LONG") == "1" else 1


def imported(
    declaration: Declaration, form: str, suffix: str, null_mark: str = "空"
) -> tuple[Recovered, ...]:
    page = all_forms()[form].lay_out(declaration, Options(null_mark=null_mark))
    return recover(read_page(Path(f"申报.{suffix}"), renderer(suffix)(page)))


@pytest.mark.parametrize("null_mark", ["空", ""])
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_published_project_text_comes_back_whole(suffix: str, null_mark: str, seed_003: str):
    (before,) = recover(page_of(seed_003))
    (after,) = imported(before.declaration, "yn-text", suffix, null_mark)
    assert after.declaration == before.declaration
    assert after.unplaced == ()


@pytest.mark.parametrize("null_mark", ["空", ""])
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_table_alone_gives_goals_years_and_indicators(suffix: str, null_mark: str, seed_003: str):
    (before,) = recover(page_of(seed_003))
    (after,) = imported(before.declaration, "yn-target", suffix, null_mark)
    assert after.declaration.indicators == before.declaration.indicators
    assert after.declaration.goals == before.declaration.goals
    assert after.declaration.project.year == 2026
    assert after.declaration.project.period == (2026, 2028)
    assert after.unplaced == ()


@given(declarations())
@settings(max_examples=60 * FACTOR, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_declaration_comes_back_from_text(declaration: Declaration):
    (after,) = imported(declaration, "yn-text", "txt")
    assert after.declaration == declaration


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != "txt"])
@given(declaration=declarations())
@settings(max_examples=8 * FACTOR, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_declaration_comes_back_from_office_files(suffix: str, declaration: Declaration):
    (after,) = imported(declaration, "yn-text", suffix)
    assert after.declaration == declaration


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_text_longer_than_a_page_comes_back_whole(suffix: str, seed_003: str):
    (before,) = recover(page_of(seed_003))
    declaration = before.declaration
    long = "区级财政部门审核参保人数后拨付补助资金，" * 220
    for path in (
        "project.plan",
        "unit.profile",
        "goals.annual",
        "indicators[1].scoring",
        "indicators[1].basis",
    ):
        declaration = declaration.with_value(path, long + path)
    (after,) = imported(declaration, "yn-text", suffix)
    assert after.declaration == declaration
