"""V01: a quantitative value is a bare number."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.money import half_width
from models.patterns import Pattern
from models.practice import Practice
from models.rows import is_date, is_quantitative, number, quote, wants_number
from models.rule import Finding, Mend, Severity, row_rule
from models.rules.c13_template_residue import is_empty_mark
from models.vocabulary import UNITS, sign_of

_WITH_UNIT = Pattern(
    r"\s*(?P<sign>[≥≤＞＜=><]+)?\s*(?P<number>-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)\s*(?P<unit>\D{0,6})"
)


@row_rule(
    "V01",
    Severity.ERROR,
    "定量指标的指标值应是数字",
    why="系统按数字比较定量指标并计算得分；指标值里有汉字、%、单位、千分位或日期，就无法比较，也无法上报。",
    source="预算管理一体化系统指标值填报校验（性质为 = >= <= > < 时指标值只能是数字）",
    mend="指标值只写半角数字，单位写到度量单位列；不能计量的，改为定性指标并清空指标性质和度量单位。",
    violating={"indicators[4].sign": "=", "indicators[4].value": "2026年12月"},
    clean={"indicators[4].sign": "=", "indicators[4].value": "12"},
)
def numeric_value(row: Indicator, _: Practice) -> Iterator[Finding]:
    value = row.value.strip()
    if not value or number(value) is not None or not wants_number(row) or is_empty_mark(value):
        return
    because = (
        f"指标属性为{row.attribute.strip()}" if is_quantitative(row) else f"指标性质为“{row.sign.strip()}”"
    )
    yield Finding(
        "value",
        f"指标值{quote(value)}不是数字，而{because}；{_advice(row, value)}",
        mend=_mend(row, value),
    )


def _mend(row: Indicator, value: str) -> Mend | None:
    """The bare number, with sign and unit in their own columns where those are empty or say the same."""
    match = _WITH_UNIT.fullmatch(half_width(value))
    if match is None or is_date(value):
        return None
    changes = {"value": match["number"].replace(",", "")}
    for key, typed, own in (
        ("sign", sign_of(match["sign"] or ""), sign_of(row.sign)),
        ("unit", match["unit"].strip(), half_width(row.unit).strip()),
    ):
        if typed is None or (typed and own and typed != own):
            return None
        if typed and not own:
            changes[key] = typed
    # Words that are no unit (以上, 左右) stay for the clerk to judge.
    safe = "unit" not in changes or changes["unit"] in (*UNITS, "％")
    moved = "".join(changes.get(key, "") for key in ("sign", "value", "unit"))
    label = f"改为“{changes['value']}”" if len(changes) == 1 else f"分列写成“{moved}”"
    return Mend(label, changes, safe)


def _advice(row: Indicator, value: str) -> str:
    if is_date(value):
        return "建议改成月份数（如 <= 12 月），年份写进指标内容"
    match = _WITH_UNIT.fullmatch(half_width(value))
    if match is None:
        return "请写成可计量的数字，或改为定性指标并清空指标性质和度量单位"
    wanted = match["number"].replace(",", "")
    moves = []
    if match["sign"]:
        moves.append(f"“{match['sign']}”选到指标性质")
    if match["unit"].strip() and match["unit"].strip() != row.unit.strip():
        moves.append(f"“{match['unit'].strip()}”写到度量单位")
    return f"请只写“{wanted}”" + ("，" + "，".join(moves) if moves else "")
