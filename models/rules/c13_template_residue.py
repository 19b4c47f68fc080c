"""C13: nothing of the empty form is left in the filled one."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import quote
from models.rule import Finding, Severity, row_rule
from models.vocabulary import COLUMNS, GOALS, NARRATIVE, NULL_MARK, UNIT_FACTS

_MARKS = r"[\s*＊/／\\—…\-－_＿.．。·?？]"
_EMPTY = Pattern(
    rf"{_MARKS}*[*＊/／\\—…\-－_＿?？]{_MARKS}*|\.{{3,}}|。{{2,}}|[xX×Ｘ]{{2,}}|{NULL_MARK}|待(?:填|定|补充?|明确)|此处填写|请填写"
)
_RESIDUE = Pattern(
    r"(?P<blank>(?<![A-Za-z×*0-9])[XxＸ×]{2,}(?![A-Za-z×*0-9]))"
    r"|(?P<year>(?<![0-9])20[XxＸ×]{2}(?=年))"
    r"|(?P<limit>[（(](?:请?(?:控制在|限|不超过|不少于|约)?\s*)[0-9]{2,4}\s*(?:[-—~～至][0-9]{2,4})?\s*(?:个?字|字符)(?:以内|左右|以下|之内)?[）)])"
    r"|(?P<goal>(?:目标|指标|任务)\s*[1-9一二三四五]\s*[：:](?=\s*(?:$|\n|…|\.{3}|(?:目标|指标|任务)\s*[1-9一二三四五]\s*[：:])))"
    r"|(?P<dots>(?:^|(?<=\n))[\s]*(?:…{1,4}|\.{3,6})[\s]*(?=\n|$))"
    r"|(?P<hint>[（(](?:请|在此|此处)(?:填写|填报|输入|说明|补充)[^（）()]{0,20}[）)]|请在此(?:处)?(?:填写|输入))"
)
_HINT = Pattern(
    r"XX|xx|Xx|xX|ＸＸ|××|X×|×X|…|\.\.\.|字）|字\)|字以|字左|字之|字符|填写|填报|在此|此处|请输入|请说明|请补充"
    r"|目标\s*[1-9一二三四五]\s*[：:]|指标\s*[1-9一二三四五]\s*[：:]|任务\s*[1-9一二三四五]\s*[：:]"
)
"""Found wherever `_RESIDUE` is, and fast: every alternative begins with a character of its own."""
_PROJECT_KEYS = ("name", "code", *(term.key for term in NARRATIVE))
_UNIT_KEYS = tuple(term.key for term in UNIT_FACTS)
_FIRST = frozenset(f" \t\n\u3000*＊/／\\—….\\-－_＿。·?？xX×Ｘ{NULL_MARK}待此请")
_LONGEST_MARK = 12
_NUMBERED = Pattern(r"(?:三级)?指标\s*[0-9]{1,2}\s*[：:]?")


def in_sections(declaration: Declaration) -> Iterator[Finding]:
    """What is left of an empty form outside of the indicators."""
    project, unit, goals = declaration.project, declaration.unit, declaration.goals
    texts = [(f"project.{key}", getattr(project, key)) for key in _PROJECT_KEYS]
    texts += [(f"unit.{key}", getattr(unit, key)) for key in _UNIT_KEYS]
    texts += [(f"goals.{term.key}", getattr(goals, term.key)) for term in GOALS]
    yield from _judge(texts)


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
    yield from _judge([(term.key, getattr(row, term.key)) for term in COLUMNS])
    if (name := row.name.strip()) and _NUMBERED.fullmatch(name):
        yield Finding("name", f"三级指标名称{quote(name)}是空白表里的字样，请写上指标名称")


def _judge(texts: list[tuple[str, str]]) -> Iterator[Finding]:
    """The findings in some texts, after a cheap look at all of them: most hold nothing of the kind."""
    joined = "\n".join([text for _, text in texts])
    suspicious = _HINT.search(joined) is not None
    for path, text in texts:
        if is_empty_mark(text):
            yield _finding(path, text, 0, len(text))
        elif suspicious and (match := _RESIDUE.search(text)) is not None:
            yield _finding(path, text, *match.span())


def _finding(path: str, text: str, start: int, end: int) -> Finding:
    return Finding(path, f"{quote(text[start:end])}是空白表里的字样，请写上实际内容", start, end)


def is_empty_mark(text: str) -> bool:
    """Whether a text is nothing but what an empty form prints where nothing stands: `/`, `……`, `XX`, `空`."""
    if not text or len(text) > _LONGEST_MARK or text[0] not in _FIRST:
        return False
    return _EMPTY.fullmatch(text.strip()) is not None
