"""V: words as targets, and characters and lengths that systems refuse."""

from __future__ import annotations

import pytest

from models.checking import check
from models.mending import apply
from models.practice import Practice
from models.rule import Surroundings, rules_named
from models.specimen import specimen
from tests.rules.helper import fields, findings


@pytest.mark.parametrize(
    "value", ["有效保障", "明显改善", "低水平、广覆盖", "不断提高", "与社会经济发展相适应"]
)
def test_empty_words_are_marked_where_they_stand(value: str):
    found = findings("V14", {"indicators[7].value": value, "indicators[7].scoring": "达到得5分，否则不得分"})
    assert [each.field for each in found] == ["indicators[7].value"]
    assert value[found[0].start : found[0].end] in found[0].message


@pytest.mark.parametrize(
    "value",
    [
        *("优", "优良", "较好/一般/差", "好、较好、差", "达标", "提高5%", "二级以上", "改善（优）"),
        *("不断档", "在有效期内", "及时", "合规", "未发生", "高、中、低"),
        *("无明显积水", "真实有效", "合法有效", "健全", "完善", "按期完成"),
    ],
)
def test_grades_and_figures_are_not_empty(value: str):
    assert (
        fields("V14", {"indicators[7].value": value, "indicators[7].scoring": "达到得5分，否则不得分"}) == []
    )


def test_words_graded_in_column_8_are_not_empty():
    scoring = "明显改善得5分，有所改善得3分，没有改善不得分"
    assert fields("V14", {"indicators[7].value": "明显改善", "indicators[7].scoring": scoring}) == []


@pytest.mark.parametrize("value", ["低\\高", '"优"', "优\n良", "优\t良", "'优'"])
def test_characters_that_systems_refuse(value: str):
    assert fields("V15", {"indicators[7].value": value}) == ["indicators[7].value"]


@pytest.mark.parametrize("key", ["level2", "name", "sign", "value", "unit", "attribute"])
@pytest.mark.parametrize(("before", "after"), [(" ", ""), ("", " "), ("\u3000", "\u3000")])
def test_blanks_around_a_cell_are_taken_away(key: str, before: str, after: str):
    path = f"indicators[6].{key}"
    clean = specimen()
    declaration = specimen({path: f"{before}{clean.get(path)}{after}"})
    (found,) = check(declaration, rules=rules_named("V15"))
    assert found.mend is not None
    assert found.mend.safe
    assert apply(declaration, found.mend) == clean


def test_a_cell_of_blanks_is_empty():
    assert fields("V15", {"indicators[6].value": "  ", "indicators[7].unit": " "}) == []


def test_the_quotes_of_a_project_name_are_only_changed_when_asked():
    (found,) = findings("V15", {"project.name": '"双减"工作经费'})
    assert found.mend is not None
    assert (found.mend.changes, found.mend.safe) == ({"project.name": "“双减”工作经费"}, False)
    (found,) = findings("V15", {"project.name": "双减工作经费\n"})
    assert found.mend is not None
    assert found.mend.safe


def test_long_texts_may_have_lines_and_quotes_but_no_backslash():
    assert fields("V15", {"project.content": '一是"补助"。\n二是公示。'}) == []
    found = findings("V15", {"project.content": "按低水平\\广覆盖的原则"})
    assert (found[0].field, found[0].start, found[0].end) == ("project.content", 4, 5)


def test_texts_fit_the_systems_they_are_reported_to():
    assert fields("V16", {"indicators[7].value": "好" * 61}) == ["indicators[7].value"]
    assert fields("V16", {"indicators[7].value": "好" * 60}) == []
    assert fields("V18", {"goals.annual": "字" * 601, "project.name": "字" * 61}) == [
        "project.name",
        "goals.annual",
    ]
    assert fields("V18", {"project.content": "字" * 6000}) == []


@pytest.mark.parametrize(
    ("value", "mended", "safe"),
    [
        ("好\n", None, None),
        ("优\n良", "优良", True),
        ('"好"', "“好”", True),
        ('好"', None, None),
        ("低水平\\广覆盖", "低水平、广覆盖", False),
    ],
)
def test_forbidden_characters_are_mended_where_that_is_certain(
    value: str, mended: str | None, safe: bool | None
):
    found = findings("V15", {"indicators[7].value": value})
    mends = [each.mend for each in found if each.mend]
    assert [mend.changes["indicators[7].value"] for mend in mends] == (
        [mended] if mended else mends and ["好"]
    )
    assert [mend.safe for mend in mends] == ([safe] if mended else [True] * len(mends))


def test_a_bureaus_own_empty_words_are_heard():
    practice = Practice(vague_words=("再上新台阶",))
    changes = {"indicators[7].value": "再上新台阶", "indicators[7].scoring": "达到得5分，未达到不得分"}
    assert fields("V14", changes) == []
    assert check(specimen(changes), Surroundings(practice=practice), rules=rules_named("V14"))
