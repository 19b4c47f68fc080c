"""Text is found in any width and case, by pinyin too, and replaced where it is text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Budget, Declaration, Goals, Indicator, Project, field_paths
from models.filtering import normal_form
from models.search import find, next_hit, replace

DECLARATION = Declaration(
    project=Project(
        name="城乡医疗救助经费项目",
        year=2026,
        overview="２０１４年起实施。\n保障2014人，支出521,789.58元。",
    ),
    budget=Budget(total=Decimal("521789.58")),
    goals=Goals(annual="救助2014人；救助率95%。"),
    indicators=(Indicator(name="救助人数", sign=">=", value="2014", unit="人"),),
)


def told(query: str) -> list[tuple[str, str]]:
    return [(hit.field, hit.found) for hit in find(DECLARATION, query)]


def test_figures_are_found_in_any_width_and_in_every_field() -> None:
    assert told("2014") == [
        ("project.overview", "２０１４"),
        ("project.overview", "2014"),
        ("goals.annual", "2014"),
        ("indicators[0].value", "2014"),
    ]


def test_an_amount_is_found_with_and_without_separators() -> None:
    assert ("budget.total", "521789.58") in told("521,789.58")
    assert ("budget.total", "521789.58") in told("521789.58")
    assert told("，2") == []


def test_letters_that_stand_nowhere_find_what_they_spell() -> None:
    assert ("indicators[0].name", "救助人数") in told("jzrs")
    assert told("jzl") == [("goals.annual", "救助率")]


@pytest.mark.parametrize("query", ["", "  ", "没有的", "[.*", "\x00"])
def test_nothing_is_found_for_nothing_and_no_pattern_is_read_into_it(query: str) -> None:
    assert told(query) == []


def test_only_texts_are_replaced_and_only_those_chosen() -> None:
    hits = find(DECLARATION, "2014")
    result = replace(DECLARATION, hits[1:], "2100")
    assert result.project.overview == "２０１４年起实施。\n保障2100人，支出521,789.58元。"
    assert result.indicators[0].value == "2100"
    assert replace(DECLARATION, find(DECLARATION, "2026"), "2027") == DECLARATION
    assert replace(DECLARATION, find(DECLARATION, ">="), "<=") == DECLARATION


def test_a_field_that_has_changed_since_is_left() -> None:
    hits = find(DECLARATION, "救助")
    changed = DECLARATION.with_value("goals.annual", "另写一段救助。").remove(0)
    result = replace(changed, hits, "补助")
    assert result.goals.annual == "另写一段救助。"
    assert result.project.name == "城乡医疗补助经费项目"


def test_a_replacement_of_several_lines_stays_one_line_in_a_name() -> None:
    result = replace(DECLARATION, find(DECLARATION, "救助"), "一\n二")
    assert "\n" not in result.project.name
    assert "一\n二" in result.goals.annual


def test_one_goes_round_from_hit_to_hit() -> None:
    hits, order = find(DECLARATION, "2014"), list(field_paths(DECLARATION))
    assert next_hit(hits, order, "project.overview", 0, 1) == hits[1]
    assert next_hit(hits, order, "project.overview", hits[1].start, 1) == hits[2]
    assert next_hit(hits, order, "indicators[0].value", 0, 1) == hits[0]
    assert next_hit(hits, order, "project.name", 0, -1) == hits[-1]
    assert next_hit([], order, "project.name", 0, 1) is None


TEXTS = st.text(st.sampled_from("甲乙2２aAＡ，. \n"), max_size=12)


@given(TEXTS, TEXTS.filter(str.strip), TEXTS)
def test_every_hit_means_the_query_and_is_gone_when_it_is_replaced(text: str, query: str, new: str) -> None:
    declaration = Declaration(goals=Goals(annual=text))
    hits = find(declaration, query)
    for hit in hits:
        if not query.isascii() or not query.isalpha():
            assert normal_form(hit.found) == normal_form(query)
    result = replace(declaration, hits, "丙")
    assert not find(result, query)
    assert replace(declaration, [], new) == declaration
