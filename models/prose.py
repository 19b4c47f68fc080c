"""The texts of a declaration as the rules of writing read them, each with its field path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from models.declaration import Declaration
from models.rule import Finding, Mend, Severity
from models.vocabulary import GOALS, LONG_COLUMNS, NARRATIVE

Text = tuple[str, str]
"""field path and content"""

_COLUMNS: Final = (*LONG_COLUMNS, "deviation", "evidence")
_EVALUATION: Final = ("execution_note", "achievement", "remarks")


_IDENTITY: Final = "project.name"
"""must be what the project library has, so that it is never changed without asking"""


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


# The rules of writing ask for the texts of one declaration one after another; it is never changed, only replaced.
_LATEST: list[tuple[Declaration, list[Text]]] = []


def running_texts(declaration: Declaration) -> list[Text]:
    """Everything written in sentences: the six sections, both goals, the long columns, what 自评 explains."""
    if not _LATEST or _LATEST[0][0] is not declaration:
        _LATEST[:] = [(declaration, _texts(declaration))]
    return _LATEST[0][1]


def _texts(declaration: Declaration) -> list[Text]:
    project, goals, evaluation = declaration.project, declaration.goals, declaration.evaluation
    texts = [(f"project.{term.key}", getattr(project, term.key)) for term in NARRATIVE]
    texts += [(f"goals.{term.key}", getattr(goals, term.key)) for term in GOALS]
    for index, row in enumerate(declaration.indicators):
        for key in _COLUMNS:
            if text := getattr(row, key):
                texts.append((f"indicators[{index}].{key}", text))
    texts += [(f"evaluation.{key}", getattr(evaluation, key)) for key in _EVALUATION]
    return [each for each in texts if each[1]]


def names(declaration: Declaration) -> list[Text]:
    """What is written in a few words: the name of the project and of each indicator."""
    return [
        ("project.name", declaration.project.name),
        *((f"indicators[{index}].name", row.name) for index, row in enumerate(declaration.indicators)),
    ]


def found_in(texts: Iterable[Text], find: Callable[[str], Iterable[Spot]]) -> Iterator[Finding]:
    """The findings that `find` makes of each text."""
    for path, text in texts:
        for spot in find(text):
            safe = spot.safe and path != _IDENTITY
            mend = None if spot.mended is None else Mend(spot.label, {path: spot.mended}, safe=safe)
            yield Finding(path, spot.message, spot.start, spot.end, severity=spot.severity, mend=mend)


def replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """`text` with each span, from left to right, exchanged for its new content."""
    parts, at = [], 0
    for start, end, new in spans:
        parts += [text[at:start], new]
        at = end
    return "".join((*parts, text[at:]))
