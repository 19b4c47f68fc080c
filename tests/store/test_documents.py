"""Opening, saving and locating: the file is never worse off than before."""

from __future__ import annotations

import os
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Comment, Declaration, Goals, Indicator, Project, field_paths
from store import documents
from store.atomic import ChangedOnDisk
from store.decoding import SIZE_LIMIT
from store.documents import (
    NOT_CANONICAL,
    PLAIN_WHEN_SAVED,
    Document,
    canonical_text,
    create_document,
    locate,
    open_document,
    read_document,
    save_document,
    understood,
)
from store.errors import ClerkError
from store.layout import emit, parse
from tests.store.by_hand import HandWritten, hand_written
from tests.store.generated import commented, examples, texts, values

DECLARATION = Declaration(
    project=Project(name="城乡医疗救助经费项目", year=2026),
    goals=Goals(annual="应救尽救\n不漏一人"),
    indicators=(Indicator(name="救助对象人数", value="2014"), Indicator(name="满意度", value="95")),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "项目.toml"
    path.write_text(emit(DECLARATION), "utf-8")
    return path


def test_opening_and_saving_a_canonical_file_changes_no_byte_and_writes_nothing(path: Path) -> None:
    before, state = path.read_bytes(), os.stat(path)
    document = open_document(path)
    saved = save_document(document, document.declaration)
    assert document.notes == ()
    assert path.read_bytes() == before == saved.base
    assert (os.stat(path).st_ino, os.stat(path).st_mtime_ns) == (state.st_ino, state.st_mtime_ns)


def test_an_edit_is_saved_and_the_document_holds_what_is_on_disk(path: Path) -> None:
    document = open_document(path)
    edited = document.declaration.with_value("indicators[1].value", "98")
    saved = save_document(document, edited)
    assert saved.declaration == edited == open_document(path).declaration
    assert saved.base == path.read_bytes()
    assert save_document(saved, edited) == saved


def test_a_new_document_becomes_a_file(tmp_path: Path) -> None:
    document = Document(tmp_path / "新.toml", Declaration())
    save_document(document, DECLARATION)
    assert open_document(tmp_path / "新.toml").declaration == DECLARATION


def test_a_new_file_is_made_with_its_folders_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "2026" / "新.toml"
    create_document(path, DECLARATION)
    assert open_document(path).declaration == DECLARATION
    with pytest.raises(ChangedOnDisk):
        create_document(path, Declaration())
    assert open_document(path).declaration == DECLARATION


def test_a_new_document_never_replaces_a_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ChangedOnDisk):
        save_document(Document(path, Declaration()), Declaration(goals=Goals(annual="别的")))
    assert path.read_bytes() == before


def test_a_file_changed_meanwhile_is_not_overwritten(path: Path) -> None:
    document = open_document(path)
    path.write_text("format = 1\n", "utf-8")
    with pytest.raises(ChangedOnDisk) as caught:
        save_document(document, document.declaration.with_value("project.name", "别的"))
    assert path.read_text("utf-8") == "format = 1\n"
    assert caught.value.current == b"format = 1\n"


@pytest.mark.parametrize("meanwhile", ["changed", "gone"])
def test_a_save_without_changes_does_not_claim_a_file_that_is_no_longer_there(
    path: Path, meanwhile: str
) -> None:
    document = open_document(path)
    path.write_bytes(b"format = 1\n") if meanwhile == "changed" else path.unlink()
    with pytest.raises(ChangedOnDisk):
        save_document(document, document.declaration)


def test_a_file_that_would_be_too_large_to_open_is_not_written(path: Path) -> None:
    document, before = open_document(path), path.read_bytes()
    with pytest.raises(ClerkError, match="8 MB"):
        save_document(document, document.declaration.with_value("goals.annual", "x" * SIZE_LIMIT))
    assert path.read_bytes() == before


CONFLICT = "<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> main"


