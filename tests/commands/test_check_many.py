"""Checking whole workspaces: with and without the cache, on one process or two, always the same findings."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.corpus import write_workspace
from models.declaration import Indicator
from models.specimen import specimen
from store.layout import emit
from tui import inspection
from tui.inspection import Inspected, Inspection

SETTINGS = '[unit]\nname = "某县教育体育局"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace of thirty declarations, written an hour ago."""
    root = tmp_path / "工作区"
    for path in write_workspace(root, 30):
        os.utime(path, (time.time() - 3600, time.time() - 3600))
    return root


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are judged in this process."""
    paths: list[str] = []
    judge_file = inspection._judge_file

    def noted(path, workspace, checker):
        paths.append(Path(path).name)
        return judge_file(path, workspace, checker)

    monkeypatch.setattr(inspection, "_judge_file", noted)
    return paths


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files made by a test are old enough to be trusted at once."""
    monkeypatch.setattr("store.check_cache._MARGIN", -(10**12))


def files(root: Path) -> list[str]:
    return [str(path) for path in sorted(root.rglob("项目*.toml"))]


def seen(found: Sequence[Inspected]) -> list[tuple[str, list[tuple[str, int, int, str]]]]:
    return [
        (
            each.path,
            [(place.finding.code, place.line, place.column, place.finding.message) for place in each.places],
        )
        for each in found
    ]


def run(root: Path, **settings) -> list[tuple[str, list[tuple[str, int, int, str]]]]:
    return seen(list(Inspection(**settings).run(files(root))))


def test_two_processes_the_cache_and_neither_find_the_same(root: Path, monkeypatch: pytest.MonkeyPatch):
    plain = run(root, use_cache=False, processes=1)
    assert sum(len(found) for _, found in plain) >= 30
    monkeypatch.setattr(inspection, "MANY", 5)
    assert run(root, use_cache=False, processes=2) == plain
    assert run(root) == plain
    assert run(root) == plain


def test_unchanged_files_are_not_judged_again(root: Path, judged: list[str]):
    run(root, processes=1)
    assert len(judged) == 30
    judged.clear()
    run(root, processes=1)
    assert judged == []


def test_a_fresh_checkout_is_known_by_its_contents(root: Path, judged: list[str]):
    before = run(root, processes=1)
    judged.clear()
    for path in files(root):
        content = Path(path).read_bytes()
        Path(path).unlink()
        Path(path).write_bytes(content)
    assert run(root, processes=1) == before
    assert judged == []


def test_a_changed_file_is_judged_again_and_no_other(root: Path, judged: list[str]):
    run(root, processes=1)
    judged.clear()
    changed = Path(files(root)[3])
    changed.write_text(emit(specimen({"indicators[2].value": "约一百"})), "utf-8")
    found = run(root, processes=1)
    assert judged == [changed.name]
    assert "V01" in {code for code, *_ in found[3][1]}


def test_settings_that_change_what_is_found_are_heard_at_once(root: Path):
    run(root, processes=1)
    before = run(root, processes=1)
    (root / "jixiao.toml").write_text(SETTINGS + '[rules]\nignore = ["B"]\n', "utf-8")
    after = run(root, processes=1)
    assert {code[0] for _, found in before for code, *_ in found} > {
        code[0] for _, found in after for code, *_ in found
    }


def test_what_a_command_line_selects_does_not_change_what_is_kept(root: Path, judged: list[str]):
    everything = run(root, processes=1)
    only = run(root, processes=1, select=["B"])
    assert {code[0] for _, found in only for code, *_ in found} == {"B"}
    assert run(root, processes=1) == everything
    assert len(judged) == 30


def test_another_project_that_changes_is_heard_by_the_unchanged_ones(root: Path, judged: list[str]):
    def v07() -> set[str]:
        return {Path(path).name for path, found in run(root, processes=1, select=["V07"]) for _ in found}

    assert v07() == set()
    first = Path(files(root)[0])
    first.write_text(
        emit(
            specimen(
                {
                    "project.year": 2026,
                    "indicators": (
                        Indicator(level1="效益指标", name="政策知晓率", value="高", attribute="定性指标"),
                    ),
                }
            )
        ),
        "utf-8",
    )
    judged.clear()
    assert len(v07()) == 30
    assert judged == [first.name]


def test_a_file_alone_is_compared_with_its_whole_workspace(root: Path):
    paths = files(root)
    Path(paths[0]).write_text(emit(specimen({"indicators[6].attribute": "定性指标"})), "utf-8")
    (found,) = Inspection(select=["V07"], processes=1).run([paths[5]])
    assert [place.finding.code for place in found.places] == ["V07"]


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(root: Path):
    broken = Path(files(root)[2])
    broken.write_text("name = ", "utf-8")
    for _ in range(2):
        found = list(Inspection(processes=1).run(files(root)))
        assert [Path(each.path).name for each in found if each.error] == [broken.name]
        assert sum(bool(each.places) for each in found) >= 20


def test_work_that_is_given_up_is_kept_for_the_next_time(root: Path, judged: list[str]):
    def give_up(done: int, _of: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Inspection(processes=1, step=give_up).run(files(root)))
    judged.clear()
    run(root, processes=1)
    assert len(judged) == 10


def test_progress_counts_up_to_all_files(root: Path):
    steps: list[tuple[int, int]] = []
    list(Inspection(processes=1, step=lambda done, of: steps.append((done, of))).run(files(root)))
    assert steps[-1] == (30, 30)
    assert steps == sorted(steps)


def test_a_comment_silences_what_comparing_projects_finds(root: Path):
    paths = files(root)
    spoiled = specimen(
        {"indicators[6].attribute": "定性指标", "indicators[6].attribute#": "# jixiao: ignore V07"}
    )
    Path(paths[0]).write_text(emit(spoiled), "utf-8")
    found = {
        Path(path).name: [code for code, *_ in places]
        for path, places in run(root, processes=1, select=["V07"])
    }
    assert found[Path(paths[0]).name] == []
    assert found[Path(paths[1]).name] == ["V07"]
