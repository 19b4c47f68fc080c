"""What stands under the table: the whole text of the cell, and the sums."""

from __future__ import annotations

from decimal import Decimal

from models.declaration import Declaration
from models.outline import outline
from models.rule import Finding
from models.text import width
from tui.cells import Block, Column, total_of
from tui.fields import note_on
from tui.widgets.basis import BOLD, DIM, NORMAL, Piece, PlainLine, plain
from tui.widgets.message import fitting
from tui.widgets.outline import SIGNS, Node, target_of, weight_of


class CellBar(PlainLine):
    """The text of the cell under the cursor, which may be cut in the table."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._head = self._text = self._note = ""

    def load(self, declaration: Declaration, row: int, column: Column) -> None:
        """Show a cell."""
        self._head = self._text = self._note = ""
        if row < len(declaration.indicators):
            indicator = declaration.indicators[row]
            self._head = f" {row + 1} {column.field.label} "
            self._text = column.text(indicator)
            self._note = note_on(column.field.kind, getattr(indicator, column.key), column.field.hint)
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        cells = max(self.size.width - 1, 10)
        head = plain(self._head)
        lines = fitting(head + plain(self._text), cells, max(self.size.height, 1))
        first, *rest = lines or [""]
        note = f" {plain(self._note)}" if self._note else ""
        if rest or width(first) + width(note) > cells:
            note = ""
        shown: list[tuple[tuple[Piece, ...], tuple[Piece, ...]]] = [
            (((head, BOLD), (first[len(head) :], NORMAL)), ((note, DIM),))
        ]
        self.show(*shown, *((((line, NORMAL),), ()) for line in rest))


class TableFoot(PlainLine):
    """How many rows, the weights by 一级指标 with the targets of the notices, what concerns the table as a whole."""

    DEFAULT_CSS = "TableFoot { height: 1; }"

    def load(
        self, declaration: Declaration, findings: list[Finding], block: Block, columns: tuple[Column, ...]
    ) -> None:
        """Show the sums of a declaration, or those of a block of it."""
        rows = declaration.indicators
        pieces: list[Piece] = [(f" 共 {len(rows)} 行 ", BOLD)]
        if not block.is_one_cell and rows:
            total = total_of(declaration, block, columns)
            words = f" 选中 {len(block.rows)} 行 {len(block.columns)} 列"
            pieces.append((words + (f"，合计 {total:f} 分 " if total is not None else " "), BOLD))
        everything = Node(("indicators",), "", 0, tuple(range(len(rows))))
        pieces.append((f" 权重合计 {_weight(declaration, everything)} ", BOLD))
        levels: list[tuple[bool, Piece]] = []
        for level1 in outline(rows) if weight_of(declaration, everything.leaves) is not None else ():
            node = Node(("level1", level1.name), "", 1, level1.leaves)
            name = plain(level1.name.removesuffix("指标")) or "（未填）"
            is_met = weight_of(declaration, node.leaves) == target_of(declaration, node)
            levels.append((is_met, (f" {name} {_weight(declaration, node)} ", DIM)))
        whole = next((found for found in findings if found.field == "indicators"), None)
        found: list[Piece] = []
        if whole is not None:
            sign, style = SIGNS[whole.severity]
            found.append((f" {sign} {plain(whole.message)}", style))
        every = [*pieces, *(piece for _, piece in levels), *found]
        if found and sum(width(text) for text, _ in every) > self.size.width:
            # Where not all has room, what is as it should be is left out before the problem is cut.
            every = [*pieces, *(piece for is_met, piece in levels if not is_met), *found]
        self.show((tuple(every), ()))


def _weight(declaration: Declaration, node: Node) -> str:
    """Points against their target: `40/50 分`."""
    weight = weight_of(declaration, node.leaves)
    if weight is None:
        return "未填"
    target = target_of(declaration, node)
    return f"{_short(weight)}{f'/{_short(target)}' if target is not None else ''} 分"


def _short(points: Decimal) -> str:
    return f"{points.normalize():f}"
