"""V02: a qualitative indicator has neither sign nor unit."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.practice import Practice
from models.rows import is_qualitative, join, number, quote
from models.rule import Finding, Mend, Severity, row_rule
from models.rules.c13_template_residue import is_empty_mark
from models.rules.v03_number_called_qualitative import as_quantitative

_HEADINGS = {"sign": "指标性质", "unit": "度量单位"}
QUALITATIVE_SIGNS = ("定性", "定性指标")
"""What Sichuan and others print as 指标性质 of a qualitative indicator."""


@row_rule(
    "V02",
    Severity.ERROR,
    "定性指标不填指标性质和度量单位",
    why="定性指标用文字评价，不比大小，系统会清空它的单位；带着性质或单位，说明指标属性选错了或指标值写错了。",
    source="预算管理一体化系统（计算符号“定性”时清空计量单位）；财预〔2021〕101号",
    mend="能计量的改为定量指标；确实只能用文字评价的，清空指标性质和度量单位。",
    violating={"indicators[7].unit": "级"},
    clean={"indicators[7].value": "优良"},
)
def qualitative_row(row: Indicator, _: Practice) -> Iterator[Finding]:
    keys = misplaced(row)
    if not keys:
        return
    said = [f"{_HEADINGS[key]}{quote(getattr(row, key))}" for key in keys]
    if number(row.value) is not None:
        advice = "指标值是数字，请把指标属性改为定量指标"
        mend = as_quantitative(row)
    else:
        mend = Mend(
            "清空" + join([_HEADINGS[key] for key in keys]), dict.fromkeys(keys, ""), _is_said_twice(row)
        )
        advice = "请清空" + ("它们" if len(said) > 1 else "它") + "，或改为定量指标并写出数字"
    message = f"指标属性为{row.attribute.strip()}，却填了{join(said)}；{advice}"
    yield Finding(keys[0], message, mend=mend)


def misplaced(row: Indicator) -> tuple[str, ...]:
    """The columns of a qualitative row that should be empty; the mark of an empty form in them is C13's."""
    if not is_qualitative(row):
        return ()
    return tuple(key for key in _HEADINGS if (text := getattr(row, key).strip()) and not is_empty_mark(text))


def _is_said_twice(row: Indicator) -> bool:
    """Whether the sign only says 定性, as some bureaus print it, and nothing is lost with it."""
    return row.sign.strip() in QUALITATIVE_SIGNS and not row.unit.strip()
