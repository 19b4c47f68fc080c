"""What is told about the fields: by the help, and in docs/fields.md (`python -m tui.fieldbook` writes the page)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from models.checking import check
from models.declaration import Declaration
from models.guidance import LEVELS, Example, Guide, Level, all_guides, guide_for
from models.rule import Rule, all_rules
from models.specimen import department_specimen, specimen
from tui.department_fields import FORMS as OF_DEPARTMENT
from tui.fields import ALL_FORMS, Field
from tui.rulebook import example_findings

_FIELDS = {field.path: field for form in (*ALL_FORMS, *OF_DEPARTMENT) for field in form.fields}
_OF_DEPARTMENT = ("department.", "tasks[")
_ROW = 1
"""An indicator or task of the specimen, for questions about any of them."""
_PROBES = (
    "",
    'XX甲\\乙"、因难群众,应补尽补"，满意度≥90%，知晓率>=90%，《某办法（某政发[2025]12号）3200000元',
    "好" * 700,
    specimen().project.overview,
    specimen().project.content,
)
"""Texts in which the rules that look at every text find something."""


def generic(path: str) -> str:
    """A field path with `[*]` for the position of the indicator."""
    return re.sub(r"\[\d+\]", "[*]", path)


def field_at(path: str) -> Field | None:
    """The row of a form that shows a field path."""
    return _FIELDS.get(generic(path))


@cache
def rules_for(path: str) -> tuple[Rule, ...]:
    """The rules that say something about a field, as seen from what they find in examples."""
    path = generic(path)
    here = path.replace("[*]", f"[{_ROW}]")
    codes = {example.code for example in _examples(path)}
    codes |= {rule.code for rule in all_rules() if _may_concern(rule, path) and _concerns(rule, path)}
    codes |= {found.code for text in _PROBES for found in check(_with(here, text)) if found.field == here}
    return tuple(rule for rule in all_rules() if rule.code in codes)


def _examples(path: str) -> Iterator[Example]:
    yield from guide_for(path).bad
    if path.startswith("indicators"):
        for level in LEVELS:
            yield from level.bad.get(path.rpartition(".")[2], ())


def _may_concern(rule: Rule, path: str) -> bool:
    """Whether a rule's example has anything to do with a field, which is faster than asking the rule."""
    return bool(rule.peers) or path in map(generic, rule.violating)


def _concerns(rule: Rule, path: str) -> bool:
    return any(generic(found.field) == path for found in example_findings(rule))


def _with(path: str, text: str) -> Declaration:
    clean = department_specimen() if path.startswith(_OF_DEPARTMENT) else specimen()
    value: Any = (text,) if isinstance(clean.get(path), tuple) else text
    return clean.with_value(path, value)


def markdown() -> str:
    """docs/fields.md: every field with everything about it."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# 各字段怎么填"
    yield ""
    yield "由 `make docs` 从 `models/guidance/` 生成，请勿手改。编辑器里在字段上按 `F1` 看到的就是这些。"
    yield "例子都由检查规则核对过：好的例子不报问题，不好的例子报所写的规则。"
    for guide in all_guides():
        yield ""
        yield f'<a id="{anchor(guide.path)}"></a>'
        yield ""
        yield f"## {guide.title}　`{guide.path}`"
        yield ""
        yield from _guide(guide)
    for level in LEVELS:
        yield ""
        yield f"## {level.level1}—{level.level2}"
        yield ""
        yield from _level(level)


def anchor(path: str) -> str:
    """The name by which the page links to a field."""
    return path.replace("[*]", "").replace(".", "-")


def _guide(guide: Guide) -> Iterator[str]:
    yield guide.what
    yield ""
    yield f"- 依据：{guide.source}"
    yield from (f"- {line}" for line in guide.how)
    yield from _listed("好的例子", guide.good)
    yield from _listed("不好的例子", guide.bad)
    rules = rules_for(guide.path)
    if rules:
        yield ""
        yield "检查它的规则："
        yield ""
        yield from (f"- [{rule.code}](rules.md#{rule.code.lower()}) {rule.title}" for rule in rules)


def _listed(heading: str, examples: tuple[Example, ...]) -> Iterator[str]:
    if not examples:
        return
    yield ""
    yield f"{heading}："
    yield ""
    yield from (f"- {_code(example.text)}{remark(example)}" for example in examples)


def _code(text: str) -> str:
    return f"`{text.replace(chr(10), '⏎')}`" if text else "（空着）"


def remark(example: Example) -> str:
    """What is said behind an example: what stands beside it, the rule that finds it, why."""
    context = f"（{example.context}）" if example.context else ""
    said = "　".join(filter(None, (example.code, example.why)))
    return f"{context}　{said}" if said else context


def _level(level: Level) -> Iterator[str]:
    yield level.what
    for key, lines in level.how.items():
        yield ""
        yield f"{_FIELDS[f'indicators[*].{key}'].label}："
        yield ""
        yield from (f"- {line}" for line in lines)
    yield ""
    yield "| 三级指标 | 指标性质 | 指标值 | 度量单位 | 评（扣）分标准 | 指标内容 | 设定依据 |"
    yield "|---|---|---|---|---|---|---|"
    for row in level.rows:
        cells = (row.name, row.sign, row.value, row.unit, row.scoring, row.content, row.basis)
        yield f"| {' | '.join(cells)} |"
    for key, examples in level.bad.items():
        yield from _listed(f"不好的{_FIELDS[f'indicators[*].{key}'].label}", examples)


if __name__ == "__main__":
    print(markdown(), end="")
