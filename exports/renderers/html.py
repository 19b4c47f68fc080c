"""One self-contained page for a government site: real header cells, no script, printable as it stands."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import pairwise

from exports.grid import Cell, Grid, Page, Paragraph, Placed, Role
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
            yield from _table(part.grid, part.paragraphs)
        yield "</section>\n"


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


def _table(grid: Grid, above: tuple[Paragraph, ...]) -> Iterator[str]:
    name = f' aria-label="{_escaped(above[-1].text)}"' if above else ""
    total = sum(grid.widths)
    yield f'<div class="grid">\n<table{name}>\n<colgroup>'
    yield from (f'<col style="width:{width / total:.2%}">' for width in grid.widths)
    yield "</colgroup>\n"
    placed = list(grid.placed())
    # A table head may only stand first, so a heading further down is a row group of header cells.
    cuts = sorted({0, *grid.header, len(grid.rows)})
    for start, end in pairwise(cuts):
        group = "thead" if (start, end) == grid.header and start == 0 else "tbody"
        yield f"<{group}>\n"
        for row in range(start, end):
            yield "<tr>\n"
            yield from (_cell(at, grid.header) for at in placed if at.row == row)
            yield "</tr>\n"
        yield f"</{group}>\n"
    yield "</table>\n</div>\n"


def _cell(at: Placed, header: tuple[int, int]) -> str:
    cell = at.cell
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        if count > 1
    )
    if header[0] <= at.row < header[1]:
        scope = "colgroup" if cell.colspan > 1 else "col"
    else:
        scope = "rowgroup" if cell.rowspan > 1 else "row"
    return _element(cell, spans, scope)


def _element(cell: Cell, spans: str, scope: str) -> str:
    match cell.role:
        case Role.HEADING | Role.LABEL:
            return f'<th class="{cell.role}"{spans} scope="{scope}">{_lines(cell.text)}</th>\n'
        case _:
            return f'<td class="{cell.role}"{spans}>{_lines(cell.text)}</td>\n'
