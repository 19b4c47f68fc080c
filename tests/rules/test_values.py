"""V: sign, value, unit and attribute of one row."""

from __future__ import annotations

import pytest

from models.checking import check
from models.peers import Peers
from models.practice import Practice
from models.rule import Surroundings, rules_named
from models.specimen import specimen
from tests.rules.clean_rows import CLEAN_ROWS
from tests.rules.helper import fields, findings, people


def row(
    value: str, *, sign: str = ">=", unit: str = "%", attribute: str = "定量指标", at: int = 6
) -> dict[str, str]:
    """Changes that make one row of the specimen this one."""
    cells = {"value": value, "sign": sign, "unit": unit, "attribute": attribute}
    return {f"indicators[{at}].{key}": cell for key, cell in cells.items()}


@pytest.mark.parametrize("line", CLEAN_ROWS.strip().splitlines())
def test_nothing_is_wrong_with_the_rows_of_good_clerks(line: str):
    level2, name, target = line.split(" ", 2)
    sign, value, unit = target.split(" ", 2) if target[0] in "<>=" else ("", target, "")
    attribute = "定量指标" if sign else "定性指标"
    row = (
        specimen()
        .indicators[7]
        .with_values(level2=level2, name=name, sign=sign, value=value, unit=unit, attribute=attribute)
    )
    found = [
        (rule.code, each.message)
        for rule in (*rules_named("C"), *rules_named("V"))
        if rule.check_row
        for each in rule.check_row(row, Practice())
    ]
    assert found == []


@pytest.mark.parametrize("value", ["90", "-3", "0.5", " 90 ", ""])
def test_a_bare_number_is_a_number(value: str):
    assert fields("V01", row(value)) == []


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("90%", "请只写“90”"),
        ("≥90", "请只写“90”"),
        ("≤90", "“≤”选到指标性质"),
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


def test_a_date_called_qualitative_becomes_a_number_of_months():
    found = findings("V06", row("2026年9月", sign="=", unit="月", attribute="定性指标"))
    assert found[0].mend is not None
    changes = {"sign": "<=", "value": "9", "unit": "月", "attribute": "定量指标"}
    assert found[0].mend.changes == {f"indicators[6].{key}": new for key, new in changes.items()}
    assert not found[0].mend.safe


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


def test_a_sign_that_says_qualitative_is_one_finding():
    row_ = {"indicators[7].sign": "定性"}
    found = check(specimen(row_), rules=rules_named("V"))
    assert [(each.code, each.mend and (each.mend.changes, each.mend.safe)) for each in found] == [
        ("V02", ({"indicators[7].sign": ""}, True))
    ]
    (found_,) = findings("V05", {**row_, "indicators[7].attribute": ""})
    assert found_.mend is not None
    assert found_.mend.changes == {"indicators[7].sign": "", "indicators[7].attribute": "定性指标"}
    (found_,) = findings("V05", people(sign="定性"))
    assert found_.mend is None


@pytest.mark.parametrize(
    ("columns", "changes", "safe"),
    [
        ({"value": "3,200"}, {"value": "3200"}, True),
        ({"value": "３２００"}, {"value": "3200"}, True),
        ({"value": "3200人"}, {"value": "3200"}, True),
        ({"value": "≥3200"}, {"value": "3200"}, True),
        ({"value": "≥3,200人", "sign": "", "unit": ""}, {"value": "3200", "sign": ">=", "unit": "人"}, True),
        ({"value": "98%", "unit": ""}, {"value": "98", "unit": "%"}, True),
        ({"value": "≤3200"}, None, None),
        ({"value": "3200户"}, None, None),
        ({"value": "3200左右"}, {"value": "3200"}, False),
        ({"value": "约三千"}, None, None),
        ({"value": "三千二百"}, {"value": "3200"}, True),
        ({"value": "3200名"}, {"value": "3200"}, True),
        ({"value": "0.32万"}, {"value": "3200"}, True),
        ({"value": "0.32万人"}, {"value": "3200"}, True),
        ({"value": "0.32万", "unit": "万人"}, {"value": "0.32"}, False),
        ({"value": "1.2亿元", "unit": "万元"}, None, None),
        ({"value": "12.5万元", "unit": ""}, {"value": "12.5", "unit": "万元"}, True),
        ({"value": "3200人以上", "sign": ""}, {"value": "3200", "sign": ">="}, True),
        ({"value": "不低于3200", "sign": "<="}, None, None),
        ({"value": "百分之九十", "unit": ""}, {"value": "90", "unit": "%"}, True),
        ({"value": "＞＝９０％", "unit": "%", "sign": "≥"}, {"value": "90"}, True),
        ({"value": "3200人", "attribute": "定性指标"}, {"value": "3200", "attribute": "定量指标"}, True),
        ({"value": "一般"}, None, None),
        ({"value": "二级"}, None, None),
        ({"value": "6-8"}, None, None),
        ({"value": "1:2"}, None, None),
        ({"value": "3200人（含教师）"}, None, None),
        ({"value": "2026年12月"}, {"value": "12", "sign": "<=", "unit": "月"}, False),
        ({"value": "2026年"}, None, None),
        ({"value": "5个", "unit": ""}, {"value": "5", "unit": "个"}, True),
        ({"value": "5垧", "unit": ""}, {"value": "5", "unit": "垧"}, False),
    ],
)
def test_a_number_with_its_unit_is_parted(
    columns: dict[str, str], changes: dict[str, str] | None, safe: bool | None
):
    (found,) = findings("V01", people(**columns))
    if changes is None:
        assert found.mend is None
    else:
        assert found.mend is not None
        assert found.mend.changes == {f"indicators[1].{key}": value for key, value in changes.items()}
        assert found.mend.safe is safe


def test_a_bureaus_own_units_are_units():
    around = Surroundings(practice=Practice(units=("垧",)))
    (found,) = check(specimen(people(value="5垧", unit="")), around, rules=rules_named("V01"))
    assert found.mend is not None
    assert found.mend.safe


def test_a_sign_written_into_the_value_is_one_finding():
    found = check(specimen(people(value="≥3200", sign="")))
    assert [each.code for each in found] == ["V01"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("不低于", ">="), ("不超过", "<="), ("=>", ">="), ("为", "="), ("大概", None)]
)
def test_a_sign_in_words_is_understood(typed: str, meant: str | None):
    (found,) = findings("V05", people(sign=typed))
    assert (found.mend and found.mend.changes["indicators[1].sign"]) == meant


def test_a_number_called_qualitative_is_one_finding_when_nothing_tells_of_a_lost_sign():
    found = check(specimen(people(attribute="定性指标", sign="", unit="")), rules=rules_named("V"))
    assert [each.code for each in found] == ["V03"]
    # Neither sign nor unit tell that it was counted, and the other attribute alone would leave both missing.
    assert found[0].mend is None
