"""Words of this field that are easily mistyped, with the contexts in which they cannot be meant.

Most come from input methods (同音: 因地治宜), from scanned pages (形近: 补肋), or from older spelling (台帐). A word that
is right somewhere (`求助热线`, `到达现场`, `因难产`) is only listed together with what must stand around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from models.patterns import Pattern


@dataclass(frozen=True)
class Misspelling:
    """A word where it stands in a text, and what was probably meant."""

    start: int
    end: int
    wrong: str
    right: str
    certain: bool
    """whether the word cannot be right, so that it may be exchanged without asking"""


_NEVER_RIGHT: Final = (
    "再接再励=再接再厉 因地治宜=因地制宜 因地致宜=因地制宜 按步就班=按部就班 一如继往=一如既往 持之以衡=持之以恒 相辅相承=相辅相成 "
    "坐谈会=座谈会 贯切落实=贯彻落实 贯砌=贯彻 彻低=彻底 统畴=统筹 渡汛=度汛 幅射=辐射 松驰=松弛 座落于=坐落于 "
    "座落在=坐落在 撤消=撤销 必须品=必需品 立既=立即 巳经=已经 园满完成=圆满完成 扶恤=抚恤 优扶对象=优抚对象 瞻养=赡养 "
    "残急人=残疾人 郡众=群众 贪困=贫困 牲蓄=牲畜 蓄牧=畜牧 灌概=灌溉 修茸=修葺 修善房屋=修缮房屋 缮食补助=膳食补助 沥清路=沥青路 "
    "疏竣=疏浚 垃极=垃圾 建挡立卡=建档立卡 档土墙=挡土墙 知哓=知晓 绩校=绩效 根剧=根据 陪训=培训 徼费=缴费 陪偿=赔偿 陪付=赔付 "
    "编缉=编辑 储畜存款=储蓄存款 攻艰克难=攻坚克难 巩国=巩固 拱固=巩固 坚巨=艰巨 凋研=调研 凋查=调查 部骤=步骤 "
    "另星=零星 乡村振新=乡村振兴 疫情防空=疫情防控 因病至贫=因病致贫 因学至贫=因学致贫 因灾至贫=因灾致贫 "
    "因病反贫=因病返贫 致贫反贫=致贫返贫 粉涮=粉刷 印涮=印刷 瓶劲=瓶颈 反溃=反馈 姿料=资料 覆该=覆盖 装璜=装潢 重迭=重叠 "
    "峻工=竣工 浚工=竣工 俊工=竣工 鼓厉=鼓励 奖厉=奖励 激厉=激励 特因人员=特困人员 特因供养=特困供养 既往开来=继往开来 "
    "医疔=医疗 诊疔=诊疗 治疔=治疗 气侯=气候 提昌=提倡 补帖=补贴 津帖=津贴 满意渡=满意度 抗早救灾=抗旱救灾 "
    "消费劵=消费券 债劵=债券 证劵=证券 遗露=遗漏 暴漏=暴露 披漏=披露 好象是=好像是 "
    "因难群众=困难群众 因难家庭=困难家庭 因难学生=困难学生 因难职工=困难职工 因难人员=困难人员 因难户=困难户 因难老人=困难老人 因难儿童=困难儿童 因难党员=困难党员 因难企业=困难企业 因难妇女=困难妇女 因难居民=困难居民 因难农户=困难农户 因难对象=困难对象 因难补助=困难补助 因难救助=困难救助 因难帮扶=困难帮扶 因难慰问=困难慰问 因难人群=困难人群 因难群体=困难群体 因难残疾=困难残疾 因难师生=困难师生"
)

# The right and wrong words differ in one character; the context is what stands before it, and what may not follow.
_LAST: Final = (
    ("帐", "账", "台记专对报到入转欠总建结查坏细进销挂做", "篷蓬幕子"),
    ("肋", "助", "补救资帮扶援协", "骨间木"),
    ("拔", "拨", "划调下", "河高节地草掉出牙"),
    ("侧", "测", "监检预", "面边翻门"),
    ("低", "底", "彻", ""),
    ("底", "低", "降", "数线价板层部盘层"),
    ("讯", "汛", "防", "息号"),
    ("迅", "讯", "通资", "速猛捷"),
    ("象", "像", "录摄", "征牙形棋"),
)
_FIRST: Final = (
    ("帐", "账", "户目簿务号册款", "蚊营军"),
    ("拔", "拨", "付款", ""),
    ("竟", "竞", "争标价聘赛岗", "究毕"),
)

_CERTAIN = True
_UNSURE = False
_DONE = "完成|脱贫|建成|纳入|到位|拨付|启动|实施|取得|达到|开工|竣工|落实|发放"
# wrong, right, what may stand around it (behind the word: lookbehinds include the word itself), whether certain.
_BY_CONTEXT: Final = (
    (
        "因难",
        "困难",
        "(?:(?<=生活因难)|(?<=经济因难)|(?<=实际因难)|(?<=特殊因难)|(?<=克服因难))(?![以产于])",
        _UNSURE,
    ),
    (
        "求助",
        "救助",
        "(?=对象|标准|资金|金额|制度|政策|比例|待遇|经费|水平|范围内)(?<!报警求助)(?<!紧急求助)",
        _UNSURE,
    ),
    (
        "求助",
        "救助",
        "(?:(?<=医疗求助)|(?<=临时求助)|(?<=生活求助)|(?<=流浪求助)|(?<=司法求助)|(?<=大病求助)|(?<=住院求助)|(?<=特困求助))"
        "(?!热线|电话|人|者|信息|渠道|平台|事项|诉求)",
        _UNSURE,
    ),
    ("资救助", "救助”或“资助", "(?<![物投出筹集注工融引合]资救助)", _UNSURE),
    (
        "到达",
        "达到",
        r"(?=[0-9０-９.]{1,8}\s*(?:[%％]|个百分点|以上|分以上)|(?:国家|省级|规定|预期|合格|优秀|良好|既定|相关|行业|设计)?(?:标准|要求|水平|指标)"
        r"|(?:国家|省级|规定|预期|合格|高|低|较高|平均|先进|一流|低水平)(?:标准|要求|水平|目标|\\)|目标值|指标值|预期|合格)",
        _UNSURE,
    ),
    ("即使", "及时", "(?=足额|拨付|发放|上报|兑付|兑现|支付|报送|准确率)", _UNSURE),
    ("即使率", "及时率", "", _CERTAIN),
    ("即使性", "及时性", "", _CERTAIN),
    (
        "必需",
        "必须",
        "(?=按|在|由|经|达到|严格|加强|完成|遵守|具备|坚持|符合|执行|使用|进行)(?<!所必需)",
        _UNSURE,
    ),
    (
        "截止",
        "截至",
        "(?=目前|今年|去年|年底|年末|上年|本年|[0-9]{4}年|[0-9]{1,2}月底)"
        "(?<!报名截止)(?<!申报截止)(?<!时间截止)(?<!日期截止)(?<!受理截止)(?<!登记截止)(?<!征集截止)(?<!提交截止)(?<!期截止)",
        _UNSURE,
    ),
    (
        "反应",
        "反映",
        "(?:(?<![^，。；：、“\n]反应)|(?<=主要反应)|(?<=用于反应)|(?<=用以反应)|(?<=客观反应)|(?<=真实反应)|(?<=如实反应)|(?<=综合反应)|(?<=充分反应)|(?<=指标反应)"
        "|(?<=内容反应)|(?<=直接反应)|(?<=集中反应))"
        "(?!速度|时间|能力|堆|器|釜|迅速|及时|灵敏|机制|快|率|强烈|过度|良好|不良|热烈|中|$|[，。、；])",
        _UNSURE,
    ),
    ("分额", "份额", "(?<![部百积学扣得差细充满评总比税均]分额)(?![度外定])", _UNSURE),
    ("其它", "其他", "(?!们)(?<!尤其它)", _CERTAIN),
    ("做为", "作为", "(?![民人老群企先主好了]|$)", _UNSURE),
    (
        "作好",
        "做好",
        "(?:(?<=认真作好)|(?<=切实作好)|(?<=扎实作好)|(?<=努力作好)|(?<=积极作好)|(?<=全力作好))",
        _UNSURE,
    ),
    ("按排", "安排", "(?=资金|专项|经费|专人|人员|工作|项目|财政|部署|预算|在|到|了)", _UNSURE),
    (
        "按装",
        "安装",
        "(?=设备|完成|调试|工程|路灯|监控|空调|电梯|到位|验收|管道|线路|护栏|摄像|质量|合格|及时|率|数量|$|[，。；、\n])",
        _UNSURE,
    ),
    ("安照", "按照", "(?=规定|要求|标准|计划|实际|国家|相关|有关|合同|进度)(?<![治保公平西]安照)", _CERTAIN),
    ("复盖", "覆盖", "(?=率|面|全|范围|人口|[到了])(?<![反修恢重]复盖)", _UNSURE),
    ("布署", "部署", "(?!名)", _CERTAIN),
    ("步署", "部署", "(?!名)", _CERTAIN),
    ("惯彻", "贯彻", "(?<!习惯彻)", _CERTAIN),
    ("签定", "签订", "(?![位点金])", _CERTAIN),
    ("部份", "部分", "(?!额|数)(?<!全部份)", _CERTAIN),
    ("园满", "圆满", "(?=成功|结束)(?<![儿公校林花]园满)", _CERTAIN),
    ("渡过", "度过", "(?=寒冬|冬季|冬天|春节|假期|寒假|暑假|晚年|汛期|今冬|节日|童年)", _UNSURE),
    ("过度", "过渡", "(?=期(?!待|望|盼)|性|安置|阶段|政策|方案|用房|住房)", _UNSURE),
    ("过渡", "过度", "(?=开发|医疗|依赖|用药|包装|劳累|放牧|采伐|捕捞|诊疗|检查|负债)", _UNSURE),
    ("最底", "最低", "(?=生活|工资|标准|限度|保障|价格)", _CERTAIN),
    ("底保", "低保", "(?=户|对象|人员|家庭)(?<![年月季周到]底保)", _CERTAIN),
    ("年未", "年末", "(?=人口|人数|余额|结转|结余|总数|统计|测评|问卷|满意度|前)", _UNSURE),
    ("期未", "期末", "(?=人口|人数|余额|结余|考试|考核|前|数)", _UNSURE),
    ("末完成", "未完成", "(?<![年月期周季度旬本纪]末完成)", _UNSURE),
    ("末达", "未达", "(?=标|到|成|指标)(?<![年月期周季度旬本纪]末达)", _UNSURE),
    ("末按", "未按", "(?=时|期|要求|规定|标准)(?<![年月期周季度旬本纪]末按)", _UNSURE),
    ("末发生", "未发生", "(?<![年月期周季度旬本纪]末发生)", _UNSURE),
    ("己经", "已经", "(?<![自知异]己经)", _CERTAIN),
    ("己", "已", f"(?={_DONE})(?<![自知异律克利]己)", _CERTAIN),
    ("渡假", "度假", "", _UNSURE),
    ("侯诊", "候诊", "", _UNSURE),
    ("侯选", "候选", "", _UNSURE),
    ("会议记要", "会议纪要", "(?!点|事)", _UNSURE),
    ("以经", "已经", "(?=完成|建成|达到|投入|纳入|建立|启动|拨付)", _UNSURE),
    ("既将", "即将", "(?=开工|竣工|到期|完成|启动|投入)", _UNSURE),
    ("从新", "重新", "(?=修订|修改|制定|核定|申报|评估|安排|调整|梳理|登记|规划|测算|认定)", _UNSURE),
    ("帮辅", "帮扶", "(?!导|助|修)", _UNSURE),
    ("帮抚", "帮扶", "", _CERTAIN),
    ("登陆", "登录", "(?=系统|网站|账号|平台|用户名|次数)", _UNSURE),
    ("鉴定", "签订", "(?=合同|协议|责任书)", _UNSURE),
    (
        "防止",
        "防治",
        "(?:(?<=虫害防止)|(?<=疾病防止)|(?<=污染防止)|(?<=灾害防止))(?!发生|扩散|蔓延|传播|出现)",
        _UNSURE,
    ),
    (
        "纪录",
        "记录",
        "(?:(?<=会议纪录)|(?<=工作纪录)|(?<=登记纪录)|(?<=检查纪录)|(?<=业务纪录)|(?<=培训纪录)|(?<=台账纪录)|(?<=维修纪录))(?!片)",
        _UNSURE,
    ),
    (
        "检察",
        "检查",
        "(?:(?<=安全检察)|(?<=卫生检察)|(?<=质量检察)|(?<=消防检察)|(?<=体格检察))(?!院|官|机关|建议|监督|工作站)",
        _UNSURE,
    ),
    ("开战", "开展", "(?=工作|培训|活动|宣传|检查|调查|救助|排查)", _UNSURE),
    ("报消", "报销", "(?=比例|医疗|率|标准|金额|票据|单据|手续)(?<!申报消)(?<!上报消)", _UNSURE),
    ("养植", "养殖", "(?=业|户|场|大户|基地|技术|规模)", _UNSURE),
    ("种殖", "种植", "(?=业|户|基地|面积|大户|技术|规模|结构)", _CERTAIN),
    ("畜水", "蓄水", "(?=池|量|工程|能力)(?<![人牲家]畜水)", _UNSURE),
    ("贫因", "贫困", "(?=户|家庭|人口|村|县|学生|地区|群众|线|劳动力)(?<![扶致脱返]贫因)", _CERTAIN),
    ("积效", "绩效", "(?=目标|评价|管理|考核|指标|自评|工资)(?<![面体容]积效)", _CERTAIN),
    ("建没", "建设", "(?=项目|工程|内容|规模|单位|标准|进度|资金|任务)", _CERTAIN),
    ("没备", "设备", "(?=购置|采购|维护|安装|更新|维修|运行)", _CERTAIN),
    ("没施", "设施", "(?=建设|设备|完善|维护|维修|管护|农业)", _CERTAIN),
    ("没计", "设计", "(?=院|单位|方案|图|施工|变更)", _CERTAIN),
    ("管里", "管理", "(?=制度|办法|工作|部门|规定|人员|能力|机制)", _CERTAIN),
    ("入民", "人民", "(?=群众|政府|币|医院|法院)(?<![深融走进惠]入民)", _CERTAIN),
    ("年低", "年底", "(?=前|之前)", _UNSURE),
    ("月低", "月底", "(?=前|之前|完成)", _UNSURE),
    ("制做", "制作", "(?=宣传|标牌|展板|视频|资料|展|牌|课件)", _UNSURE),
    ("侧算", "测算", "(?<![两一左右东西南北内外单双]侧算)", _CERTAIN),
    ("予算", "预算", "(?<![给赋授准]予算)", _CERTAIN),
    ("予防", "预防", "(?<![给赋授准]予防)", _CERTAIN),
    ("宜传", "宣传", "(?<![适便不更事]宜传)(?!染|播|承|达|递|送|授|真)", _CERTAIN),
    ("挡案", "档案", "(?<!阻挡案)(?!件)", _CERTAIN),
    ("即然", "既然", "(?!后|而)", _CERTAIN),
    ("讯速", "迅速", "(?<![通资音视]讯速)", _CERTAIN),
    ("讯期", "汛期", "(?<![通审问资短音]讯期)", _CERTAIN),
    ("合格律", "合格率", "(?!师)", _CERTAIN),
    ("完成律", "完成率", "(?!师)", _CERTAIN),
    ("覆盖律", "覆盖率", "(?!师)", _CERTAIN),
    ("知晓律", "知晓率", "(?!师)", _CERTAIN),
    ("达标律", "达标率", "(?!师)", _CERTAIN),
    ("准确律", "准确率", "(?!师)", _CERTAIN),
    ("公圆", "公园", "(?!满|桌|形)", _CERTAIN),
    ("儿圆", "儿园", "(?<=幼儿圆)(?!满|梦|桌)", _CERTAIN),
    ("校圆", "校园", "(?!满|桌|形|梦)", _CERTAIN),
    ("须求", "需求", "(?<![必无务]须求)(?!助)", _CERTAIN),
    ("图象", "图像", "(?!征)(?<!版图象)", _UNSURE),
    ("影象", "影像", "(?!征)", _CERTAIN),
    ("至使", "致使", "(?=群众|企业|项目|工程|无法|部分|其)", _UNSURE),
)

_TITLE = Pattern(r"《[^》]{0,80}》?")


def misspellings_in(text: str) -> Iterator[Misspelling]:
    """Every suspected misspelling from left to right. Titles between 《 》 are quoted as they were issued."""
    pattern, words = _table()
    found = list(pattern.finditer(text))
    if not found:
        return
    titles = [match.span() for match in _TITLE.finditer(text)] if "《" in text else []
    for match in found:
        if any(start <= match.start() < end for start, end in titles):
            continue
        # The match begins at the wrong character; the word may begin before it.
        end = match.end()
        start = next(at for at in range(match.start(), -1, -1) if text[at:end] in words)
        right, certain = words[text[start:end]]
        yield Misspelling(start, end, text[start:end], right, certain)


def misspelling_pattern() -> Pattern:
    """Matches where `misspellings_in` finds something, or in a title."""
    return _table()[0]


def wrong_words() -> frozenset[str]:
    """Every word that is known to be wrong somewhere."""
    return frozenset(_table()[1])


@cache
def _table() -> tuple[Pattern, dict[str, tuple[str, bool]]]:
    """One pattern for all, and each wrong word with its right one."""
    words: dict[str, tuple[str, bool]] = {}
    branches: list[str] = []
    for pair in _NEVER_RIGHT.split():
        wrong, right = pair.split("=")
        words[wrong] = (right, True)
        branches.append(_branch(wrong, right))
    for wrong, right, before, after in _LAST:
        words |= {first + wrong: (first + right, True) for first in before}
        branches.append(f"{wrong}(?<=[{before}]{wrong})" + (f"(?![{after}])" if after else ""))
    for wrong, right, after, before in _FIRST:
        words |= {wrong + last: (right + last, True) for last in after}
        guard = f"(?<![{before}]{wrong})" if before else ""
        branches.append(f"{wrong}{guard}[{after}]")
    for wrong, right, context, certain in _BY_CONTEXT:
        words[wrong] = (right, certain)
        branches.append(_branch(wrong, right) + context)
    return Pattern("|".join(_by_first_character(branches))), words


def _branch(wrong: str, right: str) -> str:
    """The pattern of a wrong word. It begins with the first wrong character, which is rarer than what stands before
    it, so that a text without mistakes is passed over quickly."""
    at = next((at for at, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), 0)
    return f"{wrong[at]}(?<={wrong[: at + 1]}){wrong[at + 1 :]}" if at else wrong


def _by_first_character(branches: list[str]) -> list[str]:
    """Branches of one beginning together: a character of the text is then compared with each beginning once."""
    groups: dict[str, list[str]] = {}
    for branch in branches:
        groups.setdefault(branch[0], []).append(branch[1:])
    return [f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items()]
