"""The command line as a whole."""

from __future__ import annotations

import subprocess
import sys

import pytest

from models.text import width
from tui.cli import COMMANDS, main
from tui.help_text import CellFormatter


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


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_filled_by_cells(capsys, monkeypatch, name, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    _, out, _ = run(capsys, *filter(None, (name, "--help")))
    indented = [line for line in out.split("\n") if line.startswith(" ")]
    assert max(map(width, indented)) <= columns


def test_chinese_help_breaks_at_any_character_and_meets_again():
    written = CellFormatter(width=20)
    written.write_text("有哪些表样，\n见 jixiao\nforms。另一句话也在这一段里。\n\n第二段")
    assert written.getvalue() == "有哪些表样，见\njixiao forms。另一句\n话也在这一段里。\n\n第二段\n"
    options = CellFormatter(width=20)
    options.write_dl([("--as 格式", "缺省看后缀，否则为xlsx。"), ("--help", "说明")])
    assert options.getvalue().split("\n")[:3] == [
        "--as 格式  缺省看后",
        "           缀，否则为",
        "           xlsx。",
    ]


def test_a_mistyped_command_names_the_one_that_was_meant(capsys):
    code, out, err = run(capsys, "chek")
    assert (code, out) == (2, "")
    assert "jixiao check" in err


def test_a_mistyped_command_with_arguments_names_the_one_that_was_meant(capsys):
    code, out, err = run(capsys, "exprot", "yn-text", "-o", "x")
    assert (code, out) == (2, "")
    assert "jixiao export" in err
    assert "jixiao open" not in err


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
        (["check", ""], "'[路径]…' 是空的"),
        (["rules", ""], "'[代码]' 是空的"),
        (["export", "yn-text", "-o", ""], "'--output' 是空的"),
        ([""], "是空的"),
        (["forms", "甲", "乙"], "多了参数：乙"),
        (["new", "甲", "乙"], "多了参数：乙"),
        ([".", "甲"], "一次只能打开一个"),
    ],
)
def test_wrong_usage_is_explained_in_chinese(capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "unexpected" not in err
    assert "jixiao open" not in err
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


def shell(line):
    """A command line as a shell runs it, `jixiao` being the program: exit code and messages."""
    program = f"""jixiao() {{ '{sys.executable}' -c 'import sys; from tui.cli import main; main(sys.argv[1:])' "$@"; }}"""
    ran = subprocess.run(["bash", "-c", f"{program}\n{line}"], capture_output=True, check=False)
    return ran.returncode, ran.stderr.decode()


@pytest.mark.parametrize("command", ["rules", "schema", "check --format json tests/fixtures/none.toml"])
def test_a_full_disk_behind_the_output_is_a_sentence(command):
    code, err = shell(f"jixiao {command} >/dev/full")
    assert code == 2
    assert "结果没有写完：磁盘已满" in err
    assert "程序出错" not in err
    assert "Exception" not in err


def test_closed_streams_are_a_sentence():
    code, err = shell("jixiao check - <&-")
    assert code == 2
    assert "标准输入是关闭的" in err
    code, err = shell("jixiao . <&-")
    assert code == 2
    assert "不是终端" in err
    code, err = shell("jixiao rules >&-")
    assert code == 2
    assert "标准输出是关闭的" in err


def test_messages_that_can_not_be_written_do_not_change_the_exit_code():
    assert shell("jixiao import 没有这个文件 2>/dev/full")[0] == 2
    assert shell("jixiao import 没有这个文件 2>&-")[0] == 2


def test_standard_input_has_the_same_limit_as_a_file():
    code, err = shell("head -c 9000000 /dev/zero | tr '\\0' '#' | jixiao check -")
    assert code == 2
    assert "超过 8 MB" in err
