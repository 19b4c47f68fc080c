"""The list of problems under the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.declaration import Declaration
from models.rule import Finding, Severity
from models.text import width
from tui.fields import describe
from tui.widgets.basis import BOLD, DIM, NORMAL, PlainLine, plain
from tui.widgets.lines import Line, LineList
from tui.widgets.outline import SIGNS


class Problems(LineList):
    """All findings, in the order of the tree."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, empty="没有问题。")
        self.findings: Sequence[Finding] = ()

    def load(self, declaration: Declaration, findings: Sequence[Finding]) -> None:
        """Show another list; the cursor stays on the same finding as far as it is still there."""
        here = self.current
        self.findings = findings
        cursor = None
        if here is not None:
            same = [
                at
                for at, found in enumerate(findings)
                if (found.field, found.code) == (here.field, here.code)
            ]
            cursor = same[0] if same else None
        self.set_lines([self._line(declaration, found) for found in findings], cursor)

    @staticmethod
    def _line(declaration: Declaration, found: Finding) -> Line:
        sign, style = SIGNS[found.severity]
        return Line(
            (
                (f"{sign} {found.code} ", style),
                ("改 " if found.mend else "", BOLD),
                (plain(describe(declaration, found.field)), BOLD),
                ("  " + plain(found.message), NORMAL),
            )
        )

    @property
    def current(self) -> Finding | None:
        return self.findings[self.cursor] if self.cursor < len(self.findings) else None


def show_counts(line: PlainLine, findings: Sequence[Finding]) -> None:
    """The heading of the problem list: how many of each severity."""
    counts = Counter(found.severity for found in findings)
    parts = [
        (
            f" {SIGNS[severity][0]} {severity.label} {counts[severity]} ",
            SIGNS[severity][1] if counts[severity] else DIM,
        )
        for severity in Severity
    ]
    head = (f"─ 问题 {len(findings)} ", BOLD)
    used = sum(width(text) for text, _ in (head, *parts))
    line.show(((head, *parts, ("─" * max(line.size.width - used, 0), DIM)), ()))
