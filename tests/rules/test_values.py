"""V: sign, value, unit and attribute of one row."""

from __future__ import annotations

import pytest

from models.checking import check
from models.peers import Peers
from models.practice import Practice
from models.rule import Surroundings, rules_named
from models.specimen import specimen
from tests.rules.clean_rows import CLEAN_ROWS
from tests.rules.helper import fields, findings


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


def test_long_texts_may_have_lines_and_quotes_but_no_backslash():
    assert fields("V15", {"project.content": '一是"补助"。\n二是公示。'}) == []
    found = findings("V15", {"project.content": "按低水平\\广覆盖的原则"})
    assert (found[0].field, found[0].start, found[0].end) == ("project.content", 4, 5)


def people(**columns: str) -> dict[str, str]:
    """The second indicator, of 3200 persons, with other columns."""
    return {f"indicators[1].{key}": value for key, value in columns.items()}


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
        ({"value": "2026年12月"}, None, None),
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


@pytest.mark.parametrize(
    ("name", "value", "is_found"),
    [
        ("食材抽检合格率", "980", True),
        ("食材抽检合格率", "-1", True),
        ("食材抽检合格率", "100", False),
        ("游客人数增长率", "130", False),
        ("能耗比上年下降", "-5", False),
        ("投入产出比", "260", False),
        ("旅游收入同比增速", "112", False),
        ("国有资产保值增值率", "101", False),
        ("粮食自给率", "130", False),
        ("床位使用率", "105", False),
        ("招商任务完成率", "110", False),
        ("招商任务完成率", "1100", True),
    ],
)
def test_a_share_lies_between_none_and_all(name: str, value: str, is_found: bool):
    assert bool(fields("V08", people(name=name, value=value, unit="%"))) is is_found


def test_all_of_it_is_equal_and_the_mend_is_safe_unless_more_can_be_done():
    (found,) = findings("V09", people(name="对象认定准确率", sign=">=", value="100", unit="%"))
    assert found.mend is not None
    assert found.mend.safe
    (found,) = findings("V09", people(name="任务完成率", sign=">=", value="100", unit="%"))
    assert found.mend is not None
    assert not found.mend.safe
    assert fields("V09", people(name="收入增长率", sign=">=", value="100", unit="%")) == []
    assert fields("V09", people(sign=">=", value="100", unit="人")) == []


@pytest.mark.parametrize(
    ("value", "unit", "is_found"),
    [
        ("0.5", "人", True),
        ("-1", "件", True),
        ("0", "起", False),
        ("3200.0", "人", False),
        ("3.2", "万人次", False),
        ("12.5", "公里", False),
        ("0.5", "元", False),
    ],
)
def test_people_and_things_are_whole(value: str, unit: str, is_found: bool):
    assert bool(fields("V10", people(value=value, unit=unit))) is is_found


@pytest.mark.parametrize("name", ["村均活动次数", "每万人发明专利拥有量", "每月巡查次数"])
def test_averages_need_not_be_whole(name: str):
    assert fields("V10", people(name=name, value="2.5", unit="次")) == []
    assert fields("V10", people(name=name, value="-2", unit="次")) == ["indicators[1].value"]


def test_fewer_cases_than_last_year_are_a_number_below_zero():
    assert fields("V10", people(name="事故起数同比变化", value="-3", unit="起")) == []


@pytest.mark.parametrize(
    ("name", "unit", "is_found"),
    [
        ("设备验收合格率", "台", True),
        ("受益群众满意度", "人", True),
        ("财政供养人员占比", "人", True),
        ("生活污水处理率（城区）", "吨", True),
        ("设备验收合格率", "%", False),
        ("婴儿死亡率", "‰", False),
        ("孕产妇死亡率", "1/10万", False),
        ("环境卫生投诉率", "件/万人", False),
        ("设备使用率", "台/次", True),
        ("抽查频率", "次/月", False),
        ("办事效率", "天", False),
        ("图像分辨率", "像素", False),
        ("年利率", "%", False),
        ("巡查次数", "次", False),
        ("道路长度", "公里", False),
        ("冷库温度", "℃", False),
        ("年度维护次数", "次", False),
    ],
)
def test_a_ratio_is_measured_in_percent(name: str, unit: str, is_found: bool):
    assert bool(fields("V11", people(name=name, value="98", unit=unit))) is is_found


def test_percent_in_words_is_mended():
    (found,) = findings("V11", people(name="合格率", value="98", unit="百分比"))
    assert found.mend is not None
    assert (found.mend.changes, found.mend.safe) == ({"indicators[1].unit": "%"}, True)


@pytest.mark.parametrize(
    ("columns", "is_found"),
    [
        ({"value": "75"}, True),
        ({"value": "79.9"}, True),
        ({"value": "80"}, False),
        ({"value": "100", "sign": "="}, False),
        ({"value": "满意", "attribute": "定性指标", "sign": "", "unit": ""}, True),
        ({"name": "服务对象不满意率", "value": "5", "sign": "<="}, False),
        ({"name": "满意度问卷份数", "value": "60", "unit": "份"}, False),
        ({"name": "满意度问卷回收率", "value": "70"}, False),
        ({"name": "满意度较上年提高", "value": "2"}, False),
        ({"name": "服务对象满意率", "value": "70"}, True),
        ({"name": "群众满意度（问卷）", "value": "70"}, True),
    ],
)
def test_satisfaction_is_measured_and_not_aimed_at_low(columns: dict[str, str], is_found: bool):
    changes = {f"indicators[8].{key}": value for key, value in columns.items()}
    assert bool(fields("V13", changes)) is is_found


@pytest.mark.parametrize(
    ("name", "sign", "wanted"),
    [
        ("群众投诉率", ">=", "<="),
        ("安全事故数", ">", "<="),
        ("单位造价成本", ">=", "<="),
        ("故障响应时间", ">=", "<="),
        ("资金结余率", ">=", "<="),
        ("任务完成率", "<=", ">="),
        ("服务对象满意度", "<", ">="),
        ("投诉处理率", ">=", None),
        ("群众投诉率", "<=", None),
        ("事故下降率", ">=", None),
        ("成本节约率", ">=", None),
        ("不合格率", "<=", None),
        ("未完成率", "<=", None),
        ("故障及时修复率", ">=", None),
        ("成本控制率", "<=", None),
        ("按时限办结率", ">=", None),
        ("污水处理成本", ">=", "<="),
        ("案件办理差错率", ">=", "<="),
        ("故障修复时限", ">", "<="),
        ("查处违法案件数", ">=", None),
        ("降低安全事故率", ">=", None),
        ("节约运行成本", ">=", None),
        ("平均无故障时间", ">=", None),
        ("水资源开发利用率", "<=", None),
        ("完成月份", "<=", None),
        ("覆盖村数", ">=", None),
        ("任务完成率", "=", None),
    ],
)
def test_the_direction_of_a_sign_fits_the_name(name: str, sign: str, wanted: str | None):
    found = findings("V17", people(name=name, sign=sign, value="5"))
    assert [each.mend.changes["indicators[1].sign"] for each in found if each.mend] == (
        [wanted] if wanted else []
    )


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
