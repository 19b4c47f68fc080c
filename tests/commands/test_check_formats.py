"""The formats of `jixiao check` as those who read them read them: a person, GitHub's runner, a SARIF viewer."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click
import pytest

from models.rule import Finding, all_rules
from models.specimen import specimen
from models.text import char_width
from store.layout import emit
from tests.commands.checks import Run, heads, write
from tui.file_reports import Place
from tui.inspection import Inspected
from tui.reports import FORMATS, Report, render

DEFECTS = {
    "indicators[6].attribute": "定性指标",
    "indicators[2].scoring": "达到指标值得10分，每低1%扣1分",
    "indicators[1].basis": "",
}
BROKEN = '[project]\nname = "城乡\n'
HOSTILE = "2026/a\x1b[31m,:%\n::error::x\u202e;#?.toml"


# text


def quoted(out: str) -> dict[str, tuple[str, str]]:
    """Code → the line that is shown under its finding, and what of it stands above the ^."""
    lines = out.split("\n")
    found = {}
    for at, line in enumerate(lines[:-2]):
        head = re.match(r"[^|]*?:\d+:\d+ \S+ ([A-Z]\d\d) ", line)
        if head and "^" in lines[at + 2]:
            shown = lines[at + 1].split(" | ", 1)[1]
            carets = lines[at + 2].split(" | ", 1)[1]
            found[head[1]] = (shown, above(shown, carets))
    return found


def above(shown: str, carets: str) -> str:
    """The characters whose cells are marked."""
    at, marked = 0, []
    for char in shown:
        if carets[at : at + 1] == "^":
            marked.append(char)
        at += char_width(char)
    assert len(carets) <= at + 1
    return "".join(marked)


def test_the_line_stands_below_with_signs_under_the_characters_that_are_meant(run: Run) -> None:
    write("2026/a.toml", DEFECTS)
    shown = quoted(run("2026/a.toml")[1])
    assert shown["P02"] == ('scoring = "达到指标值得10分，每低1%扣1分"', "每低1%扣1分")
    assert shown["V03"] == ('attribute = "定性指标"', "定性指标")


def test_for_a_missing_key_the_header_of_its_table_is_marked(run: Run) -> None:
    write("2026/a.toml", {"indicators[1].basis": ""})
    out = run("2026/a.toml")[1]
    assert quoted(out)["C12"] == ("[[indicators]]", "[[indicators]]")


def test_what_stands_nowhere_in_the_file_has_no_line(run: Run) -> None:
    Path("a.toml").write_text("format = 1\n")
    out = run("a.toml")[1]
    assert heads(out) == out.splitlines()


def test_of_a_paragraph_the_part_around_the_finding_is_shown(run: Run) -> None:
    text = "各乡镇街道按月核实并张榜公示，" * 12
    write("2026/a.toml", {"project.overview": f"{text}\n{text}加强\\监管，{text}"})
    out = run("--select", "V15", "2026/a.toml")[1]
    shown, marked = quoted(out)["V15"]
    assert marked == "\\\\"
    assert re.fullmatch("….+，加强\\\\\\\\监管，.+…", shown)
    assert all(sum(map(char_width, line)) <= 80 for line in out.splitlines() if line not in heads(out))


def test_no_line_of_a_file_can_be_taken_for_a_command_in_the_log_of_a_build(run: Run) -> None:
    write("2026/a.toml", {"project.overview": "甲\n::stop-commands::a\\b"})
    lines = run("--select", "V15", "2026/a.toml")[1].splitlines()
    assert any("::stop-commands::" in line for line in lines)
    assert not any(line.lstrip().startswith("::") for line in lines)


def test_a_file_that_changed_while_it_was_checked_is_reported_without_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("x\n")
    place = Place(Finding("project.name", "问题", code="C01"), 99, 1, 99, 5)
    gone = Inspected(str(tmp_path / "gone.toml"), (place,))
    for name in FORMATS:
        assert "问题" in render(name, Report([Inspected(str(path), (place,)), gone]))


def test_a_report_is_coloured_on_a_terminal_only_and_never_against_the_users_will(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(emit(specimen(DEFECTS)))
    on_terminal = _on_a_terminal(tmp_path, {"TERM": "xterm"})
    assert "\x1b[" in on_terminal
    plain = click.unstyle(on_terminal)
    for environment in ({"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert _on_a_terminal(tmp_path, environment) == plain
    piped = subprocess.run(
        [*CHECK, "a.toml"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        env={**os.environ, "TERM": "xterm"},
    )
    assert piped.stdout.decode() == plain.replace("\r\n", "\n")


CHECK = [sys.executable, "-c", "from tui.cli import main; main()", "check"]


def _on_a_terminal(folder: Path, environment: dict[str, str]) -> str:
    terminal, end = pty.openpty()
    base = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    with subprocess.Popen(
        [*CHECK, "a.toml"], cwd=folder, stdout=end, stderr=subprocess.DEVNULL, env={**base, **environment}
    ):
        os.close(end)
        shown = bytearray()
        while True:
            try:
                read = os.read(terminal, 65536)
            except OSError:
                break
            if not read:
                break
            shown += read
    os.close(terminal)
    return shown.decode()


# github


def commands(out: str) -> list[dict[str, str]]:
    """The commands in a log as GitHub's runner reads them."""
    found = []
    for line in out.splitlines():
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert command, line
        name, listed, message = command.groups()
        read = {"command": name, "message": unescaped(message, "%0D", "%0A")}
        for each in listed.split(","):
            key, _, value = each.partition("=")
            read[key] = unescaped(value, "%0D", "%0A", "%3A", "%2C")
        found.append(read)
    return found


