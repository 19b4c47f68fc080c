"""What is told about the rules, from their one registry: by `jixiao rules`, by the help, and in docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from models.declaration import Declaration
from models.peers import Peers
from models.rule import FAMILIES, Finding, Rule, Surroundings, all_rules
from models.specimen import example, specimen
from models.vocabulary import COLUMNS, TASKS
from tui.fields import describe


def example_findings(rule: Rule) -> list[Finding]:
    """What the rule finds in its violating example."""
    around = Surroundings(Peers.of(specimen(changes) for changes in rule.peers))
    return rule.findings(example(rule, rule.violating), around)


def explanation(rule: Rule) -> Iterator[str]:
    """Everything about a rule, line by line."""
    yield f"{rule.code}　{rule.title}（{rule.severity.label}）"
    yield ""
    for heading, text in (("为什么", rule.why), ("依　据", rule.source), ("怎么改", rule.mend)):
        yield f"{heading}　{text}"
    yield ""
    yield from examples(rule)


def examples(rule: Rule) -> Iterator[str]:
    """The violating and the clean example of a rule, line by line."""
    yield "不合规的例子"
    for peer in rule.peers:
        yield "  同一单位的另一个项目："
        yield from (f"    {line}" for line in _changes(specimen(), peer))
    yield from (f"  {line}" for line in _changes(example(rule), rule.violating))
    for found in example_findings(rule):
        yield f"  → {found.message}"
        if found.mend is not None:
            yield f"    {mend_label(found)}"
    yield ""
    yield "合规的例子"
    clean = example(rule)
    yield from (f"  {line}" for line in _changes(clean, rule.clean or _same_fields(clean, rule.violating)))


def _same_fields(clean: Declaration, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields of a violating example hold in the specimen."""
    return {path: clean.get(path) for path in changes if "." in path and "#" not in path}


def _changes(clean: Declaration, changes: Mapping[str, Any]) -> Iterator[str]:
    if not changes:
        yield "（范例原样）"
    for path, value in changes.items():
        yield f"{_label(clean, path)}：{_shown(value)}"


def _label(declaration: Declaration, path: str) -> str:
    if path.endswith("[+]"):
        return "增加一项工作任务" if path.startswith("tasks") else "增加一个指标"
    comment = "旁的注释" if path.endswith("#") else ""
    return describe(declaration, path.removesuffix("#")) + comment


def _shown(value: Any) -> str:
    if value is None:
        return "（删去）"
    if isinstance(value, Mapping):
        headings = {term.key: term.heading for term in (*COLUMNS, *TASKS)}
        return "，".join(f"{headings.get(key, key)} {_shown(each)}" for key, each in value.items())
    if isinstance(value, tuple):
        return "-".join(map(str, value)) or "（空）"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return f"“{value}”" if value else "（空）"


def mend_label(found: Finding) -> str:
    """What the mend of a finding does, and whether it may be made without asking; empty without one."""
    if found.mend is None:
        return ""
    return f"可自动改正：{found.mend.label}" if found.mend.safe else f"可改正（先问您）：{found.mend.label}"


def markdown() -> str:
    """docs/rules.md: every rule with everything about it."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    rules = all_rules()
    yield "# 检查规则"
    yield ""
    yield "由 `make docs` 从规则登记表生成，请勿手改。例子都是对一份完整申报（`models/specimen.py`）的改动。"
    yield ""
    for letter, family in FAMILIES.items():
        yield f"## {letter}　{family}"
        yield ""
        yield "| 代码 | 级别 | 规则 | 自动改正 |"
        yield "|---|---|---|---|"
        for rule in rules:
            if rule.code[0] == letter:
                yield f"| [{rule.code}](#{rule.code.lower()}) | {rule.severity.label} | {rule.title} | {_mends(rule)} |"
        yield ""
    for rule in rules:
        yield from _section(rule)


def _mends(rule: Rule) -> str:
    mends = [found.mend for found in example_findings(rule) if found.mend is not None]
    if not mends:
        return ""
    return "是" if any(mend.safe for mend in mends) else "先问"


def _section(rule: Rule) -> Iterator[str]:
    yield f'<a id="{rule.code.lower()}"></a>'
    yield ""
    yield f"### {rule.code}　{rule.title}"
    yield ""
    yield f"{rule.severity.label}。{rule.why}"
    yield ""
    yield f"- 依据：{rule.source}"
    yield f"- 怎么改：{rule.mend}"
    yield ""
    yield "```text"
    yield from examples(rule)
    yield "```"
    yield ""
