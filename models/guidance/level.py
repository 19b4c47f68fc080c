"""What is told about one 二级指标."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from models.declaration import Indicator
from models.guidance.guide import Example
from models.vocabulary import QUALITATIVE, QUANTITATIVE

_NO_EXAMPLES = frozenset({"level1", "level2", "attribute", "weight"})
"""Columns of which a row of another kind is no better example."""


@dataclass(frozen=True)
class Level:
    """One 二级指标."""

    level1: str
    level2: str
    what: str
    how: Mapping[str, tuple[str, ...]]
    """by column"""
    rows: tuple[Indicator, ...]
    """rows as a good clerk writes them"""
    bad: Mapping[str, tuple[Example, ...]] = field(default_factory=dict)
    """by column, as they stand in the first model row"""

    def good(self, key: str) -> tuple[Example, ...]:
        """The model rows' texts of one column, each with the row that it belongs to."""
        if key in _NO_EXAMPLES:
            return ()
        examples = (Example(getattr(row, key), why=_in_short(row)) for row in self.rows)
        return tuple(example for example in examples if example.text)


def _in_short(row: Indicator) -> str:
    return " ".join(filter(None, (row.name, row.sign, row.value, row.unit)))


def row(
    levels: tuple[str, str],
    target: tuple[str, str, str, str],
    weight: int,
    scoring: str,
    content: str,
    basis: str,
) -> Indicator:
    """A model row; `target` is 三级指标, 指标性质, 指标值, 度量单位."""
    name, sign, value, unit = target
    return Indicator(
        level1=levels[0],
        level2=levels[1],
        name=name,
        sign=sign,
        value=value,
        unit=unit,
        attribute=QUANTITATIVE if sign else QUALITATIVE,
        weight=Decimal(weight),
        scoring=scoring,
        content=content,
        basis=basis,
    )
