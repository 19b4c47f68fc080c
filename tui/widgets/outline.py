"""The tree on the left: sections, goals, 一级 → 二级 → 三级, each with its problems and weights."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType

from models.declaration import Declaration
from models.outline import outline
from models.practice import Practice
from models.rule import Finding, Severity
from tui.fields import GOALS, form_of, index_of, sections_of
from tui.widgets.basis import BOLD, DIM, ERROR, INFO, NORMAL, WARNING, Piece, plain
from tui.widgets.lines import Line, LineList

Key = tuple[str, ...]
"""("section", key), ("indicators",), ("level1", name), ("level2", name1, name2), ("indicator", position)"""

SIGNS: dict[Severity, tuple[str, Style]] = {
    Severity.ERROR: ("✗", ERROR),
    Severity.WARNING: ("!", WARNING),
    Severity.INFO: ("·", INFO),
}
"""A sign and a colour for each severity; the sign alone is enough."""


@dataclass(frozen=True)
class Node:
    """One row of the tree."""

    key: Key
    title: str
    depth: int
    leaves: tuple[int, ...] = ()
    """positions of the indicators at or below this node"""
    foldable: bool = False


def nodes_of(declaration: Declaration) -> list[Node]:
    """All rows of the tree, unfolded."""
    nodes = [Node(("section", form.key), form.title, 0) for form in sections_of(declaration)]
    tree = outline(declaration.indicators)
    everything = tuple(range(len(declaration.indicators)))
    nodes.append(Node(("indicators",), "绩效指标", 0, everything, bool(tree)))
    for level1 in tree:
        title = level1.name or "（未填一级指标）"
        nodes.append(Node(("level1", level1.name), title, 1, level1.leaves, True))
        for level2 in level1.children:
            title = level2.name or "（未填二级指标）"
            nodes.append(Node(("level2", level1.name, level2.name), title, 2, level2.leaves, True))
            for leaf in level2.leaves:
                name = declaration.indicators[leaf].name or "（未填名称）"
                nodes.append(Node(("indicator", str(leaf)), name, 3, (leaf,)))
    return nodes


def key_of_field(path: str) -> Key:
    """The row that a field path belongs to."""
    index = index_of(path)
    if index >= 0:
        return ("indicator", str(index))
    form = form_of(path)
    return ("section", form.key) if form else ("indicators",)


def weight_of(declaration: Declaration, leaves: Sequence[int]) -> Decimal | None:
    """The sum of the weights below a node; None where none is given."""
    weights = [
        weight for leaf in leaves if isinstance(weight := declaration.indicators[leaf].weight, Decimal)
    ]
    return sum(weights, Decimal(0)) if weights else None


def levels_of_new(declaration: Declaration, node: Node, practice: Practice) -> tuple[str, str]:
    """一级 and 二级指标 of an indicator that is added at a node."""
    rows = declaration.indicators
    match node.key:
        case ("level2", level1, level2):
            return level1, level2
        case ("level1", level1):
            used = {rows[leaf].level2 for leaf in node.leaves}
            return level1, next((name for name in practice.level2_names(level1) if name not in used), "")
        case _ if rows:
            beside = rows[node.leaves[-1] if node.leaves else -1]
            return beside.level1, beside.level2
    level1 = "产出指标" if "产出指标" in practice.level1_names else practice.level1_names[0]
    return level1, next(iter(practice.level2_names(level1)), "")


class Outline(LineList):
    """The tree, its cursor and what is folded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "fold", show=False),
        Binding("right,l", "unfold", show=False),
        Binding("space", "turn", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all: list[Node] = []
        self._shown: list[Node] = []
        self._folded: set[Key] = set()
        self._declaration = Declaration()
        self._findings: Sequence[Finding] = ()

    @property
    def node(self) -> Node:
        """The row under the cursor."""
        return self._shown[self.cursor]

    def load(self, declaration: Declaration, findings: Sequence[Finding]) -> None:
        """Show another state of the document, the cursor staying on its row as far as it is still there."""
        here = self.node.key if self._shown else None
        if declaration is not self._declaration or not self._all:
            self._declaration = declaration
            self._all = nodes_of(declaration)
        self._findings = findings
        self._rebuild(here)

    def _rebuild(self, here: Key | None) -> None:
        shown: list[Node] = []
        hidden_below: int | None = None
        for node in self._all:
            if hidden_below is not None and node.depth > hidden_below:
                continue
            hidden_below = node.depth if node.key in self._folded else None
            shown.append(node)
        self._shown = shown
        cursor = next((at for at, node in enumerate(shown) if node.key == here), None)
        self.set_lines(self._lines(), cursor)

    def _lines(self) -> list[Line]:
        """Each row with its worst severity and the findings of that one: a sign beside the number of all would lie."""
        counts: dict[Key, Counter[Severity]] = defaultdict(Counter)
        for found in self._findings:
            key = key_of_field(found.field)
            for owner in (key, *self._owners(key)):
                counts[owner][found.severity] += 1
        return [self._line(node, counts.get(node.key, Counter())) for node in self._shown]

    def _owners(self, key: Key) -> tuple[Key, ...]:
        if key[0] != "indicator" or int(key[1]) >= len(self._declaration.indicators):
            return ()
        row = self._declaration.indicators[int(key[1])]
        return (("level2", row.level1, row.level2), ("level1", row.level1), ("indicators",))

    def _line(self, node: Node, counts: Counter[Severity]) -> Line:
        mark = "▸" if node.key in self._folded else "▾" if node.foldable else " "
        style = BOLD if node.depth < 2 else NORMAL
        if node.key[0] == "section" and self._is_empty(node.key[1]):
            style = DIM
        left: list[Piece] = [("  " * node.depth + mark, DIM), (plain(node.title), style)]
        right: list[Piece] = []
        weight = weight_of(self._declaration, node.leaves)
        if weight is not None:
            right.append((f" {weight:f}分", DIM))
        if counts:
            worst = min(counts, key=lambda severity: severity.rank)
            sign, sign_style = SIGNS[worst]
            right.append((f" {sign}{counts[worst]}", sign_style))
        return Line(tuple(left), tuple(right))

    def _is_empty(self, key: str) -> bool:
        if key == GOALS.key:
            return not (self._declaration.goals.overall or self._declaration.goals.annual)
        return key not in ("project", "unit", "evaluation") and not self._declaration.get(f"project.{key}")

    def select(self, key: Key) -> None:
        """Put the cursor on a row, unfolding what hides it."""
        if all(node.key != key for node in self._shown):
            self._folded -= set(self._owners(key))
            self._rebuild(key)
        at = next((at for at, node in enumerate(self._shown) if node.key == key), None)
        if at is not None:
            self.go_to(at, tell=False)

    def action_fold(self) -> None:
        node = self.node
        if node.foldable and node.key not in self._folded:
            self._folded.add(node.key)
            self._rebuild(node.key)
            return
        above = [at for at, other in enumerate(self._shown[: self.cursor]) if other.depth < node.depth]
        if above:
            self.go_to(above[-1])

    def action_unfold(self) -> None:
        node = self.node
        if node.key in self._folded:
            self._folded.discard(node.key)
            self._rebuild(node.key)
        elif node.foldable:
            self.action_move(1)

    def action_turn(self) -> None:
        if self.node.foldable:
            if self.node.key in self._folded:
                self.action_unfold()
            else:
                self.action_fold()
