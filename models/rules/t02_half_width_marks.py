"""T02: Chinese sentences have full-width punctuation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from models.declaration import Declaration
from models.patterns import Pattern
from models.prose import Spot, all_texts, found_in, replaced
from models.rule import Finding, Severity, rule

_FULL = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_HAN = r"\u3400-\u9fff"
# A mark belongs to Chinese when Chinese stands on one side of it: 1,200, 9:00 and R&D,A stay as they are.
_MARK = Pattern(rf"[,;:?!](?:(?<=[{_HAN}”’》）〕】％%][,;:?!])|(?=\x20*[{_HAN}“‘《（【])) *")
_SUSPECT = Pattern(rf"[,;:?!()](?:(?<=[()])|(?<=[{_HAN}”’》）〕】％%].)|(?=\x20*[{_HAN}“‘《（【]))")
_BRACKET = Pattern(r"[()（）\n]")
_CHINESE = Pattern(rf"[{_HAN}]")
_LONGEST = 400
"""characters between two brackets that belong together"""
_FORMULA = Pattern(r"[+*/×÷=＝＋／＊√]")
_OPERATORS = frozenset("+*/×÷=＝＋／＊-－−^<>≥≤")


@rule(
    "T02",
    Severity.INFO,
    "中文里不用半角标点",
    why="全角、半角标点混用，公开后疏密不一；按逗号拆分数据的系统还会把半角逗号当作分隔符。",
    source="GB/T 15834《标点符号用法》",
    mend="中文里的逗号、分号、冒号、问号、叹号和括号改成全角；数字里的千分位逗号和英文里的标点不改。",
    violating={"project.content": "按每人每年1000元的标准补助学生膳食,由县财政拨付到学校食堂专账。"},
    clean={
        "project.content": "按标准补助学生膳食（1,000元/人），9:00至17:00受理，详见https://example.invalid/a?b=1,2。"
    },
)
def half_width_marks(declaration: Declaration) -> Iterator[Finding]:
    yield from found_in(all_texts(declaration).holding(_SUSPECT), _half_width_marks)


@lru_cache(maxsize=512)
def _half_width_marks(text: str) -> tuple[Spot, ...]:
    spans = [(match.start(), match.end(), _FULL[match[0][0]]) for match in _MARK.finditer(text)]
    if "(" in text or ")" in text:
        spans = sorted(spans + [(at, at + 1, _FULL[text[at]]) for at in _brackets(text)])
    if not spans:
        return ()
    marks = dict.fromkeys(text[start] for start, _, _ in spans)
    wrong = "".join(f"“{mark}”" for mark in marks)
    right = "".join(f"“{_FULL[mark]}”" for mark in marks)
    message = f"中文里用了半角标点{wrong}（{len(spans)}处），应为全角{right}"
    start = spans[0][0]
    return (Spot(start, start + 1, message, replaced(text, spans), f"改为全角{right}", safe=True),)


def _brackets(text: str) -> list[int]:
    """Where half-width brackets stand around Chinese words that are no formula."""
    found: list[int] = []
    open_: list[int] = []
    for match in _BRACKET.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            open_.clear()
        elif mark in "(（":
            open_.append(at)
        elif open_:
            start = open_.pop()
            inside = text[start + 1 : at] if at - start <= _LONGEST else ""
            if _CHINESE.search(inside) and not _is_formula(text, start, at, inside):
                found += [each for each in (start, at) if text[each] in "()"]
    return found


def _is_formula(text: str, start: int, end: int, inside: str) -> bool:
    before, after = text[max(0, start - 1) : start], text[end + 1 : end + 2]
    return before in _OPERATORS or after in _OPERATORS or _FORMULA.search(inside) is not None
