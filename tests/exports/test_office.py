"""Exported files opened with LibreOffice and printed: every text is on the paper, header rows on every page."""

from __future__ import annotations

import re
import shutil
import subprocess
from decimal import Decimal
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.forms import Material, all_forms
from exports.grid import Cell, Grid, Options, Page, Paragraph, Role
from exports.pagination import Printed
from exports.pagination import printed as printed_pages
from exports.renderers import renderer

from . import evaluated
from .published import page, with_long_texts

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="LibreOffice or pdftotext is missing",
    ),
]


def tall() -> Page:
    """A department's table: names and goals merged down more indicators than a page holds."""
    rows: list[tuple[Cell, ...]] = [
        tuple(Cell(text, Role.HEADING) for text in ("绩效指标", "评（扣）分标准", "指标内容", "指标值")),
        tuple(Cell(str(number), Role.CODE) for number in range(1, 5)),
    ]
    for project, leaves in (("甲", 12), ("乙", 70)):
        goal = "".join(f"{project}第{number}项任务按期完成，资金及时拨付。" for number in range(80))
        for leaf in range(leaves):
            first = (
                (Cell(f"{project}字头项目", rowspan=leaves), Cell(goal, rowspan=leaves)) if leaf == 0 else ()
            )
            rows.append(
                (*first, Cell(f"{project}类补助对象认定准确率" * (1 + leaf % 4)), Cell(str(leaf), Role.CODE))
            )
    grid = Grid((16.0, 36.0, 24.0, 12.0), tuple(rows), (0, 2), landscape=False)
    return Page("表", (Paragraph("部门项目支出绩效目标表", "title"), grid))


def form_of(id: str) -> Page:
    """A form of an evaluated declaration with long texts."""
    long = with_long_texts().goals.overall
    filled = evaluated.declaration().with_value("goals.annual", long).with_value("project.overview", long)
    (first, *_) = all_forms()[id].pages(Material((filled, evaluated.declaration())), Options())
    return first


CASES = {
    "tall": tall,
    **{id: partial(form_of, id) for id in all_forms()},
    "target": lambda: page("yn-target"),
    "text": lambda: page("yn-text"),
    "long-target": lambda: page("yn-target", with_long_texts()),
    "long-text": lambda: page("yn-text", with_long_texts()),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory):
    """Every case in both formats as PDF; one start of the office program for all."""
    folder = tmp_path_factory.mktemp("office")
    files = []
    for name, make in CASES.items():
        for suffix in ("xlsx", "docx"):
            file = folder / f"{name}.{suffix}"
            file.write_bytes(renderer(suffix)(make()))
            files.append(file)
    for suffix in ("xlsx", "docx"):
        convert([file for file in files if file.suffix == f".{suffix}"], "pdf", folder / suffix)
    return folder


def convert(files: list[Path], suffix: str, out: Path) -> None:
    profile = (files[0].parent / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            suffix,
            "--outdir",
            str(out),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


def pages(printed: Path, name: str, suffix: str) -> list[str]:
    """The text of each page without blanks, as it was drawn."""
    out = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(printed / suffix / f"{name}.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    return [squeezed(each) for each in out.stdout.split("\f")[:-1]]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@cache
def texts(name: str) -> tuple[str, ...]:
    """Every text of a page, long ones sentence by sentence."""
    found: list[str] = []
    for block in _made(name).blocks:
        cells = [at.cell.text for at in block.placed()] if isinstance(block, Grid) else [block.text]
        found += (squeezed(part) for cell in cells for part in re.split(r"(?<=。)", cell) if part.strip())
    return tuple(dict.fromkeys(found))


@cache
def _made(name: str) -> Page:
    return CASES[name]()


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
@pytest.mark.parametrize("name", CASES)
def test_no_text_is_cut(printed, name, suffix):
    drawn = pages(printed, name, suffix)
    # A sentence may run over a page break, where number and repeated header come between.
    together = "".join(drawn)
    missing = [text for text in texts(name) if text not in together and not _broken(text, drawn)]
    assert missing == []


def _broken(text: str, drawn: list[str]) -> bool:
    """Whether a text runs over from one page, or one row, to the next."""
    return any(
        any(text[:at] in one for one in drawn) and any(text[at:] in one for one in drawn)
        for at in range(1, len(text))
    )


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_the_published_declaration_takes_as_many_pages_as_it_should(printed, suffix):
    assert len(pages(printed, "target", suffix)) == 1
    assert len(pages(printed, "text", suffix)) == {"xlsx": 3, "docx": 4}[suffix]


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_header_rows_are_repeated_on_every_page_of_a_long_table(printed, suffix):
    drawn = pages(printed, "long-target", suffix)
    assert len(drawn) > 5
    # The goals come first and may fill the first page.
    for text in drawn if "指标性质" in drawn[0] else drawn[1:]:
        assert text.count("指标性质") == text.count("评（扣）分标准") == 1


def test_pages_are_numbered(printed):
    for number, text in enumerate(pages(printed, "long-text", "xlsx"), start=1):
        assert f"第{number}页共" in text
    for number, text in enumerate(pages(printed, "long-text", "docx"), start=1):
        assert f"—{number}—" in text


@pytest.mark.parametrize("name", CASES)
def test_the_pages_of_the_workbook_end_where_the_preview_says(printed, name):
    papers, found = printed_pages(CASES[name]()), pages(printed, name, "xlsx")
    assert len(papers) == len(found)
    names = re.compile(r"第\d+个指标")
    here, there = ([set(names.findall(text)) for text in texts] for texts in (map(text_of, papers), found))
    moved = sum(len(one - other) for one, other in zip(here, there, strict=True))
    assert moved <= 1
    for paper, text in zip(papers, found, strict=True):
        for block in paper.blocks:
            assert isinstance(block, Grid) or squeezed(block.text)[:20] in text


def text_of(paper: Printed) -> str:
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    return "\n".join(cell.text for grid in grids for row in grid.rows for cell in row)


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_a_name_merged_over_pages_is_read_on_each(printed, suffix):
    drawn = pages(printed, "tall", suffix)
    assert len(drawn) > 3
    for text in drawn:
        assert "绩效指标评（扣）分标准" in text
        assert "甲字头项目" in text or "乙字头项目" in text


def test_numbers_add_up_in_a_spreadsheet_and_typed_ones_do_not(tmp_path):
    rows = tuple(
        (Cell(text, number=Decimal(number)), Cell(text))
        for text, number in (("521,789.58", "521789.58"), ("1,000.42", "1000.42"))
    )
    book = load_workbook(BytesIO(renderer("xlsx")(Page("表", (Grid((16.0, 16.0), rows),)))))
    for column, place in (("A", "A3"), ("B", "B3")):
        book.worksheets[0][place] = f"=SUM({column}1:{column}2)"
    book.save(tmp_path / "sum.xlsx")
    convert([tmp_path / "sum.xlsx"], "csv", tmp_path)
    lines = (tmp_path / "sum.csv").read_text("utf-8").splitlines()
    assert lines == ['521789.58,"521,789.58"', '1000.42,"1,000.42"', "522790,0"]