def test_a_conflict_typed_into_a_text_is_saved_and_opens_again(path: Path) -> None:
    document = open_document(path)
    edited = document.declaration.with_value("goals.annual", CONFLICT)
    save_document(document, edited)
    opened = open_document(path)
    assert opened.declaration == edited
    assert opened.notes == ()
    (place,) = locate(opened.text, [("goals.annual", CONFLICT.index(">"))])
    assert opened.text.split("\n")[place[0] - 1] == "\\u003E>>>>>> main"


def test_a_conflict_that_git_left_within_a_text_is_refused(path: Path) -> None:
    text = path.read_text("utf-8").replace("应救尽救\n", CONFLICT + "\n")
    path.write_text(text, "utf-8")
    with pytest.raises(ClerkError, match="合并冲突"):
        open_document(path)
    assert path.read_text("utf-8") == text


_conflicts = st.lists(
    st.sampled_from((*CONFLICT.split("\n"), "<<<<<<<", ">>>>>>>> ", '"""', "\\")), max_size=8
).map("\n".join)


@examples(60)
@given(_conflicts, _conflicts, values)
def test_whatever_is_written_passes_the_reading_of_a_file(first: str, second: str, value: Any) -> None:
    declaration = Declaration(
        goals=Goals(overall=first.rstrip("\n")),
        indicators=(Indicator(name=second.rstrip("\n"), extra={"x": [first, {"y": value}]}),),
        extra={"z": second},
    )
    data = canonical_text(declaration).encode()
    assert read_document(Path("项目.toml"), data).declaration == declaration


def test_a_file_laid_out_by_hand_says_that_the_first_save_lays_it_out(path: Path) -> None:
    path.write_text("# 说明\nproject.name = '项目'\n", "utf-8")
    document = open_document(path)
    assert document.notes == (NOT_CANONICAL,)
    saved = save_document(document, document.declaration)
    assert path.read_text("utf-8") == saved.text == 'format = 1\n\n[project]\n# 说明\nname = "项目"\n'
    assert open_document(path).notes == ()


def test_windows_line_ends_and_a_mark_are_noted_and_gone_after_saving(path: Path) -> None:
    canonical = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + canonical.replace(b"\n", b"\r\n"))
    document = open_document(path)
    assert document.declaration == DECLARATION
    assert [word for word in ("BOM", "CRLF") if any(word in note for note in document.notes)] == [
        "BOM",
        "CRLF",
    ]
    assert document.notes[0].endswith(PLAIN_WHEN_SAVED)
    save_document(document, document.declaration)
    assert path.read_bytes() == canonical


def test_a_file_that_can_only_be_read_is_not_said_to_be_saved(path: Path) -> None:
    path.write_bytes(b"format = 2\r\n")
    assert [note for note in open_document(path).notes if "保存" in note] == []


def test_a_newer_format_opens_read_only_with_everything_and_refuses_to_save(path: Path) -> None:
    text = "format = 2\ngoals = ['新的写法']\n\n[project]\nname = '项目'\n"
    path.write_text(text, "utf-8")
    document = open_document(path)
    assert "format = 2" in document.read_only
    assert document.declaration.project.name == "项目"
    with pytest.raises(ClerkError, match="更新的 jixiao"):
        save_document(document, document.declaration.with_value("project.name", "别的"))
    with pytest.raises(ClerkError, match="请先升级"):
        understood(document)
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    "content",
    [
        "城乡医疗救助经费项目".encode("gb18030"),
        "format = 1\n".encode("utf-16"),
        b"format = 1\n<<<<<<< HEAD\n=======\n>>>>>>> other\n",
        b"name = \n",
        b"[project]\nname = []\n",
        b"a = " + b"[" * 3000,
        b"format = 1\n\0",
    ],
)
def test_what_can_not_be_read_is_a_sentence_and_stays_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ClerkError) as caught:
        open_document(path)
    assert path.name in str(caught.value)
    assert path.read_bytes() == content


def test_a_missing_file_and_a_folder_are_sentences(tmp_path: Path) -> None:
    for path in (tmp_path / "无.toml", tmp_path):
        with pytest.raises(ClerkError, match="无法读取"):
            open_document(path)


def test_an_empty_file_is_an_empty_declaration(path: Path) -> None:
    path.write_bytes(b"")
    document = open_document(path)
    assert document.declaration == Declaration()
    assert not document.read_only


