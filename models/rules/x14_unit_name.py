"""X14: one name for the unit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from models.declaration import Declaration
from models.patterns import Pattern
from models.rows import quote, texts_of
from models.rule import Finding, Mend, Severity, rule
from models.words import is_abbreviation

_ORGAN = Pattern(r"(?:局|委|办|院|中心|馆|站|所|队|校|学|园|政府|室|会|厅|部|社|公司|街道|镇|乡|处)$")
# What a profile says its unit is: the words before the first 是, 为, 成立于 …
_SUBJECT = Pattern(
    r"^[\s　]*([\u4e00-\u9fff]{4,30}?)(?:[（(，,]|是|为|系|成立|内设|设有|现有|共有|隶属|属于|位于|承担|负责)"
)
_PLACE = Pattern(r"^.*[省州市县区旗乡镇]")
_SELF = Pattern(r"^(?:本|我|该|单位)")
_SHORTEST = 6
_SHORTEST_DUTY = 5


@rule(
    "X14",
    Severity.ERROR,
    "单位名称应处处一致",
    why="单位名称是法定名称，差一个字就是另一个单位；公开之后才发现，整份文件都要撤回。",
    source="云南省项目文本公开格式（标题、单位名称、单位概况）的推论",
    mend="以三定方案或法人登记证书上的名称为准，改正写错的地方；正文中使用通行的简称不算错。",
    violating={
        "unit.profile": "某县教育体有局是某县人民政府工作部门，为正科级单位，内设机构8个，所属学校26所。"
    },
    clean={"unit.profile": "县教育体育局是某县人民政府工作部门，为正科级单位，内设机构8个，所属学校26所。"},
)
def unit_name(declaration: Declaration) -> Iterator[Finding]:
    name = declaration.unit.name.strip()
    if len(name) < _SHORTEST:
        return
    profile = declaration.unit.profile
    subject = _other_subject(profile, name)
    if subject is not None:
        start, end = subject
        yield _finding("unit.profile", profile, start, end, name, "单位概况写的是")
    goals = (("goals.overall", declaration.goals.overall), ("project.basis", declaration.project.basis))
    texts = [*texts_of(declaration), *goals]
    for path, text in texts if subject else [("unit.profile", profile), *texts]:
        slip = _slip(text, name)
        if slip is not None:
            yield _finding(path, text, slip, slip + len(name), name, "这里写的是")


def _finding(path: str, text: str, start: int, end: int, name: str, what: str) -> Finding:
    return Finding(
        path,
        f"{what}{quote(text[start:end])}，而单位名称是{quote(name)}，请改成一致",
        start,
        end,
        mend=Mend(f"改为{quote(name)}", {path: f"{text[:start]}{name}{text[end:]}"}, safe=False),
    )


@lru_cache(maxsize=256)
def _other_subject(profile: str, name: str) -> tuple[int, int] | None:
    """Where a profile begins with the name of another unit; a short or a fuller form of the name is the same."""
    match = _SUBJECT.match(profile)
    if match is None:
        return None
    subject = match[1]
    if _SELF.match(subject) or not _ORGAN.search(subject):
        return None
    if is_abbreviation(subject, name) or is_abbreviation(name, subject):
        return None
    return match.span(1)


@lru_cache(maxsize=1024)
def _slip(text: str, name: str) -> int | None:
    """Where the name stands with one wrong character: in what the unit does, or 县 for 区 in where it is.

    Other places, and units of short names (财政局, 民政局), are other units.
    """
    place = _PLACE.match(name)
    where = place.end() if place else 0
    for anchor, offset in ((name[:where], 0), (name[where:], where)):
        if len(anchor) < 2 or (offset == 0 and len(name) - where < _SHORTEST_DUTY):
            continue
        at = text.find(anchor)
        while at >= 0:
            begin = at - offset
            window = text[max(begin, 0) : begin + len(name)]
            if len(window) == len(name) and _is_slip(window, name, where):
                return begin
            at = text.find(anchor, at + 1)
    return None


def _is_slip(window: str, name: str, where: int) -> bool:
    wrong = [at for at, (first, second) in enumerate(zip(window, name, strict=True)) if first != second]
    if len(wrong) != 1:
        return False
    at = wrong[0]
    if at >= where:
        return window[-1] == name[-1]
    return {window[at], name[at]} == {"县", "区"}
