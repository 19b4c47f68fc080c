"""One self-contained page for a government site: real header cells, no script, printable as it stands."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from exports.grid import Cell, Grid, Page, Paragraph, Part, Placed, Role
from models.text import clean

_STYLE = """\
body { font-family: FangSong, 仿宋, SimSun, 宋体, serif; line-height: 1.75; max-width: 80em; margin: 2em auto;
  padding: 0 1em; color: #000; background: #fff; }
h1, h2.caption { font-family: SimHei, 黑体, sans-serif; font-weight: bold; text-align: center; }
h1 { font-size: 1.5em; }
h2 { font-family: SimHei, 黑体, sans-serif; font-size: 1.1em; margin: 1em 0 0.25em; }
h2.caption { font-size: 1.3em; }
p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
p.body { text-indent: 2em; text-align: justify; }
p.right { text-align: right; }
p.subtitle { text-align: center; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-family: SimSun, 宋体, serif;
  font-size: 0.875em; line-height: 1.4; }
th, td { border: 1px solid #000; padding: 0.25em 0.4em; vertical-align: middle; white-space: pre-wrap;
  overflow-wrap: anywhere; }
th { font-weight: normal; text-align: center; }
th.heading { font-family: SimHei, 黑体, sans-serif; font-weight: bold; }
td { text-align: left; }
td.code { text-align: center; }
@media screen and (max-width: 60em) { .grid { overflow-x: auto; } table { min-width: 60em; } }
@page { size: A4 portrait; margin: 37mm 26mm 35mm 28mm; }
@page table { size: A4 landscape; margin: 15mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 12pt; }
  h1, h2 { break-after: avoid; }
  .landscape { page: table; font-size: 10pt; }
  tr { break-inside: avoid; }
}
"""


def render(page: Page) -> bytes:
    """The page as an HTML document in UTF-8."""
    document = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_escaped(page.title)}</title>
<style>
{_STYLE}</style>
</head>
<body>
{"".join(_parts(page))}</body>
</html>
"""
    return document.encode("utf-8", "replace")


def _escaped(text: str) -> str:
    return html.escape(clean(text))


def _lines(text: str) -> str:
    """Text with `<br>` for its line feeds, which survive where the style sheet is stripped."""
    return "<br>".join(map(_escaped, text.split("\n")))


def _parts(page: Page) -> Iterator[str]:
    for part in page.parts():
        landscape = part.grid is not None and part.grid.landscape
        yield '<section class="landscape">\n' if landscape else "<section>\n"
        yield from map(_paragraph, part.paragraphs)
        if part.grid is not None:
            yield from _table(part.grid, _name(part) or page.title)
        yield "</section>\n"


def _name(part: Part) -> str:
    """What a table is called: by the last title above it, not by the line that names its unit of money."""
    return next((each.text for each in reversed(part.paragraphs) if each.style in ("title", "caption")), "")


def _paragraph(block: Paragraph) -> str:
    match block.style:
        case "title":
            return f"<h1>{_lines(block.text)}</h1>\n"
        case "heading":
            return f"<h2>{_lines(block.text)}</h2>\n"
        case "caption":
            return f'<h2 class="caption">{_lines(block.text)}</h2>\n'
        case _:
            return f'<p class="{block.style}">{_lines(block.text)}</p>\n'


def _table(grid: Grid, name: str) -> Iterator[str]:
    # Attributes that a site keeps where it strips the style sheet.
    kept = 'border="1" cellspacing="0" cellpadding="4" width="100%"'
    yield f'<div class="grid">\n<table aria-label="{_escaped(name)}" {kept}>\n'
    rows = grid.placed_rows()
    total, groups = sum(grid.widths), _column_groups(grid, rows)
    for left, right in groups:
        columns = (f'<col style="width:{width / total:.2%}">' for width in grid.widths[left:right])
        yield f"<colgroup>{''.join(columns)}</colgroup>\n"
    # A table head may only stand first, so a heading further down is a row group of header cells.
    for start, end in pairwise(_row_group_ends(grid, rows)):
        group = "thead" if (start, end) == grid.header and start == 0 else "tbody"
        yield f"<{group}>\n"
        for row in range(start, end):
            yield "<tr>\n"
            heads_columns = grid.header[0] <= row < grid.header[1] or _is_heading(rows[row])
            for at in rows[row]:
                if heads_columns:
                    reach = (at.column, at.column + at.cell.colspan)
                    scope = "colgroup" if at.cell.colspan > 1 and reach in groups else "col"
                else:
                    whole_group = (at.row, at.row + at.cell.rowspan) == (start, end) and end - start > 1
                    scope = "rowgroup" if whole_group else "row"
                yield _cell(at.cell, scope)
            yield "</tr>\n"
        yield f"</{group}>\n"
    yield "</table>\n</div>\n"


def _column_groups(grid: Grid, rows: Sequence[Sequence[Placed]]) -> list[tuple[int, int]]:
    """The columns, together where a cell of the first row of the heading stands above several."""
    ends = {0, len(grid.widths)}
    if grid.header[0] < grid.header[1]:
        for at in rows[grid.header[0]]:
            ends |= {at.column, at.column + at.cell.colspan}
    return list(pairwise(sorted(ends)))


def _row_group_ends(grid: Grid, rows: Sequence[Sequence[Placed]]) -> list[int]:
    """Where row groups begin and end: around the heading, but not where a cell reaches over, as groups cut cells."""
    ends = {0, *grid.header, len(rows)}
    for at in chain.from_iterable(rows[: grid.header[1]]):
        ends -= {*range(at.row + 1, at.row + at.cell.rowspan)}
    return sorted(ends)


def _is_heading(cells: Sequence[Placed]) -> bool:
    return all(at.cell.role is Role.HEADING for at in cells)


def _cell(cell: Cell, scope: str) -> str:
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        if count > 1
    )
    # Where a label is left empty, nothing is headed.
    if cell.text and cell.role in (Role.HEADING, Role.LABEL):
        return f'<th class="{cell.role}"{spans} scope="{scope}">{_lines(cell.text)}</th>\n'
    return f'<td class="{cell.role}"{spans}>{_lines(cell.text)}</td>\n'
