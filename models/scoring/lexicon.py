"""The phrases that scoring texts are made of, as regular expressions over `lexer.normal` text.

The order is that in which they are tried: what is longer or more special goes first.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from models.vocabulary import UNITS


class Kind(Enum):
    """What a token does in a sentence, with an example."""

    ROUNDS_UP = "不足1%按1%计"
    LABEL = "评分标准："
    NAME = "2026年12月底前"
    MOST = "最多扣10分"
    FLOOR = "扣完为止"
    NOTHING = "不得分"
    SHARE = "得80%分值"
    HALF = "减半得分"
    DEDUCT_SHARE = "扣5%分值"
    DEDUCT = "扣2分"
    AWARD = "得10分"
    FULL = "分值10分"
    ALL = "得满分"
    RATIO = "按完成比例得分"
    UNSAID = "酌情扣分"
    POINTS = "10分"
    AT_MOST = "不超过"
    AT_LEAST = "不低于"
    UNDER = "低于"
    OVER = "高于"
    EQUAL = "等于"
    FROM = "以上"
    BELOW = "以下"
    WITHIN = "以内"
    INCLUDED = "（含）"
    EXCLUDED = "（不含）"
    STOP = "；"
    COMMA = "，"
    EACH = "每"
    NUMBER = "90%"
    DASH = "-"
    TEXT = "按时完成"


ARABIC: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,9})(?:\.[0-9]{1,6})?(?![0-9.])"
HAN: Final = r"[零〇一二两三四五六七八九十百]{1,7}(?:点[零〇一二三四五六七八九]{1,4})?"
NUMERAL: Final = rf"(?:(?<![0-9.]){ARABIC}|{HAN}|半)"

# 十分 is also "very", and 分 the beginning of many words.
_FEN = (
    r"\s*分(?![钟之别米贝期级类批段档布析局公点比制工成担解享次]"
    r"|满意|必要|重要|明显|显著|完善|突出|有效|困难|及时|规范)"
)
_NOT_A_LIMIT = r"(?!\s*(?:[(]含[)])?(?:及?以上|及?以下|以内|[-~至到]\s*[0-9]))"
_ITS = r"(?:该项|本项|此项|该指标|本指标|指标|全部|相应|权重|总|的){0,4}"
_WHOLE = r"(?:满分值?|全分|分值|权重(?:分值?)?|标准分|基本分|基础分|分数)"
_GIVE = r"(?:得到|获得|给予|赋予|得分为|[得计记赋给评打获]为?|为)"
_SCORE = r"(?:得分|计分|评分|给分|赋分|记分|打分|扣分|扣减|扣除|递减|减分|折算|计算|计|得|给|扣)"
_PLAIN = r"[^,，;。\n()0-9]"
_END = r"(?=\s*(?:[,，、;。)\n]|$))"
_RATIO_WORD = r"(?:比例|比率|百分比|完成率|完成度|完成程度|达成率|实现率|执行率)"


def _points(group: str) -> str:
    return rf"(?P<{group}>{NUMERAL}){_FEN}"


def _share(group: str) -> str:
    return rf"(?P<{group}>{ARABIC}\s*%|百分之{HAN})"


UNIT: Final = (
    "(?:"
    + "|".join(
        re.escape(word)
        for word in sorted(
            {
                *UNITS,
                *[
                    "个百分点",
                    "百分点",
                    "个工作日",
                    "工作日",
                    "个月",
                    "个小时",
                    "个季度",
                    "户次",
                    "家次",
                    "台次",
                    "车次",
                    "批次",
                    "场次",
                    "例",
                    "处",
                    "日",
                    "周",
                    "名",
                    "位",
                    "条",
                    "本",
                ],
                *[
                    "头",
                    "只",
                    "棵",
                    "株",
                    "米",
                    "千米",
                    "公顷",
                    "公斤",
                    "千克",
                    "分钟",
                    "秒",
                    "座",
                    "间",
                    "栋",
                    "幢",
                    "班",
                    "门",
                    "课时",
                    "学时",
                    "点",
                    "口",
                    "季度",
                    "学期",
                    "岁",
                    "款",
                    "单",
                    "类",
                    "‰",
                ],
            }
            - {"分"},
            key=len,
            reverse=True,
        )
    )
    + r")(?:/[^\s,，、;。:()扣减得计记不以为≥≤><=0-9×]{1,5})?"
)

PHRASES: Final[dict[Kind, str]] = {
    Kind.ROUNDS_UP: rf"不[足满到]\s*(?:(?P<part>{NUMERAL})\s*{UNIT}|一个?{_PLAIN}{{1,4}}?)的?[,，]?(?:[均也都]?按|以|视为|视同)"
    rf"\s*(?(part)(?P=part)|一)\s*{_PLAIN}{{0,8}}?{_END}",
    Kind.LABEL: r"(?:评分|扣分|得分|计分|赋分|评价)(?:标准|依据|办法|方法|规则|细则|原则|说明|项)[:为]?",
    Kind.NAME: r"第[0-9]{1,4}|《[^《》]{0,60}》|[0-9]{4}年(?:度|[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:之?前|以前|底|末|初){0,2}"
    r"|(?<!每)(?<![0-9.])[0-9]{1,2}月(?:份|[0-9]{1,2}日)?(?:[底末初]|之前|以前|前)+|(?<![0-9.])[0-9]{1,2}月[0-9]{1,2}日",
    Kind.MOST: rf"(?:累计|合计|总计)?(?:最多|最高|至多|上限)可?扣(?:除|减|分为|分)?\s*(?:{_ITS}{_WHOLE}|{_points('most')})"
    rf"|(?:累计|合计)?扣(?:分|减|除)?(?:总分|总额|总数)?(?:最多|最高)?不(?:得|应)?(?:超过|多于)\s*(?:{_ITS}{_WHOLE}|{_points('most2')})"
    rf"|以\s*{_points('most3')}为限",
    Kind.FLOOR: rf"(?:直至|直到|至)?[扣减](?:完|光|至|到|尽|满)[^,，;。\n()]{{0,10}}?(?:为止|即止|为限)"
    rf"|(?:直至|直到)?[扣减][至到]\s*[0零]\s*分?止?|(?:直至|直到)[扣减]完|[扣减][完光]{_END}|最多[扣减]完"
    r"|最低(?:得分|扣至|扣到|得|为|计|至){0,3}\s*[0零]\s*分|不(?:得|计|为|出现|扣){0,3}负(?:分|数|值)|不倒扣",
    Kind.DEDUCT_SHARE: rf"(?:扣减|扣除|减扣|扣){_ITS}(?:{_WHOLE}的?\s*{_share('less')}|\s*{_share('less2')}(?:的?{_ITS}(?:{_WHOLE}|分(?![钟之别值]))|{_END}))",
    Kind.NOTHING: rf"[均都]?{_ITS}(?:不予|不|无)[得计给记赋评]分(?!的)|{_GIVE}?\s*(?<![0-9.])(?:0(?:\.0+)?|零){_FEN}{_NOT_A_LIMIT}"
    rf"|(?:全部|全额)?扣(?:除|减|完|光)?{_ITS}(?:全部|所有)?(?:{_WHOLE}(?!的?\s*[0-9百])|全部分)|全扣",
    Kind.SHARE: rf"{_GIVE}?{_ITS}{_WHOLE}的?\s*{_share('share')}"
    rf"|{_GIVE}{_ITS}\s*{_share('share2')}(?:的?{_ITS}(?:{_WHOLE}|得分|分(?![钟之别值]))|{_END})",
    Kind.HALF: r"[减折]半[得计给记赋]分|[得计给记赋]一半(?:的?分[值数]?)?",
    Kind.DEDUCT: rf"(?:扣减|扣除|减扣|扣去|减去|扣|减){_ITS}\s*{_points('deduct')}"
    r"(?:的?(?:标准|比例|方式|原则|幅度)(?:进行|予以|相应|逐级)?(?:扣分|扣减|计分|递减|扣除)?)?"
    rf"(?:/\s*(?P<per>{UNIT}))?",
    Kind.AWARD: rf"{_GIVE}{_ITS}\s*(?P<top>{_WHOLE}[为:]?)?\s*{_points('award')}{_NOT_A_LIMIT}",
    Kind.FULL: r"(?:(?:该项|本项|此项|该指标|本指标|指标|总){0,3}(?:满分值?|分值|总分|权重分?值?|标准分|基础分|基本分|赋分|计分|共计|共)|该项|本项|此项|该指标|本指标)"
    rf"[为是:=计共]{{0,3}}\s*{_points('full')}{_NOT_A_LIMIT}",
    Kind.ALL: rf"{_GIVE}{_ITS}(?:{_WHOLE}|全部分)|满分|全分",
    Kind.RATIO: rf"(?:根据|按照|依据|依照|按|依|以|照|与){_PLAIN}{{0,16}}?{_RATIO_WORD}"
    rf"(?:分配|相应|进行|予以|同比例|等比例|逐级|的|来){{0,3}}{_SCORE}{{1,2}}(?:该项|本项)?(?:得?分值?|分数)?"
    rf"|(?:同|等|成|按)(?:照)?(?:完成|实际|相应|同等|等|达标){{0,3}}比例(?:(?:进行|予以|相应|酌情)?{_SCORE}{{1,2}}分?|{_END})",
    Kind.UNSAID: r"酌情|视(?:具体|实际)?情况?|适当|综合[评打]|[以依]此类推|依次类推|类推|加\s*[0-9.]+\s*分|加分|奖励|附加|折算|分档"
    rf"|×(?:{_ITS}{_WHOLE})?"
    r"|[得计扣评给赋记打减]分(?![值数类钟支项]|\s*[0-9≥≤><=]|[在达高低不大小])",
    Kind.POINTS: _points("bare"),
    Kind.AT_MOST: r"≤|<=|=<|小于或?等于|[不未]得?(?:超过|高于|大于|多于|超出|晚于|迟于)|至多",
    Kind.AT_LEAST: r"≥|>=|=>|[大高]于或?等于|[不未]得?(?:低于|少于|小于)|至少|达到?及?或?超过|达到?了?(?=\s*[0-9一二三四五六七八九百])",
    Kind.UNDER: r"<|小于|低于|少于|不足|(?:未|没有?)能?达到?|未满|不满|达不到|不到|不及",
    Kind.OVER: r">|大于|高于|超过|超出|多于",
    Kind.EQUAL: r"=|等于",
    Kind.FROM: r"[(]含[)]及?以上|[及或]?其?以上",
    Kind.BELOW: r"[(]不含[)]以下|以下",
    Kind.WITHIN: r"[及或]以下|[(]含[)]以下|以内|之内|(?<=[月天日年时钟周])内",
    Kind.INCLUDED: r"[(]包?含(?:本数|[0-9]{1,6}%?)?[)]",
    Kind.EXCLUDED: r"[(]不包?含(?:本数|[0-9]{1,6}%?)?[)]",
    Kind.STOP: r"[;。\n]",
    Kind.COMMA: r"[,，、()]",
    Kind.EACH: r"每",
    Kind.NUMBER: rf"(?:(?<![0-9.])(?P<number>{ARABIC})|百分之(?P<of100>{HAN})"
    rf"|(?<=[每少低多晚有现生超漏错差高降迟加减误后过期报诉缺])(?P<han>[一二两三四五六七八九十百半]{{1,5}})(?=\s*{UNIT}(?!性)))\s*(?P<unit>{UNIT})?",
    Kind.DASH: r"[-~至到]",
}
VALUES: Final = {
    Kind.AWARD: ("award",),
    Kind.FULL: ("full",),
    Kind.SHARE: ("share", "share2"),
    Kind.DEDUCT: ("deduct",),
    Kind.DEDUCT_SHARE: ("less", "less2"),
    Kind.MOST: ("most", "most2", "most3"),
    Kind.POINTS: ("bare",),
    Kind.NUMBER: ("number", "of100", "han"),
}
"""The groups that may hold the number of a token."""

_RATE = r"[^,，;。×=()0-9]{0,14}(?:率|比例|百分比|完成度|/\s*[(]?[^,，;。×=()0-9]{0,8}(?:目标|计划|指标|应|年初|预算|任务)[^,，;。×=()]{0,8})"


def _of_full(group: str) -> str:
    return rf"{_ITS}(?:{_WHOLE}|(?P<{group}>{ARABIC})(?!\s*%)(?:{_FEN})?)"


_TIMES = r"\s*(?:×|乘以?)\s*"
_CENT = rf"(?:{_TIMES}100\s*%[)]?)?"
FORMULA: Final = (
    rf"(?:得分=)?[按以照]{{0,2}}[(]?{_RATE}[)]?{_CENT}{_TIMES}{_of_full('times')}(?:{_SCORE}{{0,2}}分?)"
    rf"|(?:得分=)?[按以照]{{0,2}}{_of_full('times2')}{_TIMES}[(]?{_RATE}[)]?{_CENT}(?:{_SCORE}{{0,2}}分?)"
)
"""完成率×分值: points in proportion, as a formula. A target divided by what was done is another one."""

DEFINITION: Final = r"[^,，;。\n×]{1,40}×\s*100\s*%(?!\s*[)]?\s*×)"
"""满意度=满意人数/调查人数×100%: how a rate is reckoned says nothing of points."""
