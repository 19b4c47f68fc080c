"""Text is found in any width and case, by pinyin too, and replaced where nothing breaks by it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Budget, Declaration, Goals, Indicator, Project, field_paths
from models.filtering import normal_form
from models.search import Query, Texts, can_replace, find, may_be_in, may_be_spelled_in, next_hit, replace

DECLARATION = Declaration(
    project=Project(
        name="城乡医疗救助经费项目",
        year=2026,
        period=(2026, 2028),
        overview="２０１４年起实施。\n保障2014人，支出521,789.58元。",
    ),
    budget=Budget(total=Decimal("521789.58")),
    goals=Goals(annual="救助2014人；救助率95%。"),
    indicators=(Indicator(name="救助人数", sign=">=", value="2014", unit="人", weight=Decimal(20)),),
)


def told(query: str, *, whole: bool = False, case: bool = False) -> list[tuple[str, str]]:
    return [(hit.field, hit.found) for hit in find(DECLARATION, query, whole=whole, case=case)]


def replaced(query: str, new: str) -> Declaration:
    return replace(DECLARATION, find(DECLARATION, query), new)


def test_figures_are_found_in_any_width_and_in_every_field() -> None:
    assert told("2014") == [
        ("project.overview", "２０１４"),
        ("project.overview", "2014"),
        ("goals.annual", "2014"),
        ("indicators[0].value", "2014"),
    ]
    assert told("2028") == [("project.period", "2028")]
    assert [hit.field for hit in find(DECLARATION, "2014", fields=("goals.annual",))] == ["goals.annual"]


@pytest.mark.parametrize("query", ["521,789.58", "521789.58", "５２１７８９．５８"])
def test_an_amount_is_found_with_and_without_separators(query: str) -> None:
    assert ("budget.total", "521,789.58") in told(query)


def test_a_full_width_comma_is_no_separator_of_an_amount() -> None:
    assert told("，2") == []


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("2014", "201", 0),
        ("12014人", "2014", 0),
        ("2014.5", "2014", 0),
        ("1,201", "201", 0),
        ("2013，2014年", "2014", 1),
        ("2013,2014年", "2014", 1),
        ("救助2014人", "2014", 1),
        ("见GDPs", "gdp", 0),
        ("救助者", "救助", 1),
    ],
)
def test_only_whole_numbers_and_words_are_found_when_that_is_wanted(
    text: str, query: str, found: int
) -> None:
    assert len(find(Declaration(goals=Goals(annual=text)), query, whole=True)) == found


def test_of_an_amount_zeros_behind_the_point_may_be_left_out() -> None:
    declaration = Declaration(budget=Budget(total=Decimal(50000)))
    assert [hit.found for hit in find(declaration, "50000", whole=True)] == ["50,000"]
    assert find(declaration, "5000", whole=True) == []


def test_letters_are_told_apart_only_when_that_is_wanted() -> None:
    declaration = Declaration(goals=Goals(annual="ＧＤＰ和gdp"))
    assert [hit.found for hit in find(declaration, "gdp")] == ["ＧＤＰ", "gdp"]
    assert [hit.found for hit in find(declaration, "GDP", case=True)] == ["ＧＤＰ"]


def test_letters_that_stand_nowhere_find_what_they_spell() -> None:
    assert ("indicators[0].name", "救助人数") in told("jzrs")
    assert told("jzl") == [("goals.annual", "救助率")]
    assert told("JZL") == told("j") == []
    assert find(DECLARATION, "jzl", by_sound=False) == []


def test_everything_that_letters_spell_is_found_however_far_into_a_paragraph() -> None:
    declaration = Declaration(goals=Goals(annual="甲" * 2000 + "救助率，救助率。"))
    assert [hit.start for hit in find(declaration, "jzl")] == [2000, 2004]


@pytest.mark.parametrize("query", ["", "  ", "没有的", "[.*", "\x00"])
def test_nothing_is_found_for_nothing_and_no_pattern_is_read_into_it(query: str) -> None:
    assert told(query) == []


def test_only_what_is_chosen_is_replaced() -> None:
    hits = find(DECLARATION, "2014")
    result = replace(DECLARATION, hits[1:], "2100")
    assert result.project.overview == "２０１４年起实施。\n保障2100人，支出521,789.58元。"
    assert result.indicators[0].value == "2100"


def test_a_number_is_replaced_by_a_number_and_only_as_a_whole() -> None:
    assert replaced("2026", "２０２７").project.year == 2027
    assert replaced("2026", "2027").project.period == (2027, 2028)
    assert replaced("521789.58", "52.18万元").budget.total == Decimal(521800)
    assert replaced("20", "15").indicators[0].weight == 15
    assert replaced("20", "15").project.year == 2026
    for new in ("二〇二七", "", "20270", "2027-2028"):
        assert replaced("2026", new) == DECLARATION
    assert replaced("789", "1").budget.total == Decimal("521789.58")
    assert replaced(">=", "<=") == DECLARATION


def test_a_hit_that_a_longer_number_goes_on_from_is_not_apart() -> None:
    declaration = Declaration(goals=Goals(annual="2014年，12014元，2014.5元，Ａ2014"))
    assert [hit.is_apart for hit in find(declaration, "2014")] == [True, False, False, True]
    assert not find(DECLARATION, "2026")[0].is_apart


def test_typed_text_in_the_place_of_a_number_becomes_one_when_it_is_replaced_by_one() -> None:
    declaration = Declaration(project=Project(year="二〇二六"), budget=Budget(total="约五万"))
    assert replace(declaration, find(declaration, "二〇二六"), "2026").project.year == 2026
    assert replace(declaration, find(declaration, "五万"), "六万").budget.total == "约六万"


def test_numbers_that_no_one_can_write_out_are_searched_as_they_are() -> None:
    declaration = Declaration(budget=Budget(total=Decimal("1E+999999")))
    assert [hit.text for hit in find(declaration, "1e+9")] == ["1E+999999"]


def test_a_field_that_has_changed_since_is_left() -> None:
    hits = find(DECLARATION, "救助")
    changed = DECLARATION.with_value("goals.annual", "另写一段救助。").remove(0)
    result = replace(changed, hits, "补助")
    assert result.goals.annual == "另写一段救助。"
    assert result.project.name == "城乡医疗补助经费项目"


def test_a_replacement_of_several_lines_stays_one_line_in_a_name() -> None:
    result = replaced("救助", "一\n二")
    assert "\n" not in result.project.name
    assert "一\n二" in result.goals.annual


def test_one_goes_round_from_hit_to_hit() -> None:
    hits, order = find(DECLARATION, "2014"), list(field_paths(DECLARATION))
    assert next_hit(hits, order, "project.overview", 0, 1) == hits[1]
    assert next_hit(hits, order, "project.overview", hits[1].start, 1) == hits[2]
    assert next_hit(hits, order, "indicators[0].value", 0, 1) == hits[0]
    assert next_hit(hits, order, "project.name", 0, -1) == hits[-1]
    assert next_hit([], order, "project.name", 0, 1) is None


TEXTS = st.text(st.sampled_from("甲救2２aAＡ，,.（(\n\u3000 ㎡ﬁß"), max_size=12)
AMOUNTS = st.decimals(0, 10**9, places=2)
FLAGS = st.booleans()


@given(TEXTS, TEXTS.filter(str.strip), TEXTS, FLAGS, FLAGS)
def test_every_hit_means_the_query_and_is_gone_when_it_is_replaced(
    text: str, query: str, new: str, whole: bool, case: bool
) -> None:
    declaration = Declaration(goals=Goals(annual=text))
    hits = find(declaration, query, whole=whole, case=case, by_sound=False)
    for hit in hits:
        assert normal_form(hit.found) == normal_form(query)
    assert [hit.start for hit in hits] == sorted({hit.start for hit in hits})
    result = replace(declaration, hits, "丙")
    assert not find(result, query, whole=whole, case=case, by_sound=False)
    assert replace(declaration, [], new) == declaration


@given(AMOUNTS, st.integers(0, 12), st.integers(1, 6), AMOUNTS)
def test_any_part_of_an_amount_is_found_and_it_is_replaced_only_as_a_whole(
    amount: Decimal, start: int, length: int, new: Decimal
) -> None:
    declaration = Declaration(budget=Budget(total=amount))
    query = f"{amount:.2f}"[start : start + length]
    for hit in find(declaration, query):
        assert hit.found.replace(",", "") == query
        value = replace(declaration, [hit], f"{new}").budget.total
        assert value == (new if can_replace(hit, f"{new}") else amount)
    assert bool(find(declaration, query)) == bool(query.strip())
    (hit,) = find(declaration, f"{amount:,.2f}")
    assert replace(declaration, [hit], f"{new}").budget.total == new


@given(TEXTS, AMOUNTS, st.one_of(TEXTS, AMOUNTS.map(str), AMOUNTS.map("{:,}".format), st.just("jz")))
def test_what_is_passed_over_at_a_glance_does_not_hold_the_query(
    text: str, amount: Decimal, words: str
) -> None:
    texts = Texts(Declaration(goals=Goals(annual=text), budget=Budget(total=amount)))
    for case in (False, True):
        query = Query(words, case=case)
        assert may_be_in(query, texts.joined) or not texts.literal(query)
        assert may_be_spelled_in(query, texts.joined) or not texts.spelled(query)
