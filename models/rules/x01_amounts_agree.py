"""X01: one total everywhere, in figures and in words, and no less than its parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice, pairwise

from models.declaration import Declaration
from models.money import AmountInText, amounts_in, finite, format_yuan
from models.patterns import Pattern
from models.rows import quote, texts_of
from models.rule import Finding, Mend, Severity, rule
from models.totals import shown, stated_totals, written_like

# Between an amount in words and the same amount in figures: 320万元（大写：叁佰贰拾万元整）.
_BESIDE = Pattern(
    r"\s*(?:[（(]\s*)?(?:[，,]\s*)?(?:人民币)?\s*[（(]?(?:大写|小写)?(?:金额)?[）)]?\s*(?:为|[：:])?\s*(?:人民币)?\s*"
)
_CALLED = Pattern(r"[（(]|大写|小写|人民币")
_LONGEST = 300
_MOST = 20
_PARTS = Pattern(r"(?<![（(])其中")
_PARTS_END = Pattern(r"[。\n]")
_NO_PARTS = Pattern(
    r"其中|每|人均|单价|平均|标准|累计|上年|去年|原|较|比|增|减|合计|共计|小计|总|扣|剩|余|已|[（(][^）)]{0,40}元"
)


@rule(
    "X01",
    Severity.ERROR,
    "各处写的预算金额应一致",
    why="金额前后不一，审核人无法判断以哪个为准；这是退回的首要原因。元、万元、千分位、中文数字和大写金额换算后比较。",
    source="财预〔2015〕88号 审核表“资金匹配性”；云南省项目文本公开格式（项目基本概况、资金安排情况）",
    mend="以预算批复的数为准，更正不一致的地方。",
    violating={"project.funding": "本年度项目预算金额为3,020,000.00元，由县本级财政安排一般公共预算资金。"},
    clean={
        "project.funding": "本年度项目预算金额为320万元（大写：叁佰贰拾万元整），由县本级财政安排一般公共预算资金。"
    },
)
def amounts_agree(declaration: Declaration) -> Iterator[Finding]:
    typed = declaration.budget.total
    total = finite(typed)
    if typed not in (None, "") and total is None:
        yield Finding("budget.total", f"预算金额{quote(str(typed))}不是金额，请填以元为单位的数字")
    yield from _against_the_total(declaration, total)
    for path, text in texts_of(declaration):
        yield from _in_words_and_figures(path, text, total)
        yield from _more_than_the_whole(path, text)


def _against_the_total(declaration: Declaration, total: Decimal | None) -> Iterator[Finding]:
    stated = stated_totals(declaration)
    if not stated:
        return
    against = "预算金额"
    if total is None:
        total = stated[0][1].value
        against = "前文"
        if declaration.budget.total in (None, ""):
            yield Finding(
                "budget.total",
                f"正文写了预算金额{format_yuan(total)}元，[budget] 的 total 没有填写，请补填",
                mend=Mend(f"填写{format_yuan(total)}", {"budget.total": total}, safe=False),
            )
    wrong = (each for each in stated if not each[1].agrees_with(total))
    # Each mend holds a whole text: a page that names its budget hundreds of times is not mended in hundreds of copies.
    for path, amount in islice(wrong, _MOST):
        yield Finding(
            path,
            f"这里的预算金额为{shown(amount)}，而{against}为{format_yuan(total)}元，"
            f"相差{format_yuan(abs(amount.value - total))}元，请核对",
            amount.start,
            amount.end,
            mend=_rewritten(declaration.get(path), path, amount, total),
        )


def _rewritten(text: str, path: str, amount: AmountInText, value: Decimal) -> Mend | None:
    if not 0 <= value < 10**16 or value != value.quantize(Decimal("0.01")):
        return None
    new = written_like(amount, value)
    return Mend(f"改为“{new}”", {path: f"{text[: amount.start]}{new}{text[amount.end :]}"}, safe=False)


@lru_cache(maxsize=512)
def _in_words_and_figures(path: str, text: str, total: Decimal | None) -> tuple[Finding, ...]:
    """大写 beside 小写, and the two are different amounts."""
    amounts = amounts_in(text)
    found = []
    for first, second in pairwise(amounts):
        gap = text[first.end : second.start]
        if first.capital == second.capital or not _BESIDE.fullmatch(gap) or not _beside(text, first, second):
            continue
        words, figures = (first, second) if first.capital else (second, first)
        if figures.agrees_with(words.value):
            continue
        wrong, right = (figures, words) if words.value == total else (words, figures)
        found.append(
            Finding(
                path,
                f"大写金额{quote(text[words.start : words.end])}是{format_yuan(words.value)}元，"
                f"而旁边的小写金额是{shown(figures)}，请改成一致",
                wrong.start,
                wrong.end,
                mend=_rewritten(text, path, wrong, right.value),
            )
        )
    return tuple(found)


def _beside(text: str, first: AmountInText, second: AmountInText) -> bool:
    return first.end == second.start or _CALLED.search(text, first.end, second.start) is not None


@lru_cache(maxsize=512)
def _more_than_the_whole(path: str, text: str) -> tuple[Finding, ...]:
    """`320万元，其中：省级200万元，县级130万元`: parts may leave something out, but not exceed the whole."""
    found = []
    amounts = amounts_in(text) if "其中" in text else ()
    starts = [amount.start for amount in amounts]
    for match in _PARTS.finditer(text) if len(amounts) > 1 else ():
        longest = match.end() + _LONGEST
        end = _PARTS_END.search(text, match.end(), longest)
        stop = end.start() if end else longest
        first = bisect_left(starts, match.end())
        before = [amount for amount in amounts[max(0, first - 1) : first] if amount.end >= match.start() - 6]
        parts = [amount for amount in amounts[first : bisect_left(starts, stop)] if amount.end <= stop]
        if not before or not parts or _NO_PARTS.search(text, match.end(), stop):
            continue
        whole = before[-1]
        exact = not any(amount.approximate for amount in (whole, *parts))
        summed = sum((part.value for part in parts), Decimal(0))
        rounding = sum((_rounding(part) for part in (whole, *parts)), Decimal(0))
        if exact and summed - whole.value > rounding:
            found.append(
                Finding(
                    path,
                    f"“其中”各项合计{format_yuan(summed)}元，超过了总额{shown(whole)}，请核对",
                    parts[0].start,
                    parts[-1].end,
                )
            )
    return tuple(found)


def _rounding(amount: AmountInText) -> Decimal:
    """How far an amount of 万元 or 亿元 may be from the exact one when it was rounded."""
    return Decimal(0) if amount.scale == 1 else amount.scale.scaleb(-amount.places) / 2
