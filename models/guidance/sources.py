"""Money by source, at every stage of the year: the guides to its fields, made from one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.guidance.guide import Example, Guide
from models.vocabulary import SOURCES

_KINDS = {
    "general": "一般公共预算当年安排的拨款，不含上年结转。",
    "fund": "政府性基金预算当年安排的拨款，如土地出让收入、彩票公益金安排的。",
    "capital": "国有资本经营预算当年安排的拨款。",
    "carryover": "上年没有用完、结转到本年按原用途继续使用的资金。",
    "special": "财政专户管理的资金，如教育收费。",
    "own": "单位自己的资金：事业收入、事业单位经营收入、上级补助收入、附属单位上缴收入和其他收入。",
    "other": "前六种以外的资金，如社会捐赠、受益对象自筹。",
}
_FORM_05_1 = "云南省部门预算05-1表（本年拨款、财政专户管理资金、单位资金）"
_FORM_88 = "财预〔2015〕88号申报表“项目资金”（其中：财政拨款、其他资金）"
_FORM_10 = "财预〔2020〕10号《项目支出绩效自评表》“当年财政拨款”“上年结转资金”“其他资金”"
_FORM_SC = "四川省自评表（财政资金、财政专户管理资金、单位资金、其他资金）"
_FORM_136 = "财预〔2019〕136号《项目支出绩效目标执行监控表》“本年一般公共预算拨款”“其他资金”"
_YUAN = "以元为单位，精确到分；程序印表时换算成万元。"


@dataclass(frozen=True)
class _Stage:
    """One column of the table of money."""

    prefix: str
    """of the field paths"""
    heading: str
    what: str
    """what part of it a source is"""
    source: str
    how: tuple[str, ...]
    example: str


_STAGES = (
    _Stage(
        "budget.",
        "",
        "本年度预算里由它安排的部分",
        f"{_FORM_05_1}；{_FORM_88}；{_FORM_10}",
        (
            "只有一种来源的不用填：程序按“经费来源”认作全部预算金额。",
            "有几种来源的逐项填，合计等于预算金额；不等时在字段下面提示。",
        ),
        "3200000",
    ),
    _Stage(
        "monitoring.executed_",
        "1-7月执行数：",
        "1月至7月支出里用它的部分",
        _FORM_136,
        ("只有一种来源的不用填，就是1-7月执行数。", "各项合计等于1-7月执行数。"),
        "1866666.67",
    ),
    _Stage(
        "monitoring.expected_",
        "全年预计执行数：",
        "预计到年底的支出里用它的部分",
        _FORM_136,
        ("只有一种来源的不用填，就是全年预计执行数。", "各项合计等于全年预计执行数。"),
        "3200000",
    ),
    _Stage(
        "evaluation.budget_",
        "全年预算数：",
        "年度中间调整以后由它安排的部分",
        f"{_FORM_10}；{_FORM_SC}",
        ("没有调整的不用填，就是申报时的数。", "各项合计等于全年预算数。"),
        "3200000",
    ),
    _Stage(
        "evaluation.executed_",
        "全年执行数：",
        "全年支出里用它的部分",
        f"{_FORM_10}；{_FORM_SC}",
        ("只有一种来源的不用填，就是全年执行数。", "各项合计等于全年执行数。"),
        "3180000",
    ),
)


def guides_by_source(prefix: str) -> Iterator[Guide]:
    """The guides to the fields of one stage, by the beginning of their paths such as `budget.`."""
    stage = next(each for each in _STAGES if each.prefix == prefix)
    for source in SOURCES:
        yield Guide(
            f"{prefix}{source.key}",
            f"{stage.heading}{source.heading}",
            f"{_KINDS[source.key]}{stage.what}填在这里。",
            stage.source,
            (*stage.how, _YUAN),
            (Example(stage.example), Example("", why="没有这种资金")),
        )


GUIDES = (
    *guides_by_source("budget."),
    Guide(
        "budget.period_total",
        "中期资金总额",
        "整个实施期（通常三年）各年资金的合计，各种来源都在内。",
        "财预〔2015〕88号申报表“中期资金总额”（万元）",
        ("只有一年的项目不用填。", "不小于本年度的预算金额。", _YUAN),
        (Example("9600000"), Example("", why="一年期的项目")),
    ),
    Guide(
        "budget.period_fiscal",
        "中期财政拨款",
        "中期资金总额里的财政拨款；其余的是其他资金，由程序算出。",
        "财预〔2015〕88号申报表“中期资金总额：其中财政拨款、其他资金”（万元）",
        ("不大于中期资金总额。", _YUAN),
        (Example("9600000"), Example("")),
    ),
)
