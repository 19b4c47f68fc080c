"""T: misspellings, punctuation, amounts, document numbers, glyphs, and paragraphs written twice."""

from __future__ import annotations

import time

import pytest

from models.checking import check
from models.declaration import Declaration
from models.mending import apply, mend_safely
from models.misspellings import misspellings_in, wrong_words
from models.rule import Finding, Rule, Severity, rules_named
from models.specimen import specimen
from tests.rules.helper import fields, findings

FIELD = "project.content"


def in_text(code: str, text: str) -> list[Finding]:
    """What one rule finds in a running text."""
    return [found for found in findings(code, {FIELD: text}) if found.field == FIELD]


def mended(code: str, text: str) -> str:
    """The text after the safe mends of one rule; making them again changes nothing."""

    def find(declaration: Declaration) -> list[Finding]:
        return check(declaration, rules=rules_named(code))

    once = mend_safely(specimen({FIELD: text}), find).declaration
    assert mend_safely(once, find).made == ()
    return str(once.get(FIELD))


def marked(code: str, text: str) -> list[str]:
    """The words of a text that the findings of a rule point at."""
    return [text[found.start : found.end] for found in in_text(code, text)]


# T01

MISSPELT = [
    *(
        "建立覆盖城乡因难群众的制度",
        "生活因难的家庭",
        "台帐齐全",
        "专帐核算",
        "设立资金专帐管理",
        "帐目清楚",
        "帐户余额",
        "补肋标准",
        "医疗救肋",
    ),
    *(
        "及时拔付资金",
        "资金划拔到位",
        "年初下拔",
        "拔款进度",
        "在规定求助对象范围内",
        "实施医疗求助工作",
        "符合条件的资救助内容",
        "到达低水平原则",
    ),
    *(
        "覆盖率到达95%以上",
        "合格率到达98%",
        "到达国家标准",
        "质量到达设计要求",
        "即使足额拨付",
        "即使发放补助",
        "必需按要求完成",
        "截止2025年底参保",
    ),
    *(
        "截止目前已完成",
        "反应救助对象人数",
        "主要反应完成情况",
        "其它费用",
        "做为考核依据",
        "认真作好宣传",
        "按排专项资金",
        "按装设备12台",
        "安照规定执行",
    ),
    *(
        "扩大复盖面",
        "布署工作",
        "进一步部署步署到位",
        "签定合同",
        "大部份群众",
        "圆满完成、园满成功",
        "渡过寒冬",
        "过度期政策",
        "防止过渡医疗",
    ),
    *(
        "最底生活保障",
        "底保户",
        "2025年未人口数",
        "末完成不得分",
        "末达标扣2分",
        "末按时完成扣1分",
        "己经完成",
        "己脱贫人口",
        "以经建成",
        "从新核定",
    ),
    *(
        "帮抚对象",
        "登陆系统",
        "鉴定合同后支付",
        "病虫害防止工作",
        "会议纪录完整",
        "安全检察次数",
        "开战培训4期",
        "报消比例",
        "养植大户",
        "种殖面积",
    ),
    *(
        "贫因户",
        "积效目标",
        "建没项目",
        "没备购置",
        "基础没施建设",
        "管里制度",
        "入民群众",
        "12月低前完成",
        "年低前支付",
        "制做宣传栏",
        "测算与侧算",
    ),
    *(
        "部门予算",
        "疾病予防",
        "宜传资料",
        "挡案管理",
        "讯速处置",
        "安全渡汛",
        "合格律100%",
        "完成律",
        "幼儿圆建设",
        "人民公圆",
        "培训须求",
        "影象资料",
    ),
    *(
        "座落于某县",
        "松驰",
        "因地治宜",
        "按步就班",
        "坐谈会",
        "残急人",
        "贪困人口",
        "灌概面积",
        "建挡立卡",
        "政策知哓率",
        "绩校评价",
        "峻工验收",
        "沥清路",
    ),
    *(
        "发放消费劵",
        "粉涮墙面",
        "收集姿料",
        "乡村振新",
        "因病至贫",
        "疫情防空",
        "医疔机构",
        "气侯变化",
        "监侧点位",
        "水质检侧",
        "降底成本",
        "防讯物资",
        "通迅费",
    ),
    *(
        "竟争性磋商",
        "公开竟标",
        "鼓厉创业",
        "奖厉金",
        "满意渡",
        "重迭",
        "遗露",
        "撤消机构",
        "生活必须品",
        "扶恤金",
        "瞻养老人",
        "步署",
        "惯彻落实",
    ),
]
RIGHT = [
    *(
        "因难产致贫的家庭",
        "因难以核实而退回",
        "求助热线畅通",
        "受理求助电话",
        "报警求助对象",
        "群众求助事项",
        "5分钟内到达现场",
        "到达时间",
        "车辆到达率",
    ),
    *(
        "到达3号楼",
        "8时前到达2个点位",
        "物资救助",
        "投资救助站建设",
        "蚊帐单价",
        "对帐篷进行采购",
        "新建帐篷区",
        "海拔1900米",
        "提拔干部",
        "选拔人才",
    ),
    *(
        "反应时间不超过5分钟",
        "不良反应",
        "应急反应能力",
        "快速反应",
        "即使完成也要验收",
        "生活必需品",
        "企业发展所必需的要素",
        "报名截止2026年3月",
        "截止日期",
    ),
    *(
        "渡过难关",
        "过渡政策",
        "过度医疗",
        "年未发生事故",
        "2025年末完成验收",
        "季度末按时报送",
        "上半年末达标",
        "自己完成",
        "知己经常",
        "自己经营",
    ),
    *(
        "登陆地点",
        "司法鉴定",
        "防止病虫害蔓延",
        "破纪录",
        "检察院",
        "人民检察机关",
        "人民防空",
        "按装机容量补贴",
        "按排名发放",
        "按排污量收费",
        "保安照片",
    ),
    *(
        "反复盖章",
        "修复盖板",
        "全部份额",
        "部分额度",
        "积分额度",
        "幼儿园满意度",
        "工作好坏",
        "做为民服务的实事",
        "一座落成的桥",
        "深入民心",
        "手续效率",
    ),
    *(
        "年低于5%",
        "为期末考试",
        "没有施工",
        "没备案",
        "没计划",
        "建没有",
        "水管里程",
        "两侧算起",
        "给予算力支持",
        "给予防护",
        "合格律师",
        "办公圆桌",
    ),
    *(
        "发布署名文章",
        "进一步署名",
        "签定位点",
        "习惯彻底改变",
        "适宜传播",
        "阻挡案件",
        "通讯速度",
        "资讯期刊",
        "以经济建设为中心",
        "学校圆满完成任务",
    ),
    *(
        "扶贫因素",
        "脱贫因地制宜",
        "面积效益",
        "容积效率",
        "人畜水窖",
        "公安照章",
        "立即然后",
        "究竟选哪家",
        "百分额",
        "《某县台帐管理办法》",
        "疗程",
        "开战略会",
    ),
    *(
        "有关事宜传达到位",
        "记录象征性支出",
        "投资迅速增长",
        "交通迅捷",
        "必须求实",
        "尤其它们",
        "会议记要点",
        "没计费",
        "上报消防数据",
        "申报消费券",
        "帮辅导员",
        "牲畜存栏",
        "《关于做好求助对象认定的通知》",
        "困难群众",
        "达到95%以上",
        "资助、救助",
        "账目清楚",
        "度过寒冬",
    ),
]


