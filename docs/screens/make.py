"""`make screenshots`: every screen of the editor as a picture, rendered by Textual from the examples.

The pictures name no address, no machine and no time, so that the same program gives the same files.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

from textual import events
from textual.pilot import Pilot

from models.text import width
from store.workspace import find_workspace
from tui.app import JixiaoApp
from tui.screens.editor import EditorScreen
from tui.screens.workspace import WorkspaceScreen
from tui.session import Session
from tui.widgets.basis import QuietScreen

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
SIZE = (100, 30)
FONTS = '"Noto Sans Mono CJK SC", "Sarasa Mono SC", "Source Han Mono SC", "Microsoft YaHei", "PingFang SC", monospace'

PAGE = "2026/城乡医疗救助经费项目.toml"
MODEL = "model/2026/农村学校阅读提升项目.toml"
DEPARTMENT = "model/2026/department.toml"


class Scene(NamedTuple):
    """A screen, and how to get there."""

    name: str
    file: str
    """opened first, below the examples; empty for the folder itself"""
    keys: Sequence[str]
    """names of keys; what begins with “ is typed"""


def down(times: int) -> list[str]:
    return ["down"] * times


SCENES = (
    Scene("editor", PAGE, [*down(12)]),
    Scene("workspace", "", ["z"]),
    Scene("scoring", MODEL, [*down(12), "enter", *["tab"] * 6, "f3"]),
    Scene("choose", PAGE, [*down(12), "enter", *["tab"] * 3, "f3", "“r"]),
    Scene("period", PAGE, ["enter", "tab", "tab", "f3"]),
    Scene("table", MODEL, ["t", "down", "down", "right"]),
    Scene("library", PAGE, [*down(12), "i", "“jypx"]),
    Scene("search", PAGE, ["slash", "“2014", "ctrl+r", "“2100"]),
    Scene("changed", PAGE, [*down(12), "enter", "tab", "tab", "end", "“0", "escape", "f7"]),
    Scene("tick", MODEL, [*down(12), "c", "space", *down(3), "space"]),
    Scene("department", DEPARTMENT, [*down(4)]),
    Scene("preview", MODEL, ["f5", "pagedown"]),
    Scene("help", PAGE, [*down(12), "enter", "tab", "tab", "f1"]),
    Scene("problems", PAGE, ["o", "f", "“满意度"]),
    Scene("mending", PAGE, ["f8", "f8", "f9"]),
    Scene("palette", PAGE, ["ctrl+p", "“fz"]),
    Scene("jump", PAGE, [*down(12), "ctrl+o"]),
)


async def picture(scene: Scene, folder: Path) -> str:
    """The SVG of a scene in a workspace."""
    path = folder / scene.file
    screen: QuietScreen = WorkspaceScreen(path)
    if scene.file:
        screen = EditorScreen(Session.open(path, find_workspace(path)))
    app = JixiaoApp(screen)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1.5)
        for key in scene.keys:
            await press(app, pilot, key)
        await pilot.pause(1.5)
        return portable(app.export_screenshot(title="jixiao"))


async def press(app: JixiaoApp, pilot: Pilot[int], key: str) -> None:
    if key.startswith("“"):
        for char in key[1:]:
            app.post_message(events.Key(char, char))
            await pilot.pause()
    else:
        await pilot.press(key)
    await pilot.pause(0.15)


def portable(svg: str) -> str:
    """The picture with fonts of the reader's machine, and each text as wide as its cells."""
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: Fira Code, monospace", f"font-family: {FONTS}", svg)
    one = re.search(r'textLength="([0-9.]+)"[^>]*>([^<]+)<', svg)
    cell = float(one[1]) / len(unescape(one[2])) if one else 12.2

    def as_wide_as_its_cells(match: re.Match[str]) -> str:
        cells = width(unescape(match[2]))
        return f'textLength="{cells * cell:g}" lengthAdjust="spacingAndGlyphs"{match[1]}>{match[2]}<'

    return re.sub(r'textLength="[0-9.]+"([^>]*)>([^<]*)<', as_wide_as_its_cells, svg)


def main() -> None:
    """Write all pictures beside this file."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(scratch) / name)
        for scene in SCENES:
            folder = Path(scratch) / scene.name / "examples"
            shutil.copytree(EXAMPLES, folder)
            svg = asyncio.run(picture(scene, folder))
            (HERE / f"{scene.name}.svg").write_text(svg, encoding="utf-8")
            shutil.rmtree(folder)
            print(f"{scene.name}.svg  {len(svg) // 1024} kB")


if __name__ == "__main__":
    main()
