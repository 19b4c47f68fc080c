"""V07: one kind of indicator, one attribute in all projects of a unit."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

from models.declaration import Declaration, indicator_path
from models.rows import comparable, is_date, is_qualitative, is_quantitative, quote, rows_of
from models.rule import Finding, Severity, Surroundings, rule_across

Kinds = dict[str, dict[str, int]]
"""kind of indicator → attribute → position of its first indicator"""

_DATES = "\n日期"
# The same peers are compared again on every typed character.
_known: dict[int, tuple[weakref.ref[Declaration], Kinds]] = {}


def _kinds(declaration: Declaration) -> Kinds:
    kinds: Kinds = {}
    for index, row in rows_of(declaration):
        if is_quantitative(row) or is_qualitative(row):
            kind = _DATES if is_date(row.value) else comparable(row.name)
            if kind:
                kinds.setdefault(kind, {}).setdefault(row.attribute.strip()[:2], index)
    return kinds


def _kinds_of_peer(peer: Declaration) -> Kinds:
    known = _known.get(id(peer))
    if known is not None and known[0]() is peer:
        return known[1]
    key = id(peer)
    kinds = _kinds(peer)
    _known[key] = (weakref.ref(peer, lambda _: _known.pop(key, None)), kinds)
    return kinds


def _same_unit(one: Declaration, other: Declaration) -> bool:
    return bool(one.unit.name) and one.unit.name == other.unit.name and one.project.year == other.project.year


@rule_across(
    "V07",
    Severity.WARNING,
    "同一单位同类指标的指标属性应一致",
    why="同样的指标在一个项目里是定量、在另一个项目里是定性，至少有一处不对，汇总审核时一眼可见。",
    source="财预〔2015〕88号 审核表“指标科学性”的推论",
    mend="与本单位其他项目核对，统一成同一种属性；能计量的一律为定量指标。",
    violating={},
    clean={"indicators[6].name": "补助政策知晓情况"},
    peers=({"project.name": "学前教育幼儿资助项目", "indicators[6].attribute": "定性指标"},),
)
def same_attribute(declaration: Declaration, around: Surroundings) -> Iterator[Finding]:
    kinds = _kinds(declaration)
    others: dict[str, list[tuple[Declaration, int]]] = {}
    for peer in around.peers:
        if not _same_unit(declaration, peer):
            continue
        theirs = _kinds_of_peer(peer)
        for kind in kinds.keys() & theirs.keys():
            for attribute, index in theirs[kind].items():
                if attribute not in kinds[kind]:
                    others.setdefault(kind, []).append((peer, index))
    for kind in (kind for kind in kinds if kind in others):
        for index in kinds[kind].values():
            yield _finding(declaration, index, kind, others[kind])


def _finding(
    declaration: Declaration, index: int, kind: str, others: list[tuple[Declaration, int]]
) -> Finding:
    peer, there = others[0]
    mine, theirs = declaration.indicators[index], peer.indicators[there]
    more = f"等{len(others)}个项目" if len(others) > 1 else ""
    what = f"指标值是日期的指标（{quote(theirs.name, 24)}）" if kind == _DATES else "同名指标"
    return Finding(
        indicator_path(index, "attribute"),
        f"这里的指标属性为{mine.attribute.strip()}，而本单位项目{quote(peer.project.name)}{more}中{what}"
        f"为{theirs.attribute.strip()}，请统一",
    )
