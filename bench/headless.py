"""Checking, saving and exporting without a screen."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Figure, interleaved, milliseconds
from models.checking import check
from models.declaration import Declaration
from store.documents import open_document
from store.layout import emit, parse
from store.workspace import find_workspace

ROOT = Path(__file__).parents[1]
FILE = next((ROOT / "examples").glob("2026/城乡医疗救助*.toml"))


def figures(rounds: int) -> Iterator[Figure]:
    """Ratios to bare tomllib, a naive write, and openpyxl writing the same number of plain cells."""
    text = FILE.read_text(encoding="utf-8")
    declaration = open_document(FILE).declaration.with_unit_defaults(find_workspace(FILE).unit)
    taken = interleaved(
        {
            "tomllib": lambda: tomllib.loads(text),
            "parse": lambda: parse(text),
            "emit": lambda: emit(declaration),
            "check": lambda: check(declaration),
        },
        rounds * 20,
    )
    for name, what, budget in (
        ("parse", "read a declaration", "–"),
        ("emit", "lay it out again", "–"),
        ("check", "all rules over it", "–"),
    ):
        yield Figure(
            what,
            milliseconds(taken[name]),
            f"tomllib {milliseconds(taken['tomllib'])}",
            f"{taken[name] / taken['tomllib']:.2f}",
            budget,
        )
    yield from _export(declaration, rounds)
    yield from _commands(rounds)
    yield from _save(text, rounds)


def _export(declaration: Declaration, rounds: int) -> Iterator[Figure]:
    import io

    from openpyxl import Workbook

    from exports.forms import all_forms
    from exports.grid import Grid, Options
    from exports.renderers import renderer

    page = all_forms()["yn-target"].lay_out(declaration, Options())
    cells = sum(len(block.rows) * len(block.widths) for block in page.blocks if isinstance(block, Grid))

    def bare() -> None:
        sheet = (book := Workbook()).active
        for row in range(cells // 10):
            for column in range(10):
                sheet.cell(row + 1, column + 1, "指标")
        book.save(io.BytesIO())

    taken = interleaved({"ours": lambda: renderer("xlsx")(page), "bare": bare}, rounds)
    yield Figure(
        "yn-target as xlsx",
        milliseconds(taken["ours"]),
        f"openpyxl, plain cells {milliseconds(taken['bare'])}",
        f"{taken['ours'] / taken['bare']:.2f}",
        "–",
    )


def _commands(rounds: int) -> Iterator[Figure]:
    def run(*arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], check=False, capture_output=True, cwd=ROOT)

    taken = interleaved(
        {
            "pydantic": lambda: run("-c", "import pydantic, click; pydantic.BaseModel"),
            "check": lambda: run("-c", "from tui.cli import main; main(['check', 'examples'])"),
            "help": lambda: run("-c", "from tui.cli import main; main(['fmt', '--help'])"),
        },
        rounds,
    )
    for name, what in (("check", "jixiao check examples"), ("help", "jixiao fmt --help")):
        yield Figure(
            what,
            milliseconds(taken[name]),
            f"python importing pydantic, click {milliseconds(taken['pydantic'])}",
            f"{taken[name] / taken['pydantic']:.2f}",
            "–",
        )


def _save(text: str, rounds: int) -> Iterator[Figure]:
    from store import atomic

    with tempfile.TemporaryDirectory() as folder:
        naive, safe = Path(folder) / "naive.toml", Path(folder) / "safe.toml"
        data = text.encode()
        safe.write_bytes(data)
        taken = interleaved(
            {"naive": lambda: naive.write_bytes(data), "safe": lambda: atomic.replace(safe, data, data)},
            rounds * 20,
        )
    yield Figure(
        "a safe save",
        milliseconds(taken["safe"]),
        f"write_bytes {milliseconds(taken['naive'])}",
        f"{taken['safe'] / taken['naive']:.1f}",
        "–",
    )
