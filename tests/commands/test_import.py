"""`jixiao import`: files written, reports, exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from store.documents import open_document
from tests.conftest import FIXTURES
from tui.cli import main

WHOLE, DAMAGED = FIXTURES / "seed_003.txt", FIXTURES / "seed_000.txt"
NAME = "城乡医疗救助经费项目"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*args: str | Path) -> int:
    with pytest.raises(SystemExit) as exit:
        main(["import", *map(str, args)])
    assert isinstance(exit.value.code, int)
    return exit.value.code


def workspace(folder: Path, unit: str) -> None:
    (folder / "jixiao.toml").write_text(f"format = 1\n\n[unit]\n{unit}\n", "utf-8")


def test_a_page_becomes_a_file_by_year_and_name(capsys: pytest.CaptureFixture[str]):
    assert run(WHOLE, "-o", "out") == 0
    out, err = capsys.readouterr()
    assert out == f"out/2026/{NAME}.toml\n"
    assert err == ""
    document = open_document(Path(out.strip()))
    assert document.declaration.project.name == NAME
    assert document.declaration.unit.name == "昆明市呈贡区医疗保障局"


def test_the_default_is_the_current_folder(capsys: pytest.CaptureFixture[str]):
    assert run(WHOLE) == 0
    assert capsys.readouterr().out == f"2026/{NAME}.toml\n"


def test_inside_a_workspace_the_default_is_its_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    workspace(tmp_path, 'name = "某局"')
    (tmp_path / "2025").mkdir()
    monkeypatch.chdir(tmp_path / "2025")
    assert run(WHOLE) == 0
    assert Path(capsys.readouterr().out.strip()).samefile(tmp_path / "2026" / f"{NAME}.toml")


def test_facts_of_the_workspace_stay_out_of_the_file_and_others_go_in(tmp_path: Path):
    workspace(tmp_path, 'name = "昆明市呈贡区医疗保障局"\nphone = "0871-00000000"')
    assert run(WHOLE) == 0
    unit = open_document(tmp_path / "2026" / f"{NAME}.toml").declaration.unit
    assert (unit.name, unit.phone, unit.code) == ("", "0871-67470076", "MB1584220")


def test_what_could_not_be_placed_is_reported_with_its_line(capsys: pytest.CaptureFixture[str]):
    assert run(DAMAGED) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    report = err.splitlines()
    assert any(
        line.startswith(f"{DAMAGED}:65: 全区失地人员人人参加城乡居民基本医疗保险 — ") for line in report
    )
    assert all(line.startswith(f"{DAMAGED}:") for line in report)


def test_the_report_as_json(capsys: pytest.CaptureFixture[str]):
    assert run(WHOLE, DAMAGED, "--format", "json") == 0
    out, err = capsys.readouterr()
    whole, damaged = json.loads(out)
    assert err == ""
    assert whole == {
        "source": str(WHOLE),
        "file": f"2026/{NAME}.toml",
        "placed": whole["placed"],
        "unplaced": [],
    }
    assert whole["placed"] > 60
    assert {"line", "text", "reason"} == set().union(*damaged["unplaced"])
    assert {41, 51, 57, 65} <= {entry["line"] for entry in damaged["unplaced"]}


def test_a_file_is_never_overwritten_unless_forced(capsys: pytest.CaptureFixture[str]):
    path = Path("2026") / f"{NAME}.toml"
    assert run(WHOLE) == 0
    path.write_text("format = 1\n# 手工改过\n", "utf-8")
    assert run(WHOLE) == 2
    assert "已经有同名的文件" in capsys.readouterr().err
    assert path.read_text("utf-8") == "format = 1\n# 手工改过\n"
    assert run(WHOLE, "--force") == 0
    assert open_document(path).declaration.project.name == NAME


def test_even_forced_two_projects_of_one_name_are_not_written_over_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    twice = tmp_path / "两份.txt"
    twice.write_text(WHOLE.read_text("utf-8") * 2, "utf-8")
    assert run(twice, "--force") == 2
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "同名" in err


def test_several_projects_of_one_page_become_several_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    both = tmp_path / "两个项目.txt"
    both.write_text(WHOLE.read_text("utf-8") + DAMAGED.read_text("utf-8"), "utf-8")
    assert run(both) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert len(list(Path("2026").iterdir())) == 2


def test_a_table_without_a_name_is_filed_under_the_name_of_its_source(tmp_path: Path):
    text = WHOLE.read_text("utf-8")
    source = tmp_path / "目标表.txt"
    source.write_text(text[text.index("项目绩效目标表") :], "utf-8")
    assert run(source) == 0
    assert len(open_document(Path("2026/目标表.toml")).declaration.indicators) == 6


def test_a_project_name_is_never_a_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = tmp_path / "a.txt"
    source.write_text("项目名称\n../../../etc/救助\n立项依据\n文件\n", "utf-8")
    assert run(source, "-o", "out") == 0
    written = Path(capsys.readouterr().out.strip())
    assert written.resolve().is_relative_to(tmp_path / "out")
    assert open_document(written).declaration.project.name == "../../../etc/救助"


def test_a_page_in_which_nothing_is_recognised_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "通知.txt"
    source.write_text("关于开会的通知\n请准时参加\n", "utf-8")
    assert run(source, "--format", "json") == 1
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["file"], entry["placed"]) == (None, 0)
    assert [line["text"] for line in entry["unplaced"]] == ["关于开会的通知", "请准时参加"]
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("不存在.txt", None),
        ("空.txt", b""),
        ("坏.xlsx", b"PK\x03\x04"),
        ("坏.docx", b"PK\x05\x06" + bytes(18)),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("图.pdf", b"%PDF-1.7"),
        ("乱码.txt", b"\xe9\xa1\xb9\xe7\x9b\xff\xfe\xe5"),
        ("二进制.txt", b"a\0b"),
    ],
)
def test_what_can_not_be_read_is_told_in_words_and_the_rest_is_imported(
    tmp_path: Path, name: str, data: bytes | None, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / name
    if data is not None:
        source.write_bytes(data)
    assert run(source, WHOLE) == 2
    out, err = capsys.readouterr()
    assert out == f"2026/{NAME}.toml\n"
    assert err.startswith("jixiao：")
    assert name in err
    assert err.rstrip().endswith("。")
    assert "Traceback" not in err


def test_without_a_file_it_is_wrong_usage(capsys: pytest.CaptureFixture[str]):
    assert run() == 2
    assert "缺少参数" in capsys.readouterr().err


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WHOLE.read_bytes())))
    assert run("-") == 0
    assert capsys.readouterr().out == f"2026/{NAME}.toml\n"


def test_escape_sequences_of_a_page_do_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "a.txt"
    source.write_text("前言\x1b]0;坏\x07\n项目名称\n救\x1b[2J助\n立项依据\n文件\n", "utf-8")
    assert run(source) == 0
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert "控制字符" in err


def test_the_examples_are_what_import_gives(tmp_path: Path):
    examples = Path(__file__).parents[2] / "examples"
    (tmp_path / "jixiao.toml").write_bytes((examples / "jixiao.toml").read_bytes())
    assert run(WHOLE, DAMAGED) == 0
    for written in Path("2026").iterdir():
        assert written.read_bytes() == (examples / "2026" / written.name).read_bytes()


def test_import_does_not_load_the_screens_or_readers_it_does_not_need():
    code = (
        "import sys\nfrom tui.cli import main\n"
        f"try:\n    main(['import', {str(WHOLE)!r}])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('textual', 'rich', 'openpyxl', 'docx', 'lxml', 'exports') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""},
    )
    assert done.stdout.splitlines()[-1] == "[]"
