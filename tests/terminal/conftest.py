from __future__ import annotations

import shutil
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A copy of the imported page 003 in the workspace of the two published pages."""
    shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("model"))
    return next((tmp_path / "examples").glob("2026/城乡医疗救助*.toml"))
