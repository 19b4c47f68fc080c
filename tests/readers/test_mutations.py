"""The published pages with further damage: nothing crashes, nothing is lost, nothing lands where it does not belong."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.declaration import Declaration, Indicator
from models.vocabulary import SECTIONS
from store.layout import emit, parse
from store.readers.published import Recovered, recover
from store.readers.text import page_of
from tests.readers.account import texts_of, unaccounted

FACTOR = 20 if os.environ.get("JIXIAO_LONG") == "1" else 1
FIXTURES = Path(__file__).parents[1] / "fixtures"
PAGES = {name: (FIXTURES / f"seed_{name}.txt").read_text("utf-8").split("\n") for name in ("000", "003")}

Lines = list[str]


def drop(lines: Lines, at: int) -> Lines:
    return lines[:at] + lines[at + 1 :]


def double(lines: Lines, at: int) -> Lines:
    return lines[: at + 1] + lines[at:]


def tear(lines: Lines, at: int) -> Lines:
    """Text is dropped from a line on, as the published page marks it."""
    rest = lines[at + 1 :]
    return [*lines[:at], f" {rest[0]}", *rest[1:]] if rest and rest[0].startswith("\t") else lines


def join(lines: Lines, at: int) -> Lines:
    """The next empty line is lost, so that two rows or paragraphs run together."""
    gap = next((place for place in range(at, len(lines)) if not lines[place].strip(" ")), None)
    return lines if gap is None else drop(lines, gap)


def split(lines: Lines, at: int) -> Lines:
    return [*lines[:at], "", *lines[at:]]


MUTATIONS: dict[str, Callable[[Lines, int], Lines]] = {
    mutation.__name__: mutation for mutation in (drop, double, tear, join, split)
}


def without_blank_lines(lines: Lines) -> Lines:
    return [line for line in lines if line.strip(" ")]


def recovered(lines: Lines) -> tuple[Recovered, ...]:
    return recover(page_of("\n".join(lines)))


def pairs(indicator: Indicator) -> set[tuple[str, str]]:
    return {(key, text) for key in indicator.keys() if (text := getattr(indicator, key)) not in ("", None)}


ORIGINALS = {name: recovered(lines)[0].declaration for name, lines in PAGES.items()}


def check(name: str, lines: Lines) -> None:
    """Everything that must hold for a damaged copy of a page."""
    source = "\n".join(lines)
    found = recovered(lines)
    assert unaccounted(source, found) == []
    present = {line.strip() for line in lines}
    present |= {line.partition("：")[2] for line in present}
    for each in found:
        assert [text for text in texts_of(each.declaration) if text and text not in present] == []
        assert_rows_in_place(each.declaration, ORIGINALS[name])
        if all(term.heading in lines for term in SECTIONS):
            assert_texts_in_place(each.declaration, ORIGINALS[name])


def assert_rows_in_place(damaged: Declaration, original: Declaration) -> None:
    """Each row of the damaged page is a part of one row of the original, column by column."""
    rows = [pairs(row) for row in original.indicators]
    for row in damaged.indicators:
        assert any(pairs(row) <= whole for whole in rows), row


def assert_texts_in_place(damaged: Declaration, original: Declaration) -> None:
    """Each section, fact and goal holds paragraphs of that section of the original and no others."""
    for table in ("project", "unit", "goals"):
        for key in getattr(original, table).keys():
            text, whole = getattr(getattr(damaged, table), key), getattr(getattr(original, table), key)
            if isinstance(whole, str):
                assert set(text.split("\n")) <= {*whole.split("\n"), ""}, (table, key)


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("name", PAGES)
def test_damage_at_any_line(name: str, mutation: str):
    lines = PAGES[name]
    for at in range(len(lines)):
        try:
            check(name, MUTATIONS[mutation](lines, at))
        except AssertionError as error:
            raise AssertionError(f"{mutation} at line {at + 1}: {error}") from error


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_its_blank_lines(name: str):
    check(name, without_blank_lines(PAGES[name]))


@given(
    st.sampled_from(sorted(PAGES)),
    st.lists(st.tuples(st.sampled_from(["drop", "double"]), st.integers(0, 1000)), min_size=2, max_size=4),
)
@settings(max_examples=60 * FACTOR, deadline=None)
def test_several_lines_lost_or_doubled_lose_nothing_more(name: str, damages: list[tuple[str, int]]):
    lines = PAGES[name]
    for mutation, at in damages:
        lines = MUTATIONS[mutation](lines, at % len(lines))
    found = recovered(lines)
    assert unaccounted("\n".join(lines), found) == []


@given(
    st.sampled_from(sorted(PAGES)),
    st.lists(st.tuples(st.sampled_from(["tear", "join"]), st.integers(0, 1000)), min_size=2, max_size=6),
)
@settings(max_examples=60 * FACTOR, deadline=None)
def test_torn_and_joined_rows_never_land_in_a_wrong_column(name: str, damages: list[tuple[str, int]]):
    lines = PAGES[name]
    for mutation, at in damages:
        lines = MUTATIONS[mutation](lines, at % len(lines))
    check(name, lines)


@given(st.text(st.sampled_from("\t\n 空=≥%1项目名称：产出指标数量定性总体目标(2026年)一、"), max_size=200))
@settings(max_examples=100 * FACTOR, deadline=None)
def test_any_text_is_read_without_a_crash(text: str):
    for each in recover(page_of(text)):
        assert parse(emit(each.declaration)) == each.declaration
