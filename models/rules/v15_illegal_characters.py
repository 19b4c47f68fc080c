"""V15: characters that systems refuse."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from models.declaration import Declaration, Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import quote
from models.rule import Finding, Mend, Severity, row_rule
from models.rules.c13_template_residue import is_empty_mark
from models.text import truncate, visible
from models.vocabulary import COLUMNS, LONG_COLUMNS, NARRATIVE

_IN_VALUES = Pattern(r"[\\\"'`\n\r\t]")
_IN_TEXTS = Pattern(r"\\")
_SHORT_COLUMNS = tuple(term.key for term in COLUMNS if term.key not in LONG_COLUMNS)
_cells = attrgetter(*_SHORT_COLUMNS)
_BREAKS = Pattern(r"[ ]*[\n\r\t]+[ ]*")
_PAIR = Pattern(r'"([^"]*)"')
_NAMES = {"\n": "换行", "\r": "换行", "\t": "制表符", "\\": "反斜杠“\\”"}


def in_sections(declaration: Declaration) -> Iterator[Finding]:
    """Characters that systems refuse in the name, the sections and the goals."""
    project, goals = declaration.project, declaration.goals
    yield from _judge_short("project.name", project.name)
    for term in NARRATIVE:
        yield from _judge(f"project.{term.key}", getattr(project, term.key), _IN_TEXTS)
    yield from _judge("goals.overall", goals.overall, _IN_TEXTS)
    yield from _judge("goals.annual", goals.annual, _IN_TEXTS)


@row_rule(
    "V15",
    Severity.WARNING,
    "填报内容中不能有反斜杠、半角引号、换行和首尾空格",
    why="反斜杠、半角引号和换行在系统中是控制符号，导入时可能被截断或报错，公开后可能显示成乱码；首尾的空格看不见，核对和汇总时却算作不同的内容。",
    source="预算管理一体化系统填报校验的推论",
    mend="反斜杠改成顿号，半角引号改成“ ”或删去，名称、指标值、度量单位写在一行内，前后不留空格。",
    violating={"indicators[7].value": "好\\优"},
    clean={"indicators[7].value": "好、优"},
    rest=in_sections,
)
def illegal_characters(row: Indicator, _: Practice) -> Iterator[Finding]:
    cells = _cells(row)
    if _IN_VALUES.search(" ".join(cells)) or tuple(map(str.strip, cells)) != cells:
        for key, text in zip(_SHORT_COLUMNS, cells, strict=True):
            yield from _judge_short(key, text)
    for key in LONG_COLUMNS:
        yield from _judge(key, getattr(row, key), _IN_TEXTS)


def _judge_short(path: str, text: str) -> Iterator[Finding]:
    """What may not stand in a cell of one line; blanks alone are an empty cell (C12), a mark of the form is C13's."""
    bare = text.strip()
    if not bare or is_empty_mark(text):
        return
    if _IN_VALUES.search(text):
        yield from _judge(path, text, _IN_VALUES)
    elif bare != text:
        start, end = (
            (0, len(text) - len(text.lstrip())) if text[0].isspace() else (len(text.rstrip()), len(text))
        )
        mend = Mend("删去首尾的空格", {path: bare})
        yield Finding(
            path, f"{quote(bare)}的前面或后面有空格，看不见却算作不同的内容；请删去", start, end, mend=mend
        )


def _judge(path: str, text: str, forbidden: Pattern) -> Iterator[Finding]:
    if forbidden is _IN_TEXTS and "\\" not in text:
        return
    match = forbidden.search(text)
    if match is None:
        return
    found = list(dict.fromkeys(_NAMES.get(char, f"半角引号“{char}”") for char in forbidden.findall(text)))
    advice = "请改成顿号或其他标点" if match[0] == "\\" else "请删去或换成中文标点"
    yield Finding(
        path,
        f"其中有{'、'.join(found)}，系统可能拒收或显示成乱码；{advice}",
        match.start(),
        match.end(),
        mend=_mend(path, text, forbidden),
    )


def _mend(path: str, text: str, forbidden: Pattern) -> Mend | None:
    """Line breaks left out and paired quotes as Chinese ones; a backslash becomes 、 only when that is asked for."""
    if forbidden is _IN_TEXTS:
        return Mend("反斜杠改为顿号", {path: text.replace("\\", "、")}, safe=False)
    joined = new = _BREAKS.sub("", text).strip()
    if new.count('"') % 2 == 0:
        new = _PAIR.sub(r"“\1”", new)
    # The project library may have the name with its quotes.
    safe = not forbidden.search(new) and (new == joined or path != "project.name")
    new = new.replace("\\", "、")
    return (
        Mend(f"改为“{truncate(visible(new), 40)}”", {path: new}, safe) if not forbidden.search(new) else None
    )
