"""`.pre-commit-hooks.yaml`: what pre-commit runs, and on which files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from store.workspace import find_declarations
from tests.commands.checks import Run, write
from tui.cli import COMMANDS

ROOT = Path(__file__).parents[2]


def hooks() -> dict[str, dict[str, str]]:
    """Hook id → its keys, as the file writes them: one `key: value` a line."""
    found: dict[str, dict[str, str]] = {}
    for line in (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        key, _, value = line.removeprefix("- ").strip().partition(": ")
        if key == "id":
            found[value] = {}
        list(found.values())[-1][key] = value.removeprefix("'").removesuffix("'")
    return found


def passed(hook: dict[str, str], names: list[str]) -> list[str]:
    """The files that pre-commit gives to a hook."""
    assert hook["types"] == "[toml]"
    wanted = [name for name in names if name.endswith(".toml") and re.search(hook["files"], name)]
    return [name for name in wanted if not re.search(hook["exclude"], name)]


def test_both_hooks_run_commands_that_there_are() -> None:
    assert hooks().keys() == {"jixiao-check", "jixiao-fmt"}
    for name, hook in hooks().items():
        program, command, *options = hook["entry"].split()
        assert (program, options) == ("jixiao", [])
        assert command in COMMANDS
        assert name == f"jixiao-{command}"
        assert hook["language"] == "python"


@pytest.mark.parametrize("name", ["jixiao-check", "jixiao-fmt"])
def test_hooks_are_given_the_declarations_and_no_settings(run: Run, name: str) -> None:
    declarations = [write("2026/甲 项目.toml"), write("局/1999/b.toml")]
    for other in (
        "jixiao.toml",
        "pyproject.toml",
        "2026/pyproject.toml",
        "2026/.hidden.toml",
        "12026/c.toml",
    ):
        Path(other).parent.mkdir(exist_ok=True)
        Path(other).write_text("format = 1\n")
    Path("2026/notes.txt").write_text("")
    names = [str(path) for path in Path().rglob("*") if path.is_file()]
    given = passed(hooks()[name], names)
    assert sorted(given) == sorted(map(str, declarations)) == sorted(map(str, find_declarations(Path())))
    assert run(*given, command=name.removeprefix("jixiao-"))[0] == 0
