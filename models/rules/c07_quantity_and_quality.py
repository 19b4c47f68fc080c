"""C07: outputs are counted and judged."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.practice import Practice
from models.rows import join, level_key
from models.rule import Finding, Severity, rule_by_practice

_WANTED = ("数量指标", "质量指标")


def output_kinds(declaration: Declaration) -> set[str]:
    """The 二级指标 among the outputs; none when there are no outputs (C06) or a row does not say what it is (C12)."""
    rows = declaration.indicators
    if not all(row.level1.strip() and row.level2.strip() for row in rows):
        return set()
    return {level_key(row.level2) for row in rows if level_key(row.level1) == "产出"}


def output_names(practice: Practice) -> set[str]:
    """The 二级指标 of outputs in the tree that a bureau uses, as `level_key` compares them."""
    return {level_key(name) for name in practice.level2_names("产出指标")}


@rule_by_practice(
    "C07",
    Severity.WARNING,
    "产出指标中数量指标和质量指标都要有",
    why="数量说明做了多少，质量说明做得怎样；只有数量，做得再差也算完成。两者原则上必设。",
    source="财预〔2021〕101号（数量指标、质量指标原则上均需设置）",
    mend="补写缺少的一类：数量写完成的件数、人数、面积，质量写合格率、准确率、达标情况等。",
    violating={
        "indicators[2]": None,
        "indicators[3]": None,
        "indicators[1].weight": 30,
        "indicators[1].scoring": "达到指标值得30分，否则按完成比例得分",
    },
    clean={},
)
def quantity_and_quality(declaration: Declaration, practice: Practice) -> Iterator[Finding]:
    present = output_kinds(declaration)
    missing = [name for name in _WANTED if level_key(name) not in present]
    if not present or not missing:
        return
    allowed = output_names(practice)
    if missing := [name for name in missing if level_key(name) in allowed]:
        yield Finding("indicators", f"产出指标中没有{join(missing)}，请补写")
