"""What holds for each registered rule: its examples, its words, its place."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from models.checking import check
from models.declaration import Declaration
from models.peers import Peers
from models.rule import (
    FAMILIES,
    Rule,
    Scope,
    Severity,
    Surroundings,
    UnknownRuleError,
    all_rules,
    rules_named,
)
from models.specimen import department_specimen, example, specimen

EVERY = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)

LAST_OF_FAMILY = {"C": 16, "V": 18, "K": 10, "P": 9, "B": 4, "X": 17, "T": 7, "A": 7, "D": 7}
"""The numbers of each family run from 01 to this."""


def surroundings(rule: Rule) -> Surroundings:
    return Surroundings(Peers.of(specimen(changes) for changes in rule.peers))


def test_nothing_is_wrong_with_the_specimen():
    assert check(specimen(), Surroundings(Peers.of([specimen({"project.name": "另一个项目"})]))) == []


def test_nothing_is_wrong_with_the_department_among_its_projects():
    projects = (
        specimen(),
        specimen({"project.name": "农村学校校舍改造项目", "budget.total": Decimal("5000000")}),
    )
    assert check(department_specimen(), Surroundings(Peers.of(projects))) == []
    assert check(department_specimen()) == []


def test_these_rules_exist_in_the_order_of_their_families():
    assert [rule.code for rule in all_rules()] == [
        f"{family}{number:02}" for family, last in LAST_OF_FAMILY.items() for number in range(1, last + 1)
    ]


@EVERY
def test_the_violating_example_is_found_by_its_rule(rule: Rule):
    found = rule.findings(example(rule, rule.violating), surroundings(rule))
    assert found
    assert {each.code for each in found} == {rule.code}


@EVERY
def test_the_clean_example_is_not_found(rule: Rule):
    assert rule.findings(example(rule, rule.clean), surroundings(rule)) == []


@EVERY
def test_a_rule_explains_itself_in_sentences(rule: Rule):
    assert re.fullmatch(rf"[{''.join(FAMILIES)}]\d\d", rule.code)
    for words in (rule.title, rule.why, rule.source, rule.mend):
        assert re.search("[一-鿿]{2}", words) or words.startswith("GB")
    assert rule.why.endswith("。")
    assert rule.mend.endswith("。")
    assert not rule.title.endswith("。")


@EVERY
def test_a_finding_names_a_place_that_exists(rule: Rule):
    declaration = example(rule, rule.violating)
    for found in rule.findings(declaration, surroundings(rule)):
        if "." in found.field:
            text = str(declaration.get(found.field) or "")
            assert 0 <= found.start <= found.end <= len(text)
        else:
            assert re.fullmatch(r"(indicators|tasks)(\[\d+\])?|unit|project", found.field)


@EVERY
def test_a_finding_is_never_graver_than_its_rule(rule: Rule):
    for found in rule.findings(example(rule, rule.violating), surroundings(rule)):
        assert found.severity.rank >= rule.severity.rank


@EVERY
def test_a_message_is_one_line_of_moderate_length(rule: Rule):
    for found in rule.findings(example(rule, rule.violating), surroundings(rule)):
        assert "\n" not in found.message
        assert 8 <= len(found.message) <= 140


def test_a_message_shortens_long_words_of_the_user():
    found = check(specimen({"indicators[1].value": "约三千人" * 50}), rules=rules_named("V01"))
    assert "…”" in found[0].message
    assert len(found[0].message) < 100


def test_a_blank_declaration_gives_a_short_list_without_repetition():
    found = check(Declaration())
    assert [each.code for each in found] == ["C01", "C01", "C02", "C04", "C04", "C05", "C06"]
    assert all(each.severity is Severity.ERROR for each in found)


def test_a_blank_department_gives_a_short_list_that_asks_for_nothing_of_a_project():
    found = check(Declaration().as_department())
    assert [each.code for each in found] == ["C04", "C04", "C05", "C06", "D01", "D01", "D02"]
    assert all(each.field.split(".")[0] in ("department", "goals", "tasks", "indicators") for each in found)


def test_a_rule_judges_projects_departments_or_both():
    judged = {rule.code: rule.judged for rule in all_rules()}
    assert judged["C01"] is judged["X01"] is judged["A01"] is Scope.PROJECT
    assert judged["V01"] is judged["P03"] is judged["X06"] is Scope.ANY
    assert {judged[code] for code in judged if code[0] == "D"} == {Scope.DEPARTMENT}


def test_a_family_is_named_by_its_letter_and_a_rule_in_any_case():
    assert {rule.code[0] for rule in rules_named("p")} == {"P"}
    assert [rule.code for rule in rules_named(" v02 ")] == ["V02"]


def test_an_unknown_rule_is_told_with_its_nearest():
    with pytest.raises(UnknownRuleError) as error:
        rules_named("V22")
    assert "V02" in error.value.near
