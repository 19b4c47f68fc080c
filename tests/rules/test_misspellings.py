"""T01: words that are probably mistyped, and the same characters where they are right."""

from __future__ import annotations

import time

import pytest

from models.checking import check
from models.mending import apply
from models.misspellings import misspellings_in, wrong_words
from models.rule import rules_named
from models.specimen import specimen
from tests.rules.helper import FIELD, fields, findings, in_text, marked, mended, words

MISSPELT = words(
    """
建立覆盖城乡因难群众的制度 生活因难的家庭 台帐齐全 专帐核算 设立资金专帐管理 帐目清楚 帐户余额 补肋标准 医疗救肋 及时拔付资金
资金划拔到位 年初下拔 拔款进度 在规定求助对象范围内 实施医疗求助工作 符合条件的资救助内容 到达低水平原则 覆盖率到达95%以上
合格率到达98% 到达国家标准 质量到达设计要求 即使足额拨付 即使发放补助 必需按要求完成 截止2025年底参保 截止目前已完成
反应救助对象人数 主要反应完成情况 其它费用 做为考核依据 认真作好宣传 按排专项资金 按装设备12台 安照规定执行 扩大复盖面 布署工作
进一步部署步署到位 签定合同 大部份群众 圆满完成、园满成功 渡过寒冬 过度期政策 防止过渡医疗 最底生活保障 底保户 2025年未人口数
末完成不得分 末达标扣2分 末按时完成扣1分 己经完成 己脱贫人口 以经建成 从新核定 帮抚对象 登陆系统 鉴定合同后支付 病虫害防止工作
会议纪录完整 安全检察次数 开战培训4期 报消比例 养植大户 种殖面积 贫因户 积效目标 建没项目 没备购置 基础没施建设 管里制度 入民群众
12月低前完成 年低前支付 制做宣传栏 测算与侧算 部门予算 疾病予防 宜传资料 挡案管理 讯速处置 安全渡汛 合格律100% 完成律
幼儿圆建设 人民公圆 培训须求 影象资料 座落于某县 松驰 因地治宜 按步就班 坐谈会 残急人 贪困人口 灌概面积 建挡立卡 政策知哓率
绩校评价 峻工验收 沥清路 发放消费劵 粉涮墙面 收集姿料 乡村振新 因病至贫 疫情防空 医疔机构 气侯变化 监侧点位 水质检侧 降底成本
防讯物资 通迅费 竟争性磋商 公开竟标 鼓厉创业 奖厉金 满意渡 重迭 遗露 撤消机构 生活必须品 扶恤金 瞻养老人 步署 惯彻落实
"""
)
RIGHT = words(
    """
因难产致贫的家庭 因难以核实而退回 求助热线畅通 受理求助电话 报警求助对象 群众求助事项 5分钟内到达现场 到达时间 车辆到达率 到达3号楼
8时前到达2个点位 物资救助 投资救助站建设 蚊帐单价 对帐篷进行采购 新建帐篷区 海拔1900米 提拔干部 选拔人才 反应时间不超过5分钟
不良反应 应急反应能力 快速反应 即使完成也要验收 生活必需品 企业发展所必需的要素 报名截止2026年3月 截止日期 渡过难关 过渡政策
过度医疗 年未发生事故 2025年末完成验收 季度末按时报送 上半年末达标 自己完成 知己经常 自己经营 登陆地点 司法鉴定 防止病虫害蔓延
破纪录 检察院 人民检察机关 人民防空 按装机容量补贴 按排名发放 按排污量收费 保安照片 反复盖章 修复盖板 全部份额 部分额度 积分额度
幼儿园满意度 工作好坏 做为民服务的实事 一座落成的桥 深入民心 手续效率 年低于5% 为期末考试 没有施工 没备案 没计划 建没有 水管里程
两侧算起 给予算力支持 给予防护 合格律师 办公圆桌 发布署名文章 进一步署名 签定位点 习惯彻底改变 适宜传播 阻挡案件 通讯速度 资讯期刊
以经济建设为中心 学校圆满完成任务 扶贫因素 脱贫因地制宜 面积效益 容积效率 人畜水窖 公安照章 立即然后 究竟选哪家 百分额
《某县台帐管理办法》 疗程 开战略会 有关事宜传达到位 记录象征性支出 投资迅速增长 交通迅捷 必须求实 尤其它们 会议记要点 没计费
上报消防数据 申报消费券 帮辅导员 牲畜存栏 《关于做好求助对象认定的通知》 困难群众 达到95%以上 资助、救助 账目清楚 度过寒冬
"""
)


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
