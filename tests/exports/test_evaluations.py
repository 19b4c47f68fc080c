"""Every form of this family holds whatever a declaration holds: no hole in the grid, nothing lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given

from exports.forms import Material, all_forms
from exports.grid import Grid, Options, Paragraph
from models.declaration import Declaration, Indicator
from models.funds import declared
from models.rows import is_qualitative
from store.documents import open_document
from tests.store.generated import declarations, examples

from .cells import grid_of, listed, listed_in_html, listed_in_xlsx
from .evaluated import declaration

FORMS = ("mof-evaluation", "sc-declaration", "sc-evaluation", "yn-evaluation")


ROOT = Path(__file__).parents[2]
PUBLISHED = sorted(path for path in (ROOT / "examples").rglob("20*/*.toml"))
"""Both published pages and the model declarations."""


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
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem[:12])
def test_files_of_the_form_show_every_cell(form: str, path: Path):
    (page,) = all_forms()[form].pages(Material((evaluated(open_document(path).declaration),)), Options())
    assert listed_in_html(page) == listed(grid_of(page))
    in_workbook = {cell if isinstance(cell, str) else cell[0] for row in listed_in_xlsx(page) for cell in row}
    assert set(texts(grid_of(page))) <= in_workbook


def evaluated(of: Declaration) -> Declaration:
    """The declaration, if it was not evaluated with each target reached and all money but one 分 spent."""
    if of.is_evaluated:
        return of
    rows = (
        row.with_values(actual="达成年度指标" if is_qualitative(row) else row.value) for row in of.indicators
    )
    total = declared(of).total
    spent = None if total is None else total - Decimal("0.01")
    return of.with_values(indicators=tuple(rows), evaluation=of.evaluation.with_values(executed=spent))


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
def test_a_bureau_can_change_every_word_that_is_printed(form: str):
    row = declaration().indicators[0]
    qualitative = row.with_values(sign="", value="好", attribute="定性指标")
    whole = declaration().with_values(indicators=(row, row.with_values(sign="<="), qualitative))
    keys = all_forms()[form].labels
    own = {key: f"〔{key}〕" for key in keys}
    (page,) = all_forms()[form].pages(Material((whole,)), Options(form_labels={form: own}))
    printed = [block.text for block in page.blocks if isinstance(block, Paragraph)]
    printed += [text for block in page.blocks if isinstance(block, Grid) for text in texts(block)]
    assert not [key for key in keys if not any(f"〔{key}〕" in text for text in printed)]
    headings = "".join(own.values()) + "".join(all_forms()[form].labels.values())
    assert not any(text in headings and not text.startswith("〔") for text in printed if len(text) > 3)


@pytest.mark.parametrize("form", FORMS)
def test_a_heading_of_four_characters_stands_on_one_line(form: str):
    (grid,) = grids(form, declaration())
    for at in grid.placed():
        if grid.header[0] <= at.row < grid.header[1] and at.cell.colspan == 1 and len(at.cell.text) == 4:
            assert grid.widths[at.column] >= 8
