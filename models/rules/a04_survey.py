"""A04: points for satisfaction rest on a survey."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Indicator
from models.evaluation import score_of
from models.patterns import Pattern
from models.practice import Practice
from models.rows import level_key
from models.rule import Finding, Severity, row_rule

SURVEY = Pattern(
    r"问卷|调查|测评|测验|访谈|回访|抽样|样本|座谈|评议|评价(?:系统|器|数据|结果|表)|好差评|第三方"
)


def is_satisfaction(row: Indicator) -> bool:
    """Whether an indicator is one of 满意度."""
    return level_key(row.level1) == "满意度" or "满意度" in row.level2


@row_rule(
    "A04",
    Severity.WARNING,
    "满意度得分要有调查资料",
    why="没有问卷或其他调查，满意度就是自说自话；复核时没有佐证的满意度指标得0分。",
    source="财预〔2021〕101号（申报满意度指标的应开展调查）；地方自评复核口径（没有调查资料的不得分）",
    mend="在“佐证资料”里写明问卷、回访或测评的时间、份数和结果；没有调查过的，补做调查或得0分。",
    violating={"indicators[8].actual": "92", "indicators[8].score": Decimal(10)},
    clean={
        "indicators[8].actual": "92",
        "indicators[8].score": Decimal(10),
        "indicators[8].evidence": "2026年12月家长满意度问卷200份统计表",
    },
)
def survey(row: Indicator, _: Practice) -> Iterator[Finding]:
    if row.score is None or not is_satisfaction(row):
        return
    score = score_of(row)
    if score and score > 0 and not SURVEY.search(row.evidence):
        said = "佐证资料里没有问卷、回访等调查" if row.evidence.strip() else "没有填写佐证资料"
        yield Finding("evidence", f"满意度指标得了分，但{said}，请写明是怎样调查的")
