"""The list of a folder of 2,000 declarations: `python -m bench.listing [files]`.

Measured without a terminal, in the program itself: when the first rows stand, when everything is judged, how long a
key waits for its answer meanwhile, and the longest time in which nothing is answered.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from textual import events

from bench.corpus import write_workspace
from bench.measure import Figure, milliseconds
from tui.app import JixiaoApp
from tui.screens.workspace import WorkspaceScreen

BETWEEN_KEYS = 0.03
BEAT = 0.002


async def open_and_press(folder: Path) -> dict[str, float]:
    """Open the list, press arrow keys until all is judged, and filter it; seconds."""
    screen = WorkspaceScreen(folder)
    app = JixiaoApp(screen)
    gaps: list[float] = []
    waits: list[float] = []
    found: dict[str, float] = {}
    start = time.perf_counter()
    async with app.run_test(size=(120, 40)):
        beating = asyncio.create_task(_beat(gaps))
        while not screen._items:
            await asyncio.sleep(BEAT)
        found["first rows"] = time.perf_counter() - start
        while screen.is_reading or len(waits) < 20:
            waits.append(await _press(app, screen, "down" if len(waits) // 30 % 2 == 0 else "up"))
            await asyncio.sleep(BETWEEN_KEYS)
            if not screen.is_reading:
                found.setdefault("all judged", time.perf_counter() - start)
        beating.cancel()
        await _press(app, screen, "end")
        filtering: list[float] = []
        beating = asyncio.create_task(_beat(filtering))
        app.post_message(events.Key("slash", "/"))
        await asyncio.sleep(0.1)
        start = time.perf_counter()
        app.post_message(events.Key("z", "z"))
        while screen._view.query != "z":
            await asyncio.sleep(BEAT)
        found["filter by a letter"] = time.perf_counter() - start
        beating.cancel()
    waits.sort()
    found["key, median"] = waits[len(waits) // 2]
    found["key, p95"] = waits[int(len(waits) * 0.95)]
    found["key, longest"] = waits[-1]
    found["longest gap"] = max(gaps)
    found["longest gap, filtering"] = max(filtering)
    return found


async def _beat(gaps: list[float]) -> None:
    last = time.perf_counter()
    while True:
        await asyncio.sleep(BEAT)
        now = time.perf_counter()
        gaps.append(now - last - BEAT)
        last = now


async def _press(app: JixiaoApp, screen: WorkspaceScreen, key: str) -> float:
    before, start = screen._list.cursor, time.perf_counter()
    app.post_message(events.Key(key, None))
    while screen._list.cursor == before and time.perf_counter() - start < 2:
        await asyncio.sleep(0.001)
    return time.perf_counter() - start


def openings(files: int) -> Iterator[tuple[str, dict[str, float]]]:
    """The times of a first and of a second opening, in seconds, each with what it is called."""
    before = os.environ.get("XDG_CACHE_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = os.path.join(folder, "cache")
        write_workspace(Path(folder) / "ws", files)
        for words in ("nothing in the cache", "all in the cache"):
            yield words, asyncio.run(open_and_press(Path(folder) / "ws"))
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


def figures() -> Iterator[Figure]:
    """What a user waits for when a folder of 2,000 files is opened."""
    for words, found in openings(2000):
        yield Figure(
            f"a folder of 2,000 files, {words}: first rows; all judged",
            f"{milliseconds(found['first rows'])}; {milliseconds(found['all judged'])}",
            "–",
            "–",
            "–",
        )
        yield Figure(
            "keys meanwhile: median; longest time without an answer",
            f"{milliseconds(found['key, median'])}; {milliseconds(found['longest gap'])}",
            "–",
            "–",
            "no freezing",
        )


def main() -> None:
    """Print the times of a first and of a second opening."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for words, found in openings(files):
        print(f"{files} files, {words}")
        for name, seconds in found.items():
            print(f"  {name:<24}{seconds * 1000:>9.1f} ms")


if __name__ == "__main__":
    main()
