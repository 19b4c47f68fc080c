"""预算05-2表 and 09-2表: ten columns, a row per unit, names and goals merged down over the indicators."""

from __future__ import annotations

import tomllib
from itertools import groupby
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given

from exports.forms import Material, all_forms
from exports.grid import Grid, Options, Page, Paragraph
from exports.renderers import renderer
from models.declaration import Declaration, Department, Goals, Indicator, Project, Unit
from store.documents import open_document
from tests.store.generated import declarations, examples

from .cells import Listed, grid_of, listed, listed_in_html, listed_in_xlsx
from .published import declaration, line

ROOT = Path(__file__).parents[2]
FILES = sorted(path for path in (ROOT / "examples").rglob("20*/*.toml") if path.name != "department.toml")
HEADER = [
    *("单位名称、项目名称", "项目年度绩效目标", "一级指标", "二级指标", "三级指标"),
    *("指标性质", "指标值", "度量单位", "指标属性", "指标内容"),
]
NUMBERS = [str(number) for number in range(1, 11)]
BUREAU = "昆明市呈贡区医疗保障局"


def page(*of: Declaration, form: str = "yn-05-2", department: Declaration | None = None, **options) -> Page:
    return all_forms()[form].pages(Material(of, department), Options(**options))[0]


def rows(*of: Declaration, **more) -> Listed:
    """What stands below the two rows of the header."""
    return listed(grid_of(page(*of, **more)))[2:]


def project(name: str, unit: str = "", issued: str = "", category: str = "", count: int = 1) -> Declaration:
    return Declaration(
        project=Project(name=name, year=2026, issued=issued, category=category),
        unit=Unit(name=unit),
        goals=Goals(annual=f"完成{name}。"),
        indicators=tuple(
            Indicator(level1="产出指标", level2="数量指标", name=f"{name}{number}") for number in range(count)
        ),
    )


def names(*of: Declaration, **more) -> list[str]:
    """The first column: units and projects."""
    return [at.cell.text for at in grid_of(page(*of, **more)).placed() if at.row > 1 and at.column == 0]


def test_the_published_page_cell_by_cell():
    printed = page(declaration())
    assert printed.blocks[:3] == (
        Paragraph("预算05-2表", "right"),
        Paragraph("2026年部门项目支出绩效目标表（其他运转类、特定目标类项目）", "title"),
        Paragraph(f"单位名称：{BUREAU}", "left"),
    )
    expected = [
        HEADER,
        NUMBERS,
        [BUREAU, *[""] * 9],
        [
            *((line(6), 6, 1), (line(46), 6, 1), ("产出指标", 3, 1), "数量指标"),
            *("救助对象人数", ">=", "2014", "人", "定量指标", line(91)),
        ],
        ["质量指标", line(107), "=", "100", "%", "定量指标", line(113)],
        ["时效指标", "完成时间", "=", "2026年12月", "月", "定量指标", line(135)],
        [
            *(("效益指标", 2, 1), ("社会效益指标", 2, 1)),
            *(line(162), "=", "低水平\\广覆盖", "%", "定性指标", line(168)),
        ],
        ["政策知晓率", ">=", "85", "%", "定性指标", line(179)],
        ["满意度指标", "服务对象满意度指标", line(206), ">=", "85", "%", "定量指标", line(212)],
    ]
    assert listed(grid_of(printed)) == expected
    assert listed_in_xlsx(printed) == expected
    assert listed_in_html(printed) == expected
    assert grid_of(printed).header == (0, 2)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_is_printed_as_its_file_says(path: Path):
    data = tomllib.loads(path.read_text("utf-8"))
    form = "yn-09-2" if data["project"].get("issued") else "yn-05-2"
    printed = page(open_document(path).declaration.with_unit_defaults(Unit(name=BUREAU)), form=form)
    found = listed(grid_of(printed))
    assert found == listed_in_html(printed)
    # A workbook cuts merged areas at its page ends; the columns of the indicators have none.
    assert [row[-6:] for row in listed_in_xlsx(printed)] == [row[-6:] for row in found]
    assert found[2] == [data.get("unit", {}).get("name", BUREAU), *[""] * 9]
    leaves = data["indicators"]
    goal = data.get("goals", {}).get("annual", "").rstrip("\n")
    expected: Listed = []
    for level1, of_level1 in groupby(leaves, lambda leaf: leaf.get("level1", "")):
        below = [*of_level1]
        first: list[str | tuple[str, int, int]] = [tall(level1, len(below))]
        for level2, of_level2 in groupby(below, lambda leaf: leaf.get("level2", "")):
            group = [*of_level2]
            first.append(tall(level2, len(group)))
            for leaf in group:
                keys = ("name", "sign", "value", "unit", "attribute", "content")
                expected.append([*first, *(leaf.get(key, "").rstrip("\n") for key in keys)])
                first = []
    expected[0][:0] = [tall(data["project"]["name"], len(leaves)), tall(goal, len(leaves))]
    assert found[3:] == expected


def tall(text: str, height: int) -> str | tuple[str, int, int]:
    return text if height == 1 else (text, height, 1)


