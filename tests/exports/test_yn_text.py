"""项目文本公开: title, eight sections, unit facts, and the very same table."""

from __future__ import annotations

import pytest

from exports.forms.yn_text import title_of
from exports.grid import Grid, Paragraph
from models.declaration import Declaration, Project, Unit

from .published import declaration, line, page


def paragraphs(of: Declaration | None = None, **options: object) -> list[tuple[str, str]]:
    blocks = page("yn-text", of, **options).blocks
    return [(block.style, block.text) for block in blocks if isinstance(block, Paragraph)]


def test_the_eight_sections_stand_in_their_order():
    headings = [text for style, text in paragraphs() if style == "heading"]
    assert headings == [
        "项目名称",
        "立项依据",
        "项目实施单位",
        "项目基本概况",
        "项目实施内容",
        "资金安排情况",
        "项目实施计划",
        "项目实施成效",
    ]


def test_the_page_holds_every_line_of_the_published_one():
    printed = [text for _, text in paragraphs()]
    published = [line(number) for number in range(2, 40) if line(number)]
    assert printed == published


def test_unit_facts_are_label_and_value():
    facts = [text for style, text in paragraphs() if style == "fact"]
    assert facts[:2] == ["单位名称：昆明市呈贡区医疗保障局", "组织机构代码：MB1584220"]
    assert len(facts) == 7


def test_the_table_is_the_one_of_the_target_form():
    (of_text,) = (block for block in page("yn-text").blocks if isinstance(block, Grid))
    (of_target,) = (block for block in page("yn-target").blocks if isinstance(block, Grid))
    assert of_text == of_target


@pytest.mark.parametrize(
    ("unit", "year", "name", "title"),
    [
        ("某局", 2026, "设备购置", "某局2026年设备购置项目"),
        ("某局", 2026, "设备购置项目", "某局2026年设备购置项目"),
        ("某局", "下一年", "设备购置", "某局设备购置项目"),
        ("", None, "设备购置", "设备购置项目"),
        ("某局", 2026, "", "某局2026年"),
    ],
)
def test_the_title_ends_in_the_word_project_once(unit, year, name, title):
    draft = Declaration(unit=Unit(name=unit), project=Project(name=name, year=year))
    assert title_of(draft) == title


def test_a_page_without_any_name_has_the_title_of_the_form():
    assert paragraphs(Declaration())[0] == ("title", "项目文本公开")


def test_each_line_of_a_text_is_a_paragraph():
    draft = declaration().with_value("project.plan", "第一步。\n\n第二步。\n  \n第三步。")
    printed = [text for _, text in paragraphs(draft)]
    start = printed.index("项目实施计划")
    assert printed[start + 1 : start + 5] == ["第一步。", "第二步。", "第三步。", "项目实施成效"]


def test_further_lines_of_a_fact_follow_as_paragraphs():
    draft = declaration().with_value("unit.profile", "正科级单位。\n内设机构1个。")
    assert [item for item in paragraphs(draft) if "内设机构1个" in item[1]] == [("body", "内设机构1个。")]
    assert ("fact", "单位概况：正科级单位。") in paragraphs(draft)


def test_a_bureau_can_print_other_section_headings():
    printed = [text for _, text in paragraphs(labels={"section_plan": "实施方案", "unit_phone": "电话"})]
    assert "实施方案" in printed
    assert "电话：0871-67470076" in printed
