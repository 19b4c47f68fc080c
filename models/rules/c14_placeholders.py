"""C14: cells that systems fill by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import comparable, quote, repeats
from models.rule import Finding, Severity, row_rule
from models.rules.c13_template_residue import is_empty_mark

_NOTHING = Pattern(r"[0-9.\s无略]+")


def is_placeholder(scoring: str, name: str) -> bool:
    """Whether a scoring text stands for an empty one: `1`, `/`, or the indicator's name."""
    return is_empty_mark(scoring) or _says_nothing(scoring, name)


def _says_nothing(scoring: str, name: str) -> bool:
    return _NOTHING.fullmatch(scoring) is not None or (bool(name) and comparable(scoring) == comparable(name))


@row_rule(
    "C14",
    Severity.WARNING,
    "评分标准和指标内容不能只是占位",
    why="这两列在系统中必填，空着时系统会自动填“1”和指标名称；只把名称和指标值重复一遍，等于没有填写。",
    source="预算管理一体化系统（评（扣）分标准、指标内容的自动填充）；财预〔2021〕101号“指标解释”",
    mend="评（扣）分标准写怎样得分、怎样扣分；指标内容写指标反映什么、怎样计算（公式）或怎样评价。",
    violating={"indicators[1].scoring": "1", "indicators[1].content": "补助学生人数达到3200人以上"},
    clean={"indicators[1].content": "反映实际领取补助的学生人数"},
)
def placeholders(row: Indicator, _: Practice) -> Iterator[Finding]:
    scoring, content = row.scoring.strip(), row.content.strip()
    if scoring and _says_nothing(scoring, row.name) and not is_empty_mark(scoring):
        yield Finding(
            "scoring",
            f"评（扣）分标准只有{quote(scoring)}，等于没有填写，请写明怎样得分和扣分",
        )
    if not content or is_empty_mark(content):
        return
    if _NOTHING.fullmatch(content):
        yield Finding(
            "content",
            f"指标内容只有{quote(content)}，等于没有填写，请写明指标反映什么",
        )
    elif repeats(content, row.name, row.value, row.unit):
        yield Finding(
            "content",
            f"指标内容{quote(content)}只是重复了指标名称和指标值，请写明指标反映什么、怎样计算",
        )
