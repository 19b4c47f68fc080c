"""项目支出绩效自评表 of 财预〔2020〕10号, cell by cell."""

from __future__ import annotations

from decimal import Decimal

from exports.grid import Paragraph
from models.declaration import Declaration, Indicator

from .cells import grid_of, listed, listed_in_html, listed_in_xlsx
from .evaluated import GOAL, PROJECT, QUALITY, SATISFACTION, UNIT, declaration
from .published import page

EXPECTED = [
    ["项目名称", (PROJECT, 1, 8)],
    ["主管部门", (UNIT, 1, 3), "实施单位", (UNIT, 1, 4)],
    [
        *(("项目资金（万元）", 5, 1), ("", 1, 2)),
        *("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ],
    [("年度资金总额", 1, 2), "52.178958", "50.00", "45.00", "10", "90%", "9"],
    [("其中：当年财政拨款", 1, 2), "52.178958", "50.00", "45.00", "—", "90%", "—"],
    [("上年结转资金", 1, 2), "", "", "", "—", "", "—"],
    [("其他资金", 1, 2), "0.00", "0.00", "0.00", "—", "", "—"],
    [("年度总体目标", 2, 1), ("预期目标", 1, 4), ("实际完成情况", 1, 4)],
    [(GOAL, 1, 4), ("救助2014人。", 1, 4)],
    [
        *(("绩效指标", 4, 1), "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"),
        *("分值", "得分", "偏差原因分析及改进措施"),
    ],
    ["产出指标", "数量指标", "救助对象人数", "≥2014人", "2014人", "50", "50", ""],
    ["效益指标", "社会效益指标", QUALITY, "低水平\\广覆盖", "达成年度指标", "30", "27", ""],
    [
        *("满意度指标", "服务对象满意度指标", SATISFACTION, "≥85%", "68%", "10", "8"),
        "宣传不够，增加上门宣传。",
    ],
    [("总分", 1, 6), "100", "94", ""],
]


def test_the_form_cell_by_cell():
    printed = page("mof-evaluation", declaration())
    assert printed.blocks[0] == Paragraph("项目支出绩效自评表（2026年度）", "title")
    assert listed(grid_of(printed)) == EXPECTED
    assert listed_in_xlsx(printed) == EXPECTED
    assert listed_in_html(printed) == EXPECTED


def test_it_stands_upright_and_repeats_the_heading_of_its_indicators():
    grid = grid_of(page("mof-evaluation", declaration()))
    assert not grid.landscape
    assert grid.header == (9, 10)


def test_levels_are_merged_down_their_indicators():
    rows = (
        Indicator(level1="产出指标", level2="数量指标", name="甲"),
        Indicator(level1="产出指标", level2="数量指标", name="乙"),
        Indicator(level1="产出指标", level2="质量指标", name="丙"),
    )
    found = listed(grid_of(page("mof-evaluation", declaration().with_values(indicators=rows))))
    assert found[10][:3] == [("产出指标", 3, 1), ("数量指标", 2, 1), "甲"]
    assert found[11][0] == "乙"
    assert found[12][:2] == ["质量指标", "丙"]


def test_what_is_not_known_is_blank_and_never_zero():
    found = listed(grid_of(page("mof-evaluation", Declaration())))
    assert [row[-6:] for row in found[3:7]] == [
        ["", "", "", "10", "", ""],
        *[["", "", "", "—", "", "—"]] * 3,
    ]
    assert found[-1] == [("总分", 1, 6), "100", "", ""]


def test_money_by_source_has_rates_of_its_own():
    whole = declaration()
    evaluation = whole.evaluation.with_values(
        budget_general=Decimal(300_000),
        budget_carryover=Decimal(150_000),
        executed_general=Decimal(300_000),
        executed_carryover=Decimal(100_000),
    )
    found = listed(grid_of(page("mof-evaluation", whole.with_values(evaluation=evaluation))))
    assert found[4][2:] == ["30.00", "30.00", "—", "100%", "—"]
    assert found[5][1:] == ["", "15.00", "10.00", "—", "66.67%", "—"]
    assert found[6][2:] == ["5.00", "5.00", "—", "100%", "—"]


def test_a_department_above_the_unit_and_a_year_that_is_missing():
    draft = declaration().with_value("unit.department", "某区民政局").with_value("project.year", None)
    printed = page("mof-evaluation", draft)
    assert printed.blocks[0] == Paragraph("项目支出绩效自评表", "title")
    assert listed(grid_of(printed))[1][1] == ("某区民政局", 1, 3)
