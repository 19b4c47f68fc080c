"""K02: spending the money is not what the project delivers."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import is_cost, level_key, quote
from models.rule import Finding, Severity, row_rule

MONEY_UNITS = frozenset(("元", "千元", "万元", "百万元", "亿元", "人民币元"))
_NO_COUNT = frozenset(("", "%", "％", "百分比"))
_MONEY = "资金|经费|预算|款项|拨款|专款|补助款|补贴款|工程款"
_HOW = "总额|足额|按时|按期|按进度|及时|全部|全额|全年|年度|实际|累计"
_MOVED = "支付|拨付|支出|到位|下达|下拨|发放|使用|兑付|兑现|执行|投入|安排|上划|划拨"
_AMOUNT = "金额|总额|总量|数额|额度|规模|总数|数量|数|量|额"
_FLOW = Pattern(
    rf"(?:{_MONEY})(?:{_HOW}){{0,3}}(?:{_MOVED})(?:{_HOW}){{0,2}}(?:完成|的)?(?:率|进度|比例|比率|情况|{_AMOUNT})?$"
    rf"|^(?:{_HOW}){{0,3}}(?:{_MOVED})[^，、人户次个家村]{{0,12}}(?:{_MONEY})(?:{_AMOUNT})?$"
    rf"|(?:{_MONEY})(?:{_AMOUNT})$"
)
_EXECUTION = Pattern(r"(?:预算|资金|经费)(?:资金|支出|经费|支付)?执行(?:率|进度|完成率|比例)$")
# Money of others that the project sets in motion is an output or an effect, not its own spending.
OTHERS_MONEY = Pattern(
    r"贷款|放贷|授信|融资|担保|引资|招商|引进|吸引|带动|撬动|拉动|社会资本|投保|保额|保障金额|赔付|赔偿|理赔|销售|产值|营业|营收|收入|利润"
    r"|交易|成交|消费|出口|进口|税|征收|征缴|收缴|追缴|追回|挽回|清欠|罚没|查处|查出|审计|审减|核减|审定|评审|节约|节省|化解|债务|债券|募集|筹集|捐赠"
    r"|结算|代发|资产|基金投资|股权投资|争取|监管|检查|清算|兜底额|免收|减免|降低|减少|增加|增长"
)


@row_rule(
    "K02",
    Severity.WARNING,
    "数量指标不能是资金的拨付和支出",
    why="钱花出去不等于事办成；支付、拨付和预算执行由单独计分的预算执行率反映，再列为产出就重复了。",
    source="财预〔2021〕101号（数量指标的含义；预算执行率单独计分）；审计和评审口径的推论",
    mend="数量指标改写办成的事（人数、里程、台套、场次）；补助标准、单价和支出上限移到成本指标。",
    violating={"indicators[3].level2": "数量指标", "indicators[3].name": "补助资金支付率"},
    clean={"indicators[1].name": "发放助学贷款金额", "indicators[1].unit": "万元"},
)
def money_flow(row: Indicator, _: Practice) -> Iterator[Finding]:
    name = row.name.strip()
    if not name:
        return
    if level_key(row.level2) != "数量":
        if ("执行" in name) and not is_cost(row) and _EXECUTION.search(name):
            yield Finding("name", f"{quote(name)}在自评时单独计分，不必再列为指标；请改写办成的事或它的效果")
        return
    unit = row.unit.strip()
    if unit in MONEY_UNITS:
        if not OTHERS_MONEY.search(name):
            yield Finding(
                "name",
                f"数量指标{quote(name)}以“{unit}”计量，写的是花多少钱，不是办成多少事；请改写人数、里程、台套等产出，金额移到成本指标",
            )
    elif unit.startswith(("元/", "元／", "万元/", "万元／")):
        yield Finding(
            "name",
            f"{quote(name)}以“{unit}”计量，是单位成本，建议移到成本指标",
            severity=Severity.INFO,
        )
    elif unit in _NO_COUNT and _FLOW.search(name):
        yield Finding(
            "name", f"数量指标{quote(name)}写的是资金的支付或拨付，不是办成的事；请改写人数、里程、台套等产出"
        )
