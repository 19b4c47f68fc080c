"""One edited field is one hunk of a diff."""

from __future__ import annotations

import difflib
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Declaration, Goals, Indicator, Project, Unit
from store.layout import emit
from tests.store.generated import declarations, examples, texts, values_of


def hunks(old: str, new: str) -> int:
    lines = difflib.SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False).get_opcodes()
    return sum(tag != "equal" for tag, *_ in lines)


@st.composite
def one_edit(draw: st.DrawFn) -> tuple[Declaration, str, Any]:
    declaration = draw(declarations)
    if not declaration.indicators:
        declaration = declaration.insert(0, Indicator(name="一"))
    model, path = draw(
        st.sampled_from(
            [(Project, "project"), (Unit, "unit"), (Goals, "goals"), (Indicator, "indicators[0]")]
        )
    )
    key = draw(st.sampled_from(model.keys()))
    return declaration, f"{path}.{key}", draw(values_of(model)[key])


@examples(200)
@given(one_edit())
def test_one_edited_field_changes_the_lines_of_that_field_alone(edit: tuple[Declaration, str, Any]) -> None:
    declaration, path, value = edit
    old = emit(declaration).split("\n")
    new = emit(declaration.with_value(path, value)).split("\n")
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    assert not set(old) - own_lines(declaration, path)
    assert not set(new) - own_lines(declaration.with_value(path, value), path)


def own_lines(declaration: Declaration, path: str) -> set[str]:
    """The lines of one field, with the header and the empty line that come with the first field of a table."""
    table = {name: type(getattr(declaration, name))() for name in ("project", "unit", "budget", "goals")}
    bare = Declaration(**table, indicators=(Indicator(),)).with_value(path, declaration.get(path))
    return set(emit(bare).split("\n"))


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
