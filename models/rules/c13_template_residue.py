"""C13: nothing of the empty form is left in the filled one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from models.declaration import Declaration, Indicator, row_path
from models.patterns import Pattern
from models.practice import Practice
from models.rows import is_date, is_qualitative, quote
from models.rule import Finding, Mend, Severity, row_rule
from models.vocabulary import COLUMNS, GOALS, NARRATIVE, NULL_MARK, UNIT_FACTS

_MARKS = r"[\s*＊/／\\—…\-－_＿.．。·?？]"
_EMPTY = Pattern(
    rf"{_MARKS}*[*＊/／\\—…\-－_＿?？]{_MARKS}*|\.{{3,}}|。{{2,}}|[xX×Ｘ]{{2,}}|{NULL_MARK}|待(?:填|定|补充?|明确)|此处填写|请填写"
)
# A length stands at the edge of a line when the form asks for it; behind a report or an essay it is what was ordered.
_LENGTH = r"[（(](?:请?(?:控制在|限|不超过|不少于|约)?\s*)[0-9]{2,4}\s*(?:[-—~～至][0-9]{2,4})?\s*(?:个?字|字符)(?:以内|左右|以下|之内)?[）)]"
_NUMBERED_GOAL = r"(?:目标|指标|任务)\s*[1-9一二三四五]\s*[：:]"
_RESIDUE = Pattern(
    r"(?P<blank>(?<![A-Za-z×*0-9])[XxＸ×]{2,}(?![A-Za-z×*0-9]))"
    r"|(?P<year>(?<![0-9])20[XxＸ×]{2}(?=年))"
    rf"|(?P<length>(?m:^){_LENGTH}|(?<![告文章稿报息案料书]){_LENGTH}(?m:$))"
    rf"|(?P<goal>{_NUMBERED_GOAL}(?=\s*(?:$|\n|…|\.{{3}}|{_NUMBERED_GOAL})))"
    r"|(?P<dots>(?m:^)[ \t]*(?:…{1,4}|\.{3,6})[ \t]*(?m:$))"
    r"|(?P<hint>[（(](?:请|在此|此处)(?:填写|填报|输入|说明|补充)[^（）()]{0,20}[）)]|请在此(?:处)?(?:填写|输入))"
)
_HINT = Pattern(
    r"X[Xx×Ｘ]|x[Xx×Ｘ]|×[Xx×Ｘ]|Ｘ[Xx×Ｘ]|…|\.\.\.|字）|字\)|字以|字左|字之|字符|填写|填报|在此|此处|请输入|请说明|请补充"
    r"|目标\s*[1-9一二三四五]\s*[：:]|指标\s*[1-9一二三四五]\s*[：:]|任务\s*[1-9一二三四五]\s*[：:]"
)
"""Found wherever `_RESIDUE` is, and fast: every alternative begins with a character of its own."""
_DOTS = Pattern(r"(?m:^)[ \t]*(?:…{1,4}|\.{3,6})[ \t]*(?:\n|\Z)")
_NUMBERED = Pattern(r"(?:(?:三级)?指标\s*[0-9一二三四五六七八九十]{1,2}\s*(?:[：:、.．]\s*|\Z))+")
_FIRST = frozenset(f" \t\n\u3000*＊/／\\—….\\-－_＿。·?？xX×Ｘ{NULL_MARK}待此请")
_LONGEST_MARK = 12
_COLUMNS = tuple(term.key for term in COLUMNS)
_SECTIONS = tuple(
    [f"project.{key}" for key in ("name", "code", *(term.key for term in NARRATIVE))]
    + [f"unit.{term.key}" for term in UNIT_FACTS]
    + [f"goals.{term.key}" for term in GOALS]
    + [f"evaluation.{key}" for key in ("achievement", "process", "conclusion", "problems", "measures")]
)
_DEPARTMENT = tuple(f"department.{key}" for key in ("name", "code", "duties", "note"))
_department = attrgetter(*_DEPARTMENT)
_cells = attrgetter(*_COLUMNS)
_sections = attrgetter(*_SECTIONS)


def in_sections(declaration: Declaration) -> Iterator[Finding]:
    """What is left of an empty form outside of the indicators."""
    yield from _judge(_SECTIONS, _sections(declaration))
    if declaration.is_department:
        yield from _judge(_DEPARTMENT, _department(declaration))
        for index in range(len(declaration.tasks)):
            paths = [row_path("tasks", index, key) for key in ("duty", "content", "projects")]
            yield from _judge(paths, [declaration.get(path) for path in paths])


@row_rule(
    "C13",
    Severity.ERROR,
    "不能留有空白表的字样",
    why="“指标1”“……”“XX”“（200字以内）”是空表里的提示，留在填好的表里说明没有填完，公开出去很难看。",
    source="财预〔2015〕88号 申报表样（指标1、目标1、……为样表内容）；财预〔2015〕88号 审核表“规范完整性”",
    mend="写上实际内容；确实没有内容的，把提示的字样删去。",
    violating={"project.plan": "2026年X月核定名单，XX月底前完成拨付。"},
    clean={"project.plan": "2026年2月核定名单，12月底前完成拨付。"},
    rest=in_sections,
)
def template_residue(row: Indicator, _: Practice) -> Iterator[Finding]:
    for found in _judge(_COLUMNS, _cells(row)):
        yield _left_empty(row, found) or found
    if "指标" in row.name and (match := _NUMBERED.match(row.name)) is not None:
        yield _numbered_name(row.name, match.end())


def _judge(paths: Sequence[str], texts: Sequence[str]) -> Iterator[Finding]:
    """The findings in some texts, after a cheap look at all of them: most hold nothing of the kind."""
    suspicious = _HINT.search("\n".join(texts)) is not None
    for at, text in enumerate(texts):
        if text and text[0] in _FIRST and is_empty_mark(text):
            yield Finding(paths[at], f"{quote(text)}是空白表里的字样，请写上实际内容", 0, len(text))
        elif suspicious and (match := _RESIDUE.search(text)) is not None:
            path, words = paths[at], quote(match[0])
            if path == "name" and _NUMBERED.match(text):
                continue
            yield Finding(
                path,
                f"{words}是空白表里的字样，请写上实际内容",
                *match.span(),
                mend=_without(path, text, match),
            )


def _without(path: str, text: str, match: re.Match[str]) -> Mend | None:
    """The text without what the form said; blanks that stand for content can only be filled in."""
    if match.lastgroup in ("blank", "year"):
        return None
    is_dots = match.lastgroup == "dots"
    new = (_DOTS.sub("", text) if is_dots else text[: match.start()] + text[match.end() :]).strip()
    return Mend(f"删去{quote(match[0])}", {path: new}, safe=is_dots) if new else None


def _left_empty(row: Indicator, found: Finding) -> Finding | None:
    """The same finding in a cell that has to be empty, where deleting the mark is all there is to do."""
    mark = getattr(row, found.field)
    if found.field not in ("sign", "unit") or not is_empty_mark(mark):
        return None
    if is_qualitative(row):
        why = "定性指标不填指标性质和度量单位"
    elif found.field == "unit" and is_date(row.value):
        why = "日期没有度量单位"
    else:
        return None
    message = f"{quote(mark)}是空白表里的字样；{why}，请删去"
    return replace(found, message=message, mend=Mend(f"删去{quote(mark)}", {found.field: ""}))


def _numbered_name(name: str, end: int) -> Finding:
    """The number that the form printed before, or in place of, the name of an indicator."""
    number, rest = quote(name[:end]), name[end:].strip()
    if not rest:
        return Finding("name", f"三级指标名称{number}是空白表里的字样，请写上指标名称", 0, len(name))
    mend = Mend(f"改为{quote(rest)}", {"name": rest})
    return Finding("name", f"三级指标名称前的{number}是空白表里的字样，请删去", 0, end, mend=mend)


def is_empty_mark(text: str) -> bool:
    """Whether a text is nothing but what an empty form prints where nothing stands: `/`, `……`, `XX`, `空`."""
    if not text or len(text) > _LONGEST_MARK or text[0] not in _FIRST:
        return False
    return _EMPTY.fullmatch(text.strip()) is not None
