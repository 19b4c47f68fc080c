"""The list of problems under the form: grouped, narrowed, in the order of the tree within a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.declaration import Declaration
from models.filtering import filtered
from models.rule import Finding, Severity, all_rules
from models.text import truncate, width
from tui.document_order import document_place
from tui.fields import describe
from tui.widgets.basis import BOLD, DIM, NORMAL, Piece, PlainLine, plain, rule_of
from tui.widgets.lines import LazyLines, Line, LineList
from tui.widgets.outline import SIGNS


class Grouping(Enum):
    """How problems are put together."""

    PLACE = "按位置"
    SEVERITY = "按轻重"
    RULE = "按规则"
    MEND = "按能否直接改正"


Item = Finding | tuple[str, int]
"""a row of the list: a finding, or the title of a group and how many it has"""


class Problems(LineList):
    """The findings, or those that are wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "screen.filter_problems", show=False),
        Binding("o", "screen.group_problems", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, empty="没有问题。")
        self._declaration = Declaration.of()
        self._all: Sequence[Finding] = ()
        self._items: list[Item] = []
        self._stepped: Finding | None = None
        self.wanted = ""
        """what the list is narrowed to"""
        self.grouping = Grouping.PLACE

    @property
    def all(self) -> Sequence[Finding]:
        """All findings, also those not shown."""
        return self._all

    @property
    def findings(self) -> list[Finding]:
        """The findings shown, in the order of the rows."""
        return [item for item in self._items if isinstance(item, Finding)]

    def load(self, declaration: Declaration, findings: Sequence[Finding]) -> None:
        """Show another list; the cursor stays on the same finding as far as it is still there."""
        self._declaration, self._all = declaration, findings
        self._show()

    def narrow(self, wanted: str) -> None:
        """Show only the findings in which something is found: their code, field, words, severity."""
        self.wanted = wanted
        self._show()

    def regroup(self) -> None:
        """Group by the next thing."""
        kinds = list(Grouping)
        self.grouping = kinds[(kinds.index(self.grouping) + 1) % len(kinds)]
        self._show()

    def _show(self) -> None:
        here = self.current
        self._items = self._grouped(self._narrowed())
        cursor = None
        if here is not None:
            alike = [at for at, item in enumerate(self._items) if _is_same(item, here)]
            cursor = next((at for at in alike if self._items[at] == here), alike[0] if alike else None)
        if cursor is None and isinstance(next(iter(self._items), None), tuple):
            cursor = 1
        self.empty = "没有符合筛选的问题。" if self._all else "没有问题。"
        make = partial(_line, self._declaration, self._items, self.size.width)
        self.set_lines(LazyLines(len(self._items), make), cursor)

    def on_resize(self) -> None:
        self._show()
        super().on_resize()

    def _narrowed(self) -> Sequence[Finding]:
        if not self.wanted.strip():
            return self._all
        texts = [
            f"{found.code} {found.severity.label} {describe(self._declaration, found.field)} {found.message}"
            for found in self._all
        ]
        return [self._all[at] for at in sorted(filtered(self.wanted, texts))]

    def _grouped(self, findings: Sequence[Finding]) -> list[Item]:
        if self.grouping is Grouping.PLACE:
            return list(findings)
        groups: dict[str, list[Finding]] = {}
        title = self._title()
        for found in findings:
            groups.setdefault(title(found), []).append(found)
        names = sorted(groups, key=lambda name: min(found.severity.rank for found in groups[name]))
        items: list[Item] = []
        for name in names:
            items += [(name, len(groups[name])), *groups[name]]
        return items

    def _title(self) -> Callable[[Finding], str]:
        if self.grouping is Grouping.SEVERITY:
            return lambda found: found.severity.label
        if self.grouping is Grouping.MEND:
            return lambda found: "按 F9 可以改正" if found.mend else "要自己改"
        titles = {rule.code: rule.title for rule in all_rules()}
        return lambda found: f"{found.code} {titles.get(found.code, '')}"

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor; None on the title of a group."""
        item = self._items[self.cursor] if self.cursor < len(self._items) else None
        return item if isinstance(item, Finding) else None

    def step(self, by: int, field: str, *, inside: bool = False, stayed: bool = False) -> Finding | None:
        """Move to the next finding (by 1) or the one before (by -1), round the ends; None when there is none.

        `field` is where the user is, `inside` in the field itself, whose findings are in sight; `stayed` where the
        last step led, also when the finding was mended since.
        """
        places = [at for at, item in enumerate(self._items) if isinstance(item, Finding)]
        if not places:
            return None
        if stayed and self._stepped is not None:
            is_gone = self.current is None or not _is_same(self.current, self._stepped)
            ahead = [at for at in places if at > self.cursor - (is_gone and by > 0)]
        elif self.grouping is Grouping.PLACE and field:
            here = document_place(field)
            ahead = [
                at
                for at in places
                if self._place_at(at) > here or (not inside and self._place_at(at) == here)
            ]
        else:
            ahead = [at for at in places if at >= self.cursor]
        behind = [at for at in places if at not in ahead and not (stayed and at == self.cursor)]
        at = next(iter(ahead), places[0]) if by > 0 else next(reversed(behind), places[-1])
        self.go_to(at, tell=False)
        self._stepped = self.current
        return self.current

    def _place_at(self, at: int) -> tuple[int, int, int]:
        item = self._items[at]
        assert isinstance(item, Finding)
        return document_place(item.field)


def _is_same(item: Item, here: Finding) -> bool:
    return isinstance(item, Finding) and (item.field, item.code) == (here.field, here.code)


def _place(declaration: Declaration, field: str, cells: int) -> str:
    """Where a finding is, the name of the indicator cut so that the finding itself can be read beside it."""
    name, dot, label = plain(describe(declaration, field)).partition(" · ")
    return truncate(name, max(16, cells // 4)) + dot + label


def _line(declaration: Declaration, items: Sequence[Item], cells: int, at: int) -> Line:
    item = items[at]
    if isinstance(item, tuple):
        name, count = item
        return Line(((f"{rule_of(2)} {name} ", BOLD), (f"{count} 个", DIM)))
    sign, style = SIGNS[item.severity]
    return Line(
        (
            (f"{sign} {item.code} ", style),
            ("改 " if item.mend else "", BOLD),
            (_place(declaration, item.field, cells), BOLD),
            ("  " + plain(item.message), NORMAL),
        )
    )


class ProblemHead(PlainLine):
    """The heading of the list: how many of each severity, and what the list is narrowed to."""

    def load(self, problems: Problems) -> None:
        """Show the counts of a list."""
        counts = Counter(found.severity for found in problems.all)
        pieces: list[Piece] = [(f"{rule_of(1)} 问题 {len(problems.all)} ", BOLD)]
        for severity in Severity:
            sign, style = SIGNS[severity]
            word = f" {sign} {severity.label} {counts[severity]} "
            pieces.append((word, style if counts[severity] else DIM))
        if problems.wanted.strip():
            pieces.append((f" 筛选“{plain(problems.wanted.strip())}”余 {len(problems.findings)} ", BOLD))
        if problems.grouping is not Grouping.PLACE:
            pieces.append((f" {problems.grouping.value} ", DIM))
        used = sum(width(text) for text, _ in pieces)
        self.show(((*pieces, (rule_of(self.size.width - used), DIM)), ()))
