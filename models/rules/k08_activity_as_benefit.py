"""K08: a benefit is a change, not the work over again."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import has_digits, level_key, quote
from models.rule import Finding, Severity, row_rule

_MANNER = "有效|切实|全面|持续|进一步|充分|积极|深入|按时|按期|及时|扎实|大力|认真|有力|不断|足额|顺利|正常|稳步|依法|更好地?|继续"
_ACTIVITY = Pattern(
    rf"(?:[0-9]{{4}}年度?)?(?:{_MANNER}){{0,3}}(?P<verb>保障(?!性|房|对象|机制|体系|能力|水平|标准|范围|功能|力|线|网|服务(?:质量|水平)|措施)"
    r"|确保|保证(?!金|书)|开展|举办|召开|做好|抓好|落实|贯彻|完成|实施(?!后|效果|成效)|执行(?!力)|组织(?=开展|实施|举办|召开|培训|参加|活动)"
    r"|推进(?=.{2,20}(?:工作|建设|实施|开展)$)|加强(?=.{2,20}(?:工作|建设|管理|监管|宣传|培训)$)|强化(?=.{2,20}(?:工作|建设|管理|监管|宣传|培训)$)"
    r"|发放|拨付|支付|缴纳)"
    r"|.{0,20}工作(?:的)?(?:有序|顺利|正常|有效|全面|持续|扎实){0,2}(?:开展|推进|进行|落实|完成)$"
)
# What is measured, or a state reached, is an effect however the name begins.
_MEASURED = Pattern(
    r"(?:率|度|数|数量|总量|量|额|比|比例|比率|占比|水平|能力|指数|天数|年限|时长|时间|期限|面积|幅度|成效|效果|效益|作用|影响|状况|质量|变化|贡献|寿命|产值|收入)$"
)
_CHANGE = Pattern(
    r"提高|提升|增强|增加|增长|改善|改进|优化|减少|减轻|降低|下降|缓解|缩短|缩小|促进|带动|拉动|推动.{2,12}发展|节约|节省|受益|惠及|满足|消除|避免|防止|杜绝|遏制"
    r"|不发生|未发生|不出现|零|无[一-鿿]|不低于|不高于|稳定增|可持续发展|达标|全覆盖|方便|便利|增收|解决|化解|恢复|好转|返贫"
)
_STATE = Pattern(r"(?:安全|稳定|畅通|和谐|整洁|清洁|有序|通畅|健康|生命财产安全|平稳)$")
_COUNTED = frozenset(("%", "％", "百分比", ""))


@row_rule(
    "K08",
    Severity.WARNING,
    "效益指标不能只是把工作再说一遍",
    why="“保障……”“开展……”说的是要做的事，不是做了以后的变化；这样的效益只要做了就算达成，考核不出效果。",
    source="财预〔2015〕88号 审核表“绩效合理性”（预期效果）；财预〔2021〕101号（效益指标的含义）",
    mend="改写服务对象或社会发生的变化，并写明能衡量的量，例如“住院费用个人负担比例”“营养不良率”。",
    violating={"indicators[7].name": "保障学生营养膳食补助"},
    clean={"indicators[7].name": "保障学生营养膳食，减轻家庭负担"},
)
def activity_as_benefit(row: Indicator, _: Practice) -> Iterator[Finding]:
    if level_key(row.level1) != "效益" or "满意" in row.name:
        return
    name = row.name.strip()
    match = _ACTIVITY.match(name)
    if match is None or _MEASURED.search(name) or _CHANGE.search(name):
        return
    verb = match["verb"]
    if verb in ("保障", "确保", "保证") and _STATE.search(name):
        return
    if has_digits(row.value) and row.unit.strip() not in _COUNTED:
        return
    yield Finding(
        "name",
        f"效益指标{quote(name)}说的是要做的工作，不是做了以后的变化；请改写服务对象或社会的变化，并写明能衡量的量",
    )
