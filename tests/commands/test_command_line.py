"""The command line as a whole."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tui.cli import COMMANDS, main


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return ended.value.code, *capsys.readouterr()


def test_every_command_has_a_line_in_the_help(capsys):
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_no_english_sentence(capsys, name):
    code, out, _ = run(capsys, name, "--help")
    assert code == 0
    assert "用法：jixiao" in out
    for english in ("Usage", "Options", "Show this message", "OPTIONS"):
        assert english not in out


def test_a_mistyped_command_names_the_one_that_was_meant(capsys):
    code, out, err = run(capsys, "chek")
    assert (code, out) == (2, "")
    assert "jixiao check" in err


def test_a_missing_file_is_a_sentence(capsys):
    code, _, err = run(capsys, "没有这个文件.toml")
    assert code == 2
    assert "没有这个文件.toml" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--frmat", "json"], "--frmat"),
        (["check", "--format", "yaml"], "text、json"),
        (["export"], "缺少参数"),
        (["check", "--format"], "--format"),
    ],
)
def test_wrong_usage_is_explained_in_chinese(capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "--help" in err


def test_an_error_of_the_program_is_a_sentence_with_the_place_of_its_details(capsys, monkeypatch):
    monkeypatch.setattr("exports.forms.all_forms", lambda: 1 / 0)
    code, _, err = run(capsys, "forms")
    assert code == 70
    assert "程序出错" in err
    assert "Traceback" not in err


def test_nothing_is_said_when_the_reader_of_the_output_goes_away():
    program = [sys.executable, "-c", "from tui.cli import main; main(['rules'])"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
