"""Recognising the words that the forms themselves print: section headings, labels of facts and goals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.vocabulary import BANNERS, GOALS, SECTIONS, TARGET_TABLE_TITLE, Term, bare_heading, term_for

_INLINE = re.compile(r"([^：:]{1,24})[：:]\s*(\S.*)", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_WINDOW = re.compile(r"(?:19|20)\d\d年?度?[-—–－~～至到]+(?:19|20)\d\d年?度?(?:期间)?")
_ONE_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_TABLE_TITLE = re.compile(r"[^，。；！？\n]{0,40}绩效目标(?:申报)?表(?:[（(][^（()）]*[)）])?")
_BRACKETS = str.maketrans("（）〔〕［］", "()()()")


@dataclass(frozen=True)
class Heading:
    """A line that names a section."""

    term: Term
    rest: str = ""
    """the section's text where it stands on the same line"""
    rank: int = 0
    """0 for the heading of the form alone on its line; higher for synonyms and headings with text behind them"""


def heading_of(text: str) -> Heading | None:
    """The section heading that a line is or begins with."""
    if "\n" in text:
        return None
    term = term_for(text, SECTIONS)
    if term is not None:
        return Heading(term, rank=0 if bare_heading(text) == term.heading else 1)
    match = _INLINE.fullmatch(text)
    term = term_for(match[1], SECTIONS) if match else None
    if match is None or term is None:
        return None
    return Heading(term, match[2].strip(), 2 if bare_heading(match[1]) == term.heading else 3)


def is_section_heading(text: str) -> bool:
    """Whether a line is the heading of a section as the form prints it."""
    heading = heading_of(text)
    return heading is not None and heading.rank == 0


def is_name_heading(text: str) -> bool:
    """Whether a line begins the text of a project."""
    heading = heading_of(text)
    return heading is not None and heading.term.key == "name"


def is_table_title(text: str) -> bool:
    """Whether a line is the title of 项目绩效目标表."""
    return bare_heading(text) == TARGET_TABLE_TITLE


def announces_table(text: str) -> bool:
    """Whether a line is the title of a table of goals, with whatever else stands in it: no section goes on below."""
    return _TABLE_TITLE.fullmatch(text) is not None


def is_form_line(text: str) -> bool:
    """Whether a line alone can only be one that the form prints."""
    return is_section_heading(text) or is_table_title(text) or bare_heading(text) in BANNERS


def labelled(text: str, terms: tuple[Term, ...]) -> tuple[Term, str] | None:
    """The term and the text of a `标签：值` line; the text may be empty."""
    match = re.match(r"([^：:]{1,24})[：:](.*)", text, re.DOTALL)
    term = term_for(match[1], terms) if match else None
    return (term, match[2].strip()) if match and term else None


def looks_labelled(text: str) -> bool:
    """Whether a line has the shape of a `标签：值` line, whatever the label."""
    return re.match(r"[^：:，。；、,;\s]{2,10}[：:]", text) is not None


@dataclass(frozen=True)
class GoalLabel:
    """The label of a goal row, with the years in its bracket."""

    key: str
    """overall or annual"""
    years: tuple[int, ...] = ()
    is_understood: bool = True
    """False when the bracket says something else than years"""


def goal_label_of(text: str) -> GoalLabel | None:
    """`总体目标(2026年-2028年)`, `预算年度（2026年）目标` and their kin."""
    flat = re.sub(r"\s+", "", text).translate(_BRACKETS)
    if len(flat) > 40:
        return None
    inside = "".join(_BRACKET.findall(flat))
    term = term_for(_BRACKET.sub("", flat), GOALS)
    if term is None:
        return None
    years = tuple(map(int, _YEAR.findall(inside)))
    wanted = _WINDOW if term.key == "overall" else _ONE_YEAR
    return GoalLabel(term.key, years, not inside or wanted.fullmatch(inside) is not None)
