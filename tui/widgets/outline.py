"""The tree on the left: sections, goals, tasks of a department, 一级 → 二级 → 三级, each with its problems and weights."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from models.declaration import Declaration
from models.outline import outline
from models.practice import Practice
from models.rule import Finding, Severity
from models.text import width
from models.weights import TOTAL, WHOLE, level_of, level_targets
from tui.fields import GOALS, NO_PARTS, TASKS, Parts, form_of, is_empty_part, row_of, sections_of
from tui.widgets.basis import BOLD, DIM, ERROR, INFO, NORMAL, WARNING, Piece, plain
from tui.widgets.lines import LazyLines, Line, LineList

Key = tuple[str, ...]
"""("section", key), ("tasks",), ("task", position), ("indicators",), ("level1", name), ("level2", name1, name2),
("indicator", position)"""

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
    tasks: int = 0
    """how many tasks stand below it"""

    @property
    def row(self) -> int:
        """The position of the indicator or task that it is; -1 for others."""
        return int(self.key[1]) if self.key[0] in ("indicator", "task") else -1

    @property
    def is_of_tasks(self) -> bool:
        """Whether it is a task, or the heading of them."""
        return self.key[0] in ("tasks", "task")


def nodes_of(declaration: Declaration, wanted: Parts = NO_PARTS) -> list[Node]:
    """All rows of the tree, unfolded, with the sections of the parts that are wanted."""
    nodes = [Node(("section", form.key), form.title, 0) for form in sections_of(declaration, wanted)]
    if declaration.is_department:
        nodes += _task_nodes(declaration)
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


def _task_nodes(declaration: Declaration) -> Iterator[Node]:
    tasks = declaration.tasks
    yield Node(("tasks",), TASKS, 0, foldable=bool(tasks), tasks=len(tasks))
    for at, task in enumerate(tasks):
        yield Node(("task", str(at)), task.title or task.duty or "（未填内容）", 1)


@lru_cache(maxsize=8192)
def key_of_field(path: str) -> Key:
    """The row that a field path belongs to."""
    row = row_of(path)
    if row is not None:
        return (row[0].removesuffix("s"), str(row[1]))
    if path == "tasks":
        return ("tasks",)
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


def target_of(declaration: Declaration, node: Node) -> Decimal | None:
    """The points that the notices give all indicators or one 一级指标 (财预〔2021〕101号), if they do."""
    rows = declaration.indicators
    if node.key == ("indicators",):
        return WHOLE if weight_of(declaration, node.leaves) == WHOLE else TOTAL
    if node.key[0] != "level1":
        return None
    levels = {level_of(rows[leaf]) for leaf in node.leaves}
    if len(levels) != 1:
        return None
    return level_targets({level_of(row) for row in rows}).get(levels.pop())


BAR = 5
"""Cells of the bar of a weight."""


def bar_of(weight: Decimal, target: Decimal) -> str:
    """A weight against its target: `▪▪▪▫▫`, with `>` at the end where it is more."""
    if weight > target:
        return "▪" * (BAR - 1) + ">"
    full = int(weight * BAR / target) if target else 0
    return "▪" * full + "▫" * (BAR - full)


@dataclass(frozen=True)
class _View:
    """One state of the tree as lines: they are made when they come into view."""

    declaration: Declaration
    nodes: Sequence[Node]
    counts: Mapping[Key, Counter[Severity]]
    folded: frozenset[Key]
    marks: frozenset[int]
    cells: int

    def line(self, at: int) -> Line:
        node = self.nodes[at]
        counts = self.counts.get(node.key, Counter())
        mark = "▸" if node.key in self.folded else "▾" if node.foldable else " "
        style = BOLD if node.depth < 2 else NORMAL
        if node.key[0] == "section" and _is_empty(self.declaration, node.key[1]):
            style = DIM
        marked = bool(node.leaves) and self.marks.issuperset(node.leaves)
        left: list[Piece] = [
            ("  " * node.depth + mark, DIM),
            ("*" if marked else "", BOLD),
            (plain(node.title), style),
        ]
        if node.foldable:
            left.append((f" {node.tasks or len(node.leaves)}", DIM))
        right: list[Piece] = [(f" {word}", DIM) for word in self._weight(node, left)]
        if counts:
            # Each row with its worst severity and the findings of that one: a sign beside the number of all would lie.
            worst = min(counts, key=lambda severity: severity.rank)
            sign, sign_style = SIGNS[worst]
            right.append((f" {sign}{counts[worst]}", sign_style))
        return Line(tuple(left), tuple(right))

    def _weight(self, node: Node, left: Sequence[Piece]) -> list[str]:
        """The weight of a node; with the target of the notice, and a bar where there is room."""
        weight = weight_of(self.declaration, node.leaves)
        if weight is None:
            return []
        target = target_of(self.declaration, node)
        if target is None:
            return [f"{weight:f}分"]
        words = [bar_of(weight, target), f"{weight:f}/{target:f}分"]
        room = self.cells - sum(width(text) for text, _ in left) - SIGN_ROOM
        return words if sum(map(width, words)) + len(words) <= room else words[1:]


SIGN_ROOM = 4
"""Cells kept for the sign and number of problems."""


def _is_empty(declaration: Declaration, key: str) -> bool:
    if key == GOALS.key:
        return not (declaration.goals.overall or declaration.goals.annual)
    if declaration.is_department:
        return key == "duties" and not declaration.department.duties
    if key in ("project", "unit"):
        return False
    as_part = is_empty_part(declaration, key)
    return not declaration.get(f"project.{key}") if as_part is None else as_part


class Outline(LineList):
    """The tree, its cursor and what is folded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "fold", show=False),
        Binding("right,l", "unfold", show=False),
        Binding("space", "turn", show=False),
    ]

    class Pasted(Message):
        """Text was pasted while the focus was in the tree."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.post_message(self.Pasted(event.text))

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all: list[Node] = []
        self._shown: list[Node] = []
        self._folded: set[Key] = set()
        self._declaration = Declaration.of()
        self._wanted = NO_PARTS
        self._counts: dict[Key, Counter[Severity]] = {}
        self.marks: frozenset[int] = frozenset()
        """positions of the indicators marked for what is done to several"""

    @property
    def node(self) -> Node:
        """The row under the cursor."""
        return self._shown[self.cursor]

    @property
    def chosen(self) -> tuple[int, ...]:
        """The indicators that an action is for: the marked ones, else those of the row under the cursor."""
        return tuple(sorted(self.marks)) or self.node.leaves

    def load(self, declaration: Declaration, findings: Sequence[Finding], wanted: Parts = NO_PARTS) -> None:
        """Show another state of the document, the cursor staying on its row as far as it is still there."""
        here = self.node.key if self._shown else None
        if declaration is not self._declaration or wanted != self._wanted or not self._all:
            if len(declaration.indicators) != len(self._declaration.indicators):
                self.marks = frozenset()
            self._declaration, self._wanted = declaration, wanted
            self._all = nodes_of(declaration, wanted)
        self._counts = self._count(findings)
        self._rebuild(here)

    def mark(self, positions: Sequence[int]) -> None:
        """Mark these indicators and no others."""
        self.marks = frozenset(positions)
        self._rebuild(self.node.key)

    def turn_mark(self) -> None:
        """Mark what is under the cursor, or take its mark away, and go on to the next indicator."""
        leaves = frozenset(self.node.leaves)
        marks = self.marks - leaves if leaves <= self.marks else self.marks | leaves
        self.mark(tuple(marks))
        following = range(self.cursor + 1, len(self._shown))
        self.go_to(next((at for at in following if self._shown[at].row >= 0), self.cursor))

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
        view = _View(
            self._declaration, shown, self._counts, frozenset(self._folded), self.marks, self.size.width
        )
        self.set_lines(LazyLines(len(shown), view.line), cursor)

    def on_resize(self) -> None:
        if self._shown:
            self._rebuild(self.node.key)
        super().on_resize()

    def _count(self, findings: Sequence[Finding]) -> dict[Key, Counter[Severity]]:
        counts: dict[Key, Counter[Severity]] = defaultdict(Counter)
        for found in findings:
            key = key_of_field(found.field)
            for owner in (key, *self._owners(key)):
                counts[owner][found.severity] += 1
        return counts

    def _owners(self, key: Key) -> tuple[Key, ...]:
        if key[0] == "task":
            return (("tasks",),)
        if key[0] != "indicator" or int(key[1]) >= len(self._declaration.indicators):
            return ()
        row = self._declaration.indicators[int(key[1])]
        return (("level2", row.level1, row.level2), ("level1", row.level1), ("indicators",))

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

    def turn_all(self) -> bool:
        """Fold every 一级指标, or unfold everything when they are; whether they are folded now."""
        levels = {node.key for node in self._all if node.key[0] == "level1"}
        folds = not levels <= self._folded
        key = self.node.key
        if folds:
            self._folded |= levels
            key = next((owner for owner in self._owners(key) if owner[0] == "level1"), key)
            key = ("level1", key[1]) if key[0] == "level2" else key
        else:
            self._folded.clear()
        self._rebuild(key)
        return folds
