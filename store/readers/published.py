"""From the page of any input format to declarations, and an account of what could not be placed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.declaration import Budget, Declaration, Goals, Project, Unit
from store.readers.budget import total_of
from store.readers.columns import (
    Header,
    holds_indicators,
    is_header,
    is_number_row,
)
from store.readers.goals import GoalRows, labels_in, read_goals
from store.readers.headings import announces_table, is_table_title
from store.readers.indicators import Tree
from store.readers.joined import split_goals, split_header, usual_length
from store.readers.ledger import Ledger, Unplaced
from store.readers.page import Block, Line, Page, Row, lines_of
from store.readers.projects import projects_of
from store.readers.sections import Narrative, headings_in, read_sections

_SEVERAL_PROJECTS = "这张表里有几个项目的指标，不能填进一份申报，没有填入。"


@dataclass(frozen=True)
class Recovered:
    """One project of a page."""

    declaration: Declaration
    placed: int
    """pieces of text of the page that are in the declaration; 0 when nothing was recognised"""
    unplaced: tuple[Unplaced, ...]
    """everything else of the page, and doubts, in its order"""


def recover(page: Page) -> tuple[Recovered, ...]:
    """The declarations that a page holds, in its order. No value is guessed and no piece of text is lost."""
    return tuple(_recover(blocks) for blocks in projects_of(page) if blocks)


def _recover(blocks: tuple[Block, ...]) -> Recovered:
    ledger = Ledger(lines_of(blocks))
    narrative = read_sections(_narrative_lines(blocks, ledger), ledger)
    rows = [part for block in blocks if isinstance(block, Row) for part in split_goals(block)]
    goals, tree = _read_table(rows, ledger)
    declaration = Declaration(
        project=Project(
            **_filled(narrative.project),
            year=_year(narrative, goals, ledger),
            period=goals.period,
        ),
        unit=Unit(**_filled(narrative.unit)),
        budget=Budget(total=total_of(narrative.project, narrative.lines, ledger)),
        goals=Goals(**_filled(goals.texts)),
        indicators=tuple(tree.indicators),
    )
    return Recovered(declaration, ledger.placed, ledger.close())


def _filled(texts: dict[str, str]) -> dict[str, Any]:
    return {key: text for key, text in texts.items() if text}


def _narrative_lines(blocks: Iterable[Block], ledger: Ledger) -> list[Line]:
    """The running text: what follows a table belongs to no section until the next heading."""
    blocks = list(blocks)
    headings = headings_in(block for block in blocks if isinstance(block, Line))
    found: list[Line] = []
    is_open, has_heading = True, False
    for block in blocks:
        if isinstance(block, Row):
            is_open = False
        elif announces_table(block.text):
            if is_table_title(block.text):
                ledger.printed(block)
            is_open = is_open and not has_heading
        else:
            has_heading = has_heading or id(block) in headings
            is_open = is_open or id(block) in headings
            if is_open:
                found.append(block)
    return found


def _read_table(rows: Sequence[Row], ledger: Ledger) -> tuple[GoalRows, Tree]:
    goals, header = GoalRows(), Header()
    length = usual_length(rows)
    tree = Tree(header.keys(length), ledger)
    tables = _Tables(rows)
    for row in rows:
        may_be_goals = not header.rows and not tree.indicators and not Header([row]).lists_projects
        if may_be_goals and labels_in(row.cells):
            row = replace(row, cells=read_goals(goals, row, ledger))
            if not is_header(row):
                continue
        for part in split_header(row, length):
            if is_header(part):
                ledger.printed(*part.lines)
                if not _is_repeated(part, header):
                    header.rows.append(part)
                    tree.keys = header.keys(length)
            elif is_number_row(part):
                ledger.printed(*part.lines)
            elif header.lists_projects:
                for line in part.lines:
                    ledger.report(line, _SEVERAL_PROJECTS)
            elif tables.belongs(part, header, tree.keys):
                tree.read(part)
    tree.close()
    if rows and rows[0].torn_before and rows[0].lines and not (header.rows and goals.texts):
        lost = [*([] if goals.texts else ["项目目标"]), *([] if header.rows else ["表头"])]
        ledger.lack(rows[0].lines[0], f"缺{'、'.join(lost)}：这里之前有文字丢失，没有填入。")
    return goals, tree


class _Tables:
    """Tells which tables hold indicators."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            self.rows[row.table].append(row)
        self.known: dict[tuple[int, Sequence[str | None]], bool] = {}

    def belongs(self, row: Row, header: Header, keys: Sequence[str | None]) -> bool:
        """Whether a row is one of the indicators: its table has their header, or goes on from one that has it."""
        if any(above.table == row.table for above in header.rows):
            return True
        if row.width not in (0, len(keys)):
            return False
        if (row.table, keys) not in self.known:
            self.known[row.table, keys] = holds_indicators(self.rows[row.table], keys)
        return self.known[row.table, keys]


def _is_repeated(row: Row, header: Header) -> bool:
    """Whether a header row was there before: it is printed again on each page."""
    texts = [cell.text for cell in row.filled]
    return any(texts == [cell.text for cell in earlier.filled] for earlier in header.rows)


def _year(narrative: Narrative, goals: GoalRows, ledger: Ledger) -> int | None:
    """The budget year, when title and table do not contradict each other."""
    if narrative.year and goals.year and narrative.year != goals.year:
        at = goals.year_line or narrative.title
        if at is not None:
            ledger.doubt(
                at, f"标题是 {narrative.year} 年，目标表是 {goals.year} 年；年度不能确定，没有填入。"
            )
        return None
    return narrative.year or goals.year
