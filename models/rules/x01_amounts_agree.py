"""X01: one total everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Declaration
from models.money import AmountInText, amounts_in, finite, format_wan, format_yuan
from models.patterns import Pattern
from models.rows import clause_start, quote, texts_of
from models.rule import Finding, Severity, rule

# The words that make an amount the project's total, directly before it.
_TOTAL = Pattern(
    r"(?:预算金额|预算总额|预算总金额|预算资金|预算数|预算经费|项目预算|年度预算|预算总计|项目总金额|项目总资金|项目资金总额|资金总额|经费总额|总预算|申请预算资金|申报金额)"
    r"(?:合计|共计|总计|总额|共)?\s*(?:为|是|：|:)?\s*(?:人民币)?\s*$"
)
# Words that make it something else: a part, another year, several years, a change.
_NOT_TOTAL = Pattern(
    r"其中|分别|各项|一是|二是|三是|四是|五是|[（(][一二三四五六七八九十0-9]{1,2}[)）]|[0-9]\s*[.、]\s*\D"
    r"|人均|单价|平均|上年|去年|往年|以前年度|历年|累计|三年|五年|中期|实施期|结余|结转|追加|调减|压减|调整前|原预算|执行"
)
_YEAR = Pattern(r"((?:19|20)[0-9]{2})\s*年")
_CLAUSE_END = "。；;\n"


@rule(
    "X01",
    Severity.ERROR,
    "各处写的预算金额应一致",
    why="金额前后不一，审核人无法判断以哪个为准；这是退回的首要原因。元、万元和千分位换算后比较。",
    source="财预〔2015〕88号 审核表“资金匹配性”；云南省项目文本公开格式（项目基本概况、资金安排情况）",
    mend="以预算批复的数为准，更正不一致的地方。",
    violating={"project.funding": "本年度项目预算金额为3,020,000.00元，由县本级财政安排一般公共预算资金。"},
    clean={"project.funding": "本年度项目预算金额为320万元，由县本级财政安排一般公共预算资金。"},
)
def amounts_agree(declaration: Declaration) -> Iterator[Finding]:
    typed = declaration.budget.total
    total = finite(typed)
    if typed not in (None, "") and total is None:
        yield Finding("budget.total", f"预算金额{quote(str(typed))}不是金额，请填以元为单位的数字")
    stated = list(_stated_totals(declaration))
    if not stated:
        return
    against = "预算金额"
    if total is None:
        path, amount = stated[0]
        total = amount.value
        against = "前文"
        if typed in (None, ""):
            yield Finding(
                "budget.total", f"正文写了预算金额{format_yuan(total)}元，[budget] 的 total 没有填写，请补填"
            )
    for path, amount in stated:
        if not amount.agrees_with(total):
            yield Finding(
                path,
                f"这里的预算金额为{_shown(amount)}，而{against}为{format_yuan(total)}元，"
                f"相差{format_yuan(abs(amount.value - total))}元，请核对",
                amount.start,
                amount.end,
            )


def _shown(amount: AmountInText) -> str:
    return f"{format_yuan(amount.value)}元" if amount.scale == 1 else f"{format_wan(amount.value)}万元"


def _stated_totals(declaration: Declaration) -> Iterator[tuple[str, AmountInText]]:
    """Every amount that the texts call the project's budget of this year."""
    for path, text in texts_of(declaration):
        found = [amount for amount in amounts_in(text) if _is_total(text, amount, declaration.project.year)]
        total = finite(declaration.budget.total)
        parts = [amount.value for amount in found if amount.value != total]
        if total is not None and len(parts) > 1 and sum(parts, Decimal(0)) == total:
            continue
        yield from ((path, amount) for amount in found)


def _is_total(text: str, amount: AmountInText, year: object) -> bool:
    if not _TOTAL.search(text, max(0, amount.start - 24), amount.start):
        return False
    clause = text[clause_start(text, amount.start, _CLAUSE_END) : amount.start]
    if _NOT_TOTAL.search(clause):
        return False
    years = _YEAR.findall(clause)
    return not years or years[-1] == str(year)
