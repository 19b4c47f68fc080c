"""Every screen has a picture, every picture is shown in both READMEs, and none of them names an address."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PICTURES = sorted((ROOT / "docs" / "screens").glob("*.svg"))
WITHOUT = {
    "acting": "what screens have in common",
    "ask": "dialogs, seen in others",
    "cell_text": "a cell of the table in a wider field",
    "read": "the page that help is shown on",
    "too_small": "says that the terminal is too small",
}
"""screen modules without a picture of their own, and why"""


def screen_modules() -> set[str]:
    """The modules of `tui.screens` that define a screen."""
    found = set()
    for path in (ROOT / "tui" / "screens").glob("*.py"):
        classes = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.ClassDef)]
        if any(node.name.endswith("Screen") for node in classes):
            found.add(path.stem)
    return found


def test_every_screen_has_a_picture() -> None:
    assert PICTURES
    assert screen_modules() - WITHOUT.keys() <= {path.stem for path in PICTURES}
    assert WITHOUT.keys() <= screen_modules()


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_picture_is_shown(readme: str) -> None:
    named = set(re.findall(r"docs/screens/(\w+)\.svg", (ROOT / readme).read_text("utf-8")))
    assert named == {path.stem for path in PICTURES}


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_needs_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert set(re.findall(r"https?://[^\"' )]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"/home/|/root/|/tmp/", text)
    assert "jixiao" in text
