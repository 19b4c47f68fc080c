"""The picture of the table: which cells are in view, and how each looks.

It draws only the rows in view; headings and row numbers stay, and so does 三级指标 when it would leave sideways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from models.declaration import Declaration, Indicator, indicator_path
from models.rule import Finding, Severity
from models.text import pad, truncate, visible, width
from tui.cells import NAME, Block, Cell, Column, columns_of
from tui.fields import NO_PARTS, Kind, Parts, index_of, shown_parts
from tui.widgets.basis import BOLD, DIM, NORMAL, REVERSE, Piece, line_region, strip_of
from tui.widgets.lines import CURSOR_AWAY
from tui.widgets.outline import SIGNS
from tui.widgets.table_layout import Placed, column_widths, heading_of, left_for, placed, text_width

HEADING = Style(bold=True, underline=True)
IN_BLOCK_CURSOR = Style(bold=True, underline=True)
JUMP = 4
"""the part of the window by which a step over its edge moves it"""


class TableView(Widget, can_focus=True):
    """The cells, the cursor and the block, drawn."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns: tuple[Column, ...] = columns_of(Declaration())
        self.row = 0
        self.column = self._sticky
        self.marking = False
        """whether moving extends the block"""
        self._wanted = self._parts = NO_PARTS
        self._anchor: Cell | None = None
        self._rows: tuple[Indicator, ...] = ()
        self._found: Mapping[int, Mapping[int, list[Finding]]] = {}
        self._needs: dict[int, tuple[Indicator, list[int]]] = {}
        self._cells: list[int] = [0] * len(self.columns)
        self._slot = 1
        self._digits = 2
        self._top = self._left = 0

    # What is shown

    def load(self, declaration: Declaration, findings: Sequence[Finding], wanted: Parts = NO_PARTS) -> None:
        """Show another state of the document; only rows that look different are drawn again."""
        before, old = self._outlook(), self._looks()
        self._show_parts(declaration, wanted)
        self._rows = declaration.indicators
        self._found = self._by_cell(findings)
        self.row = max(0, min(self.row, len(self._rows) - 1))
        if self._anchor is not None and self._anchor[0] >= len(self._rows):
            self.unmark()
        self._measure()
        self._keep_in_view()
        if self._outlook() != before or not self._rows:
            self.refresh()
            return
        changed = [y for y, (was, now) in enumerate(zip(old, self._looks(), strict=True), 1) if was != now]
        if changed:
            self.refresh(*(line_region(y, self.size.width) for y in changed))

    def _show_parts(self, declaration: Declaration, wanted: Parts) -> None:
        """Bring the columns up to date; those of a part stay while its last content is taken out."""
        kept = self._parts if wanted == self._wanted else NO_PARTS
        parts = shown_parts(declaration, wanted) | kept
        self._wanted = wanted
        if parts == self._parts:
            return
        self._parts, key = parts, self.columns[self.column].key
        self.columns = columns_of(declaration, parts)
        self.column = next((at for at, column in enumerate(self.columns) if column.key == key), self._sticky)
        self._left = 0
        self._anchor = None

    def _by_cell(self, findings: Sequence[Finding]) -> dict[int, dict[int, list[Finding]]]:
        """The findings by row and column; what concerns a row as a whole stands at its name."""
        place = {column.key: at for at, column in enumerate(self.columns)}
        found: dict[int, dict[int, list[Finding]]] = {}
        for one in findings:
            row = index_of(one.field)
            if 0 <= row < len(self._rows):
                column = place.get(one.field.partition("].")[2], self._sticky)
                found.setdefault(row, {}).setdefault(column, []).append(one)
        return found

    def _measure(self) -> None:
        """Find the widths of the columns; rows that are as they were are not measured again."""
        count = len(self.columns)
        known, self._needs = self._needs, {}
        for row in self._rows:
            needs = known.get(id(row))
            if needs is None or len(needs[1]) != count:
                needs = (row, [text_width(column.text(row)) for column in self.columns])
            self._needs[id(row)] = needs
        natural = [
            max(column, default=0)
            for column in zip(*(needs for _, needs in self._needs.values()), strict=True)
        ]
        self._slot = max(width(sign) for sign, _ in SIGNS.values())
        self._digits = max(2, len(str(len(self._rows))))
        room = self.size.width - self._start
        widths = column_widths(self.columns, natural or [0] * count, room)
        sticky = widths[self._sticky]
        self._cells = [
            max(min(cells, room - (0 if at == self._sticky else sticky + 2) - 2), 4) + self._slot
            for at, cells in enumerate(widths)
        ]

    def _outlook(self) -> tuple[object, ...]:
        """What all rows depend on."""
        return (self._top, self._left, self._digits, self._slot, tuple(self._cells), self.row, self.block)

    def _looks(self) -> list[object]:
        """What each row in view depends on."""
        return [self._look(self._top + y) for y in range(max(self.size.height - 1, 0))]

    def _look(self, at: int) -> object:
        if at >= len(self._rows):
            return None
        signs = tuple((column, self._worst(at, column)) for column in sorted(self._found.get(at, {})))
        return (self._rows[at], self._repeats(at), signs)

    def _repeats(self, at: int) -> frozenset[str]:
        """Which levels of a row are those of the row above it."""
        if at == 0:
            return frozenset()
        row, above = self._rows[at], self._rows[at - 1]
        if row.level1 != above.level1:
            return frozenset()
        return frozenset({"level1", "level2"} if row.level2 == above.level2 else {"level1"})

    # Where things are

    @property
    def _sticky(self) -> int:
        return next(at for at, column in enumerate(self.columns) if column.key == NAME)

    @property
    def _start(self) -> int:
        """The x of the first column."""
        return self._digits + 1

    @property
    def path(self) -> str:
        """The field under the cursor; empty where there are no rows."""
        return indicator_path(self.row, self.columns[self.column].key) if self._rows else ""

    @property
    def block(self) -> Block:
        """The marked cells, or the cell under the cursor."""
        here = (self.row, self.column)
        return Block.between(self._anchor or here, here)

    @property
    def is_marked(self) -> bool:
        return self._anchor is not None

    @property
    def findings(self) -> list[Finding]:
        """What was found in the cell under the cursor."""
        return self._found.get(self.row, {}).get(self.column, [])

    def _placed(self) -> list[Placed]:
        return placed(self._cells, self._left, self._sticky, self._start, self.size.width)

    def _keep_in_view(self) -> None:
        """Scroll as little as needed; a step over the edge by some rows at once: each time all are sent."""
        height = max(self.size.height - 1, 1)
        last = self._top + height - 1
        if self.row < self._top:
            self._top = self.row - (height // JUMP if self.row == self._top - 1 else 0)
        elif self.row > last:
            self._top = self.row - height + 1 + (height // JUMP if self.row == last + 1 else 0)
        self._top = max(0, min(self._top, len(self._rows) - height))
        if self.size.width:
            self._left = left_for(
                self.column, self._cells, self._left, self._sticky, self._start, self.size.width
            )

    def _region(self, row: int, column: int) -> Region | None:
        """Where a cell stands in the widget, if it is in view."""
        y = row - self._top + 1
        place = next((place for place in self._placed() if place.column == column), None)
        return Region(place.x, y, place.cells, 1) if place and 0 < y < self.size.height else None

    def cell_at(self, x: int, y: int) -> Cell | None:
        """The cell at a place of the widget."""
        row = self._top + y - 1
        if y < 1 or row >= len(self._rows):
            return None
        found = [place.column for place in self._placed() if place.x - 1 <= x < place.x + place.cells]
        return (row, found[0]) if found else (row, self.column) if x < self._start else None

    def unmark(self) -> None:
        """Only the cell under the cursor."""
        block, self._anchor, self.marking = self.block, None, False
        self._refresh_rows(block, block)

    def _refresh_cells(self, *cells: Cell) -> None:
        regions = [region for row, column in cells if (region := self._region(row, column))]
        regions += [Region(0, row - self._top + 1, self._digits, 1) for row, _ in cells]
        columns = {column for _, column in cells}
        regions += [Region(place.x, 0, place.cells, 1) for place in self._placed() if place.column in columns]
        self.refresh(*regions)

    def _refresh_rows(self, *blocks: Block) -> None:
        rows = {row for block in blocks for row in block.rows} & set(
            range(self._top, self._top + self.size.height)
        )
        cells = self.size.width
        self.refresh(line_region(0, cells), *(line_region(row - self._top + 1, cells) for row in rows))

    # Drawing

    def render_line(self, y: int) -> Strip:
        if y == 0:
            return strip_of(tuple(self._heading_line()), self.size.width)
        at = self._top + y - 1
        if at < len(self._rows):
            return strip_of(tuple(self._row_line(at)), self.size.width)
        text = " 还没有指标：按 a 增加一行，或粘贴表格。" if y == 1 and not self._rows else ""
        return strip_of(((text, DIM),), self.size.width)

    def _heading_line(self) -> Iterator[Piece]:
        yield " " * self._digits, HEADING
        bar = _bar()
        for place in self._placed():
            hides_left = self._left > 0 and place.column == self._left
            yield "<" if hides_left else bar, HEADING
            column = self.columns[place.column]
            heading = heading_of(column, place.cells - self._slot)
            style = HEADING + REVERSE if place.column == self.column else HEADING
            yield " " * self._slot + pad(heading, place.cells - self._slot, _align(column)), style
        placed = self._placed()
        if placed and (placed[-1].column < len(self.columns) - 1 or not placed[-1].is_whole):
            end = placed[-1].x + placed[-1].cells
            if end < self.size.width:
                yield ">", HEADING

    def _row_line(self, at: int) -> Iterator[Piece]:
        row, repeats, bar = self._rows[at], self._repeats(at), _bar()
        yield pad(str(at + 1), self._digits, "right"), BOLD if at == self.row else DIM
        for place in self._placed():
            column = self.columns[place.column]
            base = self._style(at, place.column)
            severity = self._worst(at, place.column)
            sign, style = SIGNS[severity] if severity else ("", NORMAL)
            room = place.cells - self._slot
            text = truncate(visible(column.text(row)[: room + 2]), room)
            yield bar, DIM
            yield pad(sign, self._slot), base + style
            quiet = column.key in repeats and base is NORMAL
            yield pad(text, room, _align(column)), DIM if quiet else base

    def _style(self, row: int, column: int) -> Style:
        if (row, column) == (self.row, self.column):
            if self.is_marked and not self.block.is_one_cell:
                return IN_BLOCK_CURSOR
            return REVERSE if self.has_focus else CURSOR_AWAY
        return REVERSE if self.is_marked and (row, column) in self.block else NORMAL

    def _worst(self, row: int, column: int) -> Severity | None:
        found = self._found.get(row, {}).get(column)
        return min((one.severity for one in found), key=lambda severity: severity.rank) if found else None


def _bar() -> str:
    return "│" if width("│") == 1 else "|"


def _align(column: Column) -> str:
    return "right" if column.field.kind is Kind.POINTS else "left"
