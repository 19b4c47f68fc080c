"""X16: one declaration for one project."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Number
from models.peers import Peer
from models.rows import comparable, quote
from models.rule import Finding, Severity, Surroundings, peer_rule

Names = dict[tuple[str, Number, str], list[str]]
"""unit, year and comparable project name → keys of the declarations"""


def _kind(name: str) -> str:
    return comparable(name).removesuffix("项目")


def _names(peers: tuple[Peer, ...]) -> Names:
    names: Names = {}
    for peer in peers:
        if peer.unit and (kind := _kind(peer.project)):
            names.setdefault((peer.unit, peer.year, kind), []).append(peer.key)
    return names


@peer_rule(
    "X16",
    Severity.WARNING,
    "同一单位同一年度的项目不应重复申报",
    why="同一个项目报了两份，金额会重复汇总；多半是复制文件后忘了改名，或者旧稿没有删除。",
    source="预算管理一体化规范：项目不得重复申报（推论）",
    mend="删去多余的一份；确是两个项目的，在项目名称中写明区别，如期次、片区或资金来源。",
    violating={},
    clean={"project.name": "农村义务教育学生营养膳食补助项目（寄宿生）"},
    peers=({"budget.total": None},),
)
def declared_twice(own: Peer, around: Surroundings) -> Iterator[Finding]:
    kind = _kind(own.project)
    if not own.unit or not kind:
        return
    keys = around.peers.built(_names).get((own.unit, own.year, kind), ())
    others = [key for key in keys if key != around.own]
    if others:
        yield Finding(
            "project.name",
            f"本单位{own.year or '同一'}年另有{len(others)}份申报也叫{quote(own.project, 48)}，请核对是不是重复申报",
        )
