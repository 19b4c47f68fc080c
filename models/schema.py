"""The declaration file as a JSON Schema, made from the model and the vocabulary."""

from __future__ import annotations

from typing import Any

from models.declaration import FORMAT, Budget, Evaluation, Goals, Indicator, Project, Table, Unit
from models.vocabulary import ATTRIBUTES, CATEGORIES, FIELD_NAMES, LEVEL1, LEVEL2, SIGNS, UNITS

_TEXT: dict[str, Any] = {"type": "string"}
_TYPES: dict[str, dict[str, Any]] = {
    "project.year": {"type": "integer", "minimum": 2000, "maximum": 2100},
    "project.period": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
    "project.category": {"type": "string", "examples": list(CATEGORIES)},
    "budget.total": {"type": "number", "description": "元"},
    "indicators.sign": {"enum": [*SIGNS, ""]},
    "indicators.attribute": {"enum": [*ATTRIBUTES, ""]},
    "indicators.level1": {"type": "string", "examples": list(LEVEL1)},
    "indicators.level2": {"type": "string", "examples": list(LEVEL2)},
    "indicators.unit": {"type": "string", "examples": list(UNITS)},
    "evaluation.budget": {"type": "number", "description": "元"},
    "evaluation.executed": {"type": "number", "description": "元"},
    "indicators.score": {"type": "number", "description": "分"},
    "indicators.weight": {"type": "number", "description": "分"},
}


def _table(name: str, model: type[Table]) -> dict[str, Any]:
    properties = {
        key: {"title": FIELD_NAMES[name][key], **_TYPES.get(f"{name}.{key}", _TEXT)} for key in model.keys()
    }
    return {"type": "object", "properties": properties}


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12). Unknown keys are allowed: they survive every save."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "预算绩效目标申报",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "project": _table("project", Project),
            "unit": _table("unit", Unit),
            "budget": _table("budget", Budget),
            "goals": _table("goals", Goals),
            "indicators": {"type": "array", "items": _table("indicators", Indicator)},
            "evaluation": _table("evaluation", Evaluation),
        },
    }
