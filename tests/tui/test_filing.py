"""Files that are made, renamed and deleted from the list of a folder, and how that is undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.specimen import department_specimen, specimen
from store import journal, trash
from store.atomic import ChangedOnDisk
from store.documents import canonical_text, create_document, open_document
from store.errors import ClerkError
from store.layout import parse
from tui import filing

NAME = specimen().project.name


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2026" / "甲.toml"
    create_document(path, specimen())
    return path


def files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.glob("2*/*.toml"))


def test_a_new_declaration_gets_a_safe_file_of_its_year_and_never_replaces_one(tmp_path):
    made = filing.make(tmp_path, "../2025/道路?项目", 2027)
    assert files(tmp_path) == ["2027/／2025／道路？项目.toml"]
    assert open_document(made.path).declaration.project.name == "../2025/道路?项目"
    with pytest.raises(ChangedOnDisk):
        filing.make(tmp_path, "../2025/道路?项目", 2027)
    made.undo()
    assert files(tmp_path) == []


def test_what_was_worked_on_since_it_was_made_is_not_taken_back(tmp_path):
    made = filing.make(tmp_path, "道路项目", 2027)
    made.path.write_text(made.path.read_text("utf-8") + "# 改过\n", "utf-8")
    with pytest.raises(ClerkError, match=r"没有撤销.*已经修改过"):
        made.undo()
    assert made.path.exists()


def test_a_duplicate_lies_beside_its_original_under_its_own_name(file, tmp_path):
    copy = filing.duplicate(file, "另一个项目")
    assert files(tmp_path) == ["2026/另一个项目.toml", "2026/甲.toml"]
    both = [open_document(path).declaration for path in (file, copy.path)]
    assert [each.project.name for each in both] == [NAME, "另一个项目"]
    assert both[0].indicators == both[1].indicators


def test_rolling_over_goes_to_the_folder_of_the_next_year_and_says_what_to_revise(file, tmp_path):
    old = filing.readable(file)
    year = filing.year_after(old, date(2026, 9, 1))
    deed = filing.roll(old, filing.home_of(file.parent), NAME, year)
    assert deed.path == tmp_path / str(old.project.year + 1) / f"{NAME}.toml"
    assert any("预算金额" in remark for remark in deed.remarks)


@pytest.mark.parametrize(
    ("project", "in_file", "name", "path"),
    [
        (True, True, "新名称", "2026/新名称.toml"),
        (True, False, "新名称", "2026/甲.toml"),
        (False, True, NAME, "2026/新名称.toml"),
    ],
)
def test_renaming_changes_what_was_asked_and_undoing_brings_back_every_byte(
    file, tmp_path, project, in_file, name, path
):
    # A comment, an unknown key and a layout of its own: undoing must not tidy them up.
    file.write_text(canonical_text(specimen()).replace("[project]", "[project] # 注"), "utf-8")
    file.chmod(0o640)
    before = file.read_bytes()
    deed = filing.rename(file, "新名称", project=project, file=in_file)
    assert files(tmp_path) == [path]
    assert open_document(deed.path).declaration.project.name == name
    assert deed.path.stat().st_mode & 0o777 == 0o640
    assert deed.undo() == file
    assert (files(tmp_path), file.read_bytes()) == (["2026/甲.toml"], before)


def test_a_rename_takes_unsaved_work_along_and_its_undo_brings_it_back(file):
    work = specimen().with_value("goals.annual", "还没有保存的目标。")
    journal.write(file, canonical_text(work), file.read_bytes())
    deed = filing.rename(file, "新名称", project=True, file=True)
    assert journal.read(file) is None
    moved = journal.read(deed.path)
    assert parse(moved.text) == work.with_value("project.name", "新名称")
    assert moved.base_hash == journal.content_hash(deed.path.read_bytes())
    deed.undo()
    back = journal.read(file)
    assert (parse(back.text), back.base_hash) == (work, journal.content_hash(file.read_bytes()))


def test_a_rename_onto_another_file_changes_neither(file, tmp_path):
    other = tmp_path / "2026" / "乙.toml"
    create_document(other, specimen({"project.name": "乙"}))
    before = file.read_bytes(), other.read_bytes()
    with pytest.raises(ChangedOnDisk):
        filing.rename(file, "乙", project=True, file=True)
    assert (file.read_bytes(), other.read_bytes()) == before


def test_a_file_that_changed_after_its_renaming_is_not_renamed_back(file):
    deed = filing.rename(file, "新名称", project=True, file=True)
    deed.path.write_text("别人写的", "utf-8")
    with pytest.raises(ClerkError):
        deed.undo()
    assert deed.path.read_text("utf-8") == "别人写的"
    assert not file.exists()


def test_a_deleted_file_comes_back_by_undoing(file):
    before = file.read_bytes()
    deed = filing.delete(file, "甲")
    assert (file.exists(), [item.title for item in trash.items()]) == (False, ["甲"])
    assert deed.undo() == file
    assert (file.read_bytes(), trash.items()) == (before, [])


@pytest.mark.parametrize("text", ["", " \t　", "26", "２０２６年", "1899"])
def test_a_year_is_four_digits_and_a_name_is_not_empty(text):
    with pytest.raises(ClerkError):
        filing.year_of(text)
    if not text.strip():
        with pytest.raises(ClerkError):
            filing.tidy_name(text)


def test_the_declaration_of_a_department_keeps_its_file_name_and_is_never_copied_beside_itself(tmp_path):
    path = tmp_path / "2026" / "department.toml"
    create_document(path, department_specimen())
    deed = filing.rename(path, "某县教育局", project=True, file=False)
    assert deed.path == path
    assert open_document(path).declaration == department_specimen({"department.name": "某县教育局"})
    deed.undo()
    assert open_document(path).declaration == department_specimen()
    with pytest.raises(ClerkError, match="每年只有一份"):
        filing.duplicate(path, "另一个局")
    rolled = filing.roll(department_specimen(), tmp_path, "某县教育体育局", 2027)
    assert files(tmp_path) == ["2026/department.toml", "2027/department.toml"]
    assert any("金额照抄" in remark for remark in rolled.remarks)
    with pytest.raises(ChangedOnDisk):
        filing.make_department(tmp_path, 2027)
