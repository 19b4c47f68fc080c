"""One file per official form; `all_forms()` finds them.

A module of this package registers its form where it is written, with the labels that only this form prints:

    @form("mof-core", "核心绩效指标表", source="…", labels=LABELS)
    def lay_out(declaration: Declaration, options: Options) -> Page: ...

A form that holds many projects in one table gets all of them:

    @form_of_many("yn-05-2", "部门项目支出绩效目标表", source="…", labels=LABELS)
    def lay_out(material: Material, options: Options) -> Page: ...
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from exports.grid import Options, Page
from models.declaration import Declaration


@dataclass(frozen=True)
class Material:
    """What a form is made from: the projects of one department and year, and the department's own declaration."""

    declarations: tuple[Declaration, ...]
    department: Declaration | None = None

    @property
    def projects(self) -> tuple[Declaration, ...]:
        """The declarations of projects; that of a whole department may stand among the others."""
        return tuple(each for each in self.declarations if not each.is_department)

    @property
    def whole(self) -> Declaration | None:
        """The department's own declaration, wherever it stands."""
        return self.department or next((each for each in self.declarations if each.is_department), None)


LayOut = Callable[[Declaration, Options], Page]
LayOutMany = Callable[[Material, Options], Page]


@dataclass(frozen=True)
class Form:
    """An official form: its id on the command line, its Chinese title, the notice or print it follows."""

    id: str
    title: str
    source: str
    labels: Mapping[str, str] = field(default_factory=dict)
    """what only this form prints, by label key; a bureau may print it differently"""
    lay_out_one: LayOut | None = None
    lay_out_many: LayOutMany | None = None

    @property
    def holds_many(self) -> bool:
        """Whether one table holds all projects of a department."""
        return self.lay_out_many is not None

    def lay_out(self, declaration: Declaration, options: Options) -> Page:
        """The form of one declaration."""
        return self.pages(Material((declaration,)), options)[0]

    def pages(self, material: Material, options: Options) -> list[Page]:
        """One page for all projects where the form holds many, else one for each."""
        options = self._with_own_labels(options)
        if self.lay_out_many is not None:
            return [self.lay_out_many(material, options)]
        assert self.lay_out_one is not None
        return [self.lay_out_one(declaration, options) for declaration in material.declarations]

    def _with_own_labels(self, options: Options) -> Options:
        own = {**self.labels, **options.form_labels.get(self.id, {})}
        return replace(options, labels={**options.labels, **own}) if own else options


_forms: dict[str, Form] = {}


def form(
    id: str, title: str, *, source: str, labels: Mapping[str, str] | None = None
) -> Callable[[LayOut], LayOut]:
    """Register a function that lays one declaration out."""

    def decorate(lay_out: LayOut) -> LayOut:
        _forms[id] = Form(id, title, source, labels or {}, lay_out_one=lay_out)
        return lay_out

    return decorate


def form_of_many(
    id: str, title: str, *, source: str, labels: Mapping[str, str] | None = None
) -> Callable[[LayOutMany], LayOutMany]:
    """Register a function that lays all projects of a department out in one table."""

    def decorate(lay_out: LayOutMany) -> LayOutMany:
        _forms[id] = Form(id, title, source, labels or {}, lay_out_many=lay_out)
        return lay_out

    return decorate


def all_forms() -> dict[str, Form]:
    """Every form by its id."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(_forms.items()))
