"""The ministry's forms of a declaration, a review and a monitoring hold whatever a file holds."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given

from exports.forms import all_forms
from exports.grid import Grid, Options, Page, Paragraph
from exports.metrics import SHEET_MARGINS, column_points, line_count
from exports.pagination import GRID_SIZE
from models.declaration import Declaration, Indicator
from models.vocabulary import CAUSES
from store.documents import canonical_text, open_document
from tests.store.generated import declarations, examples

from . import complete
from .cells import grid_of, listed, listed_in_html, listed_in_xlsx

FORMS = ("mof-core", "mof-declaration", "mof-monitoring", "mof-review")
OF_INDICATORS = FORMS[:3]

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "examples").rglob("20*/*.toml"))
PROJECTS = [path for path in FILES if path.stem != "department"]
"""Both published pages and the model declarations."""

NARROW = (*CAUSES, "绩效指标", "分值权重")
"""Labels of columns that hold a tick, a number or nothing else."""

WIDEST = {True: 175, False: 100}
"""Characters that a page holds, lying or upright, at a size that is still read."""


def laid_out(form: str, of: Declaration, **options: object) -> Page:
    return all_forms()[form].lay_out(of, Options(**options))  # type: ignore[arg-type]  # few options


def texts(grid: Grid) -> list[str]:
    return [at.cell.text for at in grid.placed()]


def sheet_ems(grid: Grid, column: int) -> float:
    """What a column of a workbook holds on a line, in widths of a Chinese character."""
    return (column_points(grid.widths[column]) - SHEET_MARGINS[0]) / GRID_SIZE


def test_both_published_pages_and_ten_model_declarations_are_printed():
    assert len(PROJECTS) == 12


def test_the_complete_declaration_leaves_no_field_of_a_project_empty():
    whole = complete.declaration()
    for name in ("project", "unit", "budget", "goals", "review", "monitoring", "evaluation"):
        table = getattr(whole, name)
        assert [key for key in table.keys() if getattr(table, key) in ("", None, ())] == []
    # What causes a deviation, and what is remarked, only some indicators have; 定性 has neither sign nor unit.
    for key in Indicator.keys():
        assert any(getattr(row, key) not in ("", None) for row in whole.indicators), key
    assert canonical_text(whole) == complete.PATH.read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
@given(declarations)
@examples(20)
def test_any_declaration_fills_the_grid(form: str, of: Declaration):
    grid = grid_of(laid_out(form, of))
    if form in OF_INDICATORS:
        found = texts(grid)
        assert all(row.name in found for row in of.indicators)


@pytest.mark.parametrize("form", FORMS)
def test_files_of_the_form_show_every_cell(form: str):
    for path in (complete.PATH, *PROJECTS):
        page = laid_out(form, open_document(path).declaration)
        assert listed_in_html(page) == listed(grid_of(page)), path.stem


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", [complete.PATH, *PROJECTS[:2]], ids=["complete", "seed-003", "seed-000"])
def test_workbooks_of_the_form_show_every_cell(form: str, path: Path):
    page = laid_out(form, open_document(path).declaration)
    # A label that is merged over a page end stands on both pages.
    in_workbook = {cell if isinstance(cell, str) else cell[0] for row in listed_in_xlsx(page) for cell in row}
    assert set(texts(grid_of(page))) <= in_workbook


@pytest.mark.parametrize("form", OF_INDICATORS)
def test_levels_without_names_that_come_back_keep_each_indicator(form: str):
    levels = [("", ""), ("产出指标", ""), ("", "数量指标"), ("产出指标", "数量指标"), ("", "")]
    rows = tuple(
        Indicator(level1=level1, level2=level2, name=f"第{number}个", overall_value="1" if number % 2 else "")
        for number, (level1, level2) in enumerate(levels)
    )
    assert {row.name for row in rows} <= set(texts(grid_of(laid_out(form, Declaration(indicators=rows)))))


@pytest.mark.parametrize("form", OF_INDICATORS)
def test_five_hundred_indicators_are_laid_out_at_once(form: str):
    row = complete.declaration().indicators[3]
    many = tuple(
        row.with_values(name=f"第{number}个", overall_value="9" * (number % 2)) for number in range(500)
    )
    began = perf_counter()
    assert "第499个" in texts(grid_of(laid_out(form, Declaration(indicators=many))))
    assert perf_counter() - began < 1


@pytest.mark.parametrize("form", FORMS)
def test_a_bureau_can_change_every_word_that_is_printed(form: str):
    own = {key: f"〔{key}〕" for key in all_forms()[form].labels}
    whole = complete.declaration()
    facts = set(texts(grid_of(laid_out(form, whole)))) - set(all_forms()[form].labels.values())
    page = laid_out(form, whole, form_labels={form: own})
    printed = [block.text for block in page.blocks if isinstance(block, Paragraph)] + texts(grid_of(page))
    assert [key for key in own if f"〔{key}〕" not in printed] == []
    assert [text for text in printed if text and "〔" not in text and text not in facts] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_page_is_wide_enough_and_four_characters_stand_on_one_line_or_two(form: str):
    grid = grid_of(laid_out(form, complete.declaration()))
    assert sum(grid.widths) <= WIDEST[grid.landscape]
    for at in grid.placed():
        if at.cell.colspan == 1 and len(at.cell.text) == 4 and at.cell.text.isalpha():
            lines = line_count(at.cell.text, sheet_ems(grid, at.column))
            assert lines <= (2 if at.cell.text in NARROW else 1), at.cell.text
