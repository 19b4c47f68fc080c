"""K06: one indicator under two 一级指标."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, indicator_path
from models.rows import comparable, level_key, quote, rows_of
from models.rule import Finding, Severity, rule


@rule(
    "K06",
    Severity.ERROR,
    "同一个指标不能放在两个一级指标之下",
    why="同一件事既算产出又算效益，等于计两次分；说明产出和效益没有分清。",
    source="财预〔2015〕88号 审核表“指标科学性”；财预〔2021〕101号",
    mend="保留一处：办成了什么事是产出，办成之后有什么效果是效益。",
    violating={"indicators[6].name": "补助学生人数"},
    clean={"indicators[6].name": "补助标准知晓率"},
)
def output_or_benefit(declaration: Declaration) -> Iterator[Finding]:
    first: dict[str, tuple[int, str]] = {}
    for index, row in rows_of(declaration):
        name, level = comparable(row.name), level_key(row.level1)
        if not name or not level:
            continue
        at, there = first.setdefault(name, (index, level))
        if there != level:
            yield Finding(
                indicator_path(index, "name"),
                f"{quote(row.name)}已经是{there}指标（第{at + 1}个指标），又放在{level}指标之下，请只保留一处",
            )
