"""Undoing one change leaves all others; undoing all of them, in any order, leaves none."""

from __future__ import annotations

from collections import Counter
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from models.changes import Change, Kind, changes
from models.declaration import Comment, Declaration, Indicator, Row, Task, indicator_path, row_path
from models.reverting import revert, revert_all
from models.specimen import department_specimen
from store.readers import read_page
from store.readers.published import recover
from tests.conftest import FIXTURES


@cache
def page() -> Declaration:
    """The published page 003, with comments and with keys that this program does not know."""
    path = FIXTURES / "seed_003.txt"
    declaration = recover(read_page(path, path.read_bytes()))[0].declaration
    rows = [
        row.with_values(extra={"stage": at}, comments=(Comment(text=f"# {at}"),))
        for at, row in enumerate(declaration.indicators)
    ]
    return declaration.with_values(indicators=tuple(rows), extra={"monitoring": {"rate": 1}})


PATHS = [
    "project.name",
    "project.period",
    "unit.phone",
    "budget.total",
    "goals.annual",
    "evaluation.executed",
]
COLUMNS = ["level1", "level2", "name", "sign", "value", "unit", "attribute", "weight", "scoring", "basis"]
VALUES = ["", "甲", "乙", "定性指标", "质量指标", "救助对象人数"]
NUMBER = st.integers(0, 30)
EDITS = st.one_of(
    st.tuples(st.just("field"), st.sampled_from(PATHS), st.sampled_from(VALUES)),
    st.tuples(st.just("column"), NUMBER, st.sampled_from(COLUMNS), st.sampled_from(VALUES)),
    st.tuples(st.just("column of"), NUMBER, st.sampled_from(COLUMNS), NUMBER),
    st.tuples(st.just("remove"), NUMBER),
    st.tuples(st.just("blank"), NUMBER),
    st.tuples(st.just("copy"), NUMBER, NUMBER),
    st.tuples(st.just("move"), NUMBER, NUMBER),
    st.tuples(
        st.just("unknown"), NUMBER, st.sampled_from(["stage", "note"]), st.sampled_from([None, 1, True])
    ),
)


def edited(declaration: Declaration, edit: tuple) -> Declaration:
    what, *rest = edit
    rows = declaration.indicators
    if what == "field":
        return declaration.with_value(*rest)
    if not rows:
        return declaration
    at = rest[0] % len(rows)
    match what:
        case "column":
            return declaration.with_value(indicator_path(at, rest[1]), rest[2])
        case "column of":
            value = getattr(rows[rest[2] % len(rows)], rest[1])
            return declaration.with_value(indicator_path(at, rest[1]), value)
        case "remove":
            return declaration.remove(at)
        case "blank":
            return declaration.insert(at, Indicator(level1=rows[at].level1, level2=rows[at].level2))
        case "copy":
            return declaration.insert(rest[1] % len(rows), rows[at])
        case "move":
            return declaration.move(at, rest[1] % len(rows))
    _, key, value = rest
    extra = {name: other for name, other in rows[at].extra.items() if name != key}
    row = rows[at].with_values(extra=extra if value is None else {**extra, key: value})
    return declaration.with_values(indicators=(*rows[:at], row, *rows[at + 1 :]))


def data(declaration: Declaration) -> list:
    """All that is written to the file, but for the comments."""
    return [declaration.project, [written(row) for row in declaration.indicators]]


def written(row: Row) -> dict:
    return {key: value for key, value in row.model_dump(exclude={"comments"}).items() if value}


def essence(found: list[Change]) -> Counter:
    """The changes without what another one may show in them: positions, the names of rows, who is in order."""
    return Counter(
        (each.kind,) if each.kind is Kind.ORDER else (each.kind, each.key, each.old, each.new)
        for each in found
    )


