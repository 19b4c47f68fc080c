"""B: column 10, where a target comes from."""

from __future__ import annotations

import pytest

from models.checking import check
from models.practice import Practice
from models.rule import Surroundings, rules_named
from models.specimen import specimen
from tests.rules.helper import fields

BOILERPLATE = [
    "根据实际工作开展要求",
    "根据文件安排和实际工作开展要求",
    "根据文件安排",
    "工作计划",
    "根据年度工作计划",
    "结合工作实际情况。",
    "根据部门工作职责和目标任务",
    "按照上级部署、领导要求及业务需要",
]
SOURCES = [
    "计划标准：部门工作计划和项目实施方案",
    "根据市医保局测算数据",
    "根据2025年底参保汇算人次测算",
    "《某县补助办法》第六条",
    "某政发〔2025〕12号",
    "2025年学籍系统，3200人",
    "年末问卷调查",
    "行业标准",
    "年初下达的目标任务书",
    "根据县委县政府考核要求",
]


@pytest.mark.parametrize("text", BOILERPLATE)
def test_boilerplate_is_no_basis(text: str):
    found = check(specimen({"indicators[1].basis": text}), rules=rules_named("B"))
    assert [(each.code, each.field) for each in found] == [("B01", "indicators[1].basis")]


def test_a_bureau_has_stock_phrases_of_its_own():
    changes = {"indicators[1].basis": "根据局党组会议精神和工作要求"}
    assert [each.code for each in check(specimen(changes), rules=rules_named("B"))] == ["B03"]
    own = Surroundings(practice=Practice(boilerplate=("局党组会议", "(内部)")))
    assert [each.code for each in check(specimen(changes), own, rules=rules_named("B"))] == ["B01"]


@pytest.mark.parametrize("text", ["", "/", "——", "……", "*", "空"])
def test_an_empty_basis_is_not_asked_for_its_source(text: str):
    assert check(specimen({"indicators[1].basis": text}), rules=rules_named("B")) == []


@pytest.mark.parametrize("text", SOURCES)
def test_a_named_source_is_a_basis(text: str):
    for code in ("B01", "B02", "B03"):
        assert fields(code, {"indicators[1].basis": text}) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("根据2025年底参保汇算人次测算", True),
        ("历史标准", True),
        ("参考上年完成情况", True),
        ("历史标准：上年为89%", False),
        ("历史标准：2023年至2025年平均12件", False),
        ("《某办法》（某政发〔2022〕222号）", False),
        ("2020年12月30日会议纪要", False),
        ("2026年统计数据", False),
        ("第179次会议纪要", False),
        ("2025年完成招标", False),
        ("2025年项目实施方案和统计口径", False),
        ("根据2025年度测算标准执行", False),
        ("2025年完成情况", True),
        ("2025年11月底登记数据", True),
        ("计划标准：残疾人两项补贴信息系统2025年11月底登记数据", False),
        ("计划标准：参考上年完成情况", True),
    ],
)
def test_a_past_value_is_asked_for_only_where_the_past_is_the_basis(text: str, wrong: bool):
    assert bool(fields("B04", {"indicators[1].basis": text})) is wrong


def test_the_findings_of_a_basis_do_not_multiply():
    changes = {"indicators[6].basis": "政策知晓率达到90%以上"}
    assert [each.code for each in check(specimen(changes), rules=rules_named("B"))] == ["B02"]
