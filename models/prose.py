"""The texts of a declaration as the rules of writing read them, each with its field path."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from models.declaration import Declaration, row_path
from models.patterns import Pattern
from models.rule import Finding, Mend, Severity
from models.vocabulary import GOALS, LONG_COLUMNS, NARRATIVE, REVIEW_ITEMS

Text = tuple[str, str]
"""field path and content, never empty"""

_COLUMNS: Final = (*LONG_COLUMNS, "cause_note", "remark", "deviation", "evidence")
_EVALUATION: Final = (
    *("execution_note", "achievement", "process", "remarks"),
    *("conclusion", "problems", "measures"),
)
_OPINIONS: Final = (*(term.key for term in REVIEW_ITEMS), "opinion")
_IDENTITIES: Final = ("project.name", "department.name")
"""must be what the project library and the budget have, so that they are never changed without asking"""


@dataclass(frozen=True)
class Spot:
    """Something to be said about a place of one text."""

    start: int
    end: int
    message: str
    mended: str | None = None
    """the whole text as it should be"""
    label: str = ""
    safe: bool = False
    severity: Severity = Severity.ERROR
    """set where it is less grave than its rule"""


class Prose:
    """Texts that are searched together: one search of all of them is much faster than one of each."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts
        self.joined = "\n".join(text for _, text in texts)
        self._ends: list[int] | None = None

    def holding(self, pattern: Pattern) -> list[Text]:
        """The texts in which a pattern is found; a line feed stands between two texts."""
        matches = list(pattern.finditer(self.joined))
        if not matches:
            return []
        if self._ends is None:
            self._ends = list(accumulate(len(text) + 1 for _, text in self.texts))
        held = dict.fromkeys(bisect_right(self._ends, match.start()) for match in matches)
        return [self.texts[at] for at in held]


# The rules of writing ask for the texts of one declaration one after another; it is never changed, only replaced.
_LATEST: list[tuple[Declaration, Prose, Prose]] = []


def running_texts(declaration: Declaration) -> Prose:
    """Everything written in sentences: the six sections, both goals, the long columns, what 监控 and 自评 explain, what
    审核 says; the duties and tasks of a department."""
    return _prose(declaration)[0]


def all_texts(declaration: Declaration) -> Prose:
    """The same, after the names of the project and of its indicators."""
    return _prose(declaration)[1]


def _prose(declaration: Declaration) -> tuple[Prose, Prose]:
    if not _LATEST or _LATEST[0][0] is not declaration:
        running = _running(declaration)
        _LATEST[:] = [(declaration, Prose(running), Prose([*_names(declaration), *running]))]
    return _LATEST[0][1:]


def _running(declaration: Declaration) -> list[Text]:
    project, goals, evaluation = declaration.project, declaration.goals, declaration.evaluation
    texts = [(f"project.{term.key}", getattr(project, term.key)) for term in NARRATIVE]
    texts += [(f"department.{key}", getattr(declaration.department, key)) for key in ("duties", "note")]
    texts += [(f"goals.{term.key}", getattr(goals, term.key)) for term in GOALS]
    for index, task in enumerate(declaration.tasks):
        texts += [(row_path("tasks", index, key), getattr(task, key)) for key in ("duty", "content")]
    for index, row in enumerate(declaration.indicators):
        for key in _COLUMNS:
            if text := getattr(row, key):
                texts.append((f"indicators[{index}].{key}", text))
    texts += [(f"review.{key}", getattr(declaration.review, key)) for key in _OPINIONS]
    texts += [(f"evaluation.{key}", getattr(evaluation, key)) for key in _EVALUATION]
    return [each for each in texts if each[1]]


def _names(declaration: Declaration) -> list[Text]:
    texts = [(f"indicators[{index}].name", row.name) for index, row in enumerate(declaration.indicators)]
    titles = [(path, declaration.get(path)) for path in _IDENTITIES]
    return [each for each in (*titles, *texts) if each[1]]


def found_in(texts: Iterable[Text], find: Callable[[str], Iterable[Spot]]) -> Iterator[Finding]:
    """The findings that `find` makes of each text."""
    for path, text in texts:
        for spot in find(text):
            safe = spot.safe and path not in _IDENTITIES
            mend = None if spot.mended is None else Mend(spot.label, {path: spot.mended}, safe=safe)
            yield Finding(path, spot.message, spot.start, spot.end, severity=spot.severity, mend=mend)


def replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """`text` with each span, from left to right, exchanged for its new content."""
    parts, at = [], 0
    for start, end, new in spans:
        parts += [text[at:start], new]
        at = end
    return "".join((*parts, text[at:]))
