"""K07: names of indicators."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, indicator_path
from models.rows import comparable, level_key, quote, rows_of
from models.rule import Finding, Severity, rule


@rule(
    "K07",
    Severity.ERROR,
    "一个项目内三级指标不能重名",
    why="监控和自评按名称对应指标，重名的两行分不清谁是谁，也可能重复计分。",
    source="财预〔2015〕88号 审核表“规范完整性”的推论",
    mend="合并重复的指标，或在名称里写明各自的对象。",
    violating={"indicators[3].name": "补助对象认定准确率"},
    clean={"indicators[3].name": "食材配送准时率"},
)
def duplicate_names(declaration: Declaration) -> Iterator[Finding]:
    # The same name under two 一级指标 is K06's.
    first: dict[tuple[str, str], int] = {}
    for index, row in rows_of(declaration):
        name = comparable(row.name)
        if not name:
            continue
        at = first.setdefault((level_key(row.level1), name), index)
        if at != index:
            yield Finding(
                indicator_path(index, "name"),
                f"{quote(row.name)}与第{at + 1}个指标重名，请合并，或在名称里写明各自的对象",
            )
