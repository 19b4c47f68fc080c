"""`jixiao rules`: what is checked, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import click

from models.declaration import Declaration
from models.peers import Peers
from models.rule import FAMILIES, Rule, Surroundings, UnknownRuleError, all_rules, rules_named
from models.specimen import specimen
from models.vocabulary import COLUMNS
from tui.console import EXIT_UNUSABLE, Command, put, tell
from tui.fields import describe


@click.command(cls=Command, short_help="列出检查规则，或说明一条规则")
@click.argument("code", required=False, metavar="[代码]")
def command(code: str | None) -> int:
    """列出全部检查规则；给出代码（如 V02）时说明这条规则，给出类别（如 V）时列出这一类。"""
    if code is None:
        _put_list(all_rules())
        return 0
    try:
        found = rules_named(code)
    except UnknownRuleError as error:
        near = f"相近的有 {'、'.join(error.near)}。" if error.near else ""
        tell(f"jixiao：没有规则 {error.code}。{near}jixiao rules 列出全部规则。")
        return EXIT_UNUSABLE
    if len(code.strip()) == 1:
        _put_list(found)
    else:
        for line in explanation(found[0]):
            put(line)
    return 0


def _put_list(rules: tuple[Rule, ...]) -> None:
    family = ""
    for rule in rules:
        if rule.code[0] != family:
            if family:
                put()
            family = rule.code[0]
            put(f"{family}　{FAMILIES[family]}")
        put(f"  {rule.code}  {rule.severity.label}  {rule.title}")


def explanation(rule: Rule) -> Iterator[str]:
    """Everything about a rule, line by line, its examples as changes of the specimen."""
    yield f"{rule.code}　{rule.title}（{rule.severity.label}）"
    yield ""
    for heading, text in (("为什么", rule.why), ("依　据", rule.source), ("怎么改", rule.mend)):
        yield f"{heading}　{text}"
    yield ""
    yield "不合规的例子"
    for peer in rule.peers:
        yield "  同一单位的另一个项目："
        yield from (f"    {line}" for line in _changes(peer))
    yield from (f"  {line}" for line in _changes(rule.violating))
    around = Surroundings(Peers.of(specimen(changes) for changes in rule.peers))
    for found in rule.findings(specimen(rule.violating), around):
        yield f"  → {found.message}"
    yield ""
    yield "合规的例子"
    yield from (f"  {line}" for line in _changes(rule.clean or _same_fields(rule.violating)))


def _same_fields(changes: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields of a violating example hold in the specimen."""
    clean = specimen()
    return {path: clean.get(path) for path in changes if "." in path and "#" not in path}


def _changes(changes: Mapping[str, Any]) -> Iterator[str]:
    clean = specimen()
    if not changes:
        yield "（范例原样）"
    for path, value in changes.items():
        yield f"{_label(clean, path)}：{_shown(value)}"


def _label(declaration: Declaration, path: str) -> str:
    if path == "indicators[+]":
        return "增加一个指标"
    comment = "旁的注释" if path.endswith("#") else ""
    return describe(declaration, path.removesuffix("#")) + comment


def _shown(value: Any) -> str:
    if value is None:
        return "（删去）"
    if isinstance(value, Mapping):
        headings = {term.key: term.heading for term in COLUMNS}
        return "，".join(f"{headings.get(key, key)} {_shown(each)}" for key, each in value.items())
    if isinstance(value, tuple):
        return "-".join(map(str, value)) or "（空）"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return f"“{value}”" if value else "（空）"
