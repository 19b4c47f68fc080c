"""Files that can't be read: a sentence for a clerk, exit code 2, no traceback, and the file as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.cli import main

GOOD = 'format = 1\n\n[project]\nname = "城乡医疗救助经费项目"\nyear = 2026\n'
# 未闭合的引号在第 4 行, as a clerk would leave it.
BROKEN = GOOD.replace("项目", "项目", 1).replace('项目"', "项目")

UNREADABLE = {
    "broken": (BROKEN.encode(), "第 4 行"),
    "full-width": (GOOD.replace("year =", "year ＝").encode(), "第 5 行"),
    "cut": (GOOD.encode()[:-10] + b'"', "第 "),
    "conflict": (
        (GOOD + "<<<<<<< HEAD\n[budget]\n=======\n[goals]\n>>>>>>> main\n").encode(),
        "第 6 行有 git 合并冲突",
    ),
    "GBK": (GOOD.encode("gbk"), "GB18030"),
    "UTF-16": (GOOD.encode("utf-16"), "UTF-16"),
    "UTF-32": (GOOD.encode("utf-32"), "UTF-32"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "空字节"),
    "binary": (bytes(range(256)), "空字节"),
    "damaged": (GOOD.encode().replace("医".encode(), b"\xe5\xff\xbb"), "损坏"),
    "nested brackets": (b"x = " + b"[" * 3000 + b"]" * 3000, "嵌套太深"),
    "nested braces": (b"x = " + b"{a=" * 3000 + b"1" + b"}" * 3000, "嵌套太深"),
    "nested keys": (b"[" + b".".join([b"a"] * 3000) + b"]\nx = 1\n", ""),
    "huge": (b"# " + b"x" * (9 << 20), "超过 8 MB"),
    "huge number": (b"[budget]\ntotal = " + b"9" * 6000 + b"\n", "第 2 行"),
    "wrong shape": (b"indicators = 3\n", "indicators"),
    "hostile": (b'x = "\x1b]0;title\x07"\n', "第 1 行"),
}

COMMANDS = [
    ["check"],
    ["check", "--format", "json"],
    ["fmt"],
    ["fmt", "--check"],
    ["export", "yn-target", "-o", "out"],
    ["score"],
]


@pytest.fixture(params=COMMANDS, ids=" ".join)
def run(request, tmp_path, monkeypatch, capfd):
    """Run one of the commands on a path: exit code, results, messages."""
    monkeypatch.chdir(tmp_path)

    def run(path: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([*request.param, path])
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.mark.parametrize("kind", UNREADABLE)
def test_an_unreadable_file_is_a_sentence_and_stays_as_it_is(run, tmp_path, kind):
    data, words = UNREADABLE[kind]
    path = tmp_path / "2026" / "项目.toml"
    path.parent.mkdir()
    path.write_bytes(data)
    code, _, err = run("2026/项目.toml")
    assert code == 2
    assert words in err
    assert "项目.toml" in err
    assert "Traceback" not in err
    assert err.rstrip().endswith("。")
    assert not set("\x1b\x07\x9b") & set(err)
    assert path.read_bytes() == data
    assert [entry.name for entry in path.parent.iterdir()] == ["项目.toml"]


@pytest.mark.parametrize(
    ("data", "note"),
    [(GOOD.encode("utf-8-sig"), "BOM"), (GOOD.replace("\n", "\r\n").encode(), "换行")],
    ids=["BOM", "CRLF"],
)
def test_a_mark_or_windows_line_ends_are_read(tmp_path, monkeypatch, capfd, data, note):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "项目.toml").write_bytes(data)
    for command, expected in ((["check"], (0, 1)), (["fmt", "--check"], (1,)), (["fmt"], (0,))):
        with pytest.raises(SystemExit) as ended:
            main([*command, "项目.toml"])
        assert int(ended.value.code or 0) in expected, capfd.readouterr()
    assert (tmp_path / "项目.toml").read_bytes() == GOOD.encode()


def test_a_newer_file_is_neither_judged_nor_printed_nor_rewritten(run, tmp_path):
    data = GOOD.replace("format = 1", "format  =  2").encode()
    (tmp_path / "项目.toml").write_bytes(data)
    code, out, err = run("项目.toml")
    assert code == 2
    assert out in ("", "[]\n")
    assert "请先升级 jixiao" in err
    assert (tmp_path / "项目.toml").read_bytes() == data
    assert [entry.name for entry in tmp_path.iterdir()] == ["项目.toml"]


@pytest.mark.parametrize(
    "order", [("新.toml", "旧.toml"), ("旧.toml", "新.toml"), ("HEAD:新.toml", "旧.toml")]
)
def test_a_newer_file_is_not_compared(tmp_path, monkeypatch, capfd, order):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "旧.toml").write_text(GOOD, "utf-8")
    (tmp_path / "新.toml").write_text(GOOD.replace("format = 1", "format = 2"), "utf-8")
    for arguments in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *arguments], check=True)
    with pytest.raises(SystemExit) as ended:
        main(["diff", *order])
    out, err = capfd.readouterr()
    assert ended.value.code == 2
    assert out == ""
    assert "请先升级 jixiao" in err


def test_what_is_not_there_is_a_sentence(run, tmp_path):
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    for name, words in (("none.toml", "不存在"), ("circle", "圈"), ("pipe.toml", "普通文件")):
        code, _, err = run(name)
        assert code == 2
        assert words in err


@pytest.mark.parametrize("command", ["check", "export yn-target -o out"])
def test_wrong_settings_of_the_workspace_are_a_sentence_with_their_line(
    tmp_path, monkeypatch, capfd, command
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jixiao.toml").write_text('[labels]\ncolumn_sing = "性质"\n', "utf-8")
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "项目.toml").write_text(GOOD, "utf-8")
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "2026/项目.toml"])
    err = capfd.readouterr().err
    assert ended.value.code == 2
    assert "第 2 行" in err
    assert "column_sign" in err


@pytest.fixture
def closed() -> Iterator[Path]:
    """A workspace whose only folder, and one whose only file, nobody else may read."""
    root = Path(tempfile.mkdtemp(dir="/var/tmp"))
    for name in ("folder", "file"):
        (root / name / "2026").mkdir(parents=True)
        (root / name / "2026" / "项目.toml").write_text(GOOD, "utf-8")
    if os.geteuid() == 0:
        for path in (root, *root.rglob("*")):
            os.chown(path, 65534, 65534)
    (root / "folder" / "2026").chmod(0o000)
    (root / "file" / "2026" / "项目.toml").chmod(0o000)
    yield root
    (root / "folder" / "2026").chmod(0o755)
    shutil.rmtree(root)


# Loaded before the rights are given up, because the user without rights may not be able to read the program.
AS_NOBODY = """
import locale, os, sys, traceback
import tui.cli, tui.console, store.documents, store.workspace
from models.rule import all_rules
from tui.commands import check, fmt
all_rules()
if os.geteuid() == 0:
    os.setresuid(65534, 65534, 65534)
tui.cli.main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    "path", ["folder", "folder/2026", "folder/2026/项目.toml", "file", "file/2026/项目.toml"]
)
@pytest.mark.parametrize("command", ["check", "fmt"])
def test_a_folder_or_file_without_permission_is_a_sentence(closed, command, path):
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, command, str(closed / path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "没有权限" in done.stderr
    assert "Traceback" not in done.stderr
