"""The order in which one meets fields and findings going down the tree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from models.declaration import ROW_TABLES, Declaration, Table
from models.rule import Finding

_TABLE_ORDER = (
    "format",
    "department",
    "project",
    "budget",
    "unit",
    "goals",
    "tasks",
    "indicators",
    "review",
    "monitoring",
    "evaluation",
)


def in_document_order(findings: Sequence[Finding]) -> list[Finding]:
    """Findings as one meets them going down the tree."""
    return sorted(findings, key=lambda found: (*document_place(found.field), found.severity.rank))


@lru_cache(maxsize=8192)
def document_place(field: str) -> tuple[int, int, int]:
    """Where a field, a row or a table stands, for comparing: what stands further down the tree is greater."""
    table, _, rest = field.partition("[")
    index = int(rest.partition("]")[0]) if rest else -1
    table = table.partition(".")[0]
    order = _TABLE_ORDER.index(table) if table in _TABLE_ORDER else len(_TABLE_ORDER)
    return (order, index, _key_order(table, field))


_TABLES: dict[str, type[Table]] = {**ROW_TABLES, **Declaration.tables()}
_KEYS = {table: {key: at for at, key in enumerate(model.keys())} for table, model in _TABLES.items()}


def _key_order(table: str, field: str) -> int:
    return _KEYS.get(table, {}).get(field.rpartition(".")[2], -1)