@pytest.mark.parametrize("text", MISSPELT)
def test_a_misspelling_is_found_and_its_mend_ends_it(text: str):
    found = in_text("T01", text)
    assert found
    for each in found:
        assert each.mend is not None
        assert text[each.start : each.end] in each.message
    declaration = specimen({FIELD: text})
    for _ in found:
        declaration = apply(
            declaration, next(each.mend for each in check(declaration, rules=rules_named("T01")) if each.mend)
        )
    assert check(declaration, rules=rules_named("T01")) == []


@pytest.mark.parametrize("text", RIGHT)
def test_the_same_characters_may_be_right(text: str):
    assert marked("T01", text) == []


def test_at_least_a_hundred_wrong_words_are_known():
    assert len(wrong_words()) >= 100


def test_each_word_is_told_once_with_its_places():
    text = "因难群众补助，因难群众救助；台帐"
    first, second = in_text("T01", text)
    assert "（共2处）" in first.message
    assert [text[each.start : each.end] for each in (first, second)] == ["因难群众", "台帐"]
    assert mended("T01", text) == "困难群众补助，困难群众救助；台账"


def test_only_impossible_words_are_exchanged_without_asking():
    assert mended("T01", "因难群众求助对象") == "困难群众求助对象"
    assert mended("T01", "到达国家标准，反应情况") == "到达国家标准，反应情况"


