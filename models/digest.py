"""What a list says about a declaration: a line of it, without the rest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.declaration import Declaration
from models.money import finite
from models.vocabulary import WHOLE


def called(title: str, *, department: bool) -> str:
    """What a declaration of a title is called beside others: that of a whole department is marked as one."""
    return title if not department else f"{WHOLE}：{title}" if title.strip() else WHOLE


def name_of(declaration: Declaration) -> str:
    """What a declaration is called; empty for a project without a name."""
    return called(declaration.title, department=declaration.is_department)


@dataclass(frozen=True)
class Digest:
    """A declaration in one line."""

    name: str = ""
    year: str = ""
    amount: Decimal | None = None
    """total of the budget in 元; None where none is given; of a department that of its tasks, when all have one"""
    indicators: int = 0
    weight: Decimal | None = None
    """sum of the indicators' weights; None where none is given"""
    is_department: bool = False

    @classmethod
    def of(cls, declaration: Declaration) -> Digest:
        """The line of a declaration."""
        total = _of_tasks(declaration) if declaration.is_department else declaration.budget.total
        weights = [row.weight for row in declaration.indicators if isinstance(row.weight, Decimal)]
        return cls(
            name=declaration.title,
            year=str(declaration.year or ""),
            amount=total if isinstance(total, Decimal) else None,
            indicators=len(declaration.indicators),
            weight=sum(weights, Decimal(0)) if weights else None,
            is_department=declaration.is_department,
        )

    def packed(self) -> list[Any]:
        """As data that JSON holds."""
        amount, weight = (None if number is None else str(number) for number in (self.amount, self.weight))
        return [self.name, self.year, amount, self.indicators, weight, self.is_department]

    @classmethod
    def unpacked(cls, data: list[Any]) -> Digest:
        """The digest that was packed."""
        name, year, amount, indicators, weight, is_department = data
        amount, weight = (None if number is None else Decimal(number) for number in (amount, weight))
        return cls(name, year, amount, indicators, weight, is_department)


def _of_tasks(declaration: Declaration) -> Decimal | None:
    amounts = [finite(task.total) for task in declaration.tasks]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None
