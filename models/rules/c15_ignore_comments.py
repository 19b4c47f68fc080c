"""C15: a comment that silences findings says which."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.rows import quote
from models.rule import Finding, Severity, UnknownRuleError, rule, rules_named
from models.suppression import suppressions


@rule(
    "C15",
    Severity.WARNING,
    "忽略检查的注释要写明规则代码",
    why="写错了代码，注释不起作用，问题照样列出；不写代码，就不知道经办人认可的是哪一条。",
    source="本程序的约定（注释“# jixiao: ignore 代码”）",
    mend="写成“# jixiao: ignore V14”，几条规则用逗号隔开；后面可以写理由。",
    violating={"indicators[1].value#": "# jixiao: ignore V99"},
    clean={"indicators[1].value#": "# jixiao: ignore V14 上级文件原文如此"},
)
def ignore_comments(declaration: Declaration) -> Iterator[Finding]:
    for each in suppressions(declaration):
        if not each.codes:
            yield Finding(
                each.field, f"注释{quote(each.text)}没有写明忽略哪条规则，请写成“# jixiao: ignore V14”"
            )
        for code in sorted(each.codes):
            try:
                rules_named(code)
            except UnknownRuleError as error:
                near = f"，是不是 {'、'.join(error.near)}" if error.near else ""
                yield Finding(each.field, f"注释{quote(each.text)}里的规则 {code} 不存在{near}")