TEXTS = [
    "",
    "补助学生3200人，按月拨付。",
    "补助学生3100人，按月拨付到校。",
    "改造校舍5所。",
    "营养膳食补助项目",
]
TASK_EDITS = st.one_of(
    st.tuples(st.just("column"), NUMBER, st.sampled_from(Task.keys()), st.sampled_from(TEXTS)),
    st.tuples(st.just("remove"), NUMBER),
    st.tuples(st.just("blank"), NUMBER),
    st.tuples(st.just("copy"), NUMBER, NUMBER),
    st.tuples(st.just("move"), NUMBER, NUMBER),
)


def edited_tasks(declaration: Declaration, edit: tuple) -> Declaration:
    what, *rest = edit
    rows = declaration.tasks
    if not rows:
        return declaration
    at = rest[0] % len(rows)
    match what:
        case "column":
            return declaration.with_value(row_path("tasks", at, rest[1]), rest[2])
        case "remove":
            return declaration.without_row("tasks", at)
        case "blank":
            return declaration.with_row("tasks", at, Task())
        case "copy":
            return declaration.with_row("tasks", rest[1] % len(rows), rows[at])
    return declaration.without_row("tasks", at).with_row("tasks", rest[1] % len(rows), rows[at])


@given(st.lists(TASK_EDITS, max_size=10), st.randoms(use_true_random=False))
def test_changes_of_tasks_are_undone_like_those_of_indicators(edits, order):
    third = Task(content="补助学生3000人，按月拨付。", duty="落实学生资助政策")
    old = new = department_specimen({"tasks[0].content": TEXTS[1]}).with_row("tasks", 2, third)
    for edit in edits:
        new = edited_tasks(new, edit)
    while found := changes(old, new):
        before = essence(found)
        gone = order.choice(found)
        new = revert(new, old, gone)
        after = essence(changes(old, new))
        # Of copies that were changed alike, either may be the one that went on: only their order may tell.
        may_reorder = any(edit[0] == "copy" for edit in edits)
        assert before - after == essence([gone]) or may_reorder
        assert set(after - before) <= ({(Kind.ORDER,)} if may_reorder else set())
    assert [written(row) for row in new.tasks] == [written(row) for row in old.tasks]


@given(st.lists(EDITS, max_size=12), st.randoms(use_true_random=False))
def test_each_change_is_undone_alone_and_all_of_them_in_any_order(edits, order):
    old = new = page()
    for edit in edits:
        new = edited(new, edit)
    found = changes(old, new)
    for _ in range(len(found)):
        before = essence(found)
        gone = order.choice(found)
        new = revert(new, old, gone)
        found = changes(old, new)
        assert before - essence(found) == essence([gone])
        assert not essence(found) - before
    assert changes(old, new) == []
    assert data(new) == data(old)


@given(st.lists(EDITS, max_size=12), st.randoms(use_true_random=False))
def test_any_of_the_changes_are_undone_together(edits, choice):
    old = new = page()
    for edit in edits:
        new = edited(new, edit)
    found = changes(old, new)
    some = choice.sample(found, choice.randint(0, len(found)))
    assert essence(changes(old, revert_all(new, old, some))) == essence(found) - essence(some)


def test_a_removed_indicator_comes_back_to_its_place_with_its_comments():
    old = page()
    new = old.remove(4).with_value("indicators[0].value", "1")
    (gone,) = [change for change in changes(old, new) if change.kind is Kind.REMOVED]
    assert revert(new, old, gone).indicators[4] is old.indicators[4]
    assert revert(new, old, gone).indicators[0].value == "1"


def test_a_copy_pasted_above_its_original_has_moved_nothing():
    old = page()
    (added,) = changes(old, old.insert(0, old.indicators[3]))
    assert (added.kind, added.path) == (Kind.ADDED, "indicators[0]")


def test_an_unknown_key_comes_back_where_it_stood():
    old = page().with_values(extra={"one": 1, "two": 2, "three": 3})
    new = old.with_values(extra={"one": 1, "three": 4})
    for change in changes(old, new):
        new = revert(new, old, change)
    assert list(new.extra.items()) == list(old.extra.items())
