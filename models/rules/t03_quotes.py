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
    yield from found_in(running_texts(declaration), _quotes)


@lru_cache(maxsize=512)
def _quotes(text: str) -> tuple[Spot, ...]:
    """The half-width quotes of a text, which can be mended, and the first mark that has no partner."""
    if _ANY.search(text) is None:
        return ()
    spots: list[Spot] = []
    spans: list[tuple[int, int, str]] = []
    alone: list[tuple[int, str]] = []
    offset = 0
    for paragraph in text.split("\n"):
        directed = _directed(paragraph) if '"' in paragraph and _HAN.search(paragraph) else []
        spans += [(offset + at, offset + at + 1, mark) for at, mark in directed]
        alone += [(offset + at, name) for at, name in _unpaired(paragraph, not directed)]
        offset += len(paragraph) + 1
    if spans:
        message = f"中文里用了半角引号（{len(spans)}处），应为“ ”"
        first = spans[0][0]
        spots.append(Spot(first, first + 1, message, replaced(text, spans), "半角引号改为“ ”", safe=True))
    if alone:
        at, name = min(alone)
        spots.append(Spot(at, at + 1, f"{name}“{text[at]}”没有成对，请补上另一半或删去"))
    return tuple(spots)


def _directed(paragraph: str) -> list[tuple[int, str]]:
    """The half-width quotes of a paragraph with the mark that each should be; none when they do not pair."""
    inches = _inches(paragraph)
    marks = [at for at, char in enumerate(paragraph) if char in '"“”' and at not in inches]
    should = {at: "“”"[order % 2] for order, at in enumerate(marks)}
    if len(marks) % 2 or any(paragraph[at] not in ('"', mark) for at, mark in should.items()):
        return []
    return [(at, mark) for at, mark in should.items() if paragraph[at] == '"']


def _inches(paragraph: str) -> set[int]:
    """Half-width quotes that stand for inches."""
    return {match.start() for match in _INCHES.finditer(paragraph)} if '"' in paragraph else set()


def _unpaired(paragraph: str, with_quotes: bool) -> Iterator[tuple[int, str]]:
    """Marks without their other half, with what they are called."""
    if _ANY.search(paragraph) is None:
        return
    masked = DOCUMENT_NUMBER.sub(_blank, paragraph) if "号" in paragraph else paragraph
    chinese = with_quotes and _HAN.search(paragraph) is not None
    inches = _inches(paragraph)
    open_: dict[str, list[int]] = {name: [] for name in _NAMES.values()}
    for match in _ANY.finditer(masked):
        mark, at = match[0], match.start()
        name = _NAMES[mark]
        if mark in _OPENING:
            open_[name].append(at)
        elif mark == '"':
            if chinese and at not in inches:
                yield at, name
        elif mark in ")）" and _NUMBERING.search(paragraph[max(0, at - 4) : at]):
            continue
        elif open_[name]:
            open_[name].pop()
        elif with_quotes or name != "引号":
            yield at, name
    yield from ((at, name) for name, left in open_.items() if with_quotes or name != "引号" for at in left)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
