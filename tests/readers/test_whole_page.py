"""Seed 003: a page whose table arrived whole is recovered whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.declaration import Declaration, Indicator
from store.layout import emit, parse
from store.readers.published import Recovered, recover
from store.readers.text import page_of
from tests.readers.account import unaccounted

TABLE = """
产出指标|数量指标|救助对象人数|>=|2014|人|定量指标|城乡医疗救助对象人数达2014人|反映城乡医疗救助对象人数|根据市医保局测算数据
产出指标|质量指标|资救助内容、范围和标准合规性|=|100|%|定量指标|未达指标值扣1分|在规定求助对象范围内,符合相应条件资救助内容、范围和标准合规|根据实际工作开展要求
产出指标|时效指标|完成时间|=|2026年12月|月|定量指标|未按时完成扣2分|完成时间为2026年12月|完成时间为2026年12月
效益指标|社会效益指标|保障城乡困难群众基本医疗服务|=|低水平\\广覆盖|%|定性指标|未达指标值扣1分|保障城乡困难群众基本医疗服务到达低水平\\广覆盖原则|根据实际工作开展要求
效益指标|社会效益指标|政策知晓率|>=|85|%|定性指标|政策知晓率未达85%以上扣1分|政策知晓率达85%以上|根据实际工作开展要求
满意度指标|服务对象满意度指标|受助人员满意度|>=|85|%|定量指标|受助人员满意度未达到85%以上|受助人员满意度达到85%以上|根据实际工作开展要求
""".strip().split("\n")


@pytest.fixture(scope="module")
def found(seed_003: str) -> Recovered:
    (found,) = recover(page_of(seed_003))
    return found


@pytest.fixture(scope="module")
def declaration(found: Recovered) -> Declaration:
    return found.declaration


def lines(text: str, *numbers: int) -> str:
    """Lines of a page by their numbers, joined as paragraphs are."""
    return "\n".join(text.split("\n")[number - 1].strip() for number in numbers)


def test_every_line_is_placed(found: Recovered, seed_003: str):
    assert found.unplaced == ()
    assert unaccounted(seed_003, (found,)) == []


def test_all_indicators_with_all_ten_columns(declaration: Declaration):
    keys = ("level1", "level2", "name", "sign", "value", "unit", "attribute", "scoring", "content", "basis")
    expected = [Indicator(**dict(zip(keys, row.split("|"), strict=True))) for row in TABLE]
    assert list(declaration.indicators) == expected


def test_every_section_paragraph_by_paragraph(declaration: Declaration, seed_003: str):
    project = declaration.project
    assert project.name == lines(seed_003, 6)
    assert project.basis == lines(seed_003, 10)
    assert project.overview == lines(seed_003, 23)
    assert project.content == lines(seed_003, 26)
    assert project.funding == lines(seed_003, 29)
    assert project.plan == lines(seed_003, 32, 34)
    assert project.outcome == lines(seed_003, 37)


def test_typos_backslashes_and_ascii_quotes_stay(declaration: Declaration):
    assert '遵循"低水平\\广覆盖原则",' in declaration.project.content
    assert "因难群众" in declaration.project.overview


def test_every_fact_of_the_unit(declaration: Declaration, seed_003: str):
    facts = dict(line.split("：", 1) for line in lines(seed_003, 13, 15, 16, 17, 18, 19, 20).split("\n"))
    unit = declaration.unit
    assert [unit.name, unit.code, unit.address, unit.phone] == [
        facts[label] for label in ("单位名称", "组织机构代码", "地址", "联系电话")
    ]
    assert [unit.legal_representative, unit.funding_source, unit.profile] == [
        facts[label] for label in ("法人代表", "经费来源", "单位概况")
    ]


def test_both_goals_with_their_years(declaration: Declaration, seed_003: str):
    assert declaration.goals.overall == lines(seed_003, 42)
    assert declaration.goals.annual == lines(seed_003, 46)
    assert declaration.project.year == 2026
    assert declaration.project.period == (2026, 2028)


def test_the_amount_on_which_two_sections_agree(declaration: Declaration):
    assert declaration.budget.total == Decimal("521789.58")


def test_the_file_says_the_same(declaration: Declaration):
    assert parse(emit(declaration)) == declaration
