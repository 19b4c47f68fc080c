"""The grammar of column 8, 评（扣）分标准: how an indicator's points are given or taken.

达到标准得满分10分，否则根据参保人次完成比例评分    RATIO    full=10
按时补助得20分，未按时补助不得分                    BINARY   full=20
满意度达标得20分，否则每少10%扣5分                  STEP     full=20, step=10, step_unit="%", per_step=5
好得10分，一般得6分，差不得分                       GRADES   full=10, grades=(10, 6, 0)
未达指标值扣1分                                     DEDUCT   deduction=1
（anything else）                                   UNPARSED
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from models.declaration import Indicator
from models.money import finite, half_width
from models.patterns import Pattern


class Method(StrEnum):
    """How points follow from the completion of an indicator."""

    RATIO = "ratio"
    """完成比例赋分: in proportion to completion"""
    BINARY = "binary"
    """直接赋分: all or nothing"""
    STEP = "step"
    """so many points less for each step below the target"""
    GRADES = "grades"
    """评判等级赋分: points by grade"""
    DEDUCT = "deduct"
    """a deduction without the full points it is taken from"""
    UNPARSED = "unparsed"


@dataclass(frozen=True)
class Scoring:
    """A scoring text as data. Points are exact; what the text does not say is None."""

    method: Method
    full: Decimal | None = None
    step: Decimal | None = None
    step_unit: str = ""
    """`%` or the unit counted, empty for times (次数) without a unit"""
    per_step: Decimal | None = None
    deduction: Decimal | None = None
    grades: tuple[Decimal, ...] = ()
    has_floor: bool = False
    """扣完为止, 最多扣N分 and the like: the deduction cannot go below zero"""
    names_points: bool = False
    """the text says at all that points are given or taken"""
    start: int = 0
    end: int = 0
    """where the deduction stands in the text; equal when there is none"""


_N = r"([0-9]{1,6}(?:\.[0-9]{1,4})?)"
_POINTS = rf"{_N}\s*分(?![钟之别米贝])"
_AWARD = Pattern(rf"(?:得|计|记|赋|给|为|满分值?|分值|基础分)\s*{_POINTS}")
_ANY_POINTS = Pattern(_POINTS)
_NO_POINTS = Pattern(r"不得分|不计分|不给分|不予计分|(?:得|计|记|为)\s*(?:0|零)\s*分|(?<![0-9.])0\s*分")
_DEDUCT = Pattern(rf"(?:扣减?|扣除|减)\s*{_POINTS}")
_STEP = Pattern(
    rf"(?:每|发现|发生|出现)(?P<what>[^，。；;,0-9每]{{0,12}})(?P<step>[0-9]{{1,6}}(?:\.[0-9]{{1,4}})?)?\s*"
    r"(?P<unit>%|‰|个百分点|百分点|[^\s，。；;,0-9每扣减的则应]{0,6})[^，。；;,0-9每]{0,8}[，,]?\s*(?:则|应|相应)?\s*"
    rf"(?:扣减?|扣除|减)\s*{_POINTS}"
)
_FORMULA = r"[×*xX]\s*(?:本|该|项|指标)*(?:分值|权重|满分)|得分\s*[=＝][^，。；;]{0,30}[/／÷×*]"
_RATIO = Pattern(
    rf"比例|等比|按[^，。；;,]{{0,10}}(?:完成率|百分比)|完成率\s*[×*x]|[×*x]\s*完成率|{_FORMULA}"
)
_GIVES = Pattern(rf"(?:得|计|记|赋|给|评|打|扣|折算)分|{_FORMULA}")
_FULL_WORDS = Pattern(r"满分|全分")
_TAKES = Pattern(r"扣分|酌情扣|不扣分")
_FLOOR = Pattern(
    r"扣完|扣至|扣到|扣光|最多扣|最高扣|至多扣|扣分?不超过|扣分上限|直至|为限|最低(?:得|为|至)?\s*(?:0|零)|不得?为?负|不倒扣|减完"
)


def _full(text: str) -> Decimal | None:
    return max(map(Decimal, _AWARD.findall(text)), default=None)


@lru_cache(maxsize=2048)
def parse_scoring(text: str) -> Scoring:
    """What a scoring text says. Never fails: a text without points is UNPARSED."""
    plain = half_width(text)
    full = _full(plain)
    step = _STEP.search(plain)
    deduct = _DEDUCT.search(plain)
    proportional = _RATIO.search(plain) is not None
    none = _NO_POINTS.search(plain) is not None
    floor = _FLOOR.search(plain) is not None
    said = bool(full is not None or deduct or none or _says_points(plain, proportional))
    if step is not None:
        return Scoring(
            Method.STEP,
            full=full,
            step=Decimal(step["step"]) if step["step"] else None,
            step_unit="%" if "百分点" in step["unit"] else step["unit"],
            per_step=Decimal(step.groups()[-1]),
            has_floor=floor,
            names_points=True,
            start=step.start(),
            end=step.end(),
        )
    if proportional and said:
        return Scoring(Method.RATIO, full=full, has_floor=True, names_points=True)
    if deduct is not None:
        deduction = Decimal(deduct[1])
        # 达标得10分，未达标扣10分 takes all there is: a floor by itself.
        if full is not None and full == deduction:
            return Scoring(Method.BINARY, full=full, deduction=deduction, has_floor=True, names_points=True)
        return Scoring(
            Method.DEDUCT,
            full=full,
            deduction=deduction,
            has_floor=floor,
            names_points=True,
            start=deduct.start(),
            end=deduct.end(),
        )
    awards = [Decimal(match) for match in _ANY_POINTS.findall(plain)]
    if len(set(awards) - {Decimal(0)}) > 1:
        if none and Decimal(0) not in awards:
            awards.append(Decimal(0))
        return Scoring(
            Method.GRADES, full=max(awards), grades=tuple(awards), has_floor=True, names_points=True
        )
    if full is None and len(awards) == 1:
        full = awards[0]
    if full is not None or (none and _FULL_WORDS.search(plain)):
        return Scoring(Method.BINARY, full=full, has_floor=True, names_points=True)
    return Scoring(Method.UNPARSED, names_points=said)


def _says_points(text: str, proportional: bool) -> bool:
    if _ANY_POINTS.search(text) or _FULL_WORDS.search(text) or _TAKES.search(text):
        return True
    return proportional and _GIVES.search(text) is not None


def points_of(row: Indicator) -> Decimal | None:
    """The full points of an indicator: its weight where one is given, else what its scoring text says, else None."""
    if row.weight is not None and row.weight != "":
        return finite(row.weight)
    return parse_scoring(row.scoring).full