def test_scoring_and_basis_are_not_in_this_table():
    row = Indicator(name="甲", scoring="评分标准的字", basis="依据的字", weight="权重的字")
    printed = page(declaration().with_values(indicators=(row,)))
    assert not any("的字" in at.cell.text for at in grid_of(printed).placed())


def test_projects_stand_under_their_units_in_the_order_in_which_they_come():
    of = [project("一", "甲局"), project("二", "乙局", count=3), project("三", "甲局"), project("四", "")]
    assert names(*of) == ["甲局", "一", "三", "乙局", "二", "", "四"]
    assert names(project("四"), project("一", "甲局")) == ["四", "甲局", "一"]


def test_a_transfer_stands_in_its_own_table_only():
    of = project("本级", "甲局", "本级下达"), project("乡镇", "甲局", "对下转移支付"), project("未填", "甲局")
    assert names(*of) == ["甲局", "本级", "未填"]
    assert names(*of, form="yn-09-2") == ["甲局", "乡镇"]


@pytest.mark.parametrize(
    ("category", "is_there"),
    [
        *(("特定目标类", True), ("运转类", True), ("其他运转类", True), ("", True), ("别的", True)),
        *(("人员类", False), ("公用经费项目", False), ("运转类（公用经费）", False)),
    ],
)
def test_goals_are_declared_for_all_categories_but_two(category: str, is_there: bool):
    assert ("甲" in names(project("甲", "局", category=category))) is is_there


@pytest.mark.parametrize("form", ["yn-05-2", "yn-09-2"])
def test_with_nothing_to_report_the_table_is_published_with_a_note(form: str):
    printed = page(project("甲", category="人员类"), form=form)
    expected = [HEADER, NUMBERS, [("本部门无此事项，本表为空", 1, 10)]]
    assert listed(grid_of(printed)) == listed_in_xlsx(printed) == listed_in_html(printed) == expected
    assert rows(form=form) == expected[2:]


def test_a_project_without_indicators_keeps_its_row():
    assert rows(project("甲", "局", count=0))[1] == ["甲", "完成甲。", *[""] * 8]


def test_the_sheets_are_named_as_the_province_names_them():
    assert grid_of(page()).sheet == "部门项目支出绩效目标05-2"
    assert grid_of(page(form="yn-09-2")).sheet == "对下转移支付绩效目标09-2"
    assert page(project("甲"), form="yn-09-2").title == "2026年对下转移支付绩效目标表"


def test_the_unit_line_names_the_department_where_that_is_certain():
    def head(*of: Declaration, **more) -> str:
        return page(*of, **more).blocks[2].text

    whole = Declaration(department=Department(name="某部门"))
    one, other = project("一", "甲局"), project("二", "乙局")
    assert head(one, other) == "单位名称："
    assert head(one, other, department=whole) == "单位名称：某部门"
    assert head(one, whole) == "单位名称：某部门"
    assert head(one, one) == "单位名称：甲局"
    under = [each.with_value("unit.department", "主管局") for each in (one, other)]
    assert head(*under) == "单位名称：主管局"


def test_the_department_itself_is_no_project():
    whole = Declaration(department=Department(name="某部门"), indicators=(Indicator(name="部门指标"),))
    assert names(project("一", "甲局"), whole) == ["甲局", "一"]


def test_the_title_has_no_year_where_projects_are_of_several():
    titled = page(project("甲"), project("乙").with_value("project.year", 2027))
    assert titled.title == "部门项目支出绩效目标表（其他运转类、特定目标类项目）"


def test_a_line_that_a_bureau_leaves_empty_is_not_printed():
    printed = page(project("甲", "局"), form_labels={"yn-05-2": {"number": "", "unit": ""}})
    assert [block.style for block in printed.blocks if isinstance(block, Paragraph)] == ["title"]


def test_the_unit_line_stands_on_the_sheet_of_the_table():
    printed = page(declaration())
    assert [part.grid is not None for part in printed.parts()] == [True]
    text = renderer("txt")(printed).decode("utf-8")
    assert text.index("预算05-2表") < text.index("单位名称：") < text.index("单位名称、项")


@given(declarations)
@examples(40)
def test_any_declaration_fills_the_grid(of: Declaration):
    one = of.with_values(tasks=(), department=Department())
    (grid,) = (
        block
        for form in ("yn-05-2", "yn-09-2")
        for block in page(one, project("乙", "局", category="人员类"), form=form).blocks
        if isinstance(block, Grid) and len(block.rows[-1]) > 1
    )
    found = [at.cell.text for at in grid.placed()]
    assert one.project.name in found
    assert all(row.name in found and row.content in found for row in one.indicators)


def test_a_thousand_projects_are_laid_out_in_a_moment():
    row = declaration().indicators[0]
    levels = [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标")]
    leaves = tuple(row.with_values(level1=levels[at // 5][0], level2=levels[at // 5][1]) for at in range(15))
    one = declaration().with_values(indicators=leaves)
    began = perf_counter()
    grid = grid_of(page(*(one.with_value("unit.name", f"{at // 50}局") for at in range(1000))))
    took = perf_counter() - began
    assert len(grid.rows) == 2 + 20 + 15_000
    assert took < 2