def unescaped(text: str, *codes: str) -> str:
    for code in codes:
        text = text.replace(code, chr(int(code[1:], 16)))
    return text.replace("%25", "%")


def test_github_is_told_the_place_the_severity_and_the_rule(run: Run) -> None:
    write("2026/a.toml", {**DEFECTS, "indicators[2].weight": "10"})
    code, out, err = run("--format", "github", "2026/a.toml")
    as_json = json.loads(run("--format", "json", "2026/a.toml")[1])
    read = commands(out)
    assert (code, err) == (1, "")
    names = {"error": "error", "warning": "warning", "info": "notice"}
    assert [
        (each["file"], int(each["line"]), int(each["col"]), each["message"], each["command"]) for each in read
    ] == [
        (each["file"], each["line"], each["column"], each["message"], names[each["severity"]])
        for each in as_json
    ]
    titles = {rule.code: rule.title for rule in all_rules()}
    assert [each["title"] for each in read] == [f"{each['code']} {titles[each['code']]}" for each in as_json]
    percent = next(each for each in read if each["title"].startswith("P02"))
    assert "每低1%扣1分" in percent["message"]
    assert int(percent["endColumn"]) - int(percent["col"]) == len("每低1%扣1分")


def test_a_stretch_of_several_lines_has_no_columns_for_github() -> None:
    place = Place(Finding("goals.overall", "抄", code="X06"), 3, 1, 5, 7)
    (read,) = commands(render("github", Report([Inspected("a.toml", (place,))])))
    assert (read["line"], read["endLine"]) == ("3", "5")
    assert not read.keys() & {"col", "endColumn"}


def test_a_hostile_name_or_text_stays_within_its_command(run: Run) -> None:
    write(HOSTILE, {"indicators[6].value": "::error::约九成,50%", **DEFECTS})
    _, out, _ = run("--format", "github", HOSTILE)
    read = commands(out)
    assert {each["file"] for each in read} == {"2026/a␛[31m,:%\n::error::x⟨U+202E⟩;#?.toml"}
    assert any("::error::约九成,50%" in each["message"] for each in read)
    assert "\x1b" not in out


def test_github_is_told_of_files_that_cannot_be_read(run: Run) -> None:
    write("2026/a.toml", DEFECTS)
    Path("2026/b.toml").write_text(BROKEN)
    code, out, err = run("--format", "github", "2026", "gone.toml")
    gone, broken, *found = commands(out)
    assert code == 2
    assert (broken["command"], broken["file"], broken["line"]) == ("error", "2026/b.toml", "2")
    assert broken["message"] in err
    assert gone["file"] == "gone.toml"
    assert "line" not in gone
    assert {each["file"] for each in found} == {"2026/a.toml"}


