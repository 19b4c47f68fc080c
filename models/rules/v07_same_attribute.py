"""V07: one kind of indicator, one attribute in all projects of a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.declaration import Number, indicator_path
from models.peers import Peer, PeerRow
from models.rows import comparable, is_date, is_qualitative, is_quantitative, quote
from models.rule import Finding, Severity, Surroundings, peer_rule

_DATES = "\n日期"


@dataclass(frozen=True)
class _Use:
    """A kind of indicator in one project."""

    peer: Peer
    row: PeerRow


Uses = dict[tuple[str, Number, str], dict[str, list[_Use]]]
"""unit, year and kind of indicator → attribute → its uses, one for each project"""


def _kind(row: PeerRow) -> str:
    """What makes two indicators the same: all dates are one kind, others are known by name; empty for neither."""
    if not (is_quantitative(row) or is_qualitative(row)):
        return ""
    return _DATES if is_date(row.value) else comparable(row.name)


def _attribute(row: PeerRow) -> str:
    return row.attribute.strip()[:2]


def _uses(peers: tuple[Peer, ...]) -> Uses:
    uses: Uses = {}
    for peer in peers:
        seen = set()
        for row in peer.rows if peer.unit else ():
            kind, attribute = _kind(row), _attribute(row)
            if kind and (kind, attribute) not in seen:
                seen.add((kind, attribute))
                places = uses.setdefault((peer.unit, peer.year, kind), {})
                places.setdefault(attribute, []).append(_Use(peer, row))
    return uses


@peer_rule(
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
def same_attribute(own: Peer, around: Surroundings) -> Iterator[Finding]:
    if not own.unit:
        return
    first: dict[str, dict[str, int]] = {}
    for index, row in enumerate(own.rows):
        if kind := _kind(row):
            first.setdefault(kind, {}).setdefault(_attribute(row), index)
    uses = around.peers.built(_uses)
    for kind, mine in first.items():
        others = [
            use
            for attribute, there in uses.get((own.unit, own.year, kind), {}).items()
            if attribute not in mine
            for use in there
            if use.peer.key != around.own
        ]
        for index in mine.values() if others else ():
            yield _finding(own.rows[index], index, kind, others)


def _finding(mine: PeerRow, index: int, kind: str, others: Sequence[_Use]) -> Finding:
    there = others[0]
    more = f"等{len(others)}个项目" if len(others) > 1 else ""
    what = f"指标值是日期的指标（{quote(there.row.name, 24)}）" if kind == _DATES else "同名指标"
    return Finding(
        indicator_path(index, "attribute"),
        f"这里的指标属性为{mine.attribute.strip()}，而本单位项目{quote(there.peer.project)}{more}中{what}"
        f"为{there.row.attribute.strip()}，请统一",
    )
