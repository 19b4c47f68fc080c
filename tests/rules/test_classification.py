"""K: what is an output, an effect, a satisfaction, and what is only money and work put in."""

from __future__ import annotations

import pytest

from models.checking import check
from models.declaration import Declaration
from models.mending import apply
from models.practice import Practice
from models.rule import Rule, Severity, Surroundings, rules_named
from models.specimen import specimen
from tests.rules.helper import fields, findings, words

OUTPUT, BENEFIT = "产出指标", "效益指标"


def row(level1: str, level2: str, name: str, unit: str = "%", value: str = "90") -> dict[str, str]:
    """Changes that make one row of the specimen this one."""
    cells = {"level1": level1, "level2": level2, "name": name, "unit": unit, "value": value, "sign": ">="}
    return {f"indicators[7].{key}": cell for key, cell in {**cells, "attribute": "定量指标"}.items()}


def k(changes: dict[str, str]) -> list[str]:
    """All K rules that speak, in the order of their codes."""
    return [each.code for each in check(specimen(changes), rules=rules_named("K"))]


# One list for each rule: what it is made for, and what looks like it but is right.

SPENDING = [
    *(("资金支付率", "%"), ("补助资金支付率", "%"), ("资金拨付率", "%"), ("专项资金到位率", "%")),
    *(("预算执行率", "%"), ("预算资金执行率", "%"), ("资金使用率", "%"), ("项目资金支出进度", "%")),
    *(("资金足额拨付率", "%"), ("经费支出完成率", "%"), ("财政资金下达率", "%"), ("补助资金发放率", "%")),
    *(("拨付补助资金", ""), ("支付工程款", ""), ("发放补助资金总额", "万元"), ("资金拨付情况", "")),
    *(("补助金额", "元"), ("项目投资总额", "万元"), ("救助金额", "万元"), ("培训经费", "元")),
    *(("预算金额", "万元"), ("资助金额", "元"), ("工程造价", "万元"), ("设备采购金额", "万元")),
    *(("发放补贴金额", "万元"), ("资助标准", "元"), ("购置费", "元"), ("项目资金", "亿元")),
    *(("资金投入", "万元"), ("资金规模", ""), ("资金按时足额拨付率", "%"), ("经费执行率", "%")),
]
NOT_SPENDING = [
    *(("救助人数", "人"), ("发放补助人数", "人"), ("补助资金发放人数", "人"), ("资金支付笔数", "笔")),
    *(("拨付资金涉及单位数", "个"), ("预算执行审计项目数", "个"), ("预算执行监督检查次数", "次")),
    *(("专项资金检查覆盖率", "%"), ("资金绩效评价报告数量", "份"), ("新建道路里程", "公里")),
    *(("发放贷款金额", "万元"), ("贴息贷款总额", "万元"), ("融资担保额", "亿元"), ("招商引进资金", "亿元")),
    *(
        ("带动社会投资额", "万元"),
        ("农产品销售额", "万元"),
        ("审计查出问题金额", "万元"),
        ("追缴资金", "万元"),
    ),
    *(
        ("非税收入征收额", "万元"),
        ("提供风险保障金额", "亿元"),
        ("化解债务金额", "万元"),
        ("争取上级资金", "万元"),
    ),
    *(("养老金发放率", "%"), ("资料发放率", "%"), ("任务完成率", "%"), ("参保人数", "人次")),
    *(("补贴面积", "亩"), ("采购设备数量", "台"), ("预算编制培训场次", "场"), ("资金监管系统建设数", "套")),
    *(("扶贫资金项目个数", "个"), ("减免税费金额", "万元"), ("清欠工资金额", "万元")),
]


@pytest.mark.parametrize(("name", "unit"), SPENDING)
def test_spending_is_no_quantity_of_output(name: str, unit: str):
    assert k(row(OUTPUT, "数量指标", name, unit)) == ["K02"]


@pytest.mark.parametrize(("name", "unit"), NOT_SPENDING)
def test_what_is_done_and_the_money_of_others_are_quantities(name: str, unit: str):
    assert k(row(OUTPUT, "数量指标", name, unit)) == []


def test_the_execution_of_the_budget_is_no_indicator_anywhere_but_timeliness_of_payment_is():
    assert k(row(OUTPUT, "时效指标", "预算执行率")) == ["K02"]
    assert k(row(OUTPUT, "质量指标", "预算资金执行率")) == ["K02"]
    for name in ("补助资金拨付及时率", "资金支付完成月份", "资金拨付到位时间"):
        assert k(row(OUTPUT, "时效指标", name)) == []
    assert k(row(OUTPUT, "质量指标", "资金使用合规率")) == []
    assert k(row("成本指标", "经济成本指标", "项目总投资", "万元")) == []
    assert k(row(OUTPUT, "成本指标", "补助资金总额", "万元")) == []


