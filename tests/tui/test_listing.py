"""The rows of the folder screen."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from models.specimen import specimen
from models.text import width
from store.documents import canonical_text
from store.workspace import Workspace
from tui.listing import Row, judged, labels, read_row, summary


def put(path: Path, text: str) -> Row:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return read_row(path)


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
        put(tmp_path / "旧.toml", bad),
        put(tmp_path / "新.toml", bad.replace("format = 1", "format = 9")),
    ]
    old, new = judged(rows, Workspace())
    assert (old.is_newer, old.errors > 0) == (False, True)
    assert (new.is_newer, new.errors) == (True, 0)
    assert "1 个版本较新，没有检查" in summary(rows)


def test_projects_of_one_name_and_year_are_told_apart_by_their_files(tmp_path):
    name = specimen().project.name
    rows = [
        put(tmp_path / "2026" / "甲.toml", TEXT),
        put(tmp_path / "2026" / "乙.toml", TEXT),
        put(tmp_path / "2027" / "甲.toml", TEXT.replace("year = 2026", "year = 2027")),
    ]
    assert labels(rows, tmp_path, 80) == [f"{name} 2026/甲.toml", f"{name} 2026/乙.toml", name]
    narrow = labels(rows, tmp_path, 16)
    assert len(set(narrow[:2])) == 2
    assert all(width(label) <= 16 for label in narrow)
