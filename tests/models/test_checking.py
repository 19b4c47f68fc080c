"""Checking again after a change costs the change, and finds what a check of the whole finds."""

from __future__ import annotations

import pytest

from models.checking import Checker, Choice, check
from models.declaration import Indicator
from models.practice import Practice
from models.rule import Severity, Surroundings, all_rules, rules_named
from models.specimen import specimen

SPOILED = {"indicators[6].attribute": "定性指标", "indicators[3].basis": "根据实际工作需要"}


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[Indicator]:
    """The rows that V01 is asked about, in their order."""
    rows: list[Indicator] = []
    (entry,) = rules_named("V01")
    assert entry.check_row is not None
    look = entry.check_row

    def noted(row: Indicator, practice: Practice):
        rows.append(row)
        return look(row, practice)

    monkeypatch.setitem(entry.__dict__, "check_row", noted)
    return rows


def test_only_the_changed_row_is_judged_again(judged: list[Indicator]):
    checker = Checker()
    before = specimen(SPOILED)
    checker.findings(before)
    judged.clear()
    after = before.with_value("indicators[2].value", "约一百")
    assert checker.findings(after) == check(after)
    assert judged[0] == after.indicators[2]
    assert len(judged) == 1 + len(after.indicators)


def test_a_row_that_moved_is_found_at_its_new_place():
    checker = Checker()
    before = specimen(SPOILED)
    checker.findings(before)
    after = before.move(6, 0)
    assert checker.findings(after) == check(after)
    assert "indicators[0].attribute" in {found.field for found in checker.findings(after)}


def test_another_practice_judges_every_row_again(judged: list[Indicator]):
    checker = Checker()
    checker.findings(specimen())
    judged.clear()
    checker.findings(specimen(), Surroundings(practice=Practice(vague_words=("好上加好",))))
    assert len(judged) == len(specimen().indicators)


def test_a_bureau_may_give_findings_another_severity():
    declaration = specimen(SPOILED)
    found = Checker(Choice(severities={"V03": Severity.INFO})).findings(declaration)
    assert {each.severity for each in found if each.code == "V03"} == {Severity.INFO}
    assert [each.code for each in found] == [each.code for each in check(declaration)]


def test_findings_stand_in_the_order_of_the_rules():
    order = [rule.code for rule in all_rules()]
    codes = [found.code for found in check(specimen(SPOILED))]
    assert codes == sorted(codes, key=order.index)
    assert len(set(codes)) > 2
