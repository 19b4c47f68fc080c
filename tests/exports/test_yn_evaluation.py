"""项目支出绩效自评表 of Yunnan, cell by cell as the published final accounts have it."""

from __future__ import annotations

from exports.grid import Paragraph
from models.declaration import Declaration

from .cells import grid_of, listed, listed_in_html, listed_in_xlsx
from .evaluated import GOAL, PROJECT, QUALITY, SATISFACTION, UNIT, declaration
from .published import page

EXPECTED = [
    ["项目名称", (PROJECT, 1, 9)],
    ["主管部门", (UNIT, 1, 3), "实施单位", (UNIT, 1, 5)],
    [
        *(("项目资金（万元）", 5, 1), "", "年初预算数", ("全年预算数", 1, 2), ("全年执行数", 1, 2)),
        *("分值", "执行率", "得分"),
    ],
    ["年度资金总额", "52.178958", ("50.00", 1, 2), ("45.00", 1, 2), "10.00", "90%", "9.00"],
    ["其中：当年财政拨款", "52.178958", ("50.00", 1, 2), ("45.00", 1, 2), "–", "90%", "–"],
    ["上年结转资金", "", ("", 1, 2), ("", 1, 2), "–", "", "–"],
    ["其他资金", "0.00", ("0.00", 1, 2), ("0.00", 1, 2), "–", "", "–"],
    [("年度总体目标", 2, 1), ("预期目标", 1, 4), ("实际完成情况", 1, 5)],
    [(GOAL, 1, 4), ("救助2014人。", 1, 5)],
    [
        *(("绩效指标", 1, 3), ("年度指标值", 1, 3), ("实际完成值", 2, 1), ("分值", 2, 1)),
        *(("得分", 2, 1), ("偏差原因分析及改进措施", 2, 1)),
    ],
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
    ["产出指标", "数量指标", "救助对象人数", "≥", "2014", "人", "2014", "50.00", "50.00", ""],
    [
        *("效益指标", "社会效益指标", QUALITY, "﹦", "低水平\\广覆盖", "%", "达成年度指标"),
        *("30.00", "27.00", ""),
    ],
    [
        *("满意度指标", "服务对象满意度指标", SATISFACTION, "≥", "85", "%", "68", "10.00", "8.00"),
        "宣传不够，增加上门宣传。",
    ],
    [("其他需要说明事项", 1, 2), ("无", 1, 8)],
    [("总分", 1, 7), "100", "94.00", "优"],
]


def test_the_form_cell_by_cell():
    printed = page("yn-evaluation", declaration())
    assert printed.blocks[:2] == (
        Paragraph("2026年度项目支出绩效自评表", "title"),
        Paragraph("（公开15表）", "right"),
    )
    assert listed(grid_of(printed)) == EXPECTED
    assert listed_in_xlsx(printed) == EXPECTED
    assert listed_in_html(printed) == EXPECTED


def test_both_rows_of_the_heading_are_repeated():
    grid = grid_of(page("yn-evaluation", declaration()))
    assert grid.landscape
    assert grid.header == (9, 11)


def test_the_number_of_the_table_is_that_of_the_disclosure():
    own = {"yn-evaluation": {"table_number": "（公开14表）"}}
    assert page("yn-evaluation", declaration(), form_labels=own).blocks[1].text == "（公开14表）"


def test_what_is_not_known_is_blank_and_never_zero():
    printed = page("yn-evaluation", Declaration())
    found = listed(grid_of(printed))
    assert printed.blocks[0] == Paragraph("项目支出绩效自评表", "title")
    assert found[3][1:] == ["", ("", 1, 2), ("", 1, 2), "10.00", "", ""]
    assert found[-1] == [("总分", 1, 7), "100", "", ""]
