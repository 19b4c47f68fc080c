"""Telling the grades of one scale (好、一般、差) from points for several things (数量达标…质量合格…)."""

from __future__ import annotations

from collections.abc import Sequence

from models.patterns import Pattern
from models.scoring.shape import PLACE

_DEGREE = (
    "非常|特别|十分|很|极|比较|较为|较|基本上?|大部分|部分|少量|全部|全面|完全|按时|显著|明显|大幅|有所|略有|稍有|有|"
    "没有|未能|未|不够|不太|不|无|能"
)
_QUALITY = Pattern(
    rf"(?:{_DEGREE})?(?:优秀|优良|良好|优|良|中等|中|一般|差|好|合格|及格|高|低|强|弱|[A-EＡ-Ｅ甲乙丙丁一二三四五][级等档类])"
    r"(?:等次|等级|档次|档|的)?$"
)
_DEGREES = Pattern(rf"(?:{_DEGREE})+$")
_MIDDLING = Pattern(r"(?:一般|差)$")
"""Grades that go with any others: 明显改善, 有所改善, 一般."""
_ROOTS = ("达成", "完成", "实现", "达到", "达标", "满意", "有效", "及时")
_OTHERWISE = Pattern(
    r"^(?:否则|反之|其[他余它]|除此|逾|延|晚|低于|超|有|发生|出现|存在)|[未没无]|不(?!低于|少于|超过|高于)"
)


def is_otherwise(words: str) -> bool:
    """Whether words say that something was missed: 否则, 未完成, 逾期."""
    return not words or _OTHERWISE.search(words) is not None


def is_scale(words: Sequence[str]) -> bool:
    """Whether conditions in words are grades of one and the same thing, each another one."""
    if len(set(words)) < len(words) or not all(words):
        return False
    rest = []
    subjects = []
    for word in words:
        quality = _QUALITY.search(word)
        if quality is None:
            rest.append(word)
        else:
            subjects.append(word[: quality.start()])
    if not rest:
        return _is_one(subjects)
    if any(word not in rest and _MIDDLING.search(word) is None for word in words):
        return False
    return any(_by_root(rest, subjects, root) for root in (*_ROOTS, _common_end(rest)) if root)


def _by_root(words: Sequence[str], subjects: Sequence[str], root: str) -> bool:
    """Whether the words say one thing in different degrees: 明显改善, 有所改善."""
    degrees = set()
    subjects = list(subjects)
    for word in words:
        at = word.find(root)
        if at < 0:
            return False
        degree = _DEGREES.search(word, 0, at)
        degrees.add("" if degree is None else degree[0])
        subjects.append(word[: at if degree is None else degree.start()])
    return len(degrees) == len(words) and _is_one(subjects)


def _common_end(words: Sequence[str]) -> str:
    """The characters that all words end in; empty for a single word or a single character."""
    if len(words) < 2:
        return ""
    shortest = min(map(len, words))
    length = next((n for n in range(shortest) if len({word[-n - 1] for word in words}) > 1), shortest)
    return words[0][-length:] if length >= 2 else ""


def _is_one(subjects: Sequence[str]) -> bool:
    """Whether the subjects are one, written out or shortened: 家长评价为, 评价为."""
    longest = max(subjects, key=len)
    return all(subject in longest for subject in subjects)


def is_one_subject(words: Sequence[str]) -> bool:
    """Whether the words before numbers speak of one thing: 完成率, 完成."""
    return _is_one([word.replace(PLACE, "").removesuffix("率") for word in words])
