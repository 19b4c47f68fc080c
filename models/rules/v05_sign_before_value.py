"""V05: a number needs its sign."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import has_digits, is_qualitative, is_quantitative, number, quote
from models.rule import Finding, Mend, Severity, row_rule
from models.rules.c13_template_residue import is_empty_mark
from models.rules.v02_qualitative_row import QUALITATIVE_SIGNS
from models.vocabulary import QUALITATIVE, SIGNS, sign_of
from models.written_value import SIGNS_IN_WORDS

_GLYPHS = frozenset("≥≤＞＜=><＝≧≦")


@row_rule(
    "V05",
    Severity.ERROR,
    "填数字前先选指标性质",
    why="没有指标性质，就不知道指标值是下限、上限还是恰好相等，无法判断是否完成。",
    source="预算管理一体化系统填报顺序（先选计算符号，再填指标值）",
    mend="在指标性质列选 =、>=、<=、> 或 <：越多越好的选 >=，越少越好的选 <=。",
    violating={"indicators[1].sign": ""},
    clean={"indicators[1].sign": "≥"},
)
def sign_before_value(row: Indicator, _: Practice) -> Iterator[Finding]:
    known = sign_of(row.sign)
    if known is None:
        if not _is_told_elsewhere(row):
            yield Finding(
                "sign",
                f"指标性质{quote(row.sign)}不是比较符号，请从 {' '.join(SIGNS)} 中选一个",
                mend=_mend(row),
            )
    elif not known and _wants_sign(row):
        yield Finding(
            "sign",
            f"指标值{quote(row.value)}前没有指标性质，请从 {' '.join(SIGNS)} 中选一个",
        )


def _is_told_elsewhere(row: Indicator) -> bool:
    """The mark of an empty form is C13's; any sign beside a qualitative value in words is V02's."""
    return is_empty_mark(row.sign) or (is_qualitative(row) and not has_digits(row.value))


def _mend(row: Indicator) -> Mend | None:
    """The sign that its words mean; where they say 定性, the attribute that was meant."""
    typed = row.sign.strip()
    if meant := SIGNS_IN_WORDS.get(typed):
        return Mend(f"指标性质改为“{meant}”", {"sign": meant})
    is_bare = not row.attribute.strip() and not row.unit.strip() and not has_digits(row.value)
    if typed in QUALITATIVE_SIGNS and is_bare:
        return Mend("指标属性改为定性指标", {"sign": "", "attribute": QUALITATIVE})
    return None


def _wants_sign(row: Indicator) -> bool:
    value = row.value.strip()
    if not value or is_empty_mark(value) or value[0] in _GLYPHS:
        # A sign written into the value is V01's.
        return False
    if is_qualitative(row) and not row.unit.strip():
        # A number called qualitative is V03's, unless its unit tells that a sign was lost.
        return False
    return is_quantitative(row) or number(value) is not None
