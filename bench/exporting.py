"""Exporting a whole workspace: one table of all projects, and a workbook for each.

Each way runs in a process of its own, so that its memory can be told from that of the others.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import write_workspace
from bench.measure import Figure
from exports.forms import all_forms
from exports.renderers import renderer
from store.documents import open_document
from store.workspace import declaration_names, find_workspace
from tui.export_jobs import Source, groups, jobs_in_folder, make, make_all

FILES = 1000
_MIB = 1024
"""kB that `ru_maxrss` counts in."""


@dataclass(frozen=True)
class Run:
    seconds: float
    growth: float
    """MiB beyond what the process needed before it began"""


def figures(rounds: int) -> Iterator[Figure]:
    """Times of two processes against one; growth of memory against the budget."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        write_workspace(workspace, FILES)
        yield from _one_sheet(workspace, rounds)
        yield from _workbooks(workspace)


def _one_sheet(workspace: Path, rounds: int) -> Iterator[Figure]:
    runs = [_run("sheet", workspace) for _ in range(rounds)]
    took, growth = min(run.seconds for run in runs), max(run.growth for run in runs)
    yield Figure(f"yn-05-2 of {FILES} declarations as xlsx", f"{took:.1f} s", "–", "–", "–")
    yield Figure("memory for it, with the declarations", f"{growth:.0f} MiB", "–", "–", "150 MiB")


def _workbooks(workspace: Path) -> Iterator[Figure]:
    one, two = _run("one", workspace), _run("two", workspace)
    yield Figure(
        f"{FILES} workbooks, two processes",
        f"{two.seconds:.1f} s",
        f"one process {one.seconds:.1f} s",
        f"{two.seconds / one.seconds:.2f}",
        "0.65",
    )
    yield Figure("memory for them, one process", f"{one.growth:.0f} MiB", "–", "–", "150 MiB")


def _run(way: str, workspace: Path) -> Run:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.exporting", way, str(workspace)],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[1],
    )
    return Run(**json.loads(ran.stdout))


def _main(way: str, workspace: Path) -> None:
    ways: dict[str, Callable[[Path, Path], float]] = {
        "sheet": _write_sheet,
        "one": lambda workspace, out: _write_workbooks(workspace, out, 1),
        "two": lambda workspace, out: _write_workbooks(workspace, out, 2),
    }
    renderer("xlsx")
    all_forms()
    before = _most_memory()
    with tempfile.TemporaryDirectory() as out:
        seconds = ways[way](workspace, Path(out))
    print(json.dumps({"seconds": seconds, "growth": (_most_memory() - before) / _MIB}))


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _sources(workspace: Path) -> list[Source]:
    home = find_workspace(workspace)
    return [
        Source(name, open_document(Path(name)).declaration, home) for name in declaration_names(workspace)
    ]


def _write_sheet(workspace: Path, out: Path) -> float:
    form = all_forms()["yn-05-2"]
    (job,) = jobs_in_folder(groups(_sources(workspace), lambda _: None), form, "xlsx", out)
    start = time.perf_counter()
    make(job)
    return time.perf_counter() - start


def _write_workbooks(workspace: Path, out: Path, processes: int) -> float:
    start = time.perf_counter()
    jobs = jobs_in_folder(groups(_sources(workspace), lambda _: None), all_forms()["yn-target"], "xlsx", out)
    assert all(done.error is None for done in make_all(jobs, processes))
    return time.perf_counter() - start


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
