"""Where a printed form ends its pages: nothing is lost between them, and a heading stands on each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exports.grid import Cell, Grid, Page, Paragraph, Role
from exports.pagination import printed
from exports.renderers.screen import render_printed

from .published import page, with_long_texts


def texts(blocks) -> str:
    """All text of some blocks, in their order."""
    found = []
    for block in blocks:
        cells = [cell for row in block.rows for cell in row] if isinstance(block, Grid) else [block]
        found += [cell.text for cell in cells]
    return "\n".join(found)


def test_the_published_page_takes_two_pages_of_text_and_one_for_its_table():
    papers = printed(page("yn-text"))
    assert [paper.landscape for paper in papers] == [False, False, True]
    title, grid = page("yn-target").blocks
    (paper,) = printed(page("yn-target"))
    assert paper.blocks == (title, replace(grid, header=(0, 0)))


@pytest.mark.parametrize("form", ["yn-target", "yn-text"])
def test_long_texts_and_many_rows_go_on_behind_the_end_of_a_page(form):
    whole = page(form, with_long_texts())
    papers = printed(whole)
    assert len(papers) > 4
    joined = "".join(texts(paper.blocks) for paper in papers)
    for block in whole.blocks:
        for row in block.rows if isinstance(block, Grid) else ((block,),):
            for cell in row:
                assert cell.text[:20] in joined
                assert cell.text[-20:] in joined
    grids = [block for paper in papers for block in paper.blocks if isinstance(block, Grid)]
    assert all("三级指标" in texts([grid]) for grid in grids[2:])
    # Every grid is whole: `placed` refuses one whose cells overlap or leave holes.
    assert all(list(grid.placed()) for grid in grids)


def test_a_text_that_is_continued_on_the_same_page_is_one_text_again():
    text = "".join(f"第{number}项工作按期完成。" for number in range(120))
    grid = Grid((10.0, 150.0), ((Cell("甲", Role.LABEL), Cell(text)),))
    (paper,) = printed(Page("表", (grid,)))
    assert paper.blocks == (grid,)


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page():
    for lines in range(30, 45):
        blocks = (*(Paragraph("文字") for _ in range(lines)), Paragraph("标题", "heading"), Paragraph("正文"))
        for paper in printed(Page("表", blocks)):
            assert paper.blocks[-1] != Paragraph("标题", "heading")


def test_an_area_merged_downwards_is_cut_by_the_end_of_a_page():
    rows = [(Cell("甲", rowspan=50), Cell("1"))] + [(Cell(str(number)),) for number in range(2, 51)]
    papers = printed(Page("表", (Grid((10.0, 150.0), tuple(rows)),)))
    first, second = (list(paper.blocks[0].placed()) for paper in papers)
    assert first[0].cell.text == "甲"
    assert first[0].cell.rowspan + second[0].cell.rowspan == 50
    assert second[0].cell.text == "甲"


def test_running_text_is_not_set_wider_than_on_paper():
    first = render_printed(page("yn-text"), 200)[0]
    assert max(map(len, first)) <= 80