def test_a_mistake_in_the_settings_is_told_once_in_the_settings(run: Run) -> None:
    write("2026/a.toml")
    write("2026/b.toml")
    Path("jixiao.toml").write_text('format = 1\n\n[rules]\nselect = ["V99"]\n')
    code, out, _ = run("--format", "github")
    (read,) = commands(out)
    assert code == 2
    assert (read["file"], read["line"]) == ("jixiao.toml", "4")
    log = json.loads(run("--format", "sarif")[1])
    (notification,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "jixiao.toml"


# sarif

# What the schema of SARIF 2.1.0 says of the objects that a report has: which properties it must have, which of the
# others it has here, and what stands in each. A property that is not listed is a mistake, as it is in the schema.
TEXT = {"text!": str}
LEVEL = ("none", "note", "warning", "error")
REGION = {"startLine!": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
PHYSICAL = {"artifactLocation!": {"uri": str, "uriBaseId": str}, "region": REGION}
LOCATION = {"physicalLocation": PHYSICAL, "logicalLocations": [{"fullyQualifiedName": str}]}
RULE = {
    "id!": str,
    "name": str,
    "shortDescription": TEXT,
    "fullDescription": TEXT,
    "help": TEXT,
    "defaultConfiguration": {"level": LEVEL},
}
RESULT = {
    "ruleId": str,
    "ruleIndex": 0,
    "level": LEVEL,
    "message!": TEXT,
    "locations": [LOCATION],
    "partialFingerprints": {"jixiao/v1": str},
}
INVOCATION = {
    "executionSuccessful!": bool,
    "toolExecutionNotifications": [{"level": LEVEL, "message!": TEXT, "locations": [LOCATION]}],
}
LOG = {
    "$schema": str,
    "version!": ("2.1.0",),
    "runs!": [
        {
            "tool!": {"driver!": {"name!": str, "version": str, "language": str, "rules": [RULE]}},
            "language": str,
            "columnKind": ("utf16CodeUnits", "unicodeCodePoints"),
            "originalUriBaseIds": {"%SRCROOT%": {"description": TEXT}},
            "invocations": [INVOCATION],
            "results": [RESULT],
        }
    ],
}


def fits(value: Any, shape: Any, path: str = "log") -> None:
    """Fail where a value is not of a shape: a type, a smallest number, a choice, a list, or an object."""
    if isinstance(shape, dict):
        assert isinstance(value, dict), path
        known = {key.removesuffix("!"): inner for key, inner in shape.items()}
        assert value.keys() <= known.keys(), path
        assert {key.removesuffix("!") for key in shape if key.endswith("!")} <= value.keys(), path
        for key, inner in value.items():
            fits(inner, known[key], f"{path}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), path
        for at, each in enumerate(value):
            fits(each, shape[0], f"{path}[{at}]")
    elif isinstance(shape, tuple):
        assert value in shape, path
    elif isinstance(shape, int) and not isinstance(shape, bool):
        assert type(value) is int, path
        assert value >= shape, path
    else:
        assert type(value) is shape, path


def sarif(run: Run, *args: str) -> dict[str, Any]:
    """The only run of a log, of the right shape."""
    log = json.loads(run("--format", "sarif", *args)[1])
    fits(log, LOG)
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def test_a_log_has_the_shape_of_sarif(run: Run) -> None:
    write("2026/a.toml", DEFECTS)
    Path("2026/b.toml").write_text(BROKEN)
    only = sarif(run, "2026", "gone.toml")
    assert only["columnKind"] == "unicodeCodePoints"
    assert only["results"]
    with pytest.raises(AssertionError):
        fits({"version": "2.1.0", "runs": [{**only, "results": [{"message": {}}]}]}, LOG)


def test_rules_stand_in_the_log_once_and_results_point_at_them(run: Run) -> None:
    write("2026/a.toml", DEFECTS)
    only = sarif(run, "2026")
    rules = only["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in all_rules()]
    levels = {"error": "error", "warning": "warning", "info": "note"}
    for rule, known in zip(rules, all_rules(), strict=True):
        assert rule["shortDescription"]["text"] == known.title
        assert rule["fullDescription"]["text"] == known.why
        assert known.mend in rule["help"]["text"]
        assert known.source in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] == levels[known.severity]
    assert {result["ruleId"] for result in only["results"]} >= {"P02", "V03", "C12"}
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_result_stands_where_the_other_formats_say(run: Run) -> None:
    write("2026/a.toml", DEFECTS)
    as_json = json.loads(run("--format", "json", "2026")[1])
    results = sarif(run, "2026")["results"]
    levels = {"error": "error", "warning": "warning", "info": "note"}
    for result, each in zip(results, as_json, strict=True):
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (each["line"], each["column"])
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
        assert location["logicalLocations"] == [{"fullyQualifiedName": each["field"]}]
        assert (result["ruleId"], result["level"]) == (each["code"], levels[each["severity"]])
        assert result["message"]["text"] == each["message"]
    (marked,) = (result for result in results if result["ruleId"] == "P02")
    region = marked["locations"][0]["physicalLocation"]["region"]
    line = Path("2026/a.toml").read_text().split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "每低1%扣1分"


@pytest.mark.parametrize("name", [HOSTILE, "2026/城乡 50%.toml", "a:b.toml", "%41.toml"])
def test_a_file_is_named_by_a_uri_that_leads_back_to_it(run: Run, name: str) -> None:
    write(name, DEFECTS)
    for path, base in ((name, {"uriBaseId": "%SRCROOT%"}), (str(Path(name).absolute()), {})):
        result = sarif(run, path)["results"][0]
        artifact = dict(result["locations"][0]["physicalLocation"]["artifactLocation"])
        uri = artifact.pop("uri")
        assert artifact == base
        assert re.fullmatch(r"[A-Za-z0-9%/._~:-]+", uri)
        parts = urlsplit(uri)
        assert parts.scheme == ("" if base else "file")
        assert unquote(parts.path) == path


def fingerprints(run: Run) -> dict[str, str]:
    """Fingerprint → message."""
    return {
        result["partialFingerprints"]["jixiao/v1"]: result["message"]["text"]
        for result in sarif(run, "2026/a.toml")["results"]
    }


def test_a_finding_is_known_again_when_lines_and_rows_move(run: Run) -> None:
    path = write("2026/a.toml", DEFECTS)
    before = fingerprints(run)
    assert len(before) == len(sarif(run, "2026/a.toml")["results"])
    text = path.read_text()
    row = '[[indicators]]\nlevel1 = "产出指标"\nname = "新的一行"\nsign = "约"\n\n'
    path.write_text("# 新的一行\n\n" + text.replace("[[indicators]]", f"{row}[[indicators]]", 1))
    after = fingerprints(run)
    kept = {"P02", "V03", "V04", "P07"}
    named = {
        result["partialFingerprints"]["jixiao/v1"]
        for result in sarif(run, "2026/a.toml")["results"]
        if result["ruleId"] in kept
    }
    assert named
    assert named <= before.keys()
    assert len(after) > len(before)


def test_a_mended_finding_is_gone_and_the_others_stay_known(run: Run) -> None:
    path = write("2026/a.toml", DEFECTS)
    before = fingerprints(run)
    path.write_text(emit(specimen({**DEFECTS, "indicators[2].scoring": specimen().indicators[2].scoring})))
    gone = before.keys() - fingerprints(run).keys()
    assert len(gone) == 1
    assert "每低1%扣1分" in before[gone.pop()]


def test_sarif_notes_files_that_cannot_be_read(run: Run) -> None:
    write("2026/a.toml", DEFECTS)
    assert sarif(run, "2026")["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]
    Path("2026/b.toml").write_text(BROKEN)
    assert run("--format", "sarif", "2026", "gone.toml")[0] == 2
    (invocation,) = sarif(run, "2026", "gone.toml")["invocations"]
    gone, broken = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    place = broken["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("2026/b.toml", 2)
    assert "region" not in gone["locations"][0]["physicalLocation"]


def test_standard_input_is_no_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = emit(specimen(DEFECTS)).encode()

    def check(form: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        return run("--format", form, "-")[1]

    assert all("file" not in each and "title" in each for each in commands(check("github")))
    log = json.loads(check("sarif"))
    fits(log, LOG)
    assert all("physicalLocation" not in each["locations"][0] for each in log["runs"][0]["results"])
    assert quoted(check("text"))["P02"][1] == "每低1%扣1分"
