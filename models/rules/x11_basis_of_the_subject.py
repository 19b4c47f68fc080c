"""X11: 立项依据 is about what the project does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from models.declaration import Declaration
from models.patterns import Pattern
from models.rows import quote, texts_of
from models.rule import Finding, Severity, rule
from models.words import GENERAL, pairs, subject_pairs

_TITLE = Pattern(r"《([^《》]{4,120})》")
# Documents that are the basis of many kinds of projects.
_OF_EVERYTHING = Pattern(
    r"中华人民共和国|[国省市县区乡镇]\S{0,6}(?<!办)法$|规划|纲要|政府工作报告|工作要点|十[四五]五|预算|财政|绩效|购买服务|机构改革|三定|职能配置|内设机构|主要职责"
    r"|重点工作|重大项目|民生实事|实事|行动计划|高质量发展|乡村振兴|一号文件|决定|会议|纪要|请示|批复|党组|章程|目标责任|考核"
)
# Fields of policy whose name in a title says what the document is about.
_FIELDS = Pattern(
    r"养老|医疗|教育|就业|住房|道路|公路|交通|水利|供水|排水|污水|垃圾|环境|生态|林业|森林|农业|畜牧|粮食|消防|食品|药品|卫生|疫苗|旅游|文化|体育"
    r"|信访|司法|公证|统计|残疾|殡葬|燃气|地震|气象|扶贫|车辆|档案|保密|税收|电力|通信|民族|宗教|侨务|征兵|退役|优抚|低保|社保|工伤|失业|生育|托育|学前"
)
_GENERAL = GENERAL | pairs(
    "关于，基本，通知，办法，意见，方案，细则，条例，试行，暂行，印发，转发，下达，补充，我省，我州，本县，本区，本市"
)
_SHORTEST = 20
_RELATED = 2
"""So many pairs in common with the project's name make a document one of its subject."""


@rule(
    "X11",
    Severity.INFO,
    "立项依据应与项目的内容有关",
    why="依据说的是另一件事，审核人会问这个项目凭什么设立；多半是从别的项目复制来的，或者漏写了真正的依据。",
    source="财预〔2015〕88号 审核表“目标相关性”",
    mend="换成本项目所依据的文件；确是依据的，在文件后写明是其中哪一条、哪一款。",
    violating={"project.basis": "《某县城市供水管网改造实施意见》（某政发〔2025〕12号）"},
    clean={"project.basis": "《某县学生营养改善工作意见》（某政发〔2025〕12号）"},
)
def basis_of_the_subject(declaration: Declaration) -> Iterator[Finding]:
    basis = declaration.project.basis
    titles = _titles(basis)
    if not titles or not declaration.project.name.strip():
        return
    texts = [text for _, text in texts_of(declaration)]
    if sum(map(len, texts)) < _SHORTEST:
        return
    texts += [declaration.project.name, declaration.unit.name, declaration.goals.overall]
    texts += [row.name for row in declaration.indicators]
    together = "\n".join(texts)
    if not all(
        _is_foreign(title, declaration.project.name, declaration.unit.name, together) for title in titles
    ):
        return
    start, end = basis.find(titles[0]) - 1, basis.find(titles[0]) + len(titles[0]) + 1
    yield Finding(
        "project.basis",
        f"立项依据{quote(titles[0], 48)}说的似乎不是{quote(declaration.project.name, 32)}，请核对是不是本项目的依据",
        start,
        end,
    )


@lru_cache(maxsize=256)
def _titles(basis: str) -> tuple[str, ...]:
    """The titles of the documents named; none when one of them is the basis of everything, or words explain it."""
    plain = basis.strip()
    titles = tuple(match[1] for match in _TITLE.finditer(plain))
    if any(_OF_EVERYTHING.search(title) for title in titles):
        return ()
    rest = _TITLE.sub("", plain)
    return titles if len(subject_pairs(rest)) <= 12 and not _OF_EVERYTHING.search(rest) else ()


@lru_cache(maxsize=64)
def _is_foreign(title: str, name: str, unit: str, texts: str) -> bool:
    """Whether a title begins with a field of policy that no text speaks of, and has little of the project's name:
    a notice on 养老保险 for a project of 医疗救助. Other documents may be the basis of anything.
    """
    fields, words = _read(title)
    if len(words & (subject_pairs(name) - _GENERAL)) >= _RELATED:
        return False
    field = next((place for place in fields if place[0] not in texts), None)
    if field is None:
        return False
    # The place, which the unit's name has as well, says nothing about the subject.
    before = subject_pairs(title[: field[1]]) - _GENERAL - pairs(unit)
    return not any(pair in texts for pair in before)


@lru_cache(maxsize=256)
def _read(title: str) -> tuple[tuple[tuple[str, int], ...], frozenset[str]]:
    """The fields of policy that a title names, with their places, and its words."""
    fields = tuple((match[0], match.start()) for match in _FIELDS.finditer(title))
    return fields, pairs(title) - _GENERAL
