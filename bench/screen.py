"""The editor on a real terminal: start, memory, bytes and time per key."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.checking import of_length
from bench.measure import Figure, milliseconds
from store.layout import emit
from tests.terminal.terminal import Terminal

ROOT = Path(__file__).parents[1]
HELLO = [sys.executable, str(ROOT / "bench" / "hello.py")]
STANDS = ("受助人员满意度", "预算金额", "X11 立项依据")
"""what is seen of the tree, the form and the findings of the imported page"""
SIZE = {"columns": 120, "rows": 40}


@contextmanager
def example() -> Iterator[Path]:
    """The imported page 003 in a workspace of its own, so that nothing of the repository is touched."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "examples"
        shutil.copytree(ROOT / "examples", workspace)
        yield next(workspace.glob("2026/城乡医疗救助*.toml"))


def started(terminal: Terminal, *texts: str) -> float:
    """Seconds until all of some texts stand on the screen."""
    begin = time.perf_counter()
    while not all(text in terminal.text for text in texts):
        terminal.read(0.01)
        if time.perf_counter() - begin > 30:
            raise RuntimeError(f"{texts} did not appear:\n{terminal.text}")
    return time.perf_counter() - begin


def memory(pid: int) -> int:
    """KiB resident now."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def start_figures(rounds: int) -> Iterator[Figure]:
    """Start and memory of the editor against a bare Textual app."""
    times: dict[str, list[float]] = {"ours": [], "hello": []}
    sizes: dict[str, int] = {}
    with example() as file:
        for number in range(rounds + 1):
            for name, taken_times in times.items():
                options = {"program": HELLO} if name == "hello" else {}
                arguments = () if name == "hello" else (file,)
                with Terminal(*arguments, **SIZE, **options) as terminal:
                    taken = started(terminal, *(("READY",) if name == "hello" else STANDS))
                    terminal.settle()
                    if number:
                        taken_times.append(taken)
                    sizes[name] = memory(terminal.pid)
    ours, hello = (statistics.median(times[name]) for name in ("ours", "hello"))
    yield Figure(
        "start until tree, form and findings stand",
        milliseconds(ours),
        milliseconds(hello),
        f"{ours / hello:.2f}",
        "2.2",
    )
    yield Figure(
        "memory after the start",
        f"{sizes['ours'] // 1024} MiB",
        f"{sizes['hello'] // 1024} MiB",
        f"{sizes['ours'] / sizes['hello']:.2f}",
        "2",
    )


def pressed(terminal: Terminal, keys: list[str]) -> tuple[list[int], list[float]]:
    """Bytes sent and seconds until the first of them, for each key."""
    sizes, delays = [], []
    for key in keys:
        begin = time.perf_counter()
        first = b""
        terminal.write(key)
        while not first and time.perf_counter() - begin < 1:
            first = terminal.read(0.002)
        delays.append(time.perf_counter() - begin)
        sizes.append(len(first) + len(terminal.settle()))
    return sizes, delays


def key_figures() -> Iterator[Figure]:
    """Bytes per key, and the delay of a typed character against a bare Textual field."""
    letters = list("abcdefghijklmnopqrst")
    with Terminal(program=HELLO, **SIZE) as terminal:
        started(terminal, "READY")
        terminal.settle()
        hello_sizes, hello_delays = pressed(terminal, letters)
    with example() as file, Terminal(file, **SIZE) as terminal:
        started(terminal, "受助人员满意度")
        terminal.settle()
        tree, _ = pressed(terminal, ["\x1b[B"] * 18 + ["\x1b[A"] * 6)
        terminal.send("\r")
        tab, _ = pressed(terminal, ["\t"] * 9)
        terminal.send("\x1b[Z" * 9)
        typed, delays = pressed(terminal, letters)
        idle = len(terminal.read(3))
    yield Figure("tree arrow, bytes (median)", f"{statistics.median(tree):.0f}", "–", "–", "1000")
    yield Figure("tab between fields, bytes (max)", f"{max(tab)}", "–", "–", "1000")
    yield Figure(
        "typed character with live checking, bytes (median)",
        f"{statistics.median(typed):.0f}",
        f"{statistics.median(hello_sizes):.0f}",
        "–",
        "2000",
    )
    ours, hello = (sorted(values)[int(len(values) * 0.95)] for values in (delays, hello_delays))
    yield Figure(
        "typed character, key → change (p95)",
        milliseconds(ours),
        milliseconds(hello),
        f"{ours / hello:.2f}",
        "2",
    )
    yield Figure("idle, bytes in 3 s", str(idle), "–", "–", "0")


def size_figures() -> Iterator[Figure]:
    """The delay of a typed character in a declaration of 500 indicators against one of 10."""
    delays: dict[int, list[float]] = {10: [], 500: []}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_ones:
        terminals = {}
        for rows in delays:
            file = Path(folder) / f"{rows}.toml"
            file.write_text(emit(of_length(rows)), encoding="utf-8")
            terminals[rows] = terminal = open_ones.enter_context(Terminal(file, **SIZE))
            started(terminal, "绩效指标")
            terminal.settle(1)
            # The last indicator, its name.
            terminal.send("G")
            terminal.send("\r")
        for letter in "abcdefghijklmnopqrstuvwxyzabcdefghijklmn":
            for rows, terminal in terminals.items():
                delays[rows] += pressed(terminal, [letter])[1]
    few, many = (statistics.median(delays[rows]) for rows in (10, 500))
    yield Figure(
        "typed character, key → change, 500 indicators",
        milliseconds(many),
        f"10 indicators {milliseconds(few)}",
        f"{many / few:.2f}",
        "1.3",
    )
