"""The pages of the help: how to begin, the keys, the fields."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.checking import check
from models.declaration import field_paths
from models.rule import all_rules
from models.specimen import department_specimen, specimen
from models.text import width
from store.git import GitState
from tests.rules.mutations import TABLE
from tui.actions import EDITOR, LISTING, shown
from tui.fieldbook import generic, rules_for
from tui.screens.help import field_help, key_sheet, welcome
from tui.widgets.outline import SIGNS, bar_of

SIZES = (58, 80, 120)
COMMENT = ("indicators[*].value", "C15")
"""a finding in the comment beside a field, not in the field"""


@pytest.mark.parametrize("cells", SIZES)
def test_no_page_is_wider_than_the_terminal(cells):
    declaration = specimen({"indicators[4].value": "2026年12月" + "很长" * 60})
    findings = check(declaration)
    pages = [welcome(cells), key_sheet(cells), key_sheet(cells, LISTING)]
    pages += [field_help(path, declaration, cells, findings) for path in field_paths(declaration)]
    assert max(width(line) for page in pages for line in page) <= cells


@pytest.mark.parametrize("cells", SIZES)
def test_the_key_sheet_names_every_key_of_its_table(cells):
    for actions in (EDITOR, LISTING):
        page = "\n".join(key_sheet(cells, actions))
        for action in actions:
            assert action.title in page
            assert all(shown(key) in page for key in action.keys)


def test_the_key_sheet_explains_the_signs_that_its_screen_shows():
    editor, listing = "\n".join(key_sheet(80)), "\n".join(key_sheet(80, LISTING))
    assert all(sign in editor for sign, _ in SIGNS.values())
    assert all(bar in editor for bar in (bar_of(Decimal(24), Decimal(40)), "▾", "▸", "●"))
    for state in GitState:
        assert state.sign in listing
        assert state.value in listing
        assert state.value not in editor


def test_the_key_sheet_is_shorter_in_two_columns_and_says_the_same():
    narrow, wide = key_sheet(80), key_sheet(120)
    assert len(wide) < len(narrow) * 0.7
    for words in ("屏幕上的记号", "怎样出去", "不会丢"):
        assert any(words in line for line in narrow)
        assert any(words in line for line in wide)


def test_the_first_page_fits_the_smallest_terminal():
    assert len(welcome(60)) == 10
    for key in ("Enter", "Esc", "Tab", "F8", "F9", "F5", "F6", "ctrl+s", "ctrl+p"):
        assert any(key in line for line in welcome(60))


def test_the_help_of_a_field_begins_with_what_is_found_there():
    declaration = specimen({"indicators[4].value": "2026年12月"})
    page = field_help("indicators[4].value", declaration, 80, check(declaration))
    assert page[0].startswith("✗ V01 ")
    assert "F9" in "".join(page[:6])
    assert "F1" in "".join(page[:6])
    clean = field_help("indicators[4].value", specimen(), 80, check(specimen()))
    assert clean[1] == "指标值：填什么"


def test_the_help_of_an_indicator_speaks_of_its_level_2():
    page = "\n".join(field_help("indicators[4].value", specimen(), 80))
    assert "时效指标" in page
    assert "补助资金拨付完成月份 <= 12 月" in page
    assert "补助资金拨付完成月份" not in "\n".join(field_help("indicators[1].value", specimen(), 80))


def test_the_help_of_a_field_names_the_keys_that_work_in_it():
    long, choice, line = (
        "\n".join(field_help(path, specimen(), 80))
        for path in ("project.plan", "indicators[0].unit", "unit.phone")
    )
    assert "F4 " in long
    assert "F3 " not in long
    assert "F3 " in choice
    assert "F4 " not in choice
    assert "F3 " not in line
    assert "Tab" in line


def test_what_is_shown_of_a_finding_is_one_safe_line():
    declaration = specimen({"project.name": "甲\x1b[31m\n乙" + "长" * 100})
    page = field_help("project.name", declaration, 80, check(declaration))
    assert page[0][0] in "✗!·"
    assert "\x1b" not in page[0]
    assert "\n" not in page[0]


def test_the_rules_named_for_a_field_are_those_that_find_something_there():
    """Every careless change of the specimen that is found in a field is found by a rule that its help names."""
    clean = specimen()
    paths = set(field_paths(clean))
    spoiled = [plant for each in TABLE if (plant := each.plant(clean)) is not None]
    seen = {(generic(found.field), found.code) for each in spoiled for found in check(each)}
    fields = {(path, code) for path, code in seen - {COMMENT} if path.replace("[*]", "[1]") in paths}
    unnamed = {pair for pair in fields if pair[1] not in {rule.code for rule in rules_for(pair[0])}}
    assert len(fields) > 60
    assert unnamed == set()
    named = {rule.code for path in field_paths(department_specimen()) for rule in rules_for(path)}
    assert len({rule.code for rule in all_rules()} - named) < 10
