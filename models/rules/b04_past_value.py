"""B04: a historical basis states the past value."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, indicator_path
from models.patterns import Pattern
from models.phrases import HISTORY_PATTERN, STANDARD_KINDS
from models.rows import quote, rows_of
from models.rule import Finding, Severity, rule

_DOCUMENT = Pattern(
    r"《[^《》]*》|[〔\[［(（]\s*[0-9]{4}\s*[〕\]］)）]\s*[0-9]*\s*号?|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|第[0-9]+[号次条届]"
)
_STATISTIC = Pattern(
    r"(?P<year>(?:19|20)[0-9]{2})年(?:底|末|度|初)?(?:(?!方案|办法|通知|计划)[^，。；、,;]){0,14}?"
    r"(?:(?:汇算|决算|统计|测算)(?!口径|标准|办法|制度|方法)|实际|完成(?:数|值|率|量|情况)|报表|人数|人次|数据)"
)
_YEAR = Pattern(r"(?:19|20)[0-9]{2}年?(?:[-—至到~～](?:19|20)?[0-9]{2}年)?|[0-9]{1,2}月")
_FIGURE = Pattern(r"[0-9]|百分之|[一二三四五六七八九十百千万]+(?:人|户|个|件|次|项|元)")


@rule(
    "B04",
    Severity.INFO,
    "以历史数据为依据的，宜写出历史值",
    why="历史标准要与往年的数比较；不写出往年是多少，看不出目标定得高还是低。",
    source="财预〔2021〕101号“历史标准”（近三年平均值、上年值、同类项目值）",
    mend="补上往年的数，例如“历史标准：2025年满意度89%”。",
    violating={"indicators[8].basis": "历史标准：2025年满意度问卷调查"},
    clean={"indicators[8].basis": "历史标准：2025年满意度问卷调查为89%"},
)
def past_value(declaration: Declaration) -> Iterator[Finding]:
    budget_year = declaration.year
    for index, row in rows_of(declaration):
        text = _DOCUMENT.sub("", row.basis)
        if not HISTORY_PATTERN.search(text):
            # A register of last year that is called 计划标准 is the plan itself: there is no past to compare with.
            if text.lstrip().startswith(STANDARD_KINDS):
                continue
            past = _STATISTIC.search(text)
            if past is None or not isinstance(budget_year, int) or int(past["year"]) >= budget_year:
                continue
        if not _FIGURE.search(_YEAR.sub("", text)):
            yield Finding(
                indicator_path(index, "basis"),
                f"设定依据{quote(row.basis)}以往年数据为准，却没有写出往年的数，建议补上",
            )
