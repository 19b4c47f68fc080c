"""Plain text: the text layer of a published page, as the seeds show it, and the tables of other forms as drawn.

A heading stands alone on its line, a paragraph is a line. In a published table each cell is a line led by TAB, and
an empty line ends a row. An area merged across columns is one cell; where a cell is merged downwards, the
rows below begin the place with an empty cell. Further lines of a cell follow without TAB. What would be read
as structure is folded: blank lines inside a cell are dropped, TABs inside texts become spaces. A table that is not
read again is drawn with lines, to be looked at in a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from exports.grid import Grid, Page
from exports.renderers.screen import drawn
from models.text import clean

CELLS = 120
"""Terminal cells of a drawn table."""


def render(page: Page) -> bytes:
    """The page as UTF-8 text with line feeds."""
    lines: list[str] = []
    captioned = False
    for block in page.blocks:
        if isinstance(block, Grid):
            if lines and lines[-1] and not captioned:
                lines.append("")
            lines.extend(_table(block) if block.in_lines else drawn(block, CELLS))
            continue
        captioned = block.style == "caption"
        if lines and lines[-1] and block.style in ("title", "heading", "caption"):
            lines.append("")
        lines.append(_line(block.text))
        if block.style in ("title", "heading"):
            lines.append("")
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _line(text: str) -> str:
    return " ".join(clean(text).replace("\t", " ").split("\n"))


def _table(grid: Grid) -> Iterator[str]:
    placed = {(at.row, at.column): at.cell for at in grid.placed()}
    covered = {
        (row + down, column) for (row, column), cell in placed.items() for down in range(1, cell.rowspan)
    }
    for row in range(len(grid.rows)):
        for column in range(len(grid.widths)):
            if (row, column) in placed:
                yield from _cell(placed[row, column].text)
            elif (row, column) in covered:
                yield "\t"
        yield ""


def _cell(text: str) -> Iterator[str]:
    first, *more = [line for line in clean(text).replace("\t", " ").split("\n") if line.strip()] or [""]
    yield f"\t{first.lstrip(' ')}"
    yield from (line.lstrip(" ") for line in more)
