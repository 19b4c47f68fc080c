"""Checking whole workspaces, and one declaration while it is typed."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import declaration, write_workspace
from bench.measure import Figure, interleaved, milliseconds
from models.checking import Checker
from models.declaration import Declaration
from models.rule import Surroundings, all_rules
from store.workspace import declaration_names
from tui.inspection import Inspection

FILES = 1000


def figures(rounds: int) -> Iterator[Figure]:
    """Ratios to bare tomllib in one process, and of a long declaration to a short one."""
    all_rules()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        yield from _many(Path(folder) / "workspace", max(2, rounds // 2))
    yield from _live(rounds * 5)


def _many(root: Path, rounds: int) -> Iterator[Figure]:
    write_workspace(root, FILES)

    def bare() -> None:
        for name in declaration_names(root):
            tomllib.loads(Path(name).read_text(encoding="utf-8"))

    def check(*, use_cache: bool, processes: int) -> None:
        for _ in Inspection(use_cache=use_cache, processes=processes).run(declaration_names(root)):
            pass

    taken = interleaved(
        {
            "bare": bare,
            "one": lambda: check(use_cache=False, processes=1),
            "two": lambda: check(use_cache=False, processes=2),
            "unchanged": lambda: check(use_cache=True, processes=2),
        },
        rounds,
    )
    for name, what, budget in (
        ("two", f"check {FILES} files of 15 indicators, two processes", "2.0"),
        ("one", "the same, one process", "–"),
        ("unchanged", "the same, unchanged, with the cache", "0.05"),
    ):
        yield Figure(
            what,
            milliseconds(taken[name]),
            f"tomllib, one process {milliseconds(taken['bare'])}",
            f"{taken[name] / taken['bare']:.2f}",
            budget,
        )


def of_length(rows: int) -> Declaration:
    base = declaration(1)
    kept = base.indicators
    return base.with_values(
        indicators=tuple(
            kept[at % len(kept)].with_values(name=f"{kept[at % len(kept)].name}{at}") for at in range(rows)
        )
    )


class _Typist:
    """Types one character after another into a cell, everything being checked each time."""

    def __init__(self, rows: int) -> None:
        self._declaration = of_length(rows)
        self._checker = Checker()
        self._typed = 0

    def type(self) -> None:
        self._typed += 1
        changed = self._declaration.with_value("indicators[3].content", "字" * (self._typed % 60))
        self._checker.findings(changed, Surroundings())


def _live(rounds: int) -> Iterator[Figure]:
    ten, many = _Typist(10), _Typist(500)
    text = "".join(f'value{at} = "反映实际领取补助的学生人数"\n' for at in range(180))
    taken = interleaved({"ten": ten.type, "many": many.type, "tomllib": lambda: tomllib.loads(text)}, rounds)
    yield Figure(
        "a typed character, all rules, 10 indicators",
        milliseconds(taken["ten"]),
        f"tomllib, 180 lines {milliseconds(taken['tomllib'])}",
        f"{taken['ten'] / taken['tomllib']:.2f}",
        "one frame (16 ms)",
    )
    yield Figure(
        "the same, 500 indicators",
        milliseconds(taken["many"]),
        f"10 indicators {milliseconds(taken['ten'])}",
        f"{taken['many'] / taken['ten']:.1f}",
        "one frame (16 ms)",
    )
