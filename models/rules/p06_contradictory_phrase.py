"""P06: 未达…以上."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import quote
from models.rule import Finding, Mend, Severity, row_rule

_PHRASE = Pattern(
    r"(?:未能?达到?|没有?达到?|达不到|不足|低于|少于|不到)\s*(?P<what>[^\s，。；、,;分]{1,12}?)\s*(?:[(（]含[)）])?(?:及以上|以上)"
)


@row_rule(
    "P06",
    Severity.INFO,
    "“未达…以上”语意含混",
    why="“未达85%以上”既像是低于85%，又像是85%以上的某个数，扣分时容易起争议。",
    source="公文用语规范的推论",
    mend="改成“低于85%”。",
    violating={"indicators[6].scoring": "达到90%得5分，未达90%以上的按比例扣分"},
    clean={"indicators[6].scoring": "政策知晓率低于90%的，按比例扣分"},
)
def contradictory_phrase(row: Indicator, _: Practice) -> Iterator[Finding]:
    match = _PHRASE.search(row.scoring)
    if match is None:
        return
    plainly = f"低于{match['what']}"
    yield Finding(
        "scoring",
        f"{quote(match[0])}语意含混，建议改成“{plainly}”",
        match.start(),
        match.end(),
        mend=Mend(
            f"改为“{plainly}”",
            {"scoring": row.scoring[: match.start()] + plainly + row.scoring[match.end() :]},
            safe=False,
        ),
    )