def test_names_and_columns_are_read_too():
    assert fields(
        "T01",
        {"indicators[1].name": "因难学生人数", "indicators[2].basis": "台帐", "project.name": "因难学生补助"},
    ) == [
        "project.name",
        "indicators[1].name",
        "indicators[2].basis",
    ]


def test_the_name_of_a_project_is_not_changed_without_asking():
    (found,) = findings("T01", {"project.name": "因难学生补助"})
    assert found.mend is not None
    assert not found.mend.safe
    assert [each.mend and each.mend.safe for each in findings("T02", {"project.name": "补助项目(学生)"})] == [
        False
    ]


def test_a_long_text_is_searched_at_once():
    begin = time.perf_counter()
    assert len(list(misspellings_in("己" * 20000 + "因难群众台帐" * 3000))) == 6000
    assert time.perf_counter() - begin < 2


# T02


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("在此基础上,以住院为主,门诊为辅", "在此基础上，以住院为主，门诊为辅"),
        ("保障2014人,其中低保1000人", "保障2014人，其中低保1000人"),
        ("达到100%,每低1%扣1分", "达到100%，每低1%扣1分"),
        ("时间:2026年;地点:某县", "时间：2026年；地点：某县"),
        ("补助3200人, 每人1000元", "补助3200人，每人1000元"),
        ("是否完成?完成!", "是否完成？完成！"),
        ("学生(含幼儿)3200人", "学生（含幼儿）3200人"),
        ("学生(含幼儿）3200人", "学生（含幼儿）3200人"),
        ("资金（含(中央)资金)", "资金（含（中央）资金）"),
        ("(一)核定名单", "（一）核定名单"),
        ("《办法》,《细则》", "《办法》，《细则》"),
        ("GDP,人均收入", "GDP，人均收入"),
        ("A:优秀", "A：优秀"),
    ],
)
def test_half_width_marks_in_chinese_become_full_width(text: str, right: str):
    (found,) = in_text("T02", text)
    assert found.severity is Severity.INFO
    assert text[found.start] in ",;:?!()"
    assert mended("T02", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "预算1,200,000.00元",
        "1,200人",
        "9:00至17:00",
        "比例为1:3",
        "见https://example.invalid/a?b=1,2;c",
        "R&D, AI and 5G",
        "云财社(2022)222号",
        "覆盖率=(实际人数/应保人数)×100%",
        "得分=(完成数-60%)/40%×分值",
        "(1)核定名单(2)拨付",
        "补助学生（含幼儿），3200人。",
        "型号A(B)",
    ],
)
def test_marks_of_numbers_formulas_and_latin_stay(text: str):
    assert marked("T02", text) == []


