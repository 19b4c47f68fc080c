"""The model declarations are what a good clerk hands in: laid out canonically, and nothing to mend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from models.rule import Severity
from store.documents import canonical_text, open_document
from store.workspace import find_declarations
from tui.inspection import Inspected, Inspection

MODEL = Path(__file__).parents[2] / "examples" / "model"
FILES = [pytest.param(path, id=path.stem) for path in sorted((MODEL / "2026").glob("*.toml"))]


@pytest.fixture(scope="module")
def inspected() -> Mapping[str, Inspected]:
    """All of them, checked together as `jixiao check examples/model` does."""
    files = [str(path) for path in find_declarations(MODEL, departments=True)]
    return {Path(each.path).stem: each for each in Inspection(use_cache=False, processes=1).run(files)}


def test_no_model_declaration_is_missing():
    """Without files the other tests would pass by checking nothing."""
    assert len(FILES) >= 10


@pytest.mark.parametrize("path", FILES)
def test_a_model_declaration_is_laid_out_canonically(path: Path):
    assert path.read_text("utf-8") == canonical_text(open_document(path).declaration)


@pytest.mark.parametrize("path", FILES)
def test_a_model_declaration_has_no_error_and_no_warning(path: Path, inspected: Mapping[str, Inspected]):
    result = inspected[path.stem]
    assert result.error is None
    grave = [place for place in result.places if place.finding.severity is not Severity.INFO]
    assert [(place.line, place.finding.code, place.finding.message) for place in grave] == []


@pytest.mark.parametrize("path", FILES)
def test_a_model_declaration_silences_no_rule(path: Path):
    assert "jixiao: ignore" not in path.read_text("utf-8")
