"""K05: how well the work was done is quality; what came of it is benefit."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import level_key, quote
from models.rule import Finding, Mend, Severity, row_rule

_WORK = (
    "工程|施工|设备|验收|竣工|产品|货物|采购|物资|培训|考核|考试|系统|软件|资料|档案|数据|材料|安装|建设|印刷|项目"
    "|服务器|网络|线路|车辆|维修|维护|修缮|装备|教材|证书|图纸|成果"
)
_WORK_DONE_WELL = Pattern(
    rf"(?:{_WORK})(?:[^，、]{{0,6}})(?:合格率|优良率|优质率|达标率|通过率|完好率|合格程度)$"
    r"|(?:故障率|故障次数|返工率|返修率|差错率|出错率|误差率|错发率|漏发率|破损率|次品率)$"
    r"|(?:认定|发放|识别|统计|登记|录入|核算|数据|信息|审核|测量|资料)准确率$"
    r"|(?:一次性?)?验收(?:合格|通过|达标)?率$"
)
_EFFECT = Pattern(
    r"(?:治愈|好转|康复|就业|再就业|升学|发病|患病|死亡|病死|感染|返贫|脱贫|犯罪|发案|营养不良|近视|失业|辍学|事故发生|复发|降低|下降|减少)率$"
    r"|(?:收入|产值|产量|效益|客流量|游客量|销售额|税收|利润|就业人数)(?:的)?(?:增长|增加|提高|提升)(?:率|幅度|额|比例)?$"
)


@row_rule(
    "K05",
    Severity.INFO,
    "质量指标与效益指标不能混淆",
    why="合格率、故障率说的是事办得好不好，是质量；治愈率、就业率说的是办成以后带来的变化，是效益。混淆后两类都考核不准。",
    source="财预〔2021〕101号（质量指标、效益指标的含义）；审核口径的推论",
    mend="事情本身达到的标准放在“产出指标—质量指标”，服务对象或社会的变化放在“效益指标”。",
    violating={"indicators[7].name": "配餐设备故障率"},
    clean={"indicators[7].name": "学生贫血率下降情况"},
)
def quality_or_benefit(row: Indicator, _: Practice) -> Iterator[Finding]:
    level1 = level_key(row.level1)
    name = row.name.strip()
    if level1 == "效益":
        if _WORK_DONE_WELL.search(name):
            yield Finding(
                "name",
                f"{quote(name)}说的是事办得好不好，宜放在“产出指标—质量指标”，效益另写办成以后的变化",
                mend=Mend(
                    "移到“产出指标—质量指标”之下", {"level1": "产出指标", "level2": "质量指标"}, safe=False
                ),
            )
    elif level1 == "产出" and level_key(row.level2) == "质量" and _EFFECT.search(name):
        yield Finding(
            "name",
            f"{quote(name)}说的是办成以后的变化，宜放在“效益指标”，质量另写办事达到的标准",
            mend=Mend(
                "移到“效益指标—社会效益指标”之下",
                {"level1": "效益指标", "level2": "社会效益指标"},
                safe=False,
            ),
        )
