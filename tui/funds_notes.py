"""What the editor says of the money by source: what an empty amount stands for, and sources that do not add up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from models import funds
from models.declaration import Declaration
from models.funds import SOURCE_KEYS, Funds
from models.money import finite, format_yuan
from tui.fields import Form


@dataclass(frozen=True)
class _Stage:
    """The amounts of one stage of the year: the path of the total, the beginning of the others, how they are reckoned."""

    total: str
    prefix: str
    name: str
    reckon: Callable[[Declaration], Funds]

    def given(self, declaration: Declaration) -> dict[str, Decimal]:
        """The amounts by source that the file has."""
        amounts = ((key, finite(declaration.get(self.prefix + key))) for key in SOURCE_KEYS)
        return {key: amount for key, amount in amounts if amount is not None}


_DECLARED = _Stage("budget.total", "budget.", "预算金额", funds.declared)
_ADJUSTED = _Stage("evaluation.budget", "evaluation.budget_", "全年预算数", funds.adjusted)
_STAGES = (
    _DECLARED,
    _Stage("monitoring.executed", "monitoring.executed_", "1-7月执行数", funds.executed_by_july),
    _Stage("monitoring.expected", "monitoring.expected_", "全年预计执行数", funds.expected),
    _ADJUSTED,
    _Stage("evaluation.executed", "evaluation.executed_", "全年执行数", funds.executed),
)


def derived_amounts(declaration: Declaration, form: Form) -> dict[str, str]:
    """What the empty amounts of a form come to by what is given elsewhere, in words, by field path.

    `declaration` counts with the unit facts of its workspace: 经费来源 says where all of the money comes from.
    """
    found: dict[str, str] = {}
    for stage in _stages_in(form):
        reckoned = stage.reckon(declaration)
        is_unchanged = stage is _ADJUSTED and not stage.given(declaration) and _is_empty(declaration, stage)
        by_source = "同年初预算数" if is_unchanged else "按资金来源"
        if stage is _DECLARED:
            by_source = "按经费来源"
        for key in SOURCE_KEYS:
            amount = reckoned.sources[key]
            if amount is not None and declaration.get(stage.prefix + key) is None:
                found[stage.prefix + key] = f"{by_source}：{format_yuan(amount)}"
        if reckoned.total is not None and _is_empty(declaration, stage):
            why = "同年初预算数" if is_unchanged else "按各来源合计"
            found[stage.total] = f"{why}：{format_yuan(reckoned.total)}"
    return found


def sums_of(declaration: Declaration, form: Form) -> dict[str, str]:
    """What is said at each amount of a form whose sources do not add up to their total, by field path."""
    found: dict[str, str] = {}
    for stage in _stages_in(form):
        given, total = stage.given(declaration), finite(declaration.get(stage.total))
        added = sum(given.values(), Decimal(0))
        if given and total is not None and added != total:
            more = "多" if added > total else "少"
            words = f"各来源合计 {format_yuan(added)}，比{stage.name}{more} {format_yuan(abs(total - added))}"
            found.update(dict.fromkeys((stage.total, *(stage.prefix + key for key in SOURCE_KEYS)), words))
    return found


def _stages_in(form: Form) -> Iterator[_Stage]:
    paths = {field.path for field in form.fields}
    return (
        stage
        for stage in _STAGES
        if stage.total in paths or any(stage.prefix + key in paths for key in SOURCE_KEYS)
    )


def _is_empty(declaration: Declaration, stage: _Stage) -> bool:
    return declaration.get(stage.total) is None
