"""V: sign, value, unit and attribute of one row."""

from __future__ import annotations

import pytest

from models.checking import check
from models.peers import Peers
from models.rule import Surroundings, rules_named
from models.specimen import specimen
from tests.rules.helper import fields, findings


def row(
    value: str, *, sign: str = ">=", unit: str = "%", attribute: str = "定量指标", at: int = 6
) -> dict[str, str]:
    """Changes that make one row of the specimen this one."""
    cells = {"value": value, "sign": sign, "unit": unit, "attribute": attribute}
    return {f"indicators[{at}].{key}": cell for key, cell in cells.items()}


@pytest.mark.parametrize("value", ["90", "-3", "0.5", " 90 ", ""])
def test_a_bare_number_is_a_number(value: str):
    assert fields("V01", row(value)) == []


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("90%", "请只写“90”"),
        ("≥90", "“≥”选到指标性质"),
        ("5,200.00", "请只写“5200.00”"),
        ("９０", "请只写“90”"),
        ("90人", "“人”写到度量单位"),
        ("2026年12月", "月份数"),
        ("全覆盖", "改为定性指标"),
    ],
)
def test_what_is_no_number_is_told_with_its_cure(value: str, advice: str):
    found = findings("V01", row(value))
    assert [each.field for each in found] == ["indicators[6].value"]
    assert f"“{value}”不是数字，而指标属性为定量指标" in found[0].message
    assert advice in found[0].message


def test_a_sign_calls_for_a_number_where_the_value_counts_or_dates():
    assert fields("V01", row("2026年12月", sign="=", attribute="定性指标")) == ["indicators[6].value"]
    assert fields("V01", row("优良", sign="=", attribute="")) == ["indicators[6].value"]


def test_a_sign_beside_mere_words_is_the_signs_fault():
    changes = row("优良", sign="=", unit="", attribute="定性指标")
    assert fields("V01", changes) == []
    assert fields("V02", changes) == ["indicators[6].sign"]


def test_a_qualitative_row_is_told_once_with_both_cells():
    found = findings("V02", row("优良", attribute="定性指标"))
    assert [each.field for each in found] == ["indicators[6].sign"]
    assert "指标性质“>=”和度量单位“%”" in found[0].message
    assert fields("V02", row("优良", sign="", attribute="定性指标")) == ["indicators[6].unit"]


@pytest.mark.parametrize(("value", "unit"), [("90%", ""), ("90", "%"), ("90", "％")])
def test_a_percentage_is_quantitative_wherever_its_sign_stands(value: str, unit: str):
    assert fields("V04", row(value, sign="", unit=unit, attribute="定性指标")) == ["indicators[6].attribute"]
    assert fields("V04", row(value, unit=unit)) == []


@pytest.mark.parametrize("glyph", ["≥", "＝", "﹦", ">=", "《"])
def test_a_sign_counts_in_any_glyph(glyph: str):
    assert fields("V05", row("90", sign=glyph)) == []


def test_words_need_no_sign():
    assert fields("V05", row("优", sign="", unit="", attribute="定性指标")) == []
    assert fields("V05", row("大约", sign="不低于", unit="")) == ["indicators[6].sign"]


@pytest.mark.parametrize(
    ("value", "unit", "wrong"),
    [
        ("2026年12月", "月", True),
        ("2026年12月31日前", "天", True),
        ("2026-12-31", "月", True),
        ("12月底前", "月", True),
        ("2026年12月", "", False),
        ("2026年12月", "日期", False),
        ("12", "月", False),
        ("30", "天", False),
    ],
)
def test_the_unit_of_a_date(value: str, unit: str, wrong: bool):
    assert bool(fields("V06", row(value, sign="=", unit=unit))) is wrong


def test_the_month_is_kept_in_the_advice():
    assert "<= 9 月" in findings("V06", row("2026年9月", unit="月"))[0].message
    assert "月" not in findings("V06", row("2026年", unit="年"))[0].message


def across(mine: dict[str, str], theirs: dict[str, object]) -> list[str]:
    peers = [specimen({"project.name": "另一项目", **theirs})]
    return [
        each.field for each in check(specimen(mine), Surroundings(Peers.of(peers)), rules=rules_named("V07"))
    ]


def test_dates_are_one_kind_across_projects_whatever_their_names():
    mine = row("2026年12月", sign="", unit="", attribute="定性指标", at=4)
    assert across({**mine, "indicators[4].name": "完成时间"}, {"indicators[4].value": "2026年6月"}) == [
        "indicators[4].attribute"
    ]


@pytest.mark.parametrize("other", [{"unit.name": "某县民政局"}, {"project.year": 2025}])
def test_only_projects_of_the_same_unit_and_year_are_compared(other: dict[str, object]):
    contradiction = {"indicators[6].attribute": "定性指标"}
    assert across({}, contradiction) == ["indicators[6].attribute"]
    assert across({}, {**contradiction, **other}) == []


@pytest.mark.parametrize(
    ("name", "unit", "text", "wrong"),
    [
        ("补助学生人数", "人次", "补助学生3200人", True),
        ("补助学生人次", "人", "补助学生3200人", True),
        ("补助学生人次", "人次", "补助学生3200人", True),
        ("补助学生人次", "人次", "补助学生3200人次", False),
        ("补助学生人次", "人次", "补助学生3200人次，共3200人", False),
        ("补助学生人次", "人次", "补助学生800人", False),
        ("补助学生人数", "人", "补助学生3200名", False),
        ("补助户数", "户", "补助3200人", False),
    ],
)
def test_persons_are_not_occasions(name: str, unit: str, text: str, wrong: bool):
    texts = {f"project.{key}": "已说明" for key in ("overview", "content", "funding", "plan", "outcome")}
    changes = {**texts, "goals.annual": text, "indicators[1].name": name, "indicators[1].unit": unit}
    assert bool(fields("V12", {**changes, "indicators[1].content": "反映领取补助的学生"})) is wrong


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


def test_long_texts_may_have_lines_and_quotes_but_no_backslash():
    assert fields("V15", {"project.content": '一是"补助"。\n二是公示。'}) == []
    found = findings("V15", {"project.content": "按低水平\\广覆盖的原则"})
    assert (found[0].field, found[0].start, found[0].end) == ("project.content", 4, 5)
