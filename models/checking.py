"""Judging a declaration by the rules, once or again after every key press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.declaration import Declaration, Indicator
from models.peers import Peer
from models.practice import Practice
from models.rule import Finding, Rule, Severity, Surroundings, all_rules
from models.suppression import suppressed, suppressions


@dataclass(frozen=True)
class Choice:
    """Which rules judge a declaration, and how gravely; None for all of them."""

    rules: tuple[Rule, ...] | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict, hash=False)
    """code → the severity that a bureau gives to its findings"""


def check(
    declaration: Declaration,
    around: Surroundings | None = None,
    *,
    rules: Sequence[Rule] | None = None,
    choice: Choice | None = None,
) -> list[Finding]:
    """All findings of a declaration, in the order of the rules; by some `rules`, or by a bureau's `choice`.

    Pass the declaration as it counts (`with_unit_defaults`), or facts kept in the workspace are reported missing.
    """
    choice = choice or Choice(None if rules is None else tuple(rules))
    return Checker(choice).findings(declaration, around)


class Checker:
    """Checks one declaration through its changes: rows that are as they were are not judged again."""

    def __init__(self, choice: Choice | None = None) -> None:
        choice = choice or Choice()
        rules = all_rules() if choice.rules is None else choice.rules
        self._severities = choice.severities
        self._order = {rule.code: place for place, rule in enumerate(rules)}
        self._of = {
            department: _Asked([rule for rule in rules if rule.judges(department=department)])
            for department in (False, True)
        }
        # Keyed by identity, which is safe while the row itself is held: equal rows are costly to compare.
        self._rows: dict[tuple[int, int], tuple[Indicator, list[Finding]]] = {}
        self._judged_by: tuple[Practice, _Asked] | None = None

    def findings(self, declaration: Declaration, around: Surroundings | None = None) -> list[Finding]:
        """All findings, in the order of the rules; see `check`."""
        around = around or Surroundings()
        asked = self._of[declaration.is_department]
        found = [each for rule in asked.whole for each in rule.findings(declaration, around)]
        found += [each for rule in asked.rest for each in rule.findings_in_rest(declaration)]
        found += self._in_rows(declaration, around.practice, asked)
        if asked.peers and around.peers.all:
            own = Peer.of(declaration, around.own)
            found += [each for rule in asked.peers for each in rule.findings_of_peer(own, around)]
        if silenced := suppressions(declaration):
            found = [each for each in found if not suppressed(each.field, each.code, silenced)]
        if self._severities:
            found = [replace(each, severity=self._severities.get(each.code, each.severity)) for each in found]
        return sorted(found, key=lambda each: self._order[each.code])

    def _in_rows(self, declaration: Declaration, practice: Practice, asked: _Asked) -> list[Finding]:
        known = self._rows if (practice, asked) == self._judged_by else {}
        rows: dict[tuple[int, int], tuple[Indicator, list[Finding]]] = {}
        for index, row in enumerate(declaration.indicators):
            key = (id(row), index)
            rows[key] = known.get(key) or (row, _judge(row, index, practice, asked))
        self._rows, self._judged_by = rows, (practice, asked)
        return [each for _, found in rows.values() for each in found]


class _Asked:
    """The rules that judge one kind of declarations, by what they look at."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rows = tuple((rule, rule.check_row) for rule in rules if rule.check_row is not None)
        self.rest = tuple(rule for rule in rules if rule.check_rest is not None)
        self.peers = tuple(rule for rule in rules if rule.check_peer is not None)
        self.whole = tuple(rule for rule in rules if rule.check_row is None and rule.check_peer is None)


def _judge(row: Indicator, index: int, practice: Practice, asked: _Asked) -> list[Finding]:
    return [rule.placed(found, index) for rule, check_row in asked.rows for found in check_row(row, practice)]