def test_text_typed_with_things_that_no_file_may_hold_is_saved_without_them(path: Path) -> None:
    document = open_document(path)
    edited = document.declaration.with_values(
        project=Project(name="甲\r\n乙\x1b\ud800\n\n"),
        indicators=(Indicator(sign="≥", value="一\n"),),
    )
    saved = save_document(document, edited)
    read = open_document(path).declaration
    assert (read.project.name, read.indicators[0].sign, read.indicators[0].value) == ("甲\n乙", ">=", "一")
    assert saved.declaration == edited
    assert save_document(saved, edited).base == path.read_bytes()


_TIMES = count()
BROKEN_WRITERS: dict[str, Any] = {
    "loses an indicator": lambda text: text[: text.rindex("[[indicators]]")].rstrip("\n") + "\n",
    "changes a number": lambda text: text.replace("2014", "2015"),
    "loses a comment": lambda text: text.replace("# 注释\n", ""),
    "moves a comment to another table": lambda text: text.replace("# 注释\n", "") + "# 注释\n",
    "writes no TOML": lambda text: text.replace('name = "满意度"', "name = 满意度"),
    "writes something else each time": lambda text: text + "\n" * next(_TIMES),
    "writes the wrong shape": lambda text: text + "\n[[goals]]\n",
}


@pytest.mark.parametrize("mutation", BROKEN_WRITERS)
def test_a_writer_with_a_fault_never_reaches_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch, mutation: str
) -> None:
    before = path.read_bytes()
    document = open_document(path)
    project = document.declaration.project.with_values(comments=(Comment(path=("name",), text="# 注释"),))
    edited = document.declaration.with_values(project=project)
    assert "# 注释" in canonical_text(edited)
    monkeypatch.setattr(documents, "emit", lambda declaration: BROKEN_WRITERS[mutation](emit(declaration)))
    with pytest.raises(ClerkError, match="没有保存") as caught:
        save_document(document, edited)
    assert "磁盘上的文件原样未动" in caught.value.safe
    assert path.read_bytes() == before


@examples(100)
@given(commented())
def test_every_declaration_with_comments_can_be_saved(declaration: Declaration) -> None:
    assert parse(canonical_text(declaration)) == declaration


@examples(60)
@given(hand_written())
def test_every_file_laid_out_by_hand_can_be_saved(file: HandWritten) -> None:
    canonical_text(parse(file.text))


LOCATED = """\
format = 1

[project]
name = "甲\\"乙"
basis = \"\"\"
一\\\\二
三\"\"\"

[[indicators]]
value = 2014
[[indicators]]
name = '满意度'
sign = "≥"
scoring = \"\"\"一 \\
   二\"\"\"
"""


@pytest.mark.parametrize(
    ("field", "offset", "place"),
    [
        ("project.name", 0, (4, 9)),
        ("project.name", 1, (4, 10)),
        ("project.name", 2, (4, 12)),
        ("project.name", 3, (4, 13)),
        ("project.name", 99, (4, 13)),
        ("project.basis", 0, (6, 1)),
        ("project.basis", 1, (6, 2)),
        ("project.basis", 2, (6, 4)),
        ("project.basis", 4, (7, 1)),
        ("project.year", 0, (3, 1)),
        ("project", 0, (3, 1)),
        ("format", 0, (1, 10)),
        ("unit.name", 0, (1, 1)),
        ("unit", 0, (1, 1)),
        ("indicators", 0, (9, 1)),
        ("indicators[0]", 0, (9, 1)),
        ("indicators[0].value", 0, (10, 9)),
        ("indicators[0].value", 3, (10, 12)),
        ("indicators[0].name", 0, (9, 1)),
        ("indicators[1].name", 2, (12, 11)),
        ("indicators[1].sign", 0, (13, 9)),
        ("indicators[1].value", 0, (11, 1)),
        ("indicators[1].scoring", 2, (15, 4)),
    ],
)
def test_a_field_is_located_to_the_character(field: str, offset: int, place: tuple[int, int]) -> None:
    assert locate(LOCATED, [(field, offset)]) == [place]


