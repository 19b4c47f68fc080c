"""The indicator library: what past declarations have is offered once, the built-in set is beyond reproach."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from models.arrangement import inserted
from models.checking import check
from models.declaration import Declaration, Indicator, Project
from models.library import Entry, adapted, collect, entries_for, fitting, matching, merged
from models.placement import names_in_use
from models.practice import Practice
from models.rule import Severity
from models.scoring import Method, parse_scoring
from models.scoring.award import award
from models.specimen import specimen
from models.stock import stock_entries
from models.vocabulary import TREE_2015, TREE_2021
from models.weights import level_of

ROW = specimen().indicators[1]
COST = specimen().indicators[0]
BY_2015 = ("产出指标", "成本指标")
BY_2021 = ("成本指标", "经济成本指标")


def declaration(name: str, year: int | str | None, *rows: Indicator) -> Declaration:
    return Declaration(project=Project(name=name, year=year), indicators=rows)


def entry(row: Indicator) -> Entry:
    return Entry(row, 1, 2025, ("某项目",))


def names(entries: list[Entry]) -> list[str]:
    return [each.indicator.name for each in entries]


# Merging and ranking


def test_the_same_indicator_of_several_years_is_offered_once_in_its_newest_wording():
    old = ROW.with_values(name="2024年补助 学生人数", content="旧的说明")
    new = ROW.with_values(name="补助学生人数", content="新的说明")
    found = collect(
        [
            ("甲项目", declaration("甲项目", 2026, new)),
            ("甲项目", declaration("甲项目", 2024, old)),
            ("乙项目", declaration("乙项目", 2025, old, old)),
        ]
    )
    assert len(found) == 1
    assert found[0].indicator.content == "新的说明"
    assert (found[0].uses, found[0].last_year, found[0].sources) == (3, 2026, ("甲项目", "乙项目"))


def test_a_newer_wording_that_is_only_begun_does_not_displace_a_complete_one():
    begun = ROW.with_values(scoring="", basis="")
    found = collect(
        [("甲", declaration("甲", 2025, ROW)), ("乙", declaration("乙", 2026, begun))],
    )
    assert found[0].indicator.scoring == ROW.scoring
    assert found[0].last_year == 2026


def test_the_same_name_is_another_indicator_under_another_level_but_not_in_the_other_tree():
    costs = [COST.with_values(level1=level1, level2=level2) for level1, level2 in (BY_2015, BY_2021)]
    quality = COST.with_values(level1="产出", level2="质量")
    found = collect([("甲", declaration("甲", 2026, *costs, quality))])
    assert sorted(each.uses for each in found) == [1, 1]
    assert len(found) == 2


def test_what_is_used_most_comes_first_then_the_newest_and_what_has_no_name_never():
    rows = [ROW.with_values(name=name) for name in ("甲指标", "乙指标", "丙指标")]
    found = collect(
        [
            ("一", declaration("一", 2024, rows[0], rows[1], ROW.with_values(name=" "))),
            ("二", declaration("二", "2026", rows[2])),
            ("三", declaration("三", None, rows[1])),
        ]
    )
    assert names(found) == ["乙指标", "丙指标", "甲指标"]


def test_a_built_in_indicator_that_the_bureau_has_itself_is_not_offered_twice():
    built_in = stock_entries()[0]
    own = entry(built_in.indicator.with_values(content="本单位的说明"))
    offered = merged([own], stock_entries())
    assert len(offered) == len(stock_entries())
    assert offered[0] is own


# Inserting


def test_what_belongs_to_one_project_is_emptied_and_all_columns_stay():
    used = ROW.with_values(
        actual="3100", score=Decimal(9), deviation="转学", evidence="名册", extra={"monitored": "1500"}
    )
    row = adapted(entry(used), "", "", Practice())
    assert (row.actual, row.score, row.deviation, row.evidence, row.extra) == ("", None, "", "", {})
    assert row == ROW


@pytest.mark.parametrize(
    ("row", "place", "becomes"),
    [
        (COST, BY_2015, BY_2015),
        (COST.with_values(level1="产出", level2="成本"), BY_2021, BY_2021),
        (COST.with_values(level2="社会成本指标"), BY_2015, BY_2015),
        (COST.with_values(level2="社会成本指标"), BY_2021, ("成本指标", "社会成本指标")),
        (ROW.with_values(level2="时效指标"), ("产出", "时效"), ("产出", "时效")),
        (ROW.with_values(level2="时效指标"), ("产出指标", "数量指标"), ("产出指标", "时效指标")),
        (
            ROW.with_values(level1="满意度指标", level2="社会公众或服务对象满意度指标"),
            ("满意度指标", "服务对象满意度指标"),
            ("满意度指标", "服务对象满意度指标"),
        ),
        (ROW, ("产出指标", ""), ("产出指标", "数量指标")),
    ],
)
def test_an_entry_takes_the_levels_of_its_place_only_where_it_fits(row, place, becomes):
    inserted_row = adapted(entry(row), *place, Practice())
    assert (inserted_row.level1, inserted_row.level2) == becomes


def test_elsewhere_an_entry_goes_under_the_names_of_the_bureaus_own_tree():
    practice = Practice(tree=(("产出", ("数量", "成本")), ("效益", ("社会效益",))))
    lasting = ROW.with_values(level1="效益指标", level2="可持续影响指标")
    levels = [
        (row.level1, row.level2)
        for each in (COST, lasting)
        for row in [adapted(entry(each), "产出", "数量", practice)]
    ]
    assert levels == [("产出", "成本"), ("效益", "社会效益")]


def test_elsewhere_an_entry_goes_where_the_declarations_of_the_workspace_put_its_like():
    in_use = names_in_use([BY_2015, BY_2021])
    ecological = COST.with_values(level2="生态环境成本指标")
    for row in (COST, ecological):
        found = adapted(entry(row), "产出指标", "数量指标", Practice(), in_use)
        assert (found.level1, found.level2) == BY_2015
    misplaced = names_in_use([("效益指标", "数量指标")])
    assert adapted(entry(ROW), "", "", Practice(), misplaced).level1 == "产出指标"


def test_entries_for_the_place_come_first_then_those_of_its_level1():
    rows = [
        ROW.with_values(name="满意", level1="满意度指标", level2="服务对象满意度指标"),
        ROW.with_values(name="数量"),
        ROW.with_values(name="质量", level2="质量指标"),
        ROW.with_values(name="成本", level1="成本指标", level2="经济成本指标"),
    ]
    entries = [entry(row) for row in rows]
    assert names(entries_for(entries, "产出指标", "质量指标")) == ["质量", "数量", "满意", "成本"]
    assert names(fitting(entries, "产出指标", "成本指标")) == ["成本"]
    assert names(fitting(entries, "产出指标", "")) == ["数量", "质量"]
    assert names(fitting(entries, "", "")) == names(entries)


# Filtering


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("满意", "患者满意度"),
        ("hzmyd", "患者满意度"),
        ("manyi", "患者满意度"),
        ("sl xs", "补助学生人数"),
        ("数量，人数", "补助学生人数"),
        ("hege", "抽检合格率"),
        ("受访患者", "患者满意度"),
    ],
)
def test_entries_are_found_by_chinese_pinyin_and_initials_of_name_level_and_content(query, first):
    rows = [
        ROW.with_values(name="抽检合格率", level2="质量指标", content="抽检合格批次/抽检批次×100%"),
        ROW.with_values(
            name="患者满意度", level1="满意度", level2="服务对象满意度", content="受访患者的评价"
        ),
        ROW.with_values(name="补助学生人数", content="领取补助、评价满意的人"),
    ]
    assert names(matching(query, [entry(row) for row in rows]))[0] == first


def test_a_name_is_found_before_a_content_and_nothing_is_nothing():
    rows = [ROW.with_values(name="甲", content="说到合格率"), ROW.with_values(name="合格率")]
    entries = [entry(row) for row in rows]
    assert names(matching("合格率", entries)) == ["合格率", "甲"]
    assert matching("没有这样的", entries) == []
    assert matching("  ", entries) == entries
    assert matching("合格率", entries, stopped=lambda: True) == []


# The built-in set

STOCK = stock_entries()


def test_the_built_in_set_covers_every_level2_of_both_trees_and_many_fields_of_work():
    assert len(STOCK) >= 150
    assert len({each.key for each in STOCK}) == len(STOCK)
    assert len({each.topic for each in STOCK}) >= 18
    for tree in (TREE_2015, TREE_2021):
        for level1, level2s in tree.items():
            for level2 in level2s:
                assert len(fitting(STOCK, level1, level2)) >= 5, level2


def declared(row: Indicator) -> Declaration:
    """The specimen with a row more, its own points of that 一级指标 lessened by those of the row."""
    base = specimen()
    level = level_of(row)
    whole = sum((each.weight for each in base.indicators if level_of(each) == level), Decimal(0))
    assert row.weight is not None
    rows = []
    for each in base.indicators:
        if level_of(each) == level:
            weight = each.weight * (whole - row.weight) / whole
            scoring = each.scoring.replace(f"得{each.weight}分", "得满分").replace("得3分", "得60%的分值")
            each = each.with_values(weight=weight, scoring=scoring)
        if each.weight:
            rows.append(each)
    return inserted(base.with_values(indicators=tuple(rows)), [row])[0]


def grave(row: Indicator) -> list[str]:
    if not row.value:
        row = row.with_values(value="90" if row.unit == "%" else "100")
    found = check(declared(row))
    return [f"{row.name}: {each.code} {each.message}" for each in found if each.severity is not Severity.INFO]


def test_no_rule_finds_an_error_or_a_warning_in_any_built_in_indicator():
    assert [found for each in STOCK for found in grave(each.indicator)] == []


def test_that_search_would_find_what_is_wrong():
    row = next(each.indicator for each in STOCK if each.indicator.level2 == "质量指标")
    assert grave(row.with_values(scoring="达到得15分"))
    assert grave(row.with_values(basis="根据实际工作开展要求"))
    assert grave(row.with_values(weight=Decimal(15)))


def test_every_built_in_scoring_gives_all_points_when_met_and_fewer_when_missed():
    for each in STOCK:
        row = each.indicator
        scoring = parse_scoring(row.scoring)
        assert scoring.full == row.weight, row.name
        if scoring.method is Method.GRADES:
            points = [
                award(scoring, target=None, actual=grade, sign="", weight=row.weight)
                for grade in ("好", "一般", "差")
            ]
            given = [point.points for point in points if point is not None]
            assert len(given) == 3, row.name
            assert given[0] == row.weight > given[1] > given[2] == 0, row.name
            continue
        target = Decimal(row.value or "100")
        missed = target * 2 + 2 if row.sign == "<=" else target / 2
        met, less = (
            award(scoring, target=target, actual=actual, sign=row.sign, weight=row.weight, unit=row.unit)
            for actual in (target, missed)
        )
        assert met is not None, row.name
        assert met.points == row.weight, row.name
        assert less is not None, row.name
        assert less.points < met.points, row.name


def test_the_built_in_set_is_loaded_only_when_it_is_asked_for():
    code = (
        "import sys, models.library, tui.cli; print([name for name in sys.modules if 'models.stock' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
