"""X13: the steps of the plan lie in the budget year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from models.declaration import Declaration, indicator_path
from models.patterns import Pattern
from models.rows import clause_start, rows_of
from models.rule import Finding, Mend, Severity, rule

_YEAR = Pattern(r"(?:19|20)[0-9]{2}(?<![0-9]{5})(?=\s*年(?!级))")
_DATE = Pattern(r"(?<![0-9])([0-9]{1,2})\s*月\s*(?:([0-9]{1,2})\s*日)?")
_TITLE = Pattern(r"《[^《》]{0,120}》")
_MARKS = "，。；,;\n"
_LONGEST = 200
# What happened, what is quoted, what is counted since: no step of this year's plan.
_PAST = Pattern(
    r"根据|按照|依据|依照|按[《照“（]|纪要|通知|文件|会议|印发|批复|统计|汇算|决算|数据|测算|基础上|以来|起|自|从|截至|截止|上年|去年|已|曾|原|较|比|同期|一期|首批"
    r"|前期|可研|立项|申报|储备|评审|准备|招标|结转|结余|遗留|欠|历年|历史|现有"
)
_LATER = Pattern(
    r"自评|评价|决算|审计|质保|移交|清算|结算|验收|收尾|尾款|回头看|总结|跟踪|运维|续建|后续|公开|长期|规划|目标|到|至|底前"
)
_STARTS_WITH_YEAR = Pattern(r"^\s*(?:反映)?\s*((?:19|20)[0-9]{2})\s*年")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@rule(
    "X13",
    Severity.WARNING,
    "实施计划和年度目标的时间应在预算年度内",
    why="计划里还是上一年的时间，多半是沿用上年文本时漏改的；时间不在预算年度内，就不是这笔预算要做的事。",
    source="财预〔2015〕88号 审核表“实现可能性、条件充分性”的推论",
    mend="把年份改成预算年度；确属往年已做或以后年度的工作，用文字写明。",
    violating={"project.plan": "2025年2月核定补助名单，3月至12月按月拨付，12月底前完成满意度问卷调查。"},
    clean={
        "project.plan": "根据2025年9月统计的名单，2026年2月核定补助名单，3月至12月按月拨付，2027年1月完成绩效自评。"
    },
)
def dates_in_budget_year(declaration: Declaration) -> Iterator[Finding]:
    year, period = declaration.project.year, declaration.project.period
    if not isinstance(year, int):
        return
    last = max((each for each in period if isinstance(each, int)), default=year)
    yield from _wrong_years("project.plan", declaration.project.plan, year, max(last, year))
    yield from _wrong_years("goals.annual", declaration.goals.annual, year, year)
    yield from _impossible(declaration.project.plan)
    for index, row in rows_of(declaration):
        for key, text in (("name", row.name), ("content", row.content)):
            written = _leading_year(text)
            if written is not None and written[0] < year:
                start = written[1]
                yield _finding(indicator_path(index, key), text, start, written[0], year, "这里写的是")


@lru_cache(maxsize=4096)
def _leading_year(text: str) -> tuple[int, int] | None:
    """The year with which an indicator's name or explanation begins (反映2025年…), and its place."""
    if "年" not in text:
        return None
    match = _STARTS_WITH_YEAR.match(text)
    return (int(match[1]), match.start(1)) if match and not _PAST.search(text, match.end()) else None


@lru_cache(maxsize=128)
def _wrong_years(path: str, text: str, year: int, last: int) -> tuple[Finding, ...]:
    plain = _TITLE.sub(lambda match: "　" * len(match[0]), text)
    found = []
    for match in _YEAR.finditer(plain):
        written = int(match[0])
        if year <= written <= last:
            continue
        begin = max(clause_start(plain, match.start(), _MARKS), match.start() - _LONGEST)
        until = match.end() + _LONGEST
        end = min((at for mark in _MARKS if (at := plain.find(mark, match.end(), until)) >= 0), default=until)
        clause = plain[begin:end]
        if _PAST.search(clause) or (written > year and _LATER.search(clause)) or f"{year}" in clause:
            continue
        what = "实施计划写的是" if path == "project.plan" else "年度目标写的是"
        found.append(_finding(path, text, match.start(), written, year, what))
    return tuple(found)


def _finding(path: str, text: str, start: int, written: int, year: int, what: str) -> Finding:
    return Finding(
        path,
        f"{what}{written}年，而预算年度是{year}年；请核对是不是漏改了年份",
        start,
        start + 4,
        mend=Mend(f"年份改为{year}年", {path: f"{text[:start]}{year}{text[start + 4 :]}"}, safe=False),
    )


@lru_cache(maxsize=128)
def _impossible(text: str) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "project.plan",
            f"没有“{match[0].strip()}”这个日子，请核对",
            match.start(),
            match.end(),
        )
        for match in _DATE.finditer(text)
        if not 1 <= int(match[1]) <= len(_DAYS)
        or (match[2] and not 1 <= int(match[2]) <= _DAYS[int(match[1]) - 1])
    )
