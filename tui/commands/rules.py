"""`jixiao rules`: what is checked, and why."""

from __future__ import annotations

import click

from models.rule import FAMILIES, Rule, UnknownRuleError, all_rules, rules_named
from tui.commands.base import Command
from tui.console import EXIT_UNUSABLE, put, tell
from tui.rulebook import explanation, markdown


@click.command(cls=Command, short_help="列出检查规则，或说明一条规则")
@click.argument("code", required=False, metavar="[代码]")
@click.option("--markdown", "as_page", is_flag=True, help="全部规则的说明，Markdown 格式")
def command(code: str | None, as_page: bool) -> int:
    """列出全部检查规则；给出代码（如 V02）时说明这条规则，给出类别（如 V）时列出这一类。"""
    if as_page:
        click.echo(markdown(), nl=False)
        return 0
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
