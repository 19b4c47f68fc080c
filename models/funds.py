"""The money of a project by where it comes from and by stage of the year, in 元.

Nothing is asked for twice: a source that was not given is reckoned from the others and the total, where that is
certain; a later stage that was not given is the earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from models.declaration import Declaration
from models.money import finite
from models.vocabulary import FISCAL_SOURCES, FUNDING_SOURCES, SOURCES

SOURCE_KEYS: Final = tuple(source.key for source in SOURCES)
_NAMED: Final = dict(
    zip(FUNDING_SOURCES, ("general", "fund", "capital", None, "special", "own"), strict=True)
)
"""What 经费来源 says of the source; 上级补助资金 may be any kind."""


@dataclass(frozen=True)
class Funds:
    """Amounts of one stage; None where one is not known."""

    total: Decimal | None
    sources: dict[str, Decimal | None]
    """by key of `models.vocabulary.SOURCES`"""

    def of(self, *keys: str) -> Decimal | None:
        """The sum of some sources; None when none of them is known."""
        known = [amount for key in keys if (amount := self.sources[key]) is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def fiscal(self) -> Decimal | None:
        """财政拨款 of the year."""
        return self.of(*FISCAL_SOURCES)

    def besides(self, *keys: str) -> Decimal | None:
        """What is not of some sources: the total less these, or the sum of the others where no total is known."""
        if self.total is not None:
            return self.total - (self.of(*keys) or Decimal(0)) if self._is_split else None
        return self.of(*(key for key in SOURCE_KEYS if key not in keys))

    @property
    def _is_split(self) -> bool:
        return any(amount is not None for amount in self.sources.values())


def declared(declaration: Declaration) -> Funds:
    """年初预算数: [budget]."""
    return _stage(declaration, "budget", "total", "")


def adjusted(declaration: Declaration) -> Funds:
    """全年预算数: [evaluation] budget, the declared amounts where none is given."""
    own = _stage(declaration, "evaluation", "budget", "budget_")
    return declared(declaration) if own.total is None else own


def executed(declaration: Declaration) -> Funds:
    """全年执行数: [evaluation] executed."""
    return _stage(declaration, "evaluation", "executed", "executed_")


def executed_by_july(declaration: Declaration) -> Funds:
    """1-7月执行数: [monitoring] executed."""
    return _stage(declaration, "monitoring", "executed", "executed_")


def expected(declaration: Declaration) -> Funds:
    """全年预计执行数: [monitoring] expected."""
    return _stage(declaration, "monitoring", "expected", "expected_")


def rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """A share in percent, rounded half up to two decimals; None when there is nothing to reckon it from."""
    if part is None or not whole or whole < 0:
        return None
    return (part / whole * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def is_used(declaration: Declaration, source: str) -> bool:
    """Whether a source has an amount at any stage."""
    stages = (declared, adjusted, executed, executed_by_july, expected)
    return any(stage(declaration).sources[source] for stage in stages)


def _stage(declaration: Declaration, table: str, total_key: str, prefix: str) -> Funds:
    values = getattr(declaration, table)
    total = finite(getattr(values, total_key))
    sources = {key: finite(getattr(values, prefix + key)) for key in SOURCE_KEYS}
    given = [amount for amount in sources.values() if amount is not None]
    if total is None:
        return Funds(sum(given, Decimal(0)) if given else None, sources)
    if not given and (only := _only_source(declaration)) is not None:
        sources[only] = total
    return Funds(total, sources)


def _only_source(declaration: Declaration) -> str | None:
    """The source of all money: the only one declared, else what 经费来源 names."""
    given = [key for key in SOURCE_KEYS if finite(getattr(declaration.budget, key))]
    if given:
        return given[0] if len(given) == 1 else None
    return _NAMED.get(declaration.unit.funding_source.strip())