# T03


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('落实"应补尽补",按月拨付', "落实“应补尽补”,按月拨付"),
        ('"两免"和"一补"', "“两免”和“一补”"),
        ('第一段"甲"。\n第二段"乙"。', "第一段“甲”。\n第二段“乙”。"),
        ('落实“应补尽补"政策', "落实“应补尽补”政策"),
        ('"十五五"规划', "“十五五”规划"),
        ('落实"三保2026"', "落实“三保2026”"),
    ],
)
def test_paired_half_width_quotes_become_chinese(text: str, right: str):
    (found,) = in_text("T03", text)
    assert found.mend is not None
    assert mended("T03", text) == right


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("落实“应补尽补政策", "“"),
        ("落实应补尽补”政策", "”"),
        ('落实"应补尽补政策', '"'),
        ("根据《某县补助办法（某政发〔2025〕12号）", "《"),
        ("根据某县补助办法》执行", "》"),
        ("学生（含幼儿3200人", "（"),
        ("学生含幼儿）3200人", "）"),
        ("学生(含幼儿3200人", "("),
        ("根据《办法》《细则执行", "《"),
    ],
)
def test_a_mark_without_its_other_half_is_pointed_at(text: str, mark: str):
    (found,) = in_text("T03", text)
    assert text[found.start : found.end] == mark
    assert found.mend is None
    assert "没有成对" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "落实“应补尽补”政策",
        "《某办法》（某政发〔2025〕12号）",
        "1）核定名单；2）拨付",
        "一是甲；a)乙；b)丙",
        '采购55"显示屏2台',
        'the "model" only',
        "根据《〈预算法〉办法》执行",
        "学生(含幼儿）3200人",
        "云财社（2022〕222号",
    ],
)
def test_these_marks_are_in_order(text: str):
    assert marked("T03", text) == []


def test_quotes_in_values_and_names_are_not_told_twice():
    assert fields("T03", {"indicators[7].value": '"好"', "indicators[7].name": '家庭"负担"'}) == []


# T04


@pytest.mark.parametrize(
    ("text", "right", "severity"),
    [
        ("预算金额为521789.58元", "预算金额为521,789.58元", Severity.WARNING),
        ("预算金额为3200000元", "预算金额为3,200,000.00元", Severity.WARNING),
        ("预算金额为3,200,000元", "预算金额为3,200,000.00元", Severity.INFO),
        ("预算金额为3,200,000.5元", "预算金额为3,200,000.50元", Severity.INFO),
        ("预算金额为５２１７８９．５８元", "预算金额为521,789.58元", Severity.WARNING),
        ("支付5217.58元和320000元", "支付5,217.58元和320,000.00元", Severity.WARNING),
        ("预算金额为521,789.58 元", "预算金额为521,789.58元", Severity.INFO),
    ],
)
def test_an_amount_gets_separators_and_decimals(text: str, right: str, severity: Severity):
    (found,) = in_text("T04", text)
    assert found.severity is severity
    assert mended("T04", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "预算金额为52.1789583万元",
        "预算金额为521,789.583元",
        "预算金额为52,17,89元",
        "预算金额为5，200，0000元",
    ],
)
def test_an_amount_that_only_the_writer_can_mend(text: str):
    (found,) = in_text("T04", text)
    assert found.mend is None
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        *(
            "290元/人/年*18000人",
            "每人每年1000元",
            "补助标准为15000元",
            "每户补助20000元",
            "人均12000元",
            "单价35000元",
            "罚款500元",
            "门票3000元",
        ),
        *(
            "320万元",
            "52.18万元",
            "12.5万元",
            "52.178958万元",
            "5,200,000.00元",
            "约300000元",
            "叁佰贰拾万元整",
            "三百二十万元",
            "数十万元",
            "1.2亿元",
        ),
        *("第1,2,3元件", "0.5元", "1,000.00元", "单位：元", "200000人"),
    ],
)
def test_prices_standards_and_what_is_well_written_stay(text: str):
    assert marked("T04", text) == []


