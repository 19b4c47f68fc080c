"""A07: nobody scores more than there is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Indicator
from models.evaluation import score_of
from models.money import format_number
from models.practice import Practice
from models.rows import quote
from models.rule import Finding, Severity, row_rule
from models.scoring import points_of


@row_rule(
    "A07",
    Severity.ERROR,
    "得分不能是负数，也不能超过权重",
    why="每个指标的得分在0和它的权重之间；超出的，总分就算错了。",
    source="财预〔2020〕10号（得分的上限为该指标分值）",
    mend="把得分改到0和权重之间。",
    violating={"indicators[1].score": Decimal(16), "indicators[1].evidence": "资助管理系统名册"},
    clean={"indicators[1].score": Decimal(15)},
)
def points_within_weight(row: Indicator, _: Practice) -> Iterator[Finding]:
    if row.score is None:
        return
    score, full = score_of(row), points_of(row)
    if score is None:
        yield Finding("score", f"得分{quote(str(row.score))}不是数字，请写成数字")
    elif score < 0:
        yield Finding("score", f"得分{format_number(score)}是负数，最低为0分")
    elif full is not None and score > full:
        yield Finding("score", f"得分{format_number(score)}超过了这个指标的{format_number(full)}分")
