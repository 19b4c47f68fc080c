"""What the help says: the keys, and what a rule wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.declaration import Declaration
from models.rule import Finding, Rule, all_rules
from models.text import pad, wrap
from tui.actions import EDITOR, Action, Where, shown
from tui.fields import describe
from tui.rulebook import examples, mend_label


def key_sheet(cells: int, actions: Sequence[Action] = EDITOR) -> list[str]:
    """All keys of a screen, by where they work."""
    lines: list[str] = []
    for where in Where:
        keys_of: dict[str, list[str]] = {}
        for action in actions:
            if action.where is where:
                keys_of.setdefault(action.id, []).extend(action.keys)
        if keys_of:
            lines += ["", f"{where.value}"]
        for id, keys in keys_of.items():
            action = next(action for action in actions if action.id == id)
            lines += _entry("  ".join(map(shown, keys)), f"{action.title}　{action.explanation}", cells)
    lines += ["", "目录与列表里：↑ ↓ j k 移动，← → h l 折叠与展开，PgUp PgDn Home End 翻页。"]
    return lines


def _entry(keys: str, text: str, cells: int) -> list[str]:
    first, *rest = wrap(text, max(cells - 18, 20))
    return [f"  {pad(keys, 14)}  {first}", *(" " * 18 + line for line in rest)]


def explain(found: Finding, declaration: Declaration, cells: int) -> list[str]:
    """A finding, and everything its rule says."""
    rule = next(rule for rule in all_rules() if rule.code == found.code)
    parts = [
        ("所在", describe(declaration, found.field)),
        ("问题", found.message),
        *rule_parts(rule),
    ]
    if found.mend is not None:
        parts.append(("F9", mend_label(found)))
    lines = [line for label, text in parts for line in _paragraph(label, text, cells)]
    return [*lines, "", *(part for line in examples(rule) for part in wrap(line, max(cells, 20)) or [""])]


def rule_parts(rule: Rule) -> Iterable[tuple[str, str]]:
    """What a rule says, as labelled texts."""
    return (
        ("规则", f"{rule.code} {rule.title}（{rule.severity.label}）"),
        ("为什么", rule.why),
        ("依据", rule.source),
        ("怎么改", rule.mend),
    )


def _paragraph(label: str, text: str, cells: int) -> list[str]:
    lines = wrap(text, max(min(cells, 100) - 10, 20))
    return ["", *(f"{pad(label if at == 0 else '', 8)}  {line}" for at, line in enumerate(lines))]
