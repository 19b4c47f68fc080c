"""T07: a section does not say again what another one says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from models.declaration import Declaration
from models.patterns import Pattern
from models.rule import Finding, Severity, rule
from models.vocabulary import GOALS, NARRATIVE

_SECTIONS = {
    **{f"project.{term.key}": term.heading for term in NARRATIVE if term.key != "basis"},
    **{f"goals.{term.key}": term.heading for term in GOALS},
}
"""What is compared; 立项依据 is cited by the others."""
_MAY_AGREE = frozenset(
    (
        ("goals.overall", "goals.annual"),  # X06 compares the goals with each other
        ("project.outcome", "goals.overall"),  # the form wants the effect of the goals restated
        ("project.outcome", "goals.annual"),
    )
)
_SHORTEST = 30
"""characters that must be the same"""
_SHARE = 0.6
"""how much of the shorter paragraph they must be"""
_WINDOW, _STEP = 10, 5
_SAMPLE = 2
_WORDS = Pattern(r"[^\W_]+")
_MOST = 12
"""paragraphs of one section that are compared; no section has so many"""


@dataclass(frozen=True)
class _Paragraph:
    start: int
    end: int
    words: str
    """without blanks and punctuation"""
    windows: tuple[str, ...]
    """pieces of the words, overlapping"""


@rule(
    "T07",
    Severity.INFO,
    "同一段话不要在两处重复",
    why="概况、内容、目标各有要回答的问题；整段照抄说明其中一处没有回答，改动时又容易只改一处。",
    source="财预〔2015〕88号 审核表“明确清晰性”的推论；云南省项目文本公开格式（各部分的内容要求）",
    mend="保留最合适的一处，另一处改写：概况写背景和需求，内容写做什么、按什么标准，成效写带来的变化，目标写数量和效果。",
    violating={
        "project.outcome": "按每人每年1000元的标准补助学生膳食，所需资金为1000元/人/年×3200人=3,200,000.00元，由县财政拨付到学校食堂专账。"
    },
    clean={
        "project.outcome": "按标准补助学生膳食后，学生营养不良率降到3%以下，家庭膳食负担减轻，受益学生和家长满意度达到90%。"
    },
)
def repeated_paragraphs(declaration: Declaration) -> Iterator[Finding]:
    project, goals = declaration.project, declaration.goals
    texts = {f"project.{term.key}": getattr(project, term.key) for term in NARRATIVE if term.key != "basis"}
    texts |= {f"goals.{term.key}": getattr(goals, term.key) for term in GOALS}
    earlier: list[str] = []
    for path, text in texts.items():
        for other in earlier:
            repeated = None if (other, path) in _MAY_AGREE else _repeated(text, texts[other])
            if repeated is not None:
                yield Finding(
                    path,
                    f"这一段与“{_SECTIONS[other]}”里的一段基本相同，请改写成“{_SECTIONS[path]}”应写的内容",
                    repeated.start,
                    repeated.end,
                )
                break
        if len(text) >= _SHORTEST:
            earlier.append(path)


@lru_cache(maxsize=512)
def _repeated(text: str, other: str) -> _Paragraph | None:
    """The first paragraph of a text that another text has too, wholly or for the greater part."""
    theirs = _paragraphs(other)
    return next((each for each in _paragraphs(text) if any(_alike(each, one) for one in theirs)), None)


def _alike(one: _Paragraph, other: _Paragraph) -> bool:
    short, long = (one, other) if len(one.words) <= len(other.words) else (other, one)
    # Where every other window is missing, the rest cannot be enough.
    if not any(window in long.words for window in short.windows[::_SAMPLE]):
        return False
    share = sum([window in long.words for window in short.windows]) / len(short.windows)
    return share >= _SHARE and share * len(short.words) >= _SHORTEST


@lru_cache(maxsize=256)
def _paragraphs(text: str) -> tuple[_Paragraph, ...]:
    """The paragraphs that are long enough to be compared."""
    found: list[_Paragraph] = []
    at = 0
    for line in text.split("\n"):
        words = "".join(_WORDS.findall(line)) if len(line) >= _SHORTEST else ""
        if len(words) >= _SHORTEST:
            windows = [words[i : i + _WINDOW] for i in range(0, len(words) - _WINDOW + 1, _STEP)]
            found.append(_Paragraph(at, at + len(line), words, tuple(windows)))
        at += len(line) + 1
    return tuple(found[:_MOST])
