from __future__ import annotations

import shutil
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the workspace of the two published pages, without the models in theirs."""
    return Path(shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("model")))


@pytest.fixture
def file(workspace: Path) -> Path:
    """The imported page 003."""
    return next(workspace.glob("2026/城乡医疗救助*.toml"))


@pytest.fixture
def damaged(workspace: Path) -> Path:
    """The imported page 000."""
    return next(workspace.glob("2026/度假大渔*.toml"))
