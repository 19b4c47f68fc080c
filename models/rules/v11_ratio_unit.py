"""V11: a ratio is measured in percent."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import is_date, is_percent, is_qualitative, number, quote
from models.rule import Finding, Mend, Severity, row_rule
from models.rules.c13_template_residue import is_empty_mark

_RATIO = Pattern(
    r"(?:(?<![频效功速倍概汇心利费税赔])率|占比|所占比例|比例|比重|满意度|知晓度|认可度|参与度)(?:[（(][^（）()]*[）)])?$"
)
_ODD_RATES = Pattern(
    r"分辨率|帧率|码率|曝光率|容积率|绿地率|死亡率|发病率|出生率|患病率|感染率|增长率|汇率|收缩率|倍率"
)
_OTHER_RATIOS = frozenset({"‰", "‱", "百分点", "个百分点", "分", "倍", "成"})
# Cases per so many people, kilometres or years; 人/次 and its like are counts.
_PER = Pattern(r"[^/／]{0,6}[/／](?!次$).{1,6}")


@row_rule(
    "V11",
    Severity.WARNING,
    "比率的度量单位应为“%”",
    why="“合格率 98 人”读不通；比率的单位写错，系统汇总和计分都会出错。",
    source="财预〔2015〕88号 审核表“指标科学性”的推论",
    mend="度量单位改为“%”，指标值写百分数；数的是人数、件数的，把指标名称改成“……人数”“……件数”。",
    violating={"indicators[3].unit": "批"},
    clean={"indicators[3].unit": "%"},
)
def ratio_unit(row: Indicator, _: Practice) -> Iterator[Finding]:
    unit, name = row.unit.strip(), row.name.strip()
    if not unit or unit == "%" or is_qualitative(row):
        return
    if is_percent(unit) and not is_date(row.value):
        mend = Mend("度量单位改为“%”", {"unit": "%"})
        yield Finding("unit", f"度量单位{quote(unit)}请写成“%”", mend=mend)
    elif number(row.value) is None or unit in _OTHER_RATIOS or _PER.fullmatch(unit) or is_empty_mark(unit):
        return
    elif _RATIO.search(name) and not _ODD_RATES.search(name):
        yield Finding("unit", f"指标{quote(name)}是比率，度量单位应为“%”，而不是{quote(unit)}")
