"""V18: texts fit the systems that they are reported to."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, Indicator
from models.practice import Practice
from models.rule import Finding, Severity, row_rule

LONG, NAME, UNIT_NAME = 600, 60, 100
"""Characters that surely fit: the fields hold 2000, 180 and 300 bytes, and a Chinese character takes three."""


def in_sections(declaration: Declaration) -> Iterator[Finding]:
    """Names and goals that are too long."""
    yield from _judge("project.name", declaration.project.name, NAME)
    yield from _judge("unit.name", declaration.unit.name, UNIT_NAME)
    yield from _judge("goals.overall", declaration.goals.overall, LONG)
    yield from _judge("goals.annual", declaration.goals.annual, LONG)


@row_rule(
    "V18",
    Severity.WARNING,
    "目标和指标各列不超过系统的长度",
    why="系统按字节存放：绩效目标、指标内容、评（扣）分标准最长2000字节，约600个汉字，超出的上报时会被截断。",
    source="预算管理一体化系统技术标准 V1.0（KPI_TARGET、KPI_CONTENT、KPI_EVALSTD 2000，项目名称180，单位名称300）",
    mend="精简文字；详细的做法写到项目实施内容里，那里没有长度限制。",
    violating={"indicators[1].content": "反映2026年实际领取补助的学生人数。" * 36},
    clean={"indicators[1].content": "反映2026年实际领取补助的学生人数。"},
    rest=in_sections,
)
def text_length(row: Indicator, _: Practice) -> Iterator[Finding]:
    yield from _judge("scoring", row.scoring, LONG)
    yield from _judge("content", row.content, LONG)
    yield from _judge("basis", row.basis, LONG)


def _judge(path: str, text: str, limit: int) -> Iterator[Finding]:
    if len(text) > limit:
        yield Finding(path, f"这里有{len(text)}个字，系统最多收约{limit}个，请精简", limit, len(text))
