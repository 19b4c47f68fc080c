"""The two goal rows above the indicators: 总体目标 and 预算年度目标, with their years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from models.vocabulary import LABELS, NULL_MARK, bare_heading
from store.readers.columns import is_group, key_of
from store.readers.headings import GoalLabel, goal_label_of
from store.readers.ledger import Ledger
from store.readers.page import Cell, Line, Row

_NAMES = {"overall": "总体目标", "annual": "预算年度目标"}
_WINDOW = 2


@dataclass
class GoalRows:
    """What the goal rows say."""

    texts: dict[str, str] = field(default_factory=dict)
    period: tuple[int, ...] = ()
    year: int | None = None
    year_line: Line | None = None


def labels_in(cells: Sequence[Cell]) -> dict[int, GoalLabel]:
    """The goal labels of a row, by the position of their cell."""
    return {at: label for at, cell in enumerate(cells) if (label := goal_label_of(cell.text))}


def read_goals(found: GoalRows, row: Row, ledger: Ledger) -> tuple[Cell, ...]:
    """Take the goals of a row; give the cells that belong to something else."""
    cells = row.cells
    labels = labels_in(cells)
    positions = [*labels, len(cells)]
    left = list(cells[: positions[0]])
    for at, end in pairwise(positions):
        label, behind = labels[at], list(cells[at + 1 : end])
        text = _text_of(behind)
        if text is None and any(other.key == label.key for place, other in labels.items() if place > at):
            # The label stands twice; the later one has the text.
            left.append(cells[at])
            continue
        _take_label(found, label, cells[at], ledger)
        if text is None:
            ledger.lack(cells[at].lines[0], f"{_NAMES[label.key]}的文字不在页面上，没有填入。")
        else:
            behind.remove(text)
            _take_text(found, label.key, text, ledger)
        left += behind
    for cell in left:
        if bare_heading(cell.text) == LABELS["goals"]:
            ledger.printed(*cell.lines)
    return tuple(cell for cell in left if any(map(ledger.is_open, cell.lines)))


def _text_of(behind: Sequence[Cell]) -> Cell | None:
    """The cell next to a label; where cells were not merged, the only one with text."""
    filled = [cell for cell in behind if cell.lines]
    if not behind or not filled:
        return behind[0] if behind else None
    if behind[0] is not filled[0] and len(filled) > 1:
        return None
    return None if key_of(filled[0].text) or is_group(filled[0].text) else filled[0]


def _take_label(found: GoalRows, label: GoalLabel, cell: Cell, ledger: Ledger) -> None:
    line = cell.lines[0]
    if not label.is_understood:
        for each in cell.lines:
            ledger.report(each, "括号里的年份看不懂，没有填入。")
        return
    if label.key == "overall" and label.years:
        if found.period not in ((), label.years):
            ledger.report(line, "总体目标的年份出现了两次，内容不同，取了前一个。")
        elif len(label.years) == _WINDOW:
            found.period = label.years
    elif label.years:
        if found.year not in (None, label.years[0]):
            ledger.report(line, "预算年度出现了两次，内容不同，取了前一个。")
        else:
            found.year, found.year_line = label.years[0], line
    ledger.printed(*cell.lines)


def _take_text(found: GoalRows, key: str, cell: Cell, ledger: Ledger) -> None:
    if cell.text == NULL_MARK:
        ledger.printed(*cell.lines)
    if not found.texts.get(key):
        found.texts[key] = cell.value
        ledger.place(*cell.lines)
    elif found.texts[key] != cell.value:
        for line in cell.lines:
            ledger.report(line, f"{_NAMES[key]}出现了两次，内容不同，取了前一个。")
    else:
        ledger.place(*cell.lines)
