"""The columns of the folder screen: which fit, how wide they are, and what a row shows in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.money import format_yuan
from models.text import pad, width
from store.git import GitState
from tui.arranging import YearHeading
from tui.listing import Row, label, problems, subtotal
from tui.widgets.basis import BOLD, DIM, ERROR, INFO, NORMAL, WARNING, Piece, plain
from tui.widgets.lines import Line

LEAST_NAME = 20
"""Cells that the name keeps however narrow the screen is."""
GOOD_NAME = 40
"""Cells of the name below which git is told by its sign alone."""
MARK, YEAR, COUNT, WEIGHT, PROBLEMS, GIT_SIGN, GIT_WORDS = 2, 5, 5, 5, 11, 2, 14
COUNTED = 4
"""Cells of a sign with a number of problems; there are two of them in the column of problems"""
AMOUNT_TITLE = "金额（元）"
_DROPPED = ("git_words", "weight", "count", "git", "amount", "year")
"""Columns that go first when the screen is narrow."""
_GIT_STYLES = {GitState.MODIFIED: WARNING, GitState.UNTRACKED: INFO}


@dataclass(frozen=True)
class Columns:
    """Cells of each column; 0 where it does not fit."""

    name: int
    year: int
    amount: int
    count: int
    weight: int
    git: int

    @classmethod
    def fitting(cls, cells: int, rows: Iterable[Row]) -> Columns:
        """The columns for a screen of so many cells, as wide as the amounts need."""
        largest = max((abs(row.amount) for row in rows if row.amount is not None), default=None)
        amount = max(width(AMOUNT_TITLE), 0 if largest is None else len(format_yuan(largest))) + 1
        wide = {"git_words": GIT_WORDS - GIT_SIGN, "weight": WEIGHT, "count": COUNT, "git": GIT_SIGN}
        wide |= {"amount": amount, "year": YEAR}
        dropped = list(_DROPPED)
        fixed = MARK + PROBLEMS
        if cells - fixed - sum(wide.values()) < GOOD_NAME:
            wide[dropped.pop(0)] = 0
        while dropped and cells - fixed - sum(wide.values()) < LEAST_NAME:
            wide[dropped.pop(0)] = 0
        return cls(
            name=max(cells - fixed - sum(wide.values()), 1),
            year=wide["year"],
            amount=wide["amount"],
            count=wide["count"],
            weight=wide["weight"],
            git=wide["git"] + wide["git_words"],
        )

    def heading(self) -> str:
        """The names of the columns."""
        return "".join(
            (
                " " * MARK,
                pad("年度", self.year),
                pad("项目", self.name),
                pad(AMOUNT_TITLE, self.amount, "right"),
                pad("指标", self.count, "right"),
                pad("权重", self.weight, "right"),
                pad(" 问题", PROBLEMS),
                pad("git", self.git) if self.git >= 3 else " " * self.git,
            )
        )

    def line(self, row: Row, folder: Path, twice: set[tuple[str, str]], *, marked: bool) -> Line:
        """A row as a line of the list."""
        mark: Piece = ("+ " if marked else "  ", BOLD)
        if row.error:
            # The row names the file already; its path would push the reason out of sight.
            why = plain(row.error).replace(f"“{plain(str(row.path))}”", "", 1)
            return Line((mark, (f"✗ {row.title}  ", ERROR), (why, NORMAL)))
        name = pad(label(row, folder, max(self.name - 1, 1), twice), self.name)
        return Line(
            (
                mark,
                (pad(row.year, self.year), NORMAL),
                (name, BOLD if row.digest else DIM),
                *self._numbers(row),
                *_problems(row),
                *self._git(row),
            )
        )

    def _numbers(self, row: Row) -> Sequence[Piece]:
        digest = row.digest
        if digest is None:
            return ((pad("…", self.amount + self.count + self.weight, "right"), DIM),)
        amount = "" if digest.amount is None else format_yuan(digest.amount)
        weight = "" if digest.weight is None else f"{digest.weight.normalize():f}"
        return (
            (pad(amount, self.amount, "right") if self.amount else "", NORMAL),
            (pad(str(digest.indicators), self.count, "right") if self.count else "", DIM),
            (pad(weight, self.weight, "right") if self.weight else "", DIM),
        )

    def _git(self, row: Row) -> Sequence[Piece]:
        if row.git is None or not self.git:
            return ()
        text = row.git.sign if self.git < GIT_WORDS else f"{row.git.sign} {row.git.value}"
        return ((pad(text, self.git), _GIT_STYLES.get(row.git, DIM)),)

    def year_line(self, heading: YearHeading) -> Line:
        """The line above a year: how many, and what they add up to."""
        year = f"{plain(heading.year)}年" if heading.year.isdecimal() else plain(heading.year) or "未填年度"
        fold = "▸" if heading.is_closed else "▾"
        return Line(
            ((f"{fold} {year}  ", BOLD), (f"{subtotal(heading.rows)}{problems(heading.rows)}", NORMAL))
        )


def _problems(row: Row) -> Sequence[Piece]:
    """Errors and warnings, a dot where there are none, nothing before they are known."""
    if row.is_newer:
        return ((pad(" 版本较新", PROBLEMS), WARNING),)
    if not row.is_judged:
        return ((pad(" …", PROBLEMS), DIM),)
    errors = f"✗{row.errors}" if row.errors else "·"
    warnings = f"!{row.warnings}" if row.warnings else ""
    return (
        (f" {pad(errors, COUNTED)} ", ERROR if row.errors else DIM),
        (f"{pad(warnings, COUNTED)} ", WARNING),
    )
