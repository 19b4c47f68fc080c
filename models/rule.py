"""What a review rule is, and the registry of all rules.

A rule is one small function in one file of `models/rules/`, registered where it is written. What it looks at decides
its decorator:

    @row_rule("V01", Severity.ERROR, "定量指标的指标值应是数字", why=…, source=…, mend=…, violating={…}, clean={…})
    def numeric_value(row: Indicator, practice: Practice) -> Iterator[Finding]: ...      # one indicator alone

    @rule("X01", …)
    def amounts_agree(declaration: Declaration) -> Iterator[Finding]: ...                # one declaration

    @rule_by_practice("C07", …)
    def quantity_and_quality(declaration: Declaration, practice: Practice) -> Iterator[Finding]: ...

    @peer_rule("V07", …, peers=…)
    def same_attribute(own: Peer, around: Surroundings) -> Iterator[Finding]: ...        # the other projects

A row rule names a column (`"value"`) where the others name a field path. What it finds is kept as long as the row and
the practice are the same, so prefer it: a key press then costs one row, however long the table is. A peer rule knows
of its own project, too, only what is known of others: it can be asked again when only another file has changed.

The editor, `jixiao check`, `jixiao rules` and the tests all read this registry. `violating` and `clean` are changes to
`models.specimen.specimen()`, of a rule on whole departments to `department_specimen()`: the first must be found by the
rule, the second must not. `scope` says whose declarations a rule judges where its family does not (`_SCOPES`).
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from functools import cache
from typing import Any, NotRequired, TypedDict, Unpack

from models.declaration import Declaration, Indicator, indicator_path
from models.peers import Peer, Peers
from models.practice import Practice

FAMILIES = {
    "C": "完整性",
    "V": "指标性质、指标值与属性",
    "K": "指标分类",
    "P": "评（扣）分标准",
    "B": "设定依据",
    "X": "前后核对",
    "T": "文字和标点",
    "A": "绩效自评",
    "D": "部门整体",
}
"""First letter of a code → what the rules of that family look at, in the order in which they are listed."""


class Scope(Enum):
    """Whose declarations a rule judges."""

    PROJECT = "项目"
    DEPARTMENT = "部门整体"
    ANY = "项目和部门整体"


_SCOPES = {"X": Scope.PROJECT, "A": Scope.PROJECT, "D": Scope.DEPARTMENT}
"""Whose declarations the rules of a family judge, where not any: see `Rule.scope`."""


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
class Mend:
    """A change that removes a finding."""

    label: str
    """what it does, in the user's words: `改为“2014”`"""
    changes: Mapping[str, Any] = field(hash=False)
    """field path (a column, in a row rule) → its new value"""
    safe: bool = True
    """whether it keeps the meaning, so that it may be made without asking"""


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
    mend: Mend | None = None


@dataclass(frozen=True)
class Surroundings:
    """What a rule may know beyond the declaration itself."""

    peers: Peers = field(default_factory=Peers)
    """the projects of the same workspace, perhaps with the declaration itself among them"""
    own: str = ""
    """the key of the declaration itself among the peers; empty when it is not there"""
    practice: Practice = field(default_factory=Practice)


