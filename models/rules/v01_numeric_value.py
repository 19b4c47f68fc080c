"""V01: a quantitative value is a bare number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Indicator
from models.money import half_width
from models.patterns import Pattern
from models.practice import Practice
from models.rows import (
    is_date,
    is_percent,
    is_qualitative,
    is_quantitative,
    number,
    quote,
    sign,
    wants_number,
)
from models.rule import Finding, Mend, Severity, row_rule
from models.rules.c13_template_residue import is_empty_mark
from models.rules.v06_date_value import as_month, month_of
from models.vocabulary import QUANTITATIVE, UNITS
from models.written_value import SCALES, plain, written_value

_UNIT = Pattern(r"[A-Za-z\u4e00-\u9fff/·²³℃‰]{1,6}")


@row_rule(
    "V01",
    Severity.ERROR,
    "定量指标的指标值应是数字",
    why="系统按数字比较定量指标并计算得分；指标值里有汉字、%、单位、千分位或日期，就无法比较，也无法上报。",
    source="预算管理一体化系统指标值填报校验（性质为 = >= <= > < 时指标值只能是数字）",
    mend="指标值只写半角数字，单位写到度量单位列；不能计量的，改为定性指标并清空指标性质和度量单位。",
    violating={"indicators[1].value": "3,200人"},
    clean={"indicators[1].value": "3200"},
)
def numeric_value(row: Indicator, practice: Practice) -> Iterator[Finding]:
    value = row.value.strip()
    if not value or number(value) is not None or not wants_number(row) or is_empty_mark(value):
        return
    because = (
        f"指标属性为{row.attribute.strip()}" if is_quantitative(row) else f"指标性质为“{row.sign.strip()}”"
    )
    yield Finding(
        "value",
        f"指标值{quote(value)}不是数字，而{because}；{_advice(row, value)}",
        mend=_mend(row, value, practice.units),
    )


def _mend(row: Indicator, value: str, own_units: tuple[str, ...]) -> Mend | None:
    """The bare number, with sign and unit in their own columns where those are empty or say the same."""
    if is_date(value):
        return as_month(row)
    written = written_value(value)
    if written is None:
        return None
    changes, safe = {"value": written.number}, written.is_exact
    if written.sign and written.sign != (own := sign(row)):
        if own:
            return None
        changes["sign"] = written.sign
    own_unit = "" if is_empty_mark(row.unit) else half_width(row.unit).strip()
    if scale := _scale(written.unit, own_unit):
        changes["value"] = plain(Decimal(written.number) * scale)
    elif written.unit and not _is_same(written.unit, own_unit):
        known = is_percent(written.unit) or written.unit in (*UNITS, *own_units)
        if own_unit or not (known or _UNIT.fullmatch(written.unit)):
            return None
        changes["unit"] = written.unit
        safe = safe and known
    elif written.unit in SCALES:
        # 1.2万 beside 万元 may be one or the other.
        safe = False
    if is_qualitative(row):
        # A number with a sign is counted, whatever the attribute says (V03).
        changes["attribute"] = QUANTITATIVE
    moved = "".join(changes.get(key, "") for key in ("sign", "value", "unit"))
    label = f"改为“{moved}”" if moved == changes["value"] else f"分列写成“{moved}”"
    return Mend(label, changes, safe)


def _is_same(typed: str, own: str) -> bool:
    """Whether the unit within a value is that of the column: 名 for 人, 个月 for 月, 万 for 万元."""
    if typed == own or (is_percent(typed) and is_percent(own)):
        return True
    scale = own[:1] if own[:1] in SCALES else own
    return bool(own) and (typed in (f"个{own}", scale) or {typed, own} == {"名", "人"})


def _scale(typed: str, own: str) -> int:
    """What a number is multiplied with when it was written in 万 or 亿 of its unit; 0 when it was not."""
    if own[:1] in SCALES or typed[1:] not in ("", own):
        return 0
    return SCALES.get(typed[:1], 0)


def _advice(row: Indicator, value: str) -> str:
    if is_date(value):
        return f"建议改成月份数（如 <= {month_of(value) or 12} 月），年份写进指标内容"
    written = written_value(value)
    if written is None:
        return "请写成可计量的数字，或改为定性指标并清空指标性质和度量单位"
    scale = _scale(written.unit, half_width(row.unit).strip())
    number = plain(Decimal(written.number) * scale) if scale else written.number
    moves = []
    if written.sign and written.sign != sign(row):
        moves.append(f"“{_sign_as_typed(value, written.sign)}”选到指标性质")
    if written.unit and not scale and not _is_same(written.unit, row.unit.strip()):
        moves.append(f"“{written.unit}”写到度量单位")
    return f"请只写“{number}”" + ("，" + "，".join(moves) if moves else "")


def _sign_as_typed(value: str, meant: str) -> str:
    """A glyph as the user wrote it; words of a sign become that sign."""
    glyphs = "".join(char for char in value if char in "≥≤＞＜=><＝≧≦")
    return glyphs or meant
