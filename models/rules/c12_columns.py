"""C12: no empty cell in an indicator row."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import (
    is_date,
    is_qualitative,
    is_quantitative,
    join,
    number,
    quote,
    sign,
)
from models.rule import Finding, Severity, row_rule
from models.rules.c13_template_residue import is_empty_mark
from models.vocabulary import ATTRIBUTES, COLUMNS

_HEADINGS = {term.key: term.heading for term in COLUMNS}
_MOSTLY_EMPTY = 6
"""So many of ten cells missing are one finding: the row has only been begun."""


@row_rule(
    "C12",
    Severity.ERROR,
    "每个三级指标的各列都要填写",
    why="指标名称、性质、值、属性、评（扣）分标准、指标内容和依据都是系统的必填项，空着的无法上报，也无法打分。",
    source="预算管理一体化系统技术标准（绩效指标表的非空字段）；云南省项目绩效目标表",
    mend="补填空着的列。定性指标不填指标性质和度量单位。",
    violating={"indicators[1].content": ""},
    clean={"indicators[1].content": "反映领取补助的学生人数"},
)
def columns(row: Indicator, _: Practice) -> Iterator[Finding]:
    missing = list(_missing(row))
    if len(missing) >= _MOSTLY_EMPTY:
        headings = join([_HEADINGS[key] for key in missing])
        yield Finding("", f"这个指标大部分还没有填写，请填写{headings}")
        return
    for key in missing:
        yield Finding(key, f"没有填写“{_HEADINGS[key]}”，请补填")
    typed = row.attribute.strip()
    if typed and not is_quantitative(row) and not is_qualitative(row) and not is_empty_mark(typed):
        yield Finding(
            "attribute",
            f"指标属性{quote(typed)}不对，应为“{ATTRIBUTES[0]}”或“{ATTRIBUTES[1]}”",
        )


def _missing(row: Indicator) -> Iterator[str]:
    for term in COLUMNS:
        key = term.key
        if getattr(row, key).strip():
            continue
        if key == "sign":
            # With a value standing beside it, the missing sign is V05's.
            if is_quantitative(row) and not row.value.strip():
                yield key
        elif key == "unit":
            if _is_counted(row) and not is_date(row.value):
                yield key
        else:
            yield key


def _is_counted(row: Indicator) -> bool:
    if is_quantitative(row):
        return True
    return not is_qualitative(row) and (bool(sign(row)) or number(row.value) is not None)
