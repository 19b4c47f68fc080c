"""The words that reviewers look for: vague targets, boilerplate, names of evidence, kinds of projects."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from models.patterns import Pattern


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


VAGUE: Final = _words(
    "低水平 广覆盖 高水平 高质量 高效率 提高 提升 增强 有效 明显 显著 良好 逐步 不断 进一步 大力 加强 适应 较好 较高 "
    "持续 改善 促进 推动 充分"
)
"""空话: words that promise a direction and no measure (财预〔2015〕88号 指标科学性, 财预〔2021〕101号 量化易评)."""


@lru_cache(maxsize=8)
def vague_pattern(own: tuple[str, ...] = ()) -> Pattern:
    """空话, with a bureau's own."""
    words = sorted({*VAGUE, *map(re.escape, own)}, key=len, reverse=True)
    return Pattern(rf"(?<![无未])(?<!真实|合法)(?!不断[档供电水气网]|有效期|充分就业)(?:{'|'.join(words)})")


GRADED_PATTERN: Final = Pattern(
    r"(?:优秀?|良好?|中等?|较?差|较?好|一般|较高|较低|高|低|不?合格|不?达标|基本达成|达成|及格)"
    r"(?:\s*[、/／,，]\s*(?:优秀?|良好?|中等?|较?差|较?好|一般|较高|较低|高|低|不?合格|不?达标|及格)){1,5}"
    r"|[（(](?:优秀?|良好?|好)[）)]|[一二三四五甲乙丙丁A-E]\s*[级等]|^(?:优秀?|优良|良)$"
)
"""A grade that can be judged, or a scale of grades."""

GRADES_IN_SCORING: Final = Pattern(
    r"基本达成|部分(?:实现|达成)|实现程度|优.{0,12}良|好.{0,16}一般|分(?:三|四|五)?(?:档|级|等)"
)
"""A scoring text that judges by grades, so that a value in words is graded after all."""

_FILLER = _words(
    "根据 按照 依据 按 结合 参照 依照 遵照 和 及 与 以及 的 等 为 由 本年度 本年 年度 年初 全年 "
    "本单位 本部门 单位 部门 我局 我单位 有关 相关 各项"
)
_EMPTY_WORDS = _words(
    "实际工作开展要求 实际工作开展情况 工作开展要求 工作开展情况 工作开展 实际工作要求 实际工作需要 实际工作情况 实际工作 "
    "工作实际 实际情况 实际需要 工作要求 工作需要 工作计划 工作安排 文件安排 文件要求 文件精神 文件规定 "
    "上级要求 上级文件 上级安排 项目要求 项目实际 要求 规定 文件 政策 实际 情况 计划 安排 需要 精神 "
    "工作目标 目标任务 工作任务 工作部署 工作职责 业务需要 实际需求 需求 上级部署 领导要求 上级精神 政策精神"
)


@lru_cache(maxsize=8)
def boilerplate_pattern(own: tuple[str, ...] = ()) -> Pattern:
    """套话, with a bureau's own: a basis made of nothing but such phrases names no source that could be looked up."""
    words = sorted({*_FILLER, *_EMPTY_WORDS, *map(re.escape, own)}, key=len, reverse=True)
    return Pattern(rf"(?:{'|'.join(words)}|[\s，。、；：,.;:])++")


STANDARD_KINDS: Final = ("计划标准", "历史标准", "行业标准", "预算支出标准", "其他标准")
"""绩效指标值设定依据 (财预〔2021〕101号)."""

EVIDENCE_PATTERN: Final = Pattern(
    "|".join(STANDARD_KINDS)
    + r"|《|[〔\[［(（]\s*(?:19|20)[0-9]{2}\s*[〕\]］)）]|纪要|通知|办法|意见|条例|细则|批复|方案|规划|制度|决定|协议|合同|标书|预案|图纸"
    + r"|任务书|责任书|考核|评比|公报|统计|年鉴|台账|台帐|清册|名册|名单|花名册|清单|登记|档案|记录|调查|问卷|测评|评估|测算|汇算|核算|决算|预算批复"
    + r"|数据|报表|报告|系统|凭证|票据|发票|验收|检测|监测|审计|普查|目录|定额|标准|规范|规程|国标|上年|去年|往年|历年|近三年|同期"
)
"""A kind of standard, or a document, statistic, ledger or survey that can be looked up."""

HISTORY_PATTERN: Final = Pattern(
    r"历史标准|上一?年度?|去年|往年|历年|近[二两三四五0-9]年|前[二两三四五0-9]年|以前年度"
)

CAPITAL_PROJECT: Final = Pattern(
    r"基建|基本建设|建设工程|工程建设|新建|改建|扩建|改扩建|修缮|大修|维修改造|改造工程|加固|购置|(?:设备|车辆|装备)采购|装备配备|设备更新"
)
"""工程基建, 大型修缮 and 购置, for which 成本指标 are required (财预〔2021〕101号)."""
