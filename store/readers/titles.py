"""The title above a page, and what may name a project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.vocabulary import UNIT_FACTS
from store.readers.headings import Heading, labelled, looks_labelled
from store.readers.page import Block, Line

TITLE_LINES = 4
"""A title may be split over so many lines."""

_SENTENCE = re.compile(r"[。！？；!?;]|，.*，")
_DOCUMENT = re.compile(r"《.*》(?:[（(].*号[）)])?|.*[〔\[［(（]\d{4}[〕\]］)）]\d+号[）)]?")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_LONGEST_NAME = 100


def is_project_name(text: str, above: Sequence[Line]) -> bool:
    """Whether a text may name a project: no sentence, fact or document alone, unless the title above says it too."""
    return title_length(above, text) > 0 or not (
        _SENTENCE.search(text)
        or _DOCUMENT.fullmatch(text)
        or labelled(text, UNIT_FACTS)
        or looks_labelled(text)
        or len(text) > _LONGEST_NAME
    )


def title_length(above: Sequence[Block], name: str) -> int:
    """How many lines at the end of those above a name are a title with this name and a year; 0 when none are."""
    name = flat(name).removesuffix("项目")
    title = ""
    for count, block in enumerate(reversed(above[-TITLE_LINES:]), start=1):
        if not isinstance(block, Line):
            return 0
        title = flat(block.text) + title
        if name and _YEAR.search(title) and title.removesuffix("项目").endswith(name):
            return count
    return 0


def with_title_in_front(lines: Sequence[Line], headings: dict[int, Heading]) -> Sequence[Line]:
    """The lines with the title before the first heading, also where other sections stand above it and 项目名称."""
    starts = [at for at, line in enumerate(lines) if id(line) in headings]
    name = next((at for at in starts if headings[id(lines[at])].term.key == "name"), 0)
    if not starts or name <= starts[0]:
        return lines
    above = max(at for at in starts if at < name)
    unit = next((fact[1] for line in lines if (fact := labelled(line.text, UNIT_FACTS[:1]))), "")
    for at in range(max(above + 1, name - TITLE_LINES), name):
        begins = unit and re.match(rf"{re.escape(flat(unit))}(?:19|20)\d\d年", flat(lines[at].text))
        if begins and not any(_SENTENCE.search(line.text) for line in lines[at:name]):
            first = starts[0]
            return [*lines[:first], *lines[at:name], *lines[first:at], *lines[name:]]
    return lines


def flat(text: str) -> str:
    """The text without blanks, as titles are compared."""
    return re.sub(r"\s+", "", text)
