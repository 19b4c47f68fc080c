"""Commands start with what they need: none of them loads the terminal library, few of them the file formats."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCREENS = ("textual", "rich")
OFFICE = ("openpyxl", "docx", "lxml")

DECLARATION = 'format = 1\n\n[project]\nname = "城乡医疗救助经费项目"\nyear = 2026\nperiod = [2026, 2028]\n'

RUN = """
import json, sys
from tui.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    code = ended.code
print()
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def loaded(folder: Path, *args: str) -> set[str]:
    """The packages that are loaded when a command has run; it must have run well."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *args],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    code, names = json.loads(done.stdout.splitlines()[-1])
    assert code in (0, 1), done.stderr
    assert "click" in names
    return set(names)


@pytest.fixture
def folder(tmp_path: Path, seed_003: str) -> Path:
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "甲.toml").write_text(DECLARATION, "utf-8")
    (tmp_path / "2026" / "乙.toml").write_text(DECLARATION, "utf-8")
    (tmp_path / "page.txt").write_text(seed_003, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        "--help",
        "--version",
        "new 丙 --year 2027",
        "new 丙 --from 2026/甲.toml",
        "import page.txt -o out",
        "check 2026",
        "check 2026 --format json",
        "fmt 2026",
        "diff 2026/甲.toml 2026/乙.toml",
        "forms",
        "rules",
        "schema",
        "export yn-target 2026/甲.toml -o 甲.txt",
    ],
)
def test_a_command_of_text_loads_neither_the_terminal_nor_an_office_library(folder, command):
    assert not loaded(folder, *command.split()) & {*SCREENS, *OFFICE}


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "html"])
def test_an_export_does_not_load_the_terminal_library(folder, suffix):
    names = loaded(folder, "export", "yn-target", "2026/甲.toml", "-o", f"甲.{suffix}")
    assert not names & set(SCREENS)
    # Proof that a library which is loaded is seen.
    assert ("openpyxl" in names, "docx" in names) == (suffix == "xlsx", suffix == "docx")


def test_reading_a_declaration_does_not_wait_for_validators(folder):
    program = (
        "import sys\nfrom pathlib import Path\nfrom models.declaration import Declaration, Indicator\n"
        "from store.documents import open_document\nfrom store.workspace import find_workspace\n"
        "open_document(Path(sys.argv[1])).declaration.with_unit_defaults(find_workspace(Path('.')).unit)\n"
        "assert not Declaration.__pydantic_complete__ and not Indicator.__pydantic_complete__\n"
        "Declaration()\nassert Declaration.__pydantic_complete__"
    )
    subprocess.run([sys.executable, "-c", program, "2026/甲.toml"], cwd=folder, check=True)
