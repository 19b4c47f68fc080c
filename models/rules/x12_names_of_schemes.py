"""X12: one name for one scheme, the legal one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from models.declaration import Declaration, indicator_path
from models.patterns import Pattern
from models.rows import texts_of
from models.rule import Finding, Mend, Severity, rule

_GROUPS: Final = (
    # name that the law uses now, its other forms, the former name (with the same tail), and why
    (
        "城乡居民",
        "城镇居民",
        r"(?=(?:基本)?医疗保险|医保|(?:社会|基本)*养老保险)",
        "国发〔2016〕3号、国发〔2014〕8号",
    ),
    ("城乡居民基本医疗保险", "新型农村合作医疗", "", "国发〔2016〕3号"),
    ("城乡居民基本医疗保险", "新农合", "", "国发〔2016〕3号"),
    ("城乡居民基本养老保险", "新型农村社会养老保险", "", "国发〔2014〕8号"),
    ("城乡居民基本养老保险", "新农保", "", "国发〔2014〕8号"),
    ("被征地人员", "失地人员", "", "《社会保险法》第九十六条"),
    ("被征地农民", "失地农民", "", "《社会保险法》第九十六条"),
    ("特困人员", "五保户", "", "国发〔2016〕14号"),
    ("特困人员", "五保对象", "", "国发〔2016〕14号"),
    ("易地扶贫搬迁", "异地扶贫搬迁", "", "发改地区〔2016〕2022号"),
    ("退役军人", "退伍军人", "", "《退役军人保障法》"),
    ("退役士兵", "退伍士兵", "", "《退役军人保障法》"),
    ("残疾人", "残障人士", "", "《残疾人保障法》"),
    ("高标准农田", "高标准基本农田", "", "《全国高标准农田建设规划》"),
    ("家庭经济困难学生", "贫困学生", "", "教财〔2018〕16号"),
    ("家庭经济困难学生", "贫困生", "", "教财〔2018〕16号"),
)
_FORMER: Final = {former: (legal, source) for legal, former, _, source in _GROUPS}
_FORMERS: Final = Pattern("|".join(f"{former}{tail}" for _, former, tail, _ in _GROUPS))
# The title of a document keeps its old words, and a text may tell what a scheme was called before.
_TITLE = Pattern(r"《[^《》]{0,120}》?|“[^“”]{0,60}”")
_HISTORY_BEFORE = Pattern(r"整合|合并|原|改为|更名|前身|简称|统称|[（(]含?\s*$")
_HISTORY_AFTER = Pattern(r"^\s*[）)]|整合|合并|改为|更名|改革")


@rule(
    "X12",
    Severity.WARNING,
    "同一制度、同一类对象应用同一个法定名称",
    why="新旧两个名称混用，审核人分不清说的是不是同一项制度、同一批人。",
    source="各项制度现行文件中的名称（推论）",
    mend="统一成现行文件中的名称；引用文件标题时保留原文。",
    violating={
        "indicators[1].name": "补助贫困学生人数",
        "goals.annual": "2026年按标准补助家庭经济困难学生3200人。",
    },
    clean={"project.overview": "原城镇居民医疗保险和新农合已整合为城乡居民基本医疗保险。应补助学生3200人。"},
)
def names_of_schemes(declaration: Declaration) -> Iterator[Finding]:
    texts = [
        *texts_of(declaration),
        ("goals.overall", declaration.goals.overall),
        ("project.name", declaration.project.name),
    ]
    for index, row in enumerate(declaration.indicators):
        texts.append((indicator_path(index, "name"), row.name))
        texts.append((indicator_path(index, "content"), row.content))
    former = [(path, text, found) for path, text in texts if (found := _former_names(text))]
    if not former:
        return
    for path, text, found in former:
        for name, start, end in found:
            legal, source = _FORMER[name]
            if any(legal in other for _, other in texts):
                new = "".join((text[:start], legal, text[end:]))
                yield Finding(
                    path,
                    f"这里写“{name}”，别处写“{legal}”，请统一；现行文件中的名称是“{legal}”（{source}）",
                    start,
                    end,
                    mend=Mend(f"改为“{legal}”", {path: new}, safe=False),
                )


@lru_cache(maxsize=4096)
def _former_names(text: str) -> tuple[tuple[str, int, int], ...]:
    """Each former name in a text once, with its first place, where it is neither a title nor history."""
    if not _FORMERS.search(text):
        return ()
    plain = _TITLE.sub(lambda match: "\n" * len(match[0]), text)
    found: dict[str, tuple[str, int, int]] = {}
    for match in _FORMERS.finditer(plain):
        around = plain[max(0, match.start() - 12) : match.start()]
        after = plain[match.end() : match.end() + 16]
        if not _HISTORY_BEFORE.search(around) and not _HISTORY_AFTER.search(after):
            found.setdefault(match[0], (match[0], match.start(), match.end()))
    return tuple(found.values())