Check = Callable[[Declaration], Iterable[Finding]]
CheckByPractice = Callable[[Declaration, Practice], Iterable[Finding]]
CheckRow = Callable[[Indicator, Practice], Iterable[Finding]]
CheckPeer = Callable[[Peer, Surroundings], Iterable[Finding]]


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
    check: Callable[[Declaration, Surroundings], Iterable[Finding]] = field(repr=False)
    scope: Scope | None = None
    """whose declarations it judges; None for those that its family does"""
    peers: Sequence[Mapping[str, Any]] = ()
    """changes that make the other declarations of the violating example, for rules that look across projects"""
    check_row: CheckRow | None = field(default=None, repr=False)
    """the check of one indicator, for rules that look at one at a time"""
    check_rest: Check | None = field(default=None, repr=False)
    """what such a rule checks outside of the indicators, if anything"""
    check_peer: CheckPeer | None = field(default=None, repr=False)
    """the check of a project against the others of its workspace, for rules that compare them"""

    @property
    def judged(self) -> Scope:
        """Whose declarations it judges."""
        return self.scope or _SCOPES.get(self.code[0], Scope.ANY)

    def judges(self, *, department: bool) -> bool:
        """Whether it judges declarations of whole departments, or those of projects."""
        return self.judged is Scope.ANY or department == (self.judged is Scope.DEPARTMENT)

    def findings(self, declaration: Declaration, around: Surroundings) -> list[Finding]:
        """The findings of this rule, carrying its code; its severity where the finding does not set a lower one."""
        return [self._signed(found) for found in self.check(declaration, around)]

    def findings_of_peer(self, own: Peer, around: Surroundings) -> list[Finding]:
        """The findings of a peer rule in the project of which no more is known, like `findings`; none for others."""
        if self.check_peer is None:
            return []
        return [self._signed(found) for found in self.check_peer(own, around)]

    def findings_in_rest(self, declaration: Declaration) -> list[Finding]:
        """The findings of a row rule outside of the indicators, like `findings`."""
        return [self._signed(found) for found in self.check_rest(declaration)] if self.check_rest else []

    def placed(self, found: Finding, index: int) -> Finding:
        """What the rule's `check_row` found in a row, as a finding in the indicator at a position, like `findings`."""
        return self._signed(_placed(found, index))

    def _signed(self, found: Finding) -> Finding:
        return replace(
            found, code=self.code, severity=max(found.severity, self.severity, key=lambda s: s.rank)
        )


def _placed(found: Finding, index: int) -> Finding:
    """A finding of a row rule with the field paths of the row's position."""
    mend = found.mend and replace(
        found.mend, changes={indicator_path(index, key): new for key, new in found.mend.changes.items()}
    )
    path = indicator_path(index, found.field) if found.field else f"indicators[{index}]"
    return replace(found, field=path, mend=mend)


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
    scope: NotRequired[Scope]


def rule(code: str, severity: Severity, title: str, **told: Unpack[Told]) -> Callable[[Check], Check]:
    """Register a rule that looks at one declaration alone."""

    def decorate(check: Check) -> Check:
        _register(Rule(code, severity, title, **told, check=lambda declaration, _: check(declaration)))
        return check

    return decorate


def row_rule(
    code: str, severity: Severity, title: str, *, rest: Check | None = None, **told: Unpack[Told]
) -> Callable[[CheckRow], CheckRow]:
    """Register a rule that looks at one indicator alone; a finding without a field means the whole indicator.

    `rest` is what the same rule says of everything but the indicators.
    """

    def decorate(check_row: CheckRow) -> CheckRow:
        def check(declaration: Declaration, around: Surroundings) -> Iterator[Finding]:
            if rest is not None:
                yield from rest(declaration)
            for index, row in enumerate(declaration.indicators):
                for found in check_row(row, around.practice):
                    yield _placed(found, index)

        _register(Rule(code, severity, title, **told, check=check, check_row=check_row, check_rest=rest))
        return check_row

    return decorate


def rule_by_practice(
    code: str, severity: Severity, title: str, **told: Unpack[Told]
) -> Callable[[CheckByPractice], CheckByPractice]:
    """Register a rule that judges a declaration by the bureau's practice."""

    def decorate(check: CheckByPractice) -> CheckByPractice:
        _register(
            Rule(
                code,
                severity,
                title,
                **told,
                check=lambda declaration, around: check(declaration, around.practice),
            )
        )
        return check

    return decorate


def peer_rule(
    code: str, severity: Severity, title: str, *, peers: Sequence[Mapping[str, Any]], **told: Unpack[Told]
) -> Callable[[CheckPeer], CheckPeer]:
    """Register a rule that compares a project with the others of its workspace."""

    def decorate(check_peer: CheckPeer) -> CheckPeer:
        def check(declaration: Declaration, around: Surroundings) -> Iterable[Finding]:
            return check_peer(Peer.of(declaration, around.own), around)

        _register(Rule(code, severity, title, **told, check=check, peers=peers, check_peer=check_peer))
        return check_peer

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
