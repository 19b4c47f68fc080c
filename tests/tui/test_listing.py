"""The rows of the folder screen."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from models.specimen import department_specimen, specimen
from models.text import width
from store.documents import canonical_text
from tui.arranging import View, matches, shown_rows
from tui.cli import main
from tui.inspection import Inspection
from tui.listing import Row, ambiguous, label, read_row, summary
from tui.survey import Found, survey


def put(path: Path, text: str) -> Row:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return read_row(path)


def surveyed(folder: Path) -> list[Row]:
    """The rows of a folder when everything is known of them, by path."""
    rows: dict[Path, Row] = {}

    def take(found: Found) -> None:
        rows.update((row.path, row) for row in found.rows)
        for judged in found.judged:
            rows[Path(judged.path)] = rows[Path(judged.path)].judged(judged)

    survey(folder, take, lambda: False, use_cache=False)
    return [rows[path] for path in sorted(rows)]


TEXT = canonical_text(specimen({"budget.total": Decimal("1000")}))


def test_what_can_not_be_read_is_not_counted_among_the_declarations(tmp_path):
    rows = [
        put(tmp_path / "好.toml", TEXT),
        put(tmp_path / "坏.toml", "[project\n"),
        read_row(tmp_path / "没有.toml"),
    ]
    assert summary(rows) == "1 个申报，合计 1,000.00 元；另有 2 个读不了"
    assert summary(rows[:1]) == "1 个申报，合计 1,000.00 元"


def test_a_file_of_a_newer_format_is_marked_and_not_judged(tmp_path):
    bad = canonical_text(specimen({"project.name": ""}))
    rows = [
        put(tmp_path / "甲.toml", bad),
        put(tmp_path / "乙.toml", bad.replace("format = 1", "format = 9")),
    ]
    new, old = surveyed(tmp_path)
    assert (old.is_newer, old.is_judged, old.errors > 0) == (False, True, True)
    assert (new.is_newer, new.is_judged, new.errors) == (True, False, 0)
    assert "1 个版本较新，没有检查" in summary(rows)


def test_projects_of_one_name_and_year_are_told_apart_by_their_files(tmp_path):
    name = specimen().project.name
    rows = [
        put(tmp_path / "2026" / "甲.toml", TEXT),
        put(tmp_path / "2026" / "乙.toml", TEXT),
        put(tmp_path / "2027" / "甲.toml", TEXT.replace("year = 2026", "year = 2027")),
    ]
    twice = ambiguous(rows)
    labels = [label(row, tmp_path, 80, twice) for row in rows]
    assert labels == [f"{name} 2026/甲.toml", f"{name} 2026/乙.toml", name]
    narrow = [label(row, tmp_path, 16, twice) for row in rows]
    assert len(set(narrow[:2])) == 2
    assert all(width(label) <= 16 for label in narrow)


DEPARTMENT = canonical_text(department_specimen())


def test_a_department_stands_above_its_projects_and_is_not_counted_among_them(tmp_path):
    rows = [
        put(tmp_path / "2026" / "甲.toml", TEXT),
        put(tmp_path / "2026" / "department.toml", DEPARTMENT),
        put(tmp_path / "2025" / "乙.toml", TEXT.replace("year = 2026", "year = 2025")),
    ]
    shown = shown_rows(rows, View())
    assert [row.title for row in shown] == [
        specimen().project.name,
        "部门整体：某县教育体育局",
        specimen().project.name,
    ]
    assert summary(rows) == "2 个申报，合计 2,000.00 元；部门整体 1 份"
    assert shown[1].amount == Decimal("8200000.00")
    assert matches("bmzt", shown[1])


def test_a_department_is_judged_against_its_projects_in_the_folder_screen_and_by_check(tmp_path, capsys):
    (tmp_path / "jixiao.toml").write_text("format = 1\n", "utf-8")
    put(tmp_path / "2026" / "甲.toml", canonical_text(specimen()))
    path = tmp_path / "2026" / "department.toml"
    put(path, DEPARTMENT)
    row = next(row for row in surveyed(tmp_path) if row.path == path)
    # One of the projects that it names is not there, and so its money has no source.
    assert (row.is_judged, row.errors, row.warnings) == (True, 0, 2)
    for args in ([str(tmp_path)], [str(path)]):
        with pytest.raises(SystemExit) as ended:
            main(["check", "--format", "json", "--no-cache", *args])
        assert ended.value.code == 0
        found = [each for each in json.loads(capsys.readouterr().out) if each["file"] == str(path)]
        assert sorted(each["code"] for each in found) == ["D03", "D07"]
        assert {each["field"] for each in found} == {"tasks", "tasks[1].projects"}


def test_a_cached_check_of_a_department_is_asked_again_when_a_project_changes(tmp_path):
    (tmp_path / "jixiao.toml").write_text("format = 1\n", "utf-8")
    put(tmp_path / "2026" / "甲.toml", canonical_text(specimen()))
    path = tmp_path / "2026" / "department.toml"
    put(path, DEPARTMENT)

    def codes() -> list[str]:
        (inspected,) = Inspection().run([str(path)])
        return sorted(place.finding.code for place in inspected.places)

    assert codes() == codes() == ["D03", "D07"]
    changes = {"project.name": "农村学校校舍改造项目", "budget.total": Decimal("5000000")}
    put(tmp_path / "2026" / "乙.toml", canonical_text(specimen(changes)))
    assert codes() == codes() == []
