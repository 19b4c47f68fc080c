"""`jixiao check --fix`: safe mends are made and shown, everything else is left to the clerk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.specimen import specimen
from store.layout import emit, parse
from tests.commands.checks import Run, write

SEPARATORS = {"indicators[1].value": "3,200"}
VAGUE = {"indicators[7].value": "有效减轻", "indicators[7].scoring": "达到得5分，未达到不得分"}


def test_a_safe_mend_is_made_saved_and_shown_as_a_diff(run: Run):
    path = write("2026/a.toml", SEPARATORS)
    code, out, err = run("--fix", "2026/a.toml")
    assert code == 0
    assert parse(path.read_text("utf-8")).indicators[1].value == "3200"
    assert '-value = "3,200"' in out.splitlines()
    assert '+value = "3200"' in out.splitlines()
    assert "改正了 1 处" in err


def test_a_second_time_there_is_nothing_to_mend(run: Run):
    path = write("2026/a.toml", SEPARATORS)
    run("--fix", "2026/a.toml")
    before = path.read_bytes()
    code, out, err = run("--fix", "2026/a.toml")
    assert (code, out) == (0, "")
    assert "没有可以放心改正的地方" in err
    assert path.read_bytes() == before


def test_what_changes_the_meaning_is_only_reported(run: Run):
    path = write("2026/a.toml", VAGUE)
    before = path.read_bytes()
    _, out, _ = run("--fix", "2026/a.toml")
    assert path.read_bytes() == before
    assert "V14" in out


def test_only_what_is_selected_is_mended(run: Run):
    path = write("2026/a.toml", SEPARATORS)
    before = path.read_bytes()
    run("--fix", "--select", "X", "2026/a.toml")
    assert path.read_bytes() == before


def test_a_silenced_finding_is_not_mended(run: Run):
    path = write("2026/a.toml", {**SEPARATORS, "indicators[1].value#": "# jixiao: ignore V01 按原文"})
    before = path.read_bytes()
    run("--fix", "2026/a.toml")
    assert path.read_bytes() == before


def test_comments_and_unknown_keys_stay(run: Run):
    path = write("2026/a.toml", SEPARATORS)
    text = (
        path.read_text("utf-8")
        .replace("[budget]", "# 与一上数一致\n[budget]")
        .replace('value = "3,200"', 'value = "3,200"\nremark = "留着"')
    )
    path.write_text(text, "utf-8")
    run("--fix", "2026/a.toml")
    after = path.read_text("utf-8")
    assert "# 与一上数一致\n[budget]" in after
    assert 'remark = "留着"' in after


def test_the_diff_stays_out_of_machine_readable_output(run: Run):
    write("2026/a.toml", SEPARATORS)
    _, out, err = run("--fix", "--format", "json", "2026/a.toml")
    assert json.loads(out) == []
    assert '+value = "3200"' in err


def test_standard_input_cannot_be_mended(run: Run):
    code, out, err = run("--fix", "-")
    assert (code, out) == (2, "")
    assert "标准输入" in err


def test_a_file_that_cannot_be_read_is_told_once(run: Run):
    Path("a.toml").write_text("name = ", "utf-8")
    code, _, err = run("--fix", "a.toml")
    assert code == 2
    assert err.count("a.toml") == 1


@pytest.mark.parametrize("newer", ["format = 99\n"])
def test_a_newer_file_is_left_alone(run: Run, newer: str):
    path = Path("a.toml")
    path.write_text(emit(specimen(SEPARATORS)).replace("format = 1\n", newer), "utf-8")
    before = path.read_bytes()
    assert run("--fix", "a.toml")[0] == 2
    assert path.read_bytes() == before
