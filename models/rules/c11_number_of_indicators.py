"""C11: neither too few indicators nor too many."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.rule import Finding, Severity, rule

FEWEST, MOST = 3, 15


@rule(
    "C11",
    Severity.WARNING,
    "三级指标不宜少于3个，也不宜多于15个",
    why="太少反映不了项目全貌，太多则重点不突出、每个指标只有一两分，自评和监控都难做。",
    source="财预〔2021〕101号（重点突出、精简实用）；地方绩效目标审核要求（三级指标不少于3个）的推论",
    mend="少的补写关键的产出和效益；多的合并相近的指标，删去日常管理类指标。",
    violating={f"indicators[{at}]": None for at in (0, 2, 3, 4, 6, 7, 8)},
    clean={f"indicators[{at}]": None for at in (0, 3, 4, 6, 7, 8)},
)
def number_of_indicators(declaration: Declaration) -> Iterator[Finding]:
    count = len(declaration.indicators)
    if 0 < count < FEWEST:
        yield Finding("indicators", f"只有{count}个三级指标，反映不了项目全貌，请补到至少{FEWEST}个")
    elif count > MOST:
        yield Finding("indicators", f"有{count}个三级指标，重点不突出，建议合并相近的，不多于{MOST}个")
