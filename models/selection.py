"""Which rules a bureau wants, how gravely it takes them, and for which files: the `[rules]` of `jixiao.toml`."""

from __future__ import annotations

import fnmatch
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from models.checking import Choice
from models.rule import Rule, Severity, all_rules, rules_named


@dataclass(frozen=True)
class Selection:
    """Codes and families (`V14`, `V`) that are wanted and not wanted. Raises UnknownRuleError when it is used."""

    select: tuple[str, ...] = ()
    """empty for all rules"""
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """code → severity in place of the rule's own"""
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """pattern of paths below the workspace (`2024/*.toml`) → codes and families not wanted there"""

    def narrowed(self, select: Iterable[str], ignore: Iterable[str]) -> Selection:
        """With the choice of a command line: what it selects replaces, what it ignores is added."""
        return replace(self, select=tuple(select) or self.select, ignore=(*self.ignore, *ignore))

    def choice(self, name: str = "") -> Choice:
        """The rules for a file, named by its path from the workspace with `/`; empty for one that has no file."""
        if not (self.select or self.ignore or self.severities or self.per_file):
            return Choice()
        ignored = [*self.ignore, *(code for codes in self._for_file(name) for code in codes)]
        wanted = _named(self.select) if self.select else all_rules()
        unwanted = {rule.code for rule in _named(ignored)}
        chosen = {rule.code for rule in wanted} - unwanted
        return Choice(tuple(rule for rule in all_rules() if rule.code in chosen), self.severities)

    def _for_file(self, name: str) -> Iterable[tuple[str, ...]]:
        name = unicodedata.normalize("NFC", name)
        for pattern, codes in self.per_file.items():
            if name and fnmatch.fnmatchcase(name, unicodedata.normalize("NFC", pattern)):
                yield codes


def _named(names: Iterable[str]) -> list[Rule]:
    return [rule for name in names for rule in rules_named(name)]
