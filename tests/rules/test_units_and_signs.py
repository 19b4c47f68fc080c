"""V: a unit, a sign and a number that fit the name of their indicator."""

from __future__ import annotations

import pytest

from models.checking import check
from models.rule import rules_named
from models.specimen import specimen
from tests.rules.helper import fields, findings, people


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
    assert fields("V09", people(name="国有资产保值增值率", sign=">=", value="100", unit="%")) == []


def test_one_sign_is_not_wrong_in_two_ways():
    worse = people(name="群众投诉率", sign=">=", value="100", unit="%")
    assert [each.code for each in check(specimen(worse), rules=rules_named("V"))] == ["V17"]
    (found,) = findings("V17", people(name="政策知晓率", sign="<=", value="100", unit="%"))
    assert found.mend is not None
    assert found.mend.changes == {"indicators[1].sign": "="}


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
