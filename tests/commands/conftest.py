"""What tests of commands run them with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.checks import Run
from tui.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command, `check` if no other is named, in an empty folder: exit code, results, messages."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str, command: str = "check") -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([command, *args])
        out, err = capfd.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return code, out, err

    return run
