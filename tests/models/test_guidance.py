"""The guide to the fields says what the rules say: each of its examples is put to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.checking import check
from models.declaration import Declaration, Indicator, field_paths, indicator_path
from models.guidance import LEVELS, Example, Level, all_guides, guide_for
from models.rule import Finding
from models.specimen import department_specimen, specimen
from models.vocabulary import LEVEL2
from tui.department_fields import FORMS as OF_DEPARTMENT
from tui.fields import ALL_FORMS, from_text, label_of

GUIDES = {guide.path: guide for guide in all_guides()}
KINDS = {field.path: field.kind for form in (*ALL_FORMS, *OF_DEPARTMENT) for field in form.fields}
ROWS = {"数量指标": 1, "质量指标": 2, "时效指标": 4, "服务对象满意度指标": 8}
"""The specimen's indicator of a 二级指标; of all kinds of cost it is the first, of all kinds of benefit the sixth."""
OLD_TREE = {"indicators[0].level1": "产出指标", "indicators[0].level2": "成本指标"}
EMPTY: dict[type, object] = {str: "", tuple: ()}


def row_of(level: Level) -> int:
    return ROWS.get(level.level2, 0 if "成本" in level.level2 else 5)


def with_text(declaration: Declaration, path: str, text: str) -> Declaration:
    """The declaration after somebody has typed a text into a field."""
    kind = KINDS[re.sub(r"\[\d+\]", "[*]", path)]
    empty = EMPTY.get(type(declaration.get(path)))
    return declaration.with_value(path, from_text(kind, text) if text else empty)


def with_row(declaration: Declaration, at: int, row: Indicator) -> Declaration:
    rows = declaration.indicators
    return declaration.with_values(indicators=(*rows[:at], row, *rows[at + 1 :]))


def placed(example: Example, path: str, declaration: Declaration, row: int = 1) -> Declaration:
    """The declaration with an example in a field, and with what must stand beside it."""
    for key, text in example.beside.items():
        declaration = with_text(declaration, key if "." in key else indicator_path(row, key), text)
    return with_text(declaration, path.replace("[*]", f"[{row}]"), example.text)


def specimen_for(path: str) -> Declaration:
    return department_specimen() if path.startswith(("department.", "tasks[")) else specimen()


def at_field(findings: list[Finding], path: str) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in findings if found.field == path]


def test_every_field_of_the_file_has_a_guide_under_the_name_it_has_on_the_screen():
    paths = {re.sub(r"\[\d+\]", "[*]", path) for path in field_paths(department_specimen())}
    assert set(GUIDES) == paths
    for path, guide in GUIDES.items():
        assert all((guide.what, guide.source, guide.how, guide.good)), path
        assert label_of(path).removesuffix("说明")[:2] in guide.title + guide.what


def test_every_level_2_of_the_notices_has_its_own_advice():
    assert {level.level2 for level in LEVELS} == set(LEVEL2)
    for level in LEVELS:
        bare = level.level2.removesuffix("指标")
        assert guide_for("indicators[3].value", level.level2) == guide_for("indicators[0].value", bare)
        assert level.what in guide_for("indicators[3].name", level.level2).what
    assert "调查" in guide_for("indicators[0].basis", "满意度指标").what


def test_a_level_that_no_notice_knows_changes_nothing():
    assert guide_for("indicators[0].value", "本地指标") == guide_for("indicators[0].value")


@pytest.mark.parametrize("path", ["project", "project.nothing", "indicators[0]", "format", ""])
def test_what_is_no_field_has_no_guide(path):
    with pytest.raises(LookupError):
        guide_for(path)


@pytest.mark.parametrize("path", GUIDES)
def test_good_examples_pass_all_rules(path):
    for example in GUIDES[path].good:
        findings = check(placed(example, path, specimen_for(path)))
        assert at_field(findings, path.replace("[*]", "[1]")) == [], example.text


@pytest.mark.parametrize("path", GUIDES)
def test_bad_examples_are_found_by_the_rule_they_name(path):
    assert check(specimen_for(path)) == []
    for example in GUIDES[path].bad:
        assert example.why
        findings = check(placed(example, path, specimen_for(path)))
        assert example.code in {found.code for found in findings}, example.text


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.level2)
def test_model_rows_of_a_level_pass_all_rules(level):
    at = row_of(level)
    clean = specimen(OLD_TREE if level.level2 == "可持续影响指标" else None)
    for row in level.rows:
        findings = check(with_row(clean, at, row))
        assert [found for found in findings if found.field.startswith(f"indicators[{at}]")] == [], row.name


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.level2)
def test_bad_examples_of_a_level_are_found_by_the_rule_they_name(level):
    at = row_of(level)
    clean = with_row(specimen(), at, level.rows[0])
    for key, examples in level.bad.items():
        for example in examples:
            before = {(found.code, found.field) for found in check(clean)} if example.code != "K10" else set()
            after = check(placed(example, f"indicators[*].{key}", clean, at))
            new = {found.code for found in after if (found.code, found.field) not in before}
            assert example.code in new, example.text


def test_notices_are_those_of_the_field():
    """A number that is in no rule and no notice named here would be an invented one."""
    known = {"〔2015〕88号", "〔2021〕101号", "〔2020〕10号", "〔2019〕136号"}
    pages = [*(Path(__file__).parents[2] / "models" / "guidance").glob("*.py")]
    found = {
        number for page in pages for number in re.findall(r"财预(〔\d{4}〕\d+号)", page.read_text("utf-8"))
    }
    assert found
    assert found <= known
