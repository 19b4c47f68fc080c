"""Safe mends are made until none is left; others are never made without asking."""

from __future__ import annotations

from models.checking import check
from models.declaration import Declaration
from models.mending import apply, mend_safely
from models.rule import Finding, Mend
from models.specimen import specimen

NAME = "project.name"


def offer(path: str, value: str, *, safe: bool = True) -> Finding:
    return Finding(path, "…", mend=Mend(f"改为“{value}”", {path: value}, safe))


def test_one_mend_may_make_the_next_one_possible():
    steps = {"甲": "乙", "乙": "丙"}

    def find(declaration: Declaration) -> list[Finding]:
        name = declaration.project.name
        return [offer(NAME, steps[name])] if name in steps else []

    mended = mend_safely(specimen({NAME: "甲"}), find)
    assert mended.declaration == specimen({NAME: "丙"})
    assert len(mended.made) == 2


def test_mends_that_undo_each_other_come_to_an_end():
    other = {"甲": "乙", "乙": "甲"}
    mended = mend_safely(
        specimen({NAME: "甲"}), lambda declaration: [offer(NAME, other[declaration.project.name])]
    )
    assert mended.declaration.project.name in other


def test_of_two_mends_of_one_field_only_the_first_is_made_at_once():
    seen: list[str] = []

    def find(declaration: Declaration) -> list[Finding]:
        seen.append(declaration.project.name)
        return [offer(NAME, "乙"), offer(NAME, "丙")] if declaration.project.name == "甲" else []

    assert mend_safely(specimen({NAME: "甲"}), find).declaration.project.name == "乙"
    assert seen == ["甲", "乙"]


def test_a_mend_that_changes_the_meaning_is_left_to_the_user():
    before = specimen()
    mended = mend_safely(before, lambda _: [offer(NAME, "乙", safe=False)])
    assert mended.declaration is before
    assert mended.made == ()
    assert apply(before, Mend("改名", {NAME: "乙"}, safe=False)).project.name == "乙"


def test_a_fact_kept_in_the_workspace_is_not_written_into_the_file():
    own = specimen({"unit.phone": ""})
    mended = mend_safely(own, lambda _: [offer("unit.phone", "0871-1")])
    assert mended.declaration is own


def test_nothing_is_offered_for_the_specimen():
    assert mend_safely(specimen(), check).made == ()
