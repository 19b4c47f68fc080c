"""`make bench`: measure everything, print the table and write it into bench/README.md."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from bench import checking, exporting, headless, listing, screen, sheet
from bench.measure import Figure

README = Path(__file__).parent / "README.md"
MARK = "<!-- the table below is written by `make bench` -->"


def table(figures: list[Figure]) -> str:
    rows = ["| what | jixiao | baseline | ratio | budget |", "|---|---|---|---|---|"]
    rows += [f"| {f.what} | {f.ours} | {f.baseline} | {f.ratio} | {f.budget} |" for f in figures]
    return "\n".join(rows)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    figures = [
        *screen.start_figures(rounds),
        *screen.key_figures(),
        *screen.size_figures(),
        *listing.figures(),
        *headless.figures(rounds),
        *checking.figures(rounds),
        *exporting.figures(max(1, rounds // 2)),
        *sheet.figures(max(1, rounds // 2)),
    ]
    measured = (
        f"Python {platform.python_version()}, {platform.system()}, {rounds} rounds.\n\n{table(figures)}\n"
    )
    head = README.read_text(encoding="utf-8").partition(MARK)[0]
    README.write_text(f"{head}{MARK}\n\n{measured}", encoding="utf-8")
    print(measured)


if __name__ == "__main__":
    main()
