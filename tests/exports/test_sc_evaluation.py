"""部门预算项目支出绩效自评表 of Sichuan (510000_0013zp), cell by cell."""

from __future__ import annotations

from decimal import Decimal

from exports.grid import Paragraph
from models.declaration import Declaration

from .cells import grid_of, listed, listed_in_html, listed_in_xlsx
from .evaluated import GOAL, PROJECT, QUALITY, SATISFACTION, UNIT, declaration
from .published import page

CODE = "530121260000000012345"

EXPECTED = [
    ["项目名称", (f"{CODE}-{PROJECT}", 1, 10)],
    ["主管部门", (UNIT, 1, 3), ("实施单位（盖章）", 1, 2), (UNIT, 1, 5)],
    [
        *(("项目基本情况", 3, 1), ("1.项目年度目标完成情况", 2, 2)),
        *(("项目年度目标", 1, 3), ("年度目标完成情况（100字以内）", 1, 5)),
    ],
    [(GOAL, 1, 3), ("救助2014人。", 1, 5)],
    [("2.项目实施内容及过程概述", 1, 2), ("按月核定，按月拨付。", 1, 8)],
    [
        *(("预算执行情况（10分）", 7, 1), "年度预算数（万元）", "年初预算", "调整后预算数"),
        *(("预算执行数", 1, 2), ("预算执行率", 1, 2), "权重", "得分", "原因"),
    ],
    [
        *("总额", "52.178958", "50.00", ("45.00", 1, 2), ("90.00%", 1, 2), "10", "9"),
        "结余为参保人数减少。",
    ],
    ["其中：财政资金", "52.178958", "50.00", ("45.00", 1, 2), ("90.00%", 1, 2), "/", "/", ""],
    ["财政专户管理资金", "", "", ("", 1, 2), ("", 1, 2), "/", "/", ""],
    ["单位资金", "", "", ("", 1, 2), ("", 1, 2), "/", "/", ""],
    ["其他资金", "0.00", "0.00", ("0.00", 1, 2), ("", 1, 2), "/", "/", ""],
    [("注：1.预算执行率低于90%的，应说明原因。", 1, 10)],
    [
        *(("绩效指标（90分）", 4, 1), "一级指标", "二级指标", "三级指标", "指标性质", "指标值"),
        *("度量单位", "完成值", "权重", "得分", "未完成原因分析"),
    ],
    ["产出指标", "数量指标", "救助对象人数", "≥", "2014", "人", "2014", "50", "50", ""],
    [
        *("效益指标", "社会效益指标", QUALITY, "定性", "低水平\\广覆盖", "", "达成年度指标"),
        *("30", "27", ""),
    ],
    [
        *("满意度指标", "服务对象满意度指标", SATISFACTION, "≥", "85", "%", "68", "10", "8"),
        "宣传不够，增加上门宣传。",
    ],
    [("合计", 1, 8), "100", "94", ""],
    ["评价结论（200字以内）", ("完成较好。", 1, 10)],
    ["存在问题", ("宣传不够。", 1, 10)],
    ["改进措施", ("增加上门宣传。", 1, 10)],
    [("项目负责人：某某", 1, 5), ("财务负责人：某某某", 1, 6)],
]


def test_the_form_cell_by_cell():
    printed = page("sc-evaluation", declaration().with_value("project.code", CODE))
    assert printed.blocks[:2] == (
        Paragraph("部门预算项目支出绩效自评表（2026年度）", "title"),
        Paragraph("报表编号：510000_0013zp", "right"),
    )
    assert listed(grid_of(printed)) == EXPECTED
    assert listed_in_xlsx(printed) == EXPECTED
    assert listed_in_html(printed) == EXPECTED
    assert grid_of(printed).header == (12, 13)


def test_the_process_is_the_content_of_the_project_where_nothing_else_is_said():
    found = listed(grid_of(page("sc-evaluation", declaration().with_value("evaluation.process", ""))))
    assert found[4][1] == (declaration().project.content, 1, 8)


def test_every_source_stands_in_its_row_and_the_rows_add_up():
    whole = declaration()
    budget = whole.budget.with_values(
        **dict.fromkeys(("general", "fund", "carryover", "special", "own", "other"), Decimal(10_000)),
        total=Decimal(60_000),
    )
    found = listed(grid_of(page("sc-evaluation", whole.with_values(budget=budget))))
    assert [row[1] for row in found[6:11]] == ["6.00", "3.00", "1.00", "1.00", "1.00"]


def test_what_is_not_known_is_blank_and_never_zero():
    found = listed(grid_of(page("sc-evaluation", Declaration())))
    assert found[0] == ["项目名称", ("", 1, 10)]
    assert found[6] == ["总额", "", "", ("", 1, 2), ("", 1, 2), "10", "", ""]
    assert found[-5] == [("合计", 1, 8), "100", "", ""]
    assert found[-1] == [("项目负责人：", 1, 5), ("财务负责人：", 1, 6)]
