"""Good work has no findings, and one defect planted in it is found by exactly the rule meant for it.

The table of mutations is in `tests/rules/mutations.py`; here it is applied to the ten model declarations, and each
rule's own violating example to the specimen.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from models.checking import check
from models.declaration import Declaration
from models.mending import mend_safely
from models.peers import Peers
from models.rule import Rule, Severity, Surroundings, all_rules
from models.specimen import example, specimen
from store.documents import open_document
from store.workspace import find_declarations
from tests.rules.mutations import TABLE, Mutation, without_points

MODELS = find_declarations(Path(__file__).parents[2] / "examples" / "model")

OVERLAPPING = {
    "V02": {"V03", "V04"},
    "V03": {"V02", "V04"},
    "V04": {"V02", "V03"},
    "V06": {"V01"},
    "C06": {"P03", "X05"},
    "C11": {"C07", "C08", "C09", "C10", "P03", "P04", "X05", "X09"},
}
"""Rules that the domain's own list finds in the same cells of the published pages (003:174-177, 003:131), or that
miss, as they should, what goes with whole indicators."""


@cache
def model(path: Path) -> Declaration:
    return open_document(path).declaration


@cache
def codes_of(path: Path, points: bool = True) -> Counter[str]:
    declaration = model(path)
    return Counter(found.code for found in check(declaration if points else without_points(declaration)))


def planted(mutation: Mutation, path: Path) -> tuple[Declaration | None, set[str]]:
    """The spoiled declaration, and the codes of what is found in it beyond what was there before."""
    spoiled = mutation.plant(model(path))
    if spoiled is None:
        return None, set()
    has_points = any(row.weight is not None for row in spoiled.indicators)
    after = Counter(found.code for found in check(spoiled))
    return spoiled, set(after - codes_of(path, has_points))


def test_there_are_ten_models_of_different_kinds():
    assert len(MODELS) == 10


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_good_work_is_left_in_peace(path: Path):
    assert [found for found in check(model(path)) if found.severity is not Severity.INFO] == []


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
@pytest.mark.parametrize("mutation", TABLE, ids=lambda mutation: f"{mutation.code}-{mutation.name}")
def test_a_planted_defect_is_found_by_the_rule_meant_for_it(mutation: Mutation, path: Path):
    spoiled, found = planted(mutation, path)
    if spoiled is not None:
        assert mutation.code in found
        assert found - mutation.also == {mutation.code}


def test_every_mutation_can_be_planted_in_some_model():
    for mutation in TABLE:
        assert any(mutation.plant(model(path)) is not None for path in MODELS), mutation.name


def test_every_model_is_mutated_in_many_ways():
    for path in MODELS:
        codes = {mutation.code for mutation in TABLE if mutation.plant(model(path)) is not None}
        assert len(codes) >= 40, path.stem


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_violating_example_of_a_rule_is_found_by_no_other(rule: Rule):
    peers = Peers.of(specimen(changes) for changes in rule.peers)
    found = check(example(rule, rule.violating), Surroundings(peers))
    assert {each.code for each in found} - OVERLAPPING.get(rule.code, set()) == {rule.code}


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_what_can_be_mended_safely_is_gone_afterwards_and_nothing_new_is_there(path: Path):
    for mutation in TABLE:
        spoiled = mutation.plant(model(path))
        if spoiled is None:
            continue
        before = Counter(found.code for found in check(spoiled))
        mended = mend_safely(spoiled, check)
        after = Counter(found.code for found in check(mended.declaration))
        assert not after - before, mutation.name
        assert all(after[found.code] < before[found.code] for found in mended.made), mutation.name
