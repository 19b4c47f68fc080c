"""项目支出绩效目标申报表 of 财预〔2015〕88号, cell by cell."""

from __future__ import annotations

from decimal import Decimal

from exports.grid import Paragraph
from models.declaration import Declaration, Indicator

from . import complete, published
from .cells import grid_of, listed, listed_in_html, listed_in_xlsx
from .evaluated import PROJECT, QUALITY, SATISFACTION, UNIT
from .published import page

HEADINGS = ["二级指标", "三级指标", "指标值"]


def declaration() -> Declaration:
    """The published page with short goals, medium-term values of two indicators, and money of two years."""
    whole = published.declaration()
    people, again, quality, satisfaction = (whole.indicators[index] for index in (0, 1, 3, 5))
    return whole.with_values(
        project=whole.project.with_values(attribute="延续项目"),
        unit=whole.unit.with_values(department="昆明市呈贡区财政局", department_code="105"),
        budget=whole.budget.with_values(
            general=Decimal("500000"),
            own=Decimal("21789.58"),
            period_total=Decimal("1500000"),
            period_fiscal=Decimal("1400000"),
        ),
        goals=whole.goals.with_values(overall="三年救助6000人。", annual="救助2014人。"),
        indicators=(people.with_values(overall_value="6000"), again, quality, satisfaction),
    )


EXPECTED = [
    [("项目名称", 1, 2), (PROJECT, 1, 6)],
    [("主管部门及代码", 1, 2), ("昆明市呈贡区财政局 105", 1, 3), "实施单位", (UNIT, 1, 2)],
    [("项目属性", 1, 2), ("延续项目", 1, 3), "项目期", ("2026年—2028年", 1, 2)],
    [
        *(("项目资金（万元）", 3, 2), ("中期资金总额：", 1, 2), "150.00"),
        *(("年度资金总额：", 1, 2), "52.178958"),
    ],
    [("其中：财政拨款", 1, 2), "140.00", ("其中：财政拨款", 1, 2), "50.00"],
    [("其他资金", 1, 2), "10.00", ("其他资金", 1, 2), "2.178958"],
    [("总体目标", 2, 2), ("中期目标（2026年—2028年）", 1, 3), ("年度目标", 1, 3)],
    [("三年救助6000人。", 1, 3), ("救助2014人。", 1, 3)],
    [("绩效指标", 5, 1), "一级指标", *HEADINGS, *HEADINGS],
    [
        *(("产出指标", 2, 1), "数量指标", "救助对象人数", "≥6000人"),
        *("数量指标", "救助对象人数", "≥2014人"),
    ],
    ["", "", "", "质量指标", published.line(107), "100%"],
    ["效益指标", "", "", "", "社会效益指标", QUALITY, "低水平\\广覆盖"],
    ["满意度指标", "", "", "", "服务对象满意度指标", SATISFACTION, "≥85%"],
]


def test_the_form_cell_by_cell():
    printed = page("mof-declaration", declaration())
    assert printed.blocks[:2] == (
        Paragraph("项目支出绩效目标申报表", "title"),
        Paragraph("（2026年度）", "subtitle"),
    )
    assert listed(grid_of(printed)) == EXPECTED
    assert listed_in_xlsx(printed) == EXPECTED
    assert listed_in_html(printed) == EXPECTED
    assert not grid_of(printed).landscape
    assert grid_of(printed).header == (8, 9)


def test_the_two_sides_of_a_level_run_on_their_own():
    rows = (
        Indicator(level1="产出指标", level2="数量指标", name="甲", value="1", overall_value="3"),
        Indicator(level1="产出指标", level2="质量指标", name="乙", value="2"),
        Indicator(level1="产出指标", level2="数量指标", name="丙", value="4", overall_value="9"),
    )
    body = listed(grid_of(page("mof-declaration", Declaration(indicators=rows))))[9:]
    assert body == [
        [("产出指标", 3, 1), ("数量指标", 2, 1), "甲", "3", ("数量指标", 2, 1), "甲", "1"],
        ["丙", "9", "丙", "4"],
        ["", "", "", "质量指标", "乙", "2"],
    ]


def test_a_declaration_that_is_filled_in_completely():
    rows = listed(grid_of(page("mof-declaration", complete.declaration())))
    assert rows[1] == [
        *(("主管部门及代码", 1, 2), ("某县民政局（本级） 015", 1, 3)),
        *("实施单位", ("某县民政局", 1, 2)),
    ]
    assert rows[2][-1] == ("2026年1月—2028年12月", 1, 2)
    assert [[row[-3], row[-1]] for row in rows[3:6]] == [
        ["1,777.32", "592.44"],
        ["1,765.32", "568.44"],
        ["12.00", "24.00"],
    ]
    assert rows[9] == [
        *(("成本指标", 3, 1), ("经济成本指标", 3, 1), "困难残疾人生活补贴标准", "90元/人·月"),
        *(("经济成本指标", 3, 1), "困难残疾人生活补贴标准", "90元/人·月"),
    ]
    assert rows[14] == ["资格复核人次", "≥28260人次", "资格复核人次", "≥9420人次"]


def test_an_empty_declaration_prints_the_empty_form():
    printed = page("mof-declaration", Declaration())
    assert printed.blocks[:2] == (
        Paragraph("项目支出绩效目标申报表", "title"),
        Paragraph("（    年度）", "subtitle"),
    )
    rows = listed(grid_of(printed))
    assert rows[6][1] == ("中期目标", 1, 3)
    assert rows[-1] == ["绩效指标", "一级指标", *HEADINGS, *HEADINGS]
