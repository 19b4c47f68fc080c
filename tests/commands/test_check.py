"""`jixiao check` from the outside: places, formats, choices of rules, exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.specimen import specimen
from store.layout import emit
from tests.commands.checks import Run, heads, write

QUALITATIVE = {"indicators[6].attribute": "定性指标"}
WARNED = {"indicators[2].scoring": "达到指标值得10分，每低1%扣1分"}


def test_a_clean_file_is_praised_in_one_sentence(run: Run):
    write("2026/a.toml")
    assert run("2026/a.toml") == (0, "", "检查了 1 个文件：没有发现问题。\n")


def test_each_finding_is_a_line_with_its_place_in_the_toml(run: Run):
    path = write("2026/a.toml", WARNED)
    code, out, err = run("2026/a.toml")
    line = next(
        at
        for at, text in enumerate(path.read_text().split("\n"), 1)
        if "每低1%扣1分" in text and "扣完" not in text
    )
    column = path.read_text().split("\n")[line - 1].index("每低1%扣1分") + 1
    assert out.startswith(f"2026/a.toml:{line}:{column} 警告 P02 “每低1%扣1分”没有写扣到哪里为止")
    assert err == "检查了 1 个文件：1 个警告。\n"
    assert code == 0


def test_strict_makes_warnings_count(run: Run):
    write("a.toml", WARNED)
    assert run("a.toml")[0] == 0
    assert run("--strict", "a.toml")[0] == 1


def test_errors_end_with_1(run: Run):
    write("a.toml", QUALITATIVE)
    assert run("a.toml")[0] == 1


def test_json_is_one_array_with_the_promised_keys(run: Run):
    write("2026/a.toml", QUALITATIVE)
    code, out, err = run("--format", "json", "2026/a.toml")
    found = json.loads(out)
    assert code == 1
    assert err == ""
    assert all(
        list(each) == ["file", "line", "column", "code", "severity", "field", "message"] for each in found
    )
    assert {each["severity"] for each in found} <= {"error", "warning", "info"}
    first = next(each for each in found if each["code"] == "V03")
    assert (first["file"], first["field"]) == ("2026/a.toml", "indicators[6].attribute")
    line = Path("2026/a.toml").read_text().split("\n")[first["line"] - 1]
    assert line[first["column"] - 1 :].startswith("定性指标")


def test_json_without_findings_is_an_empty_array(run: Run):
    write("a.toml")
    code, out, err = run("--format", "json", "a.toml")
    assert (code, json.loads(out), err) == (0, [], "")


def test_findings_stand_in_the_order_of_the_file(run: Run):
    write("a.toml", {**QUALITATIVE, **WARNED, "project.plan": ""})
    lines = [each["line"] for each in json.loads(run("--format", "json", "a.toml")[1])]
    assert lines == sorted(lines)


def test_a_missing_key_is_placed_at_the_header_of_its_table(run: Run):
    path = write("a.toml", {"indicators[1].basis": ""})
    (found,) = json.loads(run("--format", "json", "a.toml")[1])
    text = path.read_text().split("\n")
    assert found["field"] == "indicators[1].basis"
    assert text[found["line"] - 1] == "[[indicators]]"
    assert text[found["line"] : found["line"] + 3][2] == 'name = "补助学生人数"'


def test_a_blank_file_is_judged_too(run: Run):
    Path("a.toml").write_text("format = 1\n")
    code, out, _ = run("a.toml")
    assert code == 1
    assert len(out.splitlines()) == 7
    assert all(line.startswith("a.toml:1:1 错误 C") for line in out.splitlines())


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "V03"], {"V03"}),
        (["--select", "v03,V04"], {"V03", "V04"}),
        (["--select", "V"], {"V02", "V03", "V04"}),
        (["--select", "V", "--ignore", "V02"], {"V03", "V04"}),
        (["--select", "V03", "--select", "V04"], {"V03", "V04"}),
        (["--ignore", "V"], {"P07"}),
    ],
)
def test_rules_are_chosen_by_code_and_family(run: Run, options: list[str], codes: set[str]):
    write("a.toml", QUALITATIVE)
    out = run("--format", "json", *options, "a.toml")[1]
    assert {found["code"] for found in json.loads(out)} == codes


def test_an_unknown_code_is_wrong_usage_and_names_the_nearest(run: Run):
    write("a.toml")
    code, out, err = run("--select", "V22", "a.toml")
    assert (code, out) == (2, "")
    assert "没有规则 V22" in err
    assert "V02" in err


def test_facts_of_the_workspace_count(run: Run):
    write("2026/a.toml", {f"unit.{key}": "" for key in type(specimen().unit).keys()})
    assert run("2026/a.toml")[0] == 1
    facts = emit(specimen()).split("[unit]")[1].split("[budget]")[0]
    Path("jixiao.toml").write_text(f"format = 1\n\n[unit]{facts}", "utf-8")
    assert run("2026/a.toml")[0] == 0


def test_projects_of_one_workspace_are_compared_also_when_one_file_is_named(run: Run):
    write("2026/a.toml")
    write("2026/b.toml", {**QUALITATIVE, "project.name": "学前教育幼儿资助项目"})
    assert run("--select", "V07", "2026/a.toml")[1] == ""
    Path("jixiao.toml").write_text("format = 1\n")
    out = run("--select", "V07", "2026/a.toml")[1]
    assert out.startswith("2026/a.toml:")
    assert "学前教育幼儿资助项目" in out
    both = heads(run("--select", "V07")[1])
    assert [line.partition(":")[0] for line in both] == ["2026/a.toml", "2026/b.toml"]


def test_a_folder_means_its_declarations_and_each_file_is_checked_once(run: Run):
    write("2026/a.toml", WARNED)
    write("2026/b.toml", WARNED)
    code, out, err = run("--select", "P02", "2026", "2026/a.toml", ".")
    assert [line.partition(":")[0] for line in heads(out)] == ["2026/a.toml", "2026/b.toml"]
    assert err == "检查了 2 个文件：2 个警告。\n"
    assert code == 0


def test_an_empty_folder_is_told(run: Run):
    assert run() == (0, "", "没有找到申报文件。\n")


def test_an_unreadable_file_does_not_stop_the_others(run: Run):
    write("2026/a.toml", WARNED)
    Path("2026/b.toml").write_text('[project]\nname = "城乡\n')
    code, out, err = run("2026", "missing.toml")
    assert code == 2
    assert out.startswith("2026/a.toml:")
    assert "2026/b.toml" in err
    assert "missing.toml" in err
    assert err.endswith("检查了 1 个文件：1 个警告。2 个文件读不了。\n")


def test_in_json_the_sentence_about_an_unreadable_file_goes_to_stderr(run: Run):
    write("2026/a.toml", WARNED)
    Path("2026/b.toml").write_text("[[[")
    code, out, err = run("--format", "json", "2026")
    assert code == 2
    assert [found["file"] for found in json.loads(out)] == ["2026/a.toml"]
    assert "b.toml" in err


def test_a_dash_is_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch):
    text = emit(specimen(WARNED)).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    code, out, _ = run("-")
    assert code == 0
    assert out.startswith("-:")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[[[")))
    code, _, err = run("-")
    assert code == 2
    assert "标准输入" in err


def test_words_of_the_user_reach_the_terminal_as_signs(run: Run):
    name = "恶\x1b[2J意\u202e.toml"
    write(name, {"indicators[6].value": "\\u202e[red]约九成[/red]"})
    code, out, err = run(name)
    assert code == 1
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
    assert "[red]约九成[/red]" in out
    out = run("--format", "json", name)[1]
    assert "\x1b" not in out
    assert {found["file"] for found in json.loads(out)} == {name}


def test_check_does_not_load_the_screens(tmp_path: Path):
    script = (
        "import sys; from tui.cli import main\n"
        "try: main(['check', '.'])\n"
        "except SystemExit: pass\n"
        "sys.exit(any(name.partition('.')[0] in ('textual', 'rich', 'openpyxl', 'docx', 'lxml') for name in sys.modules))"
    )
    (tmp_path / "a.toml").write_text(emit(specimen()))
    ended = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False, capture_output=True)
    assert ended.returncode == 0, ended.stderr
