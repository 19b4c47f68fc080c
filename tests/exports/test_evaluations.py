"""Every form of this family holds whatever a declaration holds: no hole in the grid, nothing lost."""

from __future__ import annotations

from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given

from exports.forms import Material, all_forms
from exports.grid import Grid, Options
from models.declaration import Declaration, Indicator
from tests.store.generated import declarations, examples

from .evaluated import declaration

FORMS = ("mof-evaluation", "sc-declaration", "sc-evaluation", "yn-evaluation")


def grids(form: str, *of: Declaration) -> list[Grid]:
    pages = all_forms()[form].pages(Material(of), Options())
    return [block for page in pages for block in page.blocks if isinstance(block, Grid)]


def texts(grid: Grid) -> list[str]:
    return [at.cell.text for at in grid.placed()]


@pytest.mark.parametrize("form", FORMS)
@given(declarations)
@examples(25)
def test_any_declaration_fills_the_grid(form: str, of: Declaration):
    (grid,) = grids(form, of)
    found = texts(grid)
    assert all(row.name in found for row in of.indicators)


@pytest.mark.parametrize("form", FORMS)
def test_levels_without_names_that_come_back_keep_each_indicator(form: str):
    levels = [("", ""), ("产出指标", ""), ("", "数量指标"), ("产出指标", "数量指标"), ("", "")]
    rows = tuple(
        Indicator(level1=level1, level2=level2, name=f"第{number}个")
        for number, (level1, level2) in enumerate(levels)
    )
    (grid,) = grids(form, declaration().with_values(indicators=rows))
    assert {row.name for row in rows} <= set(texts(grid))


@pytest.mark.parametrize("form", FORMS)
def test_five_hundred_indicators_are_laid_out_at_once(form: str):
    row = declaration().indicators[0].with_values(weight=Decimal("0.18"))
    many = tuple(row.with_values(name=f"第{number}个") for number in range(500))
    began = perf_counter()
    (grid,) = grids(form, declaration().with_values(indicators=many))
    assert f"第{499}个" in texts(grid)
    assert perf_counter() - began < 1


@pytest.mark.parametrize("form", FORMS)
def test_a_heading_of_four_characters_stands_on_two_lines_at_most(form: str):
    """Columns are wide enough for two characters of each heading, and for a whole one of four where it is alone."""
    (grid,) = grids(form, declaration())
    for at in grid.placed():
        if grid.header[0] <= at.row < grid.header[1] and at.cell.colspan == 1 and len(at.cell.text) == 4:
            assert grid.widths[at.column] >= 8
