"""Undo and redo."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Declaration
from tui.history import PAUSE, History


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def named(name: str) -> Declaration:
    return Declaration().with_value("project.name", name)


def test_typing_in_one_field_without_a_pause_is_one_step():
    clock = Clock()
    history = History(named(""), clock=clock)
    for text in ("城", "城乡", "城乡医"):
        clock.now += 0.2
        history.record(named(text), "修改", "project.name", "project.name")
    history.undo()
    assert history.current == named("")
    history.redo()
    assert history.current == named("城乡医")


def test_a_pause_begins_a_new_step():
    clock = Clock()
    history = History(named(""), clock=clock)
    history.record(named("城"), "修改", "project.name", "project.name")
    clock.now += PAUSE
    history.record(named("城乡"), "修改", "project.name", "project.name")
    history.undo()
    assert history.current == named("城")


def test_another_field_begins_a_new_step():
    history = History(named(""), clock=Clock())
    history.record(named("城"), "修改", "project.name", "project.name")
    history.record(named("城").with_value("project.code", "1"), "修改", "project.code", "project.code")
    history.undo()
    assert history.current == named("城")


def test_a_change_after_undo_forgets_what_was_undone():
    history = History(named(""), clock=Clock())
    history.record(named("甲"), "修改")
    history.undo()
    history.record(named("乙"), "修改")
    assert history.redo() is None
    assert history.current == named("乙")


def test_there_is_nothing_before_the_first_state_and_nothing_after_the_last():
    history = History(named("甲"), clock=Clock())
    assert history.undo() is None
    assert history.redo() is None


@given(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=60))
def test_undo_and_redo_walk_the_same_states(commands):
    clock = Clock()
    history = History(named("0"), clock=clock)
    states, at = [named("0")], 0
    for number, command in enumerate(commands, 1):
        clock.now += 10
        if command == "edit":
            history.record(named(str(number)), "修改")
            states = [*states[: at + 1], named(str(number))]
            at += 1
        elif command == "undo":
            history.undo()
            at = max(at - 1, 0)
        else:
            history.redo()
            at = min(at + 1, len(states) - 1)
        assert history.current == states[at]
