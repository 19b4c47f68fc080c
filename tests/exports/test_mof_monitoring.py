"""项目支出绩效目标执行监控表 of 财预〔2019〕136号, cell by cell."""

from __future__ import annotations

from decimal import Decimal

from exports.forms.mof_monitoring import LABELS
from exports.grid import Paragraph
from models.declaration import Declaration, Indicator, Monitoring

from . import complete, published
from .cells import grid_of, listed, listed_in_html, listed_in_xlsx
from .evaluated import PROJECT, UNIT
from .published import page


def declaration() -> Declaration:
    whole = published.declaration()
    people, satisfaction = whole.indicators[0], whole.indicators[5]
    return whole.with_values(
        goals=whole.goals.with_values(annual="救助2014人。"),
        budget=whole.budget.with_values(general=Decimal("500000"), own=Decimal("21789.58")),
        monitoring=Monitoring(
            executed=Decimal("260894.79"), executed_general=Decimal("250000"), expected=Decimal("521789.58")
        ),
        indicators=(
            people.with_values(
                monitored="900",
                forecast="1800人",
                causes="经费保障、人员保障",
                cause_note="省级补助8月到位",
                likelihood="有可能",
                remark="加快审核",
            ),
            satisfaction,
        ),
    )


EXPECTED = [
    [("项目名称", 1, 2), (PROJECT, 1, 15)],
    [("主管部门及代码", 1, 2), (UNIT, 1, 5), ("实施单位", 1, 5), (UNIT, 1, 5)],
    [
        *(("项目资金（万元）", 4, 2), ("", 1, 2), ("年初预算数", 1, 2), ("1-7月执行数", 1, 2)),
        *(("1-7月执行率", 1, 6), ("全年预计执行数", 1, 3)),
    ],
    [("年度资金总额", 1, 2), ("52.178958", 1, 2), ("26.089479", 1, 2), ("50%", 1, 6), ("52.178958", 1, 3)],
    [("其中：本年一般公共预算拨款", 1, 2), ("50.00", 1, 2), ("25.00", 1, 2), ("50%", 1, 6), ("", 1, 3)],
    [("其他资金", 1, 2), ("2.178958", 1, 2), ("1.089479", 1, 2), ("50%", 1, 6), ("", 1, 3)],
    ["年度总体目标", ("救助2014人。", 1, 16)],
    [
        *(("绩效指标", 4, 1), ("一级指标", 2, 1), ("二级指标", 2, 1), ("三级指标", 2, 1)),
        *(("年度指标值", 2, 1), ("1-7月执行情况", 2, 1), ("全年预计完成情况", 2, 1)),
        *(("偏差原因分析", 1, 6), ("完成目标可能性", 1, 3), ("备注", 2, 1)),
    ],
    [
        *("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明"),
        *("确定能", "有可能", "完全不可能"),
    ],
    [
        *("产出指标", "数量指标", "救助对象人数", "≥2014人", "900人", "1800人"),
        *("√", "", "√", "", "", "省级补助8月到位", "", "√", "", "加快审核"),
    ],
    ["满意度指标", "服务对象满意度指标", published.line(206), "≥85%", "", "", *[""] * 10],
    [(LABELS["notes"], 1, 17)],
]


def test_the_form_cell_by_cell():
    printed = page("mof-monitoring", declaration())
    assert listed(grid_of(printed)) == EXPECTED
    assert listed_in_xlsx(printed) == EXPECTED
    assert listed_in_html(printed) == EXPECTED
    assert grid_of(printed).header == (7, 9)


def test_a_project_that_was_monitored_in_full():
    printed = page("mof-monitoring", complete.declaration())
    assert [block for block in printed.blocks if isinstance(block, Paragraph)] == [
        Paragraph("项目支出绩效目标执行监控表", "title"),
        Paragraph("（2026年度）", "subtitle"),
    ]
    rows = listed(grid_of(printed))
    assert rows[1] == [
        *(("主管部门及代码", 1, 2), ("某县民政局（本级） 015", 1, 5)),
        *(("实施单位", 1, 5), ("某县民政局", 1, 5)),
    ]
    assert [[cell[0] for cell in row[-5:]] for row in rows[3:6]] == [
        ["年度资金总额", "592.44", "345.59", "58.33%", "588.00"],
        ["其中：本年一般公共预算拨款", "568.44", "323.59", "56.93%", "564.40"],
        ["其他资金", "24.00", "22.00", "91.67%", "23.60"],
    ]
    leaves = rows[9:-1]
    assert leaves[0] == [
        *(("成本指标", 3, 1), ("经济成本指标", 3, 1), "困难残疾人生活补贴标准"),
        *("90元/人·月", "90元/人·月", "90元/人·月", "", "", "", "", "", "", "√", "", "", ""),
    ]
    by_name = {row[-14]: row[-13:] for row in leaves}
    late = by_name["每月补贴发放截止日"]
    assert late[:3] == ["≤10日", "5月为13日，其余各月在10日前", "5月为13日，其余各月在10日前"]
    assert late[3:9] == ["√", "√", "", "", "", "5月上级补助资金到账晚，垫付手续不全"]
    assert late[9:] == ["", "", "√", "修订资金调度办法，到账前由县级资金垫付"]
    assert by_name["困难残疾人家庭生活改善情况"][:3] == ["好", "尚未走访", "好"]


def test_a_bureau_that_prints_no_notes_has_no_row_for_them():
    printed = page("mof-monitoring", declaration(), form_labels={"mof-monitoring": {"notes": ""}})
    assert listed(grid_of(printed)) == EXPECTED[:-1]


def test_words_that_the_form_has_no_column_for_are_still_printed():
    row = Indicator(level1="产出指标", name="甲", causes="天气原因", cause_note="连续降雨", likelihood="较难")
    printed = listed(grid_of(page("mof-monitoring", Declaration(indicators=(row,)))))[-2]
    assert printed[-10:] == ["", "", "", "", "√", "天气原因；连续降雨", "", "", "", "较难"]
