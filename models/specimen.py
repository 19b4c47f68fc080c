"""A complete, credible declaration in which no rule finds anything; the examples of rules are changes of it.

A change is one entry of a mapping:

    "project.name": "…"                 another value of a field
    "indicators[2].value": "…"          another value of one column of an indicator
    "indicators[2]": None               the indicator left out
    "indicators[+]": {"name": "…", …}   an indicator more, at the end; columns not named are those of the first one
    "indicators": ()                    no indicators at all
    "indicators[2].value#": "# …"       a comment beside a key

Rules on whole departments have `department_specimen()` in its place; `tasks` are changed like `indicators`.

Positions are those of the unchanged specimen: 0 补助标准, 1 补助学生人数, 2 补助对象认定准确率, 3 食材抽检合格率,
4 补助资金拨付完成月份, 5 学生营养不良率, 6 政策知晓率, 7 家庭膳食负担减轻情况, 8 受益学生和家长满意度.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from models.declaration import (
    ROW_TABLES,
    Budget,
    Comment,
    Declaration,
    Department,
    Goals,
    Indicator,
    Project,
    Table,
    Task,
    Unit,
)
from models.rule import Rule, Scope
from models.vocabulary import QUALITATIVE, QUANTITATIVE

_PROJECT = Project(
    name="农村义务教育学生营养膳食补助项目",
    year=2026,
    period=(2026, 2028),
    category="特定目标类",
    basis="《某县农村义务教育学生营养膳食补助办法》（某政发〔2025〕12号）",
    overview=(
        "为改善农村义务教育学生营养状况，对全县农村义务教育学校在校学生给予营养膳食补助。"
        "根据2025年秋季学期学籍系统统计，应补助学生3200人。2026年预算金额为3,200,000.00元。"
    ),
    content="按每人每年1000元的标准补助学生膳食，所需资金为1000元/人/年×3200人=3,200,000.00元，由县财政拨付到学校食堂专账。",
    funding="本年度项目预算金额为3,200,000.00元，由县本级财政安排一般公共预算资金。",
    plan="2026年2月核定补助名单，3月至6月、9月至12月按月拨付，12月底前完成全年拨付和满意度问卷调查。",
    outcome="学生营养不良率降到3%以下，政策知晓率达到90%，受益学生和家长满意度达到90%。",
)
_UNIT = Unit(
    name="某县教育体育局",
    code="MB0000000",
    address="某县某街道1号",
    phone="0000-0000000",
    legal_representative="某某",
    funding_source="本级财政安排的一般公共预算资金",
    profile="某县教育体育局是某县人民政府工作部门，为正科级单位，内设机构8个，所属学校26所。",
)
_GOALS = Goals(
    overall="2026年至2028年，农村义务教育学生营养膳食补助覆盖率保持100%，学生营养不良率由4%降到2%。",
    annual="2026年按标准补助学生3200人，补助资金12月底前全部拨付，学生营养不良率不高于3%，受益学生和家长满意度不低于90%。",
)


def _row(
    level1: str,
    level2: str,
    name: str,
    sign: str,
    value: str,
    unit: str,
    weight: int,
    scoring: str,
    content: str,
    basis: str,
) -> Indicator:
    return Indicator(
        level1=level1,
        level2=level2,
        name=name,
        sign=sign,
        value=value,
        unit=unit,
        attribute=QUANTITATIVE if sign else QUALITATIVE,
        weight=Decimal(weight),
        scoring=scoring,
        content=content,
        basis=basis,
    )


_INDICATORS = (
    _row(
        *("成本指标", "经济成本指标", "补助标准", "<=", "1000", "元/人·年", 20),
        "不超过补助标准得20分，超过标准不得分",
        "反映每名学生每年的补助标准，补助标准=补助资金总额/补助学生人数",
        "预算支出标准：《某县农村义务教育学生营养膳食补助办法》第六条",
    ),
    _row(
        *("产出指标", "数量指标", "补助学生人数", ">=", "3200", "人", 15),
        "达到指标值得15分，否则按完成比例得分",
        "反映2026年实际领取补助的学生人数",
        "计划标准：2025年秋季学期学籍系统统计，在校学生3200人",
    ),
    _row(
        *("产出指标", "质量指标", "补助对象认定准确率", "=", "100", "%", 10),
        "达到指标值得10分，每低1%扣1分，扣完为止",
        "补助对象认定准确率=经抽查符合条件的学生人数/抽查学生人数×100%",
        "计划标准：《某县农村义务教育学生营养膳食补助办法》第九条；数据取自资助管理系统",
    ),
    _row(
        *("产出指标", "质量指标", "食材抽检合格率", ">=", "98", "%", 5),
        "达到指标值得5分，每低1%扣1分，扣完为止",
        "食材抽检合格率=抽检合格批次/抽检批次×100%",
        "行业标准：市场监管部门食品抽检报告",
    ),
    _row(
        *("产出指标", "时效指标", "补助资金拨付完成月份", "<=", "12", "月", 10),
        "按时完成得10分，每晚1个月扣2分，扣完为止",
        "反映2026年补助资金全部拨付到学校的时间，以12月底为限",
        "计划标准：2026年项目实施方案；数据取自国库支付系统",
    ),
    _row(
        *("效益指标", "社会效益指标", "学生营养不良率", "<=", "3", "%", 10),
        "不高于指标值得10分，每高0.5%扣2分，扣完为止",
        "学生营养不良率=体检判定为营养不良的学生人数/参加体检的学生人数×100%",
        "历史标准：2025年学生体检报告，营养不良率为4%",
    ),
    _row(
        *("效益指标", "社会效益指标", "政策知晓率", ">=", "90", "%", 5),
        "达到指标值得5分，否则按完成比例得分",
        "政策知晓率=知晓补助政策的受访家长人数/受访家长人数×100%",
        "计划标准：年末家长问卷调查",
    ),
    _row(
        *("效益指标", "社会效益指标", "家庭膳食负担减轻情况", "", "好", "", 5),
        "家长评价为好得5分，评价为一般得3分，评价为差不得分",
        "反映补助发放后家长对家庭膳食负担变化的评价，分好、一般、差三等",
        "计划标准：年末家长问卷调查",
    ),
    _row(
        *("满意度指标", "服务对象满意度指标", "受益学生和家长满意度", ">=", "90", "%", 10),
        "达到指标值得10分，每低1%扣1分，扣完为止",
        "受益学生和家长满意度=评价为满意的受访人数/受访人数×100%",
        "历史标准：2025年满意度问卷调查，满意度为89%",
    ),
)

_SPECIMEN = Declaration(
    project=_PROJECT,
    unit=_UNIT,
    budget=Budget(total=Decimal("3200000.00")),
    goals=_GOALS,
    indicators=_INDICATORS,
)
_DEPARTMENT = Declaration(
    department=Department(
        name="某县教育体育局",
        code="105001",
        year=2026,
        period=(2026, 2028),
        duties="贯彻教育法律法规，统筹管理全县学前教育、义务教育和普通高中教育，指导学校安全和学生资助工作。",
    ),
    unit=_UNIT,
    goals=Goals(
        overall="2026年至2028年，改造农村学校校舍15所，九年义务教育巩固率由95%提高到97%。",
        annual="2026年按标准补助学生3200人，改造农村学校校舍5所，九年义务教育巩固率达到96%。",
    ),
    tasks=(
        Task(
            duty="落实学生资助政策",
            content="对农村义务教育学校在校学生给予营养膳食补助，按月拨付到学校食堂专账。",
            projects="农村义务教育学生营养膳食补助项目",
            total=Decimal("3200000.00"),
            fiscal=Decimal("3200000.00"),
        ),
        Task(
            duty="改善办学条件",
            content="改造农村学校教学用房和学生宿舍，秋季学期开学前投入使用。",
            projects="农村学校校舍改造项目",
            total=Decimal("5000000.00"),
            fiscal=Decimal("4000000.00"),
            other=Decimal("1000000.00"),
        ),
    ),
    indicators=(
        _row(
            *("产出指标", "数量指标", "补助学生人数", ">=", "3200", "人", 15),
            "达到指标值得15分，否则按完成比例得分",
            "反映2026年实际领取营养膳食补助的学生人数",
            "计划标准：2025年秋季学期学籍系统统计，在校学生3200人",
        ),
        _row(
            *("产出指标", "数量指标", "改造校舍学校数", ">=", "5", "所", 10),
            "达到指标值得10分，每少1所扣2分，扣完为止",
            "反映2026年完成校舍改造并投入使用的农村学校数",
            "计划标准：《某县农村学校校舍改造三年计划》",
        ),
        _row(
            *("产出指标", "质量指标", "校舍改造验收合格率", "=", "100", "%", 15),
            "达到指标值得15分，每低1%扣1分，扣完为止",
            "校舍改造验收合格率=验收合格的校舍数/完工的校舍数×100%",
            "行业标准：建筑工程施工质量验收统一标准",
        ),
        _row(
            *("产出指标", "时效指标", "校舍改造完成月份", "<=", "8", "月", 10),
            "按时完成得10分，每晚1个月扣2分，扣完为止",
            "反映2026年校舍改造全部完成的时间，以8月底为限",
            "计划标准：《某县农村学校校舍改造三年计划》",
        ),
        _row(
            *("效益指标", "社会效益指标", "九年义务教育巩固率", ">=", "96", "%", 20),
            "达到指标值得20分，每低1%扣5分，扣完为止",
            "九年义务教育巩固率=毕业年级学生数/该年级入学时学生数×100%",
            "历史标准：2025年教育事业统计，巩固率为95%",
        ),
        _row(
            *("效益指标", "社会效益指标", "家庭膳食负担减轻情况", "", "好", "", 10),
            "家长评价为好得10分，评价为一般得6分，评价为差不得分",
            "反映补助发放后家长对家庭膳食负担变化的评价，分好、一般、差三等",
            "计划标准：年末家长问卷调查",
        ),
        _row(
            *("满意度指标", "服务对象满意度指标", "学生和家长满意度", ">=", "90", "%", 10),
            "达到指标值得10分，每低1%扣1分，扣完为止",
            "学生和家长满意度=评价为满意的受访人数/受访人数×100%",
            "历史标准：2025年满意度问卷调查，满意度为89%",
        ),
    ),
)
_POSITION = re.compile(r"(indicators|tasks)\[(\d+)\]")


def specimen(changes: Mapping[str, Any] | None = None) -> Declaration:
    """The specimen with `changes` made to it (see the module); LookupError for a field that does not exist."""
    return _changed(_SPECIMEN, changes or {})


def department_specimen(changes: Mapping[str, Any] | None = None) -> Declaration:
    """The specimen of a whole department, like `specimen`."""
    return _changed(_DEPARTMENT, changes or {})


def example(rule: Rule, changes: Mapping[str, Any] | None = None) -> Declaration:
    """The specimen that the examples of a rule are changes of, with some of them made to it."""
    return department_specimen(changes) if rule.judged is Scope.DEPARTMENT else specimen(changes)


def _changed(declaration: Declaration, changes: Mapping[str, Any]) -> Declaration:
    left_out: dict[str, set[int]] = {name: set() for name in ROW_TABLES}
    added: dict[str, list[Table]] = {name: [] for name in ROW_TABLES}
    first = {name: next(iter(declaration.rows(name)), None) for name in ROW_TABLES}
    for path, value in changes.items():
        position = _POSITION.fullmatch(path)
        name, bracket, _ = path.partition("[")
        if position is not None and value is None:
            left_out[name].add(int(position[2]))
        elif path == f"{name}[+]" and name in ROW_TABLES:
            model = first[name]
            assert model is not None
            added[name].append(
                model.with_values(**({"weight": None} if name == "indicators" else {}), **value)
            )
        elif name in ROW_TABLES and not bracket and "." not in path:
            declaration = declaration.with_values(**{name: tuple(value)})
        elif path.endswith("#"):
            declaration = _with_comment(declaration, path.removesuffix("#"), value)
        else:
            declaration = declaration.with_value(path, value)
    for name in ROW_TABLES:
        if left_out[name] or added[name]:
            kept = [row for at, row in enumerate(declaration.rows(name)) if at not in left_out[name]]
            declaration = declaration.with_values(**{name: (*kept, *added[name])})
    return declaration


def _with_comment(declaration: Declaration, path: str, text: str) -> Declaration:
    table, _, key = path.rpartition(".")
    comment = Comment(path=(key,), place="beside", text=text)
    position = _POSITION.fullmatch(table)
    if position is None:
        return declaration.with_values(
            **{table: getattr(declaration, table).with_values(comments=(comment,))}
        )
    name, at = position[1], int(position[2])
    row = declaration.rows(name)[at].with_values(comments=(comment,))
    return declaration.without_row(name, at).with_row(name, at, row)
