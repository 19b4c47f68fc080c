"""部门预算项目绩效目标申报表 of Sichuan: a department's projects in one table, as its published form has them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from exports.forms import Material, all_forms
from exports.grid import Options, Page, Paragraph
from models.declaration import Budget, Declaration, Department, Goals, Indicator, Project, Unit

from .cells import grid_of, listed, listed_in_html, listed_in_xlsx
from .published import declaration, line

HEADER = [
    "单位名称",
    "项目名称",
    "预算数",
    "年度目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "权重",
    "指标方向性",
]
TOWN = Unit(name="井研县马踏镇人民政府", budget_code="820001", department="马踏镇部门", department_code="820")


def project(name: str, *rows: Indicator, unit: Unit = TOWN, total: object = Decimal(50_000)) -> Declaration:
    return Declaration(
        project=Project(name=name),
        unit=unit,
        budget=Budget(total=total),  # type: ignore[arg-type]  # typed text too
        goals=Goals(annual=f"完成{name}。"),
        indicators=rows,
    )


def row(level1: str, name: str, sign: str, value: str, unit: str, attribute: str = "定量指标") -> Indicator:
    return Indicator(
        level1=level1,
        level2="二级",
        name=name,
        sign=sign,
        value=value,
        unit=unit,
        attribute=attribute,
        weight=Decimal(20),
    )


def page(*projects: Declaration, department: Declaration | None = None, **options: object) -> Page:
    form = all_forms()["sc-declaration"]
    return form.pages(Material(projects, department), Options(**options))[0]  # type: ignore[arg-type]


def rows(*projects: Declaration, department: Declaration | None = None) -> list:
    return listed(grid_of(page(*projects, department=department)))


def test_the_projects_of_a_department_cell_by_cell():
    printed = page(
        project(
            "甲项目", row("效益指标", "覆盖率", ">=", "95", "%"), row("产出指标", "成本", "<=", "5", "万元")
        ),
        project("乙项目", row("产出指标", "质量", "", "优", "级", "定性指标"), total=Decimal("1234567.8")),
    )
    assert printed.blocks[:2] == (
        Paragraph("部门预算项目绩效目标申报表", "title"),
        Paragraph("金额单位：元", "right"),
    )
    expected = [
        HEADER,
        ["820-马踏镇部门", "", "1,284,567.80", *[""] * 9],
        [
            ("820001-井研县马踏镇人民政府", 3, 1),
            ("甲项目", 2, 1),
            ("50,000.00", 2, 1),
            ("完成甲项目。", 2, 1),
            *("效益指标", "二级", "覆盖率", "≥", "95", "%", "20", "正向指标"),
        ],
        ["产出指标", "二级", "成本", "≤", "5", "万元", "20", "反向指标"],
        [
            *("乙项目", "1,234,567.80", "完成乙项目。"),
            *("产出指标", "二级", "质量", "定性", "优", "", "20", "正向指标"),
        ],
    ]
    assert listed(grid_of(printed)) == expected
    assert listed_in_xlsx(printed) == expected
    assert listed_in_html(printed) == expected


def test_amounts_are_numbers_in_yuan():
    grid = grid_of(page(project("甲"), project("乙", total=Decimal("0.1"))))
    numbers = [at.cell.number for at in grid.placed() if at.column == 2]
    assert numbers == [None, Decimal("50000.1"), Decimal(50_000), Decimal("0.1")]


def test_the_published_page_keeps_its_signs_where_they_compare_numbers():
    found = rows(declaration())
    assert found[1] == ["昆明市呈贡区医疗保障局", "", "521,789.58", *[""] * 9]
    assert found[2][:4] == [
        ("昆明市呈贡区医疗保障局", 6, 1),
        (line(6), 6, 1),
        ("521,789.58", 6, 1),
        (line(46), 6, 1),
    ]
    leaves = [found[2][4:], *found[3:]]
    assert leaves == [
        ["产出指标", "数量指标", "救助对象人数", "≥", "2014", "人", "", "正向指标"],
        ["产出指标", "质量指标", line(107), "＝", "100", "%", "", "正向指标"],
        ["产出指标", "时效指标", "完成时间", "＝", "2026年12月", "月", "", "正向指标"],
        ["效益指标", "社会效益指标", line(162), "定性", "低水平\\广覆盖", "", "", "正向指标"],
        # called 定性指标 there, but without its unit the number would mean nothing
        ["效益指标", "社会效益指标", "政策知晓率", "≥", "85", "%", "", "正向指标"],
        ["满意度指标", "服务对象满意度指标", line(206), "≥", "85", "%", "", "正向指标"],
    ]


def test_units_and_departments_are_grouped_in_order_of_first_appearance():
    other = Unit(name="乙局")
    found = rows(
        project("一"), project("二", unit=other), project("三"), project("四", unit=other, total="待定")
    )
    assert [[cell[0] if isinstance(cell, tuple) else cell for cell in row][:3] for row in found[1:]] == [
        ["820-马踏镇部门", "", "100,000.00"],
        ["820001-井研县马踏镇人民政府", "一", "50,000.00"],
        ["三", "50,000.00", "完成三。"],
        ["乙局", "", "50,000.00"],
        ["乙局", "二", "50,000.00"],
        ["四", "", "完成四。"],
    ]


def test_a_department_of_its_own_names_the_row_where_the_units_do_not():
    whole = Declaration(department=Department(name="某部门", code="310"))
    found = rows(project("一", unit=Unit(name="某中心")), department=whole)
    assert found[1][0] == "310-某部门"
    assert found[2][0] == "某中心"


@pytest.mark.parametrize(
    ("sign", "value", "attribute", "nature", "direction"),
    [
        ("=", "5", "定量指标", "＝", "正向指标"),
        (">", "5", "定量指标", "＞", "正向指标"),
        ("<", "5", "定量指标", "＜", "反向指标"),
        ("≤", "5", "", "≤", "反向指标"),
        (">=", "95", "定性指标", "≥", "正向指标"),
        ("=", "良好", "定性指标", "定性", "正向指标"),
        ("", "", "", "", ""),
    ],
)
def test_nature_and_direction(sign, value, attribute, nature, direction):
    printed = rows(project("甲", row("产出指标", "乙", sign, value, "个", attribute)))[2]
    assert (printed[7], printed[11]) == (nature, direction)
    assert printed[9] == ("" if nature == "定性" else "个")


def test_a_weight_that_only_the_scoring_text_names_is_printed():
    plain = row("产出指标", "乙", "=", "5", "个")
    scored = plain.with_values(weight=None, scoring="完成得15分，未完成不得分。")
    unknown = plain.with_values(weight="待定")
    assert [printed[-2] for printed in rows(project("甲", plain, scored, unknown))[2:]] == ["20", "15", ""]


def test_a_bureau_can_print_other_headings():
    printed = page(project("甲"), form_labels={"sc-declaration": {"weight": "分值", "title": "目标表"}})
    assert listed(grid_of(printed))[0][10] == "分值"
    assert printed.title == "目标表"


def test_no_project_at_all_prints_the_header_alone():
    assert rows() == [HEADER]
