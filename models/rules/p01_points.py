"""P01: column 8 says how points are given."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import quote
from models.rule import Finding, Severity, row_rule
from models.rules.c14_placeholders import is_placeholder
from models.scoring import parse_scoring


@row_rule(
    "P01",
    Severity.ERROR,
    "评（扣）分标准要写明得分或扣分",
    why="这一列是自评时打分的依据；只写“达到多少”而不写分数，自评时无从打分。",
    source="预算管理一体化系统技术标准 评（扣）分标准；财预〔2021〕101号“赋分规则”",
    mend="写成“达到指标值得10分，否则按完成比例得分”“每低1%扣1分，扣完为止”这样的句子。",
    violating={"indicators[6].scoring": "政策知晓率达到90%以上"},
    clean={"indicators[6].scoring": "达到指标值得满分，否则按完成比例得分"},
)
def points(row: Indicator, _: Practice) -> Iterator[Finding]:
    text = row.scoring.strip()
    if not text or parse_scoring(row.scoring).names_points or is_placeholder(text, row.name):
        return
    yield Finding("scoring", f"评（扣）分标准{quote(text)}没有写得多少分或扣多少分，请补写")