def test_a_standard_among_the_quantities_is_only_noted():
    found = findings("K02", row(OUTPUT, "数量指标", "人均补助标准", "元/人·年"))
    assert [each.severity for each in found] == [Severity.INFO]
    assert "“元/人·年”" in found[0].message


INPUTS_IN_GOALS = [
    ("区级财政承担预算金额为521,789.58元。", "预算金额为521,789.58元"),
    ("预算总额320万元，救助2014人。", "预算总额320万元"),
    ("投入资金120万元，新建道路3公里。", "投入资金120万元"),
    ("投入120万元新建道路。", "投入120万元"),
    ("安排专项资金50万元用于培训。", "安排专项资金50万元"),
    ("申请财政资金1,000,000.00元，完成改造。", "申请财政资金1,000,000.00元"),
    ("项目总投资3,000万元，新建校舍1栋。", "项目总投资3,000万元"),
    ("总投资约500万元。", ""),
    ("资金总额为叁佰贰拾万元整，补助学生3200人。", "资金总额为叁佰贰拾万元整"),
    ("所需资金共计45.6万元。", "所需资金共计45.6万元"),
    ("财政安排预算资金合计88万元，完成环境整治。", "安排预算资金合计88万元"),
    ("年度预算为12万元，开展培训4期。", "预算为12万元"),
    ("项目资金规模2亿元，建成泵站2座。", "项目资金规模2亿元"),
    ("中央投资300万元，修复堤防2公里。", "中央投资300万元"),
    ("投入保洁人员50名，清扫道路20公里。", "投入保洁人员50名"),
    ("投入作业车辆12辆，机械化清扫率达80%。", "投入作业车辆12辆"),
    ("投入人力200人次开展排查。", "投入人力200人次"),
    ("投入施工机械30台。", "投入施工机械30台"),
    ("全年经费总额30万元。", "经费总额30万元"),
    ("配套资金已落实，项目投资500万元。", "项目投资500万元"),
]
NO_INPUTS_IN_GOALS = [
    "2026年按标准补助学生3200人，每人每年1000元。",
    "补助资金3,200,000.00元12月底前全部拨付。",
    "发放救助金52.18万元，救助2014人。",
    "总投资控制在500万元以内，新建道路3公里。",
    "项目投资500万元以内。",
    "预算金额不超过300万元。",
    "投资不超过300万元。",
    "带动社会投资2亿元，新增就业300人。",
    "撬动银行贷款，安排信贷资金5000万元。",
    "引进投资3亿元。",
    "吸引民间投资1,200万元。",
    "节约预算资金20万元。",
    "压减预算30万元。",
    "户均增收投入2000元。",
    "每亩投入500元。",
    "完成投资800万元，新建道路3公里。",
    "实现产值800万元，新增税收50万元。",
    "农户收入增加600万元。",
    "减轻群众就医负担120万元。",
    "建成并投入使用教室12间。",
    "3台设备投入运行，故障率低于2%。",
    "新购设备投入使用12台。",
    "生产线投入生产后年产20吨。",
    "完成审计项目20个，审减投资300万元。",
    "追回资金40万元。",
    "培训学员200人，合格率不低于95%。",
    "采购设备12台，验收合格率100%。",
    "发放创业贷款500万元。",
    "2026年至2028年，营养不良率由4%降到2%。",
    "补助标准为每人每年290元。",
    "配备教师20名的学校达到5所。",
]


@pytest.mark.parametrize(("text", "words"), INPUTS_IN_GOALS)
def test_a_goal_that_states_the_money_put_in(text: str, words: str):
    for path in ("goals.overall", "goals.annual"):
        found = findings("K03", {path: text})
        assert [text[each.start : each.end] for each in found] == ([words] if words else [])


@pytest.mark.parametrize("text", NO_INPUTS_IN_GOALS)
def test_a_goal_that_states_what_is_done_and_what_it_saves(text: str):
    assert fields("K03", {"goals.annual": text}) == []


def test_the_sections_may_state_the_money():
    assert fields("K03", {"project.funding": "预算金额为521,789.58元，投入资金120万元。"}) == []


