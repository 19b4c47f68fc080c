"""The words of the field, once: headings and their synonyms, signs and their glyphs, the indicator trees, units.

Exporters print by this vocabulary and readers recognise by it. Every heading here can be replaced for one bureau by
the `[labels]` table of its `jixiao.toml`, because bureaus print some of them differently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Term:
    """A key of the file format, the Chinese heading printed for it, and the other headings seen for it."""

    key: str
    heading: str
    synonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.heading, *self.synonyms)


NULL_MARK: Final = "空"
"""Printed by the Yunnan forms where a long-text column or a value is empty; never data."""

# 项目文本公开: the eight sections in their order; `name` and `unit` are filled from project.name and [unit].
SECTIONS: Final = (
    Term("name", "项目名称"),
    Term("basis", "立项依据", ("项目立项依据",)),
    Term("unit", "项目实施单位", ("实施单位", "实施主体", "项目实施主体")),
    Term("overview", "项目基本概况", ("项目概况", "项目概述", "项目基本情况")),
    Term("content", "项目实施内容", ("实施内容", "项目内容")),
    Term("funding", "资金安排情况", ("资金安排", "年度预算安排", "项目资金安排情况")),
    Term("plan", "项目实施计划", ("实施计划", "实施方案", "项目实施方案")),
    Term("outcome", "项目实施成效", ("实施成效", "项目实施成效情况", "预期成效")),
)
NARRATIVE: Final = tuple(term for term in SECTIONS if term.key not in ("name", "unit"))
"""The six sections that are free text under [project]."""

UNIT_FACTS: Final = (
    Term("name", "单位名称"),
    Term("code", "组织机构代码", ("统一社会信用代码",)),
    Term("address", "地址", ("单位地址",)),
    Term("phone", "联系电话", ("电话",)),
    Term("legal_representative", "法人代表", ("法定代表人", "单位负责人")),
    Term("funding_source", "经费来源", ("资金来源",)),
    Term("profile", "单位概况", ("单位简介",)),
)

GOALS: Final = (
    Term(
        "overall",
        "总体目标",
        (
            "总体绩效目标",
            "项目总体目标",
            "中长期目标",
            "中长期总体目标",
            "中长期绩效目标",
            "中长期总体绩效目标",
            "中期目标",
            "长期绩效目标",
        ),
    ),
    Term(
        "annual",
        "预算年度目标",
        ("预算年度绩效目标", "年度目标", "年度总体目标", "年度绩效目标", "项目年度绩效目标"),
    ),
)

# The ten columns of 项目绩效目标表, in their order.
COLUMNS: Final = (
    Term("level1", "一级指标"),
    Term("level2", "二级指标"),
    Term("name", "三级指标", ("指标名称",)),
    Term("sign", "指标性质", ("性质", "计算符号", "指标方向")),
    Term("value", "指标值", ("目标值", "年度指标值")),
    Term("unit", "度量单位", ("计量单位", "单位")),
    Term("attribute", "指标属性", ("属性",)),
    Term("scoring", "评（扣）分标准", ("评分标准", "评扣分标准", "赋分规则", "评分细则")),
    Term("content", "指标内容", ("指标值内容", "指标说明", "指标解释")),
    Term(
        "basis",
        "绩效指标值设定依据及数据来源",
        ("绩效指标设定依据及指标值数据来源", "设定依据及数据来源", "依据"),
    ),
)
LONG_COLUMNS: Final = ("scoring", "content", "basis")
WEIGHT_COLUMN: Final = Term("weight", "分值", ("权重", "指标权重", "指标分值", "分值权重", "权重（分）"))
"""Not one of the ten columns, but printed beside them by some bureaus."""

# 自评: what is added to each indicator, and to the project (财预〔2020〕10号).
EVALUATED_COLUMNS: Final = (
    Term("actual", "实际完成值", ("完成值", "实际完成情况")),
    Term("score", "得分", ("自评得分",)),
    Term("deviation", "偏差原因分析及改进措施", ("偏差分析及整改措施",)),
    Term("evidence", "佐证资料", ("佐证材料",)),
)
# Where the money of a year comes from; 财政拨款 is the first three together.
SOURCES: Final = (
    Term("general", "一般公共预算拨款", ("本年一般公共预算拨款", "一般公共预算")),
    Term("fund", "政府性基金预算拨款", ("政府性基金",)),
    Term("capital", "国有资本经营预算拨款", ("国有资本经营预算",)),
    Term("carryover", "上年结转资金"),
    Term("special", "财政专户管理资金"),
    Term("own", "单位资金"),
    Term("other", "其他资金"),
)
FISCAL_SOURCES: Final = ("general", "fund", "capital")
"""财政拨款, in the forms 当年财政拨款."""


def _by_source(key: str, heading: str) -> tuple[Term, ...]:
    return (
        Term(key, heading),
        *(Term(f"{key}_{source.key}", f"{heading}：{source.heading}") for source in SOURCES),
    )


MONITORING: Final = (*_by_source("executed", "1-7月执行数"), *_by_source("expected", "全年预计执行数"))
EVALUATION: Final = (
    *_by_source("budget", "全年预算数"),
    *_by_source("executed", "全年执行数"),
    Term("execution_note", "执行率偏低的原因"),
    Term("achievement", "实际完成情况", ("目标完成情况", "年度目标完成情况")),
    Term("process", "项目实施内容及过程概述"),
    Term("remarks", "其他需要说明事项"),
    Term("conclusion", "评价结论"),
    Term("problems", "存在问题"),
    Term("measures", "改进措施"),
    Term("leader", "项目负责人"),
    Term("finance_leader", "财务负责人"),
)

# What 核心绩效指标表 adds to each indicator (财预〔2021〕101号), and the medium-term value of 申报表 (财预〔2015〕88号).
CORE_COLUMNS: Final = (
    Term("overall_value", "中期指标值", ("指标值（长期）", "中长期指标值")),
    Term("origin", "指标来源"),
    Term("method", "指标完成值取值方式", ("完成值取值方式",)),
    Term("data_source", "指标完成值数据来源", ("完成值数据来源",)),
    Term("proof", "佐证资料要求"),
)
# What 监控 adds to each indicator (财预〔2019〕136号).
MONITORED_COLUMNS: Final = (
    Term("monitored", "1-7月执行情况"),
    Term("forecast", "全年预计完成情况"),
    Term("causes", "偏差原因"),
    Term("cause_note", "原因说明"),
    Term("likelihood", "完成目标可能性"),
    Term("remark", "备注"),
)
ORIGINS: Final = (
    "政策文件",
    "统计指标",
    "部门管理（考核）指标",
    "部门工作计划和项目实施方案",
    "社会机构评比、新闻媒体报道等",
    "其他参考指标",
)
METHODS: Final = ("直接证明法", "情况统计法", "情况说明法", "问卷调查法", "趋势判断法")
DATA_SOURCES: Final = (
    "统计部门统计数据",
    "权威机构调查（统计）",
    "部门统计年鉴",
    "部门业务统计",
    "部门业务记录",
    "部门业务评判",
    "问卷调查报告",
    "媒体舆论",
    "其他数据来源",
)
PROOFS: Final = ("正式资料", "工作资料", "原始凭证", "说明材料")
CAUSES: Final = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
LIKELIHOODS: Final = ("确定能", "有可能", "完全不可能")

# 绩效目标审核表 (财预〔2015〕88号): eight items, two in each group.
REVIEW_GROUPS: Final = ("完整性审核", "相关性审核", "适当性审核", "可行性审核")
REVIEW_ITEMS: Final = (
    Term("completeness", "规范完整性"),
    Term("clarity", "明确清晰性"),
    Term("relevance", "目标相关性"),
    Term("soundness", "指标科学性"),
    Term("effect", "绩效合理性"),
    Term("funding", "资金匹配性"),
    Term("feasibility", "实现可能性"),
    Term("conditions", "条件充分性"),
)
REVIEW: Final = (*REVIEW_ITEMS, Term("grade", "综合评定等级"), Term("opinion", "总体意见"))
GRADES: Final = ("优", "良", "中", "差")
"""Of a review (财预〔2015〕88号) and of a self-evaluation (财预〔2020〕10号)."""

# 部门整体支出绩效目标表.
WHOLE: Final = "部门整体"
"""What the declaration of a whole department is marked with among those of its projects."""
DEPARTMENT: Final = (
    Term("name", "部门名称"),
    Term("code", "部门编码"),
    Term("year", "预算年度"),
    Term("period", "总体目标期间"),
    Term("duties", "部门职责"),
    Term("note", "说明"),
)
TASKS: Final = (
    Term("duty", "部门职能职责"),
    Term("content", "主要内容"),
    Term("projects", "对应项目"),
    Term("total", "总额"),
    Term("fiscal", "财政拨款"),
    Term("other", "其他资金"),
)

ROW_WORDS: Final = {"tasks": "工作任务", "indicators": "指标"}
"""What a row is called, by table."""

FIELD_NAMES: Final[dict[str, dict[str, str]]] = {
    "department": {term.key: term.heading for term in DEPARTMENT},
    "project": {
        **{term.key: term.heading for term in SECTIONS},
        "year": "预算年度",
        "period": "实施期",
        "code": "项目代码",
        "category": "项目类别",
        "issued": "资金下达方式",
        "attribute": "项目属性",
        "term": "项目期",
    },
    "unit": {
        **{term.key: term.heading for term in UNIT_FACTS},
        "budget_code": "单位编码",
        "department": "主管部门",
        "department_code": "主管部门代码",
    },
    "budget": {
        "total": "预算金额",
        **{term.key: term.heading for term in SOURCES},
        "period_total": "中期资金总额",
        "period_fiscal": "中期资金：财政拨款",
    },
    "goals": {term.key: term.heading for term in GOALS},
    "tasks": {term.key: term.heading for term in TASKS},
    "indicators": {
        **{term.key: term.heading for term in COLUMNS},
        "weight": "权重",
        **{term.key: term.heading for term in (*CORE_COLUMNS, *MONITORED_COLUMNS, *EVALUATED_COLUMNS)},
    },
    "review": {term.key: term.heading for term in REVIEW},
    "monitoring": {term.key: term.heading for term in MONITORING},
    "evaluation": {term.key: term.heading for term in EVALUATION},
}
"""What the keys of the file are called, by table."""

TARGET_TABLE_TITLE: Final = "项目绩效目标表"
BANNERS: Final = ("项目文本公开", "预算重点领域财政项目文本公开", "重点领域财政项目文本公开")
"""Printed above the title of 项目文本公开."""

LABELS: Final[dict[str, str]] = {
    "target_title": TARGET_TABLE_TITLE,
    "goals": "项目目标",
    "overall": "总体目标({start}年-{end}年)",
    "annual": "预算年度({year}年)目标",
    # domain knowledge marks the next three as inferred: the published page lost them
    "indicators": "绩效指标",
    "scoring": "评（扣）分标准",
    "content": "指标内容",
    "basis": "绩效指标值设定依据及数据来源",
    **{f"column_{term.key}": term.heading for term in COLUMNS[:7]},
    **{f"section_{term.key}": term.heading for term in SECTIONS},
    **{f"unit_{term.key}": term.heading for term in UNIT_FACTS},
}
"""What the Yunnan forms print, by label key. `{start}`, `{end}`, `{year}` are filled in."""

SIGNS: Final = ("=", ">=", "<=", ">", "<")
SIGN_GLYPHS: Final[dict[str, str]] = {
    **dict.fromkeys(("=", "＝", "﹦", "等于"), "="),
    **dict.fromkeys((">=", "≥", "＞＝", "＞=", ">＝", "》", "≧", "大于等于"), ">="),
    **dict.fromkeys(("<=", "≤", "＜＝", "＜=", "<＝", "《", "≦", "小于等于"), "<="),
    **dict.fromkeys((">", "＞", "大于"), ">"),
    **dict.fromkeys(("<", "＜", "小于"), "<"),
}

QUANTITATIVE: Final = "定量指标"
QUALITATIVE: Final = "定性指标"
ATTRIBUTES: Final = (QUANTITATIVE, QUALITATIVE)

TREE_2015: Final[dict[str, tuple[str, ...]]] = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
"""财预〔2015〕88号; still the tree of the Yunnan forms."""

TREE_2021: Final[dict[str, tuple[str, ...]]] = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标"),
    "满意度指标": ("服务对象满意度指标",),
}
"""财预〔2021〕101号."""

LEVEL1: Final = ("成本指标", "产出指标", "效益指标", "满意度指标")
LEVEL2: Final = tuple(
    dict.fromkeys(name for tree in (TREE_2015, TREE_2021) for names in tree.values() for name in names)
)

UNITS: Final = (
    *(
        "%",
        "元",
        "万元",
        "元/人",
        "元/人·月",
        "元/人·年",
        "人",
        "人次",
        "户",
        "个",
        "家",
        "项",
        "件",
        "次",
        "场",
    ),
    *(
        "期",
        "份",
        "篇",
        "台",
        "套",
        "辆",
        "亩",
        "公里",
        "平方米",
        "立方米",
        "吨",
        "天",
        "月",
        "年",
        "小时",
        "批",
    ),
    *("所", "村", "宗", "起", "分"),
)

CATEGORIES: Final = ("人员类", "运转类", "特定目标类")
ISSUED: Final = ("本级下达", "对下转移支付")
"""Whose table shows a project: 05-2 or 09-2."""
PROJECT_ATTRIBUTES: Final = ("新增项目", "延续项目")

FUNDING_SOURCES: Final = (
    "本级财政安排的一般公共预算资金",
    "政府性基金预算资金",
    "国有资本经营预算资金",
    "上级补助资金",
    "财政专户管理资金",
    "单位资金",
)


def level2_choices(level1: str) -> tuple[str, ...]:
    """二级指标 names allowed under one 一级指标 by the trees of 2015 and 2021, or all when it is unknown."""
    names = dict.fromkeys((*TREE_2015.get(level1, ()), *TREE_2021.get(level1, ())))
    return tuple(names) or LEVEL2


def sign_of(text: str) -> str | None:
    """The stored sign for any glyph of it (`≥`, `＝`, …), `""` for an empty text, None when it is no sign."""
    text = text.strip()
    if not text:
        return ""
    return SIGN_GLYPHS.get(text)


_NUMBERING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．])\s*"
)


def bare_heading(text: str) -> str:
    """A heading without its numbering (`一、`, `（一）`, `1.`), without inner blanks and a final colon."""
    return re.sub(r"\s+", "", _NUMBERING.sub("", text)).rstrip("：:")


def term_for(heading: str, terms: tuple[Term, ...]) -> Term | None:
    """The term that prints as `heading`, or is known by it as a synonym, with brackets of either width."""
    bare = bare_heading(heading).replace("(", "（").replace(")", "）")
    return next((term for term in terms if bare in term.names), None)
