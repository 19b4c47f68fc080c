"""V17: what should be low has an upper limit, what should be high a lower one."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import is_percent, number, quote, sign
from models.rule import Finding, Mend, Severity, row_rule

_ALL = 100
_MEASURED = r"(?:率|数|次数|起数|件数|人数|例数|宗数|量|时间|时长)?"
_EVENTS = Pattern(
    r"(?<![无零])(?:投诉|信访|故障|事故|差错|失误|违规|违纪|违法|超支|流失|损耗|死亡|伤亡|发病|返贫|缺陷|停机|中断|舆情|逾期|拖欠|辍学|空置|闲置)"
    rf"(?:案件|事件|发生|人员)?{_MEASURED}$"
)
_COSTS = Pattern(
    r"(?:成本|单价|造价|费用|经费支出|超概算率|成本控制率|投资控制率)$|(?:结余|结转)(?:率|资金|额)?$"
)
_TIMES = Pattern(r"(?:响应|到达|等待|办理|处理|办结)(?:时间|时限|时长)$|(?<!按)时限$|工期$")
_SAVED = Pattern(r"节约|节省|降低|减少|压减|下降|减轻|避免|防止|预防|挽回|追回|盘活|替代")
"""The more is saved of something bad, the better."""
_HANDLED = Pattern(
    r"追缴|清收|清欠|化解|调解|调处|处置|处理|查处|查办|查获|办理|办结|受理|接待|接收|整治|治理|整改|修复|排除|巡查|排查|检查|监测"
    r"|发现|救援|救治|救助|补助|补贴|补偿|赔付|报销|减免|代理|消化|打击|侦破|审理"
)
"""What is done about events is work: of that, too, more is better."""
_HIGH = Pattern(
    r"(?<![不未非无])(?:完成|覆盖|合格|达标|满意|知晓|及时|准确|参与|到位|就业|巩固|达成|验收|发放|拨付|办结|入学|参保|完好)率$"
    r"|(?<!不)满意度$"
)
_EXCEPT = Pattern(r"不合格|未完成|不达标|不满意|[不未非].{0,4}率$")


@row_rule(
    "V17",
    Severity.WARNING,
    "指标性质的方向应与指标名称一致",
    why="投诉率“≥5%”等于鼓励投诉，合格率“≤95%”等于不许合格；方向反了，做得越差得分越高。",
    source="预算管理一体化系统计算符号填报审核意见；财预〔2021〕101号（成本指标不得突破）",
    mend="越少越好的（成本、投诉、故障、时限）选“<=”，越多越好的（完成、覆盖、合格、满意）选“>=”或“=”。",
    violating={"indicators[3].sign": "<="},
    clean={"indicators[3].sign": ">="},
)
def sign_direction(row: Indicator, _: Practice) -> Iterator[Finding]:
    given = sign(row)
    if given in ("", "="):
        return
    value = number(row.value)
    if value is None:
        return
    name = row.name.strip()
    if given in (">=", ">") and is_better_low(name):
        wanted, wish = "<=", "越少越好"
    elif given in ("<=", "<") and _HIGH.search(name) and not _EXCEPT.search(name):
        # More than all of it can't be asked for (V09).
        wanted, wish = "=" if value == _ALL and is_percent(row.unit) else ">=", "越多越好"
    else:
        return
    yield Finding(
        "sign",
        f"指标{quote(name)}{wish}，指标性质{quote(row.sign)}的方向反了，应为“{wanted}”",
        mend=Mend(f"指标性质改为“{wanted}”", {"sign": wanted}, safe=False),
    )


def is_better_low(name: str) -> bool:
    """Whether an indicator names something of which less is better: complaints, costs, waiting."""
    name = name.strip()
    if _TIMES.search(name):
        return True
    if _EVENTS.search(name):
        return not _SAVED.search(name) and (name.endswith("率") or not _HANDLED.search(name))
    return _COSTS.search(name) is not None and not _SAVED.search(name)