@pytest.mark.parametrize(
    ("level1", "level2", "name", "unit"),
    [
        (OUTPUT, "数量指标", "投入工作人员数量", "人"),
        (OUTPUT, "数量指标", "投入车辆数", "辆"),
        (OUTPUT, "数量指标", "保洁人员投入数", "人"),
        (OUTPUT, "质量指标", "项目资金", "万元"),
        (OUTPUT, "时效指标", "财政资金总额", "元"),
        (BENEFIT, "经济效益指标", "项目总投资", "万元"),
        (BENEFIT, "经济效益指标", "资金投入", "万元"),
        (BENEFIT, "社会效益指标", "财政经费投入", "%"),
        (BENEFIT, "社会效益指标", "投入物资数量", "件"),
        ("满意度指标", "服务对象满意度指标", "人员投入情况", "%"),
    ],
)
def test_an_indicator_of_what_is_put_in(level1: str, level2: str, name: str, unit: str):
    assert k(row(level1, level2, name, unit)) == ["K03"]


@pytest.mark.parametrize(
    ("level1", "level2", "name", "unit"),
    [
        ("成本指标", "经济成本指标", "项目总投资", "万元"),
        (OUTPUT, "成本指标", "投入人员经费", "万元"),
        (BENEFIT, "经济效益指标", "带动社会资金投入", "万元"),
        (BENEFIT, "经济效益指标", "研发投入强度", "%"),
        (BENEFIT, "经济效益指标", "节约财政资金", "万元"),
        (BENEFIT, "经济效益指标", "投入产出比", "%"),
        (BENEFIT, "经济效益指标", "新增产值", "万元"),
        (OUTPUT, "时效指标", "设备投入使用时间", "月"),
        (OUTPUT, "数量指标", "投入运营公交车数", "辆"),
        ("", "", "资金投入", "万元"),
    ],
)
def test_an_indicator_of_something_else(level1: str, level2: str, name: str, unit: str):
    assert fields("K03", row(level1, level2, name, unit)) == []


@pytest.mark.parametrize(
    "name",
    words(
        "家长满意度 群众满意率 社会公众满意程度 服务对象满意度 师生满意度 企业满意度 患者满意度 受益群众满意度 "
        "满意度 群众满意情况 服务对象满意度达标率 游客满意度 居民对环境满意"
    ),
)
def test_satisfaction_among_the_benefits(name: str):
    changes = row(BENEFIT, "社会效益指标", name)
    assert k(changes) == ["K04"]
    mend = findings("K04", changes)[0].mend
    assert mend is not None
    assert not mend.safe
    assert k_of(apply(specimen(changes), mend)) == []


@pytest.mark.parametrize(
    "name", words("满意度调查完成情况 满意度测评结果运用 群众满意度问卷回收数 投诉率 群众安全感")
)
def test_a_survey_of_satisfaction_is_no_satisfaction(name: str):
    assert fields("K04", row(BENEFIT, "社会效益指标", name)) == []


def test_a_bureau_without_satisfaction_in_its_tree_puts_it_where_it_can():
    practice = Practice(tree=((OUTPUT, ("数量指标",)), (BENEFIT, ("社会效益指标",))))
    declaration = specimen(row(BENEFIT, "社会效益指标", "家长满意度"))
    assert check(declaration, Surroundings(practice=practice), rules=rules_named("K04")) == []


@pytest.mark.parametrize(
    "rule", [each for family in "KBT" for each in rules_named(family)], ids=lambda rule: rule.code
)
def test_the_example_of_a_rule_is_found_by_that_rule_alone(rule: Rule):
    assert {each.code for each in check(specimen(rule.violating))} == {rule.code}


def k_of(declaration: Declaration) -> list[str]:
    return [each.code for each in check(declaration, rules=rules_named("K"))]


WORK_DONE_WELL = words(
    "设备故障率 系统故障率 网络故障率 故障次数 工程验收合格率 竣工验收通过率 一次性验收合格率 验收合格率 培训考核合格率 "
    "培训合格率 采购货物合格率 设备完好率 数据准确率 档案合格率 资料差错率 信息录入准确率 补助发放准确率 对象认定准确率 "
    "返工率 施工质量优良率 维修返修率 印刷破损率 物资验收合格率 软件测试通过率 安装合格率 教材合格率 装备完好率 误差率 "
    "材料检测合格率 成果验收通过率"
)
TRUE_BENEFITS = words(
    "治愈率 就业率 学生营养不良率 水质达标率 空气质量优良天数比率 食品抽检合格率 学生体质健康达标率 污水处理达标率 "
    "森林火灾受害率 农民收入增长率 群众安全感 道路通行时间缩短 住院费用自付比例 城镇污水收集率 近视率下降幅度 "
    "设备使用年限 故障处理效率提升 合格人才供给 交通事故下降率 年节约用电量 受益人口数 政策知晓率 服务能力提升 "
    "带动就业人数 家庭负担减轻情况 用户投诉下降率 环境质量改善情况 犯罪率 返贫率 森林蓄积量 饮用水水质合格率"
)
EFFECTS = words(
    "治愈率 患者康复率 学员就业率 再就业率 升学率 传染病发病率 死亡率 返贫率 犯罪率 近视率 辍学率 农民收入增长率 产值增长幅度"
)
TRUE_QUALITY = words(
    "验收合格率 设备故障率 认定准确率 资金使用合规率 培训合格率 参保率 任务完成质量 食材抽检合格率 苗木成活率 巡查覆盖率 "
    "标准达标率 诊断准确率 资料归档率 入户核查率 就业培训合格率"
)