def test_the_value_is_never_changed():
    assert (
        check(specimen({"project.funding": "本年度项目预算金额为3200000元。"}), rules=rules_named("X01"))
        == []
    )
    after = mend_safely(
        specimen({"project.funding": "本年度项目预算金额为3200000元。"}),
        lambda each: check(each, rules=rules_named("T04")),
    ).declaration
    assert check(after, rules=rules_named("X01")) == []


# T05


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("某政发[2025]12号", "某政发〔2025〕12号"),
        ("（云财社（2022）222号）", "（云财社〔2022〕222号）"),
        ("云财社(2022)222号、云财社【2023】1号", "云财社〔2022〕222号、云财社〔2023〕1号"),
        ("云财社﹝2022﹞222号", "云财社〔2022〕222号"),
        ("云财社〔2022]222号", "云财社〔2022〕222号"),
        ("国办发［2018］5 号", "国办发〔2018〕5 号"),
        ("财预(2021)第101号", "财预〔2021〕第101号"),
    ],
)
def test_the_year_of_a_document_number_gets_its_brackets(text: str, right: str):
    (found,) = in_text("T05", text)
    assert text[found.start + 1 : found.end - 1].isdigit()
    assert mended("T05", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "某政发〔2025〕12号",
        "（2026）年度预算",
        "某小区（2025）3号楼",
        "（2025）云01民初12号",
        "参加人数(2025)12人",
        "[2025]12号",
        "会议（2020）第179次",
    ],
)
def test_other_brackets_are_no_document_number(text: str):
    assert marked("T05", text) == []


# T06


def scoring(*texts: str) -> dict[str, str]:
    return {f"indicators[{at}].scoring": f"准确率{text}得10分" for at, text in enumerate(texts)}


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (("≥98%", "≥97%", ">=95%"), [2]),
        ((">=98%", ">=97%", "≥95%"), [2]),
        (("≥98%", ">=95%"), [1]),
        (("≥98%", "＞＝95%"), [1]),
        (("≥98%", "≧95%", "<=3%"), [1, 2]),
        (("≥98%", "≤95%"), []),
        ((">=98%", "<=95%"), []),
        (("＞＝98%", "＞＝95%"), []),
        ((">=98%",), []),
        ((">98%", "≥95%"), []),
    ],
)
def test_the_writing_of_most_is_the_writing_of_all(texts: tuple[str, ...], wrong: list[int]):
    changes = scoring(*texts)
    assert fields("T06", changes) == [f"indicators[{at}].scoring" for at in wrong]

    def find(declaration: Declaration) -> list[Finding]:
        return check(declaration, rules=rules_named("T06"))

    once = mend_safely(specimen(changes), find).declaration
    assert find(once) == []


def test_signs_of_the_table_are_compared_with_each_other():
    found = findings("T06", {"indicators[1].sign": "≥", "indicators[2].sign": "》"})
    assert [(each.field, each.mend and each.mend.safe) for each in found] == [
        ("indicators[1].sign", True),
        ("indicators[2].sign", False),
    ]
    glyphs = {f"indicators[{at}].sign": "≥" for at in range(9)}
    assert fields("T06", glyphs) == []


# T07

PARAGRAPH = "对全县农村义务教育学校在校学生给予营养膳食补助，改善农村学生营养状况，减轻农村家庭膳食负担，促进学生健康成长。"
OTHER = "学校食堂按周公布食谱，教育、市场监管部门每月抽检食材，体检机构每学年测量学生身高体重并报告结果。"


