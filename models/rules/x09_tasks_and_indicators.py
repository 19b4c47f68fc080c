"""X09: every task has an indicator, every quantity a task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from models.declaration import Declaration, indicator_path
from models.patterns import Pattern
from models.rows import join, level_key, quote, rows_of, texts_of
from models.rule import Finding, Severity, rule
from models.words import pairs, subject_pairs

# Tasks that the text itself lists: 一是…；二是…, （一）…（二）…, 1.… 2.…
_NUMBERED = Pattern(
    r"(?:(?:^|(?<=[。；;：:\n]))\s*(?:[一二三四五六七八九][是、]|[（(][一二三四五六七八九1-9][）)]|[1-9][.、．)）](?![0-9])))([^。；;\n]{2,80})"
)
_FIRST_MARKS = ("一是", "一、", "（一", "(一", "1.", "1、", "1．", "（1", "(1", "1)", "1）")
# What one piece of work consists of is measured by the work as a whole.
_PARTS_OF_ONE = Pattern(
    r"(?:内容|包括|包含|步骤|流程|程序|环节|方式|要求|标准|原则|措施|分为|如下)[^。]{0,6}[：:]?\s*(?:[一1（(][是、.一1]?[）)]?)?\s*$"
)
_SENTENCE = Pattern(r"[^。\n]+")
_SEVERAL = 3
_LONGEST_ITEM = 14
_FIRST_CLAUSE = Pattern(r"(?:[^，,：:]|(?<=[0-9]),(?=[0-9]{3})){2,40}")
# Surveying and supervising are paid for with the works they serve and have no output of their own.
_COST_OF_THE_WORKS = Pattern(
    r"(?:工程|项目|建设|前期)?(?:(?:勘察|设计|监理|招标代理|造价咨询|预备|不可预见|前期)(?:费用|费)?[、和及与]?)+"
    r"[共计合]{0,2}(?:[0-9][0-9,.]*万?元)?"
)


class Task(NamedTuple):
    """A task and where it stands in its text."""

    text: str
    start: int
    end: int


@rule(
    "X09",
    Severity.INFO,
    "列出的每项任务应有指标，每个数量指标应有任务",
    why="列为任务却没有指标，做没做到无人考核；指标在正文里没有来由，审核人会问这项工作从何而来。",
    source="财预〔2021〕101号：指标应涵盖主要任务，无重大缺项",
    mend="为没有指标的任务补上产出指标；正文没有提到的工作，补写进实施内容或删去指标。",
    violating={
        "project.content": "按1000元/人/年×3200人补助。工作分三项：一是补助学生膳食；二是抽检食材；三是新建校园菜园。"
    },
    clean={
        "project.content": "按1000元/人/年×3200人补助。工作分三项：一是补助学生膳食；二是抽检食材；三是开展家长问卷调查。"
    },
)
def tasks_and_indicators(declaration: Declaration) -> Iterator[Finding]:
    rows = [(index, row) for index, row in rows_of(declaration) if row.name.strip()]
    if any(level_key(row.level2) == "数量" for _, row in rows):
        for path, text in (
            ("project.content", declaration.project.content),
            ("goals.annual", declaration.goals.annual),
        ):
            if tasks := _tasks(text):
                words = "\n".join(part for _, row in rows for part in (row.name, row.content, row.scoring))
                if found := _unmeasured(path, tasks, words):
                    yield found
                    break
    yield from _without_task(declaration)


@lru_cache(maxsize=64)
def _unmeasured(path: str, tasks: tuple[Task, ...], words: str) -> Finding | None:
    """The tasks whose own words, those that no other task of the list has, stand in no indicator."""
    left = [
        task
        for task, own in zip(tasks, _own_words(tasks), strict=True)
        if len(own) > 1
        and not any(pair in words for pair in own)
        and not _COST_OF_THE_WORKS.fullmatch(task.text)
    ]
    if not left:
        return None
    names = join([quote(task.text, 24) for task in left])
    return Finding(path, f"这里列出的任务{names}没有对应的指标，请补上产出指标", left[0].start, left[0].end)


@lru_cache(maxsize=128)
def _own_words(tasks: tuple[Task, ...]) -> tuple[frozenset[str], ...]:
    words = [pairs(task.text) for task in tasks]
    times = Counter(pair for each in words for pair in each)
    return tuple(frozenset(pair for pair in subject_pairs(task.text) if times[pair] == 1) for task in tasks)


@lru_cache(maxsize=128)
def _tasks(text: str) -> tuple[Task, ...]:
    numbered = []
    if any(mark in text for mark in _FIRST_MARKS):
        numbered = [_task(text, match.start(1), match.end(1)) for match in _NUMBERED.finditer(text)]
    if len(numbered) > 1:
        return (
            ()
            if _PARTS_OF_ONE.search(text, max(0, numbered[0].start - 30), numbered[0].start)
            else tuple(numbered)
        )
    for sentence in _SENTENCE.finditer(text):
        items = _items(text, sentence.start(), sentence.end())
        if len(items) >= _SEVERAL and all(item.end - item.start <= _LONGEST_ITEM for item in items):
            return tuple(items)
    return ()


def _task(text: str, start: int, end: int) -> Task:
    clause = _FIRST_CLAUSE.search(text, start, end)
    return Task(clause[0].strip(), clause.start(), clause.end()) if clause else Task("", start, end)


def _items(text: str, start: int, end: int) -> list[Task]:
    """The items of a sentence that is nothing but a list: 居民救助；兜底保障；职工救助等."""
    items = []
    for part in text[start:end].replace(";", "；").split("；"):
        items.append(Task(part.strip().removesuffix("等"), start, start + len(part)))
        start += len(part) + 1
    return items


def _without_task(declaration: Declaration) -> Iterator[Finding]:
    texts = [text for _, text in texts_of(declaration)]
    if not texts:
        return
    texts += [declaration.goals.overall, declaration.project.name]
    for index, row in rows_of(declaration):
        own = subject_pairs(row.name) if level_key(row.level2) == "数量" else frozenset()
        if len(own) > 1 and not any(pair in text for pair in own for text in texts):
            yield Finding(
                indicator_path(index, "name"),
                f"数量指标{quote(row.name, 30)}说的工作在实施内容和目标里没有提到，请补写这项任务，或删去指标",
            )
