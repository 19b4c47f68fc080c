"""X15: the same figure in all projects of a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.declaration import Number, indicator_path
from models.patterns import Pattern
from models.peers import Peer, PeerRow
from models.rows import comparable, number, quote
from models.rule import Finding, Severity, Surroundings, peer_rule

_HEADS = ("人", "人次", "户")
# A name that counts all there are in a place: two projects can't count them differently.
_WHOLE = Pattern(r"^(?:\d{4}年)?(?:全[省州市县区镇乡校局]|辖区|[省市县区镇乡]域|常住|户籍|在册|在籍|在编)")
_SHORTEST = 4


@dataclass(frozen=True)
class _Use:
    """An indicator of one project."""

    peer: Peer
    row: PeerRow


Uses = dict[tuple[str, Number, str], dict[tuple[str, str], list[_Use]]]
"""unit, year and comparable name → 度量单位 and 指标值 (empty where it may differ) → two of its uses"""


def _kind(row: PeerRow) -> str:
    """The comparable name of a head-count; empty for everything else."""
    name = comparable(row.name) if row.unit.strip() in _HEADS else ""
    return name if len(name) >= _SHORTEST else ""


def _fact(row: PeerRow) -> tuple[str, str]:
    """What must be the same wherever the indicator is used."""
    value = row.value.strip() if _WHOLE.search(row.name.strip()) and number(row.value) is not None else ""
    return row.unit.strip(), value


def _uses(peers: tuple[Peer, ...]) -> Uses:
    uses: Uses = {}
    for peer in peers:
        for row in peer.rows if peer.unit else ():
            if kind := _kind(row):
                same = uses.setdefault((peer.unit, peer.year, kind), {}).setdefault(_fact(row), [])
                # One of them may be of the very project that asks.
                if len(same) < 2 and all(use.peer is not peer for use in same):
                    same.append(_Use(peer, row))
    return uses


@peer_rule(
    "X15",
    Severity.WARNING,
    "同一指标在本单位各项目中的口径应一致",
    why="同名指标在一个项目里数人、在另一个项目里数人次，或者同一个全县总数写成两个数，汇总时必有一处不对。",
    source="财预〔2015〕88号 审核表“指标科学性”的推论",
    mend="与本单位其他项目核对，统一度量单位和数字；数的不是同一批人的，把指标名称写得能区分开。",
    violating={"indicators[1].name": "全县农村义务教育学生人数"},
    clean={"indicators[1].name": "补助学生人数"},
    peers=(
        {
            "project.name": "农村学校校车服务项目",
            "indicators[1].name": "全县农村义务教育学生人数",
            "indicators[1].value": "3260",
        },
        {"project.name": "农村学校体检项目", "indicators[1].value": "3100"},
    ),
)
def same_fact(own: Peer, around: Surroundings) -> Iterator[Finding]:
    uses = around.peers.built(_uses) if own.unit else {}
    for index, row in enumerate(own.rows) if uses else ():
        facts = uses.get((own.unit, own.year, kind), {}) if (kind := _kind(row)) else {}
        mine = _fact(row)
        others = (
            use for fact, same in facts.items() if fact != mine for use in same if use.peer.key != around.own
        )
        if (
            found := next((found for use in others if (found := _compared(index, row, use))), None)
        ) is not None:
            yield found


def _compared(index: int, row: PeerRow, use: _Use) -> Finding | None:
    (mine, value), (theirs, other) = _fact(row), _fact(use.row)
    there = f"本单位项目{quote(use.peer.project, 40)}中的同名指标"
    if mine != theirs:
        return Finding(
            indicator_path(index, "unit"),
            f"指标{quote(row.name, 30)}的度量单位是“{mine}”，而{there}是“{theirs}”，请统一口径",
        )
    if value and other and Decimal(value) != Decimal(other):
        return Finding(
            indicator_path(index, "value"),
            f"指标{quote(row.name, 30)}为{value}{mine}，而{there}为{other}{theirs}，请核对",
        )
    return None
