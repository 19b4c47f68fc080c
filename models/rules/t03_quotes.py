"""T03: quotation marks and brackets come in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from models.declaration import Declaration
from models.patterns import Pattern
from models.prose import Spot, found_in, replaced, running_texts
from models.rule import Finding, Severity, rule
from models.rules.t05_document_number import DOCUMENT_NUMBER

_ANY = Pattern('["“”《》()（）]')
_MARK = Pattern("[“”《》()（）\\n]")
_PAIRED = Pattern(r"“[^“”《》()（）\n]*”|《[^“”《》()（）\n]*》|[（(][^“”《》()（）\n]*[)）]")
"""A pair with no other mark in it; without such pairs, twice, little is left of an orderly text."""
_HAN = Pattern(r"[\u3400-\u9fff]")
_INCHES = Pattern(r"(?<=[0-9])\"(?![，。；、）”]|$)")
# 1）, 一） and a) number the items of a list.
_NUMBERING = Pattern(r"(?:^|[\s，。；：、,;:])(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$")
_OPENING = frozenset("“《（(")
_NAMES = {
    "“": "引号",
    "”": "引号",
    '"': "半角引号",
    **dict.fromkeys("《》", "书名号"),
    **dict.fromkeys("（）()", "括号"),
}


@rule(
    "T03",
    Severity.INFO,
    "引号、书名号和括号应成对，引号用“ ”",
    why="缺了一半，看不出引用到哪里为止；半角引号在系统中是控制符号，公开后也分不出前后。",
    source="GB/T 15834《标点符号用法》",
    mend="补齐缺的一半；半角引号改成“ ”。",
    violating={"project.content": '按每人每年1000元的标准补助学生膳食，落实"应补尽补"，由县财政拨付。'},
    clean={
        "project.content": "按每人每年1000元的标准补助学生膳食，落实“应补尽补”，1）核定名单；2）由县财政拨付。"
    },
)
def quotes(declaration: Declaration) -> Iterator[Finding]:
    prose = running_texts(declaration)
    if '"' in prose.joined or _ANY.search(_PAIRED.sub("", _PAIRED.sub("", prose.joined))):
        yield from found_in(prose.holding(_ANY), _quotes)


@lru_cache(maxsize=512)
def _quotes(text: str) -> tuple[Spot, ...]:
    """The half-width quotes of a text, which can be mended, and the first mark that has no partner."""
    spots: list[Spot] = []
    spans, alone = _half_width_quotes(text)
    rest = replaced(text, spans)
    alone += _unpaired(DOCUMENT_NUMBER.sub(_blank, rest) if "号" in rest else rest)
    if spans:
        message = f"中文里用了半角引号（{len(spans)}处），应为“ ”"
        first = spans[0][0]
        spots.append(Spot(first, first + 1, message, rest, "半角引号改为“ ”", safe=True))
    if alone:
        at = min(alone)
        spots.append(Spot(at, at + 1, f"{_NAMES[text[at]]}“{text[at]}”没有成对，请补上另一半或删去"))
    return tuple(spots)


def _half_width_quotes(text: str) -> tuple[list[tuple[int, int, str]], list[int]]:
    """The half-width quotes of Chinese paragraphs: those that pair, with the marks that they should be, and others."""
    spans: list[tuple[int, int, str]] = []
    alone: list[int] = []
    offset = 0
    for paragraph in text.split("\n") if '"' in text else ():
        if '"' in paragraph and _HAN.search(paragraph):
            inches = {match.start() for match in _INCHES.finditer(paragraph)}
            marks = [at for at, char in enumerate(paragraph) if char in '"“”' and at not in inches]
            should = {at: "“”"[order % 2] for order, at in enumerate(marks)}
            half = [at for at in marks if paragraph[at] == '"']
            if len(marks) % 2 == 0 and all(paragraph[at] in ('"', mark) for at, mark in should.items()):
                spans += [(offset + at, offset + at + 1, should[at]) for at in half]
            else:
                alone += [offset + at for at in half]
        offset += len(paragraph) + 1
    return spans, alone


def _unpaired(text: str) -> Iterator[int]:
    """Where marks stand whose other half is missing in their paragraph."""
    open_: dict[str, list[int]] = {"引号": [], "书名号": [], "括号": []}
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            yield from _left(open_)
        elif mark in _OPENING:
            open_[_NAMES[mark]].append(at)
        elif mark in ")）" and _NUMBERING.search(text[max(0, at - 4) : at]):
            continue
        elif open_[_NAMES[mark]]:
            open_[_NAMES[mark]].pop()
        else:
            yield at
    yield from _left(open_)


def _left(open_: dict[str, list[int]]) -> Iterator[int]:
    for places in open_.values():
        yield from places
        places.clear()


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
