"""One file per official form; `all_forms()` finds them.

A module of this package registers its form where it is written:

    @form("yn-target", "项目绩效目标表", source="…")
    def lay_out(declaration: Declaration, options: Options) -> Page: ...
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from exports.grid import Options, Page
from models.declaration import Declaration

LayOut = Callable[[Declaration, Options], Page]


@dataclass(frozen=True)
class Form:
    """An official form: its id on the command line, its Chinese title, the notice or print it follows."""

    id: str
    title: str
    source: str
    lay_out: LayOut


_forms: dict[str, Form] = {}


def form(id: str, title: str, *, source: str) -> Callable[[LayOut], LayOut]:
    """Register a function that lays one declaration out."""

    def decorate(lay_out: LayOut) -> LayOut:
        _forms[id] = Form(id, title, source, lay_out)
        return lay_out

    return decorate


def all_forms() -> dict[str, Form]:
    """Every form by its id."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(_forms.items()))
