"""`jixiao diff`: two versions compared in the field's words."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from models.declaration import Declaration
from models.specimen import specimen
from store.documents import canonical_text
from tui.cli import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2026").mkdir()
    return tmp_path


@pytest.fixture
def diff(folder, capfd):
    def diff(*args: str) -> tuple[int, list[str], str]:
        with pytest.raises(SystemExit) as ended:
            main(["diff", *args])
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out.splitlines(), err

    return diff


def put(path: str, declaration: Declaration) -> None:
    Path(path).write_text(canonical_text(declaration), "utf-8")


def git(*args: str) -> None:
    who = ("-c", "user.name=某局", "-c", "user.email=nobody@example.com")
    subprocess.run(["git", *who, *args], check=True, capture_output=True)


def test_two_files_are_compared_field_by_field(diff):
    put("甲.toml", specimen())
    put("乙.toml", specimen({"project.year": 2027, "indicators[1].value": "3100", "indicators[3]": None}))
    assert diff("甲.toml", "乙.toml") == (
        0,
        [
            "～ 预算年度",
            "    原：2026",
            "    现：2027",
            "－ 指标“食材抽检合格率”：产出指标 质量指标 >= 98 % 定量指标",
            "～ 指标“补助学生人数” · 指标值",
            "    原：3200",
            "    现：3100",
        ],
        "",
    )


def test_nothing_to_tell_is_said(diff):
    put("甲.toml", specimen())
    assert diff("甲.toml", "甲.toml") == (0, ["没有不同。"], "")


def test_another_order_is_one_line(diff):
    put("甲.toml", specimen())
    put("乙.toml", specimen().move(0, 3))
    assert diff("甲.toml", "乙.toml")[1] == ["～ 指标顺序有调整"]


def test_of_long_texts_the_place_that_differs_is_shown(diff):
    long = "甲" * 400
    put("甲.toml", specimen({"goals.overall": f"{long}乙"}))
    put("乙.toml", specimen({"goals.overall": f"{long}丙\n丁"}))
    _, (_, old, new), _ = diff("甲.toml", "乙.toml")
    assert old.endswith("：…甲甲甲甲甲甲甲甲甲甲甲甲乙")
    assert new.endswith("：…甲甲甲甲甲甲甲甲甲甲甲甲丙⏎丁")


def test_one_file_is_compared_with_the_last_commit_and_a_revision_can_be_named(diff):
    git("init", "-q")
    for value in ("3000", "3100"):
        put("2026/甲.toml", specimen({"indicators[1].value": value}))
        git("add", ".")
        git("commit", "-qm", value)
    put("2026/甲.toml", specimen())
    assert diff("2026/甲.toml")[1][1:] == ["    原：3100", "    现：3200"]
    assert diff("HEAD~1:2026/甲.toml", "2026/甲.toml")[1][1:] == ["    原：3000", "    现：3200"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "要比较哪个文件"),
        (("无.toml",), "不在 git 版本库里"),
        (("无.toml", "甲.toml"), "不存在"),
        (("v9:甲.toml", "甲.toml"), "不在 git 版本库里"),
        (("--output=甲.toml:甲.toml", "甲.toml"), "选项"),
        (("HEAD:无/甲.toml", "甲.toml"), "没有文件夹"),
        (("", "甲.toml"), "是空的"),
        (("圈.toml",), "圈"),
        (("甲.toml", "乙.toml", "丙.toml"), "多了参数"),
    ],
)
def test_what_can_not_be_compared_is_a_sentence(diff, args, words):
    put("甲.toml", specimen())
    Path("圈.toml").symlink_to("圈.toml")
    before = Path("甲.toml").read_bytes()
    code, out, err = diff(*args)
    assert (code, out) == (2, [])
    assert words in err
    assert "Traceback" not in err
    assert Path("甲.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "words"),
    [
        ("HEAD:2026", "版本“HEAD”里的“2026”不是文件"),
        ("v9:2026/甲.toml", "没有版本“v9”"),
        ("HEAD~5:2026/甲.toml", "没有版本“HEAD~5”"),
        ("HEAD:2026/乙.toml", "版本“HEAD”里没有文件“2026/乙.toml”"),
    ],
)
def test_what_git_does_not_have_is_said_in_chinese(diff, old, words):
    git("init", "-q")
    put("2026/甲.toml", specimen())
    git("add", ".")
    git("commit", "-qm", "x")
    code, out, err = diff(old, "2026/甲.toml")
    assert (code, out) == (2, [])
    assert words in err
    assert "fatal" not in err


def test_words_of_git_that_are_not_known_are_quoted_after_a_sentence(diff):
    git("init", "-q")
    put("2026/甲.toml", specimen())
    Path(".git/config").write_text("[core\n")
    code, _, err = diff("2026/甲.toml")
    assert code == 2
    assert err.startswith("jixiao：git 读不出版本“HEAD”里的“2026/甲.toml”。git 的原话：“fatal: bad config")
