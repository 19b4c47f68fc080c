"""V03: a bare number is not qualitative."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import is_qualitative, number, quote, sign
from models.rule import Finding, Mend, Severity, row_rule
from models.vocabulary import QUANTITATIVE


@row_rule(
    "V03",
    Severity.ERROR,
    "指标值是数字的应为定量指标",
    why="数字可以比较，应按定量指标计分；当作定性指标，就只能凭印象评价等级。",
    source="财预〔2021〕101号“量化易评”；预算管理一体化系统指标属性校验",
    mend="把指标属性改为定量指标，并选好指标性质、填好度量单位。",
    violating={"indicators[3].attribute": "定性指标", "indicators[3].sign": "", "indicators[3].unit": ""},
    clean={},
)
def number_called_qualitative(row: Indicator, _: Practice) -> Iterator[Finding]:
    if is_qualitative(row) and number(row.value) is not None:
        yield Finding(
            "attribute",
            f"指标值{quote(row.value)}是数字，而指标属性为{row.attribute.strip()}，应改为定量指标",
            mend=as_quantitative(row),
        )


def as_quantitative(row: Indicator) -> Mend | None:
    """The mend of a counted indicator that is called qualitative, if a sign or a unit tells that it is one."""
    if not sign(row) and not row.unit.strip():
        return None
    return Mend("指标属性改为定量指标", {"attribute": QUANTITATIVE}, safe=bool(sign(row)))
