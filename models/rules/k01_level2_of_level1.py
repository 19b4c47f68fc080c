"""K01: the indicator tree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from models.declaration import Indicator
from models.practice import Practice
from models.rows import level_key, quote
from models.rule import Finding, Mend, Severity, row_rule

_COST = {"经济成本", "社会成本", "生态环境成本"}
_OTHER_NAMES = {"项目完成": "产出指标"}
"""一级指标 as some provinces print them."""
_SATISFACTION = "服务对象满意度指标"


@row_rule(
    "K01",
    Severity.ERROR,
    "二级指标应属于所在的一级指标",
    why="一级、二级指标是固定的分类，系统按分类汇总和分配权重；放错位置，就不能汇总。",
    source="财预〔2015〕88号（产出、效益、满意度）；财预〔2021〕101号（成本、产出、效益、满意度）；本单位另有分类的，以 jixiao.toml 为准",
    mend="把指标移到正确的一级、二级指标之下。",
    violating={"indicators[5].level2": "质量指标"},
    clean={"indicators[5].level2": "可持续影响"},
)
def level2_of_level1(row: Indicator, practice: Practice) -> Iterator[Finding]:
    level1, level2 = level_key(row.level1), level_key(row.level2)
    if not level1:
        return
    tree = _tree(practice.tree)
    allowed = tree.get(level1)
    if allowed is not None:
        if level2 and level2 not in allowed:
            yield from _misplaced(row, level1, level2, tree, practice)
    elif level1 in _OTHER_NAMES and not practice.tree:
        name = _OTHER_NAMES[level1]
        yield Finding(
            "level1",
            f"一级指标{quote(row.level1)}的规范名称是“{name}”，建议改用",
            severity=Severity.WARNING,
            mend=Mend(f"一级指标改为“{name}”", {"level1": name}, safe=False),
        )
    else:
        names = "、".join(practice.level1_names)
        yield Finding("level1", f"没有{quote(row.level1)}这个一级指标，应为{names}之一")


@lru_cache(maxsize=8)
def _tree(own: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, dict[str, str]]:
    """一级指标 → its 二级指标 and how they are written, by the keys under which names are compared."""
    practice = Practice(tree=own)
    return {
        level_key(level1): {level_key(name): name for name in practice.level2_names(level1)}
        for level1 in practice.level1_names
    }


def _misplaced(
    row: Indicator, level1: str, level2: str, tree: dict[str, dict[str, str]], practice: Practice
) -> Iterator[Finding]:
    if level1 == "满意度" and "满意度" in level2 and level_key(_SATISFACTION) in tree[level1]:
        # Systems take every 二级 that speaks of 满意度 for 服务对象满意度指标; the bare word is a slip.
        if level2 == "满意度":
            yield Finding(
                "level2",
                f"满意度指标之下的二级指标应写全为“{_SATISFACTION}”",
                severity=Severity.WARNING,
                mend=Mend(f"二级指标改为“{_SATISFACTION}”", {"level2": _SATISFACTION}),
            )
        return
    others = [name for name in practice.level1_names if level2 in tree[level_key(name)]]
    mend = Mend(f"移到“{others[0]}”之下", {"level1": others[0]}, safe=False) if len(others) == 1 else None
    if level1 == "产出" and level2 in _COST and not practice.tree:
        message = f"{quote(row.level2)}自2021年起归入一级指标“成本指标”，建议移过去"
        yield Finding("level2", message, severity=Severity.WARNING, mend=mend)
        return
    names = "、".join(tree[level1].values())
    message = f"{quote(row.level2)}不属于{quote(row.level1)}，{level1}指标之下只有{names}"
    yield Finding("level2", message, mend=mend)
