"""X07: an overall goal can be measured."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from models.declaration import Declaration
from models.patterns import Pattern
from models.quantities import figures_in
from models.rows import quote
from models.rule import Finding, Scope, Severity, rule

# What measures without a digit: 全覆盖, 零事故, 翻一番, 三所学校, 2028年底前建成.
_MEASURES = Pattern(
    r"(?<!健)全覆盖|应[补保救享缴收办]尽[补保救享缴收办]|全部|全员|清零|零(?:事故|投诉|上访|发生|距离|伤亡|差错|容忍|案件|火灾|违纪)"
    r"|[一两二三四五六七八九十]番|[两二三四五六七八九十][所个座条家台套项类处期批级等]|一[所座条栋]|[一二三四五甲]级"
    r"|[年月]\s*(?:底|末|[0-9]{1,2}\s*日)?\s*(?:之?前|以前)|优秀|合格|达标"
)


@rule(
    "X07",
    Severity.WARNING,
    "总体目标应至少有一个数",
    scope=Scope.ANY,
    why="总体目标没有一个可以核对的数，几年之后就无法判断有没有实现。",
    source="财预〔2015〕88号 审核表“指标科学性”：目标应细化、量化",
    mend="写明到实施期末要达到的数量、比例或程度，如“2028年覆盖率达到95%”。",
    violating={"goals.overall": "2026年至2028年，持续改善农村义务教育学生营养状况，促进学生健康成长。"},
    clean={"goals.overall": "2026年至2028年，农村义务教育学生营养膳食补助覆盖率保持百分之百。"},
)
def figure_in_overall_goal(declaration: Declaration) -> Iterator[Finding]:
    overall = declaration.goals.overall.strip()
    if overall and not _measures(overall):
        yield Finding(
            "goals.overall",
            f"总体目标{quote(overall, 40)}没有一个可以核对的数，请写明实施期末要达到的数量、比例或程度",
        )


@lru_cache(maxsize=256)
def _measures(text: str) -> bool:
    return bool(figures_in(text)) or _MEASURES.search(text) is not None
