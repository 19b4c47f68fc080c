"""A long table as a workbook: 1,000 projects of fifteen indicators on one sheet, `python -m bench.sheet [projects]`.

Against openpyxl writing the very same cells, texts, heights and merged areas in its fastest styled way: write-only,
one shared style for all cells. Each in a process of its own, in turns, so that memory can be told apart.
"""

from __future__ import annotations

import io
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import declaration
from bench.measure import Figure, most_memory
from exports.grid import Cell, Grid, Page, Paragraph, Role

PROJECTS = 1000
WIDTHS = (24.0, 36.0, 12.0, 16.0, 26.0, 8.0, 12.0, 8.0, 10.0, 30.0)
_CODES = ("sign", "value", "unit", "attribute")


def table(projects: int) -> Page:
    """A table like 05-2: project and goal merged down the indicators, below a header and a row of numbers."""
    rows: list[tuple[Cell, ...]] = [
        tuple(Cell(f"标题{number}", Role.HEADING) for number in range(1, 11)),
        tuple(Cell(str(number), Role.CODE) for number in range(1, 11)),
    ]
    for number in range(projects):
        project = declaration(number)
        rows.extend(
            (
                *(
                    ()
                    if at
                    else (
                        Cell(project.project.name, rowspan=len(project.indicators)),
                        Cell(project.goals.annual, rowspan=len(project.indicators)),
                    )
                ),
                *(Cell(text) for text in (leaf.level1, leaf.level2, leaf.name)),
                *(Cell(str(getattr(leaf, key)), Role.CODE) for key in _CODES),
                Cell(leaf.content),
            )
            for at, leaf in enumerate(project.indicators)
        )
    return Page("表", (Paragraph("部门项目支出绩效目标表", "title"), Grid(WIDTHS, tuple(rows), (0, 2))))


def _ours(page: Page) -> bytes:
    from exports.renderers.xlsx import render

    return render(page)


def _bare(page: Page) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.worksheet.cell_range import CellRange

    grid = page.blocks[-1]
    assert isinstance(grid, Grid)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    side = Side(style="thin", color="000000")
    styled = WriteOnlyCell(sheet)
    styled.font, styled.border = Font(name="宋体", size=10), Border(side, side, side, side)
    styled.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    texts = [[""] * len(grid.widths) for _ in grid.rows]
    for at in grid.placed():
        texts[at.row][at.column] = at.cell.text
        if at.cell.rowspan > 1:
            column, last = at.column + 1, at.row + at.cell.rowspan
            area = CellRange(min_row=at.row + 1, max_row=last, min_col=column, max_col=column)
            sheet.merged_cells.ranges.add(area)
    for row, line in enumerate(texts, start=1):
        sheet.row_dimensions[row].height = 36
        cells = []
        for text in line:
            cell = WriteOnlyCell(sheet, text)
            cell._style = styled._style
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def figures(rounds: int) -> Iterator[Figure]:
    """Seconds and growth of memory for the whole table."""
    runs = [{way: _run(way, PROJECTS) for way in ("ours", "bare")} for _ in range(rounds)]
    took, base = (statistics.median(run[way]["seconds"] for run in runs) for way in ("ours", "bare"))
    grown, base_grown = (max(run[way]["growth"] for run in runs) for way in ("ours", "bare"))
    yield Figure(
        f"a table of {PROJECTS} projects as one sheet, measured, cut into pages and written",
        f"{took:.1f} s",
        f"openpyxl, write-only, one shared style {base:.1f} s",
        f"{took / base:.2f}",
        "1.3",
    )
    yield Figure(
        "memory that grows for it, the table itself counted in",
        f"{grown:.0f} MiB",
        f"{base_grown:.0f} MiB",
        f"{grown / base_grown:.1f}",
        "150 MiB",
    )


def _run(way: str, projects: int) -> dict[str, float]:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.sheet", str(projects), way],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[1],
    )
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def main() -> None:
    """Print seconds and growth of both ways, or of one as JSON."""
    projects = int(sys.argv[1]) if len(sys.argv) > 1 else PROJECTS
    if len(sys.argv) < 3:
        for way in ("ours", "bare"):
            print(way, _run(way, projects))
        return
    write = {"ours": _ours, "bare": _bare}[sys.argv[2]]
    write(table(1))
    before = most_memory()
    page = table(projects)
    start = time.perf_counter()
    write(page)
    print(json.dumps({"seconds": time.perf_counter() - start, "growth": most_memory() - before}))


if __name__ == "__main__":
    main()
