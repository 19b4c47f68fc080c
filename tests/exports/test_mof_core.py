"""核心绩效指标表 of 财预〔2021〕101号, cell by cell."""

from __future__ import annotations

from decimal import Decimal

from exports.grid import Paragraph
from models.declaration import Declaration, Indicator

from . import complete, published
from .cells import grid_of, listed, listed_in_html, listed_in_xlsx
from .evaluated import PROJECT, UNIT
from .published import line, page

COLUMNS = [
    *("一级指标", "二级指标", "三级指标", "指标解释", "指标来源", "指标值", "指标值设定依据"),
    *("指标完成值取值方式", "指标完成值数据来源", "赋分规则", "佐证资料要求", "分值权重"),
]


def test_every_attribute_of_an_indicator_has_its_column():
    whole = published.declaration()
    people = whole.indicators[0].with_values(
        weight=Decimal(90),
        origin="部门管理（考核）指标",
        method="情况统计法",
        data_source="部门业务统计",
        proof="工作资料",
    )
    printed = page("mof-core", whole.with_values(indicators=(people,)))
    assert printed.blocks[0] == Paragraph("项目支出核心绩效指标表（2026年度）", "title")
    rows = listed(grid_of(printed))
    assert rows == [
        [("项目名称", 1, 2), (PROJECT, 1, 10)],
        [("主管部门", 1, 2), (UNIT, 1, 4), ("实施单位", 1, 2), (UNIT, 1, 4)],
        COLUMNS,
        [
            *("产出指标", "数量指标", "救助对象人数", line(91), "部门管理（考核）指标", "≥2014人", line(92)),
            *("情况统计法", "部门业务统计", line(90), "工作资料", "90"),
        ],
        [("预算执行率", 1, 11), "10"],
        [("合计", 1, 11), "100"],
    ]
    assert listed_in_xlsx(printed) == listed_in_html(printed) == rows


def test_levels_are_merged_down_and_points_add_up_to_a_hundred():
    rows = listed(grid_of(page("mof-core", complete.declaration())))
    assert rows[1] == [
        ("主管部门", 1, 2),
        ("某县民政局（本级）", 1, 4),
        ("实施单位", 1, 2),
        ("某县民政局", 1, 4),
    ]
    leaves = rows[3:-2]
    assert [row[0] for row in leaves if len(row) == 12] == [
        *(("成本指标", 3, 1), ("产出指标", 6, 1), ("效益指标", 4, 1), "满意度指标"),
    ]
    assert [row[-11] for row in leaves if len(row) > 10] == [
        *(("经济成本指标", 3, 1), ("数量指标", 3, 1), ("质量指标", 2, 1), "时效指标"),
        *("经济效益指标", ("社会效益指标", 3, 1), "服务对象满意度指标"),
    ]
    assert leaves[8][-9:] == [
        *("反映当月补贴全部发放到人的日期，遇节假日提前发放", "部门管理（考核）指标", "≤10日"),
        "计划标准：《某县残疾人两项补贴实施细则》（某政规〔2024〕7号）第十条；数据取自银行代发回单",
        *("直接证明法", "部门业务记录"),
        *("12个月均在10日前发放得6分，每有1个月超过10日扣1分，扣完为止", "原始凭证", "6"),
    ]
    assert sum(int(str(row[-1])) for row in leaves) == 90
    assert rows[-2:] == [[("预算执行率", 1, 11), "10"], [("合计", 1, 11), "100"]]


def test_weights_that_leave_nothing_for_execution_are_only_summed():
    rows = (
        Indicator(level1="产出指标", name="甲", weight=Decimal(60)),
        Indicator(level1="效益指标", name="乙", weight=Decimal(40)),
    )
    assert listed(grid_of(page("mof-core", Declaration(indicators=rows))))[-1] == [("合计", 1, 11), "100"]
    open_row = (*rows, Indicator(level1="效益指标", name="丙"))
    assert listed(grid_of(page("mof-core", Declaration(indicators=open_row))))[-2:] == [
        ["丙", *[""] * 9],
        [("合计", 1, 11), ""],
    ]
