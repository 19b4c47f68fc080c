"""C10: those who are served are asked."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.patterns import Pattern
from models.practice import Practice
from models.rows import level_key, quote
from models.rule import Finding, Severity, rule_by_practice

_PUBLIC = (
    "群众|居民|村民|农户|农民|市民|学生|学员|幼儿|家长|患者|病人|参保人|参保群众|参合|受助|救助对象|补助对象|受益对象|资助对象|"
    "困难家庭|低保|特困|五保|老年人|老人|残疾人|孤儿|儿童|妇女|优抚对象|退役军人|移民|搬迁户|脱贫户|游客|旅客|乘客|用户|读者|观众|"
    "失业人员|就业人员|毕业生|经营主体|个体工商户|企业"
)
_SERVED = Pattern(rf"(?:{_PUBLIC})")
# Those who are looked into or hired, and the users of an office's own systems, are not served.
_NOT_SERVED = Pattern(
    r"检查|执法|监管|监督|抽查|监测|调查|统计|普查|审计|排查|摸排|征收|稽查|巡查|处罚|查处|约谈|招聘|招录|选调|系统用户|内部"
)
_PEOPLE = frozenset({"人", "人次", "户", "户次", "名", "户/次", "人/次", "万人", "万人次", "家"})


@rule_by_practice(
    "C10",
    Severity.WARNING,
    "直接服务群众的项目应有满意度指标",
    why="项目好不好，受益的人最清楚；直接面向社会公众或涉及群众切身利益的项目，应设满意度指标并实际调查。",
    source="财预〔2021〕101号（直接面向社会主体及公众提供公共服务的项目设置满意度指标）",
    mend="补一个服务对象满意度指标，写明调查谁、怎样调查；确实不直接服务群众的，可以不设。",
    violating={
        "indicators[8]": None,
        "indicators[5].weight": 20,
        "indicators[5].scoring": "不高于指标值得20分，每高0.5%扣2分，扣完为止",
    },
    clean={},
)
def satisfaction(declaration: Declaration, practice: Practice) -> Iterator[Finding]:
    rows = declaration.indicators
    if not rows or not any("满意" in name for name in practice.level1_names):
        return
    if any("满意" in text for row in rows for text in (row.level1, row.level2, row.name)):
        return
    for row in rows:
        if (
            level_key(row.level2) == "数量"
            and row.unit.strip() in _PEOPLE
            and (who := _SERVED.search(row.name))
            and not _NOT_SERVED.search(row.name)
        ):
            yield Finding(
                "indicators",
                f"指标{quote(row.name)}说明项目直接服务{quote(who[0])}，却没有满意度指标，请补写",
            )
            return
