"""T01: words that are probably mistyped."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from models.declaration import Declaration
from models.misspellings import Misspelling, misspelling_pattern, misspellings_in
from models.prose import Spot, all_texts, found_in, replaced
from models.rows import quote
from models.rule import Finding, Severity, rule

_AROUND = 4


@rule(
    "T01",
    Severity.INFO,
    "疑似错别字",
    why="申报表和项目文本要公开，错别字会原样公开；有的错字还会改变意思，如“求助”与“救助”。",
    source="《通用规范汉字表》《现代汉语词典》；本领域常见差错的推论",
    mend="核对原意后改正；确实无误的，可在该项旁边加注释“# jixiao: ignore T01”。",
    violating={"project.content": "按每人每年1000元的标准补助因难学生膳食，由县财政拔付到学校食堂专账。"},
    clean={
        "project.content": "按每人每年1000元的标准补助因难产致贫家庭的学生膳食，设求助热线，5分钟内到达现场。"
    },
)
def misspellings(declaration: Declaration) -> Iterator[Finding]:
    yield from found_in(all_texts(declaration).holding(misspelling_pattern()), _misspellings)


@lru_cache(maxsize=512)
def _misspellings(text: str) -> tuple[Spot, ...]:
    """One spot for each wrong word, at its first place; its mend exchanges it everywhere."""
    words: dict[str, list[Misspelling]] = {}
    for each in misspellings_in(text):
        words.setdefault(each.wrong, []).append(each)
    return tuple(_spot(text, places) for places in words.values())


def _spot(text: str, places: list[Misspelling]) -> Spot:
    first = places[0]
    around = text[max(0, first.start - _AROUND) : first.end + _AROUND].strip()
    times = f"（共{len(places)}处）" if len(places) > 1 else ""
    # Where two words may be meant, the first one is offered.
    right = first.right.partition("”")[0]
    return Spot(
        first.start,
        first.end,
        f"{quote(around)}中的“{first.wrong}”疑为“{first.right}”之误{times}，请核对后改正",
        replaced(text, ((each.start, each.end, right) for each in places)),
        f"“{first.wrong}”改为“{right}”",
        safe=first.certain,
    )