@pytest.mark.parametrize("name", WORK_DONE_WELL)
def test_work_done_well_is_no_benefit(name: str):
    changes = row(BENEFIT, "社会效益指标", name)
    assert k(changes) == ["K05"]
    mend = findings("K05", changes)[0].mend
    assert mend is not None
    assert k_of(apply(specimen(changes), mend)) == []


@pytest.mark.parametrize("name", TRUE_BENEFITS)
def test_a_change_is_a_benefit(name: str):
    changes = row(BENEFIT, "社会效益指标", name)
    changes["indicators[6].name"] = "补助办法知晓率"
    changes["indicators[5].name"] = "学生贫血率"
    assert k(changes) == []


@pytest.mark.parametrize("name", EFFECTS)
def test_a_change_is_no_quality(name: str):
    assert k(row(OUTPUT, "质量指标", name)) == ["K05"]


@pytest.mark.parametrize("name", TRUE_QUALITY)
def test_a_standard_reached_is_quality(name: str):
    assert fields("K05", row(OUTPUT, "质量指标", name)) == []


ACTIVITIES = words(
    "保障城乡困难群众基本医疗服务 保障单位正常运转 确保项目顺利实施 确保机关工作正常开展 开展普法宣传活动 开展业务培训 "
    "做好疫情防控工作 落实惠民政策 贯彻落实上级政策 完成年度工作任务 组织开展志愿服务 举办文化活动 召开工作会议 "
    "实施乡村振兴项目 保障人员工资发放 保障学生营养膳食 按时发放补助 及时足额拨付资金 切实保障困难群众基本生活 有效保障工作开展 "
    "进一步做好服务工作 全面落实救助政策 各项工作有序开展 日常工作正常开展 推进美丽乡村建设 加强队伍建设 加强市场监管 "
    "强化安全生产管理 保证工作顺利完成 支付工程款 持续开展环境整治 2026年开展技能培训 执行国家政策 缴纳社会保险费 抓好项目建设"
)
EFFECTS_ALL_THE_SAME = words(
    "保障覆盖人口增长率 保障水平 保障能力提升 保障性住房入住率 保障房空置率 保障群众饮水安全 确保社会稳定 保障道路交通畅通 "
    "确保不发生重大安全事故 确保无重大疫情 完成率 执行力提升 组织凝聚力增强 开展培训后业务能力提升 落实政策减轻企业负担 "
    "实施后灌溉面积增加 实施效果 保障对象生活质量 实现城乡困难群众应保尽保 促进社会和谐稳定 提高群众健康水平 带动就业 "
    "减少交通拥堵 改善人居环境 维护社会稳定 节约能源 困难群众基本生活得到保障 推动农业高质量发展 推进城镇化率 加强后的防洪能力 "
    "组织化程度 保障粮食产量 确保饮用水达标 确保零事故 家庭膳食负担减轻情况 保证农民工工资不拖欠率 生态环境改善 供水保证率 "
    "建立长效机制 健全管护制度 业务系统正常运行 方便群众办事"
)


@pytest.mark.parametrize("name", ACTIVITIES)
def test_the_work_over_again_is_no_benefit(name: str):
    assert k(row(BENEFIT, "社会效益指标", name, value="100")) == ["K08"]


@pytest.mark.parametrize("name", EFFECTS_ALL_THE_SAME)
def test_a_change_or_a_measure_is_a_benefit_however_it_begins(name: str):
    assert k(row(BENEFIT, "社会效益指标", name)) == []


def test_a_guarantee_that_is_counted_is_a_measure():
    assert k(row(BENEFIT, "社会效益指标", "保障困难群众基本医疗", "人", "2014")) == []
    assert k(row(BENEFIT, "社会效益指标", "保障困难群众基本医疗", "%", "100")) == ["K08"]


