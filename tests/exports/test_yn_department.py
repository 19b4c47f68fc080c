"""部门整体支出绩效目标表: the department, its goals, its tasks with their money, its indicators."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from exports.forms import Material, all_forms
from exports.grid import Options, Page, Paragraph
from models.declaration import (
    Budget,
    Declaration,
    Department,
    Goals,
    Indicator,
    Project,
    Task,
    Unit,
)
from store.documents import open_document
from store.workspace import find_declarations
from tests.store.generated import declarations, examples

from .cells import Listed, grid_of, listed, listed_in_html, listed_in_xlsx
from .published import declaration

MODEL = Path(__file__).parents[2] / "examples" / "model"
LONG = ("评（扣）分标准", "绩效指标设定依据及指标值数据来源", "说明")
SHORT = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "指标属性"]
TASKS: Listed = [
    [("二、部门年度重点工作任务", 1, 11)],
    [
        *(("部门职能职责", 2, 2), ("主要内容", 2, 5), ("对应项目", 2, 1)),
        ("预算申报金额（元）", 1, 3),
    ],
    ["总额", "财政拨款", "其他资金"],
]
INDICATORS: Listed = [
    [("三、部门整体支出绩效指标", 1, 11)],
    [("绩效指标", 1, 7), (LONG[0], 2, 1), (LONG[1], 2, 2), (LONG[2], 2, 1)],
    SHORT,
]


def page(*projects: Declaration, department: Declaration | None = None, **options) -> Page:
    return all_forms()["yn-department"].pages(Material(projects, department), Options(**options))[0]


def rows(*projects: Declaration, **more) -> Listed:
    return listed(grid_of(page(*projects, **more)))


def project(name: str, **budget: Decimal) -> Declaration:
    return Declaration(
        project=Project(name=name, year=2026, period=(2026, 2028)),
        unit=Unit(name="某县教育局"),
        budget=Budget(**budget),
    )


SCHOOLS = project("农村学校校舍改造项目", total=Decimal("5000000"), general=Decimal("3000000"))
MEALS = project("学生营养膳食补助项目", total=Decimal("1234567.8"), general=Decimal("1234567.8"))
DEPARTMENT = Declaration(
    department=Department(
        name="某县教育局",
        code="205",
        year=2026,
        period=(2026, 2028),
        duties="办学。\n管理。",
        note="含学校。",
    ),
    goals=Goals(overall="三年目标。", annual="当年目标。"),
    tasks=(
        Task(duty="办学条件", content="改造校舍", projects="农村学校校舍改造"),
        Task(duty="学生资助", content="补助膳食", projects="学生营养膳食补助项目", fiscal=Decimal(1_000_000)),
        Task(duty="规划", content="编制规划"),
    ),
    indicators=(
        Indicator(
            level1="产出指标",
            level2="数量指标",
            name="改造校舍面积",
            sign=">=",
            value="1200",
            unit="平方米",
            attribute="定量指标",
            scoring="得10分",
            content="当年完工面积",
            basis="计划",
        ),
        Indicator(level1="产出指标", level2="质量指标", name="合格率", sign="=", value="100", unit="%"),
    ),
)
EXPECTED: Listed = [
    [("部门编码", 1, 2), ("205", 1, 9)],
    [("部门名称", 1, 2), ("某县教育局", 1, 9)],
    [("说明", 1, 2), ("含学校。", 1, 9)],
    [("部门总体目标", 2, 1), "部门职责", ("办学。\n管理。", 1, 9)],
    ["总体绩效目标（2026-2028年期间）", ("三年目标。", 1, 9)],
    ["部门年度目标", "预算年度（2026年）绩效目标", ("当年目标。", 1, 9)],
    *TASKS,
    [
        *(("办学条件", 1, 2), ("改造校舍", 1, 5), "农村学校校舍改造"),
        *("5,000,000.00", "3,000,000.00", "2,000,000.00"),
    ],
    [
        *(("学生资助", 1, 2), ("补助膳食", 1, 5), "学生营养膳食补助项目"),
        *("1,234,567.80", "1,000,000.00", "234,567.80"),
    ],
    [("规划", 1, 2), ("编制规划", 1, 5), "", "", "", ""],
    [("合计", 1, 8), "6,234,567.80", "4,000,000.00", "2,234,567.80"],
    *INDICATORS,
    [
        *(("产出指标", 2, 1), "数量指标", "改造校舍面积", ">=", "1200", "平方米", "定量指标"),
        *("得10分", ("计划", 1, 2), "当年完工面积"),
    ],
    ["质量指标", "合格率", "=", "100", "%", "", "", ("", 1, 2), ""],
]


def test_a_department_cell_by_cell():
    printed = page(SCHOOLS, MEALS, department=DEPARTMENT)
    assert printed.blocks[:2] == (
        Paragraph("预算13表", "right"),
        Paragraph("2026年部门整体支出绩效目标表", "title"),
    )
    assert listed(grid_of(printed)) == EXPECTED
    assert listed_in_html(printed) == EXPECTED
    assert listed_in_xlsx(printed) == EXPECTED


def test_the_heading_of_the_indicators_is_the_one_that_is_repeated():
    grid = grid_of(page(department=DEPARTMENT))
    assert listed(grid)[slice(*grid.header)] == INDICATORS[1:]
    assert grid.sheet == "部门整体支出绩效目标13"


def test_amounts_are_numbers_in_yuan():
    grid = grid_of(page(SCHOOLS, MEALS, department=DEPARTMENT))
    numbers = [at.cell.number for at in grid.placed() if at.row in (9, 12) and at.column > 7]
    assert numbers == [
        *(Decimal(5_000_000), Decimal(3_000_000), Decimal(2_000_000)),
        *(Decimal("6234567.8"), Decimal(4_000_000), Decimal("2234567.8")),
    ]


def test_without_a_department_of_its_own_its_places_are_empty():
    found = rows(SCHOOLS, MEALS)
    assert found == [
        [("部门编码", 1, 2), ("", 1, 9)],
        [("部门名称", 1, 2), ("某县教育局", 1, 9)],
        [("说明", 1, 2), ("", 1, 9)],
        [("部门总体目标", 2, 1), "部门职责", ("", 1, 9)],
        ["总体绩效目标（2026-2028年期间）", ("", 1, 9)],
        ["部门年度目标", "预算年度（2026年）绩效目标", ("", 1, 9)],
        *TASKS,
        [("", 1, 2), ("", 1, 5), "", "", "", ""],
        [("合计", 1, 8), "", "", ""],
        *INDICATORS,
        [*[""] * 8, ("", 1, 2), ""],
    ]


def test_years_that_projects_do_not_agree_on_are_left_out():
    other = MEALS.with_value("project.period", (2026, 2026))
    found = rows(SCHOOLS, other)
    assert (found[4][0], found[5][1]) == ("总体绩效目标", "预算年度（2026年）绩效目标")
    later = SCHOOLS.with_value("project.year", 2027)
    assert rows(SCHOOLS, later)[5][1] == "预算年度绩效目标"
    assert page(SCHOOLS, later).title == "部门整体支出绩效目标表"
    assert rows(SCHOOLS, other, department=DEPARTMENT)[4][0] == "总体绩效目标（2026-2028年期间）"


def test_the_department_may_stand_among_the_declarations():
    assert rows(SCHOOLS, DEPARTMENT, MEALS) == EXPECTED


def test_unit_facts_name_the_department_where_its_own_table_does_not():
    unit = Unit(name="某县第一中学", department="某县教育局", department_code="205")
    one = SCHOOLS.with_values(unit=unit)
    assert [row[1] for row in rows(one)[:2]] == [("205", 1, 9), ("某县教育局", 1, 9)]
    nameless = Declaration(department=Department(duties="办学"), unit=unit)
    assert [row[1] for row in rows(department=nameless)[:2]] == [("205", 1, 9), ("某县教育局", 1, 9)]


def test_the_model_department_adds_up_to_its_projects():
    paths = find_declarations(MODEL)
    projects = [open_document(path).declaration for path in paths]
    whole = open_document(MODEL / "2026" / "department.toml").declaration
    data = tomllib.loads((MODEL / "2026" / "department.toml").read_text("utf-8"))
    printed = page(*projects, department=whole)
    found = listed(grid_of(printed))
    assert found == listed_in_html(printed)
    tasks = found[9 : -4 - len(data["indicators"])]
    assert [row[2] for row in tasks] == [task["projects"].strip() for task in data["tasks"]]
    total = sum(Decimal(str(each.budget.total)) for each in projects)
    assert found[9 + len(tasks)] == [("合计", 1, 8), f"{total:,.2f}", f"{total:,.2f}", "0.00"]
    assert [row[-3] for row in found[-len(data["indicators"]) :]] == [
        row["scoring"].strip() for row in data["indicators"]
    ]


def test_the_two_published_projects_pay_for_the_tasks_that_name_them():
    seeds = [
        open_document(path).declaration.with_unit_defaults(declaration().unit)
        for path in find_declarations(MODEL.parent / "2026")
    ]
    both = "、".join(each.project.name for each in seeds)
    whole = Declaration(tasks=(Task(content="医疗救助", projects=both),))
    assert rows(*seeds, department=whole)[9][-3:] == ["5,721,789.58", "5,721,789.58", "0.00"]


@given(declarations, declarations)
@examples(25)
def test_any_declaration_fills_the_grid(whole: Declaration, one: Declaration):
    found = [at.cell.text for at in grid_of(page(one, department=whole.as_department())).placed()]
    assert all(row.name in found and row.basis in found for row in whole.indicators)
    assert all(task.projects in found and task.content in found for task in whole.tasks)
    assert whole.department.duties in found
    assert whole.goals.overall in found


@pytest.mark.parametrize("form", ["yn-05-2", "yn-09-2", "yn-department"])
def test_a_bureau_can_change_every_word_that_is_printed(form: str):
    chosen = all_forms()[form]
    own = {key: f"〔{key}〕" for key in chosen.labels}
    one = SCHOOLS.with_value("project.issued", "对下转移支付" if form == "yn-09-2" else "")
    pages = [
        chosen.pages(Material(of, department), Options(form_labels={form: own}))[0]
        for of, department in (((one,), DEPARTMENT), ((), None))
    ]
    printed: set[str] = set()
    for each in pages:
        printed |= {block.text for block in each.blocks if isinstance(block, Paragraph)}
        printed |= {at.cell.text for at in grid_of(each).placed()} | {grid_of(each).sheet}
    assert set(own.values()) <= printed
    assert not [text for text in printed if text in chosen.labels.values() and text not in own.values()]
