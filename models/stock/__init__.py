"""The built-in indicators (内置指标): what bureaus commonly declare, one file per field of work.

Each module has its field of work as `TOPIC` and its indicators as `INDICATORS`. Values that only the bureau can know
are empty; weights are those of a middling indicator and are meant to be changed.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from models.library import Entry

_HELPERS = frozenset({"rows"})


@cache
def stock_entries() -> tuple[Entry, ...]:
    """All built-in indicators, by field of work. Read when they are first asked for."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _HELPERS)
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(
        Entry(row, uses=0, last_year=None, sources=(), topic=module.TOPIC)
        for module in modules
        for row in module.INDICATORS
    )
