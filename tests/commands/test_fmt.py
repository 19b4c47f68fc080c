"""`jixiao fmt` writes the canonical layout, and nothing else changes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli import main

BY_HAND = "# 说明\n[project]\nyear = 2026\nname = '项目'  # 名称\n更多 = 1\n".replace("更多", '"更多"')
CANONICAL = 'format = 1\n\n# 说明\n[project]\nname = "项目"  # 名称\nyear = 2026\n"更多" = 1\n'


def fmt(*args: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["fmt", *args])
    return ended.value.code if isinstance(ended.value.code, int) else -1


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "甲.toml").write_text(BY_HAND, "utf-8")
    (tmp_path / "2026" / "乙.toml").write_text(CANONICAL, "utf-8")
    (tmp_path / "jixiao.toml").write_text("[unit]\nname='局'\n", "utf-8")
    return tmp_path


def test_files_are_rewritten_in_place_and_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fmt() == 0
    assert (folder / "2026" / "甲.toml").read_text("utf-8") == CANONICAL
    assert capsys.readouterr() == ("2026/甲.toml\n", "")


def test_a_second_run_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fmt()
    state = os.stat(folder / "2026" / "甲.toml")
    capsys.readouterr()
    assert fmt(".") == 0
    assert capsys.readouterr() == ("", "")
    assert os.stat(folder / "2026" / "甲.toml") == state


def test_the_workspace_file_is_left_alone(folder: Path) -> None:
    fmt()
    assert (folder / "jixiao.toml").read_text("utf-8") == "[unit]\nname='局'\n"


def test_check_names_what_would_change_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fmt("--check", "2026") == 1
    assert capsys.readouterr().out == "2026/甲.toml\n"
    assert (folder / "2026" / "甲.toml").read_text("utf-8") == BY_HAND
    assert fmt("--check", "2026/乙.toml") == 0
    assert capsys.readouterr().out == ""


def test_an_unreadable_file_is_a_sentence_and_the_others_go_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = folder / "2026" / "丙.toml"
    broken.write_text("name = 项目", "utf-8")
    assert fmt("2026/丙.toml", "2026/无.toml", "2026/甲.toml") == 2
    out, err = capsys.readouterr()
    assert out == "2026/甲.toml\n"
    assert "“2026/丙.toml”第 1 行第 8 列" in err
    assert "2026/无.toml" in err
    assert "Traceback" not in err
    assert broken.read_text("utf-8") == "name = 项目"


def test_an_unreadable_file_outweighs_a_difference(folder: Path) -> None:
    (folder / "2026" / "丙.toml").write_bytes("项目".encode("gb18030"))
    assert fmt("--check", "2026") == 2


def test_a_newer_format_is_left_alone_with_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "2026" / "甲.toml").write_text("format = 9\nx=1", "utf-8")
    assert fmt("2026/甲.toml") == 2
    assert "请先升级 jixiao" in capsys.readouterr().err
    assert (folder / "2026" / "甲.toml").read_text("utf-8") == "format = 9\nx=1"


def test_what_was_left_out_on_the_way_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "2026" / "甲.toml").write_text("[project]\nname = '甲\u200b乙'\n", "utf-8")
    assert fmt("2026/甲.toml") == 0
    assert "第 2 行的项目名称里有看不见的字符（U+200B）" in capsys.readouterr().err


def run(text: str, *args: str) -> subprocess.CompletedProcess[bytes]:
    code = "from tui.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "fmt", *args], input=text.encode(), capture_output=True, check=False
    )


def test_standard_input_goes_to_standard_output() -> None:
    done = run(BY_HAND, "-")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, CANONICAL, b"")
    again = run(CANONICAL, "-")
    assert again.stdout.decode() == CANONICAL


def test_standard_input_can_be_checked() -> None:
    assert (run(BY_HAND, "-", "--check").returncode, run(BY_HAND, "-", "--check").stdout) == (1, b"-\n")
    assert (run(CANONICAL, "-", "--check").returncode, run(CANONICAL, "-", "--check").stdout) == (0, b"")


def test_broken_standard_input_is_a_sentence() -> None:
    done = run("name = 项目", "-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "第 1 行第 8 列" in done.stderr.decode()


def test_fmt_does_not_load_the_terminal_library() -> None:
    code = "import sys\nfrom tui.cli import main\ntry:\n    main(['fmt', '-'])\nexcept SystemExit:\n    print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, check=True)
    assert done.stdout.decode() == "format = 1\nFalse\n"


def test_the_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert fmt("--help") == 0
    out = capsys.readouterr().out
    assert "规范排版" in out
    assert "--check" in out
