"""One edited field is one hunk of a diff."""

from __future__ import annotations

import difflib
import subprocess
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Budget, Declaration, Evaluation, Goals, Indicator, Project, Unit
from store.layout import emit
from tests.store.generated import commented, declarations, examples, texts, values_of


def hunks(old: str, new: str) -> int:
    lines = difflib.SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False).get_opcodes()
    return sum(tag != "equal" for tag, *_ in lines)


TABLES = [
    (Project, "project"),
    (Unit, "unit"),
    (Budget, "budget"),
    (Goals, "goals"),
    (Indicator, "indicators[0]"),
    (Evaluation, "evaluation"),
]
EMPTY = ("", None, ())


@dataclass
class Edit:
    """A declaration, and one of its fields with a new value."""

    before: Declaration
    path: str
    value: Any

    @property
    def after(self) -> Declaration:
        return self.before.with_value(self.path, self.value)


@st.composite
def one_edit(draw: st.DrawFn) -> Edit:
    declaration = draw(declarations)
    if not declaration.indicators:
        declaration = declaration.insert(0, Indicator(name="一"))
    model, path = draw(st.sampled_from(TABLES))
    key = draw(st.sampled_from(model.keys()))
    return Edit(declaration, f"{path}.{key}", draw(values_of(model)[key]))


@st.composite
def one_edit_between_comments(draw: st.DrawFn) -> Edit:
    """Another value of a filled field: the comment of an emptied key moves, which is a change of its own."""
    declaration = draw(commented())
    if not declaration.indicators:
        declaration = declaration.insert(0, Indicator(name="一"))
    filled = [
        (model, f"{path}.{key}", key)
        for model, path in TABLES
        for key in model.keys()
        if declaration.get(f"{path}.{key}") not in EMPTY
    ]
    model, path, key = draw(st.sampled_from(filled))
    return Edit(declaration, path, draw(values_of(model)[key].filter(lambda value: value not in EMPTY)))


@examples(200)
@given(one_edit())
def test_one_edited_field_changes_the_lines_of_that_field_alone(edit: Edit) -> None:
    assert_only_own_lines_change(edit)


@examples(150)
@given(one_edit_between_comments())
def test_comments_around_an_edited_field_stay_where_they_are(edit: Edit) -> None:
    assert_only_own_lines_change(edit)


def assert_only_own_lines_change(edit: Edit) -> None:
    """Whether all that differs is one run of lines, which belong to the field."""
    old, new = emit(edit.before).split("\n"), emit(edit.after).split("\n")
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    assert not set(old) - own_lines(edit.before, edit.path)
    assert not set(new) - own_lines(edit.after, edit.path)


def own_lines(declaration: Declaration, path: str) -> set[str]:
    """The lines of one field, with the header and the empty line that come with the first field of a table."""
    name, key = path.split(".")
    holder = declaration.indicators[0] if "[" in name else getattr(declaration, name)
    own = tuple(
        comment for comment in holder.comments if comment.path == (key,) and comment.place == "beside"
    )
    bare = type(holder)(**{key: getattr(holder, key)}, comments=own)
    alone = Declaration(indicators=(bare,)) if isinstance(bare, Indicator) else Declaration(**{name: bare})
    return set(emit(alone).split("\n"))


@given(texts.filter(bool), texts.filter(bool))
@examples(50)
def test_a_new_paragraph_is_one_added_hunk(first: str, second: str) -> None:
    old = Declaration(goals=Goals(overall=first, annual="年度"))
    new = old.with_value("goals.overall", f"{first}\n{second}")
    assert hunks(emit(old), emit(new)) == 1
    removed = [
        line for line in difflib.ndiff(emit(old).split("\n"), emit(new).split("\n")) if line.startswith("- ")
    ]
    assert not removed


def test_git_shows_one_hunk_for_one_edited_field(tmp_path: Path, seed_003: str) -> None:
    lines = [line.strip() for line in seed_003.split("\n") if len(line) > 20]
    declaration = Declaration(
        project=Project(name="城乡医疗救助经费项目", basis="\n".join(lines[:3]), outcome=lines[3]),
        goals=Goals(overall=lines[4], annual=lines[5]),
        indicators=tuple(Indicator(name=f"指标{at}", value=str(at), content=lines[at]) for at in range(6)),
    )
    (tmp_path / "old").write_text(emit(declaration), "utf-8")
    for path, value in {
        "project.name": "另一个项目",
        "project.basis": "\n".join((lines[0], "改过的一段", lines[2])),
        "project.year": 2026,
        "unit.name": "昆明市呈贡区医疗保障局",
        "budget.total": Decimal("521789.58"),
        "goals.annual": "",
        "indicators[2].value": "95",
        "indicators[5].content": "一\n二",
    }.items():
        (tmp_path / "new").write_text(emit(declaration.with_value(path, value)), "utf-8")
        shown = subprocess.run(
            ["git", "diff", "--no-index", "-U0", "old", "new"],
            check=False,
            cwd=tmp_path,
            capture_output=True,
            text=True,
        ).stdout
        assert shown.count("\n@@ ") == 1, path
