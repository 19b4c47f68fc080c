"""X10: one name for one project."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from models.declaration import Declaration
from models.money import finite
from models.patterns import Pattern
from models.rows import clause_start, quote, texts_of
from models.rule import Finding, Mend, Severity, rule
from models.totals import totals_in
from models.words import is_abbreviation, pairs

_YEAR = Pattern(r"^(?:(?:19|20)[0-9]{2}\s*年度?|本年度?|该|本|我局|年度)+")
_TAIL = Pattern(r"(?:项目|经费|资金|专项|补助|的|年度|本年|共)+$")
_WORDS_OF_FUNDING = Pattern(
    r"财政|专项|本级|[省市县区]级|中央|安排|承担|负担|配套|补助|资金|经费|项目|工程|年度|申请|拟|所需|由|用于"
)
_BEFORE_AMOUNT = Pattern(
    r"(?:预算|申请|申报|项目(?:总)?资金|资金总|经费总|总预算|年度预算)(?:[^，。；、：]{0,12})$"
)
_QUOTED = Pattern(r"[“《]([^“”《》，。；\n]{6,60}项目)[”》]")
_MARKS = "，。；：、,;:\n"
_SHORTEST = 6
_LONGEST = 100
_LONG_NAME = 10
_ALIKE = 0.5
_SLIP = 2


@rule(
    "X10",
    Severity.WARNING,
    "正文应使用与项目名称一致的叫法",
    why="项目库、标题、正文的项目名称要能对上；正文里是另一个名称，多半是从别的项目复制来的，或者改名时漏改。",
    source="预算管理一体化规范：项目库名称唯一（推论）",
    mend="改成与项目名称一致；项目名称本身错了的，先改项目名称。",
    violating={"project.overview": "2026年农村义务教育学生营养餐食补助项目预算金额为3,200,000.00元。"},
    clean={"project.overview": "2026年学生营养膳食补助项目预算金额为3,200,000.00元。"},
)
def project_name(declaration: Declaration) -> Iterator[Finding]:
    name = _bare(declaration.project.name.strip())
    if len(name) < _SHORTEST:
        return
    total = finite(declaration.budget.total)
    for path, text in texts_of(declaration):
        if place := _other_name(text, declaration.project.name.strip(), total):
            yield _finding(declaration.project.name.strip(), path, text, *place)


@lru_cache(maxsize=512)
def _other_name(text: str, full: str, total: Decimal | None) -> tuple[int, int] | None:
    """Where a text calls the project by another name first."""
    name = _bare(full)
    for called, start, end in _called(text):
        if _is_another_name(called, name):
            return start, end
    slip = _slip(text, name, _tail_of(full, name))
    if slip is not None:
        return slip, slip + len(name)
    return _foreign(text, name, total) if total is not None else None


@lru_cache(maxsize=256)
def _bare(name: str) -> str:
    """A project name without its year and the words at its end that texts leave out."""
    return _TAIL.sub("", _YEAR.sub("", name)).strip()


@lru_cache(maxsize=512)
def _called(text: str) -> tuple[tuple[str, int, int], ...]:
    """What a text calls the project: before its budget, and in quotation marks."""
    found = []
    for total in totals_in(text):
        start = max(clause_start(text, total.amount.start, _MARKS), total.amount.start - _LONGEST)
        match = _BEFORE_AMOUNT.search(text, start, total.amount.start)
        if match is not None and not total.other:
            found.append((start, match.start()))
    found += [match.span(1) for match in _QUOTED.finditer(text)]
    named = []
    for start, end in found:
        year = _YEAR.match(text[start:end])
        start += year.end() if year else 0
        end = start + len(text[start:end].rstrip())
        if _SHORTEST <= end - start <= 80:
            named.append((text[start:end], start, end))
    return tuple(named)


@lru_cache(maxsize=1024)
def _is_another_name(called: str, name: str) -> bool:
    """Alike enough to mean this project, and neither a short form of its name nor a longer one."""
    bare = _bare(called)
    if name in bare or is_abbreviation(_WORDS_OF_FUNDING.sub("", bare), name) or is_abbreviation(name, bare):
        return False
    mine, theirs = pairs(name), pairs(bare)
    return len(mine & theirs) * 2 >= _ALIKE * (len(mine) + len(theirs)) and len(theirs) > 3


def _tail_of(full: str, bare: str) -> str:
    """The first characters of what `_bare` left out at the end of a name."""
    return full[full.find(bare) + len(bare) :][:2]


def _slip(text: str, name: str, tail: str) -> int | None:
    """Where a long name stands with one or two other characters, found by its first or last four.

    What follows must be what follows in the name, or its end must be the same: 营养状况 is no slip for 营养膳食.
    """
    if len(name) < _LONG_NAME or name in text:
        return None
    for anchor, offset in ((name[:4], 0), (name[-4:], len(name) - 4)):
        at = text.find(anchor)
        while at >= 0:
            begin = at - offset
            window = text[max(begin, 0) : begin + len(name)]
            if len(window) == len(name) and 0 < _different(window, name) <= _SLIP:
                after = text[begin + len(name) :]
                if after.startswith(tail) if tail else window[-2:] == name[-2:]:
                    return begin
            at = text.find(anchor, at + 1)
    return None


def _different(one: str, other: str) -> int:
    return sum(first != second for first, second in zip(one, other, strict=True))


def _foreign(text: str, name: str, total: Decimal) -> tuple[int, int] | None:
    """Where this project's own total is said of a project that has no word in common with it."""
    for called, start, end in _called(text):
        bare = _bare(called)
        if (
            called.endswith(("项目", "工程"))
            and len(bare) >= _SHORTEST
            and not _WORDS_OF_FUNDING.search(bare)
            and not pairs(bare) & pairs(name)
            and any(each.amount.start >= end and each.amount.agrees_with(total) for each in totals_in(text))
        ):
            return start, end
    return None


def _finding(name: str, path: str, text: str, start: int, end: int) -> Finding:
    new = name if text[start:end].endswith("项目") or not name.endswith("项目") else name.removesuffix("项目")
    return Finding(
        path,
        f"这里把项目叫作{quote(text[start:end], 48)}，与项目名称{quote(name, 48)}不一致，请统一",
        start,
        end,
        mend=Mend(f"改为{quote(new, 48)}", {path: f"{text[:start]}{new}{text[end:]}"}, safe=False),
    )
