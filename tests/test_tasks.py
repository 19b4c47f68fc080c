"""The exercises of docs/tasks.md come out as they say."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from exports.forms import all_forms
from models.checking import check
from models.declaration import Declaration, Indicator
from models.mending import apply
from models.rule import Finding, Severity
from store.documents import open_document
from store.workspace import find_workspace
from tui.fields import ALL_FORMS, describe, from_text

ROOT = Path(__file__).parents[1]
ENGLISH, CHINESE = ROOT / "docs" / "tasks.md", ROOT / "docs" / "tasks.zh-CN.md"
FIELDS = {field.label: field for form in ALL_FORMS for field in form.fields}
COLUMNS = 10
FAULTY = ROOT / "examples" / "2026" / "城乡医疗救助经费项目.toml"


def rows_of(page: Path) -> list[list[str]]:
    """The cells of all tables of a page."""
    lines = [line for line in page.read_text("utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "---" not in line]


def typed(page: Path) -> Declaration:
    """The declaration that somebody types from the printed page."""
    declaration = Declaration()
    tables = [row for row in rows_of(page) if len(row) == COLUMNS]
    for row in rows_of(page):
        if len(row) == 2 and row[0] in FIELDS:
            field = FIELDS[row[0]]
            declaration = declaration.with_value(field.path, from_text(field.kind, row[1]))
    for at, row in enumerate(tables[1:]):
        declaration = declaration.insert(at, Indicator())
        for label, text in zip(tables[0], row, strict=True):
            field = FIELDS[label]
            declaration = declaration.with_value(field.at(at), from_text(field.kind, text))
    return declaration


def counts(findings: list[Finding]) -> Counter[Severity]:
    return Counter(found.severity for found in findings)


def test_the_printed_page_is_the_same_in_both_languages_and_has_no_faults():
    declaration = typed(CHINESE)
    assert typed(ENGLISH) == declaration
    assert len(declaration.indicators) == 4
    found = check(declaration)
    assert {each.severity for each in found} == {Severity.INFO}
    for page in (CHINESE, ENGLISH):
        assert f"`✗ 错误 0  ! 警告 0  · 提示 {len(found)}`" in page.read_text("utf-8")
        assert all(each.code in page.read_text("utf-8") for each in found)


@pytest.mark.parametrize("page", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_the_five_findings_are_there_and_mending_them_leaves_no_error(page):
    workspace = find_workspace(FAULTY)
    declaration = open_document(FAULTY).declaration.with_unit_defaults(workspace.unit)
    assert f"`✗ 错误 {counts(check(declaration))[Severity.ERROR]}`" in page.read_text("utf-8")
    steps = [row for row in rows_of(page) if len(row) == 4 and re.match(r"[A-Z]\d\d", row[2])]
    assert len(steps) == 5
    for name, label, problem, mend in steps:
        found = next(
            each
            for each in check(declaration)
            if each.code == problem[:3] and describe(declaration, each.field) == f"{name} · {label}"
        )
        if text := re.search(r"`(达到[^`]+)`", mend):
            declaration = declaration.with_value(found.field, text[1])
        else:
            mends = [each.mend for each in check(declaration) if each.field == found.field and each.mend]
            declaration = apply(declaration, mends[0])
    assert counts(check(declaration))[Severity.ERROR] == 0


def test_the_row_of_which_three_indicators_are_copied_has_three_with_these_weights():
    path = next((ROOT / "examples" / "model" / "2026").glob("残疾人两项补贴项目.toml"))
    rows = open_document(path).declaration.indicators
    assert len(rows) == 14
    assert [int(row.weight) for row in rows if row.level2 == "数量指标"] == [8, 8, 4]
    for page in (CHINESE, ENGLISH):
        assert "8、8、4" in page.read_text("utf-8") or "8, 8, 4" in page.read_text("utf-8")
        for form in ("yn-target", "yn-text"):
            assert f"{all_forms()[form].title}（{form}）" in page.read_text("utf-8")
