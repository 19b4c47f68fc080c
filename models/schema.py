"""The declaration file as a JSON Schema, made from the model and the vocabulary."""

from __future__ import annotations

from typing import Any

from models.declaration import FORMAT, ROW_TABLES, Amount, Declaration, Indicator, Table
from models.vocabulary import (
    ATTRIBUTES,
    CATEGORIES,
    CAUSES,
    DATA_SOURCES,
    FIELD_NAMES,
    GRADES,
    ISSUED,
    LEVEL1,
    LEVEL2,
    LIKELIHOODS,
    METHODS,
    ORIGINS,
    PROJECT_ATTRIBUTES,
    PROOFS,
    SIGNS,
    UNITS,
)

_TEXT: dict[str, Any] = {"type": "string"}
_YEAR: dict[str, Any] = {"type": "integer", "minimum": 2000, "maximum": 2100}
_PERIOD: dict[str, Any] = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
_TYPES: dict[str, dict[str, Any]] = {
    "project.year": _YEAR,
    "project.period": _PERIOD,
    "department.year": _YEAR,
    "department.period": _PERIOD,
    "indicators.sign": {"enum": [*SIGNS, ""]},
    "indicators.attribute": {"enum": [*ATTRIBUTES, ""]},
    "indicators.likelihood": {"enum": [*LIKELIHOODS, ""]},
    "review.grade": {"enum": [*GRADES, ""]},
}
_EXAMPLES: dict[str, tuple[str, ...]] = {
    "project.category": CATEGORIES,
    "project.issued": ISSUED,
    "project.attribute": PROJECT_ATTRIBUTES,
    "indicators.level1": LEVEL1,
    "indicators.level2": LEVEL2,
    "indicators.unit": UNITS,
    "indicators.origin": ORIGINS,
    "indicators.method": METHODS,
    "indicators.data_source": DATA_SOURCES,
    "indicators.proof": PROOFS,
    "indicators.causes": CAUSES,
}


def _table(name: str, model: type[Table]) -> dict[str, Any]:
    properties = {
        key: {"title": FIELD_NAMES[name][key], **_type(f"{name}.{key}", model, key)} for key in model.keys()
    }
    return {"type": "object", "properties": properties}


def _type(path: str, model: type[Table], key: str) -> dict[str, Any]:
    if path in _TYPES:
        return _TYPES[path]
    if model.model_fields[key].annotation == Amount:
        return {"type": "number", "description": "分" if model is Indicator else "元"}
    return {**_TEXT, "examples": list(_EXAMPLES[path])} if path in _EXAMPLES else _TEXT


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12). Unknown keys are allowed: they survive every save."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "预算绩效目标申报",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            **{name: _table(name, model) for name, model in Declaration.tables().items()},
            **{name: {"type": "array", "items": _table(name, model)} for name, model in ROW_TABLES.items()},
        },
    }