def test_outputs_may_say_what_is_done():
    assert k(row(OUTPUT, "数量指标", "开展业务培训", "场", "4")) == []


COVERAGE = words(
    "政策覆盖率 服务覆盖率 补助覆盖率 参保覆盖率 宣传覆盖面 培训覆盖率 网络覆盖率 监测覆盖率 救助覆盖度 保障覆盖程度"
)
GREEN = words(
    "森林覆盖率 绿化覆盖率 植被覆盖率 建成区绿化覆盖率 林草覆盖率 受益覆盖率 受益人口覆盖率 草原植被覆盖度 良种覆盖率 覆盖人口受益情况"
)


@pytest.mark.parametrize("name", COVERAGE)
def test_coverage_is_output(name: str):
    changes = row(BENEFIT, "社会效益指标", name)
    assert k(changes) == ["K09"]
    mend = findings("K09", changes)[0].mend
    assert mend is not None
    assert k_of(apply(specimen(changes), mend)) == []
    assert k(row(OUTPUT, "质量指标", name)) == []


@pytest.mark.parametrize("name", GREEN)
def test_green_land_and_people_who_gain_are_benefits(name: str):
    assert k(row(BENEFIT, "生态效益指标", name)) == []


@pytest.mark.parametrize("name", words("惠民政策知晓率 公众知晓度 群众知晓率 救助政策知晓面 法规知晓程度"))
def test_awareness_is_benefit(name: str):
    assert k(row(OUTPUT, "质量指标", name)) == ["K09"]
    assert k(row("满意度指标", "服务对象满意度指标", name)) == ["K09"]
    assert k(row(BENEFIT, "社会效益指标", name)) == []


def test_sustained_influence_belongs_to_the_tree_without_cost():
    changes = {"indicators[6].level2": "可持续影响"}
    found = findings("K10", changes)
    assert [each.field for each in found] == ["indicators[6].level2"]
    assert fields("K10", {**changes, "indicators[0]": None}) == []
    mend = found[0].mend
    assert mend is not None
    assert k_of(apply(specimen(changes), mend)) == []


def test_several_rows_of_sustained_influence_are_told_once():
    changes = {f"indicators[{at}].level2": "可持续影响指标" for at in (5, 6)}
    (found,) = findings("K10", changes)
    assert "等2个指标" in found.message
    assert found.mend is not None
    assert k_of(apply(specimen(changes), found.mend)) == []


def test_a_bureau_with_a_tree_of_its_own_has_decided():
    tree = (("成本指标", ("经济成本指标",)), (BENEFIT, ("社会效益指标", "可持续影响指标")))
    declaration = specimen({"indicators[6].level2": "可持续影响指标"})
    around = Surroundings(practice=Practice(tree=tree))
    assert check(declaration, around, rules=rules_named("K10")) == []


TREE = (("投入指标", ("资金管理指标",)), (OUTPUT, ("数量指标", "质量指标")), (BENEFIT, ("效果指标",)))


@pytest.mark.parametrize(
    ("level1", "level2", "message"),
    [
        ("投入指标", "资金管理", ""),
        ("投入", "资金管理指标", ""),
        ("成本指标", "经济成本指标", "没有“成本指标”这个一级指标，应为投入指标、产出指标、效益指标之一"),
        (BENEFIT, "社会效益指标", "“社会效益指标”不属于“效益指标”，效益指标之下只有效果指标"),
        (OUTPUT, "效果指标", "“效果指标”不属于“产出指标”，产出指标之下只有数量指标、质量指标"),
    ],
)
def test_a_bureaus_own_tree_takes_the_place_of_the_notices(level1: str, level2: str, message: str):
    declaration = specimen({"indicators": [specimen(row(level1, level2, "某项工作")).indicators[7]]})
    found = check(declaration, Surroundings(practice=Practice(tree=TREE)), rules=rules_named("K01"))
    assert [each.message for each in found] == ([message] if message else [])


@pytest.mark.parametrize(
    ("level1", "level2", "safe"),
    [
        (OUTPUT, "社会效益指标", False),
        (OUTPUT, "经济成本指标", False),
        (BENEFIT, "质量指标", False),
        ("项目完成", "数量指标", False),
        ("满意度指标", "满意度指标", True),
    ],
)
def test_a_row_can_be_moved_to_where_it_belongs(level1: str, level2: str, safe: bool):
    changes = row(level1, level2, "某项工作")
    (found,) = findings("K01", changes)
    assert found.mend is not None
    assert found.mend.safe is safe
    assert k_of(apply(specimen(changes), found.mend)) == []