def test_fields_of_inline_tables_and_dotted_keys_are_located() -> None:
    text = "project.name = 'ab'\nunit = { code = '', name = '局' }\nindicators = [{ name = '一' },\n  {value = '二'}]\n"
    fields = [
        ("project.name", 1),
        ("unit.name", 0),
        ("unit.phone", 0),
        ("indicators[1].value", 0),
        ("project.year", 0),
    ]
    assert locate(text, fields) == [(1, 18), (2, 29), (2, 1), (4, 13), (1, 1)]


def test_invisible_characters_that_were_left_out_do_not_shift_the_place() -> None:
    text = '[project]\nname = "甲\\u200b\u202e乙"\n'
    assert parse(text).project.name == "甲乙"
    assert locate(text, [("project.name", 0), ("project.name", 1)]) == [(2, 9), (2, 17)]


@examples(100)
@given(commented(), st.data())
def test_every_character_of_every_field_is_where_it_is_said_to_be(
    declaration: Declaration, data: st.DataObject
) -> None:
    text = emit(declaration)
    lines = text.split("\n")
    written = [
        path
        for path in field_paths(declaration)
        if isinstance(declaration.get(path), str) and declaration.get(path)
    ]
    fields = [(path, data.draw(st.integers(0, len(declaration.get(path)) - 1))) for path in written]
    for (path, offset), (line, column) in zip(fields, locate(text, fields), strict=True):
        char = declaration.get(path)[offset]
        source = (lines[line - 1] + "\n")[column - 1 :]
        escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}
        assert source.startswith((char, escapes.get(char, char)))


@examples(60)
@given(hand_written())
def test_in_a_file_laid_out_by_hand_texts_are_located_too(file: HandWritten) -> None:
    declaration = parse(file.text)
    lines = file.text.split("\n")
    texts = [path for path in field_paths(declaration) if isinstance(declaration.get(path), str)]
    filled = [path for path in texts if declaration.get(path) and not path.endswith(".sign")]
    for path, (line, column) in zip(filled, locate(file.text, [(path, 0) for path in filled]), strict=True):
        assert (lines[line - 1] + "\n")[column - 1 :].startswith((declaration.get(path)[0], "\\")), path


@examples(30)
@given(texts)
def test_amounts_and_texts_survive_a_save(text: str) -> None:
    declaration = DECLARATION.with_value("goals.overall", text).with_value(
        "budget.total", Decimal("521789.58")
    )
    assert parse(canonical_text(declaration)) == declaration


def test_a_department_stays_one_when_everything_in_it_is_emptied(tmp_path):
    path = tmp_path / "department.toml"
    path.write_text('format = 1\n\n[department]\nname = "某局"\n', "utf-8")
    document = open_document(path)
    emptied = document.declaration.with_value("department.name", "")
    assert emptied.is_department
    save_document(document, emptied)
    assert path.read_text("utf-8") == "format = 1\n\n[department]\n"
    assert open_document(path).declaration == emptied
    refilled = emptied.with_value("department.name", "某局")
    assert refilled == document.declaration


def test_a_department_without_its_last_task_is_still_one(tmp_path):
    path = tmp_path / "department.toml"
    path.write_text('format = 1\n\n[[tasks]]\nduty = "监督"\n', "utf-8")
    assert open_document(path).declaration.without_row("tasks", 0).is_department


def test_an_empty_file_of_that_name_is_a_department_and_a_project_in_it_a_project(tmp_path):
    path = tmp_path / "department.toml"
    path.write_text("", "utf-8")
    assert open_document(path).declaration.is_department
    path.write_text('[project]\nname = "甲"\n', "utf-8")
    assert not open_document(path).declaration.is_department


def test_comments_of_tasks_are_saved_wherever_they_stand(tmp_path):
    path = tmp_path / "department.toml"
    text = 'format = 1\n\n[[tasks]]\n# 待核\nduty = "监督" # 按三定方案\n# 其他\n'
    path.write_text(text, "utf-8")
    document = open_document(path)
    save_document(document, document.declaration)
    assert path.read_text("utf-8").count("#") == 3
