"""K10: 可持续影响指标 is a name of the older tree."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, indicator_path
from models.practice import Practice
from models.rows import level_key, quote, rows_of
from models.rule import Finding, Mend, Severity, rule_by_practice


@rule_by_practice(
    "K10",
    Severity.INFO,
    "设了成本指标的，不再用可持续影响指标",
    why="2021年的分类把成本列为一级指标，同时取消了可持续影响指标；一份申报表里两种分类并用，汇总时对不上。",
    source="财预〔2021〕101号（效益指标“当年及以后若干年”）",
    mend="改放在经济、社会或生态效益指标之下，在指标内容里写明效益持续的年限。",
    violating={"indicators[6].level2": "可持续影响指标"},
    clean={
        "indicators[6].level2": "可持续影响指标",
        "indicators[0].level1": "产出指标",
        "indicators[0].level2": "成本指标",
    },
)
def sustained_influence(declaration: Declaration, practice: Practice) -> Iterator[Finding]:
    # A bureau that lists its own names has decided.
    if practice.tree or not any(level_key(row.level1) == "成本" for row in declaration.indicators):
        return
    rows = [(index, row) for index, row in rows_of(declaration) if level_key(row.level2) == "可持续影响"]
    if rows:
        index, row = rows[0]
        others = f"等{len(rows)}个指标" if len(rows) > 1 else ""
        yield Finding(
            indicator_path(index, "level2"),
            f"{quote(row.name or row.level2)}{others}放在“可持续影响指标”之下，而本表用的是有成本指标的新分类，建议改放社会效益等指标",
            mend=Mend(
                "二级指标改为“社会效益指标”",
                {indicator_path(at, "level2"): "社会效益指标" for at, _ in rows},
                safe=False,
            ),
        )
