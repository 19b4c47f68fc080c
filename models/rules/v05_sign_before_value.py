"""V05: a number needs its sign."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import is_qualitative, is_quantitative, number, quote
from models.rule import Finding, Mend, Severity, row_rule
from models.rules.c13_template_residue import is_empty_mark
from models.vocabulary import SIGNS, sign_of

_IN_WORDS = {
    **dict.fromkeys(("不低于", "不少于", "不小于", "至少", "大于或等于", "≥=", "=>", "以上"), ">="),
    **dict.fromkeys(
        ("不超过", "不高于", "不大于", "不多于", "至多", "小于或等于", "=<", "以下", "以内"), "<="
    ),
    **dict.fromkeys(("超过", "高于", "多于"), ">"),
    **dict.fromkeys(("低于", "少于"), "<"),
    **dict.fromkeys(("为", "是", "==", "相等"), "="),
}
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
        meant = _IN_WORDS.get(row.sign.strip())
        yield Finding(
            "sign",
            f"指标性质{quote(row.sign)}不是比较符号，请从 {' '.join(SIGNS)} 中选一个",
            mend=Mend(f"指标性质改为“{meant}”", {"sign": meant}) if meant else None,
        )
    elif not known and _wants_sign(row):
        yield Finding(
            "sign",
            f"指标值{quote(row.value)}前没有指标性质，请从 {' '.join(SIGNS)} 中选一个",
        )


def _wants_sign(row: Indicator) -> bool:
    value = row.value.strip()
    if not value or is_empty_mark(value) or value[0] in _GLYPHS:
        # A sign written into the value is V01's.
        return False
    if is_qualitative(row) and not row.unit.strip():
        # A number called qualitative is V03's, unless its unit tells that a sign was lost.
        return False
    return is_quantitative(row) or number(value) is not None
