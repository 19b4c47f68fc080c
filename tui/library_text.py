"""How an entry of the indicator library is written: as a row of the list, beside it, and in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.style import Style

from models.declaration import Indicator
from models.library import Entry, short_level
from models.money import format_number
from models.scoring import points_of
from models.text import pad, truncate, wrap
from models.vocabulary import COLUMNS
from tui.widgets.basis import BOLD, DIM, NORMAL, Piece, plain, rule_of
from tui.widgets.lines import Line

LEVEL, TARGET, USES = 11, 16, 15
"""Cells of the columns of a row: 二级指标, 指标值 with sign and unit, uses."""
LEVEL_FROM = 70
"""Cells from which a row has room for its 二级指标."""
LABEL = 10
TO_READ = "…（F4 看全文）"
_HEADINGS = {term.key: term.heading for term in COLUMNS}
_LABELS = {"scoring": "评分标准", "content": "指标内容", "basis": "依据"}

Shown = tuple[tuple[Piece, ...], tuple[Piece, ...]]


def target(row: Indicator) -> str:
    """指标性质, 指标值 and 度量单位 in one; an empty value is a gap to be filled."""
    return plain(" ".join(filter(None, (row.sign, row.value or "＿", row.unit))))


def uses(entry: Entry) -> str:
    """How often an entry was used and when last: 用过 3 次 2025; 内置 for a built-in one."""
    if entry.is_built_in:
        return "内置"
    return f"用过 {entry.uses} 次" + (f" {entry.last_year}" if entry.last_year else "")


def entry_line(entry: Entry, cells: int, *, marked: bool, present: bool, with_level: bool) -> Line:
    """A row of the list; `present`: the declaration has this indicator already."""
    row = entry.indicator
    left: list[Piece] = [("* " if marked else "  ", BOLD)]
    if with_level and cells >= LEVEL_FROM:
        left.append((pad(truncate(plain(short_level(row)), LEVEL - 1), LEVEL), DIM))
    left.append((plain(row.name), BOLD if marked else NORMAL))
    said = "已有" if present else uses(entry)
    right = (
        (f" {pad(truncate(target(row), TARGET - 2), TARGET)}", NORMAL),
        (pad(said, USES), DIM),
    )
    return Line(tuple(left), right)


def in_pane(
    entry: Entry | None, row: Indicator | None, cells: int, height: int, *, beside: bool
) -> list[Shown]:
    """All columns of an entry as it would be inserted, in so many cells and lines.

    Below the list a line stands above it, `beside` the list one at its left.
    """
    if cells <= 0 or height <= 0:
        return []
    edge: tuple[Piece, ...] = (("│ " if rule_of(1) == "─" else "| ", DIM),) if beside else ((" ", NORMAL),)
    head: list[Shown] = [] if beside else [(((rule_of(cells), DIM),), ())]
    if entry is None or row is None:
        return [*head, *([((*edge,), ())] * height if beside else [])]
    room = height - len(head)
    lines = list(_paragraphs(entry, row, cells - 3))
    if len(lines) > room:
        last, style = lines[room - 1]
        lines = [*lines[: room - 1], (truncate(last, max(cells - 3 - 14, 8)).rstrip("…") + TO_READ, style)]
    shown: list[Shown] = [((*edge, (text, style)), ()) for text, style in lines]
    if beside:
        shown += [((*edge,), ())] * (height - len(shown))
    return [*head, *shown]


def full_text(entry: Entry, row: Indicator, cells: int) -> Sequence[str]:
    """Everything about an entry, and every project that has it."""
    return ["", *(f" {text}" for text, _ in _paragraphs(entry, row, cells - 2, every=True))]


def _paragraphs(
    entry: Entry, row: Indicator, cells: int, *, every: bool = False
) -> Iterator[tuple[str, Style]]:
    points = points_of(row)
    weight = f"  {format_number(points)}分" if points is not None else ""
    parts = [
        (_HEADINGS["name"], row.name, BOLD),
        ("放在", "—".join(filter(None, (row.level1, row.level2))), NORMAL),
        (_HEADINGS["value"], f"{target(row)}  {row.attribute}{weight}", NORMAL),
        *((label, getattr(row, key), NORMAL) for key, label in _LABELS.items()),
        ("来自", _origin(entry, every=every), DIM),
    ]
    for label, text, style in parts:
        for at, line in enumerate(wrap(plain(text) or "（没有填写）", max(cells - LABEL, 10))):
            yield f"{pad(label if at == 0 else '', LABEL)}{line}", style


def _origin(entry: Entry, *, every: bool) -> str:
    if entry.is_built_in:
        return f"内置（{entry.topic}）；值空着的请填写，权重请按本项目调整"
    names = entry.sources if every else entry.sources[:3]
    more = "等" if len(names) < len(entry.sources) else ""
    return f"{'、'.join(names)}{more}，{uses(entry)}；其中的年份请核对"
