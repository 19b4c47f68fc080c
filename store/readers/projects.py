"""A page as projects: one for each 项目名称, or for each table where no name is given."""

from __future__ import annotations

from collections.abc import Sequence

from store.readers.columns import HEADINGS, YUNNAN, is_header
from store.readers.goals import labels_in
from store.readers.headings import Heading, heading_of, is_section_heading, is_table_title
from store.readers.page import Block, Line, Page, Row
from store.readers.titles import TITLE_LINES, title_length


def projects_of(page: Page) -> list[tuple[Block, ...]]:
    """The blocks of each project, none left out."""
    blocks = [part for block in page.blocks for part in _unfolded(block)]
    return [tuple(part) for named in _by_name(blocks) for part in _by_goals(named)]


def _unfolded(block: Block) -> Sequence[Block]:
    """A row with one cell across its whole table, or with nothing but a heading, is running text."""
    if isinstance(block, Line) or len(block.filled) != 1:
        return (block,)
    cell = block.filled[0]
    is_across = block.width > 1 and cell.columns >= block.width and not is_header(block)
    is_heading = heading_of(cell.text) if block.width else is_section_heading(cell.text)
    if is_across or is_table_title(cell.text) or is_heading:
        return cell.lines
    return (block,)


def _by_name(blocks: Sequence[Block]) -> list[list[Block]]:
    """Cut before each heading 项目名称 that follows a whole project, taking its title along."""
    parts: list[list[Block]] = [[]]
    headings = _name_headings(blocks)
    has_name = has_body = False
    for at, block in enumerate(blocks):
        if id(block) in headings:
            if has_body:
                title = _title_length(parts[-1], blocks[at + 1 : at + 2], headings[id(block)])
                cut = len(parts[-1]) - title
                parts.append(parts[-1][cut:])
                del parts[-2][cut:]
            has_name, has_body = True, False
        elif isinstance(block, Row) or heading_of(block.text) is not None:
            has_body = has_name
        parts[-1].append(block)
    return parts


def _name_headings(blocks: Sequence[Block]) -> dict[int, Heading]:
    """The headings 项目名称, by `id`; where some stand alone on their line, only those."""
    found = {
        id(block): heading
        for block in blocks
        if isinstance(block, Line) and (heading := heading_of(block.text)) and heading.term.key == "name"
    }
    best = min((heading.rank for heading in found.values()), default=0)
    return {at: heading for at, heading in found.items() if heading.rank == best}


def _title_length(before: Sequence[Block], after: Sequence[Block], heading: Heading) -> int:
    """How many lines at the end of one project are the title of the next."""
    lines = 0
    while lines < len(before) and isinstance(before[-1 - lines], Line):
        lines += 1
    if lines < len(before) and isinstance(before[-1 - lines], Row) and lines <= TITLE_LINES:
        return lines
    first = after[0] if after else None
    return title_length(before, heading.rest or (first.text if isinstance(first, Line) else ""))


def _by_goals(blocks: Sequence[Block]) -> list[list[Block]]:
    """Cut before a second 总体目标 that follows an indicator table: it begins another project's table."""
    parts: list[list[Block]] = [[]]
    has_table = False
    for block in blocks:
        if isinstance(block, Row):
            if has_table and any(label.key == "overall" for label in labels_in(block.cells).values()):
                above = _lines_above(parts[-1])
                cut = len(parts[-1]) - above
                parts.append(parts[-1][cut:])
                del parts[-2][cut:]
                has_table = False
            has_table = has_table or is_header(block) or _holds_header(block)
        parts[-1].append(block)
    return parts


def _holds_header(row: Row) -> bool:
    """Whether the rows of a whole table had run together in this one."""
    return any(cell.text == HEADINGS[YUNNAN[0]] for cell in row.cells)


def _lines_above(part: Sequence[Block]) -> int:
    count = 0
    while count < len(part) and isinstance(part[-1 - count], Line):
        count += 1
    return count
