"""K01: the indicator tree."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import level_key, quote
from models.rule import Finding, Severity, row_rule
from models.vocabulary import LEVEL1, level2_choices

_TREE = {level_key(level): {level_key(name) for name in level2_choices(level)} for level in LEVEL1}
_COST = {"经济成本", "社会成本", "生态环境成本"}
_OTHER_NAMES = {"项目完成": "产出指标"}
"""一级指标 as some provinces print them."""


@row_rule(
    "K01",
    Severity.ERROR,
    "二级指标应属于所在的一级指标",
    why="一级、二级指标是固定的分类，系统按分类汇总和分配权重；放错位置，就不能汇总。",
    source="财预〔2015〕88号（产出、效益、满意度）；财预〔2021〕101号（成本、产出、效益、满意度）",
    mend="把指标移到正确的一级、二级指标之下。",
    violating={"indicators[5].level2": "质量指标"},
    clean={"indicators[5].level2": "可持续影响"},
)
def level2_of_level1(row: Indicator, _: Practice) -> Iterator[Finding]:
    level1, level2 = level_key(row.level1), level_key(row.level2)
    if not level1:
        return
    allowed = _TREE.get(level1)
    if level1 in _OTHER_NAMES:
        yield Finding(
            "level1",
            f"一级指标{quote(row.level1)}的规范名称是“{_OTHER_NAMES[level1]}”，建议改用",
            severity=Severity.WARNING,
        )
    elif allowed is None:
        yield Finding(
            "level1",
            f"没有{quote(row.level1)}这个一级指标，应为{'、'.join(LEVEL1)}之一",
        )
    elif level2 and level2 not in allowed:
        found = _misplaced(row.level1, row.level2, level1, level2)
        if found is not None:
            yield found


def _misplaced(shown1: str, shown2: str, level1: str, level2: str) -> Finding | None:
    if level1 == "满意度" and "满意度" in level2:
        # Systems take every 二级 that speaks of 满意度 for 服务对象满意度指标; the bare word is a slip.
        if level2 != "满意度":
            return None
        message = "满意度指标之下的二级指标应写全为“服务对象满意度指标”"
        return Finding("level2", message, severity=Severity.WARNING)
    if level1 == "产出" and level2 in _COST:
        message = f"{quote(shown2)}自2021年起归入一级指标“成本指标”，建议移过去"
        return Finding("level2", message, severity=Severity.WARNING)
    names = "、".join(level2_choices(level1 + "指标"))
    return Finding("level2", f"{quote(shown2)}不属于{quote(shown1)}，{level1}指标之下只有{names}")