@pytest.mark.parametrize(
    ("first", "second", "repeated"),
    [
        (PARAGRAPH, PARAGRAPH, True),
        (PARAGRAPH, PARAGRAPH.replace("，", ","), True),
        (PARAGRAPH, OTHER + PARAGRAPH, True),
        (PARAGRAPH + OTHER, PARAGRAPH, True),
        (PARAGRAPH, OTHER + "\n" + PARAGRAPH, True),
        (PARAGRAPH, PARAGRAPH.replace("农村家庭", "困难家庭"), True),
        (PARAGRAPH, OTHER, False),
        ("按月拨付补助资金。", "按月拨付补助资金。", False),
        (PARAGRAPH, "", False),
        (
            PARAGRAPH,
            "学生营养膳食补助按学期核定，对全县农村义务教育学校分两批拨付，食堂实行专账核算，结余转入下学期继续使用。",
            False,
        ),
    ],
)
def test_a_paragraph_is_found_again_in_another_section(first: str, second: str, repeated: bool):
    found = findings("T07", {"project.overview": first, "project.plan": second})
    assert [each.field for each in found] == (["project.plan"] if repeated else [])
    if found:
        paragraph = second[found[0].start : found[0].end]
        assert "\n" not in paragraph
        assert "“项目基本概况”" in found[0].message


def test_the_goals_are_compared_elsewhere_and_the_effect_may_restate_them():
    assert fields("T07", {"goals.overall": PARAGRAPH, "goals.annual": PARAGRAPH}) == []
    assert fields("T07", {"project.outcome": PARAGRAPH, "goals.annual": PARAGRAPH}) == []
    assert fields("T07", {"project.overview": PARAGRAPH, "goals.annual": PARAGRAPH}) == ["goals.annual"]


def test_many_long_paragraphs_are_compared_at_once():
    many = "\n".join(f"第{number}项任务，{OTHER}{number}" for number in range(400))
    begin = time.perf_counter()
    findings("T07", {"project.overview": many, "project.plan": many[::-1], "goals.annual": PARAGRAPH * 400})
    assert time.perf_counter() - begin < 2


# all of them


@pytest.mark.parametrize(
    "text",
    [
        *(
            '"' * 20000,
            '"汉' * 9000,
            "(" * 9000 + "汉" + ")" * 9000,
            "汉," * 9000,
            "," * 20000,
            ", " * 9000 + "汉",
            "《" * 9000 + "》" * 9000,
        ),
        *(
            "1,1" * 7000,
            "1,2," * 5000 + "元",
            "9" * 20000 + "元",
            "1234567.5元" * 1500,
            "政发[2025" * 3000,
            "≥>=" * 6000,
            "1）" * 9000,
            "预算投入" * 5000,
        ),
    ],
    ids=lambda text: text[:8],
)
def test_texts_made_to_slow_a_rule_of_writing_down_do_not(text: str):
    for code in ("T", "K"):
        begin = time.perf_counter()
        check(
            specimen({FIELD: text, "goals.annual": text, "indicators[7].name": text}), rules=rules_named(code)
        )
        assert time.perf_counter() - begin < 2


@pytest.mark.parametrize(
    "rule", [each for family in "KBT" for each in rules_named(family)], ids=lambda rule: rule.code
)
def test_a_mend_ends_its_finding_and_makes_no_new_error(rule: Rule):
    declaration = specimen(rule.violating)
    errors = {each.message for each in check(declaration) if each.severity is Severity.ERROR}
    for found in check(declaration, rules=[rule]):
        if found.mend is None:
            continue
        after = apply(declaration, found.mend)
        assert (found.field, found.message) not in {
            (each.field, each.message) for each in check(after, rules=[rule])
        }
        assert {each.message for each in check(after) if each.severity is Severity.ERROR} <= errors


def test_mends_of_all_rules_come_to_rest_together():
    text = '在因难群众基础上,落实"应补尽补"(含城乡),依据云财社[2022]222号，预算3200000元，合格率≥95%且>=90%。'

    def find(declaration: Declaration) -> list[Finding]:
        return check(declaration, rules=rules_named("T"))

    done = mend_safely(specimen({FIELD: text}), find)
    assert done.declaration.get(FIELD) == (
        "在困难群众基础上，落实“应补尽补”（含城乡），依据云财社〔2022〕222号，预算3,200,000.00元，合格率≥95%且≥90%。"
    )
    assert find(done.declaration) == []
    assert sorted(each.code for each in done.made) == ["T01", "T02", "T03", "T04", "T05", "T06"]
