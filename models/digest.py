"""What a list says about a declaration: a line of it, without the rest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.declaration import Declaration


@dataclass(frozen=True)
class Digest:
    """A declaration in one line."""

    name: str = ""
    year: str = ""
    amount: Decimal | None = None
    """total of the budget in 元; None where none is given"""
    indicators: int = 0
    weight: Decimal | None = None
    """sum of the indicators' weights; None where none is given"""

    @classmethod
    def of(cls, declaration: Declaration) -> Digest:
        """The line of a declaration."""
        total = declaration.budget.total
        weights = [row.weight for row in declaration.indicators if isinstance(row.weight, Decimal)]
        return cls(
            name=declaration.project.name,
            year=str(declaration.project.year or ""),
            amount=total if isinstance(total, Decimal) else None,
            indicators=len(declaration.indicators),
            weight=sum(weights, Decimal(0)) if weights else None,
        )

    def packed(self) -> list[Any]:
        """As data that JSON holds."""
        amount, weight = (None if number is None else str(number) for number in (self.amount, self.weight))
        return [self.name, self.year, amount, self.indicators, weight]

    @classmethod
    def unpacked(cls, data: list[Any]) -> Digest:
        """The digest that was packed."""
        name, year, amount, indicators, weight = data
        amount, weight = (None if number is None else Decimal(number) for number in (amount, weight))
        return cls(name, year, amount, indicators, weight)
