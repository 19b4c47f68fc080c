"""What a review rule is, and the registry of all rules.

A rule is one small function in one file of `models/rules/`, registered where it is written:

    @rule("V01", Severity.ERROR, "定量指标的指标值应是数字", why=…, source=…, mend=…, violating={…}, clean={…})
    def numeric_value(declaration: Declaration) -> Iterator[Finding]: ...

The editor, `jixiao check`, `jixiao rules` and the tests all read this registry. `violating` and `clean` are changes to
`models.specimen.specimen()`: the first must be found by the rule, the second must not.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any, TypedDict, Unpack

from models.declaration import Declaration

FAMILIES = {
    "C": "完整性",
    "V": "指标性质、指标值与属性",
    "K": "指标分类",
    "P": "评（扣）分标准",
    "B": "设定依据",
    "X": "前后核对",
}
"""First letter of a code → what the rules of that family look at, in the order in which they are listed."""


class Severity(StrEnum):
    """error: the declaration will be sent back; warning: it may be; info: worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]

    @property
    def rank(self) -> int:
        return ("error", "warning", "info").index(self.value)


@dataclass(frozen=True)
class Finding:
    """One contradiction in one field.

    `field` is a path such as `indicators[2].value` (also of a key that is missing), a table (`indicators[2]`, `unit`)
    when all of it is meant, or `indicators` when the indicators as a whole are.
    `start` and `end` count characters of the field's text; they are equal when the whole field is meant.
    """

    field: str
    message: str
    start: int = 0
    end: int = 0
    code: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Surroundings:
    """What a rule may know beyond the declaration itself."""

    peers: Sequence[Declaration] = ()
    """the other declarations of the same workspace"""


Check = Callable[[Declaration], Iterable[Finding]]
CheckAcross = Callable[[Declaration, Surroundings], Iterable[Finding]]


@dataclass(frozen=True)
class Rule:
    """A review rule with all that a clerk or a reviewer is told about it."""

    code: str
    severity: Severity
    title: str
    why: str
    source: str
    mend: str
    violating: Mapping[str, Any]
    clean: Mapping[str, Any]
    check: CheckAcross = field(repr=False)
    peers: Sequence[Mapping[str, Any]] = ()
    """changes that make the other declarations of the violating example, for rules that look across projects"""

    def findings(self, declaration: Declaration, around: Surroundings) -> list[Finding]:
        """The findings of this rule, carrying its code; its severity where the finding does not set a lower one."""
        return [
            replace(found, code=self.code, severity=max(found.severity, self.severity, key=lambda s: s.rank))
            for found in self.check(declaration, around)
        ]


_rules: dict[str, Rule] = {}


def _register(entry: Rule) -> None:
    if entry.code in _rules:
        raise ValueError(f"rule {entry.code} is registered twice")
    _rules[entry.code] = entry


class Told(TypedDict):
    """What every rule is told with; see `Rule`."""

    why: str
    source: str
    mend: str
    violating: Mapping[str, Any]
    clean: Mapping[str, Any]


def rule(code: str, severity: Severity, title: str, **told: Unpack[Told]) -> Callable[[Check], Check]:
    """Register a rule that looks at one declaration alone."""

    def decorate(check: Check) -> Check:
        _register(Rule(code, severity, title, **told, check=lambda declaration, _: check(declaration)))
        return check

    return decorate


def rule_across(
    code: str, severity: Severity, title: str, *, peers: Sequence[Mapping[str, Any]], **told: Unpack[Told]
) -> Callable[[CheckAcross], CheckAcross]:
    """Register a rule that compares a declaration with the others of its workspace."""

    def decorate(check: CheckAcross) -> CheckAcross:
        _register(Rule(code, severity, title, **told, check=check, peers=peers))
        return check

    return decorate


def all_rules() -> tuple[Rule, ...]:
    """Every rule of `models/rules/`, ordered by family and number."""
    _import_rules()
    return tuple(sorted(_rules.values(), key=lambda entry: (list(FAMILIES).index(entry.code[0]), entry.code)))


@cache
def _import_rules() -> None:
    package = importlib.import_module("models.rules")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"models.rules.{module.name}")


class UnknownRuleError(LookupError):
    """No rule has this code; `near` are codes that may have been meant."""

    def __init__(self, code: str, near: Sequence[str]) -> None:
        super().__init__(code)
        self.code = code
        self.near = tuple(near)


def rules_named(name: str) -> tuple[Rule, ...]:
    """The rule with a code, or all rules of a family (`V`); raises UnknownRuleError."""
    wanted = name.strip().upper()
    found = tuple(entry for entry in all_rules() if wanted in (entry.code, entry.code[0]))
    if found:
        return found
    codes = [entry.code for entry in all_rules()]
    near = difflib.get_close_matches(wanted, codes, n=3, cutoff=0.5)
    raise UnknownRuleError(name.strip(), near or [code for code in codes if wanted[:1] == code[0]][:3])


def check(
    declaration: Declaration, around: Surroundings | None = None, *, rules: Sequence[Rule] | None = None
) -> list[Finding]:
    """All findings of a declaration, in the order of the rules.

    Pass the declaration as it counts (`with_unit_defaults`), or facts kept in the workspace are reported missing.
    """
    around = around or Surroundings()
    return [found for entry in (rules or all_rules()) for found in entry.findings(declaration, around)]
