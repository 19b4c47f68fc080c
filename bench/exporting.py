"""Exporting a whole workspace: one table of all projects, and a workbook for each.

Each way runs in a process of its own, so that its memory can be told from that of the others.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import write_workspace
from bench.measure import Figure, most_memory
from exports.forms import all_forms
from exports.renderers import renderer
from store.documents import look_at
from store.workspace import declaration_names, find_workspace
from tui.export_jobs import Source, groups, jobs_in_folder, make, make_all

FILES = 1000
_COUNT = "for at in range(30_000_000): pass"


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
        yield from _workbooks(workspace, rounds)


def _one_sheet(workspace: Path, rounds: int) -> Iterator[Figure]:
    runs = [_run("sheet", workspace) for _ in range(rounds)]
    took, growth = min(run.seconds for run in runs), max(run.growth for run in runs)
    yield Figure(f"yn-05-2 of {FILES} declarations as xlsx", f"{took:.1f} s", "–", "–", "–")
    yield Figure("memory for it, with the declarations", f"{growth:.0f} MiB", "–", "–", "150 MiB")


def _workbooks(workspace: Path, rounds: int) -> Iterator[Figure]:
    runs = [{way: _run(way, workspace) for way in ("one", "two")} for _ in range(rounds)]
    one, two = (min(run[way].seconds for run in runs) for way in ("one", "two"))
    yield Figure(
        f"{FILES} workbooks, two processes",
        f"{two:.1f} s",
        f"one process {one:.1f} s",
        f"{two / one:.2f}",
        "0.65",
    )
    alone, together = (min(_counting(processes) for _ in range(rounds + 2)) for processes in (1, 2))
    yield Figure(
        "what a second process brings on this machine: counting, half as far in each",
        f"{together:.1f} s",
        f"one process {2 * alone:.1f} s",
        f"{together / alone / 2:.2f}",
        "–",
    )
    growth = max(run["one"].growth for run in runs)
    yield Figure("memory for the workbooks, one process", f"{growth:.0f} MiB", "–", "–", "150 MiB")


def _counting(processes: int) -> float:
    """Seconds that so many processes need for counting at the same time, each on its own."""
    start = time.perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", _COUNT]) for _ in range(processes)]
    assert all(each.wait() == 0 for each in running)
    return time.perf_counter() - start


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
    before = most_memory()
    with tempfile.TemporaryDirectory() as out:
        seconds = ways[way](workspace, Path(out))
    print(json.dumps({"seconds": seconds, "growth": most_memory() - before}))


def _sources(workspace: Path) -> list[Source]:
    home = find_workspace(workspace)
    return [Source(name, look_at(Path(name)).declaration, home) for name in declaration_names(workspace)]


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
