"""V15: characters that systems refuse."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rule import Finding, Mend, Severity, row_rule
from models.text import truncate, visible
from models.vocabulary import LONG_COLUMNS, NARRATIVE

_IN_VALUES = Pattern(r"[\\\"'`\n\r\t]")
_IN_TEXTS = Pattern(r"\\")
_BREAKS = Pattern(r"[ ]*[\n\r\t]+[ ]*")
_PAIR = Pattern(r'"([^"]*)"')
_NAMES = {"\n": "换行", "\r": "换行", "\t": "制表符", "\\": "反斜杠“\\”"}


def in_sections(declaration: Declaration) -> Iterator[Finding]:
    """Characters that systems refuse in the name, the sections and the goals."""
    project, goals = declaration.project, declaration.goals
    yield from _judge("project.name", project.name, _IN_VALUES)
    for term in NARRATIVE:
        yield from _judge(f"project.{term.key}", getattr(project, term.key), _IN_TEXTS)
    yield from _judge("goals.overall", goals.overall, _IN_TEXTS)
    yield from _judge("goals.annual", goals.annual, _IN_TEXTS)


@row_rule(
    "V15",
    Severity.WARNING,
    "填报内容中不能有反斜杠、引号和换行",
    why="反斜杠、半角引号和换行在系统中是控制符号，导入时可能被截断或报错，公开后可能显示成乱码。",
    source="预算管理一体化系统填报校验的推论",
    mend="反斜杠改成顿号，半角引号改成“ ”或删去，名称、指标值、度量单位写在一行内。",
    violating={"indicators[7].value": "好\\优"},
    clean={"indicators[7].value": "好、优"},
    rest=in_sections,
)
def illegal_characters(row: Indicator, _: Practice) -> Iterator[Finding]:
    if _IN_VALUES.search(f"{row.name} {row.value} {row.unit}"):
        for key in ("name", "value", "unit"):
            yield from _judge(key, getattr(row, key), _IN_VALUES)
    for key in LONG_COLUMNS:
        yield from _judge(key, getattr(row, key), _IN_TEXTS)


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
    new = _BREAKS.sub("", text)
    if new.count('"') % 2 == 0:
        new = _PAIR.sub(r"“\1”", new)
    safe = not forbidden.search(new)
    new = new.replace("\\", "、")
    return (
        Mend(f"改为“{truncate(visible(new), 40)}”", {path: new}, safe) if not forbidden.search(new) else None
    )
