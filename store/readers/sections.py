"""The narrative of 项目文本公开: its eight sections, the facts of the unit, the title above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from models.vocabulary import BANNERS, NULL_MARK, SECTIONS, UNIT_FACTS, bare_heading
from store.readers.headings import Heading, heading_of, labelled, looks_labelled
from store.readers.ledger import UNRECOGNISED, Ledger
from store.readers.page import Line
from store.readers.titles import TITLE_LINES, flat, is_project_name, with_title_in_front

_NUMBERING = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]\s*[^。，；！？：,;]{2,20}")
_NO_NAME = "这一行不像项目名称，没有填入。"
_NOT_IN_THE_FORM = "表样里没有这一节，没有填入。"
_ENOUGH_SECTIONS = 5
_FEWEST_FACTS = 3


@dataclass
class Narrative:
    """What the running text of one project says; the lines of each part, for remarks about it."""

    project: dict[str, str] = field(default_factory=dict)
    unit: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    year: int | None = None
    """the budget year in the title"""
    title: Line | None = None
    preamble: Sequence[Line] = ()
    """the lines above the first heading"""


def read_sections(lines: Sequence[Line], ledger: Ledger) -> Narrative:
    """Place every section, fact and title that is certain."""
    found = Narrative()
    headings = headings_in(lines)
    lines = with_title_in_front(lines, headings)
    starts = [at for at, line in enumerate(lines) if id(line) in headings]
    found.preamble = lines[: starts[0]] if starts else lines
    numbered = sum(_NUMBERING.match(lines[at].text) is not None for at in starts) * 2 > len(starts)
    for start, end in pairwise([*starts, len(lines)]):
        heading = headings[id(lines[start])]
        body = list(lines[start + 1 : end])
        stop = next((at for at, line in enumerate(body) if numbered and _NUMBERED.fullmatch(line.text)), None)
        if stop is not None:
            for line in body[stop:]:
                ledger.report(line, _NOT_IN_THE_FORM)
            body = body[:stop]
        facts = _facts_without_heading(body) if heading.term.key != "unit" else len(body)
        _read_section(found, heading, lines[start], body[:facts], ledger)
        _read_unit(found, [], body[facts:], ledger)
    _report_missing_sections(headings, lines, ledger)
    _read_preamble(found, ledger)
    return found


def _report_missing_sections(headings: dict[int, Heading], lines: Sequence[Line], ledger: Ledger) -> None:
    """Where a single heading got lost, its text stands in the section before it: nobody else would notice."""
    places = {heading.term.key: line for line in lines if (heading := headings.get(id(line)))}
    if len(places) < _ENOUGH_SECTIONS:
        return
    for before, term in pairwise(SECTIONS):
        if term.key not in places and before.key in places:
            ledger.lack(
                places[before.key],
                f"缺“{term.heading}”这一节；如果只是标题丢失，它的文字在“{before.heading}”里，请核对。",
            )


def headings_in(lines: Iterable[Line]) -> dict[int, Heading]:
    """The lines, by `id`, that are section headings.

    Where a section has a heading of the form, a synonym or a line `标签：值` with its name is text.
    """
    seen = [(line, heading) for line in lines if (heading := heading_of(line.text))]
    best: dict[str, int] = {}
    for _, heading in seen:
        best[heading.term.key] = min(heading.rank, best.get(heading.term.key, heading.rank))
    has_bare = any(rank <= 1 for key, rank in best.items() if key != "name")
    chosen: dict[int, Heading] = {}
    taken: set[str] = set()
    for line, heading in seen:
        key, rank = heading.term.key, heading.rank
        is_doubtful = rank == 3 and has_bare
        if rank == best[key] and not is_doubtful and (rank == 0 or key not in taken):
            chosen[id(line)] = heading
            taken.add(key)
    return chosen


def _read_section(
    found: Narrative, heading: Heading, line: Line, body: Sequence[Line], ledger: Ledger
) -> None:
    key = heading.term.key
    found.lines.setdefault(key, [])
    is_name = key == "name"
    inline = [heading.rest] if heading.rest else []
    if is_name and inline and not is_project_name(heading.rest, found.preamble):
        inline = []
        ledger.report(line, _NO_NAME)
    elif inline:
        ledger.place(line)
    else:
        ledger.printed(line)
    found.lines[key] += [line, *body] if inline else body
    if key == "unit":
        _read_unit(found, inline, body, ledger)
        return
    if is_name:
        body = _name_in(body, found, has_name=bool(heading.rest or found.project.get(key)), ledger=ledger)
    texts = [*([found.project[key]] if found.project.get(key) else []), *inline]
    for each in body:
        if each.text == NULL_MARK:
            ledger.printed(each)
        else:
            ledger.place(each)
            texts.append(each.text)
    found.project[key] = "\n".join(text for text in texts if text != NULL_MARK)


def _facts_without_heading(body: Sequence[Line]) -> int:
    """Where facts of the unit begin in a section, as they do when only their heading got lost; else its length."""
    is_fact = [labelled(line.text, UNIT_FACTS) is not None for line in body]
    starts = range(len(body) - _FEWEST_FACTS + 1)
    return next((at for at in starts if all(is_fact[at : at + _FEWEST_FACTS])), len(body))


def _name_in(body: Sequence[Line], found: Narrative, *, has_name: bool, ledger: Ledger) -> Sequence[Line]:
    """A name is one line; what follows it belongs to a section whose heading is not on the page."""
    for line in body[0 if has_name else 1 :]:
        ledger.report(line, "项目名称只有一行；这一行不能确定属于哪一节，没有填入。")
    name = () if has_name else body[:1]
    for line in name:
        if not is_project_name(line.text, found.preamble) and line.text != NULL_MARK:
            ledger.report(line, _NO_NAME)
            return ()
    return name


def _read_unit(found: Narrative, inline: Sequence[str], body: Sequence[Line], ledger: Ledger) -> None:
    current = ""
    plain: list[Line] = []
    if inline:
        found.unit.setdefault("name", inline[0])
    for line in body:
        fact = labelled(line.text, UNIT_FACTS)
        if fact is None:
            if not current:
                plain.append(line)
            elif current != "profile" and looks_labelled(line.text):
                ledger.report(line, "单位信息里没有这一项，没有填入。")
            else:
                ledger.place(line)
                found.unit[current] = "\n".join(part for part in (found.unit[current], line.text) if part)
            continue
        key, value = fact[0].key, "" if fact[1] == NULL_MARK else fact[1]
        if found.unit.get(key, value) != value:
            if current == "profile":
                ledger.place(line)
                found.unit[current] += f"\n{line.text}"
            else:
                ledger.report(line, f"{fact[0].heading}出现了两次，内容不同，取了前一个。")
            continue
        current = key
        found.unit[key] = value
        ledger.place(line) if value else ledger.printed(line)
    if len(plain) == 1 and "name" not in found.unit and not looks_labelled(plain[0].text):
        found.unit["name"] = plain[0].text
        ledger.place(plain[0])
    for line in plain:
        ledger.report(line, "不能确定是哪一项单位信息，没有填入。")


def _read_preamble(found: Narrative, ledger: Ledger) -> None:
    """The lines above the first heading: banners, and the title, which may be split over lines."""
    rest = []
    for line in found.preamble:
        if bare_heading(line.text) in BANNERS:
            ledger.printed(line)
        else:
            rest.append(line)
    for count in range(min(len(rest), TITLE_LINES), 0, -1):
        title = rest[-count:]
        year = _year_of_title("".join(line.text for line in title), found)
        if year is None:
            continue
        found.year = year or None
        found.title = title[0]
        for line in title:
            ledger.printed(line)
        rest = rest[:-count]
        break
    else:
        _year_beside_unit(found, rest, ledger)
    reason = "在各节之前，不属于任何一节，没有填入。" if found.lines else UNRECOGNISED
    for line in rest:
        ledger.report(line, reason)


def _year_of_title(title: str, found: Narrative) -> int | None:
    """The year in a title that says nothing else than unit, year and project; 0 when it has none, else None."""
    name, unit = flat(found.project.get("name", "")), flat(found.unit.get("name", ""))
    if not name and not unit:
        return None
    names = re.escape(name) + ("" if name.endswith("项目") or not name else "(?:项目)?")
    match = re.fullmatch(rf"{re.escape(unit)}(?:((?:19|20)\d\d)年度?)?{names}", flat(title))
    return None if match is None else int(match[1] or 0)


def _year_beside_unit(found: Narrative, lines: Sequence[Line], ledger: Ledger) -> None:
    """A title whose project name differs still gives its year, right behind the name of the unit."""
    unit = flat(found.unit.get("name", ""))
    for line in lines:
        match = re.match(rf"{re.escape(unit)}((?:19|20)\d\d)年", flat(line.text)) if unit else None
        if match:
            found.year = int(match[1])
            found.title = line
            ledger.report(line, "标题里的项目名称与“项目名称”一节不同；只取了年度。")
            return
